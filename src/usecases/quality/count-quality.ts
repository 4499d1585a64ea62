import type { Clock, UnitOfWork } from '../ports.js';
import type { CountingState } from './work.js';

const HOUR = 3_600_000;
/** Of half a million people on a slow machine. */
const LONGEST_MS = 20 * 60_000;

/**
 * What the schedule does: counts as soon as somebody asked for it; an hour after the last time, where something was
 * recorded since; and once a day. Returns how many were found.
 */
export async function countQuality({
  unitOfWork,
  clock,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}): Promise<number> {
  return unitOfWork.run(async (tx) => {
    const state = await tx.quality.lock();
    const at = clock.now();
    return state !== null && isDue(state, at) ? tx.quality.count(at) : 0;
  }, LONGEST_MS);
}

/** It takes whoever waits as long as it takes to count. */
export function isWaitedFor({ countedAt, askedAt }: Pick<CountingState, 'countedAt' | 'askedAt'>): boolean {
  return countedAt === null || (askedAt !== null && askedAt > countedAt);
}

function isDue(state: CountingState, at: Date): boolean {
  if (isWaitedFor(state)) return true;
  const since = at.getTime() - (state.countedAt?.getTime() ?? 0);
  return since >= (state.changed ? HOUR : 24 * HOUR);
}
