import { cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Keyring } from '../crypto/keyring.js';
import { migrate } from '../migrate.js';
import { BackupFault } from './fault.js';
import { purposeOf, readMigrations, tableFile, type Manifest } from './manifest.js';
import { backupKey, readSealed } from './sealed-file.js';
import { verifyBackup } from './write-backup.js';

const ROWS_AT_ONCE = 500;

export interface RestoreOptions {
  readonly folder: string;
  /** Of an empty database, as its owner. */
  readonly databaseUrl: string;
  readonly blobs: string;
  readonly keyring: Keyring;
}

/** Throws BackupFault; then the database is as it was. */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { folder, databaseUrl, blobs, keyring } = options;
  const manifest = await verifyBackup(folder, keyring);
  const present = await readdir(blobs).catch(() => []);
  if (present.length > 0) throw new BackupFault('not_empty');
  await migrate(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const migrations = await readMigrations(client);
    if (JSON.stringify(migrations) !== JSON.stringify(manifest.migrations)) {
      throw new BackupFault('other_version');
    }
    await client.query('BEGIN');
    const rules = await suspendRules(client, manifest.tables);
    for (const { name, rows } of manifest.tables) {
      const table = client.escapeIdentifier(name);
      const { rowCount } = await client.query(`SELECT FROM ${table} LIMIT 1`);
      if (rowCount !== 0) throw new BackupFault('not_empty');
      const source = { key: backupKey(keyring), purpose: purposeOf(manifest, name) };
      const written = await fill(client, table, readSealed(tableFile(folder, name), source));
      if (written !== rows) throw new BackupFault('unreadable');
    }
    for (const { name, next } of manifest.sequences) {
      await client.query('SELECT setval($1::regclass, $2::bigint, false)', [
        client.escapeIdentifier(name),
        next,
      ]);
    }
    await rules.resume().catch((cause: unknown) => {
      throw isDangling(cause) ? new BackupFault('dangling', cause) : cause;
    });
    // Before the rows that name them can be seen.
    await mkdir(blobs, { recursive: true, mode: 0o700 });
    await cp(path.join(folder, 'blobs'), blobs, { recursive: true, preserveTimestamps: true });
    await client.query('COMMIT');
    return manifest;
  } finally {
    await client.end();
  }
}

/** By the server: foreign_key_violation. */
function isDangling(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23503';
}

async function fill(client: pg.Client, table: string, lines: AsyncIterable<string>): Promise<number> {
  // What the database makes of other columns, it makes anew.
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  const columns = rows.map(({ name }) => name).join(', ');
  let written = 0;
  let batch: string[] = [];
  const write = async () => {
    if (batch.length === 0) return;
    const { rowCount } = await client.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
      [`[${batch.join(',')}]`],
    );
    written += rowCount ?? 0;
    batch = [];
  };
  for await (const line of lines) {
    batch.push(line);
    if (batch.length === ROWS_AT_ONCE) await write();
  }
  await write();
  return written;
}

/**
 * Rows come table by table, and what triggers did when they were first written is among them. References
 * are checked, all of them, when they are made anew.
 */
async function suspendRules(client: pg.Client, tables: Manifest['tables']) {
  const { rows: references } = await client.query<{ on: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS on, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  const triggers = async (verb: 'DISABLE' | 'ENABLE') => {
    for (const { name } of tables) {
      await client.query(`ALTER TABLE ${client.escapeIdentifier(name)} ${verb} TRIGGER USER`);
    }
  };
  for (const { on, name } of references) await client.query(`ALTER TABLE ${on} DROP CONSTRAINT ${name}`);
  await triggers('DISABLE');
  return {
    resume: async () => {
      await triggers('ENABLE');
      for (const { on, name, definition } of references) {
        await client.query(`ALTER TABLE ${on} ADD CONSTRAINT ${name} ${definition}`);
      }
      // Those that triggers hold.
      await client.query('SELECT check_all_references()');
    },
  };
}
