/** Hours in which the office works: the same on each of its working days. */
import { minuteOfDay, nextTime } from './office-hours.js';
import { isWorkingDay, officeDay, type OfficeCalendar } from './working-days.js';

export interface WorkingHours {
  readonly calendar: OfficeCalendar;
  /** Minutes since midnight; `opens` lies before `closes`. */
  readonly opens: number;
  readonly closes: number;
}

const MINUTE_MS = 60_000;

export function isWorkingTime({ calendar, opens, closes }: WorkingHours, moment: Date): boolean {
  const minute = minuteOfDay(calendar.timeZone, moment);
  return minute >= opens && minute < closes && isWorkingDay(calendar, officeDay(calendar, moment));
}

/** Whole minutes in which the office worked between two moments; counts no further than `atMost`. */
export function workingMinutes(
  hours: WorkingHours,
  { from, until, atMost }: { readonly from: Date; readonly until: Date; readonly atMost: number },
): number {
  const { calendar, opens, closes } = hours;
  let worked = 0;
  let at = from;
  while (at < until && worked < atMost * MINUTE_MS) {
    if (isWorkingTime(hours, at)) {
      const end = nextTime(closes, calendar.timeZone, at);
      const left = end < until ? end : until;
      worked += left.getTime() - at.getTime();
      at = left;
    } else {
      at = nextTime(opens, calendar.timeZone, at);
    }
  }
  return Math.min(atMost, Math.floor(worked / MINUTE_MS));
}
