import { isTooLong, plainWords, zeroes } from './text.js';

const units = 'satu dua tiga empat lima enam tujuh delapan sembilan'.split(' ');
const scales: ReadonlyMap<string, number> = new Map([
  ...['ribu', 'rb', 'rbu', 'ribuan', 'rban', 'rebu', 'k'].map((word) => [word, 1_000] as const),
  ...['juta', 'jt', 'jta', 'jutaan', 'jtan'].map((word) => [word, 1_000_000] as const),
  ...['miliar', 'milyar', 'miliyar'].map((word) => [word, 1_000_000_000] as const),
]);
const AROUND =
  /\b(?:rp|idr|rupiah|uang|kira kira|kira|sekitar|skitar|kurang lebih|krg lbh|per bulan|perbulan|sebulan|per bln|\/ ?bulan|\/ ?bln|bulan|an|pak|bu|saja|aja|cuma|hanya|penghasilan|gaji)\b|\/ ?(?:bulan|bln)\b/g;
/** Another period than the month, or a limit instead of an amount. */
const OTHER =
  /\b(?:hari|sehari|perhari|hr|minggu|seminggu|perminggu|mgg|tahun|setahun|pertahun|thn|bawah|atas|tidak|tdk|gak|kurang|lebih|atau|sampai|sampe|antara|hingga|belum)\b|[-/]\s*\d|\bs\/d\b/;
const MOST = 100_000_000_000;

/**
 * An amount in whole rupiah: `Rp600rb`, `600 ribu`, `600.000`, `Rp 1,2 jt`, `sejuta`, `setengah juta`,
 * `1 juta 200 ribu`. null when there is none, when it could be two, and for a bare `600`.
 */
export function readRupiah(text: string): number | null {
  if (isTooLong(text)) return null;
  const words = zeroes(plainWords(text.replace(/\s*½/g, ',5')))
    .replace(/(?<=\d)[.,]?-+$|^-\s+/g, '')
    .replace(/(?<=\d)[.,]$/g, '')
    .replace(/(\p{L})[.:]?\s*(?=\d)|(?<=\d)(?=\p{L})/gu, '$1 ')
    .replace(AROUND, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(\d{1,3})((?: \d{3})+)$/, (digits) => digits.replaceAll(' ', '.'));
  if (words === '' || OTHER.test(words)) return null;
  const amount = sumOf(halves(words).split(' '));
  return amount === null || amount > MOST || !Number.isInteger(amount) ? null : amount;
}

/** "satu juta setengah", "setengah juta": a half is of the unit beside it. */
function halves(words: string): string {
  return words
    .replace(/\bsetengah (?=juta|jt|miliar|milyar|ribu)/g, '0,5 ')
    .replace(/\bseperempat (?=juta|jt|miliar|milyar)/g, '0,25 ')
    .replace(/\b(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|\d+) 0,5 /g, (_, whole: string) => {
      const number = /\d/.test(whole) ? whole : String(units.indexOf(whole) + 1);
      return `${number},5 `;
    })
    .replace(/\b(\d+|\p{L}+) (juta|jt|miliar|milyar) setengah$/gu, (all, whole: string, scale: string) => {
      const number = /^\d+$/.test(whole) ? whole : String(units.indexOf(whole) + 1);
      return number === '0' ? all : `${number},5 ${scale}`;
    })
    .replace(/\bse(?=(?:ribu|juta|ratus|puluh|belas|miliar|milyar)\b)/g, 'satu ');
}

/** Millions before thousands before the rest, each once. */
function sumOf(tokens: readonly string[]): number | null {
  let [sum, from, last] = [0, 0, Number.POSITIVE_INFINITY];
  for (let at = 0; at <= tokens.length; at += 1) {
    const scale = at === tokens.length ? 1 : scales.get(tokens[at] ?? '');
    if (scale === undefined) continue;
    const part = tokens.slice(from, at);
    from = at + 1;
    if (scale === 1 && part.length === 0) break;
    const count = scale >= last ? null : countOf(part, scale, last);
    if (count === null) return null;
    [sum, last] = [sum + Math.round(count * scale), scale];
  }
  return sum;
}

function countOf(part: readonly string[], scale: number, before: number): number | null {
  const [only = ''] = part;
  if (part.length === 1 && /\d/.test(only)) return scale === 1 ? alone(only, before) : digits(only, scale);
  const count = spelled(part);
  // "lima ratus" alone, and the 200 of "1 juta 200", may well be thousands.
  return scale === 1 && (count === null || count < 1_000) && before !== 1_000 ? null : count;
}

/** Without a unit only what is written out counts: `600.000`, `600000`. */
function alone(number: string, before: number): number | null {
  if (before === 1_000 && /^\d{1,3}$/.test(number)) return Number(number);
  if (before !== Number.POSITIVE_INFINITY) return null;
  if (/^0+$/.test(number)) return 0;
  const whole = number.replace(/^(\d{1,3}(?:\.\d{3})+),00$|^(\d{1,3}(?:,\d{3})+)\.00$/, '$1$2');
  const grouped = /^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$/.test(whole);
  if (!grouped && !/^\d{4,}$/.test(whole)) return null;
  return Number(whole.replace(/[.,]/g, ''));
}

/** Before a unit a point or comma is a fraction; of "1.500 ribu" it parts the thousands. */
function digits(number: string, scale: number): number | null {
  if (/^\d{1,4}$/.test(number)) return Number(number);
  if (/^\d{1,3}[.,]\d{1,2}$/.test(number)) return Number(number.replace(',', '.'));
  return scale === 1_000 && /^\d[.,]\d00$/.test(number) ? Number(number.replace(/[.,]/, '')) : null;
}

/** `dua ratus lima puluh`, up to 999; digits may stand for the units: `6 ratus`. */
function spelled(words: readonly string[]): number | null {
  const found = /^(?:(\S+) ratus ?)?(?:(\S+) puluh ?)?(?:(\S+) belas|sepuluh|(\S+))?$/.exec(words.join(' '));
  if (found === null || words.length === 0) return null;
  const [hundreds = 0, tens = 0, teens = 0, ones = 0] = found
    .slice(1)
    .map((word: string | undefined) => (word === undefined ? 0 : unitOf(word)));
  if (hundreds === null || tens === null || teens === null || ones === null) return null;
  const ten = words.at(-1) === 'sepuluh' ? 10 : 0;
  return hundreds * 100 + tens * 10 + (teens === 0 ? 0 : teens + 10) + ones + ten;
}

function unitOf(word: string): number | null {
  const place = units.indexOf(word);
  if (place !== -1) return place + 1;
  return /^[1-9]$/.test(word) ? Number(word) : null;
}
