import { serialDate } from '../../domain/import/dates.js';

const DAYS_TO_1904 = 1_462;
const DAY_SECONDS = 86_400;

/** Formats that every workbook has without saying so. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/** `code`: as the workbook has it for this id, if it does. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id);
  if (code === 'General' || code === 'Standard') return false;
  return /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, ''));
}

/** ISO, with the time where there is one; null: no such day. */
export function serialText(value: string, from1904: boolean): string | null {
  const serial = Number(value) + (from1904 ? DAYS_TO_1904 : 0);
  const seconds = Math.round((serial - Math.floor(serial)) * DAY_SECONDS);
  const date = serialDate(seconds === DAY_SECONDS ? serial + 1 : serial);
  if (date === null || seconds === 0 || seconds === DAY_SECONDS) return date;
  return `${date}T${new Date(seconds * 1_000).toISOString().slice(11, 19)}`;
}

/** Digits that spreadsheets keep of a number. */
const KEPT = 15;

/**
 * A number with all its digits: 6.408041203800012E15 is 6408041203800012. One of more digits than a
 * spreadsheet keeps that ends in 0 was rounded, or might have been, and is written as rounded numbers
 * are, 6.40804120380001E+15: it must not be taken for somebody's NIK.
 */
export function numberText(value: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(value);
  if (parts === null) return value;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = `${whole}${fraction}`;
  const point = whole.length + Number(exponent);
  if (point <= 0 || /[1-9]/.test(digits.slice(point))) return String(Number(value));
  const all = digits
    .slice(0, point)
    .padEnd(point, '0')
    .replace(/^0+(?=\d)/, '');
  if (all.length <= KEPT || !all.endsWith('0')) return `${sign}${all}`;
  return `${sign}${all.slice(0, 1)}.${all.slice(1, KEPT)}E+${String(all.length - 1)}`;
}
