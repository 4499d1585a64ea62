import { staffMay } from '../../domain/access/scope.js';
import {
  bulkLimit,
  commonReasons,
  passedOver,
  reasonTopicOf,
  skipCodes,
  type BulkAction,
  type BulkOrder,
  type BulkRights,
  type SkipCode,
} from '../../domain/case/bulk.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { BulkQueries, ChosenCase } from './ports.js';
import type { BulkCase, BulkDraft, BulkServices } from './services.js';

export interface BulkDeps {
  readonly unitOfWork: UnitOfWork;
  readonly queries: BulkQueries;
  readonly clock: Clock;
}

const DRAFT_MS = 24 * 60 * 60_000;
const SAMPLES = 5;

export function mayBulk(actor: StaffActor, action: BulkAction): boolean {
  return staffMay(actor, 'decide_cases') && (action !== 'assign' || staffMay(actor, 'take_over_claims'));
}

export function rightsOf(actor: StaffActor): BulkRights {
  return { sensitive: staffMay(actor, 'decide_sensitive'), takeOver: staffMay(actor, 'take_over_claims') };
}

export function bulkServices(deps: BulkDeps): BulkServices {
  const { unitOfWork, queries, clock } = deps;
  const run: BulkServices['run'] = async (actor, id) => {
    allow(staffMay(actor, 'decide_cases'));
    return present(await queries.run(actor, id, staffMay(actor, 'oversee_bulk')));
  };
  return {
    prepare: async (actor, { action, selection }) => {
      allow(mayBulk(actor, action));
      const now = clock.now();
      return unitOfWork.run(async (tx) => {
        await tx.bulk.forgetDrafts(new Date(now.getTime() - DRAFT_MS));
        const id = await tx.bulk.freeze(actor, { action, selection, limit: bulkLimit(action), now });
        if (id === null) throw new AppError('input.invalid');
        return { id };
      });
    },
    draft: (actor, id) => draftOf(deps, actor, id),
    start: (actor, input) => start(deps, actor, input),
    stop: async (actor, id, ip) => {
      await run(actor, id);
      await unitOfWork.run(async (tx) => {
        const head = await tx.bulk.lock(id);
        if (head?.state !== 'running') return;
        await tx.bulk.end(id, { state: 'stopped', by: actor.id, now: clock.now() });
        await tx.access.record({ userId: actor.id, action: 'bulk.stopped', subject: id, ip });
      });
    },
    run,
    rows: async (actor, id, filter) => {
      await run(actor, id);
      return queries.rows(actor, id, filter);
    },
    runs: async (actor) => {
      allow(staffMay(actor, 'decide_cases'));
      return queries.runs(actor, staffMay(actor, 'oversee_bulk'));
    },
  };
}

async function draftOf(
  { unitOfWork, queries }: BulkDeps,
  actor: StaffActor,
  id: string,
): Promise<BulkDraft | null> {
  allow(staffMay(actor, 'decide_cases'));
  const head = present(await queries.draft(actor, id));
  if (head.confirmed) return null;
  const { action, more } = head;
  allow(mayBulk(actor, action));
  const chosen = await queries.chosen(actor, id);
  const rights = rightsOf(actor);
  const doable: ChosenCase[] = [];
  const over = new Map<SkipCode, BulkCase[]>();
  for (const one of chosen) {
    const code = one.facts === null ? 'gone' : passedOver(action, one.facts, rights);
    if (code === null) doable.push(one);
    else over.set(code, [...(over.get(code) ?? []), one]);
  }
  const kinds = [...new Set(doable.flatMap(({ facts }) => (facts === null ? [] : [facts.kind])))];
  const topic = reasonTopicOf(action);
  const reference = topic === null ? null : await unitOfWork.run((tx) => tx.reference.current());
  const colleagues = action === 'assign' ? await queries.colleagues(actor) : [];
  return {
    id,
    action,
    total: chosen.length,
    more,
    doable: doable.length,
    samples: doable.slice(0, SAMPLES).map(told),
    passedOver: skipCodes.flatMap((code) => {
      const all = over.get(code) ?? [];
      return all.length === 0 ? [] : [{ code, count: all.length, samples: all.slice(0, SAMPLES).map(told) }];
    }),
    unseen: action === 'approve' ? doable.filter(({ opened }) => !opened).length : 0,
    kinds,
    reasons: topic === null || reference === null ? [] : commonReasons(reference, topic, kinds),
    assignees: colleagues.map(({ id: userId, name }) => ({ id: userId, name })),
  };
}

const told = ({ caseId, number, desaName }: BulkCase): BulkCase => ({ caseId, number, desaName });

/** Of two confirmations at once the first counts; to its maker the other looks the same. */
async function start(
  deps: BulkDeps,
  actor: StaffActor,
  { id, order, seen, ip }: Parameters<BulkServices['start']>[1],
): Promise<void> {
  const draft = await draftOf(deps, actor, id);
  if (draft === null) return;
  if (draft.action !== order.action) throw new AppError('input.invalid');
  checkOrder(draft, order, seen);
  await deps.unitOfWork.run(async (tx) => {
    const head = await tx.bulk.lock(id);
    if (head?.state !== 'draft') return;
    await tx.bulk.confirm(id, { order, ip, now: deps.clock.now() });
    await tx.outbox.add('bulk.run', { runId: id });
    const rowCount = await tx.bulk.size(id);
    const action = `bulk.${order.action}`;
    await tx.access.record({ userId: actor.id, action, subject: id, ip, rowCount });
  });
}

function checkOrder(draft: BulkDraft, order: BulkOrder, seen: boolean): void {
  if (draft.doable === 0) throw new AppError('input.invalid');
  if (order.action === 'assign' && !draft.assignees.some((one) => one.id === order.to)) {
    throw new AppError('input.invalid', { field: 'to' });
  }
  if (order.action === 'reject' || order.action === 'ask_correction') {
    const { reason, note } = order;
    const offered = draft.reasons.some(({ code }) => code === reason);
    if (!offered) throw new AppError('input.invalid', { field: 'reason' });
    if (note.trim() === '') throw new AppError('case.reason_required');
  }
  if (draft.unseen > 0 && !seen) throw new AppError('input.invalid', { field: 'seen' });
}

function allow(may: boolean): void {
  if (!may) throw new AppError('not_found');
}

function present<T>(found: T | null): T {
  if (found === null) throw new AppError('not_found');
  return found;
}
