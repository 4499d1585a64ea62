import type { Report } from '../report/report.js';
import type { CaseEvent, CaseEventType, CaseState } from './events.js';

/** An objection (sanggah) to the decision; Dinsos answers it in time, or it lapses visibly. */
export interface Objection {
  readonly note: string;
  readonly at: Date;
  readonly state: 'open' | 'lapsed';
}

/** A case as its events tell it. `version` is the seq of the last one. */
export interface CaseSnapshot {
  readonly state: CaseState;
  readonly version: number;
  readonly answers: Report;
  /** The last one made; null: none. */
  readonly objection: Objection | null;
}

const decided: readonly CaseState[] = ['approved', 'rejected', 'registered'];
const open: readonly CaseState[] = ['submitted', 'in_review', 'needs_correction', 'resubmitted'];

/** The states from which an event may follow. Nothing else is possible. */
const possible: Readonly<Record<CaseEventType, readonly (CaseState | null)[]>> = {
  submitted: [null],
  screened: ['submitted', 'resubmitted'],
  correction_requested: ['in_review'],
  resubmitted: ['needs_correction'],
  approved: ['in_review'],
  rejected: ['in_review'],
  registered: ['approved'],
  withdrawn: open,
  objected: decided,
  objection_lapsed: decided,
  handed_over: open,
};

/** null: the event leaves the state as it is. */
const stateAfter: Readonly<Record<CaseEventType, CaseState | null>> = {
  submitted: 'submitted',
  screened: 'in_review',
  correction_requested: 'needs_correction',
  resubmitted: 'resubmitted',
  approved: 'approved',
  rejected: 'rejected',
  registered: 'registered',
  withdrawn: 'withdrawn',
  objected: null,
  objection_lapsed: null,
  handed_over: null,
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

export function mayFollow(type: CaseEventType, state: CaseState | null): boolean {
  return possible[type].includes(state);
}

/** Throws on a history that cannot have happened. */
export function applyEvent(snapshot: CaseSnapshot | null, event: CaseEvent): CaseSnapshot {
  const { data } = event;
  const version = (snapshot?.version ?? 0) + 1;
  if (event.seq !== version || !mayFollow(data.type, snapshot?.state ?? null)) {
    throw new Error(`event ${event.id} (${data.type}) cannot stand at ${String(event.seq)} of its case`);
  }
  const answers = 'answers' in data ? data.answers : snapshot?.answers;
  const state = stateAfter[data.type] ?? snapshot?.state;
  if (answers === undefined || state === undefined) {
    throw new Error(`event ${event.id} begins a case without answers`);
  }
  return { state, version, answers, objection: objectionAfter(snapshot?.objection ?? null, event) };
}

function objectionAfter(before: Objection | null, { at, data }: CaseEvent): Objection | null {
  if (data.type === 'objected') return { note: data.note, at, state: 'open' };
  return data.type === 'objection_lapsed' && before !== null ? { ...before, state: 'lapsed' } : before;
}

export function foldCase(events: readonly CaseEvent[]): CaseSnapshot {
  const snapshot = events.reduce<CaseSnapshot | null>(applyEvent, null);
  if (snapshot === null) throw new Error('a case has at least one event');
  return snapshot;
}
