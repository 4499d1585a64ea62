/** The API for other agencies: look-ups by NIK against a bare route, and what the feed of changes holds in memory. */
import http from 'node:http';
import { agencyWithKey, wholeGrant } from '../support/agencies.js';
import { sourceRow } from '../support/source-rows.js';
import { startMeasured, type Measured } from './child.js';
import { load, type LoadOptions } from './load.js';
import { openMeasured } from './open.js';
import type { Turn } from './report.js';

export interface ApiMeasured {
  readonly lookUps: readonly Turn[];
  readonly feed: { readonly rows: number; readonly seconds: number; readonly extraBytes: number };
}

export interface ApiOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly persons: number;
  readonly turns: number;
  readonly turnMs: number;
}

const CONNECTIONS = 32;
/** What a second brings on a quick machine: a slow one, too, is measured once it has compiled what it runs. */
const WARM = 3_000;
const ROWS_AT_ONCE = 2_000;

export async function measureApi({ env, persons, turns, turnMs }: ApiOptions): Promise<ApiMeasured> {
  const key = await fill(env, persons);
  const ours = await startMeasured('console-process', env);
  const floor = await startMeasured('floor-look-up', env);
  try {
    const headers = { authorization: `Bearer ${key}`, purpose: 'aid' };
    const url = new URL('/api/v1/people/look-up', ours.url).href;
    const rate = async (to: string, span: Pick<LoadOptions, 'durationMs' | 'requests'>) => {
      const body = () => JSON.stringify({ nik: nikOf(1 + Math.floor(Math.random() * persons)) });
      const begun = performance.now();
      const { sent } = await load({ url: to, headers, connections: CONNECTIONS, ...span, body });
      return (sent * 1000) / (performance.now() - begun);
    };
    await rate(url, { requests: WARM });
    await rate(floor.url, { requests: WARM });
    const lookUps: Turn[] = [];
    const span = { durationMs: turnMs };
    for (let turn = 0; turn < turns; turn += 1) {
      lookUps.push({ ours: await rate(url, span), floor: await rate(floor.url, span) });
    }
    return { lookUps, feed: await readFeed(ours, key, persons) };
  } finally {
    await floor.stop();
    await ours.stop();
  }
}

async function readFeed(service: Measured, key: string, limit: number): Promise<ApiMeasured['feed']> {
  const before = service.residentBytes();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, service.residentBytes());
  }, 50);
  const begun = performance.now();
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${key}`,
        purpose: 'reporting',
        accept: 'application/x-ndjson',
      };
      const url = new URL(`/api/v1/changes?limit=${String(limit)}`, service.url);
      http.get(url, { agent: false, headers }, resolve).on('error', reject);
    });
    if (response.statusCode !== 200) throw new Error(`changes: ${String(response.statusCode)}`);
    let lines = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      for (const byte of chunk) if (byte === 10) lines += 1;
    }
    // The last one says where to go on.
    return { rows: lines - 1, seconds: (performance.now() - begun) / 1000, extraBytes: most - before };
  } finally {
    clearInterval(watch);
  }
}

/** So many persons of DTSEN, as an import leaves them, and the floor's table of the same; returns a key. */
async function fill(env: ApiOptions['env'], persons: number): Promise<string> {
  const container = await openMeasured(env);
  const { database, storage } = container;
  try {
    await database.$executeRaw`
      INSERT INTO source_import (id, source, as_of, whole, file_mac, state, started_at, applied_at, new_count)
      VALUES (${importId}::uuid, 'DTSEN', '2026-01-01', true, '', 'applied', now(), now(), 0)`;
    await database.$executeRaw`CREATE TABLE floor_person (id uuid PRIMARY KEY, nik text NOT NULL UNIQUE, name text,
      birth_date date, sex text, desa_code text, desil smallint)`;
    for (let from = 1; from <= persons; from += ROWS_AT_ONCE) {
      const some = Array.from({ length: Math.min(ROWS_AT_ONCE, persons - from + 1) }, (_, at) =>
        made(from + at),
      );
      const rows = some.map(({ n, personId, versionId, recordId, nik }) => ({
        n,
        personId,
        versionId,
        recordId,
        nik,
        sealedNik: storage.cipher.seal(nik, { table: 'person', column: 'nik_enc', row: personId }),
        nikMac: storage.index.mac('nik', nik),
        sealed: storage.cipher.sealJson(sourceRow(n, { nik: nikOf(n) }), {
          table: 'source_record_version',
          column: 'data_enc',
          row: versionId,
        }),
      }));
      await database.$executeRaw`
        WITH r AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(n int, "personId" uuid,
          "versionId" uuid, "recordId" uuid, nik text, "sealedNik" text, "nikMac" text, sealed text)),
        p AS (INSERT INTO person (id, nik_enc, nik_mac, name, birth_date, sex, created_at)
          SELECT "personId", "sealedNik", "nikMac", 'Uji Sumber ' || n, NULL, NULL, now() FROM r),
        f AS (INSERT INTO floor_person (id, nik, name, desa_code, desil)
          SELECT "personId", nik, 'Uji Sumber ' || n, '64.08.04.1010', 1 + n % 10 FROM r),
        s AS (INSERT INTO source_record (id, source, key_mac, person_id, version, version_id, content_mac, present)
          SELECT "recordId", 'DTSEN', n::text, "personId", 1, "versionId", '', true FROM r)
        INSERT INTO source_record_version (id, record_id, version, import_id, valid_from, recorded_at, present,
          content_mac, name, nik_mac, desa_code, desil, verified, data_enc)
        SELECT "versionId", "recordId", 1, ${importId}::uuid, '2026-01-01', now(), true, '', 'Uji Sumber ' || n,
          "nikMac", '64.08.04.1010', 1 + n % 10, false, sealed FROM r`;
    }
    await database.$executeRaw`ANALYZE`;
    return (await agencyWithKey(container, wholeGrant)).key;
  } finally {
    await container.close();
  }
}

const importId = '019aa000-0000-7000-8000-0000000000ff';

/** Sixteen digits, another for each n. */
function nikOf(n: number): string {
  return `6408${String(n).padStart(12, '0')}`;
}

function made(n: number) {
  const id = (kind: number) =>
    `019aa000-0000-7${String(kind).padStart(3, '0')}-8000-${String(n).padStart(12, '0')}`;
  return { n, personId: id(1), recordId: id(2), versionId: id(3), nik: nikOf(n) };
}
