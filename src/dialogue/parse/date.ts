import { isoDate } from '../../domain/identity/nik.js';
import { plainWords } from './text.js';

const monthNames: readonly string[] = [
  'januari',
  'februari',
  'maret',
  'april',
  'mei',
  'juni',
  'juli',
  'agustus',
  'september',
  'oktober',
  'november',
  'desember',
];
/** Written shorter than any beginning, or otherwise. */
const monthAliases: Readonly<Record<string, number>> = {
  pebruari: 2,
  peb: 2,
  agt: 8,
  ags: 8,
  nop: 11,
  nopember: 11,
};

export type DateReading =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly fault: 'unreadable' | 'impossible' | 'future' | 'too_old' };

/** Nobody in the registers is older; a date that says so has its century or a digit wrong. */
const MAX_AGE_YEARS = 120;

/**
 * A day as people write it: `12-3-80`, `12/03/1980`, `12.3.1980`, `12 Maret 1980`, `12 mar 80`,
 * `120380`, `12031980`, `1980-03-12`. Day before month, always: nobody here writes it otherwise.
 */
export function readDate(text: string, now: Date): DateReading {
  const parts = partsOf(plainWords(text).replace(/^(tgl|tanggal|lahir|tanggal lahir)\s+/, ''));
  if (parts === null) return { ok: false, fault: 'unreadable' };
  const today = now.toISOString().slice(0, 10);
  const year = parts.shortYear ? fullYear(parts.year, now) : parts.year;
  const date = isoDate(year, parts.month, parts.day);
  if (date === null) return { ok: false, fault: 'impossible' };
  if (date > today) return { ok: false, fault: 'future' };
  if (year < now.getUTCFullYear() - MAX_AGE_YEARS) return { ok: false, fault: 'too_old' };
  return { ok: true, date };
}

interface Parts {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly shortYear: boolean;
}

function partsOf(text: string): Parts | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso !== null) return made(iso[3], iso[2], iso[1]);
  const named = /^(\d{1,2})[\s./-]*([a-z]{3,})[\s./,-]*(\d{2}|\d{4})$/.exec(text);
  if (named !== null) return made(named[1], String(monthOf(named[2] ?? '')), named[3]);
  const separated = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{2}|\d{4})$/.exec(text);
  if (separated !== null) return made(separated[1], separated[2], separated[3]);
  const packed = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  return packed === null ? null : made(packed[1], packed[2], packed[3]);
}

function made(day = '', month = '', year = ''): Parts {
  return { day: Number(day), month: Number(month), year: Number(year), shortYear: year.length === 2 };
}

/** 0, which no date has, when the word is no month. */
function monthOf(word: string): number {
  const alias = monthAliases[word];
  if (alias !== undefined) return alias;
  return monthNames.findIndex((name) => name.startsWith(word)) + 1;
}

function fullYear(year: number, now: Date): number {
  const century = 2000;
  return century + year > now.getUTCFullYear() ? 1900 + year : century + year;
}
