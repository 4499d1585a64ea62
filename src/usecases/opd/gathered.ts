interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_AT_ONCE = 100;
const UNDER_WAY = 2;

/**
 * Questions that are asked at about the same time, answered together: a statement for all of them costs little more
 * than one for each. Whoever finds none under way is asked for at once; whoever finds some, as soon as as many wait, or
 * those are answered: a few would cost as much as many, and all who come after them would wait for that.
 */
export class Gathered<Q, A> {
  private waiting: Waiting<Q, A>[] = [];
  /** How many questions each asking has. */
  private readonly underWay: number[] = [];
  private due = false;

  /** `answer`: of each question, in their order; what it throws, each of them is told. */
  constructor(private readonly answer: (questions: readonly Q[]) => Promise<readonly A[]>) {}

  ask(question: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      this.goOn();
    });
  }

  private goOn(): void {
    if (this.due || !this.isWorthIt()) return;
    this.due = true;
    // After this turn of the event loop, in which others that have come with it are read.
    setImmediate(() => {
      this.due = false;
      const asked = this.waiting.splice(0, MOST_AT_ONCE);
      this.underWay.push(asked.length);
      void this.answerNow(asked).finally(() => {
        this.underWay.splice(this.underWay.indexOf(asked.length), 1);
        this.goOn();
      });
      this.goOn();
    });
  }

  private isWorthIt(): boolean {
    const { waiting, underWay } = this;
    const least = Math.min(MOST_AT_ONCE, Math.max(1, ...underWay));
    return underWay.length < UNDER_WAY && waiting.length >= least;
  }

  private async answerNow(asked: readonly Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await this.answer(asked.map(({ question }) => question));
      for (const [n, { resolve }] of asked.entries()) resolve(answers[n] as A);
    } catch (error) {
      const [first, ...more] = asked;
      // One that cannot be answered must not cost the others theirs.
      if (more.length > 0) for (const one of asked) await this.answerNow([one]);
      else first?.reject(error);
    }
  }
}
