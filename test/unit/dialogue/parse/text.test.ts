import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../support/any-text.js';
import { oneLine, plainWords, readYesNo, saysNone, saysSend } from '../../../../src/dialogue/parse/text.js';

describe('plain words', () => {
  it.each([
    ['  TIDAK   Ada!! ', 'tidak ada'],
    ['“Ya”…', 'ya'],
    ['1—3', '1-3'],
    ['Ｋｉｒｉｍ', 'kirim'],
    ['\u200ekirim\u200b', 'kirim'],
    ['😀', ''],
  ])('of %j are %j', (typed, words) => {
    expect(plainWords(typed)).toBe(words);
  });

  it('have their accents composed, whatever invisible stood between', () => {
    expect(plainWords('I\u200d\u0301')).toBe('\u00ed');
    expect(oneLine('Jose\u200d\u0301', 10)).toBe('Jos\u00e9');
  });

  it('of plain letters are read as those of all letters', () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(ascii, fc.constantFrom('a--b', 'A - B...', ' x\t--\r\n: ')), (typed) => {
        // What cannot be seen says nothing, but leaves the way of plain letters.
        expect(plainWords(typed)).toBe(plainWords(`\u200b${typed}`));
      }),
      { numRuns: 2_000 },
    );
  });

  it('of plain words are the same', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(plainWords(plainWords(typed))).toBe(plainWords(typed));
      }),
    );
  });
});

describe('one line', () => {
  it('holds no line break, no control character and no half of a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 50 }), (typed, limit) => {
        const line = oneLine(typed, limit);
        if (line === null) return;
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}]|\s\s|^\s|\s$/u);
        expect(line.length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it.each([
    [' Siti \n Aminah\u200b ', 'Siti Aminah'],
    ['a'.repeat(51), null],
    ['\u0000\u200b', null],
  ])('of %j is %j', (typed, line) => {
    expect(oneLine(typed, 50)).toBe(line);
  });
});

describe('"there is none"', () => {
  it.each([
    ...[
      'tidak ada',
      'Tidak ada.',
      'gak ada',
      'ga ada pak',
      'gaada',
      'tdk punya',
      'tidak punya KK',
      'nggak punya',
    ],
    ...[
      'belum punya KTP',
      'maaf, belum ada',
      'tidak tahu',
      'gak tau',
      'nda ada',
      'tidak',
      '-',
      '--',
      '—',
      'kosong',
      'NIHIL',
      '0',
    ],
  ])('is said by %j', (typed) => {
    expect(saysNone(typed)).toBe(true);
  });

  it.each(['', 'ada', 'tidak ada RT, RW 2', 'tidakkah', '6408010101800001', 'Gading', 'Takari', 'ya'])(
    'is not said by %j',
    (typed) => {
      expect(saysNone(typed)).toBe(false);
    },
  );
});

describe('yes and no', () => {
  it.each([
    ...[
      'ya',
      'Ya.',
      'iya',
      'iyaa',
      'y',
      'ya pak',
      'betul',
      'ya, benar',
      'sudah benar',
      'oke',
      'okee',
      'OK kirim',
      'ya/iya',
    ],
    ...['boleh', 'setuju bu', 'sip'],
  ])('%j is a yes', (typed) => {
    expect(readYesNo(typed)).toBe(true);
  });

  it.each([
    'tidak',
    'Tdk',
    'gak',
    'nggaak',
    'bukan',
    'jangan',
    'belum',
    'belum benar',
    'tidak jadi',
    'jangan dulu',
    'g',
  ])('%j is a no', (typed) => {
    expect(readYesNo(typed)).toBe(false);
  });

  it.each([
    '',
    'ya tapi nama salah',
    'ya 3',
    'boleh ubah nama',
    'ya tidak',
    'tidak apa-apa',
    'gak papa',
    'mungkin',
    'sudah',
    'constructor',
  ])('%j is neither', (typed) => {
    expect(readYesNo(typed)).toBeNull();
  });

  it('are never read from what is no word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\d\s!?.]*$/), (typed) => {
        expect(readYesNo(typed)).toBeNull();
      }),
    );
  });
});

describe('"send it"', () => {
  it.each(['kirim', 'KIRIM', 'Kirim.', 'kirim pak', 'kirimkan saja', 'ok kirim', 'send'])(
    'is said by %j',
    (typed) => {
      expect(saysSend(typed)).toBe(true);
    },
  );

  it.each(['ya', 'jangan kirim', 'kirim foto', 'kirim besok', 'belum kirim', 'kiriman'])(
    'is not said by %j',
    (typed) => {
      expect(saysSend(typed)).toBe(false);
    },
  );
});
