import type { QueueBackend } from '../support/backends.js';

export interface ChaosOptions {
  readonly seed: number;
  /** Processes killed, PostgreSQL among them. */
  readonly kills: number;
  readonly databaseKills: number;
  /** Of the kills, on the Redis queue. */
  readonly redisKills: number;
  /** Reports sent and decided, at least: people go on reporting until all kills are done. */
  readonly reports: number;
  readonly people: number;
  /** Some leave drafts alone until they are reminded, and some want digests: each takes up to a minute. */
  readonly waits: boolean;
  /** Milliseconds between two kills: a random number up to twice as many. */
  readonly pauseMs: number;
  /** Milliseconds after which the run is given up. */
  readonly withinMs: number;
  /** Keeps the data folder, with the logs of the processes, also of a run without faults. */
  readonly keep: boolean;
  readonly queues: readonly QueueBackend[];
}

/** The short run of `npm test`, unless `npm run chaos` has set other sizes. */
export function chaosOptions(env: Readonly<Record<string, string | undefined>>): ChaosOptions {
  const number = (name: string, otherwise: number) => Number(env[`CHAOS_${name}`] ?? otherwise);
  const queue = env['CHAOS_QUEUE'];
  return {
    seed: number('SEED', 640_801),
    kills: number('KILLS', 12),
    databaseKills: number('DATABASE_KILLS', 2),
    redisKills: number('REDIS_KILLS', 0),
    reports: number('REPORTS', 20),
    people: number('PEOPLE', 30),
    waits: env['CHAOS_WAITS'] !== undefined,
    pauseMs: number('PAUSE_MS', 300),
    withinMs: number('WITHIN_MS', 240_000),
    keep: env['CHAOS_KEEP'] !== undefined,
    queues: queue === 'both' ? ['postgres', 'redis'] : [queue === 'redis' ? 'redis' : 'postgres'],
  };
}
