/** Sanggah: an objection to a decision, which the office answers in time, or it lapses visibly. */
import type { CaseState } from './events.js';
import { mayFollow } from './fold.js';

const ANSWER_WITHIN_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Objections made before then have waited too long. */
export function objectionsLapseBefore(now: Date): Date {
  return new Date(now.getTime() - ANSWER_WITHIN_DAYS * DAY_MS);
}

/** One at a time; after one has lapsed, another may be made. */
export function mayObject(report: {
  readonly state: CaseState;
  readonly objection: 'open' | 'lapsed' | null;
}): boolean {
  return mayFollow('objected', report.state) && report.objection !== 'open';
}
