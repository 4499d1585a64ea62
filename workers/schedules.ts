import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { ScheduleName, schedules } from '../src/domain/jobs/jobs.js';
import { AppError } from '../src/errors.js';
import type { Log } from '../src/usecases/ports.js';

/** What is done again and again. Each returns how much there was to do. */
export type ScheduleHandlers = Readonly<Record<ScheduleName, () => Promise<number>>>;

const ScheduledRun = z.object({ job: ScheduleName });

/** What the schedule's BullMQ worker runs. Nothing is ticked off: the next run sees what is left. */
export function scheduleProcessor(deps: {
  readonly handlers: ScheduleHandlers;
  readonly log: Log;
}): (data: unknown) => Promise<void> {
  return async (data) => {
    const { job } = ScheduledRun.parse(data);
    try {
      const count = await deps.handlers[job]();
      if (count > 0) deps.log.info({ job, count }, 'scheduled work done');
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      deps.log.error(
        { job, code, kind: error instanceof Error ? error.name : 'unknown' },
        'scheduled work failed',
      );
      // BullMQ keeps what it is thrown, message and all, in clear text.
      throw new AppError(code);
    }
  };
}

const LOOK_EVERY_MS = 30_000;

/** Sees to it, until aborted, that BullMQ has the schedules: also after its store was emptied. */
export async function keepSchedules(deps: {
  readonly keep: (wanted: Readonly<Record<string, string>>) => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly lookEveryMs?: number;
}): Promise<void> {
  const { keep, log, signal, lookEveryMs = LOOK_EVERY_MS } = deps;
  while (!signal.aborted) {
    try {
      await keep(schedules);
    } catch (error) {
      log.warn({ kind: error instanceof Error ? error.name : 'unknown' }, 'schedules wait for the queue');
    }
    await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
