/** What can be told from a line about a person wherever it stands: numbers, dates, ages. */
import { readNik, type Nik } from '../../domain/identity/nik.js';
import { readBirth, type BirthReading } from './birth.js';
import { monthOf } from './date.js';

/** Stands where a date was. */
export const DATE_MARK = '\uE000';
const NO = '(?:tidak|tdk|tak|gak|ga|gk|nggak|nda|ndak|dak|kada|ora|belum|blm|tanpa)';

export interface Taken<T> {
  readonly found: T;
  /** The line with a comma instead. */
  readonly rest: string;
}

export type NikFound = { readonly nik: Nik } | { readonly fault: string } | null;

const LABEL = String.raw`(?:\b(?:no(?:mor)?[. ]*)?(?:nik|ktp)\b[\s.:=]*)?`;
const SIXTEEN = new RegExp(`${LABEL}(?<!\\d)(\\d(?:[ .-]?\\d){15})(?!\\d)`, 'giy');
/** Long enough to be meant as one, and with digits missing or too many. */
const LONG = new RegExp(`${LABEL}(?<!\\d)([1-9](?:[ .-]?\\d){11,18})(?!\\d)`, 'i');

/** 16 digits, with what people put between them. Of several, the one that is a NIK. */
export function takeNik(line: string, today: string): Taken<NikFound> {
  const windows = windowsOf(line).map((found) => ({
    said: found[0],
    reading: readNik(found[1] ?? '', today),
  }));
  const [first] = windows;
  if (first === undefined) return { found: null, rest: line };
  const good = windows.flatMap(({ said, reading }) => (reading.ok ? [{ said, nik: reading.nik }] : []));
  const [only] = good;
  if (only === undefined) {
    const fault = first.reading.ok ? '' : first.reading.fault;
    return { found: { fault }, rest: without(line, first.said) };
  }
  const rest = without(line, only.said);
  // Which of them? "1980 6408 …" could be cut in two ways.
  return good.length > 1 ? { found: { fault: 'not_16_digits' }, rest } : { found: { nik: only.nik }, rest };
}

/** Every run of 16 digits that begins where no digit is before it. */
function windowsOf(line: string): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (let at = 0; at < line.length; at += 1) {
    SIXTEEN.lastIndex = at;
    const one = SIXTEEN.exec(line);
    // With its label and without, it is the same.
    if (one !== null && found.at(-1)?.[1] !== one[1]) found.push(one);
  }
  return found;
}

/** After the dates are out of the way: a NIK with digits missing. */
export function takeBrokenNik(line: string): Taken<NikFound> {
  const found = LONG.exec(line);
  return found === null
    ? { found: null, rest: line }
    : { found: { fault: 'not_16_digits' }, rest: without(line, found[0]) };
}

const NO_NIK = new RegExp(
  `\\b${NO} (?:ada |punya |memiliki |mempunyai |ber|buat |bikin )?(?:no(?:mor)?[. ]*)?(?:nik|ktp|e-?ktp)\\b|\\b(?:nik|ktp)(?:nya)?\\s*[:=.]?\\s*(?:${NO}(?: (?:ada|punya|tahu|tau))?|kosong|nihil|hilang|lupa|-(?= *(?:$|[,;|])))(?![\\p{L}])`,
  'iu',
);

export function takeNoNik(line: string): Taken<boolean> {
  const found = NO_NIK.exec(line);
  return found === null ? { found: false, rest: line } : { found: true, rest: without(line, found[0]) };
}

function without(line: string, part: string, mark = ''): string {
  return line.replace(part, () => ` ,${mark}, `);
}

const BORN = String.raw`(?:\b(?:ttl|(?:tempat|tmpt)[ /,.&]*(?:dan )?(?:tgl|tanggal)\.? ?(?:lahir|lhr)|(?:tgl|tanggal|tg)\.? ?(?:lahir|lhr)|lahir|lhr|tgl|tanggal)\b[\s.:=]*)?`;
/** The place is only known as one behind its label. */
const PLACE = String.raw`(?:(?<=(?:ttl|lahir)[\s.:=]*)[\p{L} ]+[,\s]\s*)?`;
const EDGE = String.raw`(?<!\d|\d[.-])`;
const END = String.raw`(?!\d|[.-]\d)`;
const NUMERIC = new RegExp(
  `${BORN}${PLACE}${EDGE}(\\d{1,2}\\s?[-/.]\\s?\\d{1,2}\\s?[-/.]\\s?(?:\\d{4}|\\d{2})|\\d{4}[-/]\\d{1,2}[-/]\\d{1,2})${END}`,
  'iu',
);
const NAMED = new RegExp(
  `${BORN}${PLACE}${EDGE}(\\d{1,2}[\\s-]*(\\p{L}{3,})[\\s-]*(?:\\d{4}|['’]?\\d{2}))(?! ?(?:tahun|thn|th)\\b)${END}`,
  'iu',
);
const ABOUT = String.raw`(?:(?:±|~|sekitar|sktr|kira-kira|kira2|kira kira|kurang lebih|hampir)\s*)?`;
const AGES = [
  `(?:\\b(?:umur|usia|berumur|berusia)\\b[\\s:.=]*)?${ABOUT}(?<![\\d.,])\\d{1,3}(?:[.,]\\d{1,2})?\\s?(?:tahun|thn|th|bulan|bln|bl|minggu|mgg|hari)(?:,? \\d{1,2} ?(?:bulan|bln))?(?![\\p{L}])(?! *\\d{4})`,
  `\\b(?:umur|usia|berumur|berusia)\\b[\\s:.=]*${ABOUT}\\d{1,3}(?!\\d)`,
  `\\b(?:lahir|lhr|kelahiran|klhrn)\\b(?: (?:di )?(?:sekitar )?(?:tahun|thn|th))?[\\s.:]*\\d{4}(?!\\d)`,
  `\\b(?:tahun|thn|th)[\\s.:]*(?:19|20)\\d{2}(?!\\d)`,
  `\\b(?:lahir|kelahiran)\\b(?: (?:tahun|thn|th))?[\\s.:]*\\d{2}(?!\\d)`,
  // Alone between its commas: a year, or an age.
  `(?<=(?:^|[,;|]|\\s-)\\s*)(?:(?:19|20)\\d{2}|\\d{1,3})(?=\\s*(?:$|[,;|]|-\\s))`,
  // A year anywhere.
  `(?<![\\d.,/-])(?:19|20)\\d{2}(?![\\d/]|[.,-]\\d)`,
].map((form) => new RegExp(form, 'iu'));

/** The date of birth that was said, or else the age. */
export function takeBirth(line: string, today: string): Taken<BirthReading | null> {
  const date = NUMERIC.exec(line) ?? namedDate(line);
  if (date !== null) {
    // An age beside the date says nothing more, unless it says something else.
    const rest = without(line, date[0], DATE_MARK);
    const age = firstOf(AGES, rest);
    const said = date[1] ?? '';
    return age === null
      ? { found: readBirth(said, today), rest }
      : {
          found: readBirth(`${said} (umur ${age[0].replace(/^\D+/, '')})`, today),
          rest: without(rest, age[0]),
        };
  }
  const age = firstOf(AGES, line);
  return age === null
    ? { found: null, rest: line }
    : { found: readBirth(age[0], today), rest: without(line, age[0]) };
}

function namedDate(line: string): RegExpExecArray | null {
  const found = NAMED.exec(line);
  return found !== null && monthOf((found[2] ?? '').toLowerCase()) !== null ? found : null;
}

function firstOf(forms: readonly RegExp[], line: string): RegExpExecArray | null {
  for (const form of forms) {
    const found = form.exec(line);
    if (found !== null) return found;
  }
  return null;
}

const RT_RW = /\b(?:rt|rw)\b[\s.:/]*(?:rw[\s.:]*)?\d{1,3}(?:\s*\/\s*(?:rw[\s.:]*)?\d{1,3})?/giu;

/** Where somebody lives is told by the household. */
export function withoutAddress(line: string): string {
  return line.replace(RT_RW, ' , ');
}
