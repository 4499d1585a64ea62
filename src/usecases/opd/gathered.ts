interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_AT_ONCE = 100;
const UNDER_WAY = 3;

/**
 * Questions that are asked at about the same time, answered together: a statement for all of them costs little more
 * than one for each. Nobody waits for others to come: whoever finds no question under way is asked for at once.
 */
export class Gathered<Q, A> {
  private waiting: Waiting<Q, A>[] = [];
  private underWay = 0;
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
    if (this.due || this.waiting.length === 0 || this.underWay >= UNDER_WAY) return;
    this.due = true;
    // After this turn of the event loop, in which others that have come with it are read.
    setImmediate(() => {
      this.due = false;
      this.underWay += 1;
      void this.answerNow(this.waiting.splice(0, MOST_AT_ONCE)).finally(() => {
        this.underWay -= 1;
        this.goOn();
      });
      this.goOn();
    });
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
