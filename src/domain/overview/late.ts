/** When a report has waited too long. */
import { addDays } from './period.js';

/** Days of the week, Monday to Friday, that the office gives itself. */
export const lateAfterWorkingDays = 5;

/**
 * Reports from before this day are late today: since theirs, the office has had its working days whole.
 * @param today the office's day
 */
export function lateBefore(today: string): string {
  let day = today;
  for (let left = lateAfterWorkingDays; left > 0;) {
    day = addDays(day, -1);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return day;
}
