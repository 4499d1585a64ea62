/**
 * The job of a run. Each report is one transaction: the ordinary act of its runner, by the rights that they
 * have then, and the row that says so. A job that is killed, or handed over twice, does no report twice.
 */
import { passedOver, type BulkOrder, type SkipCode } from '../../domain/case/bulk.js';
import { AppError, type ErrorCode } from '../../errors.js';
import { decideCase } from '../case/decide-case.js';
import type { Decision, StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { Lease } from '../queue/ports.js';
import { mayBulk, rightsOf } from './bulk.js';
import type { RunHead, RunRow } from './ports.js';

export interface RunDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}

/** Then the next job goes on: a process that is to end need not wait for the whole run. */
const ROWS_A_JOB = 25;
/** What many reports are taken for: a working day, as long as a session. */
export const bulkLeaseHours = 12;

export async function runBulk(deps: RunDeps, { runId }: { readonly runId: string }): Promise<void> {
  for (let count = 0; count < ROWS_A_JOB; count += 1) {
    if (!(await runNext(deps, runId))) return;
  }
  await deps.unitOfWork.run(async (tx) => {
    const head = await tx.bulk.lock(runId);
    if (head?.state === 'running') await tx.outbox.add('bulk.run', { runId });
  });
}

/** false: the run is over. */
async function runNext({ unitOfWork, clock }: RunDeps, runId: string): Promise<boolean> {
  let tried: RunRow | null = null;
  try {
    return await unitOfWork.run(async (tx) => {
      tried = null;
      const now = clock.now();
      const head = await tx.bulk.lock(runId);
      if (head?.state !== 'running' || head.order === null) return false;
      const row = await tx.bulk.next(runId);
      const actor = row === null ? null : await tx.bulk.person(head.userId);
      if (row === null || actor === null || !mayBulk(actor, head.action)) {
        const state = row === null ? 'finished' : 'stopped';
        await tx.bulk.end(runId, { state, by: null, now });
        return false;
      }
      tried = row;
      const code = await perform(tx, actor, { head, order: head.order, row, clock });
      await tx.bulk.settle(runId, row.seq, { code, now });
      return true;
    });
  } catch (error) {
    const code = codeOf(error);
    // Assigned within the transaction, which TypeScript does not follow.
    const refused = tried as RunRow | null;
    if (code === null || refused === null) throw error;
    // What it had begun to write is undone; that it was refused is written down alone.
    await unitOfWork.run(async (tx) => {
      const head = await tx.bulk.lock(runId);
      if (head?.state === 'running') await tx.bulk.settle(runId, refused.seq, { code, now: clock.now() });
    });
    return true;
  }
}

interface Task {
  readonly head: RunHead;
  readonly order: BulkOrder;
  readonly row: RunRow;
  readonly clock: Clock;
}

/** Why it was passed over; null: it was done. */
async function perform(tx: Work, actor: StaffActor, task: Task): Promise<SkipCode | null> {
  const { order, row, clock } = task;
  const now = clock.now();
  const facts = await tx.bulk.facts(actor, row, now);
  if (facts === null) return 'gone';
  const code = passedOver(order.action, facts, rightsOf(actor));
  if (code !== null) return code;
  const lease = { now, until: new Date(now.getTime() + bulkLeaseHours * 3_600_000) };
  switch (order.action) {
    case 'take':
      return (await tx.claims.take(actor, row.caseId, lease)) ? null : 'claimed';
    case 'release':
      return release(tx, actor, task);
    case 'assign':
      return assign(tx, actor, { ...task, to: order.to, lease });
    case 'approve':
    case 'reject':
    case 'ask_correction': {
      const { caseId, version } = row;
      const joined: UnitOfWork = { run: (work) => work(tx) };
      const input = { caseId, version, decision: decisionOf(order), ip: task.head.ip };
      const { event } = await decideCase({ unitOfWork: joined, clock }, actor, input);
      // It would wait for somebody else, while the run's report called it approved. Thrown, nothing of it stays.
      if (event === 'approval_proposed') throw new AppError('case.second_person_needed');
      return null;
    }
  }
}

function decisionOf(order: Extract<BulkOrder, { readonly note: string }>): Decision {
  switch (order.action) {
    case 'approve':
      return { type: 'approve', note: order.note };
    case 'reject':
      return { type: 'reject', reason: order.reason, note: order.note };
    case 'ask_correction':
      return { type: 'ask_correction', reason: order.reason, note: order.note, fields: [] };
  }
}

/** One's own, or as a supervisor anybody's, which is written down. */
async function release(tx: Work, actor: StaffActor, { head, row, clock }: Task): Promise<SkipCode | null> {
  const from = await tx.claims.free(actor, row.caseId, clock.now());
  if (from === null) return 'not_held';
  if (from !== actor.id) {
    const action = 'case.claim_released';
    await tx.access.record({ userId: actor.id, action, subject: row.caseId, ip: head.ip });
  }
  return null;
}

async function assign(
  tx: Work,
  actor: StaffActor,
  { head, row, to, lease }: Task & { readonly to: string; readonly lease: Lease },
): Promise<SkipCode | null> {
  const assignee = await tx.bulk.person(to);
  if (assignee === null || !mayBulk(assignee, 'take')) return 'not_theirs';
  const given = await tx.claims.assign(actor, assignee, row.caseId, lease);
  if (!given) return 'not_theirs';
  const action = 'case.claim_assigned';
  await tx.access.record({ userId: actor.id, action, subject: row.caseId, ip: head.ip });
  return null;
}

const refusals: Partial<Readonly<Record<ErrorCode, SkipCode>>> = {
  not_found: 'gone',
  'case.claimed': 'claimed',
  'case.already_decided': 'state',
  'case.wrong_state': 'state',
  'case.second_person_needed': 'second_person',
  'input.invalid': 'reason',
};

/** null: it may well succeed another time. */
function codeOf(error: unknown): SkipCode | null {
  if (!(error instanceof AppError) || error.retryable) return null;
  return refusals[error.code] ?? 'failed';
}
