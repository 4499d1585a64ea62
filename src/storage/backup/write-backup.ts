import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { whereAbsent } from '../absent.js';
import type { Keyring } from '../crypto/keyring.js';
import {
  purposeOf,
  readManifest,
  readMigrations,
  tableFile,
  writeManifest,
  type Manifest,
} from './manifest.js';
import { BackupFault } from './fault.js';
import { backupKey, readSealed, writeSealed } from './sealed-file.js';

const ROWS_AT_ONCE = 500;

export interface BackupOptions {
  readonly databaseUrl: string;
  /** The sealed photos. */
  readonly blobs: string;
  /** The folder in which the backup gets a folder of its own. */
  readonly to: string;
  readonly keyring: Keyring;
  readonly now: Date;
}

export interface BackupMade {
  readonly folder: string;
  readonly bytes: number;
  readonly rows: number;
  readonly blobs: number;
}

/**
 * Writes all tables, as they stand at one moment, and the photos, while the service goes on; then reads all
 * of it again, and notes in the database that there is a backup. No key is in it.
 */
export async function writeBackup(options: BackupOptions): Promise<BackupMade> {
  const { to, blobs, keyring, now } = options;
  const madeAt = now.toISOString();
  const folder = path.join(to, `sipmas-${madeAt.slice(0, 19).replaceAll(':', '-')}Z`);
  // Under its name only once it is whole.
  const draft = `${folder}.${randomUUID().slice(0, 8)}.part`;
  await mkdir(path.join(draft, 'tables'), { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: options.databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const key = backupKey(keyring);
    const stored = await writeTables(client, { folder: draft, key, madeAt });
    // After the rows: a photo that they name has been there for as long.
    const copied = await copyBlobs(blobs, path.join(draft, 'blobs'));
    await writeManifest(draft, { format: 1, madeAt, ...stored, blobs: copied }, key);
    const { tables } = await verifyBackup(draft, keyring);
    await rename(draft, folder);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const bytes = await sizeOf(folder);
    const made = { folder, bytes, rows, blobs: copied.count };
    await note(client, now, made);
    return made;
  } finally {
    await client.end();
    await rm(draft, { recursive: true, force: true });
  }
}

async function writeTables(
  client: pg.Client,
  { folder, key, madeAt }: { readonly folder: string; readonly key: Buffer; readonly madeAt: string },
): Promise<Pick<Manifest, 'migrations' | 'tables' | 'sequences'>> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const migrations = await readMigrations(client);
  const tables: Manifest['tables'] = [];
  for (const name of await tableNames(client)) {
    const purpose = purposeOf({ madeAt }, name);
    const rows = await writeSealed(tableFile(folder, name), { key, purpose, lines: linesOf(client, name) });
    tables.push({ name, rows });
  }
  const { rows: sequences } = await client.query<{ name: string; next: string }>(
    `SELECT sequencename AS name, (COALESCE(last_value, start_value - 1) + 1)::text AS next
     FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  await client.query('COMMIT');
  return { migrations, tables, sequences };
}

/** Of the service's own schema; what may be lost (UNLOGGED) and the queue's, which is filled again, stay out. */
async function tableNames(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence = 'p'
       AND relname <> '_prisma_migrations' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function* linesOf(client: pg.Client, table: string): AsyncGenerator<string> {
  const name = client.escapeIdentifier(table);
  await client.query(
    `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${name} t`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${String(ROWS_AT_ONCE)} FROM backup_rows`);
    if (rows.length === 0) break;
    for (const { line } of rows) yield line;
  }
  await client.query('CLOSE backup_rows');
}

async function copyBlobs(from: string, to: string): Promise<Manifest['blobs']> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  // What is just being written has another name until it is whole, and may be gone by then.
  const filter = (source: string) => !source.endsWith('.tmp');
  await cp(from, to, { recursive: true, filter, preserveTimestamps: true }).catch(whereAbsent(undefined));
  return measured(to);
}

async function measured(folder: string): Promise<Manifest['blobs']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size),
  );
  return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function sizeOf(folder: string): Promise<number> {
  return (await measured(folder)).bytes;
}

/** Reads all of a backup. Throws BackupFault('unreadable') when something of it is missing or was changed. */
export async function verifyBackup(folder: string, keyring: Keyring): Promise<Manifest> {
  const key = backupKey(keyring);
  const manifest = await readManifest(folder, key);
  for (const { name, rows } of manifest.tables) {
    let read = 0;
    for await (const _line of readSealed(tableFile(folder, name), {
      key,
      purpose: purposeOf(manifest, name),
    }))
      read += 1;
    if (read !== rows) throw new BackupFault('unreadable');
  }
  const { count, bytes } = await measured(path.join(folder, 'blobs')).catch((cause: unknown) => {
    throw new BackupFault('unreadable', cause);
  });
  if (count !== manifest.blobs.count || bytes !== manifest.blobs.bytes) throw new BackupFault('unreadable');
  return manifest;
}

async function note(client: pg.Client, now: Date, made: BackupMade): Promise<void> {
  await client.query(
    `INSERT INTO backup_record (id, made_at, verified_at, bytes, row_count, blob_count)
     VALUES (gen_random_uuid(), $1, now(), $2, $3, $4)`,
    [now, made.bytes, made.rows, made.blobs],
  );
}
