import { asAdmin } from './postgres.js';
import type { Container } from '../../src/container.js';

/** The container's database is away while `work` runs: connections are cut and no new one is let in. */
export async function whileDatabaseIsAway<T>(container: Container, work: () => Promise<T>): Promise<T> {
  const name = new URL(container.databaseUrl).pathname.slice(1);
  await asAdmin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  try {
    await asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    return await work();
  } finally {
    await asAdmin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  }
}
