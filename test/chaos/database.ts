import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/storage/embedded/embedded-postgres.js';
import { silentLog } from '../support/log.js';

export interface ChaosDatabase {
  readonly url: string;
  /** Kills the server with all its processes; resolves when it has been started again and answers. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const BACK_WITHIN_MS = 60_000;

/** A durable server of the run's own. Who holds it starts it again when it dies, on the same port. */
export async function startChaosDatabase(dataDir: string): Promise<ChaosDatabase> {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  return {
    url: server.url,
    kill: async () => {
      const postmaster = Number(
        readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
      );
      for (const pid of [postmaster, ...childrenOf(postmaster)]) killNow(pid);
      await answers(server.url);
    },
    stop: () => server.stop(),
  };
}

/** From /proc: the run is for Linux. Each backend has a process group of its own. */
function childrenOf(parent: number): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => parentOf(pid) === parent).map(Number);
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It ended while we looked.
    return null;
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its parent.
  }
}

async function answers(url: string): Promise<void> {
  const until = Date.now() + BACK_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await delay(50);
    }
  }
}
