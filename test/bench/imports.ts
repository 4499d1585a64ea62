/** Registers of the size of a kabupaten taken over, against COPY of the very rows that it leaves. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Source } from '../../src/domain/import/sources.js';
import type { ImportCounts } from '../../src/usecases/source-import/ports.js';
import { csvBytes } from '../synth/files.js';
import { regionOf } from '../synth/places.js';
import { makeDelivery } from '../synth/sources.js';
import { runMeasured } from './child.js';
import type { MatchMeasured } from './match-process.js';
import { measurePersonPage, type PersonPageMeasured } from './person-page.js';

export interface ImportMeasured {
  readonly id: string;
  readonly counts: ImportCounts | null;
  readonly readMs: number;
  readonly totalMs: number;
  /** At most, of the program. */
  readonly residentBytes: number;
}

export interface ImportsMeasured {
  /** The register that the measured one is matched against. */
  readonly before: ImportMeasured;
  readonly ours: ImportMeasured;
  /** COPY of all rows that the import has left in the register, into tables with the same indexes. */
  readonly copyMs: number;
  /** COPY of the file itself into one table of texts. */
  readonly fileMs: number;
  readonly match: MatchMeasured;
  readonly page: PersonPageMeasured;
}

interface Options {
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  /** Of who may read and write files of the server's machine. */
  readonly adminUrl: string;
  /** Which the server, too, can pass through. */
  readonly folder: string;
  readonly rows: number;
  readonly asked: number;
  readonly tell: (line: string) => void;
}

export async function measureImports({
  env,
  url,
  adminUrl,
  folder,
  rows,
  asked,
  tell,
}: Options): Promise<ImportsMeasured> {
  const take = async (source: Source) => {
    const file = path.join(folder, `${source}.csv`);
    await writeDelivery({ source, rows, revision: 1 }, file);
    const measured = await runMeasured<ImportMeasured>('import-process', {
      ...env,
      BENCH_SOURCE: source,
      BENCH_FILE: file,
      BENCH_AS_OF: '2026-09-30',
    });
    tell(`${source}: ${JSON.stringify(measured)}`);
    return { file, measured };
  };
  const admin = new URL(adminUrl);
  admin.pathname = new URL(url).pathname;
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    const { measured: before } = await take('DTKS');
    const told = await lastChange(client);
    const { measured: ours, file } = await take('DTSEN');
    // A folder of its own: the server runs as another user, and that user is not to write beside its cluster.
    const copies = path.join(folder, 'copies');
    await mkdir(copies);
    await chmod(copies, 0o777);
    const copy = () => copyOfRows(client, { importId: ours.id, told, folder: copies });
    const copied = await copy();
    // What the server does by itself after so many rows, so that it does not in the middle of what is measured.
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
    const match = await runMeasured<MatchMeasured>('match-process', { ...env, BENCH_ASKED: String(asked) });
    tell(`candidates: ${JSON.stringify(match)}`);
    const page = await measurePersonPage(env, asked);
    tell(`a person's page: ${JSON.stringify(page)}`);
    const [found] = (
      await client.query<{ asked: string; merged: string }>(
        `SELECT count(*) FILTER (WHERE verdict <> 'same') AS asked, count(*) FILTER (WHERE verdict = 'same') AS merged
          FROM person_pair WHERE import_id = $1`,
        [ours.id],
      )
    ).rows;
    // Once more: a machine whose speed wavers is not asked at one moment alone.
    const copyMs = (copied + (await copy())) / 2;
    const fileMs = await copyOfFile(client, file);
    tell(`pairs: ${JSON.stringify(found)}`);
    return { before, ours, copyMs, fileMs, match, page };
  } finally {
    await client.end();
  }
}

export async function writeDelivery(
  { source, rows, revision }: { readonly source: Source; readonly rows: number; readonly revision: number },
  file: string,
): Promise<void> {
  const delivery = makeDelivery({
    source,
    rows,
    seed: 1,
    region: await regionOf('64.08'),
    revision,
    wrong: 0.01,
    errors: 0.15,
    twice: 0.003,
    overlap: 0.6,
  });
  const handle = openSync(file, 'w');
  for (const chunk of csvBytes(delivery.head, delivery.rows, { delimiter: ';', encoding: 'utf8' })) {
    writeSync(handle, chunk);
  }
  closeSync(handle);
}

/** Up to which transaction the feed has been told of changes: what an import tells comes behind it. */
async function lastChange(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ tx: string }>(
    'SELECT COALESCE(max(tx), 0)::text AS tx FROM person_change',
  );
  return rows[0]?.tx ?? '0';
}

interface Left {
  readonly importId: string;
  readonly told: string;
  readonly folder: string;
}

/** The server reads and writes the files: nothing but it is measured. */
async function copyOfRows(client: pg.Client, { importId, told, folder }: Left): Promise<number> {
  const own = `SELECT v.record_id FROM source_record_version v WHERE v.import_id = '${importId}'`;
  const parts = {
    person: `SELECT p.* FROM person p WHERE p.id IN (SELECT person_id FROM source_record WHERE id IN (${own}))
      AND p.created_at >= (SELECT started_at FROM source_import WHERE id = '${importId}')`,
    source_record_version: `SELECT * FROM source_record_version WHERE import_id = '${importId}'`,
    source_record: `SELECT * FROM source_record WHERE id IN (${own})`,
    match_key: `SELECT * FROM match_key WHERE face IN (${own})`,
    person_pair: `SELECT * FROM person_pair WHERE import_id = '${importId}'`,
    person_pair_event: `SELECT e.* FROM person_pair_event e JOIN person_pair w ON w.id = e.pair_id
      WHERE w.import_id = '${importId}'`,
    person_merge: `SELECT m.* FROM person_merge m JOIN person_pair w ON w.id = m.pair_id
      WHERE w.import_id = '${importId}'`,
    source_import_fault: `SELECT * FROM source_import_fault WHERE import_id = '${importId}'`,
    person_change: `SELECT * FROM person_change WHERE tx > ${told}`,
  };
  let ms = 0;
  for (const [table, rows] of Object.entries(parts)) {
    const file = path.join(folder, `${table}.copy`);
    await client.query(`CREATE TEMP TABLE made AS ${rows}`);
    await client.query(`COPY made TO '${file}'`);
    await client.query('DROP TABLE made');
    await client.query(`CREATE TABLE copy_${table} (LIKE ${table} INCLUDING ALL)`);
    await client.query('CHECKPOINT');
    const began = performance.now();
    await client.query(`COPY copy_${table} FROM '${file}'`);
    ms += performance.now() - began;
    await client.query(`DROP TABLE copy_${table}`);
  }
  return ms;
}

async function copyOfFile(client: pg.Client, file: string): Promise<number> {
  const delivery = makeDelivery({
    source: 'DTSEN',
    rows: 1,
    seed: 1,
    region: await regionOf('64.08'),
    revision: 1,
    wrong: 0,
    errors: 0,
    twice: 0,
    overlap: 0.6,
  });
  const columns = delivery.head.map((_, at) => `c${String(at)} text`).join(', ');
  await client.query(`CREATE TABLE copy_file (${columns})`);
  const began = performance.now();
  await client.query(`COPY copy_file FROM '${file}' WITH (FORMAT csv, HEADER, DELIMITER ';')`);
  const ms = performance.now() - began;
  await client.query('DROP TABLE copy_file');
  return ms;
}
