import type { JobPayload } from '../../domain/jobs/jobs.js';
import { dayIn } from '../../domain/time.js';
import type { NewsRules } from '../notify/rules.js';
import type { Clock, UnitOfWork } from '../ports.js';

export interface FreezeDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** For the office's clock: ages are reckoned by its day. */
  readonly news: Pick<NewsRules, 'timeZone'>;
}

/** Rows in one transaction, and then the next job goes on: a process that is to end need not wait for all of them. */
const ROWS_AT_ONCE = 500;
const BATCHES_A_JOB = 20;
/** All who are known against the criteria, in one statement and on a busy machine. */
const SNAPSHOT_MS = 10 * 60_000;

/**
 * Who is on the list is decided in one statement; numbers and addresses are sealed after it, batch by batch. Killed
 * anywhere, or handed over twice, the job goes on where it stopped.
 */
export async function freezeList(deps: FreezeDeps, { listId }: JobPayload<'aid.freeze'>): Promise<void> {
  for (let batch = 0; batch < BATCHES_A_JOB; batch += 1) {
    if (!(await freezeNext(deps, listId))) return;
  }
  await deps.unitOfWork.run(async (tx) => {
    const head = await tx.aidLists.lock(listId);
    if (head?.state === 'freezing') await tx.outbox.add('aid.freeze', { listId });
  });
}

/** true: there is more to do. */
function freezeNext({ unitOfWork, clock, news }: FreezeDeps, listId: string): Promise<boolean> {
  return unitOfWork.run(async (tx) => {
    const head = await tx.aidLists.lock(listId);
    if (head?.state !== 'freezing') return false;
    if (head.frozenAt !== null) return tx.aidLists.sealNext(head, ROWS_AT_ONCE);
    const at = clock.now();
    return (await tx.aidLists.snapshot(head, { at, today: dayIn(news.timeZone, at) })) > 0;
  }, SNAPSHOT_MS);
}
