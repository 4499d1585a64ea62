/** Whether what is stored of a case is what its history says, and the history what was once written. */
import { builtInSensitive, type SensitiveCodes } from '../pmks/categories.js';
import { isSensitiveReport, type Report } from '../report/report.js';
import { brokenAt, type ChainedEvent } from './chain.js';
import type { CaseEvent, CaseState } from './events.js';
import { foldCase } from './fold.js';

/**
 * chain: an event was changed, dropped, or put in. content: what is sealed of it is not what was written.
 * story: it cannot have happened so. state: the case says something else than its history.
 */
export const historyFaults = ['chain', 'content', 'story', 'state'] as const;
export type HistoryFault = (typeof historyFaults)[number];

export interface StoredHistory {
  readonly caseId: string;
  readonly chain: readonly (ChainedEvent & { readonly hash: string })[];
  /** Opened, in order; null from the first on whose content does not open or is not what was written. */
  readonly events: readonly (CaseEvent | null)[];
  /** The case as it is read and found. */
  readonly row: {
    readonly state: CaseState;
    readonly version: number;
    readonly ownerId: string;
    readonly reporterId: string;
    readonly desaCode: string;
    readonly subjectName: string;
    readonly sensitive: boolean;
    readonly urgent: boolean;
    readonly objection: string | null;
    /** null: does not open. */
    readonly answers: Report | null;
  };
  /** When it was read. `settling`: cases are being brought to what the office has just set of a category. */
  readonly rules: { readonly sensitive: SensitiveCodes; readonly settling: boolean };
}

export interface FoundFault {
  readonly caseId: string;
  readonly fault: HistoryFault;
  /** Of the event; null: of none in particular. */
  readonly seq: number | null;
}

/** The first fault, or null when all holds. */
export function verifyHistory(stored: StoredHistory): FoundFault | null {
  const { caseId, chain, events } = stored;
  const broken = brokenAt(chain);
  if (broken !== null) return { caseId, fault: 'chain', seq: broken };
  const unread = events.indexOf(null);
  if (unread !== -1) return { caseId, fault: 'content', seq: unread + 1 };
  try {
    const told = events.filter((event) => event !== null);
    return holds(stored, told) ? null : { caseId, fault: 'state', seq: null };
  } catch {
    return { caseId, fault: 'story', seq: null };
  }
}

/** Throws on a history that cannot have happened. */
function holds({ row, rules }: StoredHistory, events: readonly CaseEvent[]): boolean {
  const { state, version, answers, objection } = foldCase(events);
  const handedTo = events.flatMap(({ data }) => (data.type === 'handed_over' ? [data.toReporterId] : []));
  return (
    row.state === state &&
    row.version === version &&
    row.ownerId === (handedTo.at(-1) ?? row.reporterId) &&
    row.objection === (objection?.state ?? null) &&
    row.desaCode === answers.desaCode &&
    row.subjectName === answers.name &&
    row.urgent === answers.urgent &&
    // Who may see the case hangs on it.
    sensitivityHolds(row.sensitive, answers, rules) &&
    JSON.stringify(row.answers) === JSON.stringify(answers)
  );
}

function sensitivityHolds(
  stored: boolean,
  answers: Report,
  { sensitive, settling }: StoredHistory['rules'],
): boolean {
  if (stored === isSensitiveReport(answers, sensitive)) return true;
  // By the regulation it is, at any moment; of the rest the row may be a moment behind.
  return settling && !isSensitiveReport(answers, builtInSensitive);
}
