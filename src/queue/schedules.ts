/** BullMQ's job schedulers, kept in being. */
import { RevivingQueue } from './reviving.js';

/** As BullMQ knows a scheduler; `next`: milliseconds since the epoch. */
interface KnownScheduler {
  readonly pattern?: string | undefined;
  readonly next?: number | undefined;
}

export interface SchedulingQueue {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
  getJobScheduler(id: string): Promise<KnownScheduler | undefined>;
  upsertJobScheduler(
    id: string,
    repeat: { pattern: string },
    template: { name: string; data: { job: string }; opts: { attempts: number } },
  ): Promise<unknown>;
}

export interface ScheduleLane {
  /** Makes what is missing of them (by name, with its cron pattern), or stands still. */
  keep(schedules: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

/** One that should have run so long ago stands still: no worker was there, or its next run was lost. */
const OVERDUE_MS = 90_000;

export function scheduleLane(make: () => SchedulingQueue, onError: (error: Error) => void): ScheduleLane {
  const queue = new RevivingQueue(make, onError);
  return {
    keep: async (schedules) => {
      for (const [name, pattern] of Object.entries(schedules)) {
        await queue.with((current) => keepOne(current, name, pattern));
      }
    },
    close: () => queue.close(),
  };
}

/** Left alone while it runs: made anew at the wrong moment it would miss a run. */
async function keepOne(queue: SchedulingQueue, name: string, pattern: string): Promise<void> {
  const known = await queue.getJobScheduler(name);
  const runs = known?.pattern === pattern && (known.next ?? 0) > Date.now() - OVERDUE_MS;
  // A run that fails is not tried again: the next one does its work.
  if (!runs)
    await queue.upsertJobScheduler(name, { pattern }, { name, data: { job: name }, opts: { attempts: 1 } });
}
