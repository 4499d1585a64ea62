import { plainWords } from './text.js';

const words: Readonly<Record<string, number>> = {
  nol: 0,
  satu: 1,
  sendiri: 1,
  sendirian: 1,
  dua: 2,
  tiga: 3,
  empat: 4,
  lima: 5,
  enam: 6,
  tujuh: 7,
  delapan: 8,
  sembilan: 9,
  sepuluh: 10,
  sebelas: 11,
};

/** A whole number: `5`, `5 orang`, `lima`, `dua belas`. null when there is none, or more than one. */
export function readCount(text: string): number | null {
  const parts = plainWords(text)
    .replace(/\b(orang|org|jiwa|anggota|ada|jumlah|jumlahnya)\b/g, ' ')
    .trim()
    .split(/\s+/);
  const [first = '', second] = parts;
  if (/^\d{1,4}$/.test(first)) return second === undefined ? Number(first) : null;
  const value = words[first];
  if (value === undefined) return null;
  if (second === undefined) return value;
  if (second === 'belas' && value >= 2 && value <= 9 && parts.length === 2) return value + 10;
  return null;
}
