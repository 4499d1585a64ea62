/** How well it tells, on fewer pairs than `npm run bench -- --only matching`, and others. */
import { beforeAll, describe, expect, it } from 'vitest';
import { measureMatching, tableOf, type MatchingMeasured } from '../../bench/matching.js';

let measured: MatchingMeasured;

beforeAll(() => {
  measured = measureMatching({ seed: 20, pairs: 4_000 });
});

describe('matching of made-up pairs', () => {
  it('finds who is one person, also after blocking', () => {
    expect(measured.recall).toBeGreaterThanOrEqual(0.98);
    expect(measured.recallWithBlocking).toBeGreaterThanOrEqual(0.98);
  });

  it('asks about few who are two, and calls none of them the same', () => {
    expect(measured.precision).toBeGreaterThanOrEqual(0.99);
    expect(measured.falseSame).toBe(0);
  });

  it('tells of each number that two persons have', () => {
    const shared = measured.kinds.filter(({ kind }) => /^husbands_nik_for_wife$|^nik_of_another$/.test(kind));
    expect(shared).toHaveLength(2);
    for (const { verdicts } of shared) {
      expect(verdicts).toMatchObject({ same: 0, different: 0 });
      expect(verdicts.conflict).toBeGreaterThan(9 * verdicts.ask);
    }
  });

  it('calls what is written twice alike the same', () => {
    const { verdicts } = measured.kinds.find(({ kind }) => kind === 'none') ?? {};
    expect(verdicts).toMatchObject({ ask: 0, conflict: 0, different: 0 });
    expect(verdicts?.same).toBeGreaterThan(0);
  });

  it('makes a table of all kinds', () => {
    expect(tableOf(measured).split('\n')).toHaveLength(measured.kinds.length + 1);
  });
});
