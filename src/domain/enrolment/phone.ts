import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** `WA: `, `'` (a spreadsheet's mark of text) and the like, before the number itself. */
const LEAD = /^[^\d+]{0,12}/;
/** What stands between the digits of one number; anything else makes it two, or none. */
const ONE_NUMBER = /^\+?[\d\s().\u00ad\u2010-\u2015-]+$/;

/**
 * E.164 of a number as people and spreadsheets write it: 0812…, 62812…, +62 (0)812…, 812… without its
 * zero, 812345678.0. null: it cannot be one. A number without a country's code is an Indonesian one.
 */
export function readPhone(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .replace(LEAD, '')
    .trim()
    .replace(/^(\d{8,})\.0+$/, '$1');
  if (!ONE_NUMBER.test(plain)) return null;
  const digits = plain.replace(/[^\d+]/g, '').replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(digits.replace(/^\+?620+(?=8)/, '+62'), 'ID');
  return parsed?.isValid() === true ? parsed.number : null;
}
