import { Redis } from 'ioredis';
import pg from 'pg';
import type { Container } from '../../src/container.js';
import type { OutboxRow } from '../../src/usecases/ports.js';

/** All that BullMQ holds is gone, as after the loss of its store. Its schema stays. */
export async function emptyQueue({ config, databaseUrl }: Container): Promise<void> {
  if (config.redisUrl !== null) {
    const redis = new Redis(config.redisUrl);
    await redis.flushall();
    redis.disconnect();
    return;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ tables: string }>(
    `SELECT string_agg(format('bullmq.%I', tablename), ', ') AS tables FROM pg_tables
     WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
  );
  const truncate = `TRUNCATE ${rows[0]?.tables ?? ''}`;
  // Workers that are at work hold rows of several tables, in orders of their own.
  for (let left = 10; ; left -= 1) {
    try {
      await client.query(truncate);
      break;
    } catch (error) {
      if (left === 0 || !(error instanceof pg.DatabaseError) || error.code !== '40P01') throw error;
    }
  }
  await client.end();
}

/** As if the relay had handed over what is not done a while ago: it does so again at its next look. */
export async function longAgo({ database }: Container): Promise<void> {
  await database.$executeRaw`
    UPDATE outbox SET relayed_at = relayed_at - interval '10 minutes' WHERE done_at IS NULL`;
}

export async function outboxRows({ database }: Container): Promise<OutboxRow[]> {
  const rows = await database.outbox.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ id, job, payload }) => ({ id: String(id), job: job as OutboxRow['job'], payload }));
}
