import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { WebDeps } from '../deps.js';
import { accountRoutes } from './account-routes.js';
import { aidFileRoutes } from './aid-file-routes.js';
import { aidRoutes } from './aid-routes.js';
import { alertRoutes } from './alert-routes.js';
import { bulkRoutes } from './bulk-routes.js';
import { caseRoutes } from './case-routes.js';
import { claimRoutes } from './claim-routes.js';
import { channelRoutes } from './channel-routes.js';
import { doorRoutes } from './door-routes.js';
import { countEscalations, escalationRoutes } from './escalation-routes.js';
import { fieldCheckRoutes } from './field-check-routes.js';
import { editRoutes } from './edit-routes.js';
import { exportRoutes } from './export-routes.js';
import { handoverRoutes } from './handover-routes.js';
import { helpRoute } from './help-route.js';
import { introductionRoute } from './introduction-route.js';
import { importRoutes } from './import-routes.js';
import { mentionRoute } from './mention-route.js';
import { opdRoutes } from './opd-routes.js';
import { overviewRoute } from './overview-route.js';
import { oversightRoutes } from './oversight-routes.js';
import { liveRoute } from './live-route.js';
import { peopleRoutes } from './people-routes.js';
import { pairRoutes } from './pair-routes.js';
import { placeRoutes } from './place-routes.js';
import { printRoutes } from './print-routes.js';
import { referenceRoutes } from './reference-routes.js';
import { registryRoutes } from './registry-routes.js';
import { reporterRoutes } from './reporter-routes.js';
import { qualityRoutes } from './quality-routes.js';
import { queueRoute } from './queue-route.js';
import { rotationRoutes } from './rotation-routes.js';
import { sourceImportRoutes } from './source-import-routes.js';
import { startSessions } from './session.js';
import { signInRoutes, signOutRoute } from './sign-in-routes.js';
import { userRoutes } from './user-routes.js';
import { viewRoutes } from './view-routes.js';
import { framer, type ConsoleContext } from './context.js';
import { formatter } from './format.js';
import { hrefWith } from './href.js';

/** Everything under /console. What comes after the gate needs a signed-in person. */
export async function consoleRoutes(app: FastifyInstance, { deps }: { deps: WebDeps }): Promise<void> {
  await app.register(formbody);
  await app.register(rateLimit, { global: false });
  const session = await startSessions(app, deps.console, deps.config);
  const context: ConsoleContext = {
    services: deps.console,
    caseActions: deps.caseActions,
    casework: deps.casework,
    enrolment: deps.enrolment,
    fieldChecks: deps.fieldChecks,
    overview: deps.overview,
    accounts: deps.accounts,
    users: deps.users,
    oversight: deps.oversight,
    exports: deps.exports,
    escalations: deps.escalations,
    onePerson: deps.onePerson,
    system: deps.system,
    queue: deps.queue,
    people: deps.people,
    quality: deps.quality,
    place: deps.place,
    print: deps.print,
    bulk: deps.bulk,
    savedViews: deps.savedViews,
    aid: deps.aid,
    aidFiles: deps.aidFiles,
    reference: deps.reference,
    sourceImports: deps.sourceImports,
    rotation: deps.rotation,
    opd: deps.opd,
    search: deps.search,
    readiness: deps.readiness,
    config: deps.config,
    session,
    format: formatter(deps.config.timeZone, deps.categories),
    frame: framer(session, deps.config),
  };
  signInRoutes(app, context);
  doorRoutes(app, context);
  await app.register(async (inside) => {
    inside.addHook('onRequest', async (request, reply) => {
      if (request.actor === null) {
        const next = encodeURIComponent(pageOf(request.url));
        return reply.redirect(`/console/masuk?next=${next}`, 303);
      }
    });
    countEscalations(inside, context);
    introductionRoute(inside, context);
    signOutRoute(inside, context);
    queueRoute(inside, context);
    claimRoutes(inside, context);
    bulkRoutes(inside, context);
    viewRoutes(inside, context);
    liveRoute(inside, context);
    caseRoutes(inside, context);
    fieldCheckRoutes(inside, context);
    editRoutes(inside, context);
    mentionRoute(inside, context);
    overviewRoute(inside, context);
    await inside.register(placeRoutes, { context });
    printRoutes(inside, context);
    registryRoutes(inside, context);
    peopleRoutes(inside, context);
    qualityRoutes(inside, context);
    pairRoutes(inside, context);
    reporterRoutes(inside, context);
    handoverRoutes(inside, context);
    await inside.register(importRoutes, { context });
    await inside.register(sourceImportRoutes, { context });
    alertRoutes(inside, context);
    channelRoutes(inside, context);
    rotationRoutes(inside, context);
    helpRoute(inside, context);
    userRoutes(inside, context);
    accountRoutes(inside, context);
    oversightRoutes(inside, context);
    exportRoutes(inside, context);
    escalationRoutes(inside, context);
    referenceRoutes(inside, context);
    aidRoutes(inside, context);
    await inside.register(aidFileRoutes, { context });
    opdRoutes(inside, context);
  });
}

/** Addresses that forms are sent to, below the page that they stand on. */
const formNames =
  'putusan komentar ubah status undangan undangan/cabut putus siaga kode wajib-sandi ' +
  'hapus-faktor sandi sesi sesi-lain kode-pemulihan periksa ambil lepas ambil-alih denyut ' +
  'ambil-berikutnya cari simpan waktu libur libur/hapus kunci/mulai kunci/hentikan mulai hentikan nama hapus tangani ' +
  'minta ganti batal hasil pengenalan buang lanjutkan hak kunci cabut webhook webhook/ubah ' +
  'webhook/kirim hitung cari-orang bekukan putuskan catat tarik';
const formSuffix = new RegExp(`/(?:${formNames.replaceAll(' ', '|')})$`);

/**
 * The page to come back to, for those whose session ended: the one that a form stands on. Without the
 * words of a search, which hold names and numbers, and would be passed on from address to address.
 */
function pageOf(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const rest = new URLSearchParams(query);
  rest.delete('q');
  return hrefWith(path.replace(formSuffix, ''), Object.fromEntries(rest));
}
