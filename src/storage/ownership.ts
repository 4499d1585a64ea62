import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Ownership } from '../domain/channel/ports.js';

const ASK_AGAIN_MS = 500;

/**
 * A session-level advisory lock on a connection of its own: when the process dies, PostgreSQL sees
 * the connection close and the next process has it, with no lease to wait out.
 */
export class PostgresOwnership implements Ownership {
  constructor(private readonly url: string) {}

  async acquire(
    name: string,
    signal: AbortSignal,
  ): Promise<{ readonly lost: AbortSignal; release(): Promise<void> }> {
    for (;;) {
      signal.throwIfAborted();
      const held = await this.attempt(name);
      if (held !== null) return held;
      await delay(ASK_AGAIN_MS, undefined, { signal });
    }
  }

  private async attempt(name: string): Promise<{ lost: AbortSignal; release(): Promise<void> } | null> {
    const lost = new AbortController();
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => {
      lost.abort();
    });
    client.on('end', () => {
      lost.abort();
    });
    const close = async () => {
      await client.end().catch(() => undefined);
    };
    try {
      await client.connect();
      const { rows } = await client.query<{ held: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
        [name],
      );
      if (rows[0]?.held === true) return { lost: lost.signal, release: close };
    } catch {
      // The database is away: the same as somebody else holding it, ask again.
    }
    await close();
    return null;
  }
}
