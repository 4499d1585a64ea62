import { ageGroups, type AidComposition } from '../../domain/aid/criteria.js';
import type { Tx } from '../database.js';
import { Prisma } from '../database.js';

interface GroupRow {
  readonly grouping: number;
  readonly desa: string | null;
  readonly desil: number | null;
  readonly age: string | null;
  readonly sex: string | null;
  readonly count: number;
}

/** Which of the four is not grouped by, as GROUPING says. */
const groupings = { desa: 0b0111, desil: 0b1011, age: 0b1101, sex: 0b1110, total: 0b1111 } as const;

/**
 * `rows`: the WITH-clauses and FROM of rows with desa_code, desil, birth_date and sex. One statement, and so one
 * moment.
 */
export async function composeRows(
  db: Tx,
  { ctes, from, today }: { readonly ctes: Prisma.Sql; readonly from: Prisma.Sql; readonly today: string },
): Promise<AidComposition> {
  const age = Prisma.sql`EXTRACT(year FROM age(${today}::date, birth_date))`;
  const rows = await db.$queryRaw<GroupRow[]>`
    WITH ${ctes}, fitting AS (
      SELECT desa_code AS desa, desil, sex, CASE WHEN birth_date IS NULL THEN NULL WHEN ${age} < 6 THEN ${ageGroups[0]}
        WHEN ${age} < 18 THEN ${ageGroups[1]} WHEN ${age} < 60 THEN ${ageGroups[2]} ELSE ${ageGroups[3]} END AS age
      FROM ${from})
    SELECT GROUPING(desa, desil, age, sex) AS grouping, desa, desil, age, sex, count(*)::int AS count
    FROM fitting GROUP BY GROUPING SETS ((), (desa), (desil), (age), (sex))`;
  const by = (kind: 'desa' | 'desil' | 'age' | 'sex') =>
    Object.fromEntries(
      rows
        .filter(({ grouping }) => grouping === groupings[kind])
        .map((row): [string, number] => [String(row[kind] ?? ''), row.count]),
    );
  const total = rows.find(({ grouping }) => grouping === groupings.total)?.count ?? 0;
  return { total, desa: by('desa'), desil: by('desil'), age: by('age'), sex: by('sex') };
}
