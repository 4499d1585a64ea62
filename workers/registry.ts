import { JobEnvelope, jobs, type JobName } from '../src/domain/jobs/jobs.js';
import { AppError } from '../src/errors.js';
import type { Log, OutboxStore } from '../src/usecases/ports.js';

/** One handler a job: parses its payload, calls one use case. */
export type JobHandlers = Readonly<Record<JobName, (payload: unknown) => Promise<void>>>;

/**
 * What a BullMQ worker runs. A job whose payload cannot be read, or that can never succeed, is
 * ticked off with its code on the outbox row, where the console shows it; anything else is tried again.
 */
export function jobProcessor(deps: {
  readonly handlers: JobHandlers;
  readonly outbox: OutboxStore;
  readonly log: Log;
}): (data: unknown) => Promise<void> {
  const { handlers, outbox, log } = deps;
  return async (data) => {
    const envelope = JobEnvelope.parse(data);
    const { outboxId, job } = envelope;
    try {
      if (envelope.version !== jobs[job].version) throw new AppError('job.invalid', { job });
      await handlers[job](envelope.payload);
      await outbox.done(outboxId);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      log.error({ job, outboxId, code, kind: error instanceof Error ? error.name : 'unknown' }, 'job failed');
      await outbox.failed(outboxId, code);
      // BullMQ keeps what it is thrown, message and all, in clear text.
      throw new AppError(code);
    }
  };
}
