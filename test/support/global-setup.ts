import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { parseConfig } from '../../src/config.js';
import { openDatabase, openPool } from '../../src/storage/database.js';
import { startEmbeddedPostgres } from '../../src/storage/embedded/embedded-postgres.js';
import { migrate } from '../../src/storage/migrate.js';
import { loadReferenceData } from '../../src/storage/reference/reference-data.js';
import { findBrowser } from './find-browser.js';
import { silentLog } from './log.js';

const templates = { migrated: 'lapor_migrated', begun: 'lapor_begun' } as const;

/** One server a run, with databases that each test file clones. Nothing in it need survive. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lapor-test-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    settings: {
      ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal' },
      ...{ max_wal_senders: '0', autovacuum: 'off', max_connections: '300' },
      // What was ever written is read by a test; whoever drops a database would else have it recycled.
      wal_keep_size: '2GB',
    },
  });
  await makeTemplates(server.adminUrl, server.url);
  project.provide('postgres', { adminUrl: server.adminUrl, url: server.url, templates });
  const browser = findBrowser();
  if (browser === null)
    console.log('This machine has no Chromium that runs: the browser suites are skipped.');
  project.provide('browser', browser);

  return async () => {
    const kept = await withClient(server.adminUrl, keptDatabases);
    await server.stop();
    if (kept.length === 0 || process.env['CI'] !== undefined) {
      await rm(dataDir, { recursive: true, force: true });
    } else {
      console.log(`Databases of failed test files kept in ${dataDir}: ${kept.join(', ')}`);
    }
  };
}

async function makeTemplates(adminUrl: string, ownerUrl: string): Promise<void> {
  const url = new URL(ownerUrl);
  const create = (name: string, from: string) =>
    withClient(adminUrl, (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${from} OWNER ${client.escapeIdentifier(url.username)}`),
    );
  await create(templates.migrated, 'template1');
  url.pathname = `/${templates.migrated}`;
  await migrate(url.href);
  await create(templates.begun, templates.migrated);
  url.pathname = `/${templates.begun}`;
  // Eighty thousand villages are read once a run, and not once a file.
  const pool = openPool(url.href, 1);
  const database = openDatabase(pool);
  await loadReferenceData(database, parseConfig({ NODE_ENV: 'test' }).region);
  await database.$disconnect();
  await pool.end();
}

async function keptDatabases(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'`,
  );
  return rows.map(({ datname }) => datname);
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
