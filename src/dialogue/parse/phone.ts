import { isTooLong, zeroes } from './text.js';

/** Digits with what people put between them; a second number after a slash is a second number. */
const NUMBER = /(?<!\d)\+?[(]?\d(?:[\s().-]*\d){6,}/g;

/**
 * A phone number in E.164: `0812-3456-7890`, `62812…`, `+62 812 …`, `812…`, `(0549) 21234`. null when it is
 * none, or when there are several.
 */
export function readPhone(text: string): string | null {
  if (isTooLong(text)) return null;
  const plain = zeroes(
    text
      .replace(/\p{Cf}/gu, '')
      .normalize('NFKC')
      .replace(/[\p{Pd}\u2212_]/gu, '-')
      .replace(/[\s\u00a0]+/g, ' '),
  );
  const numbers = new Set((plain.match(NUMBER) ?? []).map(international));
  const [only = null] = numbers;
  return numbers.size === 1 ? only : null;
}

function international(written: string): string | null {
  const digits = written.replace(/\D/g, '');
  if (written.startsWith('+') || digits.startsWith('00')) return abroad(digits.replace(/^00/, ''));
  if (digits.startsWith('62')) return national(digits.slice(2).replace(/^0/, ''), false);
  if (digits.startsWith('0')) return national(digits.slice(1), true);
  return digits.startsWith('8') ? national(digits, false) : null;
}

/** With a + it may be of any country: those who work in Malaysia have numbers from there. */
function abroad(digits: string): string | null {
  if (digits.startsWith('62')) return national(digits.slice(2).replace(/^0/, ''), true);
  return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
}

/** Mobile numbers begin with 8; others with the code of an area. */
function national(digits: string, fixed: boolean): string | null {
  const known = /^8[1-9]\d{6,10}$/.test(digits) || (fixed && /^[2-79]\d{6,10}$/.test(digits));
  return known ? `+62${digits}` : null;
}
