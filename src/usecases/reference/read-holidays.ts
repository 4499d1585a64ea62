/** A list of holidays as offices send it around: one line each, the day and its name in any order. */
import { monthOf, readDate } from '../../dialogue/parse/date.js';
import { addDays } from '../../domain/time.js';
import type { ReferenceProblem } from './services.js';

export interface ReadHoliday {
  /** ISO date. */
  readonly day: string;
  /** As it was written; '' where the line has only the day. */
  readonly name: string;
}

const LINES = 60;
const MAX_NAME = 80;
/** A holiday of several days is no longer than that. */
const LONGEST = 14;
/** Years before and after the one that it is: further away, a digit is wrong. */
const YEARS_BACK = 1;
const YEARS_AHEAD = 3;

const month = String.raw`(?<month>[A-Za-z]{3,})(?:[\s,./-]+(?<year>\d{4}))?(?!\d)`;
const range = String.raw`\s*(?:-|–|—|s\.?\s?/?d\.?|sampai)\s*`;
const also = String.raw`\s*(?:,\s*dan|,|dan|&)\s*`;
/** The ways in which days stand in a line. Of several that fit, the first. */
const ways: readonly RegExp[] = [
  /(?<!\d)(?<whole>\d{4}-\d{1,2}-\d{1,2})(?!\d)/gi,
  /(?<!\d)(?<whole>\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?!\d)/gi,
  new RegExp(
    String.raw`(?<!\d)(?<from>\d{1,2})(?:\s+(?<fromMonth>[A-Za-z]{3,}))?${range}(?<to>\d{1,2})[\s./-]+${month}`,
    'gi',
  ),
  new RegExp(String.raw`(?<!\d)(?<list>\d{1,2}(?:${also}\d{1,2})*)[\s./-]+${month}`, 'gi'),
];

/** `today`: ISO date. `year`: of lines that name none. */
export function readHolidays(
  text: string,
  { year, today }: { readonly year: number; readonly today: string },
): { readonly days: readonly ReadHoliday[]; readonly problems: readonly ReferenceProblem[] } {
  const lines = text
    .split(/\r?\n/)
    .map((line, at) => ({ line: line.trim(), at: at + 1 }))
    .filter(({ line }) => line !== '');
  if (lines.length === 0) return { days: [], problems: [{ code: 'holiday_none' }] };
  if (lines.length > LINES) return { days: [], problems: [{ code: 'holiday_many' }] };
  const days = new Map<string, string>();
  const problems: ReferenceProblem[] = [];
  for (const { line, at } of lines) {
    const read = readLine(line, { year, today });
    if (typeof read === 'string') problems.push({ code: read, line: at, text: line.slice(0, MAX_NAME) });
    else for (const { day, name } of read) days.set(day, name);
  }
  return { days: [...days].map(([day, name]) => ({ day, name })), problems };
}

function readLine(
  line: string,
  when: { readonly year: number; readonly today: string },
): readonly ReadHoliday[] | 'holiday_unread' | 'holiday_far' {
  for (const match of ways.flatMap((way) => [...line.matchAll(way)])) {
    const { groups = {} } = match;
    const days = daysOf(groups, when);
    // From one day to another, but not so: never the last one alone.
    if (days === null && groups['from'] !== undefined && isMonth(groups['month'] ?? '')) break;
    if (days === null) continue;
    if (days.some((day) => !isNear(day, when.today))) return 'holiday_far';
    const name = nameIn(line.replace(match[0], ' '));
    return days.map((day) => ({ day, name }));
  }
  return 'holiday_unread';
}

type Groups = Readonly<Partial<Record<string, string>>>;

/** null: it is no day, or no days in a row, that anybody means. */
function daysOf(
  { whole, from, fromMonth, to, list, month: named = '', year }: Groups,
  when: { readonly year: number; readonly today: string },
): readonly string[] | null {
  if (whole !== undefined) return complete([dayOf(whole, when.today)]);
  const inYear = year ?? String(when.year);
  if (!isMonth(named) || (fromMonth !== undefined && !isMonth(fromMonth))) return null;
  if (list !== undefined) {
    return complete((list.match(/\d+/g) ?? []).map((day) => dayOf(`${day} ${named} ${inYear}`, when.today)));
  }
  const first = dayOf(`${from ?? ''} ${fromMonth ?? named} ${inYear}`, when.today);
  const last = dayOf(`${to ?? ''} ${named} ${inYear}`, when.today);
  return first === null || last === null ? null : inARow(first, last);
}

function isMonth(word: string): boolean {
  return monthOf(word.toLowerCase()) !== null;
}

/** The reader is made for dates of birth: it is told a day on which what lies ahead is in the past. */
function dayOf(words: string, today: string): string | null {
  const read = readDate(words, addDays(today, 50 * 365));
  return read.ok ? read.date : null;
}

function complete(days: readonly (string | null)[]): readonly string[] | null {
  const read = days.filter((day) => day !== null);
  return read.length === days.length && read.length > 0 ? read : null;
}

function inARow(first: string, last: string): readonly string[] | null {
  const days: string[] = [];
  for (let day = first; day <= last && days.length <= LONGEST; day = addDays(day, 1)) days.push(day);
  return days.length === 0 || days.length > LONGEST ? null : days;
}

function isNear(day: string, today: string): boolean {
  const years = Number(day.slice(0, 4)) - Number(today.slice(0, 4));
  return years >= -YEARS_BACK && years <= YEARS_AHEAD;
}

const weekdays = /\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b/gi;

/** What is left of a line without its day: no numbering, no weekday, no marks around it. */
function nameIn(rest: string): string {
  return rest
    .replace(weekdays, ' ')
    .replace(/^\s*\d{1,2}[.)]\s/, ' ')
    .replace(/\(\s*[-–,;&]*\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:;,.|–—-]+|[\s:;,|–—-]+$/g, '')
    .slice(0, MAX_NAME)
    .trim();
}
