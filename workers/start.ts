import type { MediaFetcher } from '../src/domain/channel/ports.js';
import type { MediaSource } from '../src/domain/channel/message.js';
import { queueNames, scheduleQueue, schedules, type QueueName } from '../src/domain/jobs/jobs.js';
import type { JobQueue, Log, OutboxStore } from '../src/usecases/ports.js';
import { jobProcessor, type JobHandlers } from './registry.js';
import { runOutboxRelay } from './outbox-relay.js';
import { keepSchedules, scheduleProcessor, type ScheduleHandlers } from './schedules.js';

export type Fetchers = Readonly<Partial<Record<MediaSource['kind'], MediaFetcher>>>;

/** Jobs of one queue under way at once. Photos are large, and decoding one takes a core; so does reading a file. */
const concurrency: Readonly<Record<QueueName, number>> = {
  case: 8,
  notify: 8,
  media: 2,
  import: 1,
  webhook: 4,
};

export interface WorkerHost {
  worker(
    name: string,
    concurrency: number,
    hooks: { process(data: unknown): Promise<void>; onError(error: Error): void },
  ): { close(): Promise<void> };
  schedules(
    name: string,
    onError: (error: Error) => void,
  ): { keep(wanted: Readonly<Record<string, string>>): Promise<void>; close(): Promise<void> };
}

/** Starts the relay, the schedules and a BullMQ worker for each queue; `stop` lets jobs under way finish. */
export function startWorkers(deps: {
  readonly host: WorkerHost;
  readonly handlers: JobHandlers;
  readonly scheduled: ScheduleHandlers;
  readonly outbox: OutboxStore;
  readonly queue: JobQueue;
  readonly log: Log;
}): { stop(): Promise<void> } {
  const { host, outbox, queue, log } = deps;
  const process = jobProcessor(deps);
  const onError = (error: Error) => {
    log.warn({ kind: error.name }, 'worker lost its queue for a moment');
  };
  const workers = queueNames.map((name) => host.worker(name, concurrency[name], { process, onError }));
  const clock = host.worker(scheduleQueue, Object.keys(schedules).length, {
    process: scheduleProcessor({ handlers: deps.scheduled, log }),
    onError,
  });
  const lane = host.schedules(scheduleQueue, onError);
  const ending = new AbortController();
  const { signal } = ending;
  const running = [
    runOutboxRelay({ outbox, queue, log, signal }),
    keepSchedules({ keep: (wanted) => lane.keep(wanted), log, signal }),
  ];
  return {
    stop: async () => {
      ending.abort();
      await Promise.all(running);
      await clock.close();
      await lane.close();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
