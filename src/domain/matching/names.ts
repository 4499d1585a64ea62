/**
 * Indonesian names as people write them: old and new spelling, Arabic names in many spellings, titles before
 * and after, short forms, one name left out, two run together, in any order.
 */
import { plainLetters } from './letters.js';
import { isOneSlip, jaroWinkler } from './distance.js';

export interface Name {
  /** Folded words in the order written, 1 to 6. */
  readonly words: readonly string[];
  /** The words in alphabetical order: equal for two that differ in spelling and order alone. */
  readonly key: string;
  /** What is written without titles, spelled as it is, in one word. */
  readonly joined: string;
  /** By word: how much it tells. */
  readonly weights: Float64Array;
  /** By word: a bit for each letter that it has. */
  readonly letters: Uint32Array;
}

export const nameLevels = ['exact', 'near', 'partial', 'similar', 'different'] as const;
export type NameLevel = (typeof nameLevels)[number];

const MOST_WORDS = 6;

const words = (list: string) => new Set(list.split(' '));
/** Before or after a name, with or without dots. */
const titles = words(
  'h hj haji hajah hajjah hajj drs dra dr drg ir prof kh kyai ust ustad ustadz ustadzah spd se sh sag ssos ' +
    'skom skep skm sip stp st mpd msi mm mh mkes mag amd amdkeb amkeb amk ners skeb spt sp alm almh almarhum ' +
    'almarhumah bapak bpk pak ibu bu sdr sdri tn ny nn an by tuan nyonya bayi',
);
/** Before the father's name, which is no part of the own one. */
const childOf = words('bin binti bt bte binte ibn b');
/** What is a title in front only: behind it is the first letter of a name. */
const frontOnly = words('h an by st');
/** Short for a name, when another word follows. */
const shortForms: Readonly<Record<string, string>> = {
  st: 'siti',
  sti: 'siti',
  sitti: 'siti',
  abd: 'abdul',
  abdl: 'abdul',
  abdur: 'abdul',
  abdus: 'abdul',
  abdun: 'abdul',
  abdoel: 'abdul',
};
const muhammad = words(
  'moh muh moch mhd mohd muhd much muhamad muhammad mohamad mohammad mochamad mochammad muchamad muchammad ' +
    'mukhamad mukhammad muhamat muhammat mohamed muhamed muhammed',
);
/** Spelled with an old j without anything else that tells. */
const oldJ = words('jusuf jahja jahya jasin junus jani joesoef jakub');
/** Often run together with the word that follows. */
const prefixes = ['muhamat', 'siti', 'nur', 'sri', 'tri', 'dwi'] as const;
/** So many bear them that they tell next to nothing. Folded. */
const common = words('muhamat siti nur abdul sri dwi tri eka ahmat');

/** Names repeat: each spelling is read once, up to so many. */
const readBefore = new Map<string, Name | null>();
const NAMES_REMEMBERED = 5_000;

/** null where there is no letter. */
export function readName(written: string): Name | null {
  const known = readBefore.get(written);
  if (known !== undefined) return known;
  if (readBefore.size >= NAMES_REMEMBERED) readBefore.clear();
  const name = readAnew(written);
  readBefore.set(written, name);
  return name;
}

function readAnew(written: string): Name | null {
  const spelled = plainLetters(written).replace(/[\u0300-\u036f'`´‘’ʼ"]+/g, '');
  const rough = spelled.split(/[^a-z.]+/).flatMap(parts);
  const kept = withoutTitles(rough);
  const bin = kept.findIndex((word, place) => childOf.has(word) && place > 0 && place + 1 < kept.length);
  const own = (bin < 0 ? kept : kept.slice(0, bin)).flatMap(foldWord);
  const fathers = bin < 0 ? [] : kept.slice(bin + 1).flatMap(foldWord);
  const folded = [...own, ...fathers].slice(0, MOST_WORDS);
  if (folded.length === 0) return null;
  return {
    words: folded,
    key: folded.length === 1 ? (folded[0] ?? '') : folded.toSorted().join(' '),
    joined: kept.join(''),
    weights: Float64Array.from(folded, (word, place) => weightOf(word, place >= own.length)),
    letters: lettersOf(folded),
  };
}

/** "s.pd." is one word, "m.yusuf" and "hj.siti" are two. */
function parts(chunk: string): readonly string[] {
  if (!chunk.includes('.')) return chunk === '' ? [] : [chunk];
  const dotless = chunk.replaceAll('.', '');
  if (dotless === '') return [];
  return titles.has(dotless) ? [dotless] : chunk.split('.').filter((part) => part !== '');
}

function withoutTitles(rough: readonly string[]): readonly string[] {
  const kept = rough.filter((word, place) => {
    if (!titles.has(word)) return true;
    // "St." in front is Siti, behind it is a degree; "h" in front a haji, behind an initial.
    if (word === 'st') return place === 0;
    return frontOnly.has(word) && place > 0;
  });
  // Somebody may be called nothing but Haji.
  return kept.some((word) => word.length > 1) ? kept : rough;
}

/** Words repeat more than names do. */
const foldedBefore = new Map<string, readonly string[]>();
const WORDS_REMEMBERED = 50_000;

/** First letters that are folded to another. */
const initials: Readonly<Record<string, string>> = { f: 'p', v: 'p', q: 'k', z: 'j' };

function foldWord(word: string, place: number, all: readonly string[]): readonly string[] {
  if (word.length === 1) return [initials[word] ?? word];
  const short = all.length > 1 && (word !== 'st' || place === 0) ? shortForms[word] : undefined;
  if (short !== undefined) return [short];
  const known = foldedBefore.get(word);
  if (known !== undefined) return known;
  if (foldedBefore.size >= WORDS_REMEMBERED) foldedBefore.clear();
  const folded = split(fold(word));
  foldedBefore.set(word, folded);
  return folded;
}

type Spelling = readonly [RegExp, string];

/** Written before 1972: what is left of j then is today's y. Capitals are sounds that are settled. */
const oldSpelling: readonly Spelling[] = [
  [/oe/g, 'u'],
  [/tj/g, 'C'],
  [/dj/g, 'J'],
  [/nj/g, 'ny'],
  [/sj/g, 's'],
  [/j/g, 'y'],
];
/** In order: what an earlier one leaves is what a later one reads. */
const spellings: readonly Spelling[] = [
  [/oo|ou/g, 'u'],
  [/s[yh]/g, 's'],
  // Arabic sounds.
  [/(?:ch|kh)(?=[bcdfghjklmnpqrstvwxyz]|$)/g, 'h'],
  [/ch|kh|q|ck/g, 'k'],
  [/dh/g, 'd'],
  [/dz|z(?=[aeiou])/g, 'j'],
  [/z/g, 's'],
  [/th/g, 't'],
  [/gh/g, 'g'],
  [/bh/g, 'b'],
  [/ts/g, 's'],
  [/ph|[fv]/g, 'p'],
  [/x/g, 'ks'],
  [/ae/g, 'ai'],
  [/ie|ee/g, 'i'],
  [/iy/g, 'i'],
  [/uw/g, 'u'],
  [/y(?![aeiou])/g, 'i'],
  [/(?<=[b-df-hj-np-tv-z])y/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/oh$/, 'a'],
  [/(?<=[aeiou])h$/, ''],
  [/d$/, 't'],
  [/b$/, 'p'],
];

function fold(word: string): string {
  if (muhammad.has(word)) return 'muhamat';
  const isOld = /oe|tj|dj|nj|sj/.test(word) || oldJ.has(word);
  return respelled(isOld ? respelled(word, oldSpelling) : word, spellings);
}

function respelled(word: string, by: readonly Spelling[]): string {
  let result = word;
  for (const [spelling, sound] of by) result = result.replace(spelling, sound);
  return result.toLowerCase();
}

/** "abdurrahman" (folded "abdurahman") and "nurhayati" into their two names; "abdullah" is one. */
function split(folded: string): readonly string[] {
  const servant = /^abdu(?:l(?!a?h?$|ahi$)|(?=[rsntdj]))(.{4,})$/.exec(folded);
  if (servant !== null) return ['abdul', servant[1] ?? ''];
  for (const prefix of prefixes) {
    if (folded.startsWith(prefix) && folded.length >= prefix.length + 4) {
      return [prefix, folded.slice(prefix.length)];
    }
  }
  return [folded];
}

/** A word that picks somebody out: neither an initial nor one that every tenth bears. */
export const isTelling = (word: string): boolean => word.length > 2 && !common.has(word);

/** Consonants of a word, the first vowel aside: what spellings and slips leave alone, up to five letters. */
export function skeletonOf(word: string): string {
  const bones = word.replace(/[aeiouhy]+/g, '').replace(/(.)\1+/g, '$1');
  return (bones === '' ? word : bones).slice(0, 5);
}

/** From here on it is one word in two spellings, or with a slip. */
const NEAR = 0.92;
/** From here on it may be. */
const SIMILAR = 0.8;
/** Two words that are like each other and may be two all the same. */
const DISTINCT = 0.86;

/** Bits for a to z. */
function lettersOf(list: readonly string[]): Uint32Array {
  return Uint32Array.from(list, (word) => {
    let bits = 0;
    for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) - 97);
    return bits;
  });
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * Whether the letters alone keep two words below SIMILAR: each that the other has not is unmatched, and
 * without a common beginning Winkler adds nothing. Most pairs of words end here.
 */
function cannotBeSimilar(left: string, leftLetters: number, right: string, rightLetters: number): boolean {
  const most = Math.min(
    left.length - bitCount(leftLetters & ~rightLetters),
    right.length - bitCount(rightLetters & ~leftLetters),
  );
  const jaro = (most / left.length + most / right.length + 1) / 3;
  const isBegunAlike = left.charCodeAt(0) === right.charCodeAt(0);
  return (isBegunAlike ? jaro + 0.4 * (1 - jaro) : jaro) < SIMILAR && !isShortened(left, right);
}

/** In [0, 1]; what is below SIMILAR may be told as 0. */
function wordLikeness(left: string, leftLetters: number, right: string, rightLetters: number): number {
  if (left === right) return 1;
  if (left.length === 1 || right.length === 1) return left.charCodeAt(0) === right.charCodeAt(0) ? NEAR : 0;
  if (cannotBeSimilar(left, leftLetters, right, rightLetters)) return 0;
  if (isSwapped(left, right) || isMistypedFiller(left, right)) return NEAR;
  const likeness = jaroWinkler(left, right);
  if (likeness < DISTINCT) return isShortened(left, right) ? DISTINCT : likeness;
  return tellsApart(left, right) || isShortened(left, right) ? DISTINCT : likeness;
}

/** Two neighbouring letters changed places: no two names differ so. */
function isSwapped(left: string, right: string): boolean {
  if (left.length !== right.length || left.length < 4) return false;
  let from = 0;
  while (left.charCodeAt(from) === right.charCodeAt(from)) from += 1;
  return (
    left.charCodeAt(from) === right.charCodeAt(from + 1) &&
    left.charCodeAt(from + 1) === right.charCodeAt(from) &&
    left.endsWith(right.slice(from + 2))
  );
}

/** Common, and like no other name: "Situ Aminah" is a Siti. */
const fillers = words('siti muhamat abdul');
const isMistypedFiller = (left: string, right: string) =>
  fillers.has(left) !== fillers.has(right) && isOneSlip(left, right);

const SHORT = 5;

/** Rina and Rini, Suparman and Suparmin, Hasan and Hasanah: brothers and sisters are named so. */
function tellsApart(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length > short.length) {
    // Among short names a letter more makes another: Adi and Andi, Mira and Mirna.
    if (long.length <= SHORT) return true;
    return long.startsWith(short) && (long.length > short.length + 1 || isVowel(long, short.length));
  }
  let last = short.length - 1;
  while (last > 0 && !isVowel(left, last)) last -= 1;
  return (
    isVowel(right, last) && left.startsWith(right.slice(0, last)) && left.endsWith(right.slice(last + 1))
  );
}

const isVowel = (word: string, place: number) => 'aeiou'.includes(word.charAt(place));

/** As people are called: Minah for Aminah, Yanto for Suryanto, Udin for Saepudin. */
function isShortened(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length < 4 || long.length === short.length || !long.endsWith(short.slice(1))) return false;
  const before = long.charAt(long.length - short.length);
  // A y behind a consonant is folded to an i.
  return before === short.charAt(0) || (before === 'i' && short.startsWith('y'));
}

/** Of the pair at hand; wide enough for MOST_WORDS on each side. */
const likenesses = new Float64Array(MOST_WORDS * MOST_WORDS);
const pairedLeft = new Uint8Array(MOST_WORDS);
const pairedRight = new Uint8Array(MOST_WORDS);

export function compareNames(left: Name, right: Name): NameLevel {
  if (left.key === right.key || left.joined === right.joined) return 'exact';
  const level = compareWords(left, right);
  if (left.words.length === right.words.length || level === 'near') return level;
  const [many, few] = left.words.length > right.words.length ? [left, right] : [right, left];
  const merged = mergeInto(many.words, few.words);
  if (merged === null) return level;
  const weights = Float64Array.from(merged, (word) => weightOf(word, false));
  return better(level, compareWords({ words: merged, letters: lettersOf(merged), weights }, few));
}

const better = (a: NameLevel, b: NameLevel) => (nameLevels.indexOf(a) < nameLevels.indexOf(b) ? a : b);

/** `many` with two neighbours run together that are one word of `few`; null when there are none. */
function mergeInto(many: readonly string[], few: readonly string[]): readonly string[] | null {
  for (let i = 0; i + 1 < many.length; i += 1) {
    const first = many[i] ?? '';
    const second = many[i + 1] ?? '';
    for (const word of few) {
      if (Math.abs(first.length + second.length - word.length) > 1 || !word.startsWith(first)) continue;
      const both = first + second;
      if (jaroWinkler(both, word) >= NEAR) return [...many.slice(0, i), both, ...many.slice(i + 2)];
    }
  }
  return null;
}

type Words = Pick<Name, 'words' | 'letters' | 'weights'>;

/** Words are paired from the likest on; then what is paired, left over on one side or on both decides. */
function compareWords(
  { words: left, letters: leftLetters, weights: leftWeights }: Words,
  { words: right, letters: rightLetters, weights: rightWeights }: Words,
): NameLevel {
  const columns = right.length;
  let any = false;
  for (let i = 0; i < left.length; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const likeness = wordLikeness(left[i] ?? '', leftLetters[i] ?? 0, right[j] ?? '', rightLetters[j] ?? 0);
      likenesses[i * columns + j] = likeness;
      any ||= likeness > SIMILAR;
    }
  }
  if (!any) return 'different';
  pairedLeft.fill(0);
  pairedRight.fill(0);
  let agreed = 0;
  let least = 1;
  let telling = false;
  let shortened = false;
  for (;;) {
    let best = SIMILAR;
    let at = -1;
    for (let i = 0; i < left.length; i += 1) {
      if (pairedLeft[i] === 1) continue;
      for (let j = 0; j < columns; j += 1) {
        const likeness = likenesses[i * columns + j] ?? 0;
        if (pairedRight[j] === 0 && likeness > best) {
          best = likeness;
          at = i * columns + j;
        }
      }
    }
    if (at < 0) break;
    const i = Math.trunc(at / columns);
    const j = at % columns;
    pairedLeft[i] = 1;
    pairedRight[j] = 1;
    const a = left[i] ?? '';
    const b = right[j] ?? '';
    agreed += Math.max(leftWeights[i] ?? 0, rightWeights[j] ?? 0) * best;
    least = Math.min(least, best);
    if (a.length === 1 || b.length === 1) shortened ||= isTelling(a) || isTelling(b);
    else telling ||= isTelling(a) && isTelling(b);
  }
  const leftOver = unpaired(leftWeights, pairedLeft);
  const rightOver = unpaired(rightWeights, pairedRight);
  if (leftOver > 0 && rightOver > 0) {
    const share = agreed / (agreed + Math.max(leftOver, rightOver));
    return share >= 0.7 ? 'similar' : 'different';
  }
  if (least < NEAR) return 'similar';
  const dropped = Math.max(leftOver, rightOver);
  if (!shortened && dropped < 1) return telling || dropped === 0 ? 'near' : 'similar';
  return telling ? 'partial' : 'similar';
}

function weightOf(word: string, isFathers: boolean): number {
  if (word.length === 1) return 0.2;
  return common.has(word) || isFathers ? 0.4 : 1;
}

function unpaired(weights: Float64Array, paired: Uint8Array): number {
  let weight = 0;
  for (let i = 0; i < weights.length; i += 1) if (paired[i] === 0) weight += weights[i] ?? 0;
  return weight;
}
