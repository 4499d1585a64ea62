import { setTimeout as delay } from 'node:timers/promises';
import { trialAccounts } from '../../prisma/seed/trial.js';
import type { StaffRole } from '../../src/domain/access/scope.js';
import type { CorrectableField } from '../../src/domain/report/report.js';
import { ConsoleHttp, type HtmlForm } from '../support/console-http.js';
import { pick, type Random } from './random.js';

const LOOK_AGAIN_MS = 1_000;
const PATIENCE_MS = 300_000;

export type Button = 'approve' | 'reject' | 'ask_correction';

export interface Decided {
  readonly number: string;
  readonly button: Button;
  /** Only a supervisor sees the case. */
  readonly sensitive: boolean;
  /** To be corrected. */
  readonly field: CorrectableField | undefined;
}

function typed({ button, field = 'name' }: Decided): Readonly<Record<string, string>> {
  switch (button) {
    case 'approve':
      return {};
    case 'reject':
      return { reason: 'data_not_credible', note: 'Datanya tidak cocok.' };
    case 'ask_correction':
      return { reason: 'incomplete', note: 'Mohon dilengkapi.', fields: field };
  }
}

/** The reviewers, who press a button again when the console does not answer. */
export class ReviewDesk {
  /** Decisions that the console has confirmed, by case number, oldest first. */
  readonly confirmed = new Map<string, Button[]>();
  /** Requests that got no answer, or that the console could not serve. */
  unanswered = 0;
  private reviewers: readonly Reviewer[] = [];

  constructor(
    private readonly origin: string,
    private readonly random: Random,
  ) {}

  async open(): Promise<void> {
    const accounts = trialAccounts.filter(({ role }) => role !== 'admin');
    const signedIn = accounts.map(({ username, password }) =>
      this.patiently(() => ConsoleHttp.signIn(this.origin, username, password)),
    );
    const browsers = await Promise.all(signedIn);
    this.reviewers = browsers.map((browser, n) => new Reviewer(browser, accounts[n]?.role ?? 'reviewer'));
  }

  private supervisors(): readonly Reviewer[] {
    return this.reviewers.filter(({ role }) => role === 'supervisor');
  }

  /** Resolves when the console has said that the decision is taken. */
  async decide(decided: Decided): Promise<void> {
    const { number, button, sensitive } = decided;
    const reviewer = pick(this.random, sensitive ? this.supervisors() : this.reviewers);
    await this.press(reviewer, decided);
    if (sensitive && button === 'approve') {
      await this.press(
        pick(
          this.random,
          this.supervisors().filter((other) => other !== reviewer),
        ),
        decided,
      );
    }
    const decisions = this.confirmed.get(number) ?? [];
    this.confirmed.set(number, [...decisions, button]);
  }

  private async press(reviewer: Reviewer, decided: Decided): Promise<void> {
    const { number, button } = decided;
    const form = await this.patiently(() => reviewer.next((browser) => formOf(browser, number, button)));
    // The same form, so the same version of the case: sent twice it is one decision.
    await this.patiently(() => reviewer.next((browser) => browser.submit(form, typed(decided))));
  }

  private async patiently<T>(work: () => Promise<T | null>): Promise<T> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const done = await work().catch((error: unknown) => {
        this.unanswered += 1;
        if (Date.now() > until) throw error;
        return null;
      });
      if (done !== null) return done;
      if (Date.now() > until) throw new Error('the case did not come into the review queue');
      await delay(LOOK_AGAIN_MS);
    }
  }
}

/** A person: one page at a time. */
class Reviewer {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly browser: ConsoleHttp,
    readonly role: StaffRole,
  ) {}

  next<T>(look: (browser: ConsoleHttp) => Promise<T>): Promise<T> {
    const turn = this.last.then(() => look(this.browser));
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

/** null: not in the review queue yet. */
async function formOf(browser: ConsoleHttp, number: string, button: Button): Promise<HtmlForm | null> {
  const path = await browser.caseInReview(number);
  return path === null ? null : browser.form(path, `value="${button}"`);
}
