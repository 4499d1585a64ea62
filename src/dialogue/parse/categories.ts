import { pmksCategories, type PmksCategory } from '../../domain/pmks/categories.js';
import type { Disability } from '../../domain/report/parts.js';
import { ambiguousForms, fillers, formsOf, plainSpelling } from './category-words.js';
import { inWords } from './number.js';
import { looseWords, plainWords } from './text.js';
import { readDisability } from './words.js';

export interface CategoriesReading {
  /** "01" … "26", each once, in their order. */
  readonly codes: readonly string[];
  /** The kind of disability, when the words tell it. */
  readonly disability: Disability | null;
  /** What names no category. */
  readonly unclear: readonly string[];
  /** What could be one or another: to be asked. */
  readonly ambiguous: readonly { readonly said: string; readonly codes: readonly string[] }[];
}

interface Hit {
  readonly from: number;
  readonly to: number;
  readonly said: string;
  readonly codes: readonly string[];
  readonly sure: boolean;
  readonly isNumber: boolean;
}

/** What was taken out is covered by this, so that places in the text stay. */
const COVER = '#';
/** Longer texts are no list of categories: their beginning has to do. */
const MAX_LENGTH = 1_000;
const NEGATED = /(?:^| )(?:bukan|bkn|tidak|tdk|gak|ga|nda|ndak|tanpa|belum|kada) $/;

/**
 * Categories by number (`8`, `no 8 dan 24`), by official name and by everyday word (`jompo`, `ODGJ`), several
 * at once. What could be two categories is told as ambiguous, never guessed.
 */
export function readCategories(
  text: string,
  categories: readonly PmksCategory[] = pmksCategories,
): CategoriesReading {
  const words = separated(text.slice(0, MAX_LENGTH));
  const spelled = inWords(looseWords(text));
  if (spelled !== null && isCode(spelled))
    return reading([hit(words, 0, words.length, [codeOf(spelled)])], '');
  const { hits, rest } = findAll(words, formsOf(categories));
  return reading(settled(hits, words), rest);
}

/** Words, and commas for whatever parts them. */
function separated(text: string): string {
  const commas = plainWords(text.replace(/[\n\r;|&/+•]+/g, ' , ').replace(/["'()[\]]/g, ' '))
    .replace(/(\p{L}{2,})2(?![\p{L}\p{N}])/gu, '$1 $1')
    .replace(/(\d)\s*-\s*(?=\d)/g, '$1 hingga ')
    .replace(/(\d)(?=\p{L})/gu, '$1 ')
    .replace(/(?<=\d)\.(?=\d)|[,]+/g, ' , ')
    .replace(/[.:-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plainSpelling(commas);
}

function hit(words: string, from: number, to: number, codes: readonly string[], sure = true): Hit {
  return { from, to, said: words.slice(from, to), codes, sure, isNumber: false };
}

function findAll(
  words: string,
  forms: ReturnType<typeof formsOf>,
): { readonly hits: readonly Hit[]; readonly rest: string } {
  const hits: Hit[] = [];
  let rest = words.replace(AGES, (said) => COVER.repeat(said.length));
  const take = (form: RegExp, codesOf: (said: string) => Omit<Hit, 'from' | 'to' | 'said'> | null) => {
    rest = rest.replace(form, (said: string, ...more: unknown[]) => {
      const from = more.find((one): one is number => typeof one === 'number') ?? 0;
      const found = codesOf(said);
      if (found === null || NEGATED.test(words.slice(0, from))) return said;
      hits.push({ from, to: from + said.length, said, ...found });
      return COVER.repeat(said.length);
    });
  };
  for (const [form, codes] of forms) take(form, () => ({ codes, sure: true, isNumber: false }));
  take(/(?<![\d#])\d{1,2} hingga \d{1,2}(?!\d)/g, rangeOf);
  take(/(?<!\d)\d{1,2}(?!\d)/g, (said) =>
    isCode(Number(said)) ? { codes: [codeOf(Number(said))], sure: true, isNumber: true } : null,
  );
  for (const [form, codes] of ambiguousForms) take(form, () => ({ codes, sure: false, isNumber: false }));
  return { hits: hits.sort((a, b) => a.from - b.from), rest };
}

/** Their age, and how many there are, are no categories. */
const AGES =
  /\b(?:umur|usia|berumur|berusia) \d{1,3}\b(?: (?:tahun|thn|th))?|\b\d{1,3} (?:tahun|thn|th|orang|org|jiwa|bulan|bln)\b/g;

/** `8-9` are both; `8-11` may be two, or all from one to the other. */
function rangeOf(said: string): Omit<Hit, 'from' | 'to' | 'said'> | null {
  const [first = 0, last = 0] = said.split(' hingga ').map(Number);
  if (!isCode(first) || !isCode(last) || first >= last) return null;
  const codes = Array.from({ length: last - first + 1 }, (_, place) => codeOf(first + place));
  return { codes, sure: codes.length === 2, isNumber: true };
}

function isCode(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= pmksCategories.length;
}

function codeOf(number: number): string {
  return String(number).padStart(2, '0');
}

/** "lansia atau cacat", and "3 lansia" (is 3 a number of people?), have to be asked. */
function settled(hits: readonly Hit[], words: string): readonly Hit[] {
  const done: Hit[] = [];
  for (const one of hits) {
    const last = done.at(-1);
    const between = last === undefined ? '' : words.slice(last.to, one.from).trim();
    if (last === undefined || !doubts(last, one, between)) {
      done.push(one);
      continue;
    }
    const codes = [...new Set([...last.codes, ...one.codes])].sort();
    done[done.length - 1] = { ...last, to: one.to, said: words.slice(last.from, one.to), codes, sure: false };
  }
  return done;
}

function doubts(last: Hit, one: Hit, between: string): boolean {
  if (/^(?:, )?(?:atau|apa|ato)(?: ,)?$/.test(between)) return true;
  const besideNumber = between === '' && last.isNumber !== one.isNumber;
  return besideNumber && last.codes.join() !== one.codes.join();
}

function reading(hits: readonly Hit[], rest: string): CategoriesReading {
  const sure = hits.filter((one) => one.sure);
  const codes = [...new Set(sure.flatMap((one) => one.codes))].sort();
  const told = hits.filter((one) => one.codes.some((code) => code === '05' || code === '09'));
  const left = leftOver(rest);
  // "9 (fisik)": the kind apart from its category.
  const kinds = told.length === 0 ? [] : left.filter((part) => readDisability(part) !== null);
  return {
    codes,
    disability: readDisability([...told.map(({ said }) => said), ...kinds].join(' ')),
    unclear: left.filter((part) => !kinds.includes(part)),
    // "anak" beside "anak jalanan" says nothing new.
    ambiguous: hits
      .filter((one) => !one.sure && !(one.said === 'anak' && codes.some((code) => code <= '07')))
      .map(({ said, codes: could }) => ({ said, codes: could })),
  };
}

function leftOver(rest: string): readonly string[] {
  return rest
    .split(/[,#]+/)
    .map((part) =>
      part
        .split(' ')
        .filter((word) => word !== '' && !fillers.has(word))
        .join(' '),
    )
    .filter((part) => part !== '');
}
