import { isoDate } from '../identity/nik.js';

export type CellDate =
  | { readonly ok: true; readonly date: string }
  | {
      readonly ok: false;
      readonly fault: 'unreadable' | 'impossible' | 'month_first' | 'future' | 'too_old';
    };

/** Nobody in the registers is older. */
const MAX_AGE_YEARS = 120;

/** In Indonesian and English; the first three letters, or what else is written for them. */
const months: ReadonlyMap<string, number> = new Map(
  [
    'jan',
    'feb peb',
    'mar mrt',
    'apr',
    'mei may',
    'jun',
    'jul',
    'agu agt ags aug',
    'sep',
    'okt oct',
    'nov nop',
    'des dec',
  ].flatMap((names, place) => names.split(' ').map((name) => [name, place + 1] as const)),
);

const TIME = /[T\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:Z|[AP]M|WIB|WITA|WIT|[+-]\d{2}:?\d{2})?$/i;
/** `Sangatta, 12-03-1980`: the place of birth, as on the KTP. */
const PLACE = /^[^\d,]*,\s*(?=\d)/;
const NUMBERS = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})$/;
const ISO = /^(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})$/;
const NAMED = /^(\d{1,2})[\s/.-]*([a-z]{3,10})\.?[\s/.,-]*(\d{4}|\d{2})$/i;

/**
 * A day as files have it: `1980-03-12`, `12/03/1980`, `12-3-80`, `12 Maret 1980`, `12-Mar-80`,
 * `19800312`, `12031980`, a spreadsheet's serial number (29292), each with a time behind it or a place
 * before it, or not.
 * Day before month, always; `03/25/1980` is said to be the other way round. `today`: ISO date.
 */
export function cellDate(text: string, today: string): CellDate {
  const bare = text.replace(TIME, '').replace(PLACE, '').trim();
  const iso = ISO.exec(bare);
  if (iso !== null) return judged(Number(iso[1]), Number(iso[2]), Number(iso[3]), today);
  const numbers = NUMBERS.exec(bare);
  if (numbers !== null) {
    const [day, month] = [Number(numbers[1]), Number(numbers[2])];
    if (month > 12 && day <= 12 && month <= 31) return { ok: false, fault: 'month_first' };
    return inCentury(numbers[3] ?? '', month, day, today);
  }
  const named = NAMED.exec(bare);
  if (named !== null) {
    const month = months.get((named[2] ?? '').slice(0, 3).toLowerCase());
    if (month !== undefined) return inCentury(named[3] ?? '', month, Number(named[1]), today);
  }
  return /^\d{5}$|^\d{8}$/.test(bare) ? packed(bare, today) : { ok: false, fault: 'unreadable' };
}

/**
 * Whether the dates of a column are written month first: some can be read no other way, and none shows the
 * day first. Those that can be read both ways would be other days. `cells`: of the first rows.
 */
export function looksMonthFirst(cells: readonly string[]): boolean {
  const pairs = cells.flatMap((cell) => {
    const numbers = NUMBERS.exec(cell.replace(TIME, '').trim());
    return numbers === null ? [] : [{ first: Number(numbers[1]), second: Number(numbers[2]) }];
  });
  return (
    pairs.some(({ first, second }) => first <= 12 && second > 12 && second <= 31) &&
    pairs.every(({ first }) => first <= 12)
  );
}

function packed(digits: string, today: string): CellDate {
  if (digits.length === 5) return judgedDay(serialDate(Number(digits)), today);
  const yearFirst = digits.startsWith('19') || digits.startsWith('20');
  const begin = judged(
    Number(digits.slice(0, 4)),
    Number(digits.slice(4, 6)),
    Number(digits.slice(6)),
    today,
  );
  const end = judged(Number(digits.slice(4)), Number(digits.slice(2, 4)), Number(digits.slice(0, 2)), today);
  // 20121980 is a day of 1980, and 19800312 one, too: whichever is a day at all; both are nobody's guess.
  if (yearFirst && begin.ok) return end.ok ? { ok: false, fault: 'unreadable' } : begin;
  return end;
}

/** Of a year in two digits, the century is the latest that does not lie in the future. */
function inCentury(year: string, month: number, day: number, today: string): CellDate {
  if (year.length === 4) return judged(Number(year), month, day, today);
  const late = judged(2000 + Number(year), month, day, today);
  return late.ok ? late : judged(1900 + Number(year), month, day, today);
}

function judged(year: number, month: number, day: number, today: string): CellDate {
  // Date counts the years below 100 from 1900.
  return judgedDay(year < 1000 ? null : isoDate(year, month, day), today);
}

function judgedDay(date: string | null, today: string): CellDate {
  if (date === null) return { ok: false, fault: 'impossible' };
  if (date > today) return { ok: false, fault: 'future' };
  const oldest = `${String(Number(today.slice(0, 4)) - MAX_AGE_YEARS)}${today.slice(4)}`;
  return date < oldest ? { ok: false, fault: 'too_old' } : { ok: true, date };
}

/** ISO date of a spreadsheet's day number (1: 1 January 1900); null: no day of 1900 to 2100. */
export function serialDate(serial: number): string | null {
  const day = Math.floor(serial);
  if (day < 1 || day > 73_415) return null;
  // Spreadsheets have a 29 February 1900.
  const at = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * 86_400_000);
  return at.toISOString().slice(0, 10);
}

const QUARTER = /^(?:triwulan|tw|kuartal|q)\s*\.?\s*(iv|i{1,3}|[1-4])\s*[/,-]?\s*(?:tahun|th)?\s*(\d{4})$/i;
const QUARTER_LAST = /^(\d{4})\s*[/,-]?\s*(?:triwulan|tw|kuartal|q)\s*\.?\s*(iv|i{1,3}|[1-4])$/i;
const MONTH = /^([a-z]{3,10})\s*[/.-]?\s*(\d{4})$/i;
const quarters = ['1', '2', '3', '4', 'I', 'II', 'III', 'IV'];

/** When something was ranked: a day, or the first one of a month (`Juli 2025`, `2025-07`) or quarter (`TW III 2025`). */
export function cellPeriod(text: string, today: string): CellDate {
  const first = QUARTER.exec(text);
  const last = QUARTER_LAST.exec(text);
  const quarter = (first?.[1] ?? last?.[2])?.toUpperCase();
  if (quarter !== undefined) {
    const year = Number(first?.[2] ?? last?.[1]);
    return judged(year, (quarters.indexOf(quarter) % 4) * 3 + 1, 1, today);
  }
  const named = MONTH.exec(text);
  const month = months.get((named?.[1] ?? '').slice(0, 3).toLowerCase());
  if (named !== null && month !== undefined) return judged(Number(named[2]), month, 1, today);
  const isoMonth = /^(\d{4})[/.-](\d{1,2})$/.exec(text);
  if (isoMonth !== null) return judged(Number(isoMonth[1]), Number(isoMonth[2]), 1, today);
  const monthYear = /^(\d{1,2})[/.-](\d{4})$/.exec(text);
  if (monthYear !== null) return judged(Number(monthYear[2]), Number(monthYear[1]), 1, today);
  return cellDate(text, today);
}
