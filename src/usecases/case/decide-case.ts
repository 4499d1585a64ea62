import { mayAccess, staffMay } from '../../domain/access/scope.js';
import {
  rejectReasonsOf,
  type CaseEvent,
  type CaseEventData,
  type CaseState,
} from '../../domain/case/events.js';
import { mayFollow } from '../../domain/case/fold.js';
import { correctableFields, type ReportKind } from '../../domain/report/report.js';
import { AppError } from '../../errors.js';
import type { Decision, StaffActor } from '../console-services.js';
import type { CaseHead, Clock, UnitOfWork, Work } from '../ports.js';

export interface DecideInput {
  readonly caseId: string;
  /** The version that the decider had before their eyes. */
  readonly version: number;
  readonly decision: Decision;
  readonly ip: string;
}

const decisive: readonly CaseEvent['data']['type'][] = ['approved', 'rejected', 'correction_requested'];

/**
 * Approves, rejects or asks for a correction. Of two deciders the row lock lets one win; the other
 * gets case.already_decided {by, state, at}; while somebody else works on it, case.claimed {by, until}. One's own decision sent again changes nothing.
 */
export async function decideCase(
  deps: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  actor: StaffActor,
  input: DecideInput,
): Promise<{ number: string; state: CaseState }> {
  if (!staffMay(actor, 'decide_cases')) throw new AppError('not_found');
  const data = eventOf(input.decision);
  return deps.unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(input.caseId);
    if (head === null || !mayAccess(actor, head.desaCode)) throw new AppError('not_found');
    if (head.sensitive && !staffMay(actor, 'decide_sensitive')) throw new AppError('not_found');
    if (!fits(input.decision, head.kind)) throw new AppError('input.invalid');
    if (head.version !== input.version) return settleLate(tx, actor, { head, input, data });
    await refuseClaimed(tx, actor, { caseId: head.id, now: deps.clock.now() });
    if (!mayFollow(data.type, head.state)) throw new AppError('case.wrong_state', { state: head.state });
    const decided = await tx.cases.append(head, {
      actor: { kind: 'user', id: actor.id },
      at: deps.clock.now(),
      data,
    });
    await tx.outbox.add('case.notify', { caseId: head.id, eventId: decided.eventId });
    if (data.type === 'approved') {
      await tx.outbox.add('registry.write', { caseId: head.id, eventId: decided.eventId });
    }
    await tx.access.record({ userId: actor.id, action: `case.${data.type}`, subject: head.id, ip: input.ip });
    return { number: head.number, state: decided.head.state };
  });
}

/** Who works on a case is not overtaken unawares. What nobody works on may be decided by whoever may. */
async function refuseClaimed(
  tx: Work,
  actor: StaffActor,
  { caseId, now }: { readonly caseId: string; readonly now: Date },
): Promise<void> {
  const holder = await tx.claims.holder(caseId, now);
  if (holder === null || holder.id === actor.id) return;
  throw new AppError('case.claimed', { by: holder.name, until: holder.until.toISOString() });
}

function eventOf(decision: Decision): CaseEventData {
  const note = decision.note.trim();
  switch (decision.type) {
    case 'approve':
      return { type: 'approved', note };
    case 'reject':
      if (note === '') throw new AppError('case.reason_required');
      return { type: 'rejected', reason: decision.reason, note };
    case 'ask_correction':
      if (note === '') throw new AppError('case.reason_required');
      return { type: 'correction_requested', reason: decision.reason, note, fields: [...decision.fields] };
  }
}

/** Whether its reason, or what it asks for, can be said of a report of that kind. */
function fits(decision: Decision, kind: ReportKind): boolean {
  switch (decision.type) {
    case 'approve':
      return true;
    case 'reject':
      return rejectReasonsOf[kind].includes(decision.reason);
    case 'ask_correction': {
      const asked: readonly string[] = correctableFields[kind];
      return decision.fields.every((field) => asked.includes(field));
    }
  }
}

/** The page was out of date: because of this very decision, because of another's, or of new answers. */
async function settleLate(
  tx: Work,
  actor: StaffActor,
  { head, input, data }: { head: CaseHead; input: DecideInput; data: CaseEventData },
): Promise<{ number: string; state: CaseState }> {
  const events = await tx.cases.events(head.id);
  const first = events.find((event) => event.seq > input.version && decisive.includes(event.data.type));
  if (first === undefined) throw new AppError('case.wrong_state', { state: head.state });
  const own = first.actor.kind === 'user' && first.actor.id === actor.id;
  if (own && first.seq === input.version + 1 && JSON.stringify(first.data) === JSON.stringify(data)) {
    return { number: head.number, state: head.state };
  }
  throw new AppError('case.already_decided', {
    by: first.actor.kind === 'user' ? await tx.cases.staffName(first.actor.id) : '',
    state: head.state,
    at: first.at.toISOString(),
  });
}
