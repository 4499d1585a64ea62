/** What the office sets of the 26 categories: what follows, and what it can never come to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  builtInSensitive,
  namesSensitive,
  pmksCategories,
  sensitiveCodes,
  withoutSensitiveNames,
} from '../../../src/domain/pmks/categories.js';
import { categoriesOf, type Reference } from '../../../src/domain/reference/reference.js';
import { Category } from '../../../src/domain/reference/values.js';
import { fitToKeep, isSensitiveReport } from '../../../src/domain/report/report.js';
import { assemble } from '../../../src/usecases/reference/assemble.js';
import { builtInReference } from '../../../src/usecases/reference/built-in.js';
import { judgeCategory } from '../../../src/usecases/reference/judge.js';
import { household, pmks } from '../../support/kinds.js';

const codes = pmksCategories.map(({ code }) => code);
const builtIn = builtInReference({ workingDays: 5, holidays: new Set() });
const asItCame = Category.parse({ minAge: null, maxAge: null, sex: null });

const value = fc.record({
  name: fc.constantFrom(null, 'Warga rentan', 'Kelompok khusus', 'Butuh pendampingan'),
  active: fc.boolean(),
  sensitive: fc.boolean(),
  needsDisability: fc.constantFrom(null, true, false),
  minAge: fc.constantFrom(null, 6),
  maxAge: fc.constantFrom(null, 60),
  sex: fc.constantFrom(null, 'L' as const, 'P' as const),
});
const history = fc.array(fc.tuple(fc.constantFrom(...codes), value), { maxLength: 30 });

function after(changes: readonly (readonly [string, Category])[]): Reference {
  const stored = changes.map(([code, set], at) => ({
    ...{ topic: 'pmks_category', code, version: at + 1, before: null, after: set },
    at: new Date(at),
  }));
  return assemble(builtIn, changes.length, stored);
}

describe('the categories that the office sets', () => {
  it('are those of the annex in their order; sensitive are its own and those added last', () => {
    fc.assert(
      fc.property(history, (changes) => {
        const now = categoriesOf(after(changes));
        const last = new Map(changes);
        expect(now.map(({ code }) => code)).toEqual(codes);
        for (const { code, name, sensitive, needsDisability, active } of now) {
          const came = pmksCategories.find((one) => one.code === code);
          const set = last.get(code) ?? asItCame;
          expect({ name, sensitive, needsDisability, active }).toEqual({
            name: set.name ?? came?.name,
            sensitive: builtInSensitive.has(code) || set.sensitive,
            needsDisability: set.needsDisability ?? came?.needsDisability,
            active: set.active,
          });
        }
      }),
    );
  });

  it('make a report sensitive exactly when one of its categories is; what follows is kept without a note', () => {
    const chosen = fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(history, chosen, (changes, categories) => {
        const last = new Map(changes);
        const added = new Set([...last].filter(([, set]) => set.sensitive).map(([code]) => code));
        const sensitive = sensitiveCodes(categoriesOf(after(changes)));
        const report = pmks('64.08.01.2001', { categories, note: 'Uji' });
        const expected = categories.some((code) => builtInSensitive.has(code) || added.has(code));
        expect(isSensitiveReport(report, sensitive)).toBe(expected);
        expect(fitToKeep(report, sensitive).note).toBe(expected ? null : 'Uji');
        expect(isSensitiveReport(household('64.08.01.2001'), sensitive)).toBe(false);
      }),
    );
  });

  it('are read from changes of before there was more than limits', () => {
    const old = { minAge: 65, maxAge: null, sex: null };
    const change = { topic: 'pmks_category', code: '08', version: 1, before: null, at: new Date(0) };
    const now = categoriesOf(assemble(builtIn, 1, [{ ...change, after: old }]));
    const came = pmksCategories.find(({ code }) => code === '08');
    expect(now.find(({ code }) => code === '08')).toEqual({ ...came, minAge: 65 });
  });

  it('name no sensitive one, by whatever name, in what is said; and ordinary ones freely', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...codes), (changes, code) => {
        const now = categoriesOf(after(changes));
        const category = now.find((one) => one.code === code);
        const annex = pmksCategories.find((one) => one.code === code)?.name ?? '';
        for (const name of [category?.name ?? '', annex]) {
          const text = `Laporan tentang ${name.toUpperCase()}, terima kasih.`;
          const said = withoutSensitiveNames(text, now);
          expect(namesSensitive(said, now)).toBe(false);
          if (category?.sensitive === true) {
            expect(namesSensitive(text, now)).toBe(true);
            expect(said.toLowerCase()).not.toContain(name.toLowerCase());
          }
        }
      }),
    );
  });

  it('are refused when none were left, or when two were called the same', () => {
    const all = codes.slice(1).map((code) => [code, { ...asItCame, active: false }] as const);
    const problems = (reference: Reference, code: string, more: Partial<Category>) =>
      judgeCategory(reference, code, { ...asItCame, ...more }).map((one) => one.code);
    expect(problems(after(all), '01', { active: false })).toEqual(['last_category']);
    expect(problems(after(all.slice(1)), '01', { active: false })).toEqual([]);
    const renamed = after([['13', { ...asItCame, name: 'Warga rentan' }]]);
    expect(problems(renamed, '12', { name: 'warga rentan' })).toEqual(['category_name_taken']);
    // The annex's own name stays its own.
    expect(problems(renamed, '12', { name: 'Pemulung' })).toEqual(['category_name_taken']);
    expect(problems(renamed, '13', { name: 'Pemulung' })).toEqual([]);
    const secret = after([['13', { ...asItCame, sensitive: true }]]);
    expect(problems(secret, '12', { name: 'Bukan pemulung' })).toEqual(['sensitive_word']);
    expect(problems(secret, '13', { name: 'Perantau', sensitive: true })).toEqual([]);
    expect(problems(renamed, '16', { name: 'Pengemis' })).toEqual(['category_name_taken']);
    const alike = after([['12', { ...asItCame, name: 'Pemulung anak' }]]);
    expect(problems(alike, '13', { name: 'Perantau', sensitive: true })).toEqual(['category_name_part']);
    expect(problems(renamed, '16', { name: 'Warga' })).toEqual(['category_name_part']);
    for (const code of codes) expect(problems(after([]), code, {})).toEqual([]);
  });
});
