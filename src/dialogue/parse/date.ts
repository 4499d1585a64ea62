import { isoDate } from '../../domain/identity/nik.js';
import { closest } from './spell.js';
import { plainWords, zeroes } from './text.js';

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
/** Written shorter than any beginning, by an old spelling, in English as many phones do, in Roman digits. */
const monthAliases: ReadonlyMap<string, number> = new Map(
  [
    'january jn i',
    'pebruari peb febuari pebuari february feb ii',
    'mrt march mart iii',
    'iv aprl apl',
    'may mey v',
    'june vi',
    'jl july vii',
    'agt ags agts aug august agus viii',
    'sept spt ix',
    'oct october okt okober x',
    'nop nopember xi',
    'dec december dsmbr xii',
  ].flatMap((aliases, place) => aliases.split(' ').map((alias) => [alias, place + 1])),
);

export type DateReading =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly fault: 'unreadable' | 'impossible' | 'future' | 'too_old' };

/** Nobody in the registers is older; a date that says so has its century or a digit wrong. */
export const maxAgeYears = 120;

/**
 * A day as people write it: `12-3-80`, `12/03/1980`, `12.3.1980`, `12 Maret 1980`, `12 mar 80`,
 * `120380`, `12031980`, `1980-03-12`, and as the KTP has it: `Sangatta, 12-03-1980`. Day before month,
 * always: nobody here writes it otherwise. `today`: ISO date.
 */
export function readDate(text: string, today: string): DateReading {
  const words = zeroes(plainWords(text));
  // "2 tahun 3 bulan 10 hari" is an age.
  if (/\d ?(?:tahun|thn|th)\b.*\d ?(?:bulan|bln)\b/.test(words)) return { ok: false, fault: 'unreadable' };
  const parts = partsIn(words.replace(/\b(?:bulan|bln|tahun|thn|th)\b/g, ' '));
  if (parts === null) return { ok: false, fault: 'unreadable' };
  const date = dateOf(parts, today);
  if (date === null) return { ok: false, fault: 'impossible' };
  if (date > today) return { ok: false, fault: 'future' };
  const oldest = `${String(Number(today.slice(0, 4)) - maxAgeYears)}${today.slice(4)}`;
  return date < oldest ? { ok: false, fault: 'too_old' } : { ok: true, date };
}

interface Parts {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly shortYear: boolean;
}

function partsIn(words: string): Parts | null {
  const american = /\b([a-z]{3,})[\s.]+(\d{1,2})(?:st|nd|rd|th)?[\s,.]+(\d{4})$/.exec(words);
  const month = american === null ? null : exactMonth(american[1] ?? '');
  if (american !== null && month !== null && !/\d/.test(words.slice(0, american.index))) {
    return made(american[2], month, american[3]);
  }
  // Words around it: "tgl lahir", the place of birth, "pak". A place may hold a number: "SP 3".
  const bare = words.replace(/^\D+/, '').replace(/\D+$/, '');
  const afterPlace = /^\D+\d{1,2}\s*,\s*(?=\d)(.*\d)\D*$/.exec(words)?.[1];
  return partsOf(bare) ?? (afterPlace === undefined ? null : partsOf(afterPlace));
}

function partsOf(text: string): Parts | null {
  const iso = /^(\d{4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})$/.exec(text);
  if (iso !== null) return made(iso[3], Number(iso[2]), iso[1]);
  const named = /^(\d{1,2})[\s./-]*([a-z]+)[\s./,-]*(\d{4}|\d{2})$/.exec(text);
  if (named !== null) {
    const month = monthOf(named[2] ?? '');
    return month === null ? null : made(named[1], month, named[3]);
  }
  const separated = /^(\d{1,2})[\s./:,-]+(\d{1,2})[\s./:,-]+(\d{4}|\d{2})$/.exec(text);
  if (separated !== null) return made(separated[1], Number(separated[2]), separated[3]);
  return /^\d+$/.test(text) ? packed(text) : null;
}

/** `120380`, `12031980`, `19800312`; of `1231980` the day or the month has one digit. */
function packed(digits: string): Parts | null {
  if (digits.length === 7) {
    const ways = [cut(digits, 1, 2), cut(digits, 2, 1)].filter(isOnCalendar);
    return ways.length === 1 ? (ways[0] ?? null) : null;
  }
  if (digits.length !== 6 && digits.length !== 8) return null;
  const parts = cut(digits, 2, 2);
  const yearFirst = made(digits.slice(6), Number(digits.slice(4, 6)), digits.slice(0, 4));
  const meant = /^(?:19|20)/.test(digits) && isOnCalendar(yearFirst) && parts.year < 1900;
  return digits.length === 8 && meant ? yearFirst : parts;
}

function cut(digits: string, day: number, month: number): Parts {
  return made(digits.slice(0, day), Number(digits.slice(day, day + month)), digits.slice(day + month));
}

function isOnCalendar({ day, month, year, shortYear }: Parts): boolean {
  return !shortYear && isoDate(year, month, day) !== null;
}

function made(day = '', month: number, year = ''): Parts {
  return { day: Number(day), month, year: Number(year), shortYear: year.length === 2 };
}

function exactMonth(word: string): number | null {
  const alias = monthAliases.get(word);
  if (alias !== undefined) return alias;
  const place = word.length < 3 ? -1 : monthNames.findIndex((name) => name.startsWith(word));
  return place === -1 ? null : place + 1;
}

/** From 1; `agutus` and `septmber` are months, too. */
export function monthOf(word: string): number | null {
  const known = exactMonth(word);
  if (known !== null) return known;
  const meant = closest(word, monthNames);
  return meant === null ? null : monthNames.indexOf(meant) + 1;
}

/** Of a year in two digits, the century is the latest that does not lie in the future. */
function dateOf({ day, month, year, shortYear }: Parts, today: string): string | null {
  if (!shortYear) return isoDate(year, month, day);
  const inThisCentury = isoDate(2000 + year, month, day);
  if (inThisCentury !== null && inThisCentury <= today) return inThisCentury;
  return isoDate(1900 + year, month, day);
}
