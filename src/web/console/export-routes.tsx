import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { exportPurposes } from '../../domain/access/export-purpose.js';
import { AppError } from '../../errors.js';
import { exportText } from '../../i18n/out.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { SearchSeal } from '../../usecases/console/ports.js';
import type { ExportFile, Selection } from '../../usecases/export/services.js';
import { sendPage } from '../html.js';
import { typedText, type ConsoleContext } from './context.js';
import { filterOf, queryOf, readQueueQuery } from './queue-query.js';
import { readRegistryQuery, registryFilterOf } from './registry-query.js';
import { actorOf } from './session.js';
import { BnbaPage } from './views/bnba-page.js';
import { ExportPage, type ExportTyped } from './views/export-page.js';

export const ExportFields = z.object({
  format: z.enum(['xlsx', 'csv']).catch('xlsx'),
  identities: z.literal('1').optional().catch(undefined),
  purpose: z.enum(exportPurposes).optional().catch(undefined),
  note: typedText,
});
export const untypedExport: ExportTyped = { format: 'xlsx', identities: false, purpose: undefined, note: '' };

/** What the list page had in its address, or the form in its hidden fields; and as they have it. */
interface Chosen {
  readonly selection: Selection;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

const choices = {
  laporan: (given: unknown, actor: StaffActor, search: SearchSeal): Chosen => {
    const query = { ...readQueueQuery(given), cursor: undefined };
    const { cursor: _, ...filter } = filterOf(query, actor, search);
    return { selection: { list: 'cases', filter }, fields: queryOf(query) };
  },
  'data-pemda': (given: unknown, actor: StaffActor, search: SearchSeal): Chosen => {
    const query = { ...readRegistryQuery(given), cursor: undefined };
    const { cursor: _, ...filter } = registryFilterOf(query, actor, search);
    return { selection: { list: 'entries', filter }, fields: query };
  },
} as const;

const BnbaQuery = z.object({
  desa: z
    .string()
    .regex(/^\d\d(\.\d{2,4}){3}$/)
    .optional()
    .catch(undefined),
  bulan: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
});

export function exportRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { search } = context;
  for (const [name, read] of Object.entries(choices)) {
    app.get(`/unduh/${name}`, (request, reply) => {
      const chosen = read(request.query, actorOf(request), search);
      return exportPage(context, request, reply, { ...chosen, typed: untypedExport, problems: [] });
    });
    app.post(`/unduh/${name}`, (request, reply) => {
      const chosen = read(request.body ?? {}, actorOf(request), search);
      return download(context, request, reply, chosen.selection, (typed, problems) =>
        exportPage(context, request, reply, { ...chosen, typed, problems }),
      );
    });
  }

  app.get('/bnba', (request, reply) =>
    bnbaPage(context, request, reply, { asked: request.query, typed: untypedExport, problems: [] }),
  );
  app.post('/bnba', (request, reply) => {
    const asked = request.body ?? {};
    const { desa, bulan: month } = BnbaQuery.parse(asked);
    if (desa === undefined || month === undefined) throw new AppError('input.invalid');
    return download(context, request, reply, { list: 'bnba', filter: { desa, month } }, (typed, problems) =>
      bnbaPage(context, request, reply, { asked, typed, problems }),
    );
  });
}

type Again = (typed: ExportTyped, problems: readonly string[]) => Promise<FastifyReply>;

async function download(
  { exports }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  selection: Selection,
  again: Again,
): Promise<FastifyReply> {
  const { identities, purpose, ...form } = ExportFields.parse(request.body ?? {});
  const typed = { ...form, purpose, identities: identities !== undefined };
  if (purpose === undefined) return again(typed, [exportText.purposeMissing]);
  try {
    const input = { ...typed, purpose, selection, ip: request.ip };
    return await sendFile(reply, await exports.file(actorOf(request), input));
  } catch (error) {
    const problem = exportProblemOf(error);
    if (problem === null) throw error;
    return again(typed, [problem]);
  }
}

export function exportProblemOf(error: unknown): string | null {
  if (!(error instanceof AppError) || error.code !== 'input.invalid') return null;
  if (error.details['field'] === 'note') return exportText.noteMissing;
  return error.details['field'] === 'format' ? exportText.tooMany : null;
}

/** One that breaks off ends the connection: browsers do not take it for whole. */
export function sendFile(reply: FastifyReply, { name, mime, chunks }: ExportFile): FastifyReply {
  return reply
    .type(mime)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Readable.from(chunks, { objectMode: false }));
}

interface Shown {
  readonly typed: ExportTyped;
  readonly problems: readonly string[];
}

async function exportPage(
  { exports, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { selection, fields, ...shown }: Shown & Chosen,
): Promise<FastifyReply> {
  const count = await exports.count(actorOf(request), selection);
  const page = (
    <ExportPage
      frame={await frame(request, reply)}
      list={selection.list}
      fields={fields}
      count={count}
      {...shown}
    />
  );
  return sendPage(reply, page, shown.problems.length === 0 ? 200 : 422);
}

async function bnbaPage(
  { exports, services, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { asked, ...shown }: Shown & { readonly asked: unknown },
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const { desa, bulan: month } = BnbaQuery.parse(asked);
  const filter = desa === undefined || month === undefined ? null : { desa, month };
  // Also before anything was chosen: whoever may not gets the page of nothing.
  const count = await exports.count(actor, {
    list: 'bnba',
    filter: filter ?? { desa: '', month: '2000-01' },
  });
  const minutes = filter === null ? [] : await exports.minutes(actor, filter);
  const regions = await services.regions(actor);
  const props = { frame: await frame(request, reply), regions, desa, month, minutes, ...shown };
  const page = <BnbaPage {...props} count={filter === null ? null : count} />;
  return sendPage(reply, page, shown.problems.length === 0 ? 200 : 422);
}
