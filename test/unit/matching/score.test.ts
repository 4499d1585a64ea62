import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../support/any-text.js';
import { defaultMatchConfig } from '../../../src/domain/matching/default-config.js';
import type { Row, Verdict } from '../../../src/domain/matching/score.js';
import { compare, elsewhere, man, matcher, meet, nextDoor, woman } from './people.js';

const none = null;
type Case = readonly [string, { readonly left: Row; readonly right: Row; readonly may: readonly Verdict[] }];
const of = (name: string, left: Row, right: Row, ...may: Verdict[]): Case => [name, { left, right, may }];

/** Each names what may come out. All are to be found by blocking. */
const onePerson: readonly Case[] = [
  of('nothing changed', man, man, 'same'),
  of(
    'name in another spelling',
    { ...man, name: 'Tjontoh Boediman' },
    { ...man, name: 'CONTOH BUDIMAN' },
    'same',
  ),
  of('name with a title', man, { ...man, name: 'H. Contoh Budiman, S.Pd' }, 'same'),
  of('one name dropped', man, { ...man, name: 'Budiman' }, 'same', 'ask'),
  of('called by a short name', { ...woman, name: 'Aminah' }, { ...woman, name: 'Minah', nik: none }, 'ask'),
  of('NIK without the 40', woman, { ...woman, nik: '6408041203800002' }, 'same'),
  of(
    'NIK without the 40, no birth date',
    woman,
    { ...woman, nik: '6408041203800002', birthDate: none },
    'same',
    'ask',
  ),
  of('NIK, region with a slip', man, { ...man, nik: '6408141203800001' }, 'same', 'ask'),
  of('NIK, day with a slip', man, { ...man, nik: '6408041303800001' }, 'same', 'ask'),
  of('NIK, serial with a slip', man, { ...man, nik: '6408041203800007' }, 'same', 'ask'),
  of('NIK, digits swapped', man, { ...man, nik: '6408042103800001' }, 'same', 'ask'),
  of('NIK, a digit missing', man, { ...man, nik: '640804120380001' }, 'same', 'ask'),
  of('NIK of the wife typed', man, { ...man, nik: woman.nik }, 'ask'),
  of('moved, with a new KK', man, { ...man, ...elsewhere }, 'same'),
  of('moved, no NIK', man, { ...man, ...elsewhere, nik: none }, 'ask'),
  of('no NIK', man, { ...man, nik: none }, 'same', 'ask'),
  of('no NIK, no KK', man, { ...man, nik: none, kk: none }, 'same', 'ask'),
  of('no birth date', man, { ...man, birthDate: none }, 'same'),
  of('no NIK and no birth date', man, { ...man, nik: none, birthDate: none }, 'ask'),
  of('no NIK, age estimated', man, { ...man, nik: none, birthDate: '1983-01-01' }, 'ask'),
  of('no NIK, the year alone', man, { ...man, nik: none, birthDate: '1980' }, 'ask'),
  of('day and month swapped, no NIK', man, { ...man, nik: none, birthDate: '1980-12-03' }, 'ask'),
  of('year off by one, no NIK', man, { ...man, nik: none, birthDate: '1981-03-12' }, 'ask'),
  of('year off by one', man, { ...man, birthDate: '1979-03-12' }, 'same'),
  of(
    'birth date typed wrong, NIK right; the other has no NIK',
    { ...man, birthDate: '1991-07-20' },
    { ...man, nik: none },
    'ask',
  ),
  of('KK with a slip, no NIK', man, { ...man, nik: none, kk: '6408040101100017' }, 'same', 'ask'),
  of('nothing but NIK and name', man, { nik: man.nik, name: man.name }, 'same', 'ask'),
  of(
    'nothing but name, birth date and desa',
    man,
    { name: man.name, birthDate: man.birthDate, desaCode: man.desaCode },
    'ask',
  ),
  of(
    'all but name, sex and birth date gone',
    man,
    { name: man.name, birthDate: man.birthDate, sex: 'L' },
    'ask',
  ),
];

const twin = { ...man, nik: '6408041203800002', name: 'Contoh Budiono' };
const twoPersons: readonly Case[] = [
  of('twins of unlike names', { ...man, name: 'Hasan' }, { ...twin, name: 'Husin' }, 'different'),
  of('twins of like names', { ...man, name: 'Rian Contoh' }, { ...twin, name: 'Rion Contoh' }, 'different'),
  of(
    'twins of unlike names, one without NIK',
    { ...man, name: 'Hasan' },
    { ...twin, name: 'Husin', nik: none },
    'different',
  ),
  of(
    'twins of like names, one without NIK',
    { ...man, name: 'Rian Contoh' },
    { ...twin, name: 'Rion Contoh', nik: none },
    'ask',
    'different',
  ),
  of(
    'twins of like names, both without NIK',
    { ...man, nik: none, name: 'Rina' },
    { ...twin, nik: none, name: 'Rini' },
    'ask',
    'different',
  ),
  of('twins, one with the NIK of the other', { ...man, name: 'Rina' }, { ...man, name: 'Rini' }, 'ask'),
  of(
    'twins, boy and girl',
    { ...man, name: 'Rizki' },
    { ...twin, name: 'Rizka', nik: '6408045203800001', sex: 'P' },
    'different',
  ),
  of(
    'neighbours of one name',
    man,
    { ...man, ...nextDoor, nik: '6408040507910003', birthDate: '1991-07-05' },
    'different',
  ),
  of(
    'neighbours of one name, without NIK',
    { ...man, nik: none },
    { ...man, ...nextDoor, nik: none, birthDate: '1991-07-05' },
    'different',
  ),
  of(
    'neighbours of one name, one without NIK and birth date',
    man,
    { ...man, ...nextDoor, nik: none, birthDate: none },
    'ask',
    'different',
  ),
  of(
    'neighbours of one name, both of 1 January',
    { ...man, nik: none, birthDate: '1980-01-01' },
    { ...man, ...nextDoor, nik: none, birthDate: '1980-01-01' },
    'ask',
    'different',
  ),
  of(
    'neighbours of one name, little known',
    { name: man.name, desaCode: man.desaCode, birthDate: '1980-01-01' },
    { name: man.name, desaCode: man.desaCode, birthDate: '1980-01-01' },
    'ask',
    'different',
  ),
  of(
    'NIK of another typed by mistake',
    man,
    { ...woman, nik: man.nik, birthDate: '1955-09-30', name: 'Misal Hartini' },
    'conflict',
  ),
  of('NIK of the father typed for a son of his name', man, { ...man, birthDate: '2005-08-17' }, 'ask'),
  of(
    'father and son of one name',
    man,
    { ...man, nik: '6408041708050001', birthDate: '2005-08-17' },
    'different',
  ),
  of(
    'father and son of one name, without NIK',
    { ...man, nik: none },
    { ...man, nik: none, birthDate: '2005-08-17' },
    'different',
    'ask',
  ),
  of(
    'father and son of one name, one without birth date',
    { ...man, nik: none },
    { ...man, nik: none, birthDate: none },
    'ask',
  ),
  of(
    'brothers of like names',
    man,
    { ...twin, nik: '6408042011820001', birthDate: '1982-11-20' },
    'different',
  ),
  of(
    'brothers of like names, without NIK',
    { ...man, nik: none },
    { ...twin, nik: none, birthDate: '1982-11-20' },
    'different',
  ),
  of(
    'mother and daughter',
    woman,
    { ...woman, name: 'Aminah Contoh', nik: '6408046011050001', birthDate: '2005-11-20' },
    'different',
  ),
  of(
    'strangers of one name and birth date, moved',
    man,
    { ...man, ...elsewhere, nik: '3201011203800005', motherName: 'Umpama Hartini' },
    'ask',
    'different',
  ),
  of(
    'nothing in common',
    man,
    { ...woman, ...elsewhere, birthDate: '1955-09-30', motherName: 'Umpama' },
    'different',
  ),
];

describe('two records of one person', () => {
  it.each(onePerson)('%s', (_, { left, right, may }) => {
    expect(may).toContain(compare(left, right).verdict);
    expect(may).toContain(compare(right, left).verdict);
    expect(meet(left, right)).toBe(true);
  });
});

describe('two persons', () => {
  it.each(twoPersons)('%s', (_, { left, right, may }) => {
    expect(may).toContain(compare(left, right).verdict);
    expect(may).toContain(compare(right, left).verdict);
  });
});

const column = fc.constantFrom(...(Object.keys(man) as (keyof typeof man)[]).filter((name) => name !== 'id'));
const anyRow = fc.dictionary(column, fc.oneof(anyText, fc.constant(none)));

const levelOf = (name: string, left: Row, right: Row) =>
  compare(left, right).fields.find(({ field }) => field === name)?.level;

describe('a birth date', () => {
  it('that a number alone tells says nothing more where the numbers agree, or differ in it', () => {
    expect(levelOf('birthDate', man, { ...man, birthDate: none })).toBe('missing');
    expect(levelOf('birthDate', man, { ...man, birthDate: none, nik: '6408040507910003' })).toBe('missing');
    expect(levelOf('birthDate', { ...man, nik: none }, { ...man, birthDate: none })).toBe('exact');
  });

  it('is read as it is written and as the number has it', () => {
    const typedWrong = { ...man, birthDate: '1991-07-20' };
    expect(levelOf('birthDate', typedWrong, { ...man, nik: none })).toBe('alternative');
    expect(levelOf('birthDate', typedWrong, man)).toBe('different');
    expect(levelOf('birthDate', woman, { ...woman, birthDate: none, nik: '6408041203800009' })).toBe('exact');
  });

  it('is no guess when two numbers confirm two dates', () => {
    const newYear = { ...man, birthDate: '1982-01-01', nik: '6408040101820003' };
    expect(levelOf('birthDate', man, newYear)).toBe('different');
    expect(levelOf('birthDate', man, { ...newYear, nik: none })).toBe('around');
  });
});

describe('a number that two persons have', () => {
  const other = { ...woman, nik: man.nik, name: 'Misal Hartini', birthDate: '1955-09-30' };

  it('is a conflict, also where the birth date is missing', () => {
    expect(compare(man, other).verdict).toBe('conflict');
    expect(compare(man, { ...other, birthDate: none, sex: none }).verdict).toBe('conflict');
  });

  it('is asked about where they may be one', () => {
    expect(compare(man, { ...man, nik: none, birthDate: none }).verdict).toBe('ask');
    expect(compare(man, { ...man, sex: 'P' }).verdict).toBe('ask');
  });
});

describe('a comparison', () => {
  it('tells each field, and its weights add up', () => {
    const { weight, fields } = compare(man, { ...man, address: 'Dusun Lain 5', phone: none });
    expect(fields.map(({ field, level }) => [field, level])).toEqual([
      ['nik', 'exact'],
      ['name', 'exact'],
      ['birthDate', 'exact'],
      ['sex', 'same'],
      ['kk', 'exact'],
      ['desaCode', 'same'],
      ['address', 'different'],
      ['phone', 'missing'],
      ['motherName', 'exact'],
    ]);
    expect(fields.reduce((sum, field) => sum + field.weight, 0)).toBeCloseTo(weight);
    expect(fields.find(({ field }) => field === 'phone')?.weight).toBe(0);
  });

  it('bears anything, is the same from both sides, and a missing value weighs nothing', () => {
    fc.assert(
      fc.property(anyRow, anyRow, (left, right) => {
        const there = compare(left, right);
        expect(there).toEqual(compare(right, left));
        for (const { field, level, weight } of there.fields) {
          if (level === 'missing') expect(weight).toBe(0);
          if (left[field] === none && field !== 'birthDate') expect(level).toBe('missing');
        }
      }),
    );
  });

  it('never calls the same what has neither number nor birth date in common', () => {
    const kept = fc.subarray([...new Set(Object.keys(man))].filter((name) => name !== 'nik'));
    fc.assert(
      fc.property(
        kept,
        fc.constantFrom(none, '1991-07-05', '1980', '1980-01-01', 'kosong'),
        (names, birthDate) => {
          const right: Row = Object.fromEntries(names.map((name) => [name, man[name as keyof typeof man]]));
          expect(compare({ ...man, nik: none }, { ...right, birthDate }).verdict).not.toBe('same');
        },
      ),
    );
  });

  it('is not switched off by a value that is missing', () => {
    for (const name of ['kk', 'desaCode', 'address', 'phone', 'motherName', 'sex', 'birthDate'] as const) {
      expect(compare(man, { ...man, [name]: none }).verdict).toBe('same');
    }
  });
});

describe('two who are surely two', () => {
  it('compare as different, and most who do are told so', () => {
    let surely = 0;
    let different = 0;
    fc.assert(
      fc.property(anyRow, anyRow, (left, right) => {
        const [one, other] = [matcher.prepare({ ...man, ...left }), matcher.prepare({ ...man, ...right })];
        const { verdict } = matcher.compare(one, other);
        if (verdict === 'different') different += 1;
        if (!matcher.areSurelyTwo(matcher.prepare({ ...man, ...left }), other)) return;
        surely += 1;
        expect(verdict).toBe('different');
      }),
      { numRuns: 1_000 },
    );
    expect(different).toBeGreaterThan(0);
    expect(surely).toBeGreaterThan(different / 2);
  });
});

describe('keys', () => {
  it('are few, short and each once', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const keys = matcher.keys(matcher.prepare({ ...man, ...row }));
        expect(keys.length).toBeLessThanOrEqual(8);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
    const keys = matcher.keys(matcher.prepare(man));
    expect(keys).toContain('0|1203800001');
    for (const key of keys) expect(key.length).toBeLessThanOrEqual(24);
  });

  it('hold no day that stands for an unknown one', () => {
    const keys = matcher.keys(matcher.prepare({ ...man, nik: none, birthDate: '1980-01-01' }));
    expect(keys.filter((key) => key.includes('1980'))).toEqual([]);
    expect(matcher.keys(matcher.prepare(man)).filter((key) => key.includes('1980-3-12'))).toHaveLength(3);
  });

  it('are made of what is left when any one value is missing', () => {
    for (const field of defaultMatchConfig.fields) {
      expect(meet(man, { ...man, [field.column]: none })).toBe(true);
    }
  });
});
