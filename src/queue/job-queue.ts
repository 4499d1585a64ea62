import { jobs, queueNames, retryPolicy, type QueueName } from '../domain/jobs/jobs.js';
import type { JobQueue, OutboxRow } from '../usecases/ports.js';
import type { JobLane, QueueBackend, QueuedJob } from './backend.js';

export class BullJobQueue implements JobQueue {
  private readonly lanes: ReadonlyMap<QueueName, JobLane>;

  constructor(backend: QueueBackend, onError: (error: Error) => void) {
    this.lanes = new Map(queueNames.map((name) => [name, backend.lane(name, onError)]));
  }

  async add(rows: readonly OutboxRow[]): Promise<void> {
    for (const [name, lane] of this.lanes) {
      const batch = rows.filter((row) => jobs[row.job].queue === name);
      if (batch.length > 0) await lane.add(batch.map(toJob));
    }
  }

  /** Jobs not finished yet, by queue. */
  async sizes(): Promise<Readonly<Record<string, number>>> {
    const entries = [...this.lanes].map(async ([name, lane]) => [name, await lane.size()] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  async close(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.close()));
  }
}

function toJob(row: OutboxRow): QueuedJob {
  return {
    name: row.job,
    data: { outboxId: row.id, job: row.job, version: jobs[row.job].version, payload: row.payload },
    opts: {
      // The same row handed over twice is one job.
      jobId: `outbox-${row.id}`,
      attempts: retryPolicy.attempts,
      backoff: { type: 'exponential', delay: retryPolicy.firstDelayMs, jitter: 0.5 },
    },
  };
}
