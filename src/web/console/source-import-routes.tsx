/** Imports of DTKS, DTSEN, P3KE and PMKS: uploaded, mapped, checked, taken over, and taken back. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { rowFaultCells, rowFaultHead } from '../../i18n/import.js';
import { beginProblemSentence, confirmText, importRunText } from '../../i18n/source-import-console.js';
import { csvLine } from '../../usecases/export/cells.js';
import type { ListedFault } from '../../usecases/source-import/console-ports.js';
import type { Doing, MappingView } from '../../usecases/source-import/services.js';
import { sendPage } from '../html.js';
import { idIn, typedText, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import {
  readChosen,
  readUpload,
  untypedUpload,
  uploadProblemOf,
  type UploadTyped,
} from './source-import-form.js';
import { receiveFiles } from './uploads.js';
import { ConfirmApplyPage, ConfirmRevertPage } from './views/source-import-confirm-page.js';
import { SourceImportMappingPage, type MappingProblem } from './views/source-import-mapping-page.js';
import { SourceImportPage } from './views/source-import-page.js';
import { phaseOf, SourceImportRunPage } from './views/source-import-run-page.js';

const HOME = '/console/impor';
const Shown = z.object({ halaman: z.coerce.number().int().min(1).max(100_000).catch(1) });
const Looked = z.object({ tahap: z.string().catch('') });

export async function sourceImportRoutes(
  app: FastifyInstance,
  { context }: { context: ConsoleContext },
): Promise<void> {
  const { sourceImports, session } = context;
  await receiveFiles(app, sourceImports);

  app.get('/impor', (request, reply) =>
    homePage(context, request, reply, { typed: untypedUpload, problems: [] }),
  );

  app.post('/impor', async (request, reply) => {
    const actor = actorOf(request);
    // Refused looks like absence, whatever was sent.
    await sourceImports.home(actor, 1);
    const { typed, received: came, problems } = readUpload(request.body);
    const { source, asOf, scope } = typed;
    const file = came !== undefined && 'file' in came ? came.file : null;
    if (problems.length > 0 || source === undefined || scope === undefined || file === null) {
      if (file !== null) await sourceImports.forgetFile(file);
      return homePage(context, request, reply, { typed, problems });
    }
    try {
      const fileName = came?.name ?? '';
      const given = { file, fileName, source, asOf, whole: scope === 'whole', ip: request.ip };
      const { id } = await sourceImports.upload(actor, given);
      return await reply.redirect(`${HOME}/berkas/${id}`, 303);
    } catch (error) {
      const problem = uploadProblemOf(error);
      if (problem === null) throw error;
      return homePage(context, request, reply, { typed, problems: [problem] });
    }
  });

  app.get('/impor/berkas/:id', async (request, reply) => {
    const view = await sourceImports.mapping(actorOf(request), idIn(request, 'id'));
    if ('importId' in view) return reply.redirect(`${HOME}/${view.importId}`, 303);
    return mappingPage(context, request, reply, view, null);
  });

  app.post('/impor/berkas/:id', async (request, reply) => {
    const actor = actorOf(request);
    const chosen = readChosen(request.body);
    const begun = await sourceImports.begin(actor, { ...doingOf(request), chosen });
    if (begun.ok) {
      if (begun.known) session.say(reply, 'source_known');
      return reply.redirect(`${HOME}/${begun.importId}`, 303);
    }
    const view = await sourceImports.mapping(actor, idIn(request, 'id'));
    if ('importId' in view) return reply.redirect(`${HOME}/${view.importId}`, 303);
    const sentence = beginProblemSentence(view.upload.source, begun.problem);
    return mappingPage(context, request, reply, view, { code: begun.problem.code, sentence, chosen });
  });

  app.post('/impor/berkas/:id/buang', async (request, reply) => {
    await sourceImports.discard(actorOf(request), doingOf(request));
    session.say(reply, 'source_discarded');
    return reply.redirect(HOME, 303);
  });

  runRoutes(app, context);
}

function runRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { sourceImports, session, frame, format } = context;
  const done = (request: FastifyRequest, reply: FastifyReply) =>
    reply.redirect(`${HOME}/${idIn(request, 'id')}`, 303);

  app.get('/impor/:id', async (request, reply) => {
    const { halaman: page } = Shown.parse(request.query);
    const view = await sourceImports.view(actorOf(request), { ...doingOf(request), page });
    const props = { frame: await frame(request, reply), format, view, page };
    return sendPage(reply, <SourceImportRunPage {...props} />);
  });

  /** Of the script on the page: how far it is, and nothing of the rows. */
  app.get('/impor/:id/kemajuan', async (request) => {
    const { tahap } = Looked.parse(request.query);
    const { running, ...progress } = await sourceImports.progress(actorOf(request), idIn(request, 'id'));
    // At each new phase the page has something else to say.
    const same = running && phaseOf(progress) === tahap;
    return { running: same, settled: progress.settled, total: progress.total ?? 0 };
  });

  app.post('/impor/:id/hentikan', async (request, reply) => {
    await sourceImports.stop(actorOf(request), doingOf(request));
    return done(request, reply);
  });
  app.post('/impor/:id/lanjutkan', async (request, reply) => {
    await sourceImports.resume(actorOf(request), doingOf(request));
    return done(request, reply);
  });
  app.post('/impor/:id/buang', async (request, reply) => {
    await sourceImports.drop(actorOf(request), doingOf(request));
    session.say(reply, 'source_dropped');
    return done(request, reply);
  });

  app.get('/impor/:id/masukkan', async (request, reply) => {
    const detail = await sourceImports.detail(actorOf(request), idIn(request, 'id'));
    if (detail.state !== 'read') return done(request, reply);
    return sendPage(
      reply,
      <ConfirmApplyPage frame={await frame(request, reply)} format={format} detail={detail} />,
    );
  });
  app.post('/impor/:id/masukkan', async (request, reply) => {
    await sourceImports.apply(actorOf(request), doingOf(request));
    return done(request, reply);
  });

  app.get('/impor/:id/batalkan', (request, reply) => revertPage(context, request, reply, '', []));
  app.post('/impor/:id/batalkan', async (request, reply) => {
    const { alasan: reason } = z.object({ alasan: typedText }).parse(request.body ?? {});
    try {
      await sourceImports.revert(actorOf(request), { ...doingOf(request), reason });
      return await done(request, reply);
    } catch (error) {
      if (!(error instanceof AppError && error.details['field'] === 'reason')) throw error;
      return revertPage(context, request, reply, reason, [confirmText.reasonMissing]);
    }
  });

  app.get('/impor/:id/kesalahan.csv', async (request, reply) => {
    const doing = doingOf(request);
    const faults = await sourceImports.faults(actorOf(request), doing);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${importRunText.fileName}-${doing.id}.csv"`)
      .send(Readable.from(csvOf(faults), { objectMode: false }));
  });
}

function doingOf(request: FastifyRequest): Doing {
  return { id: idIn(request, 'id'), ip: request.ip };
}

async function* csvOf(faults: AsyncIterable<ListedFault>): AsyncGenerator<string> {
  yield `\ufeff${csvLine(rowFaultHead)}`;
  for await (const fault of faults) {
    yield rowFaultCells(fault.n, [fault], fault.taken).map(csvLine).join('');
  }
}

async function homePage(
  { sourceImports, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { typed, problems }: { readonly typed: UploadTyped; readonly problems: readonly string[] },
): Promise<FastifyReply> {
  const { halaman: page } = Shown.parse(request.query);
  const home = await sourceImports.home(actorOf(request), page);
  const props = { frame: await frame(request, reply), format, home, page, typed, problems };
  return sendPage(reply, <SourceImportPage {...props} />, problems.length === 0 ? 200 : 422);
}

async function mappingPage(
  { frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  view: MappingView,
  problem: MappingProblem | null,
): Promise<FastifyReply> {
  const page = (
    <SourceImportMappingPage
      frame={await frame(request, reply)}
      format={format}
      view={view}
      problem={problem}
    />
  );
  return sendPage(reply, page, problem === null ? 200 : 422);
}

async function revertPage(
  { sourceImports, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  reason: string,
  problems: readonly string[],
): Promise<FastifyReply> {
  const id = idIn(request, 'id');
  const detail = await sourceImports.detail(actorOf(request), id);
  if (!(detail.state === 'applied' && detail.newest) || detail.busy)
    return reply.redirect(`${HOME}/${id}`, 303);
  const props = { frame: await frame(request, reply), format, detail, reason, problems };
  return sendPage(reply, <ConfirmRevertPage {...props} />, problems.length === 0 ? 200 : 422);
}
