/** Every reader of an answer asks for the words of the same text. */
let last = { text: '', words: '' };

/** Words as people type them on small keyboards: any case, stray spaces, trailing punctuation. */
export function plainWords(text: string): string {
  if (text !== last.text) last = { text, words: readWords(text) };
  return last.words;
}

function readWords(text: string): string {
  return (isAscii(text) ? plainAscii(text) : plainUnicode(text))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s.,:]+$/, '');
}

/** Nearly all that is typed, and several times as fast: every question reads it more than once. */
const isAscii = (text: string) => /^[\t\n\r -~]*$/.test(text);

const plainAscii = (text: string) =>
  text
    .toLowerCase()
    .replace(/-{2,}/g, '-')
    .replace(/[^a-z0-9\s/:.,+-]/g, ' ');

function plainUnicode(text: string): string {
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
  );
}

/** Words alone, one space between them: `No. KK` and `no kk`, `laki2` and `Laki-laki` are the same. */
export function looseWords(text: string): string {
  return plainWords(text)
    .replace(/(?<!\p{L})(\p{L}{2,})2(?![\p{L}\p{N}])/gu, '$1 $1')
    .replace(/[\s./:,+-]+/g, ' ')
    .trim();
}

/** Longer is no answer to one question, and is not searched for one. */
const MAX_ANSWER = 1_000;

export function isTooLong(text: string): boolean {
  return text.length > MAX_ANSWER;
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

/** With those of Kutai, Banjar and Java, which are spoken side by side here. */
const NO =
  '(?:tidak|tdk|tdak|tida|tak|gak|ga|gk|g|nggak|ngga|nggk|enggak|engga|ndak|nda|dak|indak|tiada|belum|blm|blom|kada|kadada|ora|mboten|kurang)';
/** What there is none of may follow, but no number: "tidak ada RT, RW 2" has something to say. */
const NONE = new RegExp(
  `^(?:-|0|kosong|nihil|none|(?:(?:nik|ktp|kk|kartu)(?:nya)? )?hilang(?: pak| bu)?|(?!kurang$)${NO}|(?:(?:maaf|memang|masih|beliau),? )?(?!kurang (?:ada|punya))${NO} ?(?:ada|punya|mempunyai|memiliki|baisi|duwe|nduwe|gadah|tahu|tau|buat|bikin)(?:[ ,.][^0-9]*)?)$`,
);

/** "There is none": of a NIK, a family card, an RT. */
export function saysNone(text: string): boolean {
  return NONE.test(plainWords(text));
}

const wordsOf = (list: string) => new Set(list.split(' ').map(short));
const yes = wordsOf(
  'ya iya y yes yup yap yep yoi yo yoa iyo iyoh iyap iye iyalah inggih enggih nggih heeh hooh betul btul btl benar bener bnr bnar bujur ok oke okay okey okeh oks sip siap setuju sesuai cocok acc boleh lanjut',
);
const no = wordsOf(
  'tidak tdk tdak tida t gak ga gk g nggak ngga nggk enggak engga ndak nda dak indak tak bukan bkn no jangan jgn belum blm blom kada ora mboten ogah gausah',
);
/** Drawn instead of written. */
const thumbUp = /^(?:(?:\u{1F44D}|\u{1F44C}|\u2705|\u2611|\u2714|\u{1F197})\s*)+$/u;
const thumbDown = /^(?:(?:\u{1F44E}|\u274C|\u2716|\u{1F6AB})\s*)+$/u;
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
  const drawn = text.replace(/[\u{1F3FB}-\u{1F3FF}]|\u{FE0F}/gu, '').trim();
  if (thumbUp.test(drawn)) return true;
  if (thumbDown.test(drawn)) return false;
  const words = plainWords(text)
    .replace(/\b(he|ho)[ -](eh|oh)\b/g, '$1$2')
    .replace(/\b(yo|ga|gak) ?(man|usah)\b/g, '$1')
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
