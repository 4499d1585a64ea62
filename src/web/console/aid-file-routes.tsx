/** Aid that is recorded from a file: uploaded, its columns chosen, checked, recorded, and withdrawn again. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { aidFileColumns, type AidFileColumn } from '../../domain/aid/file-columns.js';
import type { AidFileFault } from '../../domain/aid/file.js';
import { dayIn } from '../../domain/time.js';
import { aidText } from '../../i18n/aid.js';
import { aidFaultCells, aidFaultHead, aidFileText } from '../../i18n/aid-files.js';
import { giftOf } from '../../usecases/aid/give.js';
import { csvLine } from '../../usecases/export/cells.js';
import type { Doing } from '../../usecases/source-import/services.js';
import { sendPage } from '../html.js';
import {
  beginSentence,
  DefaultsForm,
  readAidUpload,
  tableProblemOf,
  untypedAidUpload,
  uploadSentencesOf,
  WithdrawFileForm,
  type AidUploadTyped,
} from './aid-file-form.js';
import { idIn, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { readChosenOf } from './source-import-form.js';
import { receiveFiles } from './uploads.js';
import { AidFileMappingPage } from './views/aid/file-mapping-page.js';
import { AidFilePage, isWorking } from './views/aid/file-page.js';
import { AID_FILES, AidFilesPage } from './views/aid/files-page.js';

const Shown = z.object({ halaman: z.coerce.number().int().min(1).max(100_000).catch(1) });
const Looked = z.object({ tahap: z.string().catch('') });
const From = z.object({ daftar: z.guid().optional().catch(undefined) });

interface Exchange {
  readonly context: ConsoleContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export async function aidFileRoutes(
  app: FastifyInstance,
  { context }: { context: ConsoleContext },
): Promise<void> {
  const { aidFiles, session } = context;
  await receiveFiles(app, aidFiles);

  app.get('/bansos/berkas', (request, reply) =>
    homePage({ context, request, reply }, { typed: null, problems: [] }),
  );

  app.post('/bansos/berkas', async (request, reply) => {
    const actor = actorOf(request);
    // Refused looks like absence, whatever was sent.
    await aidFiles.home(actor);
    const { typed, received, problems: missing } = readAidUpload(request.body);
    const again = (...problems: readonly string[]) =>
      homePage({ context, request, reply }, { typed, problems });
    const file = received !== undefined && 'file' in received ? received.file : null;
    if (missing.length > 0 || file === null) {
      if (file !== null) await aidFiles.forgetFile(file);
      return again(...missing);
    }
    const fileName = received?.name ?? '';
    const listId = typed.list === '' ? null : typed.list;
    try {
      const given = { file, fileName, programCode: typed.program, listId, ip: request.ip };
      const uploaded = await aidFiles.upload(actor, given);
      if (!uploaded.ok) return await again(...uploadSentencesOf(uploaded.problems));
      return await reply.redirect(`${AID_FILES}/${uploaded.id}`, 303);
    } catch (error) {
      const fault = tableProblemOf(error);
      if (fault === null) throw error;
      return again(fault);
    }
  });

  app.get('/bansos/berkas/:id', (request, reply) => filePage({ context, request, reply }));

  app.post('/bansos/berkas/:id/periksa', async (request, reply) => {
    const chosen = readChosenOf(aidFileColumns, request.body);
    const typed = DefaultsForm.parse(request.body ?? {});
    const gift = giftOf({ day: typed.hari, amount: typed.jumlah, goods: typed.barang });
    const begun = await aidFiles.begin(actorOf(request), { ...doingOf(request), chosen, gift });
    if (begun.ok) return done(request, reply);
    const problem = beginSentence(begun.problem);
    return mappingPage({ context, request, reply }, { typed, chosen, problems: [problem] });
  });

  /** Of the script on the page: how far it is, and nothing of the rows. */
  app.get('/bansos/berkas/:id/kemajuan', async (request) => {
    const { tahap } = Looked.parse(request.query);
    const { state, settled, total } = await aidFiles.progress(actorOf(request), idIn(request, 'id'));
    // At each new phase the page has something else to say.
    return { running: isWorking(state) && state === tahap, settled, total: total ?? 0 };
  });

  app.post('/bansos/berkas/:id/catat', async (request, reply) => {
    await aidFiles.record(actorOf(request), doingOf(request));
    return done(request, reply);
  });

  app.post('/bansos/berkas/:id/tarik', async (request, reply) => {
    const typed = WithdrawFileForm.parse(request.body ?? {});
    const { alasan: reason, keterangan: note } = typed;
    const withdrawn = await aidFiles.withdraw(actorOf(request), { ...doingOf(request), reason, note });
    if (withdrawn) return done(request, reply);
    return filePage({ context, request, reply }, { typed, problems: [aidText.withdrawWrong] });
  });

  app.post('/bansos/berkas/:id/buang', async (request, reply) => {
    await aidFiles.drop(actorOf(request), doingOf(request));
    session.say(reply, 'aid_file_dropped');
    return reply.redirect(AID_FILES, 303);
  });

  app.get('/bansos/berkas/:id/kesalahan.csv', async (request, reply) => {
    const doing = doingOf(request);
    const faults = await aidFiles.faults(actorOf(request), doing);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${aidFileText.fileName}-${doing.id}.csv"`)
      .send(Readable.from(csvOf(faults), { objectMode: false }));
  });
}

function doingOf(request: FastifyRequest): Doing {
  return { id: idIn(request, 'id'), ip: request.ip };
}

function done(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(`${AID_FILES}/${idIn(request, 'id')}`, 303);
}

async function* csvOf(faults: AsyncIterable<AidFileFault>): AsyncGenerator<string> {
  yield `\ufeff${csvLine(aidFaultHead)}`;
  for await (const fault of faults) yield csvLine(aidFaultCells(fault));
}

async function homePage(
  { context: { aidFiles, frame, format }, request, reply }: Exchange,
  { typed, problems }: { readonly typed: AidUploadTyped | null; readonly problems: readonly string[] },
): Promise<FastifyReply> {
  const home = await aidFiles.home(actorOf(request));
  const { daftar } = From.parse(request.query);
  const list = home.lists.find(({ id }) => id === daftar);
  const chosen = list === undefined ? untypedAidUpload : { program: list.programCode, list: list.id };
  const props = { frame: await frame(request, reply), format, home, typed: typed ?? chosen, problems };
  return sendPage(reply, <AidFilesPage {...props} />, problems.length === 0 ? 200 : 422);
}

interface Withdrawing {
  readonly typed: WithdrawFileForm;
  readonly problems: readonly string[];
}

async function filePage(
  exchange: Exchange,
  withdrawing: Withdrawing = { typed: { alasan: 'content', keterangan: '' }, problems: [] },
): Promise<FastifyReply> {
  const { context, request, reply } = exchange;
  const { aidFiles, frame, format } = context;
  const { halaman: page } = Shown.parse(request.query);
  const view = await aidFiles.view(actorOf(request), { ...doingOf(request), page });
  if (view.file.state === 'uploaded') return mappingPage(exchange, null);
  const props = { frame: await frame(request, reply), format, view, page, ...withdrawing };
  return sendPage(reply, <AidFilePage {...props} />, withdrawing.problems.length === 0 ? 200 : 422);
}

interface MappingTyped {
  readonly typed: DefaultsForm;
  readonly chosen: readonly (AidFileColumn | null)[];
  readonly problems: readonly string[];
}

async function mappingPage(
  { context: { aidFiles, frame, format, config }, request, reply }: Exchange,
  typed: MappingTyped | null,
): Promise<FastifyReply> {
  const view = await aidFiles.mapping(actorOf(request), idIn(request, 'id'));
  if (view === null) return done(request, reply);
  const page = (
    <AidFileMappingPage
      frame={await frame(request, reply)}
      format={format}
      view={view}
      today={dayIn(config.timeZone, new Date())}
      chosen={typed?.chosen ?? null}
      typed={typed?.typed ?? { hari: '', jumlah: '', barang: '' }}
      problems={typed?.problems ?? []}
    />
  );
  return sendPage(reply, page, typed === null ? 200 : 422);
}
