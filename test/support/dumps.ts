/** All that a store holds, as text. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { inject } from 'vitest';
import './provided.js';

/** Every row of every table of the service's and of BullMQ's schema, by `schema.table`. */
export async function dumpTables(url: string): Promise<ReadonlyMap<string, string>> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const dump = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
      dump.set(name, rows.map(({ row }) => row).join('\n'));
    }
    return dump;
  });
}

export function asText(
  dump: ReadonlyMap<string, string>,
  wanted: (name: string) => boolean = () => true,
): string {
  const tables = [...dump].filter(([name]) => wanted(name));
  return tables.map(([name, rows]) => `${name}\n${rows}`).join('\n');
}

/** The run's PostgreSQL keeps on disk what was ever written, and its own log. */
export interface ServerFiles {
  /** Where its write-ahead log stands now. */
  position(): Promise<string>;
  /** The segments written since. */
  writtenSince(position: string): Promise<Buffer>;
  log(): Promise<string>;
}

export function serverFiles(): ServerFiles {
  const { adminUrl } = inject('postgres');
  const ask = async (sql: string): Promise<string> =>
    withClient(adminUrl, async (client) => {
      const { rows } = await client.query<{ answer: string }>(sql);
      return rows[0]?.answer ?? '';
    });
  const folder = () => ask(`SELECT current_setting('data_directory') AS answer`);
  return {
    position: () => ask('SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS answer'),
    writtenSince: async (position) => {
      const wal = path.join(await folder(), 'pg_wal');
      const now = await ask('SELECT pg_walfile_name(pg_switch_wal()) AS answer');
      const names = (await readdir(wal)).filter(
        (name) => name >= position && name <= now && name.length === 24,
      );
      return Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(wal, name)))));
    },
    log: async () => readFile(path.join(await folder(), 'server.log'), 'utf8'),
  };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every key with its value. */
export async function dumpRedis(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const lines: string[] = [];
    for (const key of (await redis.keys('*')).sort()) {
      lines.push(`${key} ${JSON.stringify(await valueOf(redis, key))}`);
    }
    return lines.join('\n');
  } finally {
    redis.disconnect();
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      // Without the scores: BullMQ's are times, as long as a NIK.
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    case 'none':
      // Gone since the keys were listed.
      return null;
    default:
      throw new Error(`${key} is a ${type}`);
  }
}

/** Every file below a folder, by its path there. */
export async function readTree(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (file) => [path.relative(folder, file), await readFile(file)] as const),
    ),
  );
}
