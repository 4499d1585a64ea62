/** Sanggah: an objection to a decision, which the office answers in time, or it lapses visibly. */
import type { CaseState } from './events.js';
import { mayFollow, type ObjectionState } from './fold.js';

export const objectionDays = 14;
const DAY_MS = 86_400_000;

export function objectionDeadline(objectedAt: Date): Date {
  return new Date(objectedAt.getTime() + objectionDays * DAY_MS);
}

/** Objections made before then have waited too long. */
export function objectionsLapseBefore(now: Date): Date {
  return new Date(now.getTime() - objectionDays * DAY_MS);
}

/** One at a time; after one has lapsed, another may be made. What was answered stays answered. */
export function mayObject(report: {
  readonly state: CaseState;
  readonly objection: ObjectionState | null;
}): boolean {
  const waits = report.objection === null || report.objection === 'lapsed';
  return mayFollow('objected', report.state) && waits;
}
