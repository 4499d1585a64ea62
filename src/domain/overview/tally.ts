/** What an event of a case changes in the sums of the overview. */
import type { CaseEvent, CaseState } from '../case/events.js';
import { applyEvent, isOpen, isWaiting, type CaseSnapshot } from '../case/fold.js';
import { builtInSensitive } from '../pmks/categories.js';
import type { ReportKind } from '../report/report.js';

/** Stands for all that are sensitive by the regulation together: what the office adds does not change history. */
export const sensitiveKey = 'sensitive';

/** The first day of each class of waiting: 6–7 and 8–10 days are one class each, as is a month and more. */
export const waitClasses = [0, 1, 2, 3, 4, 5, 6, 8, 11, 15, 22, 31] as const;

export interface Sums {
  readonly received: number;
  readonly decided: number;
  readonly approved: number;
  /** Decided, and sent back for a correction before. */
  readonly sentBack: number;
  /** By how much those that wait for Dinsos became more. */
  readonly delta: number;
  /** Decisions by class of waiting. */
  readonly waits: readonly number[];
}

export interface Change extends Sums {
  readonly eventId: string;
  readonly at: Date;
  readonly desaCode: string;
  readonly kind: ReportKind;
  /** PMKS categories, and `sensitiveKey` if one of them is. */
  readonly categories: readonly string[];
  /** Who decided. */
  readonly userId: string | null;
}

export const noSums: Sums = {
  received: 0,
  decided: 0,
  approved: 0,
  sentBack: 0,
  delta: 0,
  waits: waitClasses.map(() => 0),
};

export function addSums(a: Sums, b: Sums): Sums {
  return {
    received: a.received + b.received,
    decided: a.decided + b.decided,
    approved: a.approved + b.approved,
    sentBack: a.sentBack + b.sentBack,
    delta: a.delta + b.delta,
    waits: a.waits.map((count, at) => count + (b.waits[at] ?? 0)),
  };
}

const DAY_MS = 86_400_000;

/** The class of a time between two instants, in whole days. */
export function waitClass(from: Date, to: Date): number {
  const days = Math.floor((to.getTime() - from.getTime()) / DAY_MS);
  return Math.max(
    0,
    waitClasses.findLastIndex((first) => first <= days),
  );
}

/** The class in which the `share` of decisions is reached (0.5: the median); null: there are none. */
export function quantile(waits: readonly number[], share: number): number | null {
  const total = waits.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [at, count] of waits.entries()) {
    seen += count;
    if (count > 0 && seen >= share * total) return at;
  }
  return null;
}

/** Of a whole history, from its first event. A change of place or category moves what waits. */
export function changesOf(events: readonly CaseEvent[]): readonly Change[] {
  const changes: Change[] = [];
  let before: CaseSnapshot | null = null;
  let sentBack = false;
  for (const event of events) {
    const after: CaseSnapshot = applyEvent(before, event);
    sentBack ||= event.data.type === 'correction_requested';
    const sums = sumsOf(before, after, { first: events[0]?.at ?? event.at, at: event.at, sentBack });
    const place = placeOf(after);
    const about = {
      eventId: event.id,
      at: event.at,
      userId: sums.decided > 0 && event.actor.kind === 'user' ? event.actor.id : null,
    };
    const left = before === null || !isWaiting(before.state) ? null : placeOf(before);
    if (left !== null && isWaiting(after.state) && JSON.stringify(left) !== JSON.stringify(place)) {
      changes.push({ ...about, ...left, ...noSums, delta: -1 }, { ...about, ...place, ...noSums, delta: 1 });
    } else if (sums.received + sums.decided + Math.abs(sums.delta) > 0) {
      changes.push({ ...about, ...place, ...sums });
    }
    before = after;
  }
  return changes;
}

function sumsOf(
  before: CaseSnapshot | null,
  after: CaseSnapshot,
  { first, at, sentBack }: { first: Date; at: Date; sentBack: boolean },
): Sums {
  const waited = (state: CaseState | undefined) => (state !== undefined && isWaiting(state) ? 1 : 0);
  const closed = before !== null && isOpen(before.state) && !isOpen(after.state);
  const decided = closed && after.state !== 'withdrawn' ? 1 : 0;
  return {
    received: before === null ? 1 : 0,
    decided,
    approved: decided === 1 && after.state === 'approved' ? 1 : 0,
    sentBack: decided === 1 && sentBack ? 1 : 0,
    delta: waited(after.state) - waited(before?.state),
    waits: decided === 1 ? waitClasses.map((_, n) => (n === waitClass(first, at) ? 1 : 0)) : noSums.waits,
  };
}

function placeOf({ answers }: CaseSnapshot): Pick<Change, 'desaCode' | 'kind' | 'categories'> {
  const codes = answers.kind === 'pmks_case' ? [...new Set(answers.categories)].toSorted() : [];
  return {
    desaCode: answers.desaCode,
    kind: answers.kind,
    categories: codes.some((code) => builtInSensitive.has(code)) ? [...codes, sensitiveKey] : codes,
  };
}
