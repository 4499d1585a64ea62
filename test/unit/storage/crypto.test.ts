import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlindIndex, FieldCipher } from '../../../src/storage/crypto/field-cipher.js';
import { loadKeyFile, parseKeyring } from '../../../src/storage/crypto/keyring.js';

const key = () => randomBytes(32).toString('base64');
const indexKey = key();
const first = `k1:${key()}`;
const cell = { table: 'person', column: 'nik_enc', row: 'a' };

describe('sealed fields', () => {
  const cipher = new FieldCipher(parseKeyring(first, indexKey));

  it('open to what was sealed, and look different each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = cipher.seal(plain, cell);
        expect(cipher.open(sealed, cell)).toBe(plain);
        expect(cipher.seal(plain, cell)).not.toBe(sealed);
      }),
    );
  });

  it.each([
    { ...cell, table: 'household' },
    { ...cell, column: 'name' },
    { ...cell, row: 'b' },
  ])('do not open at another place: %j', (elsewhere) => {
    const sealed = cipher.seal('6408014101800001', cell);
    expect(() => cipher.open(sealed, elsewhere)).toThrow('crypto.unreadable');
  });

  it('do not open once any character is changed', () => {
    const sealed = cipher.seal('6408014101800001', cell);
    const start = sealed.lastIndexOf('.') + 1;
    fc.assert(
      // The last base64url character may carry unused bits.
      fc.property(fc.integer({ min: start, max: sealed.length - 2 }), (at) => {
        const changed = sealed[at] === 'A' ? 'B' : 'A';
        expect(() => cipher.open(sealed.slice(0, at) + changed + sealed.slice(at + 1), cell)).toThrow(
          'crypto',
        );
      }),
    );
  });

  it('still open after a new key took over, and not without the old one', () => {
    const sealed = cipher.seal('lama', cell);
    const second = `k2:${key()}`;
    const rotated = new FieldCipher(parseKeyring(`${second},${first}`, indexKey));
    expect(rotated.open(sealed, cell)).toBe('lama');
    expect(rotated.seal('baru', cell)).toMatch(/^v1\.k2\./);
    const forgetful = new FieldCipher(parseKeyring(second, indexKey));
    expect(() => forgetful.open(sealed, cell)).toThrow('crypto.unknown_key');
  });
});

describe('the keyed index', () => {
  it('holds HMACs, however long the text', () => {
    const index = new BlindIndex(parseKeyring(first, indexKey));
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 300, maxLength: 3_000 }));
    fc.assert(
      fc.property(text, (value) => {
        const mac = createHmac('sha256', Buffer.from(indexKey, 'base64')).update(`kk\0${value}`).digest();
        expect(index.mac('kk', value)).toBe(mac.toString('base64url'));
        expect(index.shortMac('kk', value)).toBe(mac.readBigInt64BE(0).toString());
      }),
    );
  });

  it('finds equal values, tells purposes apart, and depends on its key', () => {
    const index = new BlindIndex(parseKeyring(first, indexKey));
    const other = new BlindIndex(parseKeyring(first, key()));
    expect(index.mac('nik', '6408014101800001')).toBe(index.mac('nik', '6408014101800001'));
    expect(index.mac('nik', '6408014101800001')).not.toBe(index.mac('kk', '6408014101800001'));
    expect(index.mac('nik', '6408014101800001')).not.toBe(other.mac('nik', '6408014101800001'));
  });
});

describe('the key file', () => {
  it('is made once, readable by its owner alone', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'keys-'));
    const made = loadKeyFile(folder);
    expect(loadKeyFile(folder).indexKey).toEqual(made.indexKey);
    expect(statSync(path.join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'k1:short', 'K 1:AAAA', `${first},`])('refuses %j', (keys) => {
    expect(() => parseKeyring(keys, indexKey)).toThrow('config.invalid');
  });
});
