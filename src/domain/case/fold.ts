import type { NewPoorHousehold } from '../report/new-poor-household.js';
import type { CaseEvent, CaseEventType, CaseState } from './events.js';

/** A case as its events tell it. `version` is the seq of the last one. */
export interface CaseSnapshot {
  readonly state: CaseState;
  readonly version: number;
  readonly answers: NewPoorHousehold;
}

/** The states from which an event may follow. Nothing else is possible. */
const possible: Readonly<Record<CaseEventType, readonly (CaseState | null)[]>> = {
  submitted: [null],
  screened: ['submitted', 'resubmitted'],
  correction_requested: ['in_review'],
  resubmitted: ['needs_correction'],
  approved: ['in_review'],
  rejected: ['in_review'],
  registered: ['approved'],
};

const stateAfter: Readonly<Record<CaseEventType, CaseState>> = {
  submitted: 'submitted',
  screened: 'in_review',
  correction_requested: 'needs_correction',
  resubmitted: 'resubmitted',
  approved: 'approved',
  rejected: 'rejected',
  registered: 'registered',
};

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
  if (answers === undefined) throw new Error(`event ${event.id} begins a case without answers`);
  return { state: stateAfter[data.type], version, answers };
}

export function foldCase(events: readonly CaseEvent[]): CaseSnapshot {
  const snapshot = events.reduce<CaseSnapshot | null>(applyEvent, null);
  if (snapshot === null) throw new Error('a case has at least one event');
  return snapshot;
}
