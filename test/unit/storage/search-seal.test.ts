import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchSeal } from '../../../src/storage/console/search-seal.js';
import { FieldCipher } from '../../../src/storage/crypto/field-cipher.js';
import { parseKeyring } from '../../../src/storage/crypto/keyring.js';

const key = () => randomBytes(32).toString('base64');
const search = searchSeal(new FieldCipher(parseKeyring(`k1:${key()}`, key())));
const owner = { id: '019aa000-0000-7000-8000-000000000001' };

describe('the words of a search', () => {
  it('come back to their searcher alone, whatever they are, and show nothing in an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const token = search.seal(words, owner);
        expect(token).toMatch(/^[\w.-]+$/);
        expect(search.open(token, owner)).toBe(words);
        expect(search.open(token, { id: '019aa000-0000-7000-8000-000000000002' })).toBeUndefined();
      }),
    );
    expect(search.seal('6408010101800001', owner)).not.toContain('6408010101800001');
  });

  it('are none in what was not sealed here', () => {
    const elsewhere = searchSeal(new FieldCipher(parseKeyring(`k2:${key()}`, key())));
    const foreign = elsewhere.seal('Uji', owner);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant(foreign)), (token) => {
        expect(search.open(token, owner)).toBeUndefined();
      }),
    );
  });
});
