/** NIK, No. KK, phone numbers and region codes, compared with the slips that people make in them. */
import { compactDigits, readNik } from '../identity/nik.js';
import { readBirthDate, type BirthDate } from './dates.js';
import { isOneSlip } from './distance.js';

export interface IdentityNumber {
  readonly digits: string;
  /** With a man's day of birth, so that a woman's typed without the 40 is the same number. */
  readonly canonical: string;
  /** What the number tells; null when it is no proper NIK. */
  readonly birthDate: BirthDate | null;
  /** A day above 40 is a woman's; one below is a man's, or a woman's typed wrong. */
  readonly isWoman: boolean;
}

export const nikLevels = ['exact', 'day40', 'typo', 'serial', 'different'] as const;
export type NikLevel = (typeof nikLevels)[number];
export const kkLevels = ['exact', 'typo', 'different'] as const;
export type KkLevel = (typeof kkLevels)[number];
export const phoneLevels = ['exact', 'different'] as const;
export const codeLevels = ['same', 'parent', 'different'] as const;
export type CodeLevel = (typeof codeLevels)[number];

/** Region, date; then the serial begins. */
const SERIAL_AT = 12;

/** Digits of a number of 16, or with one too few or too many; null for what only fills the field. */
export function readSixteen(written: string): string | null {
  // As registers hold them; the rest is for what people type.
  const digits = /^\d{16}$/.test(written) ? written : compactDigits(written);
  if (!/^\d{15,17}$/.test(digits) || /^(\d)\1*$/.test(digits) || digits.startsWith('00')) return null;
  return digits;
}

/** `today`: ISO date, which tells the century of birth. */
export function readIdentityNumber(written: string, today: string): IdentityNumber | null {
  const digits = readSixteen(written);
  // Without a serial it was made up from region and birth date.
  if (digits === null || digits.endsWith('0000')) return null;
  const read = readNik(digits, today);
  const isWoman = read.ok && read.nik.sex === 'P';
  return {
    digits,
    canonical: isWoman ? withMansDay(digits) : digits,
    birthDate: read.ok ? readBirthDate(read.nik.birthDate) : null,
    isWoman,
  };
}

const withMansDay = (digits: string) =>
  // The tens of the day. Joined, not added: what is read digit by digit a million times is to lie in one piece.
  [digits.slice(0, 6), String(Number(digits.charAt(6)) - 4), digits.slice(7)].join('');

/**
 * `serial`: one slip, but in the serial alone: so do the numbers of twins differ, too.
 * `typo`: one slip elsewhere.
 */
export function compareNiks(left: IdentityNumber, right: IdentityNumber): NikLevel {
  if (left.digits === right.digits) return 'exact';
  if (left.canonical === right.canonical) return 'day40';
  if (!isOneSlip(left.canonical, right.canonical) && !isOneSlip(left.digits, right.digits))
    return 'different';
  return left.canonical.startsWith(right.canonical.slice(0, SERIAL_AT)) ? 'serial' : 'typo';
}

export function compareKks(left: string, right: string): KkLevel {
  if (left === right) return 'exact';
  return isOneSlip(left, right) ? 'typo' : 'different';
}

/** National digits without 0 or 62 in front; null when there are too few to be a phone's. */
export function readPhone(written: string): string | null {
  const digits = written.replace(/\D/g, '').replace(/^(?:0|62|0062)0?/, '');
  return digits.length < 7 || /^(\d)\1*$/.test(digits) ? null : digits;
}

/** Letters and digits of a code, whatever stands between. */
export function readCode(written: string): string | null {
  const code = written.toLowerCase().replace(/[^a-z0-9]/g, '');
  return code === '' ? null : code;
}

/** `parentLength`: how many characters of the code name the area above. */
export function compareCodes(left: string, right: string, parentLength: number): CodeLevel {
  if (left === right) return 'same';
  const hasParent = parentLength > 0 && left.length >= parentLength && right.length >= parentLength;
  return hasParent && left.slice(0, parentLength) === right.slice(0, parentLength) ? 'parent' : 'different';
}
