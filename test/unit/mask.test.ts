import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNumbers, maskReport } from '../../src/domain/report/mask.js';
import { Report } from '../../src/domain/report/report.js';
import { syntheticKinds } from '../support/one-of-each-kind.js';

const separator = fc.constantFrom('', '', ' ', '.', '-', '. ');
const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 16, maxLength: 16 });

describe('masking identity numbers', () => {
  it('leaves of sixteen digits the last four, however they are written', () => {
    fc.assert(
      fc.property(digits, separator, fc.constantFrom(1, 2, 4, 8), (number, between, every) => {
        const written = number
          .map((digit, n) => (n > 0 && n % every === 0 ? between : '') + String(digit))
          .join('');
        const masked = maskNumbers(`Ibunya (${written}), sakit.`);
        expect(masked).toBe(`Ibunya (•••• •••• •••• ${number.slice(-4).join('')}), sakit.`);
      }),
    );
    expect(maskNumbers('RT 3 RW 12, telp 0812-3456-7890')).toBe('RT 3 RW 12, telp 0812-3456-7890');
    expect(maskNumbers(null)).toBeNull();
  });

  it.each(Object.entries(syntheticKinds('64.08.04.2001')))(
    'leaves none in a report: %s',
    (_kind: string, answers: Report) => {
      const number = '6408 0101 0180 9999';
      const told = Report.parse({
        ...answers,
        nik: '6408010101809999',
        kk: '6408010101209999',
        note: number,
        duplicateReason: `sama dengan ${number}`,
        address: { line: `Rumah ${number}`, rt: null, rw: null },
        ...(answers.kind === 'data_update' ? { gone: number, place: number } : {}),
      });
      const text = JSON.stringify(maskReport(told));
      expect(text).not.toMatch(/\d[\d .-]{14,}\d/);
      expect(text).toContain('9999');
      // Nothing else changes.
      expect(Object.keys(maskReport(told)).toSorted()).toEqual(Object.keys(told).toSorted());
    },
  );
});
