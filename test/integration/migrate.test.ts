import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { migrate } from '../../src/storage/migrate.js';
import { createTestDatabase } from '../support/postgres.js';

let folder: string;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lapor-migrations-'));
  ({ url } = await createTestDatabase());
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

const run = () => migrate(url, pathToFileURL(`${folder}/`));

async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The template has the project's own migrations; these tests bring theirs. */
beforeEach(() => query('TRUNCATE _prisma_migrations'));

describe('migrations', () => {
  test('are applied in the order of their names, once', async () => {
    await write('0002_second', 'ALTER TABLE uji ADD COLUMN b int');
    await write('0001_first', 'CREATE TABLE uji (a int)');
    expect(await run()).toEqual(['0001_first', '0002_second']);
    expect(await run()).toEqual([]);
    await write('0003_third', 'INSERT INTO uji VALUES (1, 2)');
    expect(await run()).toEqual(['0003_third']);
    expect(await query('SELECT * FROM uji')).toEqual([{ a: 1, b: 2 }]);
  });

  test('that fail leave nothing behind', async () => {
    await write('0001_half', 'CREATE TABLE uji (a int); SELECT 1/0');
    await expect(run()).rejects.toThrow('0001_half');
    expect(await query(`SELECT to_regclass('uji') AS uji`)).toEqual([{ uji: null }]);
    await write('0001_half', 'CREATE TABLE uji (a int)');
    expect(await run()).toEqual(['0001_half']);
  });

  test('that were changed after they were applied are refused', async () => {
    await write('0001_first', 'CREATE TABLE uji (a int)');
    await run();
    await write('0001_first', 'CREATE TABLE uji (a text)');
    await expect(run()).rejects.toThrow(/0001_first was changed/);
  });

  test('are applied once by processes that start at the same moment', async () => {
    await write('0001_slow', 'SELECT pg_sleep(0.2); CREATE TABLE uji (a int)');
    const applied = await Promise.all([run(), run(), run(), run()]);
    expect(applied.flat()).toEqual(['0001_slow']);
  });

  test('begun by another tool and not finished are reported', async () => {
    await write('0001_first', 'SELECT 1');
    await query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '0001_first')`,
    );
    await expect(run()).rejects.toThrow(/not finished/);
  });

  test('of the project are recorded as Prisma records them', async () => {
    const fresh = new URL((await createTestDatabase()).url);
    const client = new pg.Client({ connectionString: fresh.href });
    await client.connect();
    const { rows } = await client.query<{ checksum: string }>(
      `SELECT checksum FROM _prisma_migrations
       WHERE migration_name = '0001_init' AND finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    await client.end();
    const file = await readFile(new URL('../../prisma/migrations/0001_init/migration.sql', import.meta.url));
    expect(rows).toEqual([{ checksum: createHash('sha256').update(file).digest('hex') }]);
    expect(await migrate(fresh.href)).toEqual([]);
    expect(inject('postgres').templates.migrated).not.toBe(fresh.pathname.slice(1));
  });
});
