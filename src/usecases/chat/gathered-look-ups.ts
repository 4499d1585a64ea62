import type { Found, LookUpQuestion, LookUpStore } from '../ports.js';

interface Waiting {
  readonly question: LookUpQuestion;
  readonly resolve: (found: readonly Found[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What the conversations of a batch want looked up, asked in one statement once all of them have begun
 * (and in one more for those that, having heard, want something else looked up).
 */
export class GatheredLookUps {
  private waiting: Waiting[] = [];
  private allHaveBegun = false;
  private due = false;

  constructor(private readonly store: LookUpStore) {}

  ask(question: LookUpQuestion): Promise<readonly Found[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (this.allHaveBegun) this.askSoon();
    });
  }

  /** From here on what is wanted is asked for. */
  begun(): void {
    this.allHaveBegun = true;
    if (this.waiting.length > 0) this.askSoon();
  }

  /** After this turn of the event loop, in which the others of the batch say what they want. */
  private askSoon(): void {
    if (this.due) return;
    this.due = true;
    setImmediate(() => {
      this.due = false;
      void this.askNow(this.waiting.splice(0));
    });
  }

  private async askNow(asked: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.store.find(asked.map(({ question }) => question));
      for (const [n, { resolve }] of asked.entries()) resolve(answers[n] ?? []);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
