/**
 * Case and registry numbers: `LP-2026-00012-K`. The last character checks the others
 * (ISO/IEC 7064 MOD 37,36: it catches every single wrong character and nearly every swap of
 * neighbours), so that a number read over the telephone cannot silently name another case.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PATTERN = /^([A-Z]{1,4})-?(\d{4})-?(\d{5,})-?([0-9A-Z])$/;

export function formatNumber(prefix: string, year: number, sequence: number): string {
  const serial = String(sequence).padStart(5, '0');
  return `${prefix}-${String(year)}-${serial}-${checkCharacter(`${prefix}${String(year)}${serial}`)}`;
}

/** The number in its one written form, or null when it cannot be one. Forgives case, spaces and dashes. */
export function readNumber(typed: string): string | null {
  const compact = typed.toUpperCase().replace(/\s+/g, '');
  const match = PATTERN.exec(compact);
  if (match === null) return null;
  const [, prefix = '', year = '', serial = '', check] = match;
  const written = `${prefix}-${year}-${serial}-${check ?? ''}`;
  return checkCharacter(prefix + year + serial) === check ? written : null;
}

/** Whether some number could have this in it, in any case of its letters: of letters alone at most a prefix. */
export function mayBePartOfNumber(text: string): boolean {
  return /^[\dA-Z-]+$/i.test(text) && !/[A-Z]{5}/i.test(text);
}

function checkCharacter(payload: string): string {
  const modulus = ALPHABET.length;
  let product = modulus;
  for (const character of payload) {
    const sum = (product + ALPHABET.indexOf(character)) % modulus || modulus;
    product = (sum * 2) % (modulus + 1);
  }
  return ALPHABET.charAt((modulus + 1 - product) % modulus);
}
