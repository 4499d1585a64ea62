import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../support/any-text.js';
import { readAddress, readRtRw } from '../../../../src/dialogue/parse/address.js';

const number = fc.integer({ min: 1, max: 999 });
const three = (n: number) => String(n).padStart(3, '0');
const named = (rt: string, rw: string) => [
  `RT ${rt} RW ${rw}`,
  `RT${rt} RW${rw}`,
  `RT${rt}RW${rw}`,
  `rt.${rt}/rw.${rw}`,
  `RT. ${rt}, RW. ${rw}`,
  `RT: ${rt} RW: ${rw}`,
  `RT ${rt} / RW ${rw}`,
  `RT ${rt} dan RW ${rw}`,
  `RT ${rt}/${rw}`,
  `RT/RW ${rt}/${rw}`,
  `RT/RW : ${rt}/${rw}`,
  `RW ${rw} RT ${rt}`,
];

describe('an address', () => {
  it('gives up RT and RW in every way that they are written', () => {
    fc.assert(
      fc.property(number, number, fc.boolean(), (a, b, padded) => {
        const written = (n: number) => (padded ? three(n) : String(n));
        for (const place of named(written(a), written(b))) {
          expect([place, readAddress(`Jl. Mawar No. 5, ${place}`)]).toEqual([
            place,
            { line: 'Jl. Mawar No. 5', rtRw: { rt: three(a), rw: three(b) } },
          ]);
        }
      }),
    );
  });

  it.each([
    ['Jalan Mawar RT 03/RW 01', 'Jalan Mawar', '003', '001'],
    ['Jl Poros RT 15', 'Jl Poros', '015', null],
    ['RT 15 RW - Dusun Damai', 'Dusun Damai', '015', null],
    ['Gang Rukun RW 2', 'Gang Rukun', null, '002'],
    ['Jl. Mawar RT 3, 12 Ulu', 'Jl. Mawar, 12 Ulu', '003', null],
    ['Dusun Damai\nRT 3 RW 1', 'Dusun Damai', '003', '001'],
    ['RT 3', 'RT 3', '003', null],
  ])('%j is %s, RT %s RW %s', (typed, line, rt, rw) => {
    expect(readAddress(typed)).toEqual({ line, rtRw: { rt, rw } });
  });

  it.each(['Jalan Mawar', 'Jl. Art Deco 12', 'Jl. Mawar RT 1234', 'Jl. Mawar RT 000/000', 'Gang RT'])(
    'has neither in %j',
    (typed) => {
      expect(readAddress(typed)?.rtRw).toBeNull();
    },
  );

  it.each(['', '   ', '12', '...', '🏠', 'a'.repeat(201)])('is not %j', (typed) => {
    expect(readAddress(typed)).toBeNull();
  });

  it('never throws, and is one visible line of at most 200 characters', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[rtw\d ./-]*$/)), (typed) => {
        const reading = readAddress(typed);
        expect(reading === null || /^[^\p{Cc}]{2,200}$/u.test(reading.line)).toBe(true);
      }),
    );
  });
});

describe('the answer to which RT and RW', () => {
  it('is read with and without their names', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const bare = ['/', '-', ' ', ', ', ' / ', ' dan ', '.'].map(
          (between) => `${String(a)}${between}${String(b)}`,
        );
        for (const typed of [...named(String(a), String(b)), ...bare, `RT ${String(a)} ${String(b)}`]) {
          expect([typed, readRtRw(typed)]).toEqual([typed, { rt: three(a), rw: three(b) }]);
        }
      }),
    );
  });

  it.each([
    ['RT 03/RW 01', '003', '001'],
    ['rt3 rw1', '003', '001'],
    ['15', '015', null],
    ['RT 15', '015', null],
    ['RT 15 RW tidak ada', '015', null],
    ['RW 02', null, '002'],
    ['0/0', null, null],
    ['000/000', null, null],
  ])('%j is RT %s, RW %s', (typed, rt, rw) => {
    expect(readRtRw(typed)).toEqual({ rt, rw });
  });

  it.each(['', 'tidak tahu', '1/2/3', '1234', 'RT', '0301', 'RT 1234'])('%j is unreadable', (typed) => {
    expect(readRtRw(typed)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[rtw\d ./-]*$/)), (typed) => {
        const reading = readRtRw(typed);
        expect(
          reading === null || [reading.rt, reading.rw].every((n) => n === null || /^\d{3}$/.test(n)),
        ).toBe(true);
      }),
    );
  });
});
