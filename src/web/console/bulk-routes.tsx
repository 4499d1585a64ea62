/** One action for many reports: chosen on the queue, seen before it is confirmed, followed while it runs. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BulkAction, BulkOrder } from '../../domain/case/bulk.js';
import type { Reference } from '../../domain/reference/reference.js';
import { AppError } from '../../errors.js';
import { bulkText, skipLabels } from '../../i18n/bulk.js';
import { decisionText } from '../../i18n/console.js';
import type { BulkDraft, BulkSelection } from '../../usecases/bulk/services.js';
import { rowStates } from '../../usecases/bulk/services.js';
import { csvLine } from '../../usecases/export/cells.js';
import { sendPage } from '../html.js';
import { idIn, manyTexts, typedText, type ConsoleContext } from './context.js';
import { actFrom, readDecisionForm } from './decision-form.js';
import { hrefWith } from './href.js';
import { filterOf, queryOf, readQueueQuery } from './queue-query.js';
import { actorOf } from './session.js';
import { BulkDraftPage, type BulkProblem, type BulkTyped } from './views/bulk-draft-page.js';
import { BulkListPage, BulkRunPage, rowLabel } from './views/bulk-run-page.js';

const ids = z.array(z.guid()).max(100).catch([]);
const Choice = z.object({
  tindakan: BulkAction.optional().catch(undefined),
  cakupan: z.enum(['ticked', 'page', 'all']).catch('ticked'),
  kasus: manyTexts.pipe(ids),
  /** Those of the page, with blanks between them. */
  halaman: z
    .string()
    .catch('')
    .transform((text) => text.split(' '))
    .pipe(ids),
});

const OrderForm = z.object({
  tindakan: BulkAction,
  reason: typedText,
  note: typedText,
  template: typedText,
  petugas: typedText,
  seen: z.literal('ya').optional().catch(undefined),
});

const Shown = z.object({
  hasil: z.enum(rowStates).optional().catch(undefined),
  halaman: z.coerce.number().int().min(1).max(1000).catch(1),
});

const untyped: BulkTyped = { reason: '', note: '', template: '', to: '', seen: false };

export function bulkRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { bulk, search, session, format, frame } = context;

  app.get('/massal', async (request, reply) => {
    const runs = await bulk.runs(actorOf(request));
    return sendPage(reply, <BulkListPage frame={await frame(request, reply)} format={format} runs={runs} />);
  });

  app.post('/massal', async (request, reply) => {
    const actor = actorOf(request);
    const { tindakan: action, cakupan, kasus, halaman } = Choice.parse(request.body ?? {});
    const query = { ...readQueueQuery(request.body), cursor: undefined };
    const { cursor: _, ...filter } = filterOf(query, actor, search);
    const caseIds = cakupan === 'page' ? halaman : kasus;
    const chosen: BulkSelection = cakupan === 'all' ? { type: 'all', filter } : { type: 'ids', caseIds };
    const nothing: BulkSelection = { type: 'ids', caseIds: [] };
    try {
      // Without an action there is nothing to do, whatever was ticked.
      const selection = action === undefined ? nothing : chosen;
      const { id } = await bulk.prepare(actor, { action: action ?? 'release', selection });
      return await reply.redirect(`/console/massal/${id}`, 303);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'input.invalid')) throw error;
      session.say(reply, 'bulk_nothing');
      return reply.redirect(hrefWith('/console', queryOf(query)), 303);
    }
  });

  app.get('/massal/:id', async (request, reply) => {
    const draft = await ownDraft(context, request);
    if (draft === null) return runPage(context, request, reply);
    return draftPage(context, request, reply, { draft, typed: untyped, problems: [] });
  });

  app.post('/massal/:id/mulai', async (request, reply) => {
    const form = OrderForm.safeParse(request.body);
    if (!form.success) throw new AppError('input.invalid');
    const [actor, id] = [actorOf(request), idIn(request, 'id')];
    const { petugas: to, seen: ticked, tindakan: _, ...words } = form.data;
    const typed = { ...words, to, seen: ticked !== undefined };
    const order = orderFrom(form.data, await context.reference.current());
    const problems = Array.isArray(order) ? order : await started(order as BulkOrder);
    if (problems.length === 0) return reply.redirect(`/console/massal/${id}`, 303);
    const draft = await bulk.draft(actor, id);
    if (draft === null) return reply.redirect(`/console/massal/${id}`, 303);
    return draftPage(context, request, reply, { draft, typed, problems });

    async function started(confirmed: BulkOrder): Promise<readonly BulkProblem[]> {
      try {
        await bulk.start(actor, { id, order: confirmed, seen: typed.seen, ip: request.ip });
        return [];
      } catch (error) {
        return [problemOf(error)];
      }
    }
  });

  app.post('/massal/:id/hentikan', async (request, reply) => {
    const id = idIn(request, 'id');
    await bulk.stop(actorOf(request), id, request.ip);
    return reply.redirect(`/console/massal/${id}`, 303);
  });

  /** Of the script on the page: counts, and nothing of the reports. */
  app.get('/massal/:id/kemajuan', async (request) => {
    const { state, counts } = await bulk.run(actorOf(request), idIn(request, 'id'));
    const total = counts.pending + counts.done + counts.skipped;
    return { running: state === 'running', settled: total - counts.pending, total };
  });

  app.get('/massal/:id/hasil.csv', async (request, reply) => {
    const [actor, id] = [actorOf(request), idIn(request, 'id')];
    const { state: runState } = await bulk.run(actor, id);
    const rows = await bulk.rows(actor, id, {});
    const head = [bulkText.number, bulkText.place, bulkText.result, bulkText.why, bulkText.at];
    const lines = rows.map(({ number, desaName, state, code, at }) => [
      number,
      desaName,
      rowLabel(state, runState !== 'running'),
      code === null ? null : skipLabels[code],
      at === null ? null : format.moment(at),
    ]);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${bulkText.fileName}-${id}.csv"`)
      .send(`\ufeff${[head, ...lines].map(csvLine).join('')}`);
  });
}

/** null: it runs, or ran, or it is somebody else's: then its page says whether it is there. */
async function ownDraft({ bulk }: ConsoleContext, request: FastifyRequest): Promise<BulkDraft | null> {
  try {
    return await bulk.draft(actorOf(request), idIn(request, 'id'));
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/** The same rules for words as for one report: what is said to reporters names no person and no category. */
function orderFrom(
  form: z.infer<typeof OrderForm>,
  reference: Reference,
): BulkOrder | readonly BulkProblem[] {
  const { tindakan: action, petugas, ...words } = form;
  switch (action) {
    case 'take':
    case 'release':
      return { action };
    case 'assign': {
      const order = BulkOrder.safeParse({ action, to: petugas });
      return order.success ? order.data : [{ field: 'to', sentence: bulkText.assigneeMissing }];
    }
    case 'approve':
    case 'reject':
    case 'ask_correction': {
      const typed = readDecisionForm({ ...words, decision: action, version: 0 });
      if (typed === null) throw new AppError('input.invalid');
      const act = actFrom(typed, reference);
      if ('type' in act) return BulkOrder.parse({ action, ...act });
      return act.map(({ field, sentence }) => ({ field: field === 'number' ? 'note' : field, sentence }));
    }
  }
}

/** Throws what is no fault of what was typed. */
function problemOf(error: unknown): BulkProblem {
  if (error instanceof AppError) {
    if (error.code === 'case.reason_required') return { field: 'note', sentence: decisionText.noteMissing };
    const { field } = error.details;
    if (field === 'to') return { field, sentence: bulkText.assigneeMissing };
    if (field === 'reason') return { field, sentence: decisionText.reasonMissing };
    if (field === 'seen') return { field, sentence: bulkText.seenMissing };
  }
  throw error;
}

async function draftPage(
  { reference, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: {
    readonly draft: BulkDraft;
    readonly typed: BulkTyped;
    readonly problems: readonly BulkProblem[];
  },
): Promise<FastifyReply> {
  const now = await reference.current();
  const page = <BulkDraftPage frame={await frame(request, reply)} reference={now} {...shown} />;
  return sendPage(reply, page, shown.problems.length === 0 ? 200 : 422);
}

async function runPage(
  { bulk, reference, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const [actor, id] = [actorOf(request), idIn(request, 'id')];
  const { hasil: state, halaman: page } = Shown.parse(request.query);
  const run = await bulk.run(actor, id);
  const rows = await bulk.rows(actor, id, { state, page });
  const now = await reference.current();
  const props = { frame: await frame(request, reply), format, reference: now, run, rows, state, page };
  return sendPage(reply, <BulkRunPage {...props} />);
}
