/** Sanggah: an objection to a decision, which the office answers in time, or it lapses visibly. */
import type { CaseState } from './events.js';
import { mayFollow } from './fold.js';

export const objectionDays = 14;
const DAY_MS = 86_400_000;

export function objectionDeadline(objectedAt: Date): Date {
  return new Date(objectedAt.getTime() + objectionDays * DAY_MS);
}

/** Objections made before then have waited too long. */
export function objectionsLapseBefore(now: Date): Date {
  return new Date(now.getTime() - objectionDays * DAY_MS);
}

/** One at a time; after one has lapsed, another may be made. */
export function mayObject(report: {
  readonly state: CaseState;
  readonly objection: 'open' | 'lapsed' | null;
}): boolean {
  return mayFollow('objected', report.state) && report.objection !== 'open';
}
