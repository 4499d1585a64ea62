/**
 * The population numbers NIK and No. KK (Permendagri 40/2012 and its successors): 16 digits, of which
 * six name the region of *first issue*, six a date, four a serial.
 */

export type NikFault =
  | 'not_16_digits'
  | 'unknown_region'
  /** Day, month and year of birth are no date, or one in the future. */
  | 'impossible_date'
  | 'no_serial';

export interface Nik {
  readonly digits: string;
  /** ISO date. The century is the latest that does not lie in the future. */
  readonly birthDate: string;
  readonly sex: 'L' | 'P';
  /** "64.08.01" */
  readonly issuedIn: string;
}

export type NikReading =
  { readonly ok: true; readonly nik: Nik } | { readonly ok: false; readonly fault: NikFault };

/**
 * Digits of a number as people write or paste it: with spaces, dots or dashes between them, marks that
 * cannot be seen, its name in front (`NIK: 6408 …`).
 */
export function compactDigits(typed: string): string {
  if (/^\d+$/.test(typed)) return typed;
  return typed
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^(?:nomor|no)?(?:nik|kk|ktp|kartukeluarga)?(?:nya)?(?=\d)/i, '');
}

/**
 * Any region of Indonesia is accepted: a NIK keeps the region of first issue when its owner moves.
 * `today`: ISO date.
 */
export function readNik(typed: string, today: string): NikReading {
  const digits = compactDigits(typed);
  if (!/^\d{16}$/.test(digits)) return { ok: false, fault: 'not_16_digits' };
  if (!isRegion(digits)) return { ok: false, fault: 'unknown_region' };
  const day = Number(digits.slice(6, 8));
  // A woman's day of birth is written with 40 added.
  const sex = day > 40 ? 'P' : 'L';
  const birthDate = dateOf(sex === 'P' ? day - 40 : day, digits, today);
  if (birthDate === null) return { ok: false, fault: 'impossible_date' };
  if (digits.endsWith('0000')) return { ok: false, fault: 'no_serial' };
  return { ok: true, nik: { digits, birthDate, sex, issuedIn: issuedIn(digits) } };
}

function issuedIn(digits: string): string {
  return `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4, 6)}`;
}

/** Provinces are numbered from 11 to 97; kabupaten and kecamatan from 01. */
function isRegion(digits: string): boolean {
  const province = Number(digits.slice(0, 2));
  return province >= 11 && province <= 97 && digits.slice(2, 4) !== '00' && digits.slice(4, 6) !== '00';
}

function dateOf(day: number, digits: string, today: string): string | null {
  const month = Number(digits.slice(8, 10));
  const year = Number(digits.slice(10, 12));
  for (const century of [2000, 1900]) {
    const date = isoDate(century + year, month, day);
    if (date !== null && date <= today) return date;
  }
  return null;
}

const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** null when there is no such day. Reckoned here, and not by Date: files of half a million people ask. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (!Number.isInteger(year) || year < 100 || year > 9999 || !Number.isInteger(day) || day < 1) return null;
  const days = daysOf[month - 1];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (days === undefined || day > (leap ? 29 : days)) return null;
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

export type KkFault = 'not_16_digits' | 'unknown_region' | 'no_serial';

/** The date in a No. KK is that of its issue; offices have written it in more than one way. */
export function readKk(
  typed: string,
): { readonly ok: true; readonly digits: string } | { readonly ok: false; readonly fault: KkFault } {
  const digits = compactDigits(typed);
  if (!/^\d{16}$/.test(digits)) return { ok: false, fault: 'not_16_digits' };
  if (!isRegion(digits)) return { ok: false, fault: 'unknown_region' };
  if (digits.endsWith('0000')) return { ok: false, fault: 'no_serial' };
  return { ok: true, digits };
}
