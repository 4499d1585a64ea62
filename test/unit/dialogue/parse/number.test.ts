import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../support/any-text.js';
import { readCount } from '../../../../src/dialogue/parse/number.js';

const units = 'satu dua tiga empat lima enam tujuh delapan sembilan'.split(' ');
function spelled(n: number): string {
  const unit = units[(n % 10) - 1] ?? '';
  if (n < 10) return unit;
  if (n === 10) return 'sepuluh';
  if (n === 11) return 'sebelas';
  return n < 20 ? `${unit} belas` : `${units[Math.floor(n / 10) - 1] ?? ''} puluh ${unit}`.trim();
}

describe('a count', () => {
  it('is read in digits and in words, with what people say around it', () => {
    for (let n = 1; n <= 30; n += 1) {
      for (const said of [String(n), spelled(n), `${String(n)} (${spelled(n)})`]) {
        for (const typed of [said, `${said} orang`, ` Ada ${said.toUpperCase()} jiwa. `, `${said} org pak`]) {
          expect([typed, readCount(typed)]).toEqual([typed, n]);
        }
      }
    }
  });

  it.each([
    ['4 orang', 4],
    ['4orang', 4],
    ['empat jiwa', 4],
    ['5 orang termasuk kepala keluarga', 5],
    ['jumlah anggota keluarga 6', 6],
    ['totalnya 7 org', 7],
    ['berempat', 4],
    ['sendirian', 1],
    ['04', 4],
    ['0', 0],
  ])('%j is %i', (typed, count) => {
    expect(readCount(typed)).toBe(count);
  });

  it.each([
    '4 orang dan 1 bayi',
    '4 belum termasuk kepala keluarga',
    '3-4',
    '4,5',
    '-4',
    '5 (empat)',
    'dua tiga',
    'sebelas belas',
    'satu belas',
    'banyak',
    'constructor',
    '12345',
    '',
  ])('%j is none', (typed) => {
    expect(readCount(typed)).toBeNull();
  });

  it('never throws, and is whole', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const count = readCount(typed);
        expect(count === null || Number.isInteger(count)).toBe(true);
      }),
    );
  });
});
