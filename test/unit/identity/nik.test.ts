import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../support/any-text.js';
import { isoDate, readKk, readNik } from '../../../src/domain/identity/nik.js';

const today = '2026-11-20';
const two = (n: number) => String(n).padStart(2, '0');

const region = fc
  .tuple(fc.integer({ min: 11, max: 97 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
  .map((parts) => parts.map(two).join(''));
/** Days of the last hundred years, within which a NIK's two digits name one year. */
const birth = fc
  .integer({ min: Date.UTC(1926, 10, 21), max: Date.UTC(2026, 10, 20) })
  .map((moment) => new Date(moment).toISOString().slice(0, 10));
const serial = fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(4, '0'));

function written(issued: string, date: string, sex: 'L' | 'P', tail: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return issued + two(Number(day) + (sex === 'P' ? 40 : 0)) + month + year.slice(2) + tail;
}
const built = fc.record({
  issued: region,
  date: birth,
  sex: fc.constantFrom('L' as const, 'P' as const),
  tail: serial,
});
const gap = fc.constantFrom('', ' ', '.', '-', '/', '_', '  ', ' - ', '\u00a0', '\u200b', '*', ',');

describe('a NIK', () => {
  it('tells the date, the sex and the region it was made of, however it is spaced', () => {
    fc.assert(
      fc.property(
        built,
        fc.array(gap, { minLength: 16, maxLength: 16 }),
        ({ issued, date, sex, tail }, gaps) => {
          const digits = written(issued, date, sex, tail);
          const spaced = Array.from(digits, (digit, place) => digit + (gaps[place] ?? '')).join('');
          const issuedIn = `${issued.slice(0, 2)}.${issued.slice(2, 4)}.${issued.slice(4)}`;
          expect(readNik(spaced, today)).toEqual({
            ok: true,
            nik: { digits, birthDate: date, sex, issuedIn },
          });
        },
      ),
    );
  });

  it.each([
    'NIK 6408014101800001',
    'nik: 6408 0141 0180 0001',
    'No. NIK: 6408014101800001',
    'NIK-nya 6408014101800001',
    '*6408014101800001*',
    '６４０８０１４１０１８００００１',
  ])('is read from %j', (typed) => {
    expect(readNik(typed, today)).toMatchObject({ ok: true, nik: { birthDate: '1980-01-01', sex: 'P' } });
  });

  it('is refused when it is too short or too long', () => {
    fc.assert(
      fc.property(built, fc.integer({ min: 0, max: 15 }), ({ issued, date, sex, tail }, length) => {
        const digits = written(issued, date, sex, tail);
        const fault = { ok: false, fault: 'not_16_digits' };
        expect(readNik(digits.slice(0, length), today)).toEqual(fault);
        expect(readNik(digits + digits.slice(length), today)).toEqual(fault);
      }),
    );
  });

  it('is refused when its date is on no calendar', () => {
    const impossible = fc
      .tuple(
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
      )
      .filter(([day, month, year]) => {
        const born = day > 40 ? day - 40 : day;
        return [1900 + year, 2000 + year].every((full) => isoDate(full, month, born) === null);
      });
    fc.assert(
      fc.property(impossible, ([day, month, year]) => {
        const fault = { ok: false, fault: 'impossible_date' };
        expect(readNik(`640801${two(day)}${two(month)}${two(year)}0001`, today)).toEqual(fault);
      }),
    );
  });

  it.each([
    ['6408010101800000', 'no_serial'],
    ['0008010101800001', 'unknown_region'],
    ['9808010101800001', 'unknown_region'],
    ['6400010101800001', 'unknown_region'],
    ['6408000101800001', 'unknown_region'],
    ['64080101018O0001', 'not_16_digits'],
    ['6408010101800001 6408010101800002', 'not_16_digits'],
    ['', 'not_16_digits'],
    ['tidak ingat', 'not_16_digits'],
  ])('%j is refused: %s', (typed, fault) => {
    expect(readNik(typed, today)).toEqual({ ok: false, fault });
  });

  it('names this century up to today and the last one from tomorrow on', () => {
    expect(readNik('6408012011260001', today)).toMatchObject({ nik: { birthDate: '2026-11-20' } });
    expect(readNik('6408012111260001', today)).toMatchObject({ nik: { birthDate: '1926-11-21' } });
    expect(readNik('6408012902000001', today)).toMatchObject({ nik: { birthDate: '2000-02-29' } });
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(readNik(typed, today).ok).toBe(false);
        expect(readKk(typed).ok).toBe(false);
      }),
    );
  });
});

describe('a No. KK', () => {
  it('is read with any date in it, for offices have written it in more than one way', () => {
    const middle = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));
    fc.assert(
      fc.property(region, middle, serial, (issued, issue, tail) => {
        const digits = issued + issue + tail;
        expect(readKk(`No. KK: ${digits.replace(/(\d{4})/g, '$1 ')}`)).toEqual({ ok: true, digits });
      }),
    );
  });

  it.each([
    ['640801010180000', 'not_16_digits'],
    ['6408010101800000', 'no_serial'],
    ['1008010101800001', 'unknown_region'],
  ])('%j is refused: %s', (typed, fault) => {
    expect(readKk(typed)).toEqual({ ok: false, fault });
  });
});
