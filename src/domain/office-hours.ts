/** The office's clock: hours in which nobody is disturbed, and times of the day. Right when clocks change. */

/** Minutes of the day, 0 to 1439; `from` may lie after `until`, over midnight. Never the same. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY = 24 * 60;

const formats = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

/** What the clock on the office's wall shows, in minutes since midnight. */
export function minuteOfDay(timeZone: string, moment: Date): number {
  const [hour = '0', minute = '0'] = clockOf(timeZone).format(moment).split(':');
  return Number(hour) * 60 + Number(minute);
}

function isQuiet({ from, until }: QuietHours, minute: number): boolean {
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

/** When the quiet time that it is at a moment ends; null: it is not quiet then. */
export function quietUntil(quiet: QuietHours | null, timeZone: string, moment: Date): Date | null {
  if (quiet === null || !isQuiet(quiet, minuteOfDay(timeZone, moment))) return null;
  const quietAt = (ms: number) => isQuiet(quiet, minuteOfDay(timeZone, new Date(ms)));
  const left = (ms: number) => ((quiet.until - minuteOfDay(timeZone, new Date(ms)) + DAY) % DAY) * MINUTE_MS;
  let end = wholeMinute(moment);
  while (quietAt(end)) end += left(end);
  // A clock put forward meanwhile: that was too far.
  while (!quietAt(end - MINUTE_MS)) end -= MINUTE_MS;
  return new Date(end);
}

/** The last moment, not after this one, at which the clock reached that minute of a day. */
export function lastTime(minute: number, timeZone: string, moment: Date): Date {
  const shown = minuteOfDay(timeZone, moment);
  const candidate = wholeMinute(moment) - ((shown - minute + DAY) % DAY) * MINUTE_MS;
  const last = onTheMinute(minute, timeZone, candidate);
  if (last <= moment.getTime()) return new Date(last);
  return new Date(onTheMinute(minute, timeZone, last - 24 * HOUR_MS));
}

/** The first moment after this one at which the clock reaches that minute of a day. */
export function nextTime(minute: number, timeZone: string, moment: Date): Date {
  // Days have 23 to 25 hours where clocks change.
  const last = lastTime(minute, timeZone, moment).getTime();
  return lastTime(minute, timeZone, new Date(last + 25.5 * HOUR_MS));
}

/** Moves a moment that is off by a change of the clock between it and where it was reckoned from. */
function onTheMinute(minute: number, timeZone: string, ms: number): number {
  const off = ((minuteOfDay(timeZone, new Date(ms)) - minute + DAY + DAY / 2) % DAY) - DAY / 2;
  return ms - off * MINUTE_MS;
}

function wholeMinute(moment: Date): number {
  return Math.floor(moment.getTime() / MINUTE_MS) * MINUTE_MS;
}
