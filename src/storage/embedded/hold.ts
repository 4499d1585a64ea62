import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../usecases/ports.js';

/** A process's claim that it uses the server. */
export interface Hold {
  /** Superuser's address of the server. */
  readonly url: string;
  /** Gives up the claim, and calls `stop` when no other process has one. */
  release(stop: () => Promise<void>): Promise<void>;
}

/** Shared by all who use the server; who gets it alone is the last. Freed by the server when a process dies. */
const USERS_LOCK = 640802;
const RETRY_AFTER_MS = 250;

/**
 * Keeps one connection that holds the claim. When it breaks, the server has died or restarted: `run` starts
 * it again and the claim is renewed, until released.
 */
export async function holdServer(run: () => Promise<string>, log: Log): Promise<Hold> {
  const released = new AbortController();
  let client: pg.Client | null = null;

  const claim = async (): Promise<string> => {
    const url = await run();
    const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    fresh.on('error', () => {
      // Followed by 'end', which acts on it.
    });
    await fresh.connect();
    await fresh.query('SELECT pg_advisory_lock_shared($1)', [USERS_LOCK]);
    client = fresh;
    fresh.once('end', () => {
      client = null;
      if (!released.signal.aborted) reviving = revive();
    });
    return url;
  };

  const revive = async (): Promise<void> => {
    log.warn({}, 'embedded PostgreSQL went away, starting it again');
    while (!released.signal.aborted) {
      try {
        await claim();
        log.info({}, 'embedded PostgreSQL is back');
        return;
      } catch {
        await sleep(RETRY_AFTER_MS, undefined, { signal: released.signal }).catch(() => undefined);
      }
    }
  };

  let reviving: Promise<void> = Promise.resolve();
  const url = await claimPatiently(claim);
  return {
    url,
    async release(stop) {
      released.abort();
      await reviving;
      const last = client === null ? false : await isLast(client);
      if (last) await stop();
      await client?.end().catch(() => undefined);
    },
  };
}

/** A server found running may be on its way down: its last user is just leaving. */
async function claimPatiently(claim: () => Promise<string>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await claim();
    } catch (error) {
      if (attempt >= 20 || !isConnectionFault(error)) throw error;
      await sleep(RETRY_AFTER_MS);
    }
  }
}

/** 57P0x: shutting down or starting up; 08xxx and errors of the socket: not there. */
function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!('code' in error) || typeof error.code !== 'string') return /terminated|timeout/i.test(error.message);
  return /^(57P0|08|ECONN|EPIPE)/.test(error.code);
}

async function isLast(client: pg.Client): Promise<boolean> {
  await client.query('SELECT pg_advisory_unlock_shared($1)', [USERS_LOCK]);
  const alone = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
    USERS_LOCK,
  ]);
  return alone.rows[0]?.alone === true;
}
