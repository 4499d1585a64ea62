/** Days and months of the office's calendar. A day is "2026-11-25". */
import { addDays } from '../time.js';

export interface Period {
  readonly from: string;
  /** The last day that belongs to it. */
  readonly to: string;
}

export const presets = ['this_month', 'last_month', 'three_months', 'year'] as const;
export type Preset = (typeof presets)[number];

/** More days than that are not shown at once. */
export const longestDays = 1100;

const DAY_MS = 86_400_000;
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && addDays(text, 0) === text;
}

export function daysIn({ from, to }: Period): number {
  return Math.round((utc(to) - utc(from)) / DAY_MS) + 1;
}

export const monthOf = (day: string) => `${day.slice(0, 7)}-01`;

/** The same day of another month, or that month's last. */
export function addMonths(day: string, count: number): string {
  const first = new Date(utc(monthOf(day)));
  first.setUTCMonth(first.getUTCMonth() + count);
  const start = first.toISOString().slice(0, 10);
  first.setUTCMonth(first.getUTCMonth() + 1);
  const last = addDays(first.toISOString().slice(0, 10), -1);
  const wished = `${start.slice(0, 8)}${day.slice(8)}`;
  return wished < last ? wished : last;
}

const monthsOf: Readonly<Record<Preset, number>> = {
  this_month: 1,
  last_month: 1,
  three_months: 3,
  year: 12,
};

export function periodOf(preset: Preset, today: string): Period {
  const month = monthOf(today);
  if (preset === 'last_month') return { from: addMonths(month, -1), to: addDays(month, -1) };
  return { from: addMonths(month, 1 - monthsOf[preset]), to: today };
}

/** What a period is compared with: as many months, or days, right before it. null: days of one's own. */
export function periodBefore(period: Period, preset: Preset | null): Period {
  if (preset === null) {
    return { from: addDays(period.from, -daysIn(period)), to: addDays(period.from, -1) };
  }
  const from = addMonths(period.from, -monthsOf[preset]);
  if (preset === 'last_month') return { from, to: addDays(period.from, -1) };
  return { from, to: addMonths(period.to, -monthsOf[preset]) };
}

/** Half-open: `from` belongs to it, `until` does not. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/**
 * A period as the whole months in it and the days before and after them; empty spans are left out. Of a month
 * that is under way, what is known up to today is all of it.
 */
export function spansOf(
  { from, to }: Period,
  today: string,
): {
  readonly months: readonly Span[];
  readonly days: readonly Span[];
} {
  const until = addDays(to, 1);
  const firstMonth = from === monthOf(from) ? from : addMonths(monthOf(from), 1);
  const lastMonth = to === today ? addMonths(monthOf(to), 1) : monthOf(until);
  if (firstMonth >= lastMonth) return { months: [], days: [{ from, until }] };
  const days = [
    { from, until: firstMonth },
    { from: lastMonth, until },
  ];
  return {
    months: [{ from: firstMonth, until: lastMonth }],
    days: days.filter((span) => span.from < span.until),
  };
}

/** Of which days the trend tells: each one, or of a long period the last of each week. */
export function trendDays(period: Period): {
  readonly step: 'day' | 'week';
  readonly days: readonly string[];
} {
  const count = daysIn(period);
  const step = count > 45 ? 7 : 1;
  const days: string[] = [];
  for (let back = 0; back < count; back += step) days.unshift(addDays(period.to, -back));
  return { step: step === 1 ? 'day' : 'week', days };
}
