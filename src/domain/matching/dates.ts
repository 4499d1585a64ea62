/** Birth dates as registers hold them: exact, guessed, defaulted, with day and month swapped. */

export interface BirthDate {
  readonly year: number;
  /** 1 to 12, and 1 to 31; 0 where only the year is known. */
  readonly month: number;
  readonly day: number;
  /** 1 January, 1 July and 31 December are written where nobody knows the day. */
  readonly isDefault: boolean;
}

export const dateLevels = [
  'exact',
  'default',
  'alternative',
  'swapped',
  'near',
  'year',
  'around',
  'different',
] as const;
export type DateLevel = (typeof dateLevels)[number];

const defaults: ReadonlySet<string> = new Set(['1-1', '1-7', '31-12']);
/** Estimates of an age are off by so many years. */
const GUESSED_WITHIN = 5;

/** ISO, day first with any mark between, or the year alone. null when it is none of these. */
export function readBirthDate(written: string): BirthDate | null {
  const text = written.trim();
  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ].*)?)?)?$/.exec(text);
  const local = iso === null ? /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text) : null;
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2] ?? 0), Number(iso[3] ?? 0));
  if (local !== null) return dateOf(Number(local[3]), Number(local[2]), Number(local[1]));
  return null;
}

function dateOf(year: number, month: number, day: number): BirthDate | null {
  if (year < 1880 || year > 2200 || month > 12 || day > 31) return null;
  if (month === 0 || day === 0) return { year, month: 0, day: 0, isDefault: true };
  return { year, month, day, isDefault: defaults.has(`${String(day)}-${String(month)}`) };
}

export function compareDates(left: BirthDate, right: BirthDate): DateLevel {
  const guessed = left.isDefault || right.isDefault;
  if (left.month > 0 && isSameDay(left, right)) return guessed ? 'default' : 'exact';
  if (left.month > 0 && right.month > 0) {
    if (left.year === right.year && left.month === right.day && left.day === right.month) return 'swapped';
    if (!guessed && isNear(left, right)) return 'near';
  }
  if (!guessed) return 'different';
  if (left.year === right.year) return 'year';
  return Math.abs(left.year - right.year) <= GUESSED_WITHIN ? 'around' : 'different';
}

export const isSameDay = (left: BirthDate, right: BirthDate): boolean =>
  left.year === right.year && left.month === right.month && left.day === right.day;

/** Two of the three parts agree, and years that do not differ by one, or by one digit. */
function isNear(left: BirthDate, right: BirthDate): boolean {
  const day = left.day === right.day;
  const month = left.month === right.month;
  if (left.year === right.year) return day || month;
  return day && month && isYearSlip(left.year, right.year);
}

function isYearSlip(left: number, right: number): boolean {
  if (Math.abs(left - right) === 1) return true;
  const tens = Math.trunc(left / 10) === Math.trunc(right / 10);
  const units = left % 10 === right % 10 && Math.trunc(left / 100) === Math.trunc(right / 100);
  const swapped =
    Math.trunc(left / 100) === Math.trunc(right / 100) &&
    Math.trunc((left % 100) / 10) === right % 10 &&
    left % 10 === Math.trunc((right % 100) / 10);
  return tens || units || swapped;
}
