/** Words as people type them on small keyboards: any case, stray spaces, trailing punctuation. */
export function plainWords(text: string): string {
  return (
    text
      // Invisible characters first: one may stand between a letter and the accent it is composed with.
      // The marks that make an emoji of a digit are of their kind.
      .replace(/[\p{Cf}\u{FE0E}\u{FE0F}\u{20E3}]/gu, '')
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFKC')
      // Keyboards turn "-" and "--" into longer dashes.
      .replace(/[\p{Pd}\u2212]+/gu, '-')
      .replace(/[^\p{L}\p{M}\p{N}\s/:.,+-]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\s.,:]+$/, '')
  );
}

/** Words alone, one space between them: `No. KK` and `no kk`, `laki2` and `Laki-laki` are the same. */
export function looseWords(text: string): string {
  return plainWords(text)
    .replace(/(?<!\p{L})(\p{L}{2,})2(?![\p{L}\p{N}])/gu, '$1 $1')
    .replace(/[\s./:,+-]+/g, ' ')
    .trim();
}

/** The letter O typed for a zero: `O812`, `12-o3-198o`. */
export function zeroes(words: string): string {
  return words.replace(/(?<=\d)o+(?![\p{L}])|(?<![\p{L}])o+(?=\d)/giu, (os) => '0'.repeat(os.length));
}

/** One line of visible characters, at most `limit`; null when nothing is left of it. */
export function oneLine(text: string, limit: number): string | null {
  const line = text
    .replace(/\p{Cf}/gu, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Co}\p{Cs}\p{Cn}\s]+/gu, ' ')
    .trim();
  return line === '' || line.length > limit ? null : line;
}

const NO = '(?:tidak|tdk|tak|gak|ga|gk|g|nggak|ngga|enggak|engga|ndak|nda|tiada|belum|blm|kada)';
/** What there is none of may follow, but no number: "tidak ada RT, RW 2" has something to say. */
const NONE = new RegExp(
  `^(?:-|0|kosong|nihil|kadada|${NO}|(?:(?:maaf|memang|masih|beliau),? )?${NO} ?(?:ada|punya|mempunyai|memiliki|tahu|tau)(?:[ ,.][^0-9]*)?)$`,
);

/** "There is none": of a NIK, a family card, an RT. */
export function saysNone(text: string): boolean {
  return NONE.test(plainWords(text));
}

const wordsOf = (list: string) => new Set(list.split(' ').map(short));
const yes = wordsOf('ya iya y yes yup yoi betul benar bener ok oke okay oks sip siap setuju boleh lanjut');
const no = wordsOf('tidak tdk t gak ga gk g nggak ngga enggak engga ndak nda tak bukan no jangan belum blm');
/** Said along with a yes without changing it. */
const polite = wordsOf(
  'pak bapak bu ibu min admin mas mbak bang kak semua semuanya sudah sdh udah saja aja itu terima kasih makasih kirim kirimkan sekali',
);

/** `yaa`, `okee`: letters held down count once. */
function short(word: string): string {
  return word.replace(/(\p{L})\1+/gu, '$1');
}

/** null: neither, both, or something more than that. */
export function readYesNo(text: string): boolean | null {
  const words = plainWords(text)
    .split(/[\s,.:/]+/)
    .map(short);
  // "It does not matter" is no no.
  if (/\b(apa|papa)\b/.test(words.join(' ').replaceAll('-', ' '))) return null;
  const begun = words[0] === 'sudah' || words[0] === 'sdh' ? words.slice(1) : words;
  const [first = '', ...rest] = begun;
  if (yes.has(first)) return rest.every((word) => yes.has(word) || polite.has(word)) ? true : null;
  return no.has(first) && rest.length <= 3 ? false : null;
}

/** `kirim`, `kirim pak`, `ok kirim` is a yes with a word of its own. */
export function saysSend(text: string): boolean {
  const words = plainWords(text);
  return (
    /\b(?:kirim|kirimkan|send)\b/.test(words) &&
    readYesNo(words.replace(/\bsend\b/, 'kirim').replace(/^kirim(kan)?\b/, 'ya')) === true
  );
}

const doneWords = new Set([...'lewati lewat skip selesai sudah cukup done kirim'.split(' '), 'tanpa foto']);

/** Nothing (more) to give: of photos, of a choice of several. */
export function saysDone(text: string): boolean {
  return doneWords.has(plainWords(text).replace(/ (?:pak|bu|saja|aja)$/, ''));
}

/** An answer to some other question (`ya`, `lewati`): no name and no address. */
export function saysNothing(text: string): boolean {
  const words = plainWords(text);
  return words === '' || doneWords.has(words) || (!words.includes(' ') && readYesNo(words) !== null);
}
