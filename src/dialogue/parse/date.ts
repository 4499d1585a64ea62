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
/** Written shorter than any beginning, by an old spelling, or in English as many phones do. */
const monthAliases: ReadonlyMap<string, number> = new Map(
  [
    'january',
    'pebruari peb febuari february',
    'mrt march',
    '',
    'may',
    'jn june',
    'jl july',
    'agt ags agts aug august',
    'sept spt',
    'oct october',
    'nop nopember',
    'dec december',
  ].flatMap((aliases, place) => aliases.split(' ').map((alias) => [alias, place + 1])),
);

export type DateReading =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly fault: 'unreadable' | 'impossible' | 'future' | 'too_old' };

/** Nobody in the registers is older; a date that says so has its century or a digit wrong. */
const MAX_AGE_YEARS = 120;

/**
 * A day as people write it: `12-3-80`, `12/03/1980`, `12.3.1980`, `12 Maret 1980`, `12 mar 80`,
 * `120380`, `12031980`, `1980-03-12`, and as the KTP has it: `Sangatta, 12-03-1980`. Day before month,
 * always: nobody here writes it otherwise. `today`: ISO date.
 */
export function readDate(text: string, today: string): DateReading {
  const words = plainWords(text).replace(/\b(?:bulan|bln|tahun|thn|th)\b/g, ' ');
  // Words around it: "tgl lahir", the place of birth, "pak".
  const parts = partsOf(words.replace(/^\D+/, '').replace(/\D+$/, ''));
  if (parts === null) return { ok: false, fault: 'unreadable' };
  const date = dateOf(parts, today);
  if (date === null) return { ok: false, fault: 'impossible' };
  if (date > today) return { ok: false, fault: 'future' };
  const oldest = `${String(Number(today.slice(0, 4)) - MAX_AGE_YEARS)}${today.slice(4)}`;
  return date < oldest ? { ok: false, fault: 'too_old' } : { ok: true, date };
}

interface Parts {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly shortYear: boolean;
}

function partsOf(text: string): Parts | null {
  const iso = /^(\d{4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})$/.exec(text);
  if (iso !== null) return made(iso[3], Number(iso[2]), iso[1]);
  const named = /^(\d{1,2})[\s./-]*([a-z]{2,})[\s./,-]*(\d{4}|\d{2})$/.exec(text);
  if (named !== null) {
    const month = monthOf(named[2] ?? '');
    return month === null ? null : made(named[1], month, named[3]);
  }
  const separated = /^(\d{1,2})[\s./,-]+(\d{1,2})[\s./,-]+(\d{4}|\d{2})$/.exec(text);
  if (separated !== null) return made(separated[1], Number(separated[2]), separated[3]);
  const packed = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  return packed === null ? null : made(packed[1], Number(packed[2]), packed[3]);
}

function made(day = '', month: number, year = ''): Parts {
  return { day: Number(day), month, year: Number(year), shortYear: year.length === 2 };
}

function monthOf(word: string): number | null {
  const alias = monthAliases.get(word);
  if (alias !== undefined) return alias;
  const place = word.length < 3 ? -1 : monthNames.findIndex((name) => name.startsWith(word));
  return place === -1 ? null : place + 1;
}

/** Of a year in two digits, the century is the latest that does not lie in the future. */
function dateOf({ day, month, year, shortYear }: Parts, today: string): string | null {
  if (!shortYear) return isoDate(year, month, day);
  const inThisCentury = isoDate(2000 + year, month, day);
  if (inThisCentury !== null && inThisCentury <= today) return inThisCentury;
  return isoDate(1900 + year, month, day);
}
