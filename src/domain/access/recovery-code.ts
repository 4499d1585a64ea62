/** Codes for who has lost the phone: ten letters of Crockford's base32 (50 bits), each good once. */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
const WHOLE = new RegExp(`^[${ALPHABET}]{${String(LENGTH)}}$`);
export const RECOVERY_CODES = 10;

/** `random`: that many bytes nobody can guess. */
export function makeRecoveryCodes(random: (size: number) => Uint8Array): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    [...random(LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join(''),
  );
}

/** As it is shown: `K7M42-XQ9TB`. */
export function showRecoveryCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/** null: it cannot be one. Forgives case, spaces, dashes, and letters that look like digits. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]+/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return WHOLE.test(code) ? code : null;
}
