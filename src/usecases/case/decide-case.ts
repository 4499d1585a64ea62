import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { type CaseEvent, type CaseEventData, type CaseState } from '../../domain/case/events.js';
import { approvalStep } from '../../domain/case/approval.js';
import { mayFollow } from '../../domain/case/fold.js';
import { readNumber } from '../../domain/case/number.js';
import { offeredReasons, type Reference } from '../../domain/reference/reference.js';
import type { ReasonTopic } from '../../domain/reference/values.js';
import { correctableFields, type ReportKind } from '../../domain/report/report.js';
import { AppError } from '../../errors.js';
import type { Decision, StaffActor } from '../console-services.js';
import { tellingChecker } from '../field-check/tell-checker.js';
import { mayDecide } from './may.js';
import type { CaseHead, Clock, DuplicateTarget, UnitOfWork, Work } from '../ports.js';

export interface DecideInput {
  readonly caseId: string;
  /** The version that the decider had before their eyes. */
  readonly version: number;
  readonly decision: Decision;
  readonly ip: string;
}

const decisive: readonly CaseEvent['data']['type'][] = [
  'approval_proposed',
  'approved',
  'rejected',
  'correction_requested',
  'duplicate_confirmed',
  // Not decided, but other answers than those that were judged.
  'edited',
];

/**
 * Approves, rejects, asks for a correction, or says what it is a duplicate of. A sensitive case, or one that
 * the approver edited, is approved by two people: the first one only proposes it. Of two deciders the row lock lets one win; the other gets
 * case.already_decided {by, state, at, event}; while somebody else works on it, case.claimed {by, until}.
 * One's own decision sent again changes nothing.
 */
export async function decideCase(
  deps: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  actor: StaffActor,
  input: DecideInput,
): Promise<Decided> {
  if (!staffMay(actor, 'decide_cases')) throw new AppError('not_found');
  checkNote(input.decision);
  return deps.unitOfWork.run(async (tx) => {
    const head = await lockForDecision(tx, actor, input);
    if (!fits(input.decision, head.kind, await tx.reference.current())) throw new AppError('input.invalid');
    if (head.version !== input.version) return settleLate(tx, actor, { head, input });
    await refuseClaimed(tx, actor, { caseId: head.id, now: deps.clock.now() });
    const data = await eventOf(tx, actor, { head, decision: input.decision });
    if (!mayFollow(data.type, head.state)) throw new AppError('case.wrong_state', { state: head.state });
    const event = { actor: { kind: 'user', id: actor.id }, at: deps.clock.now(), data } as const;
    const decided = await tellingChecker(tx, head.id, () => tx.cases.append(head, event));
    // What is only proposed is nobody's news yet.
    if (data.type !== 'approval_proposed') {
      await tx.outbox.add('case.notify', { caseId: head.id, eventId: decided.eventId });
    }
    if (data.type === 'approved') {
      await tx.outbox.add('registry.write', { caseId: head.id, eventId: decided.eventId });
    }
    await tx.access.record({ userId: actor.id, action: `case.${data.type}`, subject: head.id, ip: input.ip });
    return { number: head.number, state: decided.head.state, event: data.type };
  });
}

export interface Decided {
  readonly number: string;
  readonly state: CaseState;
  /** What the decision came to: a first approval, where it takes two people, is a proposal. */
  readonly event: CaseEventData['type'];
}

/** Two cases that are made duplicates of each other at once are locked in one order: the later one sees it. */
async function lockForDecision(
  tx: Work,
  actor: StaffActor,
  { caseId, decision }: DecideInput,
): Promise<CaseHead> {
  const other = decision.type === 'duplicate' ? await targetOf(tx, actor, caseId, decision.number) : null;
  const otherId = other?.caseId ?? null;
  if (otherId !== null && otherId < caseId) await tx.cases.lock(otherId);
  const head = await tx.cases.lock(caseId);
  if (otherId !== null && otherId > caseId) await tx.cases.lock(otherId);
  if (head === null || !mayAccess(actor, head.desaCode)) throw new AppError('not_found');
  if (!mayDecide(actor, head)) throw new AppError('not_found');
  return head;
}

async function targetOf(
  tx: Work,
  actor: StaffActor,
  caseId: string,
  typed: string,
): Promise<DuplicateTarget | null> {
  const number = readNumber(typed);
  return number === null ? null : tx.cases.duplicateTarget(actor, caseId, number);
}

function checkNote({ type, note }: Decision): void {
  const needed = type === 'reject' || type === 'ask_correction';
  if (needed && note.trim() === '') throw new AppError('case.reason_required');
}

interface EventInput {
  readonly head: CaseHead;
  readonly decision: Decision;
}

/** Who works on a case is not overtaken unawares. What nobody works on may be decided by whoever may. */
export async function refuseClaimed(
  tx: Work,
  actor: StaffActor,
  { caseId, now }: { readonly caseId: string; readonly now: Date },
): Promise<void> {
  const holder = await tx.claims.holder(caseId, now);
  if (holder === null || holder.id === actor.id) return;
  throw new AppError('case.claimed', { by: holder.name, until: holder.until.toISOString() });
}

async function eventOf(tx: Work, actor: StaffActor, { head, decision }: EventInput): Promise<CaseEventData> {
  const note = decision.note.trim();
  switch (decision.type) {
    case 'approve':
      return approval(tx, actor, head, note);
    case 'reject':
      return { type: 'rejected', reason: decision.reason, note };
    case 'ask_correction':
      return { type: 'correction_requested', reason: decision.reason, note, fields: [...decision.fields] };
    case 'duplicate':
      return duplicate(tx, actor, { head, note, number: decision.number });
  }
}

async function approval(tx: Work, actor: StaffActor, head: CaseHead, note: string): Promise<CaseEventData> {
  switch (approvalStep(head, await tx.cases.snapshot(head.id), actor.id)) {
    case 'propose':
      return { type: 'approval_proposed', note };
    case 'approve':
      return { type: 'approved', note };
    case 'second_person_needed':
      throw new AppError('case.second_person_needed');
  }
}

async function duplicate(
  tx: Work,
  actor: StaffActor,
  { head, note, number }: { readonly head: CaseHead; readonly note: string; readonly number: string },
): Promise<CaseEventData> {
  const other = await targetOf(tx, actor, head.id, number);
  if (other === null) throw new AppError('case.no_such_duplicate');
  const { caseId, entryId, state } = other;
  if (state !== null && holdsNobody.includes(state)) throw new AppError('case.no_such_duplicate', { state });
  return {
    type: 'duplicate_confirmed',
    otherCaseId: caseId,
    otherEntryId: entryId,
    number: other.number,
    told: other.desaCode === head.desaCode && !other.sensitive,
    note,
  };
}

/** Who is the same as one of these would be lost with it. */
const holdsNobody: readonly CaseState[] = ['rejected', 'duplicate', 'withdrawn'];

/** Whether its reason, or what it asks for, can be said of a report of that kind. */
function fits(decision: Decision, kind: ReportKind, reference: Reference): boolean {
  const offered = (topic: ReasonTopic, reason: string) =>
    offeredReasons(reference, topic, kind).some(({ code }) => code === reason);
  switch (decision.type) {
    case 'approve':
    case 'duplicate':
      return true;
    case 'reject':
      return offered('reject_reason', decision.reason);
    case 'ask_correction': {
      const asked: readonly string[] = correctableFields[kind];
      const fieldsFit = decision.fields.every((field) => asked.includes(field));
      return fieldsFit && offered('correction_reason', decision.reason);
    }
  }
}

/** The page was out of date: because of this very decision, because of another's, or of new answers. */
async function settleLate(
  tx: Work,
  actor: StaffActor,
  { head, input }: { head: CaseHead; input: DecideInput },
): Promise<Decided> {
  const events = await tx.cases.events(head.id);
  const first = events.find((event) => event.seq > input.version && decisive.includes(event.data.type));
  if (first === undefined) throw new AppError('case.wrong_state', { state: head.state });
  const own = first.actor.kind === 'user' && first.actor.id === actor.id;
  if (own && first.seq === input.version + 1 && isSame(first.data, input.decision)) {
    return { number: head.number, state: head.state, event: first.data.type };
  }
  throw new AppError('case.already_decided', {
    by: first.actor.kind === 'user' ? await tx.cases.staffName(first.actor.id) : '',
    state: head.state,
    at: first.at.toISOString(),
    event: first.data.type,
  });
}

/** Whether that event is what this decision came to. */
function isSame(data: CaseEventData, decision: Decision): boolean {
  if (!('note' in data) || data.note !== decision.note.trim()) return false;
  switch (decision.type) {
    case 'approve':
      return data.type === 'approved' || data.type === 'approval_proposed';
    case 'reject':
      return data.type === 'rejected' && data.reason === decision.reason;
    case 'ask_correction':
      return (
        data.type === 'correction_requested' &&
        data.reason === decision.reason &&
        data.fields.join() === decision.fields.join()
      );
    case 'duplicate':
      return data.type === 'duplicate_confirmed' && data.number === readNumber(decision.number);
  }
}
