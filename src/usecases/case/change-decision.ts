/** A supervisor takes a decision back, or answers the objection to it. */
import { mayAccess, staffMay, type StaffAction } from '../../domain/access/scope.js';
import type { CaseEventData, CaseState } from '../../domain/case/events.js';
import { reopensCase } from '../../domain/case/fold.js';
import { offeredReasons, type Reference } from '../../domain/reference/reference.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { CaseHead, Clock, UnitOfWork, Work } from '../ports.js';
import { mayAnswerObjection, mayDecide, mayReopen } from './may.js';
import type { AnswerInput, ReopenInput } from './services.js';

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}

interface Change {
  readonly input: { readonly caseId: string; readonly version: number; readonly ip: string };
  readonly needs: StaffAction;
  readonly possible: (actor: StaffActor, head: CaseHead) => boolean;
  /** Whether its reason can be given now. */
  readonly offered?: (head: CaseHead, reference: Reference) => boolean;
  readonly dataOf: (head: CaseHead) => CaseEventData;
}

export async function reopenCase(
  deps: Deps,
  actor: StaffActor,
  input: ReopenInput,
): Promise<{ number: string; state: CaseState }> {
  const note = needed(input.note);
  const { reason } = input;
  return change(deps, actor, {
    input,
    needs: 'reopen_cases',
    possible: mayReopen,
    offered: ({ kind }, reference) =>
      offeredReasons(reference, 'reopen_reason', kind).some(({ code }) => code === reason),
    dataOf: () => ({ type: 'reopened', reason, note }),
  });
}

export async function answerObjection(
  deps: Deps,
  actor: StaffActor,
  input: AnswerInput,
): Promise<{ number: string; state: CaseState }> {
  const note = needed(input.note);
  const { outcome } = input;
  return change(deps, actor, {
    input,
    needs: 'answer_objections',
    possible: mayAnswerObjection,
    dataOf: ({ state }) => ({
      type: 'objection_answered',
      outcome,
      reopens: reopensCase(outcome, state),
      note,
    }),
  });
}

function needed(note: string): string {
  const trimmed = note.trim();
  if (trimmed === '') throw new AppError('case.reason_required');
  return trimmed;
}

/** Of two at once the row lock lets one win. One's own change sent again changes nothing. */
async function change(
  { unitOfWork, clock }: Deps,
  actor: StaffActor,
  { input, needs, possible, offered, dataOf }: Change,
): Promise<{ number: string; state: CaseState }> {
  return unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(input.caseId);
    const may = staffMay(actor, needs) && head !== null && mayDecide(actor, head);
    if (!may || !mayAccess(actor, head.desaCode)) throw new AppError('not_found');
    if (head.version !== input.version) return settleLate(tx, actor, { head, input, dataOf });
    if (!possible(actor, head)) throw new AppError('case.wrong_state', { state: head.state });
    if (offered?.(head, await tx.reference.current()) === false) throw new AppError('input.invalid');
    const data = dataOf(head);
    const changed = await tx.cases.append(head, {
      actor: { kind: 'user', id: actor.id },
      at: clock.now(),
      data,
    });
    await tx.outbox.add('case.notify', { caseId: head.id, eventId: changed.eventId });
    await tx.access.record({ userId: actor.id, action: `case.${data.type}`, subject: head.id, ip: input.ip });
    return { number: head.number, state: changed.head.state };
  });
}

const byStaff: readonly CaseEventData['type'][] = ['reopened', 'objection_answered'];

async function settleLate(
  tx: Work,
  actor: StaffActor,
  { head, input, dataOf }: { readonly head: CaseHead } & Pick<Change, 'input' | 'dataOf'>,
): Promise<{ number: string; state: CaseState }> {
  const events = await tx.cases.events(head.id);
  const first = events.find(({ seq, data }) => seq > input.version && byStaff.includes(data.type));
  if (first === undefined) throw new AppError('case.wrong_state', { state: head.state });
  const own = first.actor.kind === 'user' && first.actor.id === actor.id;
  if (own && first.seq === input.version + 1 && isSame(first.data, dataOf(head))) {
    return { number: head.number, state: head.state };
  }
  throw new AppError('case.already_decided', {
    by: first.actor.kind === 'user' ? await tx.cases.staffName(first.actor.id) : '',
    state: head.state,
    at: first.at.toISOString(),
    event: first.data.type,
  });
}

/** Whether both say the same. What an answer did to the case is told by the case as it was. */
function isSame(before: CaseEventData, now: CaseEventData): boolean {
  if (before.type === 'reopened') {
    return now.type === 'reopened' && now.reason === before.reason && now.note === before.note;
  }
  if (before.type !== 'objection_answered' || now.type !== 'objection_answered') return false;
  return now.outcome === before.outcome && now.note === before.note;
}
