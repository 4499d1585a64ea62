import { z } from 'zod';
import { builtInSensitive } from '../pmks/categories.js';
import { isSensitiveReport, type Report } from '../report/report.js';
import {
  objectionOutcomes,
  type CaseEvent,
  type CaseEventType,
  type CaseState,
  type ObjectionOutcome,
} from './events.js';
import { answersAsked, type CheckState, type FieldCheck } from './field-check.js';

export const ObjectionState = z.enum(['open', 'lapsed', ...objectionOutcomes]);
export type ObjectionState = z.infer<typeof ObjectionState>;

/** An objection (sanggah) to the decision; Dinsos answers it in time, or it lapses visibly. */
export interface Objection {
  readonly note: string;
  readonly at: Date;
  readonly state: ObjectionState;
}

/** The first of the two people whom an approval takes has approved; another one has not yet. */
export interface Proposal {
  /** Id of the user. */
  readonly by: string;
  readonly at: Date;
  readonly note: string;
}

/** A case as its events tell it. `version` is the seq of the last one. */
export interface CaseSnapshot {
  readonly state: CaseState;
  readonly version: number;
  readonly answers: Report;
  /** The last one made to the decision as it is now, or that reopened it; null: none. */
  readonly objection: Objection | null;
  /** null: nobody has approved it, or both have. */
  readonly proposal: Proposal | null;
  /** The last one; null: none was ever ordered. */
  readonly fieldCheck: FieldCheck | null;
  /** Ids of the users who edited the answers since the reporter last sent them. */
  readonly editors: readonly string[];
}

const decided: readonly CaseState[] = ['approved', 'rejected', 'duplicate', 'registered'];
const open: readonly CaseState[] = ['submitted', 'in_review', 'needs_correction', 'resubmitted'];
/** Decided, and nothing of it stands in Data Pemda. */
const reopenable: readonly CaseState[] = ['rejected', 'duplicate'];

/** The states from which an event may follow. Nothing else is possible. */
const possible: Readonly<Record<CaseEventType, readonly (CaseState | null)[]>> = {
  submitted: [null],
  screened: ['submitted', 'resubmitted'],
  correction_requested: ['in_review'],
  resubmitted: ['needs_correction'],
  edited: ['in_review'],
  approval_proposed: ['in_review'],
  approved: ['in_review'],
  rejected: ['in_review'],
  duplicate_confirmed: ['in_review'],
  reopened: reopenable,
  registered: ['approved'],
  withdrawn: open,
  objected: decided,
  objection_lapsed: decided,
  objection_answered: decided,
  handed_over: open,
  field_check_ordered: ['in_review'],
  // A correction that is asked for meanwhile does not call the checker back.
  field_check_cancelled: open,
  field_check_reported: open,
};

/** null: the event leaves the state as it is. */
const stateAfter: Readonly<Record<CaseEventType, CaseState | null>> = {
  submitted: 'submitted',
  screened: 'in_review',
  correction_requested: 'needs_correction',
  resubmitted: 'resubmitted',
  edited: null,
  approval_proposed: null,
  approved: 'approved',
  rejected: 'rejected',
  duplicate_confirmed: 'duplicate',
  reopened: 'in_review',
  registered: 'registered',
  withdrawn: 'withdrawn',
  objected: null,
  objection_lapsed: null,
  objection_answered: null,
  handed_over: null,
  field_check_ordered: null,
  field_check_cancelled: null,
  field_check_reported: null,
};

/** The states in which a report waits for the office. */
export const waitingStates = [
  'submitted',
  'resubmitted',
  'in_review',
] as const satisfies readonly CaseState[];

export function isWaiting(state: CaseState): boolean {
  return waitingStates.some((one) => one === state);
}

export function isOpen(state: CaseState): boolean {
  return open.includes(state);
}

/** Whether such a decision can be undone without touching Data Pemda. */
export function isReopenable(state: CaseState): boolean {
  return reopenable.includes(state);
}

export function mayFollow(type: CaseEventType, state: CaseState | null): boolean {
  return possible[type].includes(state);
}

/** Throws on a history that cannot have happened. */
export function applyEvent(snapshot: CaseSnapshot | null, event: CaseEvent): CaseSnapshot {
  const { data } = event;
  const version = (snapshot?.version ?? 0) + 1;
  const follows = mayFollow(data.type, snapshot?.state ?? null) && fitsWhatStands(snapshot, event);
  if (event.seq !== version || !follows) {
    throw new Error(`event ${event.id} (${data.type}) cannot stand at ${String(event.seq)} of its case`);
  }
  const answers = 'answers' in data ? data.answers : snapshot?.answers;
  const reopens = data.type === 'objection_answered' && data.reopens;
  const state = reopens ? 'in_review' : (stateAfter[data.type] ?? snapshot?.state);
  if (answers === undefined || state === undefined) {
    throw new Error(`event ${event.id} begins a case without answers`);
  }
  return {
    state,
    version,
    answers,
    objection: objectionAfter(snapshot?.objection ?? null, event),
    proposal: proposalAfter(snapshot?.proposal ?? null, event),
    fieldCheck: fieldCheckAfter(snapshot?.fieldCheck ?? null, event),
    editors: editorsAfter(snapshot?.editors ?? [], event),
  };
}

/** What its state alone does not tell: whose approval it is, and which objection. */
function fitsWhatStands(snapshot: CaseSnapshot | null, { actor, data }: CaseEvent): boolean {
  if (snapshot === null) return true;
  const { state, objection, proposal, editors } = snapshot;
  if (data.type === 'edited') return actor.kind === 'user';
  if (data.type === 'approval_proposed') return proposal === null && actor.kind === 'user';
  if (data.type === 'approved') {
    // Nobody approves what they alone corrected.
    if (proposal === null) return actor.id === null || !editors.includes(actor.id);
    return actor.kind === 'user' && actor.id !== proposal.by;
  }
  if (data.type === 'reopened') return objection?.state !== 'open';
  if (isOfCheck(data.type)) return fitsCheck(snapshot.fieldCheck, { actor, data });
  if (data.type !== 'objection_answered') return true;
  return objection?.state === 'open' && data.reopens === reopensCase(data.outcome, state);
}

function isOfCheck(type: CaseEventType): boolean {
  return (
    type === 'field_check_ordered' || type === 'field_check_cancelled' || type === 'field_check_reported'
  );
}

/** One at a time; its result is by whoever was asked, or by the office. */
function fitsCheck(check: FieldCheck | null, { actor, data }: Pick<CaseEvent, 'actor' | 'data'>): boolean {
  const isOpen = check?.state === 'open';
  if (data.type !== 'field_check_reported') {
    const cancels = data.type === 'field_check_cancelled';
    // The service takes one back by itself when the case becomes sensitive.
    return (actor.kind === 'user' || (actor.kind === 'system' && cancels)) && isOpen === cancels;
  }
  if (!isOpen || check.id !== data.checkId || !answersAsked(check.questions, data.result)) return false;
  return actor.kind === 'user' || (actor.kind === check.checker.kind && actor.id === check.checker.id);
}

/** Whether an answer to an objection takes the decision back. */
export function reopensCase(outcome: ObjectionOutcome, state: CaseState): boolean {
  return outcome === 'upheld' && isReopenable(state);
}

/** With another decision, what was objected to is no more. */
const decides: readonly CaseEventType[] = ['approved', 'rejected', 'duplicate_confirmed'];

function objectionAfter(before: Objection | null, { at, data }: CaseEvent): Objection | null {
  if (data.type === 'objected') return { note: data.note, at, state: 'open' };
  if (before === null || decides.includes(data.type)) return null;
  if (data.type === 'objection_lapsed') return { ...before, state: 'lapsed' };
  return data.type === 'objection_answered' ? { ...before, state: data.outcome } : before;
}

/** It holds for the answers that were approved, until something is decided. */
function proposalAfter(before: Proposal | null, { actor, at, data }: CaseEvent): Proposal | null {
  if (data.type === 'approval_proposed' && actor.kind === 'user') {
    return { by: actor.id, at, note: data.note };
  }
  return data.type === 'handed_over' ? before : null;
}

function fieldCheckAfter(before: FieldCheck | null, event: CaseEvent): FieldCheck | null {
  const { actor, at, data } = event;
  if (data.type === 'field_check_ordered' && actor.kind === 'user') {
    const { checker, dueOn, questions, note } = data;
    const order = { id: event.id, orderedBy: actor.id, orderedAt: at };
    return { ...order, checker, dueOn, questions, note, state: 'open', result: null };
  }
  if (before === null) return null;
  if (data.type === 'field_check_reported') return { ...before, state: 'reported', result: data.result };
  const state = checkStateAfter(before, data);
  return state === before.state ? before : { ...before, state };
}

function checkStateAfter({ state, checker }: FieldCheck, data: CaseEvent['data']): CheckState {
  const ends = decides.includes(data.type) || data.type === 'withdrawn';
  if (state === 'reported') return ends || data.type === 'correction_requested' ? 'settled' : state;
  if (state !== 'open') return state;
  if (data.type === 'field_check_cancelled') return 'cancelled';
  if (ends) return 'dropped';
  if (checker.kind === 'user') return state;
  // Who goes on with a report does not check it, and of a sensitive case no reporter is told. What the office
  // made sensitive is not in the events: there the check is taken back by one of its own.
  const own = data.type === 'handed_over' && data.toReporterId === checker.id;
  return own || ('answers' in data && isSensitiveReport(data.answers, builtInSensitive)) ? 'dropped' : state;
}

/** What the reporter sends anew they have looked through: it is theirs again. */
function editorsAfter(before: readonly string[], { actor, data }: CaseEvent): readonly string[] {
  if (data.type === 'submitted' || data.type === 'resubmitted') return [];
  if (data.type !== 'edited' || actor.id === null) return before;
  return before.includes(actor.id) ? before : [...before, actor.id];
}

export function foldCase(events: readonly CaseEvent[]): CaseSnapshot {
  const snapshot = events.reduce<CaseSnapshot | null>(applyEvent, null);
  if (snapshot === null) throw new Error('a case has at least one event');
  return snapshot;
}
