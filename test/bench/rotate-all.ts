/** All that a register holds, sealed anew under another key by `npm run rotate-keys`: killed halfway, and gone on with. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { BlindIndex, FieldCipher } from '../../src/storage/crypto/field-cipher.js';
import { parseKeyring } from '../../src/storage/crypto/keyring.js';
import { residentBytes } from './proc.js';

export interface RotationMeasured {
  readonly persons: number;
  /** Sealed cells and files. */
  readonly cells: number;
  readonly seconds: number;
  /** At most, of the program. */
  readonly residentBytes: number;
}

interface Options {
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly dataDir: string;
}

const SAMPLE = 2_000;

/** Throws where anything is left under the old key, or says something else under the new one. */
export async function measureRotation({ env, url, dataDir }: Options): Promise<RotationMeasured> {
  const { fieldKeys, indexKey } = JSON.parse(readFileSync(path.join(dataDir, 'keys.json'), 'utf8')) as {
    readonly fieldKeys: string;
    readonly indexKey: string;
  };
  const fresh = `bench:${randomBytes(32).toString('base64')}`;
  const keys = { FIELD_KEYS: `${fresh},${fieldKeys}`, INDEX_KEY: indexKey };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let most = 0;
  const start = (): ChildProcess => {
    const program = path.join(path.dirname(process.argv[1] ?? ''), 'rotate-keys.js');
    return spawn(process.execPath, ['--max-semi-space-size=32', program], {
      env: { ...process.env, ...env, ...keys },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  const watched = async (child: ChildProcess, until: () => Promise<boolean>) => {
    while (child.exitCode === null && child.signalCode === null && !(await until())) {
      most = Math.max(most, residentBytes(child.pid ?? 0));
      await delay(100);
    }
  };
  const newest = async () =>
    (
      await client.query<{ done: string; total: string }>(
        'SELECT done_count AS done, total_count AS total FROM key_rotation ORDER BY started_at DESC LIMIT 1',
      )
    ).rows.map(({ done, total }) => ({ done: Number(done), total: Number(total) }))[0] ?? {
      done: 0,
      total: 0,
    };
  try {
    const begun = performance.now();
    const killed = start();
    const gone = once(killed, 'exit');
    await watched(killed, async () => {
      const { done, total } = await newest();
      return total > 0 && done > total / 2;
    });
    killed.kill('SIGKILL');
    await gone;
    const rest = start();
    const ended = once(rest, 'exit');
    await watched(rest, () => Promise.resolve(false));
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`the rotation ended with ${String(code)}`);
    const seconds = (performance.now() - begun) / 1_000;
    await lookAtSample(client, parseKeyring(fresh, indexKey));
    const { done } = await newest();
    const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM person');
    return { persons: Number(rows[0]?.n ?? 0), cells: done, seconds, residentBytes: most };
  } finally {
    await client.end();
  }
}

/** Under the new key alone each says what its MAC was made of. */
async function lookAtSample(client: pg.Client, keyring: ReturnType<typeof parseKeyring>): Promise<void> {
  const [cipher, index] = [new FieldCipher(keyring), new BlindIndex(keyring)];
  const { rows } = await client.query<{ id: string; data_enc: string; content_mac: string }>(
    `SELECT id, data_enc, content_mac FROM source_record_version TABLESAMPLE SYSTEM (2) WHERE data_enc IS NOT NULL
      LIMIT ${String(SAMPLE)}`,
  );
  for (const { id, data_enc: sealed, content_mac: mac } of rows) {
    const said = cipher.open(sealed, { table: 'source_record_version', column: 'data_enc', row: id });
    if (index.mac('source-row', said) !== mac) throw new Error('a version says something else');
  }
  const old = await client.query<{ n: string }>(
    `SELECT (SELECT count(*) FROM source_record_version WHERE data_enc IS NOT NULL AND data_enc NOT LIKE 'v1.bench.%')
      + (SELECT count(*) FROM person WHERE nik_enc IS NOT NULL AND nik_enc NOT LIKE 'v1.bench.%') AS n`,
  );
  if (rows.length === 0 || old.rows[0]?.n !== '0') throw new Error('something is left under the old key');
}
