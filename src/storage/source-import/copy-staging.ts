import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { AppError } from '../../errors.js';
import type { ImportHead, ReadRow, SourceStaging } from '../../usecases/source-import/ports.js';
import type { StorageContext } from '../context.js';
import { sealRows, stagedColumns, type Staged, type StagedRow } from './staging.js';

/** By COPY, which Prisma's transactions have no way for: each part is a transaction on a connection of the pool. */
export class PgSourceStaging implements SourceStaging<Staged> {
  constructor(
    private readonly pool: pg.Pool,
    private readonly context: Pick<StorageContext, 'cipher' | 'index'>,
  ) {}

  seal(head: ImportHead, rows: readonly ReadRow[]): Staged {
    return sealRows(this.context, head, rows);
  }

  async write({ id }: ImportHead, staged: readonly Staged[], readTo: number): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const found = await client.query<{ state: string; read_to: number }>(
        'SELECT state, read_to FROM source_import WHERE id = $1 FOR NO KEY UPDATE',
        [id],
      );
      const [head] = found.rows;
      if (head?.state !== 'reading') throw new AppError('import.wrong_state', { state: head?.state ?? '' });
      // Read again after a commit whose answer was lost, or by two at once, a row is staged once.
      const fresh = <T extends { readonly n: number }>(all: readonly T[]) =>
        all.filter(({ n }) => n > head.read_to);
      await copy(
        client,
        id,
        staged.map(({ rows }) => fresh(rows)),
      );
      const wrong = await writeFaults(
        client,
        id,
        staged.flatMap(({ faults }) => fresh(faults)),
      );
      await client.query(
        `UPDATE source_import SET read_to = GREATEST(read_to, $2), wrong_count = wrong_count + $3 WHERE id = $1`,
        [id, readTo, wrong],
      );
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      // With it goes the transaction, wherever it stood.
      client.release(true);
      throw error;
    }
  }
}

const IN = `COPY source_import_row (import_id, ${stagedColumns.join(', ')}) FROM STDIN`;

async function copy(
  client: pg.PoolClient,
  importId: string,
  parts: readonly (readonly StagedRow[])[],
): Promise<void> {
  if (parts.every(({ length }) => length === 0)) return;
  await pipeline(Readable.from(lines(importId, parts)), client.query(copyFrom(IN)));
}

/** A part at a time, so that the ones before are on their way meanwhile. */
function* lines(importId: string, parts: readonly (readonly StagedRow[])[]): Generator<Buffer> {
  for (const rows of parts) {
    let text = '';
    for (const row of rows) {
      text += importId;
      for (const column of stagedColumns) text += `\t${written(row[column])}`;
      text += '\n';
    }
    if (text !== '') yield Buffer.from(text);
  }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function written(value: string | number | boolean | null): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (one) => escapes[one] ?? one) : value;
}

/** How many rows cannot be taken over. */
async function writeFaults(
  client: pg.PoolClient,
  importId: string,
  faults: Staged['faults'],
): Promise<number> {
  if (faults.length === 0) return 0;
  await client.query(
    `INSERT INTO source_import_fault (import_id, n, field, code, taken, key_mac, value_enc)
      SELECT $1, n, field, code, taken, key_mac, value_enc
      FROM json_to_recordset($2::json) AS f(n int, field text, code text, taken boolean, key_mac text, value_enc text)
      ON CONFLICT DO NOTHING`,
    [importId, JSON.stringify(faults)],
  );
  return new Set(faults.flatMap(({ n, taken }) => (taken ? [] : [n]))).size;
}
