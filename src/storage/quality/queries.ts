import { qualityCheck, type QualityPart } from '../../domain/quality/checks.js';
import type { LoneRecord } from '../../usecases/quality/services.js';
import type { QualityArea, QualityPlace, QualityQueries } from '../../usecases/quality/ports.js';
import type { CountingState } from '../../usecases/quality/work.js';
import { inScope } from '../console/scope.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { recordAccess } from '../repositories/access-log.js';

export function qualityQueries(context: StorageContext): QualityQueries {
  const { sql } = context;
  return {
    state: async () => {
      const [row] = await sql.asked<Pick<CountingState, 'countedAt' | 'askedAt'>>(Prisma.sql`
        SELECT counted_at AS "countedAt", asked_at AS "askedAt" FROM quality_counting`);
      return row ?? { countedAt: null, askedAt: null };
    },
    counts: async (area) => {
      const rows = await sql.asked<{ desaCode: string; check: string; count: number }>(Prisma.sql`
        SELECT c.desa_code AS "desaCode", c."check", c.count FROM quality_count c
        WHERE c.sensitive = ${area.sensitive} AND ${lies(area, Prisma.sql`c.desa_code`)}`);
      return rows.flatMap(({ check, ...row }) => {
        const known = qualityCheck(check);
        return known === null ? [] : [{ ...row, check: known }];
      });
    },
    found: async (area, parts, { after, limit }) => {
      const behind =
        after === null
          ? Prisma.sql`true`
          : Prisma.sql`(f.desa_code, f.subject_id) > (${after.desaCode}, ${after.subjectId}::uuid)`;
      return sql.asked<QualityPlace>(Prisma.sql`
        SELECT f.desa_code AS "desaCode", f.subject_id AS "subjectId" FROM quality_finding f
        WHERE ${holds(area, parts)} AND ${behind}
        ORDER BY f.desa_code, f.subject_id LIMIT ${limit}::int`);
    },
    size: async (area, parts) => {
      const [row] = await sql.asked<{ count: number }>(Prisma.sql`
        SELECT count(*)::int AS count FROM quality_finding f WHERE ${holds(area, parts)}`);
      return row?.count ?? 0;
    },
    alone: async (ids, sensitive) =>
      sql.asked<LoneRecord>(Prisma.sql`
        SELECT s.id, s.source, v.name, v.birth_date::text AS "birthDate", v.desa_code AS "desaCode"
        FROM source_record s JOIN source_record_version v ON v.id = s.version_id
          LEFT JOIN pmks_category g ON g.code = v.category_code
        WHERE s.id = ANY(${[...ids]}::uuid[]) AND s.person_id IS NULL AND s.present
          AND (${sensitive} OR NOT COALESCE(g.sensitive, false))
        ORDER BY v.desa_code, s.id`),
    record: (entry) => recordAccess(context, entry),
  };
}

function holds(area: QualityArea, parts: readonly QualityPart[]): Prisma.Sql {
  return Prisma.sql`f.audience IN ('all', ${area.sensitive ? 'granted' : 'open'})
    AND f.checks && ${[...parts]}::text[] AND ${lies(area, Prisma.sql`f.desa_code`)}`;
}

function lies({ scope, whole, place }: QualityArea, column: Prisma.Sql): Prisma.Sql {
  const own = inScope(scope, column);
  if (place === '') return Prisma.sql`(${whole} AND ${column} = '')`;
  if (place !== undefined) return Prisma.sql`(${own} AND ${inScope({ regions: [place] }, column)})`;
  return whole ? Prisma.sql`(${column} = '' OR ${own})` : own;
}
