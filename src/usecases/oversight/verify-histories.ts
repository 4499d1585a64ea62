import { verifyHistory, type FoundFault } from '../../domain/case/verify.js';
import type { UnitOfWork } from '../ports.js';
import type { HistoryCounts, HistoryStore } from './ports.js';

const AT_ONCE = 100;

export interface HistoryVerdict extends HistoryCounts {
  readonly first: FoundFault | null;
}

/** Looks through the histories of all cases, a batch at a time; `told`: what was counted so far. */
export async function verifyHistories(
  store: Pick<HistoryStore, 'batch'>,
  told: (counts: HistoryCounts) => Promise<void> = async () => undefined,
): Promise<HistoryVerdict> {
  let verdict: HistoryVerdict = { caseCount: 0, eventCount: 0, faultCount: 0, first: null };
  let after: string | null = null;
  for (;;) {
    const batch = await store.batch(after, AT_ONCE);
    const faults = batch.map(verifyHistory).filter((fault) => fault !== null);
    verdict = {
      caseCount: verdict.caseCount + batch.length,
      eventCount: batch.reduce((sum, { chain }) => sum + chain.length, verdict.eventCount),
      faultCount: verdict.faultCount + faults.length,
      first: verdict.first ?? faults[0] ?? null,
    };
    after = batch.at(-1)?.caseId ?? null;
    if (after === null) return verdict;
    await told(verdict);
  }
}

/** The job of a check that was asked for. Begun again after a crash it starts over; finished, it stays so. */
export async function runHistoryCheck(
  { history }: { readonly history: HistoryStore },
  { checkId }: { readonly checkId: string },
): Promise<void> {
  if (!(await history.isRunning(checkId))) return;
  const { first, ...counts } = await verifyHistories(history, (so) => history.progress(checkId, so));
  await history.finish(checkId, counts, first);
}

/** Of the schedule: how many checks were begun. */
export async function beginNightlyCheck({
  unitOfWork,
}: {
  readonly unitOfWork: UnitOfWork;
}): Promise<number> {
  return unitOfWork.run(async (tx) => {
    const checkId = await tx.history.begin(null);
    if (checkId === null) return 0;
    await tx.outbox.add('history.verify', { checkId });
    return 1;
  });
}
