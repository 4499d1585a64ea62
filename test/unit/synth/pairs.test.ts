import { expect, it } from 'vitest';
import { errorKinds } from '../../synth/errors.js';
import { makePairs, type Pair, type PairRecord } from '../../synth/pairs.js';
import { regionOf } from '../../synth/places.js';

const pairs = [...makePairs({ seed: 1, pairs: 6_000 })];

/** All that a matcher or a person is shown, in one way of writing. */
function shown(record: PairRecord, ...fields: readonly (keyof PairRecord)[]): string {
  return fields.map((field) => (record[field] ?? '').toUpperCase()).join('|');
}
const identity = ['nik', 'name', 'birthDate', 'sex', 'kk', 'motherName'] as const;

it('makes as many as asked for, the same for a seed and others for another', () => {
  expect(pairs).toHaveLength(6_000);
  expect([...makePairs({ seed: 1, pairs: 200 })]).toEqual(pairs.slice(0, 200));
  expect([...makePairs({ seed: 2, pairs: 200 })]).not.toEqual(pairs.slice(0, 200));
});

it('can be gone through more than once', () => {
  const some = makePairs({ seed: 3, pairs: 50 });
  expect([...some]).toEqual([...some]);
});

it('makes half of them of one person, with every error alone and together', () => {
  const same = pairs.filter((pair) => pair.same);
  expect(same).toHaveLength(3_000);
  const counts = new Map<string, number>();
  for (const { kind } of same) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const kind of errorKinds) expect(counts.get(kind), kind).toBeGreaterThan(10);
  const together = same.map(({ kind }) => kind.split('+').length);
  expect(together.filter((count) => count === 2).length).toBeGreaterThan(500);
  expect(together.filter((count) => count === 3).length).toBeGreaterThan(200);
});

it('makes the other half of people who look alike in each way', () => {
  const counts = new Map<string, number>();
  for (const { same, kind } of pairs) if (!same) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  expect(counts.size).toBe(8);
  expect(Math.min(...counts.values())).toBeGreaterThan(150);
});

it('never shows the same about two people, nor about two pairs', () => {
  const all = new Map<string, Pair>();
  for (const pair of pairs) {
    const { left, right, same, kind } = pair;
    if (!same) expect(shown(left, ...identity), kind).not.toBe(shown(right, ...identity));
    for (const record of [left, right]) {
      const key = shown(record, ...identity);
      expect(all.get(key) ?? pair).toBe(pair);
      all.set(key, pair);
    }
  }
});

it('leaves enough to tell one person by', () => {
  for (const { left, right, same, kind } of pairs) {
    if (!same) continue;
    const agree = identity.filter(
      (field) => field !== 'sex' && left[field] !== null && shown(left, field) === shown(right, field),
    );
    expect(agree.length, kind).toBeGreaterThan(0);
    // Whoever has neither NIK nor KK in common has both name and birth, or nearly so.
    const numbers = agree.includes('nik') || agree.includes('kk');
    if (!numbers && !/nik_(digit|without)/.test(kind))
      expect([left.birthDate, right.birthDate]).not.toContain(null);
  }
});

const of = (kind: string) => pairs.filter((pair) => pair.kind === kind);

it('makes look-alikes as they are named', () => {
  for (const { left, right } of of('twins')) {
    expect([left.birthDate, left.kk]).toEqual([right.birthDate, right.kk]);
    const [one = '', other = ''] = [left, right].map(
      ({ name }) => /^(?:\w+\. )?(\w+)/.exec(name?.toUpperCase() ?? '')?.[1],
    );
    const apart = Array.from(one.padEnd(9)).filter((letter, at) => letter !== other.padEnd(9).charAt(at));
    expect(apart.length).toBeGreaterThan(1);
    expect(left.nik).not.toBe(right.nik);
  }
  for (const { left, right } of of('siblings')) {
    expect(left.kk).toBe(right.kk);
    expect(left.birthDate).not.toBe(right.birthDate);
  }
  for (const { left, right } of of('husbands_nik_for_wife')) {
    expect(left.nik).toBe(right.nik);
    expect(new Set([left.birthDate, right.birthDate]).size).toBe(2);
  }
  for (const { left, right } of of('nik_of_another')) {
    expect(left.nik).toBe(right.nik);
    expect(left.kk).not.toBe(right.kk);
  }
  for (const { left, right } of of('same_name_neighbours')) {
    expect(left.desaCode).toBe(right.desaCode);
    expect(left.birthDate?.slice(0, 4)).not.toBe(right.birthDate?.slice(0, 4));
  }
  for (const { left, right } of of('same_name_and_birth_year_elsewhere')) {
    expect(left.desaCode).not.toBe(right.desaCode);
    expect(left.birthDate?.slice(0, 4)).toBe(right.birthDate?.slice(0, 4));
    expect(left.birthDate).not.toBe(right.birthDate);
  }
  for (const { left, right } of of('same_desa_and_birth_year')) {
    expect([left.desaCode, left.birthDate?.slice(0, 4)]).toEqual([
      right.desaCode,
      right.birthDate?.slice(0, 4),
    ]);
    expect(left.nik).not.toBe(right.nik);
  }
});

it('makes people of another kabupaten', async () => {
  for (const { left } of makePairs({ seed: 1, pairs: 60, region: await regionOf('73.01') })) {
    expect(left.desaCode).toMatch(/^73\.01\./);
  }
});
