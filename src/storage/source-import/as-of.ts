import type { SourceRow } from '../../domain/import/row.js';
import type { Source } from '../../domain/import/sources.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';

/** What was so on a day, as the office held it at a moment. */
export interface AsOf {
  /** ISO date. */
  readonly on: string;
  readonly known: Date;
}

export interface RecordAsOf {
  readonly recordId: string;
  readonly personId: string | null;
  readonly source: Source;
  readonly version: number;
  /** ISO date. */
  readonly validFrom: string;
  readonly said: Partial<SourceRow>;
}

/** Of a person, or of all of a source, in the order in which they were first recorded. */
export async function recordsAsOf(
  { db, cipher }: StorageContext,
  of: { readonly personId: string } | { readonly source: Source },
  { on, known }: AsOf,
): Promise<readonly RecordAsOf[]> {
  const which =
    'personId' in of ? Prisma.sql`s.person_id = ${of.personId}::uuid` : Prisma.sql`s.source = ${of.source}`;
  const rows = await db.$queryRaw<
    (Omit<RecordAsOf, 'said'> & { readonly id: string; readonly sealed: string })[]
  >`
    SELECT s.id AS "recordId", s.person_id AS "personId", s.source, v.version, v.valid_from::text AS "validFrom",
      v.id, v.data_enc AS sealed
    FROM source_record s CROSS JOIN LATERAL (
      SELECT * FROM source_record_version v
      WHERE v.record_id = s.id AND v.valid_from <= ${on}::date AND v.recorded_at <= ${known}::timestamptz
        AND (v.withdrawn_at IS NULL OR v.withdrawn_at > ${known}::timestamptz)
      ORDER BY v.valid_from DESC, v.version DESC LIMIT 1) v
    WHERE ${which} AND v.present ORDER BY s.id`;
  return rows.map(({ id, sealed, ...row }) => ({
    ...row,
    said: cipher.openJson(sealed, {
      table: 'source_record_version',
      column: 'data_enc',
      row: id,
    }) as Partial<SourceRow>,
  }));
}
