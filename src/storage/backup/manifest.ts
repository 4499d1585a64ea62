import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { BackupFault } from './fault.js';

const Content = z.object({
  format: z.literal(1),
  /** ISO. */
  madeAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), rows: z.number().int() })),
  sequences: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), next: z.string().regex(/^\d+$/) })),
  blobs: z.object({ count: z.number().int(), bytes: z.number().int() }),
});
/** What a backup holds, without anything of what is in it. */
export type Manifest = z.infer<typeof Content>;

const Signed = z.object({ content: Content, mac: z.string() });
const FILE = 'manifest.json';

function macOf(content: Manifest, key: Buffer): string {
  return createHmac('sha256', key).update(JSON.stringify(content)).digest('base64url');
}

export async function writeManifest(folder: string, content: Manifest, key: Buffer): Promise<void> {
  const signed = { content, mac: macOf(content, key) };
  await writeFile(path.join(folder, FILE), `${JSON.stringify(signed, null, 2)}\n`, { mode: 0o600 });
}

/** Throws BackupFault('unreadable'), also when it was made with other keys. */
export async function readManifest(folder: string, key: Buffer): Promise<Manifest> {
  try {
    const { content, mac } = Signed.parse(JSON.parse(await readFile(path.join(folder, FILE), 'utf8')));
    const expected = Buffer.from(macOf(content, key));
    const given = Buffer.from(mac);
    if (given.length === expected.length && timingSafeEqual(given, expected)) return content;
  } catch (cause) {
    throw new BackupFault('unreadable', cause);
  }
  throw new BackupFault('unreadable');
}

export function tableFile(folder: string, table: string): string {
  return path.join(folder, 'tables', `${table}.sealed`);
}

export function purposeOf({ madeAt }: Pick<Manifest, 'madeAt'>, table: string): string {
  return `${madeAt} ${table}`;
}

export async function readMigrations(client: pg.Client): Promise<Manifest['migrations']> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1',
  );
  return rows;
}
