import { plainWords } from './text.js';

const units = new Map(
  'satu dua tiga empat lima enam tujuh delapan sembilan'.split(' ').map((word, place) => [word, place + 1]),
);
const words: ReadonlyMap<string, number> = new Map([
  ...units,
  ['nol', 0],
  ['sendiri', 1],
  ['sendirian', 1],
  ['seorang', 1],
  ['sepuluh', 10],
  ['sebelas', 11],
  ['berdua', 2],
  ['bertiga', 3],
  ['berempat', 4],
  ['berlima', 5],
  ['berenam', 6],
  ['bertujuh', 7],
  ['berdelapan', 8],
  ['bersembilan', 9],
]);
const AROUND =
  /\b(orang|org|orng|jiwa|jw|ikung|anggota|keluarga|rumah tangga|ada|jumlah|jumlahnya|total|totalnya|semua|semuanya|cuma|hanya|termasuk|kepala|kk|nya|isi|isinya|sekeluarga|kami|jml|jlh|saja|aja|saya|pak|bu)\b/g;

/**
 * A whole number: `5`, `5 orang`, `lima`, `dua belas`, `5 (lima) jiwa`. null when there is none, or
 * more than one ("4 orang dan 1 bayi").
 */
export function readCount(text: string): number | null {
  const rest = plainWords(text)
    .replace(/(\d)(?=\p{L})/gu, '$1 ')
    .replace(AROUND, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const digits = /^(\d{1,4})(?: (\D+))?$/.exec(rest);
  if (digits === null) return inWords(rest);
  const count = Number(digits[1]);
  return digits[2] === undefined || inWords(digits[2]) === count ? count : null;
}

/** From 0 to 99; null when the words are no number. */
export function inWords(text: string): number | null {
  const [first = '', tens, last, ...more] = text.split(' ');
  if (tens === undefined) return words.get(first) ?? null;
  const unit = units.get(first);
  if (unit === undefined || more.length > 0) return null;
  if (tens === 'belas') return last === undefined && unit > 1 ? unit + 10 : null;
  const rest = last === undefined ? 0 : units.get(last);
  return tens !== 'puluh' || rest === undefined ? null : unit * 10 + rest;
}
