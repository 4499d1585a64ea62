import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCode, readCode, showCode } from '../../../src/domain/enrolment/invite-code.js';
import { readPhone } from '../../../src/domain/enrolment/phone.js';
import { mayAnswerStranger } from '../../../src/usecases/chat/answer-strangers.js';
import { anyText } from '../../support/any-text.js';

describe('an invitation code', () => {
  it.each([
    'DAFTAR K7M4-2XQ9',
    'daftar k7m4 2xq9',
    '/start K7M42XQ9',
    '/start@lapor_bot K7M4-2XQ9',
    'Kode: k7m4–2xq9',
    'K7M4-2XQ9',
    '  k7m4 2xq9  ',
    'daftar k 7 m 4 2 x q 9',
  ])('is read in %s', (text) => {
    expect(readCode(text)?.code).toBe('K7M42XQ9');
  });

  it('is read with letters that look like its digits', () => {
    expect(readCode('daftar kOm4-ILq9')?.code).toBe('K0M411Q9');
  });

  it.each(['DAFTAR K7M4-2XQ', 'daftar K7M4-2XQ99', '/start K7M42XQU'])(
    'is meant, and cannot be, in %s',
    (text) => {
      expect(readCode(text)).toEqual({ code: null, named: true });
    },
  );

  it.each([
    'perbaiki',
    'selamat pagi',
    'anak-anak',
    '12031980',
    '12-03-1980',
    '081234567890',
    '/start',
    'mulai',
    'daftar dong pak',
    'saya mau daftar',
    '6408010101800001',
    'RT 03 RW 01',
    '',
  ])('is not meant in %s', (text) => {
    expect(readCode(text)).toBeNull();
  });

  it('is read back however it was made, and never made of letters or digits alone', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(255)), (bytes) => {
        const random = (size: number) => Uint8Array.from(bytes.take(size));
        // A generator that has nothing but one kind would go on for ever.
        const code = makeCode((size) =>
          random(size).every((byte) => byte === 0) ? randomBytes(size) : random(size),
        );
        for (const text of [showCode(code), `daftar ${code.toLowerCase()}`, `/start ${code}`]) {
          expect(readCode(text)?.code).toBe(code);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is either whole or not one, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          anyText.map((text) => `daftar ${text}`),
        ),
        (text) => {
          const code = readCode(text)?.code ?? null;
          if (code !== null) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
        },
      ),
    );
  });
});

describe('a telephone number', () => {
  it.each([
    '081234567890',
    '0812-3456-7890',
    '0812 3456 7890',
    '0812.3456.7890',
    '(0812) 3456-7890',
    '6281234567890',
    '+6281234567890',
    '+62 812-3456-7890',
    '+62 (0)812 3456 7890',
    '+62 0812 3456 7890',
    '0062 812 3456 7890',
    '81234567890',
    '81234567890.0',
    "'081234567890",
    'WA: 0812 3456 7890',
    'Telp. 0812 3456 7890',
    '\u00a00812\u00a03456\u00a07890 ',
    '０８１２３４５６７８９０',
    '0812–3456–7890',
  ])('is read in %s', (text) => {
    expect(readPhone(text)).toBe('+6281234567890');
  });

  it.each([
    '',
    '0812',
    '08xxxxxxxxxx',
    '0812 3456 7890 / 0857 1111 2222',
    '6,28123E+12',
    'tidak ada',
    '-',
    '12031980',
  ])('is not read in %s', (text) => {
    expect(readPhone(text)).toBeNull();
  });

  it('is in E.164 or none, and the same when read again', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[+\d ().-]{5,20}$/)), (text) => {
        const phone = readPhone(text);
        if (phone === null) return;
        expect(phone).toMatch(/^\+\d{6,15}$/);
        expect(readPhone(phone)).toBe(phone);
      }),
    );
  });
});

describe('the answers to a stranger', () => {
  it('come three days in a row, and then after a week of silence', () => {
    const answered = new Set<number>();
    for (let day = 0; day < 21; day += 1) {
      if (mayAnswerStranger((daysAgo) => answered.has(day - daysAgo))) answered.add(day);
    }
    expect([...answered]).toEqual([0, 1, 2, 9, 10, 11, 18, 19, 20]);
  });

  it('begin anew after a day without a message', () => {
    const answered = new Set<number>();
    for (const day of [0, 1, 3, 4, 5, 6, 7]) {
      if (mayAnswerStranger((daysAgo) => answered.has(day - daysAgo))) answered.add(day);
    }
    expect([...answered]).toEqual([0, 1, 3, 4, 5]);
  });
});
