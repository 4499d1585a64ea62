import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { AppError } from '../../errors.js';
import type { ImportHead, ReadRow, SourceStaging } from '../../usecases/source-import/ports.js';
import type { Sealing } from './sealing.js';
import { stagedColumns, type Staged } from './staging.js';

/** By COPY, which Prisma's transactions have no way for: each part is a transaction on a connection of the pool. */
export class PgSourceStaging implements SourceStaging<Staged> {
  constructor(
    private readonly pool: pg.Pool,
    private readonly sealing: Sealing,
  ) {}

  seal(head: ImportHead, rows: readonly ReadRow[]): Promise<Staged> {
    return this.sealing.seal(head, rows);
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
      await copy(client, staged, head.read_to);
      const fresh = staged.flatMap(({ faults }) => faults.filter(({ n }) => n > head.read_to));
      const wrong = await writeFaults(client, id, fresh);
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

/** The rows behind line `after`. */
async function copy(client: pg.PoolClient, staged: readonly Staged[], after: number): Promise<void> {
  const texts = staged.flatMap(({ rows, text }) => {
    const known = rows.findLast(({ n }) => n <= after)?.end ?? 0;
    return known < text.length ? [text.subarray(known)] : [];
  });
  if (texts.length > 0) await pipeline(Readable.from(texts), client.query(copyFrom(IN)));
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
