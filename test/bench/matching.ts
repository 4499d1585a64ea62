/** How well the matcher tells, on made-up pairs whose truth is known: `npm run bench -- --only matching`. */
import { defaultMatchConfig } from '../../src/domain/matching/default-config.js';
import { createMatcher, type Prepared, type Verdict } from '../../src/domain/matching/score.js';
import { makePairs } from '../synth/pairs.js';

/** The day on which the made-up people live. */
const TODAY = '2026-11-01';

export interface KindResult {
  readonly kind: string;
  readonly isSame: boolean;
  readonly verdicts: Record<Verdict, number>;
  /** Pairs of one person that share no key of blocking. */
  apart: number;
}

export interface MatchingMeasured {
  /** Pairs with several errors count with each of them. */
  readonly kinds: readonly KindResult[];
  /** Of pairs of one person: called `same` or `ask`. */
  readonly recall: number;
  /** The same, of those that blocking brings together. */
  readonly recallWithBlocking: number;
  /** Of pairs called `same` or `ask`: of one person. */
  readonly precision: number;
  /** Pairs of two persons that are told to bear one number. */
  readonly conflicts: number;
  /** Pairs of two persons that are called `same`, and out of how many. */
  readonly falseSame: number;
  readonly twoPersons: number;
  readonly microseconds: { readonly prepare: number; readonly compare: number };
}

export function measureMatching(options: {
  readonly seed: number;
  readonly pairs: number;
}): MatchingMeasured {
  const matcher = createMatcher(defaultMatchConfig, TODAY);
  const pairs = Array.from(makePairs(options));
  const prepare = () =>
    pairs.map(({ left, right }) => ({
      left: matcher.prepare({ ...left }),
      right: matcher.prepare({ ...right }, 'right'),
    }));
  const compare = () => prepared.map(({ left, right }) => matcher.compare(left, right));
  const prepared = prepare();
  const comparisons = compare();
  // Timed the second time, as in an import: the first is the compiler's.
  const begun = performance.now();
  prepare();
  const preparedAt = performance.now();
  compare();
  const comparedAt = performance.now();
  const meet = (left: Prepared, right: Prepared) => {
    const keys = new Set(matcher.keys(left));
    return matcher.keys(right).some((key) => keys.has(key));
  };

  const kinds = new Map<string, KindResult>();
  const tally = { found: 0, met: 0, one: 0, two: 0, falseAsk: 0, falseSame: 0, conflicts: 0 };
  for (const [place, { same, kind }] of pairs.entries()) {
    const { verdict = 'different' } = comparisons[place] ?? {};
    const together = prepared[place];
    const apart = same && together !== undefined && !meet(together.left, together.right);
    const called = verdict === 'same' || verdict === 'ask';
    if (same) {
      tally.one += 1;
      if (called) tally.found += 1;
      if (called && !apart) tally.met += 1;
    } else {
      tally.two += 1;
      if (verdict === 'conflict') tally.conflicts += 1;
      if (verdict === 'ask') tally.falseAsk += 1;
      if (verdict === 'same') tally.falseSame += 1;
    }
    for (const each of kind.split('+')) {
      const key = `${String(same)} ${each}`;
      const result = kinds.get(key) ?? {
        kind: each,
        isSame: same,
        verdicts: { same: 0, ask: 0, conflict: 0, different: 0 },
        apart: 0,
      };
      kinds.set(key, result);
      result.verdicts[verdict] += 1;
      if (apart) result.apart += 1;
    }
  }
  return {
    kinds: [...kinds.values()].toSorted(
      (a, b) => Number(b.isSame) - Number(a.isSame) || (a.kind < b.kind ? -1 : 1),
    ),
    recall: tally.found / tally.one,
    recallWithBlocking: tally.met / tally.one,
    precision: tally.found / (tally.found + tally.falseAsk + tally.falseSame),
    conflicts: tally.conflicts,
    falseSame: tally.falseSame,
    twoPersons: tally.two,
    microseconds: {
      prepare: ((preparedAt - begun) * 1000) / (2 * pairs.length),
      compare: ((comparedAt - preparedAt) * 1000) / pairs.length,
    },
  };
}

/** By kind: pairs, what they were called, and the share that was called `same` or `ask`. */
export function tableOf({ kinds }: MatchingMeasured): string {
  const head = ['persons', 'kind', 'pairs', 'same', 'ask', 'conflict', 'different', 'no key', 'called'];
  const rows = kinds.map(({ kind, isSame, verdicts: { same, ask, conflict, different }, apart }) => {
    const pairs = same + ask + conflict + different;
    const called = ((same + ask) / pairs).toFixed(4);
    return [
      isSame ? 'one' : 'two',
      kind,
      ...[pairs, same, ask, conflict, different, apart].map(String),
      called,
    ];
  });
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number) =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return all.map((row) => row.map(padded).join('  ')).join('\n');
}
