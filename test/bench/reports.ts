/** Reports all the way: sent, screened, approved, registered, by the workers and their queue. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Container } from '../../src/container.js';
import type { CaseState } from '../../src/domain/case/events.js';
import type { Statement } from '../../src/storage/sql.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { staff, submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';
import { percentile } from './report.js';

export interface ReportsMeasured {
  readonly registered: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const AT_ONCE = 16;
const LOOK_EVERY_MS = 3;

export async function measureReports(container: Container, durationMs: number): Promise<ReportsMeasured> {
  const by = await syntheticContact(container);
  const reviewer = await staff(container, 'verifikator');
  const watch = new CaseWatch(container);
  const times: number[] = [];
  const begun = performance.now();
  let n = 0;
  const flow = async () => {
    while (performance.now() - begun < durationMs) {
      const answers = await syntheticAnswers(container, (n += 1));
      const sent = performance.now();
      const caseId = await submitSynthetic(container, by, answers);
      const version = await watch.reaches(caseId, 'in_review');
      const decision = { type: 'approve', note: '' } as const;
      await decideCase(container, reviewer, { caseId, version, decision, ip: '127.0.0.1' });
      await watch.reaches(caseId, 'registered');
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, flow));
  const seconds = (performance.now() - begun) / 1000;
  return {
    registered: times.length,
    perSecond: times.length / seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  };
}

interface CaseStanding {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

const STANDING: Statement = {
  name: 'bench_standing',
  text: 'SELECT id, state, version FROM "case" WHERE id = ANY($1::uuid[])',
};

/** Looks at all the cases that are waited for in one query. */
class CaseWatch {
  private readonly waiting = new Map<string, { state: CaseState; reached: (version: number) => void }>();
  private looking = false;

  constructor(private readonly container: Container) {}

  /** Resolves with the case's version. */
  async reaches(caseId: string, state: CaseState): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting.set(caseId, { state, reached: resolve });
      if (!this.looking) this.look().catch(reject);
    });
  }

  private async look(): Promise<void> {
    this.looking = true;
    while (this.waiting.size > 0) {
      const cases = await this.container.storage.sql.rows<CaseStanding>(STANDING, [[...this.waiting.keys()]]);
      for (const { id, state, version } of cases) {
        const wanted = this.waiting.get(id);
        if (wanted?.state !== state) continue;
        this.waiting.delete(id);
        wanted.reached(version);
      }
      await delay(LOOK_EVERY_MS);
    }
    this.looking = false;
  }
}
