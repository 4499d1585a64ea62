/** One-time codes by which a chat becomes known: eight characters of Crockford's base32 (40 bits). */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const WHOLE = new RegExp(`^[${ALPHABET}]{${String(LENGTH)}}$`);
/** No code is longer in any spelling: what is longer was meant to say something. */
const MAX_TEXT = 60;
/** `DAFTAR K7M4-2XQ9`, `/start K7M42XQ9`, `kode: k7m4 2xq9`. */
const NAMED = /^\/?(?:daftar|start|kode)(?:@\w+)?[\s:]+(\S.*)$/i;

/** Without such a word: in one piece, or in its two halves (`RT 03 RW 01` is none). */
const ALONE = /^[A-Z\d]{4}[\s\u2010-\u2015-]{0,3}[A-Z\d]{4}$/i;

/** `random`: that many bytes nobody can guess. Every code has a letter and a digit, as no word has. */
export function makeCode(random: (size: number) => Uint8Array): string {
  for (;;) {
    const code = [...random(LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
    if (/\d/.test(code) && /\D/.test(code)) return code;
  }
}

/** As it is shown: `K7M4-2XQ9`. */
export function showCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

export interface TypedCode {
  /** null: meant as a code, but it cannot be one. */
  readonly code: string | null;
  /** Said to be a code by a word before it. */
  readonly named: boolean;
}

/** null: the text is no code. Forgives case, spaces, dashes, and letters that look like digits. */
export function readCode(text: string): TypedCode | null {
  if (text.length > MAX_TEXT) return null;
  const trimmed = text.trim();
  const rest = NAMED.exec(trimmed)?.[1];
  const named = rest !== undefined;
  if (!named && !ALONE.test(trimmed)) return null;
  const compact = (rest ?? trimmed).toUpperCase().replace(/[\s._\u2010-\u2015-]+/g, '');
  const letters = compact.replace(/O/g, '0').replace(/[IL]/g, '1');
  // Alone, a word of eight letters is a word, and eight digits are a date or a number.
  const marked = named ? letters : compact;
  if (WHOLE.test(letters) && /\d/.test(marked) && /[A-Z]/.test(letters)) return { code: letters, named };
  const nearly = named && /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{6,12}$/.test(compact);
  return nearly ? { code: null, named } : null;
}
