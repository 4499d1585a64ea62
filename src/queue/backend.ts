import {
  createPostgresBackend,
  Queue,
  runMigrations,
  withBackend,
  Worker,
  type BulkJobOptions,
  type Job,
  type PostgresConnectionOptions,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { JobEnvelope, QueueName } from '../domain/jobs/jobs.js';
import { RevivingQueue, RevivingWorker } from './reviving.js';
import { scheduleLane, type ScheduleLane, type SchedulingQueue } from './schedules.js';

export interface QueuedJob {
  readonly name: string;
  readonly data: JobEnvelope;
  readonly opts: BulkJobOptions;
}

/** The part of a BullMQ queue that the service uses, whatever its store. */
export interface JobLane {
  add(jobs: readonly QueuedJob[]): Promise<void>;
  /** Jobs not finished yet. */
  size(): Promise<number>;
  close(): Promise<void>;
}

export interface WorkerHooks {
  /** `data` is not parsed yet; what it throws makes BullMQ try again. */
  process: (data: unknown) => Promise<void>;
  onError: (error: Error) => void;
}

export interface LaneWorker {
  /** Waits for the jobs under way. */
  close(): Promise<void>;
}

/** BullMQ with its store chosen: the same queues and workers on PostgreSQL and on Redis. */
export interface QueueBackend {
  readonly name: 'postgres' | 'redis';
  lane(name: QueueName, onError: (error: Error) => void): JobLane;
  /** Of a queue of its own: what it holds is never empty, and is no work that waits. */
  schedules(name: string, onError: (error: Error) => void): ScheduleLane;
  worker(name: string, concurrency: number, hooks: WorkerHooks): LaneWorker;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const workerDefaults: Omit<WorkerOptions, 'connection'> = {
  // The default of 1 gives a job up for good after its second worker was killed.
  maxStalledCount: 1_000_000,
  // How long people wait for a job whose worker was killed: until its lock ends and two looks are taken.
  // A job that runs a second time because its worker was only slow does nothing twice.
  lockDuration: 10_000,
  stalledInterval: 2_000,
  drainDelay: 2,
};
const queueDefaults: Omit<QueueOptions, 'connection'> = {
  // The outbox row is the record of a job; BullMQ's copy would keep its id from being used again.
  defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
};

export async function postgresBackend(url: string, poolSize: number): Promise<QueueBackend> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    options: '-c search_path=bullmq',
    keepAlive: true,
    // A machine that starts everything at once takes its time.
    connectionTimeoutMillis: 15_000,
  });
  // A dropped connection is replaced at its next use, and whoever is using it gets a rejection.
  pool.on('error', () => undefined);
  // Each of BullMQ's queues and workers listens, too: so many are no leak.
  pool.setMaxListeners(100);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await migrateQueue(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  // BullMQ describes node-postgres by types of its own, which are not compiled as strictly as ours.
  const connection = pool as unknown as PostgresConnectionOptions;
  const { Queue: PgQueue, Worker: PgWorker } = withBackend(createPostgresBackend);
  return {
    name: 'postgres',
    lane: (name, onError) => lane(() => new PgQueue(name, { ...queueDefaults, connection }), onError),
    schedules: (name, onError) =>
      scheduleLane((): SchedulingQueue => new PgQueue(name, { ...queueDefaults, connection }), onError),
    worker: (name, concurrency, hooks) =>
      new RevivingWorker(
        () =>
          new PgWorker(name, (job: Job) => hooks.process(job.data), {
            ...workerDefaults,
            concurrency,
            connection,
          }),
        hooks.onError,
      ),
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

async function migrateQueue(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}

export function redisBackend(url: string): QueueBackend {
  // BullMQ's workers wait on blocking commands: giving up after some tries would break them.
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  redis.on('error', () => undefined);
  return {
    name: 'redis',
    lane: (name, onError) => lane(() => new Queue(name, { ...queueDefaults, connection: redis }), onError),
    schedules: (name, onError) =>
      scheduleLane((): SchedulingQueue => new Queue(name, { ...queueDefaults, connection: redis }), onError),
    worker: (name, concurrency, hooks) =>
      new RevivingWorker(
        () =>
          new Worker(name, (job: Job) => hooks.process(job.data), {
            ...workerDefaults,
            concurrency,
            connection: redis,
          }),
        hooks.onError,
      ),
    ping: () => withinTwoSeconds(redis.ping()),
    close: () => {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}

interface ClosableQueue {
  addBulk(jobs: { name: string; data: JobEnvelope; opts: BulkJobOptions }[]): Promise<unknown>;
  getJobCounts(
    ...types: ('waiting' | 'active' | 'delayed' | 'prioritized')[]
  ): Promise<Record<string, number>>;
  close(): Promise<void>;
}

interface Emitting {
  on(event: 'error', listener: (error: Error) => void): unknown;
}

function lane(make: () => ClosableQueue & Emitting, onError: (error: Error) => void): JobLane {
  const queue = new RevivingQueue(make, onError);
  return {
    add: async (jobs) => {
      await queue.with((current) => current.addBulk([...jobs]));
    },
    size: async () => {
      const counts = await queue.with((current) =>
        current.getJobCounts('waiting', 'active', 'delayed', 'prioritized'),
      );
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    close: () => queue.close(),
  };
}

async function withinTwoSeconds(answer: Promise<unknown>): Promise<void> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, 2_000, new Error('no answer')).unref());
  await Promise.race([answer, late]);
}
