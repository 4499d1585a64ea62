import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { exportText } from '../../i18n/out.js';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { ExportFields, exportProblemOf, sendFile, untypedExport } from './export-routes.js';
import { hrefWith } from './href.js';
import { QUALITY, qualityAsked, readQualityArea, readQualityQuery } from './quality-query.js';
import { actorOf } from './session.js';
import type { ExportTyped } from './views/export-page.js';
import { QualityFilePage } from './views/quality/file-page.js';
import { QualityListPage } from './views/quality/list-page.js';
import { QualityPage } from './views/quality/overview-page.js';

export function qualityRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { quality, services, session, format, frame } = context;

  app.get('/mutu', async (request, reply) => {
    const actor = actorOf(request);
    const area = readQualityArea(request.query);
    const { kecamatan, desa } = area;
    const [overview, regions] = await Promise.all([
      quality.overview(actor, { kecamatan, desa }),
      services.regions(actor),
    ]);
    const props = { frame: await frame(request, reply), format, area, overview, regions };
    return sendPage(reply, <QualityPage {...props} />);
  });

  app.get('/mutu/daftar', async (request, reply) => {
    const actor = actorOf(request);
    const query = readQualityQuery(request.query);
    const asked = { ...qualityAsked(query), cursor: query.cursor, ip: request.ip };
    const [list, regions] = await Promise.all([quality.list(actor, asked), services.regions(actor)]);
    const props = { frame: await frame(request, reply), format, query, list, regions };
    return sendPage(reply, <QualityListPage {...props} />);
  });

  app.post('/mutu/hitung', async (request, reply) => {
    await quality.recount(actorOf(request));
    session.say(reply, 'quality_asked');
    return reply.redirect(hrefWith(QUALITY, readQualityArea(request.body)), 303);
  });

  app.get('/mutu/unduh', (request, reply) =>
    filePage(context, { request, reply, given: request.query }, { typed: untypedExport, problems: [] }),
  );

  app.post('/mutu/unduh', async (request, reply) => {
    const given = request.body ?? {};
    const { identities: _, purpose, ...form } = ExportFields.parse(given);
    const typed = { ...form, purpose, identities: false };
    const again = (problem: string) =>
      filePage(context, { request, reply, given }, { typed, problems: [problem] });
    if (purpose === undefined) return again(exportText.purposeMissing);
    try {
      const input = { ...qualityAsked(readQualityQuery(given)), ...form, purpose, ip: request.ip };
      return await sendFile(reply, await quality.file(actorOf(request), input));
    } catch (error) {
      const problem = exportProblemOf(error);
      if (problem === null) throw error;
      return again(problem);
    }
  });
}

async function filePage(
  { quality, frame }: ConsoleContext,
  {
    request,
    reply,
    given,
  }: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly given: unknown },
  shown: { readonly typed: ExportTyped; readonly problems: readonly string[] },
): Promise<FastifyReply> {
  const query = { ...readQualityQuery(given), cursor: undefined };
  const count = await quality.fileSize(actorOf(request), qualityAsked(query));
  const page = <QualityFilePage frame={await frame(request, reply)} query={query} count={count} {...shown} />;
  return sendPage(reply, page, shown.problems.length === 0 ? 200 : 422);
}
