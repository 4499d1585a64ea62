import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/storage/embedded/embedded-postgres.js';
import { silentLog } from '../support/log.js';
import { isAlive } from '../support/process.js';

let dataDir: string;
let open: EmbeddedPostgres[];

// mkdtemp makes it 0700: for root, this is also the test of a project in a closed folder.
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'lapor-embedded-'));
  open = [];
});

afterEach(async () => {
  for (const server of open) await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  open.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<readonly unknown[][]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

const pidFile = () => path.join(dataDir, 'postgres', 'postmaster.pid');
const postmaster = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

describe('the embedded database', () => {
  test('keeps what was written, its port and its passwords over a stop and a start', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE uji AS SELECT 42 AS a');
    await first.stop();
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT a FROM uji')).toEqual([[42]]);
  });

  test('is durable, listens on this machine only, and lets the service be no superuser', async () => {
    const { url, adminUrl } = await start();
    const settings = `SELECT current_setting('fsync'), current_setting('synchronous_commit'),
      current_setting('full_page_writes'), current_setting('listen_addresses'), current_setting('server_encoding')`;
    expect(await query(url, settings)).toEqual([['on', 'on', 'on', '127.0.0.1', 'UTF8']]);
    expect(
      await query(url, 'SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user'),
    ).toEqual([[false, false]]);
    const wrong = new URL(adminUrl);
    wrong.password = 'salah';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    const { mode } = await stat(path.join(dataDir, 'postgres', 'lapor-credentials.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  test('writes no row and no statement into its log', async () => {
    const { url } = await start();
    await query(url, `CREATE TABLE uji (nama text UNIQUE CHECK (nama <> 'x'), b int NOT NULL)`);
    await query(url, `INSERT INTO uji VALUES ('Uji Contoh Satu', 1)`);
    await expect(query(url, `INSERT INTO uji VALUES ('Uji Contoh Satu', 1)`)).rejects.toThrow();
    await expect(query(url, `INSERT INTO uji VALUES ('Uji Contoh Dua', NULL)`)).rejects.toThrow();
    await expect(query(url, `SELECT 'Uji Contoh Satu'::int`)).rejects.toThrow();
    const log = await readFile(path.join(dataDir, 'postgres', 'server.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('Uji Contoh');
  });

  test('is shared by processes that start on one folder at once, and stops with the last', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(two.url).toBe(one.url);
    await one.stop();
    expect(await query(two.url, 'SELECT 1')).toEqual([[1]]);
    await two.stop();
    await expect(query(two.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('is started again when it is killed, with all that was committed', async () => {
    const { url } = await start();
    await query(url, 'CREATE TABLE uji AS SELECT 42 AS a');
    const killed = postmaster();
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(async () => expect(await query(url, 'SELECT a FROM uji')).toEqual([[42]]), {
      timeout: 20_000,
      interval: 50,
    });
    expect(postmaster()).not.toBe(killed);
  });

  test('starts over the process id of a killed server that another program has now', async () => {
    const first = await start();
    await first.stop();
    const stale = [process.pid, path.join(dataDir, 'postgres'), 1, 1, '', '127.0.0.1', '0 0', 'ready'];
    await writeFile(pidFile(), `${stale.join('\n')}\n`);
    const second = await start();
    expect(postmaster()).not.toBe(process.pid);
    expect(await query(second.url, 'SELECT 1')).toEqual([[1]]);
  });

  test('moves to another port when its own is taken', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const second = await start();
      expect(second.url).not.toBe(first.url);
      expect(await query(second.url, 'SELECT 1')).toEqual([[1]]);
    } finally {
      squatter.close();
    }
  });

  test('leaves no process behind', async () => {
    const server = await start();
    const pid = postmaster();
    expect(isAlive(pid)).toBe(true);
    await server.stop();
    // Until process 1 has taken note of its end.
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
