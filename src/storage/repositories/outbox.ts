import { JobName, type JobPayload } from '../../domain/jobs/jobs.js';
import type { OutboxRow, OutboxStore, OutboxWork } from '../../usecases/ports.js';
import type { CommitMarks, Signal, StorageContext } from '../context.js';
import { inTransaction, type Database } from '../database.js';

export class PrismaOutboxWork implements OutboxWork {
  constructor(
    private readonly context: StorageContext,
    private readonly marks: CommitMarks,
  ) {}

  async add<N extends JobName>(job: N, payload: JobPayload<N>): Promise<void> {
    await this.context.db.outbox.create({ data: { job, payload } });
    this.marks.outbox = true;
  }
}

export class PrismaOutboxStore implements OutboxStore {
  constructor(
    private readonly database: Database,
    private readonly added: Signal,
  ) {}

  async relay(
    limit: number,
    againAfterMs: number,
    hand: (rows: readonly OutboxRow[]) => Promise<void>,
  ): Promise<number> {
    return inTransaction(this.database, async (tx) => {
      // Two index conditions joined by UNION: an OR would scan the whole table.
      const rows = await tx.$queryRaw<{ id: bigint; job: string; payload: unknown }[]>`
        SELECT id, job, payload FROM outbox WHERE id IN (
          (SELECT id FROM outbox WHERE relayed_at IS NULL ORDER BY id LIMIT ${limit}::int)
          UNION ALL
          (SELECT id FROM outbox WHERE done_at IS NULL
             AND relayed_at < now() - ${againAfterMs}::int * interval '1 millisecond'
           ORDER BY relayed_at LIMIT ${limit}::int))
        ORDER BY id FOR UPDATE SKIP LOCKED`;
      if (rows.length === 0) return 0;
      await hand(
        rows.map((row) => ({ id: String(row.id), job: JobName.parse(row.job), payload: row.payload })),
      );
      await tx.$executeRaw`UPDATE outbox SET relayed_at = now() WHERE id = ANY(${rows.map((row) => row.id)}::bigint[])`;
      return rows.length;
    });
  }

  async done(id: string): Promise<void> {
    await this.database.$executeRaw`
      UPDATE outbox SET done_at = now(), failure = NULL WHERE id = ${BigInt(id)} AND done_at IS NULL`;
  }

  async failed(id: string, code: string): Promise<void> {
    await this.database.outbox.updateMany({
      where: { id: BigInt(id), doneAt: null },
      data: { failure: code },
    });
  }

  onAdded(listener: () => void): () => void {
    return this.added.on(listener);
  }
}
