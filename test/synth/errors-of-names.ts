/** How names come to be written otherwise. Each takes and gives a name in the usual case of letters. */
import { at, oneOf, shuffled, whole, type Random } from './random.js';

/** null: nothing in this name can go wrong so. */
export type NameError = (name: string, random: Random) => string | null;

const changed = (before: string, after: string) => (after === before || after.trim() === '' ? null : after);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const wordsOf = (name: string) => name.split(' ').filter((word) => word !== '');

const old = { u: 'oe', c: 'tj', j: 'dj', y: 'j' } as const;

/** Before 1972: Soetrisno, Tjahjono, Djoko. One or more of the letters concerned, each wherever it stands. */
export const oldSpelling: NameError = (name, random) => {
  const letters = (['u', 'c', 'j', 'y'] as const).filter((letter) => name.toLowerCase().includes(letter));
  const some = shuffled(random, letters).slice(0, Math.max(1, whole(random, 1, letters.length)));
  const spelt = Array.from(name, (letter) => {
    const found = some.find((one) => one === letter.toLowerCase());
    if (found === undefined) return letter;
    return letter === found ? old[found] : capital(old[found]);
  });
  return changed(name, spelt.join(''));
};

const sounds: readonly (readonly [RegExp, string])[] = [
  [/f/i, 'p'],
  [/v/i, 'f'],
  [/f/i, 'v'],
  [/p(?!h)/i, 'f'],
  [/th/i, 't'],
  [/t(?!h)/i, 'th'],
  [/kh/i, 'k'],
  [/k(?!h)/i, 'kh'],
  [/sy/i, 's'],
  [/q/i, 'k'],
  [/dh/i, 'd'],
  [/([a-z])\1/i, '$1'],
  [/(?<=[aiueo])([lmnrs])(?=[aiueo])/i, '$1$1'],
  [/(?<=[aeiou])h\b/i, ''],
  [/iy(?=a)/i, 'i'],
  [/(?<=[a-z])z/i, 's'],
];

/** As it sounds: Fatimah, Patimah, Fathimah, Fatima. One or two such changes. */
export const phonetic: NameError = (name, random) => {
  let heard = name;
  let left = random() < 0.3 ? 2 : 1;
  for (const [sound, as] of shuffled(random, sounds)) {
    if (left === 0) break;
    const next = heard.replace(sound, as).split(' ').map(capital).join(' ');
    if (next.toLowerCase() === heard.toLowerCase()) continue;
    heard = next;
    left -= 1;
  }
  return heard.toLowerCase() === name.toLowerCase() ? null : heard;
};

function formOf(word: RegExp, forms: readonly string[]): NameError {
  return (name, random) => {
    const found = word.exec(name)?.[0];
    if (found === undefined) return null;
    const as = oneOf(
      random,
      forms.filter((form) => form !== found),
    );
    return name.replace(word, as);
  };
}

export const muhammadForm = formOf(/\bMuhammad\b/, [
  'Moh.',
  'Muh.',
  'Moch.',
  'Mhd',
  'M.',
  'Mohammad',
  'Muhamad',
  'Mohamad',
]);
export const abdulForm = formOf(/\bAbdul\b/, ['Abd.', 'Abd', 'Abdoel']);
export const sitiForm = formOf(/\bSitt?i\b/, ['St.', 'Sitti', 'Siti', 'St']);

const before = /^(?:H|Hj|Drs|Ust|Pak|Bu|Ny|Alm)\.? (?=\p{L})/u;

const after = /,.*$/;

/** An error of the name itself: the titles around it stay as they are. */
export function untitled(error: NameError): NameError {
  return (name, random) => {
    const front = before.exec(name)?.[0] ?? '';
    const back = after.exec(name)?.[0] ?? '';
    const written = error(name.slice(front.length, name.length - back.length), random);
    return written === null ? null : front + written + back;
  };
}

/** Added where there is none, left out where there is one. */
export function titles(sex: 'L' | 'P'): NameError {
  return (name, random) => {
    const bare = name.replace(after, '').replace(before, '');
    if (bare !== name) return bare;
    const title = oneOf(
      random,
      sex === 'L'
        ? ['H.', 'Pak', 'Drs.', 'Ust.', ', S.Pd', ', SE']
        : ['Hj.', 'Bu', 'Ny.', ', S.Pd', ', A.Md'],
    );
    return title.startsWith(',') ? name + title : `${title} ${name}`;
  };
}

/** "bin" or "binti" and the father's name after it. */
export function bin(sex: 'L' | 'P', fathersName: string): NameError {
  return (name, random) => {
    const father = at(wordsOf(fathersName), 0);
    const link = sex === 'L' ? oneOf(random, ['bin', 'Bin', 'B.']) : oneOf(random, ['binti', 'Binti', 'Bt.']);
    return `${name} ${link} ${random() < 0.5 ? father : fathersName}`;
  };
}

export const wordDropped: NameError = (name, random) => {
  const words = wordsOf(name);
  if (words.length < 2) return null;
  // Which name somebody goes by is seldom the one that half the village bears.
  const common = words.findIndex((word) => /^(?:Muhammad|Abdul|Siti|Sitti|Nur|Sri|Ahmad)$/.test(word));
  const gone = common !== -1 && random() < 0.7 ? common : whole(random, 0, words.length - 1);
  return changed(name, words.filter((_word, place) => place !== gone).join(' '));
};

export const initial: NameError = (name, random) => {
  const words = wordsOf(name);
  const long = words.flatMap((word, place) => (word.length > 2 ? [place] : []));
  if (words.length < 2 || long.length === 0) return null;
  const short = oneOf(random, long);
  return words.map((word, place) => (place === short ? `${word.charAt(0)}.` : word)).join(' ');
};

export const wordOrder: NameError = (name) => {
  const [first, ...rest] = wordsOf(name);
  return first === undefined || rest.length === 0 ? null : changed(name, [...rest, first].join(' '));
};

/** "Nur Aini" as "Nuraini". */
export const wordsMerged: NameError = (name, random) => {
  const words = wordsOf(name);
  if (words.length < 2) return null;
  const place = whole(random, 0, words.length - 2);
  const merged = at(words, place) + at(words, place + 1).toLowerCase();
  return [...words.slice(0, place), merged, ...words.slice(place + 2)].join(' ');
};

/** "Norhayati" as "Nor Hayati". */
export const wordSplit: NameError = (name, random) => {
  const words = wordsOf(name);
  const long = words.flatMap((word, place) => (word.length >= 7 ? [place] : []));
  if (long.length === 0) return null;
  const place = oneOf(random, long);
  const word = at(words, place);
  const cut =
    /^(?:nur|nor|abdul|sri|su|dar|has|mar|ros|khair|baha|syam)(?=.{4})/i.exec(word)?.[0].length ?? 4;
  return words
    .flatMap((one, at) => (at === place ? [word.slice(0, cut), capital(word.slice(cut))] : [one]))
    .join(' ');
};

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function beside(letter: string): readonly string[] {
  const row = rows.find((keys) => keys.includes(letter)) ?? '';
  const place = row.indexOf(letter);
  return [row.charAt(place - 1), row.charAt(place + 1)].filter((key) => key !== '');
}

/** Places within words, not their beginnings: those are seldom mistyped and not seen to be. */
function inner(name: string): number[] {
  return Array.from(name, (_letter, place) => place).filter(
    (place) => place > 0 && /\p{L}/u.test(name.charAt(place)) && /\p{L}/u.test(name.charAt(place - 1)),
  );
}

const replaced = (name: string, place: number, length: number, by: string) =>
  name.slice(0, place) + by + name.slice(place + length);

export const keyBeside: NameError = (name, random) => {
  const places = inner(name).filter((place) => beside(name.charAt(place).toLowerCase()).length > 0);
  if (places.length === 0) return null;
  const place = oneOf(random, places);
  return replaced(name, place, 1, oneOf(random, beside(name.charAt(place).toLowerCase())));
};

export const lettersSwapped: NameError = (name, random) => {
  const places = inner(name).filter(
    (place) => /\p{L}/u.test(name.charAt(place + 1)) && name.charAt(place) !== name.charAt(place + 1),
  );
  if (places.length === 0) return null;
  const place = oneOf(random, places);
  return replaced(name, place, 2, name.charAt(place + 1) + name.charAt(place));
};

export const letterLost: NameError = (name, random) => {
  const places = inner(name);
  if (name.length < 5 || places.length === 0) return null;
  return replaced(name, oneOf(random, places), 1, '');
};
