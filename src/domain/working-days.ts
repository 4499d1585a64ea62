/** Days on which the office works: its days of the week without holidays. Days are ISO dates of its calendar. */
import { addDays, dayIn } from './time.js';

export interface OfficeCalendar {
  /** IANA name. */
  readonly timeZone: string;
  /** ISO numbers, Monday is 1; at least one. */
  readonly weekdays: ReadonlySet<number>;
  /** ISO dates, beside those that are the same each year. */
  readonly holidays: ReadonlySet<string>;
}

/** National holidays that stand on the same day of every year (Keppres 8/2024), as MM-DD. */
export const fixedHolidays: readonly string[] = ['01-01', '05-01', '06-01', '08-17', '12-25'];

/** Monday to Friday. */
export const usualWeekdays: readonly number[] = [1, 2, 3, 4, 5];

export function isWorkingDay({ weekdays, holidays }: OfficeCalendar, day: string): boolean {
  // Of ISO, Sunday is the seventh.
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return weekdays.has(weekday) && !fixedHolidays.includes(day.slice(5)) && !holidays.has(day);
}

/** The working day that is so many working days after a day; that day itself does not count. */
export function workingDayAfter(calendar: OfficeCalendar, day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (isWorkingDay(calendar, at)) left -= 1;
  }
  return at;
}

/** Working days from one day, not counted, to another, counted. Negative when that one lies before. */
export function workingDaysTo(calendar: OfficeCalendar, from: string, to: string): number {
  if (to < from) return 0 - workingDaysTo(calendar, to, from);
  let count = 0;
  for (let at = from; at < to;) {
    at = addDays(at, 1);
    if (isWorkingDay(calendar, at)) count += 1;
  }
  return count;
}

export function officeDay({ timeZone }: Pick<OfficeCalendar, 'timeZone'>, moment: Date): string {
  return dayIn(timeZone, moment);
}
