import { isoDate } from '../../domain/identity/nik.js';
import { maxAgeYears, monthOf, readDate } from './date.js';
import { inWords } from './number.js';
import { isTooLong, plainWords, zeroes } from './text.js';

export type BirthFault = 'unreadable' | 'impossible' | 'future' | 'too_old' | 'ambiguous';

export type BirthReading =
  | { readonly ok: true; readonly birthDate: string; readonly estimated: boolean }
  | { readonly ok: false; readonly fault: BirthFault };

const YEARS = '(?:tahunan|tahun|thun|tahn|taun|thn|th|years?|yo)';
const MONTHS = '(?:bulanan|bulan|bln|bl)';
const NUMBER = String.raw`\d{1,3}(?:[.,]\d{1,2})?`;
/** An age beside a date or a year: `12-3-1980 (46 th)`, `umur 70, lahir 1956`. */
const AGE_BESIDE = new RegExp(
  `(?:\\b(?:umur|usia)\\w*[ :.]*)?(?<![\\d.,-])\\d{1,3} ?${YEARS}\\b(?! *\\d)|\\b(?:umur|usia)\\w*[ :.]*\\d{1,3}\\b(?! ?${MONTHS}| ?[-/.,]? ?\\d)`,
);

const failed = (fault: BirthFault): BirthReading => ({ ok: false, fault });
const unreadable = failed('unreadable');

/**
 * A date of birth in every form of `readDate`; or an age (`70 tahun`, `sekitar 70 th`, `7 bulan`, `70`), a
 * year (`lahir 1956`), a month and a year: then estimated, the first of January of that year, or of the
 * month where months were said. `today`: ISO date.
 */
export function readBirth(text: string, today: string): BirthReading {
  if (isTooLong(text)) return unreadable;
  const words = wordsOf(text);
  const beside = AGE_BESIDE.exec(words);
  const rest = beside === null ? '' : words.replace(AGE_BESIDE, ' ').trim();
  if (beside === null || !/\d/.test(rest)) return readOne(words, today);
  const [said, age] = [readOne(rest, today), readOne(beside[0], today)];
  if (!said.ok || !age.ok) return said.ok ? failed('ambiguous') : said;
  const apart = Number(said.birthDate.slice(0, 4)) - Number(age.birthDate.slice(0, 4));
  return Math.abs(apart) <= 1 ? said : failed('ambiguous');
}

function wordsOf(text: string): string {
  const halves = text.replace(/\s*½/g, ',5');
  return (
    zeroes(plainWords(halves))
      .replace(/(?<=\d)[ -]?an\b/g, '')
      .replace(/\bkira2\b/g, 'kira')
      // "70 (tujuh puluh) tahun"
      .replace(
        /\b(\d{1,3}) ([a-z]+(?: [a-z]+){0,2}) (?=tahun|thn|th|bulan|bln)/g,
        (all, digits: string, spelled: string) => (inWords(spelled) === Number(digits) ? `${digits} ` : all),
      )
      .replace(/\bse(?=tahun\b|bulan\b|minggu\b|hari\b)/g, '1 ')
      .replace(/\b(?:satu setengah|1 setengah)\b/g, '1,5')
      .replace(/\bsetengah tahun\b/g, '6 bulan')
      .replace(/(\d) ?tahun setengah\b/g, '$1,5 tahun')
  );
}

function readOne(words: string, today: string): BirthReading {
  if (/\d.*\b(?:atau|atw|antara|sampai|sampe|hingga|sd|s\/d)\b.*\d/.test(words)) return failed('ambiguous');
  const date = readDate(words, today);
  if (date.ok) return { ok: true, birthDate: date.date, estimated: false };
  // "00-00-1956" is how a card says that only the year is known.
  const onlyYear = /\b0{1,2}[-/. ]0{1,2}[-/. ](\d{4})\b/.exec(words)?.[1];
  if (onlyYear !== undefined) return ofYear(Number(onlyYear), today);
  if (date.fault !== 'unreadable') return failed(date.fault);
  return readMonth(words, today) ?? readYear(words, today) ?? readAge(words, today);
}

/** `Maret 1980`, `bulan 3 tahun 1980`, `03/1980`. */
function readMonth(words: string, today: string): BirthReading | null {
  const named = /(?:^|[^\d\s-/.] +|^[\s:.]*)([a-z]{3,})[ ,.-]*(\d{4}|\d{2})$/.exec(words);
  const month = named === null ? null : monthOf(named[1] ?? '');
  if (named !== null && month !== null && !/\d\D+\d/.test(words)) {
    const year = Number(named[2]);
    if (year > 99) return ofMonth(year, month, today);
    // "12 Maret" without its year, or March of 2012?
    return year <= 31 ? failed('ambiguous') : ofMonth(1900 + year, month, today);
  }
  const numbers = /^\D*?(?:(?:bulan|bln) )?(\d{1,2}) ?(?:[-/.]|(?:tahun|thn|th)) ?(\d{4})\D*$/.exec(words);
  if (numbers !== null) return ofMonth(Number(numbers[2]), Number(numbers[1]), today);
  const short = /^\D*(\d{1,2}) ?[-/] ?(\d{2})$/.exec(words);
  return short !== null && Number(short[2]) > 31 ? failed('ambiguous') : null;
}

/** `1956`, `lahir 1956`, `Sangatta 1956`, `kelahiran 56`. */
function readYear(words: string, today: string): BirthReading | null {
  const [first, ...more] = words.match(/\d+/g) ?? [];
  if (first === undefined) return null;
  if (more.length > 0) return more.every((one) => one.length === 4) ? failed('ambiguous') : null;
  if (first.length === 4 && !new RegExp(`\\d ?(?:${YEARS}|${MONTHS})`).test(words)) {
    return ofYear(Number(first), today);
  }
  if (first.length !== 2) return null;
  const [born, year] = [
    /\b(?:ke)?lahir/.test(words),
    new RegExp(`\\b(?:tahun|thn|th) *${first}$`).test(words),
  ];
  if (!born && !year) return null;
  if (new RegExp(`${first} ?(?:${YEARS}|${MONTHS})\\b`).test(words)) return null;
  // "tahun 56" may be an age said the wrong way round, "lahir 12" the day.
  if (!born || (!year && Number(first) <= 31)) return failed('ambiguous');
  const century = Number(`20${first}`) <= Number(today.slice(0, 4)) ? 2000 : 1900;
  return ofYear(century + Number(first), today);
}

/** Said around an age that only says "about". */
const AROUND =
  /\b(?:umur|usia|berumur|berusia|sekitar\w*|skitar|sktr|kira|kurang|krg|lebih|lbh|hampir|hampr|sudah|sdh|udah|baru|masih|ada|tidak|tdk|gak|ga|nda|ingat|tahu|tau|lupa|pasti|persis|tanggalnya|tglnya|mungkin|barangkali|kayaknya|sepertinya|perkiraan|estimasi|jalan|jln|menginjak|genap|lalu|pak|bu|saja|aja|ya|nya|an|dia|beliau|anaknya|orangnya|umurnya|usianya|bayi|cuma|hanya)\b/g;

function readAge(words: string, today: string): BirthReading {
  const unit = new RegExp(
    `(?<![\\d.,-])(${NUMBER}) ?(?:${YEARS})(?:,? (?:dan |lebih )?(\\d{1,2}) ?${MONTHS})?(?: \\d{1,2} ?hari)?(?![a-z])`,
  );
  const digits = spelledOut(words);
  if (new RegExp(`\\d ?- ?\\d+ ?(?:${YEARS}|${MONTHS})`).test(digits)) return failed('ambiguous');
  const years = unit.exec(digits);
  const rest = years === null ? digits : digits.replace(unit, ' ');
  if (years !== null) return /\d/.test(rest) ? failed('ambiguous') : ofAge(years[1] ?? '', years[2], today);
  return readYoung(digits, today) ?? readBare(digits, today);
}

/** `7 bulan`, `3 minggu`, `10 hari`. */
function readYoung(words: string, today: string): BirthReading | null {
  const found = new RegExp(
    `^\\D*?(${NUMBER}) ?(${MONTHS}|minggu|mgg|hari|hr)(?: \\d{1,2} ?hari)?(?![a-z])\\D*$`,
  );
  const [, number = '', unit = ''] = found.exec(words) ?? [];
  if (number === '') return null;
  const count = Math.floor(Number(number.replace(',', '.')));
  if (unit.startsWith('b')) return monthsAgo(count, today);
  const days = unit.startsWith('m') ? count * 7 : count;
  const born = new Date(Date.parse(today) - days * 86_400_000).toISOString();
  return { ok: true, birthDate: `${born.slice(0, 7)}-01`, estimated: true };
}

/** A number alone is an age. */
function readBare(words: string, today: string): BirthReading {
  const rest = words
    .replace(AROUND, ' ')
    .replace(/[\s:.,/+-]+/g, ' ')
    .trim();
  const [digits = '', ...spelled] = rest.split(' ');
  if (spelled.length > 0 && inWords(spelled.join(' ')) === Number(digits)) return readBare(digits, today);
  if (!/^\d{1,3}$/.test(rest)) return unreadable;
  // A bare 0 says that there is none.
  if (/^0+$/.test(rest) && !/\b(?:umur|usia)/.test(words)) return unreadable;
  if (/\d ?[-/.,+] ?\d|^-/.test(words)) return unreadable;
  return Number(rest) <= maxAgeYears ? ofAge(rest, undefined, today) : unreadable;
}

/** `tujuh puluh tahun` → `70 tahun`. */
function spelledOut(words: string): string {
  if (/\d/.test(words)) return words;
  const tokens = words.split(' ');
  for (let from = 0; from < tokens.length; from += 1) {
    for (const length of [3, 2, 1]) {
      const number = inWords(tokens.slice(from, from + length).join(' '));
      if (number === null) continue;
      return [...tokens.slice(0, from), String(number), ...tokens.slice(from + length)].join(' ');
    }
  }
  return words;
}

function ofAge(years: string, months: string | undefined, today: string): BirthReading {
  const age = Number(years.replace(',', '.'));
  if (age > maxAgeYears) return failed('too_old');
  if (months !== undefined) return monthsAgo(Math.floor(age) * 12 + Number(months), today);
  if (Number.isInteger(age)) return ofYear(Number(today.slice(0, 4)) - age, today);
  const born = monthsAgo(Math.round(age * 12), today);
  return born.ok ? { ...born, birthDate: `${born.birthDate.slice(0, 4)}-01-01` } : born;
}

function monthsAgo(count: number, today: string): BirthReading {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - count;
  return ofMonth(Math.floor(month / 12), (month % 12) + 1, today);
}

function ofMonth(year: number, month: number, today: string): BirthReading {
  const birthDate = isoDate(year, month, 1);
  if (birthDate === null) return failed('impossible');
  if (birthDate > today) return failed('future');
  if (year < Number(today.slice(0, 4)) - maxAgeYears) return failed('too_old');
  return { ok: true, birthDate, estimated: true };
}

function ofYear(year: number, today: string): BirthReading {
  return year === 0 ? failed('impossible') : ofMonth(year, 1, today);
}
