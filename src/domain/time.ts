interface Known {
  readonly format: Intl.DateTimeFormat;
  readonly minute: number;
  readonly day: string;
}

/** Of each time zone the day it was last asked for: no day begins within a minute. */
const lately = new Map<string, Known>();

/** The calendar day (ISO date) that it is at a moment where the office is; `timeZone` by its IANA name. */
export function dayIn(timeZone: string, moment: Date): string {
  const minute = Math.floor(moment.getTime() / 60_000);
  const known = lately.get(timeZone);
  if (known?.minute === minute) return known.day;
  // Swedish writes a date as ISO does.
  const format = known?.format ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const day = format.format(moment);
  lately.set(timeZone, { format, minute, day });
  return day;
}

const DAY_MS = 86_400_000;

/** ISO dates. '' for what is no day. */
export function addDays(day: string, count: number): string {
  const at = Date.parse(`${day}T00:00:00Z`) + count * DAY_MS;
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 10);
}
