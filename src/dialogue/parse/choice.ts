import { inWords } from './number.js';
import { plainWords } from './text.js';

const BEFORE_NUMBER = /\b(?:yang|yg|nomor|nomer|no|pilih|pilihan|ke)\b[\s.:-]*/g;
const POLITE = /\b(?:pak|bu|saja|aja|ya)\b/g;

const ordinals: ReadonlyMap<string, number> = new Map(
  'pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh'
    .split(' ')
    .map((word, place) => [word, place + 1]),
);
const SHORT = 4;

/** The place of the option that was meant, from 0; null when it is none or could be several. */
export function readChoice(text: string, labels: readonly string[]): number | null {
  const number = numberIn(plainWords(text));
  if (number !== null) return number >= 1 && number <= labels.length ? number - 1 : null;
  const words = bare(text);
  if (words === '') return null;
  const plain = labels.map(bare);
  const exact = placesOf(plain, (label) => label === words);
  if (exact.length > 0) return only(exact);
  const copied = copiedPlace(text, plain);
  if (copied !== null) return copied;
  if (words.length < 2) return null;
  // From the beginning of a word on, short ones to its end: "ama" is no way to say "nama", nor "ya" "yang".
  const part = words.length < SHORT ? ` ${words} ` : ` ${words}`;
  return only(placesOf(plain, (label) => ` ${label} `.includes(part)));
}

/** `No. KK` and `no kk`, `RT/RW` and `rt rw` are the same label. */
function bare(text: string): string {
  return plainWords(text)
    .replace(/[\s./:,+-]+/g, ' ')
    .trim();
}

function numberIn(words: string): number | null {
  const rest = words.replace(BEFORE_NUMBER, '').replace(POLITE, ' ').trim();
  return /^\d{1,3}$/.test(rest) ? Number(rest) : (ordinals.get(rest) ?? inWords(rest));
}

/** "3. RT/RW": number and label as they stand in the menu. They have to agree. */
function copiedPlace(text: string, plain: readonly string[]): number | null {
  const found = /^\s*(\d{1,3})\s*[.):-]*\s*(\D.*)$/su.exec(text);
  if (found === null) return null;
  const place = Number(found[1]) - 1;
  return plain[place] !== undefined && plain[place] === bare(found[2] ?? '') ? place : null;
}

function placesOf(labels: readonly string[], fits: (label: string) => boolean): readonly number[] {
  return labels.flatMap((label, place) => (fits(label) ? [place] : []));
}

function only(places: readonly number[]): number | null {
  return places.length === 1 ? (places[0] ?? null) : null;
}

/** Several at once: `1,3 dan 5`, `1 3 5`, `2-4`, `semua`. null when any part is no place in the list. */
export function readChoices(text: string, count: number): readonly number[] | null {
  const words = plainWords(text)
    .replace(/^semua(nya)?$/, `1-${String(count)}`)
    .replace(/\b(dan|sama|serta|nomor|nomer|no|pilih|pak|bu|saja|aja|yang|yg)\b/g, ' ')
    .replace(/(\d)\s*(?:-|sampai dengan|sampai|sampe|hingga|s\/d|s\.d\.?|sd)\s*(?=\d)/g, '$1-');
  const parts = words.split(/[\s,./+]+/).filter((part) => part !== '');
  if (parts.length === 0) return null;
  const places = new Set<number>();
  for (const part of parts) {
    const range = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part);
    if (range === null) return null;
    const from = Number(range[1]);
    const to = Number(range[2] ?? range[1]);
    if (from < 1 || to > count || from > to) return null;
    for (let place = from; place <= to; place += 1) places.add(place - 1);
  }
  return [...places].sort((a, b) => a - b);
}
