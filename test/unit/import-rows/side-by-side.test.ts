import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Work } from '../../../src/usecases/ports.js';
import { applyImport, type SourceImportDeps } from '../../../src/usecases/source-import/import-file.js';
import type { ImportHead, ImportState } from '../../../src/usecases/source-import/ports.js';

interface Plan {
  readonly parts: number;
  /** How many turns of the event loop each transaction takes, one after the other. */
  readonly turns: readonly number[];
  /** Which writing, or which comparing, fails: once. */
  readonly fault: { readonly side: 'write' | 'pair'; readonly at: number } | null;
}

/** An import of so many parts, whose transactions end when they are told to. */
function register({ parts, turns, fault }: Plan) {
  const seen = { written: 0, paired: 0, underWay: 0, calls: { write: 0, pair: 0 } };
  let state: ImportState = 'read';
  const begin = (side: 'write' | 'pair') => {
    seen.calls[side] += 1;
    if (fault?.side === side && seen.calls[side] === fault.at) throw new Error('the disk is full');
  };
  /** What it reads stands when it begins; what it writes is seen once it has ended. */
  const workOf = (ending: (() => void)[]): Partial<Work['sourceImports']> => ({
    lock: () =>
      Promise.resolve({ id: 'x', source: 'DTSEN', whole: true, readTo: parts, state } as ImportHead),
    move: (_head, to) => Promise.resolve(void ending.push(() => (state = to))),
    applyNext: () => {
      begin('write');
      if (seen.written === parts) return Promise.resolve(true);
      ending.push(() => (seen.written += 1));
      return Promise.resolve(false);
    },
    pairNext: () => {
      begin('pair');
      if (seen.paired === seen.written) return Promise.resolve(true);
      ending.push(() => (seen.paired += 1));
      return Promise.resolve(false);
    },
    forgetRows: () => Promise.resolve(true),
  });
  let nth = 0;
  const deps = {
    unitOfWork: {
      run: async (work: (tx: Work) => Promise<unknown>) => {
        seen.underWay += 1;
        nth += 1;
        try {
          const ending: (() => void)[] = [];
          const tx: Partial<Record<keyof Work, unknown>> = {
            sourceImports: workOf(ending),
            access: { record: () => Promise.resolve() },
          };
          const done = await work(tx as unknown as Work);
          for (let n = turns[nth % turns.length] ?? 0; n > 0; n -= 1) {
            await new Promise((resolve) => setImmediate(resolve));
          }
          for (const end of ending) end();
          return done;
        } finally {
          seen.underWay -= 1;
        }
      },
    },
    clock: { now: () => new Date(0) },
  } as unknown as SourceImportDeps;
  return { seen, deps, state: () => state };
}

const plans = fc.record({
  parts: fc.nat(6),
  turns: fc.array(fc.nat(4), { minLength: 1, maxLength: 9 }),
  fault: fc.option(fc.record({ side: fc.constantFrom('write', 'pair'), at: fc.integer({ min: 1, max: 7 }) })),
});

describe('writing the rows of an import and comparing them, side by side', () => {
  it('both come to their end, whoever is quicker; a fault is told once nothing is under way, and gone on from', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { seen, deps, state } = register(plan);
        const apply = () => applyImport(deps, { id: 'x', by: null });
        const [first] = await Promise.allSettled([apply()]);
        if (first.status === 'rejected') {
          expect(first.reason).toMatchObject({ message: 'the disk is full' });
          expect([seen.underWay, state()]).toEqual([0, 'applying']);
          expect(await apply()).toBe(true);
        } else expect(first.value).toBe(true);
        expect(seen).toMatchObject({ written: plan.parts, paired: plan.parts, underWay: 0 });
        expect(state()).toBe('applied');
      }),
    );
  });

  it('both stop when they are told to, and each time it goes on from there', async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat(3), async (plan, patience) => {
        const { seen, deps } = register({ ...plan, fault: null });
        for (let asked = 0, before = -1; ; asked = 0) {
          const done = await applyImport(deps, { id: 'x', by: null, stopped: () => (asked += 1) > patience });
          expect(seen.underWay).toBe(0);
          if (done) break;
          expect(seen.written + seen.paired).toBeGreaterThan(before);
          before = seen.written + seen.paired;
        }
        expect(seen).toMatchObject({ written: plan.parts, paired: plan.parts });
      }),
    );
  });
});
