/**
 * Who fits the criteria of a list, asked of the rows as they stand. Of a list that is not for those with the grant
 * alone, what is sensitive is not there: neither a sensitive category, nor the entry in Data Pemda of whom has one.
 * That somebody died or moved counts nevertheless.
 */
import type { AidCriteria, RankedStore, Store } from '../../domain/aid/criteria.js';
import { isSensitiveEntry } from '../console/sensitive.js';
import { inScope } from '../console/scope.js';
import { Prisma } from '../database.js';

const root = Prisma.sql`COALESCE(p.same_as_id, p.id)`;

/** `only`: of these persons and nobody else: a uuid[] of the ids that they are read as. */
export interface Known {
  readonly sensitive: boolean;
  readonly only?: Prisma.Sql;
}

/**
 * WITH-clauses that end in `known` (`held`: all that Data Pemda has of them, by status; `said`: all that the sources say;
 * `departed`: who lives in no household of it any more): each person once, as the view one_person tells of them (which asks person by
 * person), with where they are. Where Data Pemda has an entry (their own or their household's, whichever changed last),
 * that says it; else the newest of what the sources say.
 */
export function known({ sensitive, only }: Known): Prisma.Sql {
  const among =
    only === undefined
      ? Prisma.sql`true`
      : Prisma.sql`p.id IN (SELECT id FROM person WHERE id = ANY(${only})
          UNION ALL SELECT id FROM person WHERE same_as_id = ANY(${only}))`;
  const into = only === undefined ? Prisma.sql`true` : Prisma.sql`into_id = ANY(${only})`;
  const counts = sensitive ? Prisma.sql`true` : Prisma.sql`NOT COALESCE(g.sensitive, false)`;
  return Prisma.sql`
    said AS (
      SELECT ${root} AS id, s.source, v.id AS version_id, v.valid_from::text AS day, v.desa_code, v.desil,
        v.category_code, v.verified, v.nik_mac
      FROM source_record s JOIN source_record_version v ON v.id = s.version_id JOIN person p ON p.id = s.person_id
        LEFT JOIN pmks_category g ON g.code = v.category_code
      WHERE s.present AND ${counts} AND ${among}),
    stated AS (
      SELECT id, bool_or(source = 'DTSEN') AS in_dtsen, bool_or(source = 'DTKS') AS in_dtks,
        bool_or(source = 'P3KE') AS in_p3ke, bool_or(source = 'PMKS') AS in_pmks, bool_or(verified) AS verified,
        max(day || CASE source WHEN 'DTSEN' THEN 4 WHEN 'DTKS' THEN 3 WHEN 'P3KE' THEN 2 ELSE 1 END || version_id
          || desa_code) AS newest,
        ${ranked('DTSEN')} AS dtsen, ${ranked('DTKS')} AS dtks, ${ranked('P3KE')} AS p3ke,
        array_agg(category_code) FILTER (WHERE category_code IS NOT NULL) AS categories
      FROM said GROUP BY id),
    held AS (
      SELECT ${root} AS id, e.id AS entry_id, e.desa_code, e.status, e.updated_at, ${isSensitiveEntry} AS sensitive
      FROM registry_entry e JOIN person p ON p.id = e.person_id WHERE ${among}
      UNION ALL
      SELECT ${root}, e.id, e.desa_code, e.status, e.updated_at, false
      FROM household_member m JOIN person p ON p.id = m.person_id JOIN registry_entry e ON e.household_id = m.household_id
      WHERE m.valid_to IS NULL AND ${among}),
    registered AS (
      SELECT DISTINCT ON (id) id, entry_id, desa_code, status FROM held
      WHERE ${sensitive ? Prisma.sql`true` : Prisma.sql`NOT sensitive`} ORDER BY id, updated_at DESC, entry_id DESC),
    departed AS (
      SELECT ${root} AS id FROM household_member m JOIN person p ON p.id = m.person_id
      WHERE m.valid_to IS NOT NULL AND ${among} AND NOT EXISTS (SELECT FROM held h WHERE h.id = ${root})),
    gone AS (
      SELECT id FROM (SELECT DISTINCT ON (id) id, status FROM held ORDER BY id, updated_at DESC, entry_id DESC) h
      WHERE status IN ('moved', 'deceased')
      UNION
      SELECT id FROM departed),
    owned AS (
      SELECT ${root} AS id, array_agg(x.category_code) AS categories
      FROM person_pmks x JOIN person p ON p.id = x.person_id JOIN pmks_category g ON g.code = x.category_code
      WHERE x.valid_to IS NULL AND ${counts} AND ${among} GROUP BY 1),
    merged AS (
      SELECT DISTINCT ON (into_id) into_id, name_of, birth_date_of, sex_of, nik_of FROM person_merge
      WHERE undone_at IS NULL AND ${into} ORDER BY into_id, merged_at DESC, id DESC),
    known AS (
      SELECT p.id, CASE WHEN n.id IS NULL THEN p.name ELSE n.name END AS name,
        CASE WHEN b.id IS NULL THEN p.birth_date ELSE b.birth_date END AS birth_date,
        CASE WHEN x.id IS NULL THEN p.sex ELSE x.sex END AS sex,
        CASE WHEN k.id IS NULL THEN CASE WHEN p.nik_enc IS NOT NULL THEN p.id END
          WHEN k.nik_enc IS NOT NULL THEN k.id END AS nik_row,
        COALESCE(r.desa_code, substr(s.newest, 48)) AS desa_code, r.entry_id, r.status,
        substr(s.newest, 12, 36)::uuid AS version_id,
        COALESCE(s.in_dtsen, false) AS in_dtsen, COALESCE(s.in_dtks, false) AS in_dtks,
        COALESCE(s.in_p3ke, false) AS in_p3ke, COALESCE(s.in_pmks, false) AS in_pmks,
        r.id IS NOT NULL AS in_pemda, COALESCE(s.verified, false) OR r.status IS NOT DISTINCT FROM 'active' AS verified,
        COALESCE(s.verified, false) AS marked, substr(s.dtsen, 11)::int AS dtsen, substr(s.dtks, 11)::int AS dtks,
        substr(s.p3ke, 11)::int AS p3ke,
        COALESCE(s.categories, '{}') || COALESCE(o.categories, '{}') AS categories,
        EXISTS (SELECT FROM gone WHERE gone.id = p.id) AS gone
      FROM person p LEFT JOIN stated s ON s.id = p.id LEFT JOIN registered r ON r.id = p.id
        LEFT JOIN owned o ON o.id = p.id LEFT JOIN merged m ON m.into_id = p.id
        LEFT JOIN person n ON n.id = m.name_of AND n.same_as_id = p.id
        LEFT JOIN person b ON b.id = m.birth_date_of AND b.same_as_id = p.id
        LEFT JOIN person x ON x.id = m.sex_of AND x.same_as_id = p.id
        LEFT JOIN person k ON k.id = m.nik_of AND k.same_as_id = p.id
      WHERE p.same_as_id IS NULL AND (s.id IS NOT NULL OR r.id IS NOT NULL OR o.id IS NOT NULL)
        AND ${only === undefined ? Prisma.sql`true` : Prisma.sql`p.id = ANY(${only})`})`;
}

/** The newest that this store says; of one day the higher. */
function ranked(store: RankedStore): Prisma.Sql {
  return Prisma.sql`max(day || lpad(desil::text, 2, '0')) FILTER (WHERE source = ${store})`;
}

/** That `known k` is in a store. */
export const presence: Readonly<Record<Store, Prisma.Sql>> = {
  PEMDA: Prisma.sql`k.in_pemda`,
  DTSEN: Prisma.sql`k.in_dtsen`,
  DTKS: Prisma.sql`k.in_dtks`,
  P3KE: Prisma.sql`k.in_p3ke`,
  PMKS: Prisma.sql`k.in_pmks`,
};
const desil: Readonly<Record<RankedStore, Prisma.Sql>> = {
  DTSEN: Prisma.sql`k.dtsen`,
  DTKS: Prisma.sql`k.dtks`,
  P3KE: Prisma.sql`k.p3ke`,
};

export interface Asked {
  readonly criteria: AidCriteria;
  /** ISO date by the office's clock. */
  readonly today: string;
  /** Entries of Data Pemda with the indicators of the criteria; null: none are asked for. */
  readonly entryIds: readonly string[] | null;
}

/** That `known k` fits. */
export function fits({ criteria, today, entryIds }: Asked): Prisma.Sql {
  const { areas, present, absent, categories, ageFrom, ageTo, sex, verified, active } = criteria;
  const age = Prisma.sql`EXTRACT(year FROM age(${today}::date, k.birth_date))`;
  const conditions = [
    inScope({ regions: areas }, Prisma.sql`k.desa_code`),
    ...present.map((store) => presence[store]),
    ...absent.map((store) => Prisma.sql`NOT ${presence[store]}`),
    ...(criteria.desil === null
      ? []
      : [
          Prisma.sql`${desil[criteria.desil.store]} BETWEEN ${criteria.desil.from}::int AND ${criteria.desil.to}::int`,
        ]),
    ...(categories.length === 0 ? [] : [Prisma.sql`k.categories && ${[...categories]}::text[]`]),
    ...(ageFrom === null ? [] : [Prisma.sql`${age} >= ${ageFrom}::int`]),
    ...(ageTo === null ? [] : [Prisma.sql`${age} <= ${ageTo}::int`]),
    ...(sex === null ? [] : [Prisma.sql`k.sex = ${sex}`]),
    ...(verified ? [Prisma.sql`k.verified`] : []),
    ...(active ? [Prisma.sql`NOT k.gone AND COALESCE(k.status, 'active') = 'active'`] : []),
    ...(entryIds === null ? [] : [Prisma.sql`k.entry_id = ANY(${[...entryIds]}::uuid[])`]),
    ...(criteria.received === null ? [] : [Prisma.sql`k.id IN (${receivers(criteria.received)})`]),
    ...(criteria.notReceived === null ? [] : [Prisma.sql`k.id NOT IN (${receivers(criteria.notReceived)})`]),
  ];
  return Prisma.join(conditions, ' AND ');
}

function receivers({ program, since }: NonNullable<AidCriteria['received']>): Prisma.Sql {
  return Prisma.sql`SELECT ${root} FROM aid_given a JOIN person p ON p.id = a.person_id
    WHERE a.program_code = ${program} AND a.given_on >= ${since}::date AND a.withdrawn_at IS NULL`;
}

/** Of `known k`: the desil that is told of them, and whose it is. */
export const toldDesil = Prisma.sql`COALESCE(k.dtsen, k.dtks, k.p3ke)`;
export const toldDesilStore = Prisma.sql`
  CASE WHEN k.dtsen IS NOT NULL THEN 'DTSEN' WHEN k.dtks IS NOT NULL THEN 'DTKS' WHEN k.p3ke IS NOT NULL THEN 'P3KE' END`;
export const toldStores = Prisma.sql`array_remove(ARRAY[CASE WHEN k.in_pemda THEN 'PEMDA' END,
  CASE WHEN k.in_dtsen THEN 'DTSEN' END, CASE WHEN k.in_dtks THEN 'DTKS' END, CASE WHEN k.in_p3ke THEN 'P3KE' END,
  CASE WHEN k.in_pmks THEN 'PMKS' END], NULL)`;
export const toldCategories = Prisma.sql`ARRAY(SELECT DISTINCT c FROM unnest(k.categories) AS c ORDER BY c)`;
