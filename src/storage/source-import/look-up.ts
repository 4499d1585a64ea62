import { sources } from '../../domain/import/sources.js';
import { mayAccess } from '../../domain/access/scope.js';
import type { NationalFinding, NationalView, StaffActor } from '../../usecases/console-services.js';
import { seesSensitive } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { sameName } from '../repositories/registry/people.js';
import type { Statement } from '../sql.js';

interface FoundRow {
  readonly source: string;
  readonly name: string;
  readonly birth_date: string | null;
  readonly desa_code: string | null;
  readonly desil: number | null;
  readonly category_code: string | null;
  readonly sensitive: boolean;
  readonly verified: boolean;
  readonly since: string;
}

/** By NIK, of what holds now. As many as a person has categories, in each source. */
const byNik: Statement = {
  name: 'national_by_nik',
  text: `
    SELECT s.source, v.name, v.birth_date::text AS birth_date, v.desa_code, v.desil, v.category_code,
      COALESCE(g.sensitive, false) AS sensitive, v.verified, v.valid_from::text AS since
    FROM source_record_version v JOIN source_record s ON s.id = v.record_id AND s.version_id = v.id
      LEFT JOIN pmks_category g ON g.code = v.category_code
    WHERE v.nik_mac = $1 AND v.present ORDER BY s.source, v.category_code, s.id LIMIT 60`,
};

/** Of each source the day of its newest data, and how many others stand in it under this No. KK. */
const deliveries: Statement = {
  name: 'national_deliveries',
  text: `
    SELECT i.source, max(i.as_of)::text AS day, (
      SELECT count(DISTINCT s.id)::int FROM source_record_version v
        JOIN source_record s ON s.id = v.record_id AND s.version_id = v.id
      WHERE v.kk_mac = $1 AND v.present AND s.source = i.source AND v.category_code IS NULL
        AND v.nik_mac IS DISTINCT FROM $2) AS family
    FROM source_import i WHERE i.state = 'applied' GROUP BY i.source`,
};

/** Whom the data are asked about. */
export interface Subject {
  readonly nik: string | null;
  readonly kk: string | null;
  readonly name: string;
  /** ISO date. */
  readonly birthDate: string | null;
  readonly desaCode: string;
}

/** What the national data say of somebody. */
export async function nationalOf(
  { sql, index, regions }: StorageContext,
  actor: StaffActor,
  subject: Subject,
): Promise<readonly NationalView[]> {
  const nikMac = subject.nik === null ? null : index.mac('nik', subject.nik);
  const kkMac = subject.kk === null ? null : index.mac('kk', subject.kk);
  const [rows, days] = await Promise.all([
    nikMac === null ? [] : sql.rows<FoundRow>(byNik, [nikMac]),
    sql.rows<{ source: string; day: string; family: number }>(deliveries, [kkMac, nikMac]),
  ]);
  const finding = (row: FoundRow): NationalFinding => {
    const { desil, category_code: category, verified, since } = row;
    const told = { desil, category, verified, since };
    const own = row.desa_code !== null && mayAccess(actor, row.desa_code);
    if (!own) return { ...told, known: null };
    const { name, birth_date: birthDate } = row;
    const desaName = regions.names.get(row.desa_code) ?? row.desa_code;
    return { ...told, known: { name, birthDate, desaName, differs: differencesOf(row, subject) } };
  };
  const visible = rows.filter((row) => !row.sensitive || seesSensitive(actor));
  return sources.map((source) => {
    const delivered = days.find((one) => one.source === source);
    return {
      source,
      asOf: delivered?.day ?? null,
      found: visible.filter((row) => row.source === source).map(finding),
      family: delivered?.family ?? 0,
    };
  });
}

type Difference = NonNullable<NationalFinding['known']>['differs'][number];

/** What one of both does not know, is no difference. */
function differencesOf(row: FoundRow, subject: Subject): readonly Difference[] {
  const birth = row.birth_date !== null && subject.birthDate !== null && row.birth_date !== subject.birthDate;
  return [
    ...(sameName(row.name, subject.name) ? [] : (['name'] as const)),
    ...(birth ? (['birthDate'] as const) : []),
    ...(row.desa_code === subject.desaCode ? [] : (['desa'] as const)),
  ];
}
