import { AppError } from '../../errors.js';
import type { SearchSeal } from '../../usecases/console/ports.js';
import type { FieldCipher } from '../crypto/field-cipher.js';

const cell = (row: string) => ({ table: 'search', column: 'words', row });

/** By the keys of the fields: a token of before a rotation opens as long as its key is there. */
export function searchSeal(cipher: FieldCipher): SearchSeal {
  return {
    seal: (words, { id }) => cipher.seal(words, cell(id)),
    open: (token, { id }) => {
      try {
        return cipher.open(token, cell(id));
      } catch (error) {
        if (error instanceof AppError) return undefined;
        throw error;
      }
    },
  };
}
