import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, mayBePartOfNumber, readNumber } from '../../../src/domain/case/number.js';

const number = fc
  .record({
    prefix: fc.constantFrom('LP', 'DP', 'A', 'ZZZZ'),
    year: fc.integer({ min: 2020, max: 2099 }),
    sequence: fc.integer({ min: 1, max: 9_999_999 }),
  })
  .map(({ prefix, year, sequence }) => formatNumber(prefix, year, sequence));

describe('case numbers', () => {
  it('are read back as they were written, in any case and with stray spaces', () => {
    fc.assert(
      fc.property(number, (written) => {
        expect(readNumber(written)).toBe(written);
        expect(readNumber(` ${written.toLowerCase().split('').join(' ')}`)).toBe(written);
      }),
    );
  });

  it('are refused when one digit is wrong', () => {
    fc.assert(
      fc.property(number, fc.nat(), fc.integer({ min: 1, max: 9 }), (written, at, shift) => {
        const digits = [...written.matchAll(/\d/g)].map((match) => match.index).slice(0, -1);
        const place = digits[at % digits.length] ?? 0;
        const wrong = String((Number(written[place]) + shift) % 10);
        expect(readNumber(written.slice(0, place) + wrong + written.slice(place + 1))).toBeNull();
      }),
    );
  });

  it('are nearly always refused when two neighbouring digits are swapped', () => {
    let swaps = 0;
    let missed = 0;
    for (let sequence = 10_000; sequence < 12_000; sequence += 1) {
      const written = formatNumber('LP', 2026, sequence);
      for (const place of [8, 9, 10, 11]) {
        const [a = '', b = ''] = [written[place], written[place + 1]];
        if (a === b) continue;
        swaps += 1;
        if (readNumber(written.slice(0, place) + b + a + written.slice(place + 2)) !== null) missed += 1;
      }
    }
    expect(swaps).toBeGreaterThan(5_000);
    expect(missed / swaps).toBeLessThan(0.03);
  });

  it.each(['', 'LP', 'LP-2026-00001', 'LP-2026-00001-', 'LP-26-00001-A', '1234567890123456'])(
    'refuses %j',
    (typed) => {
      expect(readNumber(typed)).toBeNull();
    },
  );

  it('is searched for by every part of it, and by no name of people', () => {
    const prefix = fc.stringMatching(/^[A-Z]{1,4}$/);
    fc.assert(
      fc.property(prefix, fc.nat(999_999), fc.nat(30), fc.nat(30), (letters, serial, from, length) => {
        const part = formatNumber(letters, 2026, serial).slice(from, from + length);
        expect(part === '' || mayBePartOfNumber(part.toLowerCase())).toBe(true);
      }),
    );
    expect(['Uji Contoh', 'Rahmat', "Ma'ruf", 'Siti 12'].filter(mayBePartOfNumber)).toEqual([]);
  });
});
