import { quietUntil, type QuietHours } from '../../domain/office-hours.js';

/** When people are written to unasked. */
export interface NewsRules {
  readonly timeZone: string;
  /** null: at any hour. */
  readonly quietHours: QuietHours | null;
  /** So many messages a day, and further news of the day come as one; null: never. */
  readonly digestAfter: number | null;
  /** Minutes since midnight at which news held back are sent. */
  readonly digestAt: number;
}

/** The time before which something is not said; null: at once. Emergencies wake people. */
export function waitsUntil(rules: NewsRules, now: Date, urgent: boolean): Date | null {
  return urgent ? null : quietUntil(rules.quietHours, rules.timeZone, now);
}
