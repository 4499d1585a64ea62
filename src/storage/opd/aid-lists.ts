import type { AidListFacts, AidListRowFacts } from '../../domain/opd/aid-list.js';
import { isSensitiveList, rowCell, SealedRow } from '../aid/list-work.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';

interface ListRow extends Omit<AidListFacts, 'frozenAt'> {
  readonly frozenAt: Date;
}

/** Approved ones of these programmes, newest first; `id`: of that one alone. */
export async function readAidLists(
  { db }: StorageContext,
  { programs, id }: { readonly programs: readonly string[]; readonly id: string | null },
): Promise<readonly AidListFacts[]> {
  const one = id === null ? Prisma.sql`true` : Prisma.sql`l.id = ${id}::uuid`;
  const rows = await db.$queryRaw<ListRow[]>`
    SELECT l.id, l.name, l.program_code AS program, l.frozen_at AS "frozenAt", l.row_count AS count, l.areas,
      ${isSensitiveList} AS sensitive
    FROM aid_list l WHERE l.state = 'approved' AND l.program_code = ANY(${[...programs]}::text[]) AND ${one}
    ORDER BY l.frozen_at DESC, l.id DESC`;
  return rows.map((row) => ({ ...row, frozenAt: row.frozenAt.toISOString() }));
}

interface RowRow extends Omit<AidListRowFacts, 'desil' | 'said' | 'sex'> {
  readonly id: string;
  readonly sex: string | null;
  readonly desil: number | null;
  readonly desilSource: string | null;
  readonly sealed: string | null;
}

/** In the order of the list. */
export async function readAidListRows(
  { db, cipher }: StorageContext,
  listId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly AidListRowFacts[]> {
  const rows = await db.$queryRaw<RowRow[]>`
    SELECT id, n, person_id AS "personId", desa_code AS "desaCode", name, birth_date::text AS "birthDate", sex, desil,
      desil_source AS "desilSource", data_enc AS sealed
    FROM aid_list_row WHERE list_id = ${listId}::uuid AND n > ${after}::int ORDER BY n LIMIT ${limit}::int`;
  return rows.map(({ id, sealed, sex, desil, desilSource, ...row }) => ({
    ...row,
    sex: sex === 'L' || sex === 'P' ? sex : null,
    desil: desil === null ? null : { value: desil, source: desilSource ?? '' },
    said: () => {
      if (sealed === null) return { nik: null, address: null };
      const { nik, address } = SealedRow.parse(cipher.openJson(sealed, rowCell(id)));
      return { nik, address: address === null ? null : lineOf(address) };
    },
  }));
}

function lineOf({ line, rt, rw }: NonNullable<SealedRow['address']>): string {
  return [line, ...(rt === null ? [] : [`RT ${rt}`]), ...(rw === null ? [] : [`RW ${rw}`])].join(' ');
}
