/** Words as people type them on small keyboards: any case, stray spaces, trailing punctuation. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s/:.,+-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,:]+$/, '');
}

/** One line of visible characters, at most `limit`; null when nothing is left of it. */
export function oneLine(text: string, limit: number): string | null {
  const line = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ')
    .trim();
  return line === '' || line.length > limit ? null : line;
}

const nothing = new Set([
  '-',
  'tidak ada',
  'tdk ada',
  'tidak punya',
  'tdk punya',
  'gak ada',
  'ga ada',
  'gak punya',
  'ga punya',
  'nggak ada',
  'nggak punya',
  'tiada',
  'belum ada',
  'belum punya',
  'blm ada',
  'blm punya',
  'kosong',
  'nihil',
  'tidak tahu',
  'tidak',
]);

/** "There is none": of a NIK, a family card, an RT. */
export function saysNone(text: string): boolean {
  const words = plainWords(text);
  return (
    nothing.has(words) || [...nothing].some((phrase) => phrase.length > 6 && words.startsWith(`${phrase} `))
  );
}

const yes = new Set('ya iya y yes yoi betul benar ok oke okay sip setuju boleh lanjut'.split(' '));
const no = new Set('tidak tdk t gak ga nggak enggak bukan no jangan belum blm'.split(' '));

/** null: neither, or both. */
export function readYesNo(text: string): boolean | null {
  const [first = '', ...rest] = plainWords(text).split(' ');
  if (rest.length > 3) return null;
  if (yes.has(first)) return rest.some((word) => no.has(word)) ? null : true;
  return no.has(first) ? false : null;
}
