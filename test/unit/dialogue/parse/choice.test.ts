import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../support/any-text.js';
import { readChoice, readChoices } from '../../../../src/dialogue/parse/choice.js';
import { plainWords } from '../../../../src/dialogue/parse/text.js';

const label = fc
  .stringMatching(/^[A-Za-z]{1,8}( [A-Za-z.]{1,8}){0,2}$/)
  .filter((text) => plainWords(text) !== '');
const menu = fc
  .uniqueArray(label, { minLength: 1, maxLength: 20, selector: plainWords })
  .filter((labels) => labels.every((one) => readChoice(one, []) === null && readChoice(one, [one]) === 0));

describe('a choice', () => {
  it('is made by any number and by any label of the menu', () => {
    fc.assert(
      fc.property(menu, (labels) => {
        for (const [place, text] of labels.entries()) {
          const number = String(place + 1);
          for (const typed of [
            number,
            ` ${number}.`,
            `no ${number}`,
            `No. ${number}`,
            `nomor: ${number}`,
            `yang ke-${number} pak`,
          ]) {
            expect([typed, readChoice(typed, labels)]).toEqual([typed, place]);
          }
          for (const typed of [text, text.toUpperCase(), ` ${text}!`]) {
            expect([typed, readChoice(typed, labels)]).toEqual([typed, place]);
          }
        }
        expect(readChoice(String(labels.length + 1), labels)).toBeNull();
        expect(readChoice('0', labels)).toBeNull();
      }),
    );
  });

  const fields = ['No. KK', 'NIK', 'Nama', 'Tanggal lahir', 'Alamat', 'RT/RW', 'Jumlah anggota'];
  it.each([
    ['kk', 0],
    ['no kk', 0],
    ['lahir', 3],
    ['tanggal', 3],
    ['rt', 5],
    ['rt rw', 5],
    ['jumlah', 6],
    ['anggota', 6],
    ['satu', 0],
    ['nomor tiga', 2],
    ['ama', null],
    ['al', null],
    ['a', null],
    ['rumah', null],
    ['1 dan 2', null],
    ['', null],
    ['constructor', null],
  ])('%j among the answers is %s', (typed, place) => {
    expect(readChoice(typed, fields)).toBe(place);
  });

  it('is none when it could be several', () => {
    expect(readChoice('sangatta', ['Sangatta Utara', 'Sangatta Selatan'])).toBeNull();
    expect(readChoice('Bumi Jaya', ['Bumi Jaya', 'Bumi Jaya'])).toBeNull();
  });

  it('never throws, and is a place of the menu', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText), (typed, labels) => {
        const place = readChoice(typed, labels);
        expect(place === null || place in labels).toBe(true);
      }),
    );
  });
});

describe('several choices', () => {
  it('are read in any of the ways to list them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 16 }), { minLength: 1 }), (numbers) => {
        const places = numbers.map((n) => n - 1).sort((a, b) => a - b);
        const last = String(numbers.at(-1));
        const listed = [
          ...[',', ', ', ' ', '; ', '.', '/', ' dan ', '\n', ' & '].map((separator) =>
            numbers.join(separator),
          ),
          [numbers.slice(0, -1).join(', '), last].filter((part) => part !== '').join(' dan '),
          `no ${numbers.join(', ')} pak`,
        ];
        for (const typed of listed) expect([typed, readChoices(typed, 16)]).toEqual([typed, places]);
      }),
    );
  });

  it('are read as a range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 16 }), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const places = Array.from({ length: to - from + 1 }, (_, n) => from + n - 1);
        for (const between of ['-', ' - ', '–', ' sampai ', ' s/d ', ' s.d. ', ' sd ', ' hingga ']) {
          const typed = `${String(from)}${between}${String(to)}`;
          expect([typed, readChoices(typed, 16)]).toEqual([typed, places]);
        }
      }),
    );
  });

  it.each([
    ['1,3 dan 5', [0, 2, 4]],
    ['1-3', [0, 1, 2]],
    ['1–3, 7', [0, 1, 2, 6]],
    ['5, 1, 5', [0, 4]],
    ['semua', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['Semuanya', [0, 1, 2, 3, 4, 5, 6, 7]],
  ])('%j are %j', (typed, places) => {
    expect(readChoices(typed, 8)).toEqual(places);
  });

  it.each(['9', '0', '1,9', '3-1', '1,a', 'atap', '', ',', '1--', '12345'])(
    '%j are none of eight',
    (typed) => {
      expect(readChoices(typed, 8)).toBeNull();
    },
  );

  it('never throw, and stay within the menu', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[\d ,.-]*$/)), (typed) => {
        expect((readChoices(typed, 16) ?? []).every((place) => place >= 0 && place < 16)).toBe(true);
      }),
    );
  });
});
