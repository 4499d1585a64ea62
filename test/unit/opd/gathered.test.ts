import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gathered } from '../../../src/usecases/opd/gathered.js';

interface UnderWay {
  readonly questions: readonly number[];
  end(): void;
}

/** Answers when it is told to, with ten times the number; fails for odd ones where they are to fail. */
function office({ failing = false } = {}) {
  const underWay: UnderWay[] = [];
  const sizes: number[] = [];
  const gathered = new Gathered<number, number>(async (questions) => {
    sizes.push(questions.length);
    await new Promise<void>((resolve) => {
      const one = {
        questions,
        end: () => {
          underWay.splice(underWay.indexOf(one), 1);
          resolve();
        },
      };
      underWay.push(one);
    });
    if (failing && questions.some((n) => n % 2 === 1)) throw new Error('odd');
    return questions.map((n) => n * 10);
  });
  return { gathered, underWay, sizes };
}

/** Until what has ended has led to what comes next. */
const aTurn = async () => {
  for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('questions that are gathered', () => {
  it('are each answered with their own, once, whoever is done first, and two askings are under way at most', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constant('ask' as const), fc.nat(1)), { maxLength: 300 }),
        fc.boolean(),
        async (steps, failing) => {
          const { gathered, underWay } = office({ failing });
          const asked: Promise<PromiseSettledResult<number>[]>[] = [];
          for (const step of steps) {
            if (step === 'ask') asked.push(Promise.allSettled([gathered.ask(asked.length)]));
            else {
              underWay[step]?.end();
              await aTurn();
            }
            expect(underWay.length).toBeLessThanOrEqual(2);
          }
          await aTurn();
          while (underWay.length > 0) {
            underWay.at(-1)?.end();
            await aTurn();
          }
          const answers = (await Promise.all(asked)).flat();
          for (const [n, answer] of answers.entries()) {
            const refused = failing && n % 2 === 1;
            if (refused) expect(answer.status).toBe('rejected');
            else expect(answer).toEqual({ status: 'fulfilled', value: n * 10 });
          }
        },
      ),
    );
  });

  it('go at once where none is under way, and beside others as soon as as many wait', async () => {
    const { gathered, underWay, sizes } = office();
    const answers = [1, 2, 3].map((n) => gathered.ask(n));
    await aTurn();
    expect(sizes).toEqual([3]);
    answers.push(gathered.ask(4), gathered.ask(5));
    await aTurn();
    expect(sizes).toEqual([3]);
    answers.push(gathered.ask(6));
    await aTurn();
    expect(sizes).toEqual([3, 3]);
    // Fewer do not wait any longer than for those who are under way.
    answers.push(gathered.ask(7));
    while (underWay.length > 0) {
      underWay[0]?.end();
      await aTurn();
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60, 70]);
  });
});
