/** Whom a list, or the feed of changes, may be about. What is told of them is decided of each (src/domain). */
import { liesInAreas, type AgencyGrant } from '../../domain/access/agency.js';
import type { PeopleFilter } from '../../domain/opd/person.js';
import type {
  AccessRecord,
  ChangePosition,
  OpdQueries,
  PersonChange,
  Scanned,
} from '../../usecases/opd/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import type { Statement } from '../sql.js';
import { readAidListRows, readAidLists } from './aid-lists.js';
import { findPeople, readPeople } from './people.js';

/** Of a rare filter a page looks at so many persons, and no further. */
const SCANNED_AT_ONCE = 20_000;

const CELL = { table: 'api', column: 'cursor' } as const;

/** `timeZone`: IANA name of the office's clock. */
export function opdQueries(context: StorageContext, timeZone: string): OpdQueries {
  const { sql, cipher } = context;
  return {
    people: (rootIds, parts) => readPeople(context, rootIds, { parts, timeZone }),
    lookUp: (questions, parts) => findPeople(context, questions, { parts, timeZone }),
    scan: (grant, filter, page) => scan(context, grant, filter, page),
    changes: (after, limit) =>
      sql.rows<PersonChange>(CHANGES, [after?.tx ?? '0', after?.personId ?? FIRST, limit]),
    everSeen: (grant, ids) => everSeen(context, grant, ids),
    aidLists: (of) => readAidLists(context, of),
    aidListRows: (listId, page) => readAidListRows(context, listId, page),
    feedEnd: async () => {
      const [end] = await sql.asked<ChangePosition>(END);
      return end ?? { tx: '0', personId: FIRST };
    },
    feed: async () => {
      const [row] = await sql.rows<{ system: string }>(FEED, []);
      return row?.system ?? '';
    },
    sealCursor: (agencyId, position) => cipher.sealJson(position, { ...CELL, row: agencyId }),
    openCursor: (agencyId, cursor) => {
      try {
        return cipher.openJson(cursor, { ...CELL, row: agencyId });
      } catch {
        return null;
      }
    },
    log: async (records) => {
      await sql.run(LOG, columnsOf(records));
    },
  };
}

const FIRST = '00000000-0000-0000-0000-000000000000';

const FEED: Statement = { name: 'opd_feed', text: 'SELECT system FROM change_feed' };

/**
 * A row's transaction ended before the oldest that is under way began to write: no more rows come below. The cursor
 * of who has read them all stays where it is.
 */
const CHANGES: Statement = {
  name: 'opd_changes',
  text: `SELECT c.tx::text AS tx, c.person_id AS "personId", COALESCE(p.same_as_id, p.id) AS "rootId"
    FROM (
      SELECT DISTINCT tx, person_id FROM person_change
      WHERE (tx, person_id) > ($1::bigint, $2::uuid) AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      ORDER BY tx, person_id LIMIT $3::int) c JOIN person p ON p.id = c.person_id
    ORDER BY c.tx, c.person_id`,
};

/** Nothing that is told comes before it any more. */
export const END = Prisma.sql`
  SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text AS tx,
    'ffffffff-ffff-ffff-ffff-ffffffffffff' AS "personId"`;

const LOG: Statement = {
  name: 'opd_log',
  text: `INSERT INTO access_log (agency_id, api_key_id, action, subject, ip, purpose, purpose_note, row_count)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[])`,
};

function columnsOf(records: readonly AccessRecord[]): unknown[] {
  const names = [
    'agencyId',
    'apiKeyId',
    'action',
    'subject',
    'ip',
    'purpose',
    'purposeNote',
    'rowCount',
  ] as const;
  return names.map((name) => records.map((record) => record[name]));
}

async function scan(
  { sql }: StorageContext,
  grant: AgencyGrant,
  filter: PeopleFilter,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<Scanned> {
  const from = after ?? FIRST;
  const [end] = await sql.asked<{ last: string | null; scanned: number }>(Prisma.sql`
    SELECT max(id::text) AS last, count(*)::int AS scanned FROM (
      SELECT id FROM person WHERE id > ${from}::uuid ORDER BY id LIMIT ${SCANNED_AT_ONCE}::int) batch`);
  if (end === undefined || end.last === null) return { ids: [], next: null };
  const rows = await sql.asked<{ id: string }>(Prisma.sql`
    WITH m AS MATERIALIZED (
      SELECT id AS root, id FROM person WHERE id > ${from}::uuid AND id <= ${end.last}::uuid AND same_as_id IS NULL
      UNION ALL
      SELECT same_as_id, id FROM person WHERE same_as_id > ${from}::uuid AND same_as_id <= ${end.last}::uuid)
    SELECT id FROM (
      SELECT m.root AS id FROM m JOIN source_record s ON s.person_id = m.id AND s.present
        JOIN source_record_version v ON v.id = s.version_id LEFT JOIN pmks_category g ON g.code = v.category_code
      WHERE ${recordFits(grant, filter)}
      UNION
      SELECT m.root FROM m JOIN registry_entry e ON e.person_id = m.id WHERE ${entryFits(grant, filter)}
        AND ${ownCategory(filter)}
      UNION
      SELECT m.root FROM m JOIN household_member h ON h.person_id = m.id AND h.valid_to IS NULL
        JOIN registry_entry e ON e.household_id = h.household_id
      WHERE ${entryFits(grant, filter)} AND ${filter.category === undefined}::boolean
    ) f ORDER BY id LIMIT ${limit + 1}::int`);
  const ids = rows.slice(0, limit).map(({ id }) => id);
  if (rows.length > limit) return { ids, next: ids.at(-1) ?? null };
  return { ids, next: end.scanned < SCANNED_AT_ONCE ? null : end.last };
}

function recordFits(grant: AgencyGrant, filter: PeopleFilter): Prisma.Sql {
  const { source, desilMax, category, updatedSince } = filter;
  return all([
    isPlaced(grant, Prisma.sql`v.desa_code`, filter),
    isOpen(grant),
    ...(source === undefined ? [] : [Prisma.sql`s.source = ${source}`]),
    ...(desilMax === undefined ? [] : [Prisma.sql`v.desil <= ${desilMax}::int`]),
    ...(category === undefined ? [] : [Prisma.sql`v.category_code = ${category}`]),
    ...(updatedSince === undefined ? [] : [Prisma.sql`v.recorded_at >= ${updatedSince}::timestamptz`]),
  ]);
}

/** Of record `s` in its version `v`, as far as it goes by its store. */
function isOpen({ groups }: AgencyGrant): Prisma.Sql {
  const ordinary = groups.includes('pmks');
  const sensitive = groups.includes('pmks_sensitive');
  return Prisma.sql`(s.source IN ('DTKS', 'DTSEN') OR (s.source = 'P3KE' AND v.verified) OR (s.source = 'PMKS'
    AND CASE WHEN COALESCE(g.sensitive, true) THEN ${sensitive}::boolean ELSE ${ordinary}::boolean END))`;
}

function entryFits(grant: AgencyGrant, filter: PeopleFilter): Prisma.Sql {
  const { source, desilMax, updatedSince } = filter;
  if ((source !== undefined && source !== 'PEMDA') || desilMax !== undefined) return Prisma.sql`false`;
  return all([
    isPlaced(grant, Prisma.sql`e.desa_code`, filter),
    ...(updatedSince === undefined ? [] : [Prisma.sql`e.updated_at >= ${updatedSince}::timestamptz`]),
  ]);
}

function ownCategory({ category }: PeopleFilter): Prisma.Sql {
  return category === undefined
    ? Prisma.sql`true`
    : Prisma.sql`EXISTS (SELECT 1 FROM person_pmks k
        WHERE k.person_id = e.person_id AND k.category_code = ${category} AND k.valid_to IS NULL)`;
}

function isPlaced(grant: AgencyGrant, column: Prisma.Sql, { desa, kecamatan }: PeopleFilter): Prisma.Sql {
  return all([
    isWithin(grant, column),
    ...(desa === undefined ? [] : [Prisma.sql`${column} = ${desa}`]),
    ...(kecamatan === undefined
      ? []
      : [Prisma.sql`${column} = ${kecamatan} OR starts_with(${column}, ${`${kecamatan}.`})`]),
  ]);
}

/** What no desa is known of lies in the whole kabupaten alone. */
function isWithin({ areas }: AgencyGrant, column: Prisma.Sql): Prisma.Sql {
  if (areas.length === 0) return Prisma.sql`false`;
  const within = areas.map(
    (area) => Prisma.sql`${column} = ${area} OR starts_with(${column}, ${`${area}.`})`,
  );
  const unplaced = liesInAreas({ areas }, null) ? [Prisma.sql`${column} IS NULL`] : [];
  return Prisma.sql`(${Prisma.join([...within, ...unplaced], ' OR ')})`;
}

function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join(
    conditions.map((one) => Prisma.sql`(${one})`),
    ' AND ',
  );
}

async function everSeen(
  { sql }: StorageContext,
  grant: AgencyGrant,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const ordinary = grant.groups.includes('pmks');
  const sensitive = grant.groups.includes('pmks_sensitive');
  // What was told while its category was ordinary is known, though that is sensitive by now.
  const rows = await sql.asked<{ id: string }>(Prisma.sql`
    WITH turned AS MATERIALIZED (SELECT category_code FROM sensitivity_recount),
    q AS MATERIALIZED (SELECT id FROM unnest(${[...ids]}::uuid[]) AS q(id)),
    m AS MATERIALIZED (
      SELECT id AS root, id FROM q UNION ALL SELECT p.same_as_id, p.id FROM q JOIN person p ON p.same_as_id = q.id),
    recorded AS MATERIALIZED (
      SELECT m.root, s.id, s.source FROM m JOIN source_record s ON s.person_id = m.id
      UNION
      SELECT m.root, s.id, s.source FROM m JOIN source_record_link l ON l.person_id = m.id
        JOIN source_record s ON s.id = l.record_id),
    held AS MATERIALIZED (
      SELECT m.root, e.id, e.person_id FROM m JOIN registry_entry e ON e.person_id = m.id
      UNION
      SELECT m.root, e.id, e.person_id FROM m JOIN household_member h ON h.person_id = m.id
        JOIN registry_entry e ON e.household_id = h.household_id)
    SELECT s.root AS id FROM recorded s JOIN source_record_version v ON v.record_id = s.id
      LEFT JOIN pmks_category g ON g.code = v.category_code
    WHERE ${isWithin(grant, Prisma.sql`v.desa_code`)} AND (${isOpen(grant)}
      OR (${ordinary}::boolean AND v.category_code IN (SELECT category_code FROM turned)))
    UNION
    SELECT e.root FROM held e JOIN registry_entry_state c ON c.entry_id = e.id
    WHERE ${isWithin(grant, Prisma.sql`c.desa_code`)} AND (${sensitive}::boolean OR NOT EXISTS (
      SELECT 1 FROM person_pmks k JOIN pmks_category g ON g.code = k.category_code AND g.sensitive
      WHERE k.person_id = e.person_id AND k.category_code NOT IN (SELECT category_code FROM turned)))
    UNION
    SELECT q.id FROM q WHERE NOT EXISTS (SELECT 1 FROM held e WHERE e.root = q.id)
      AND NOT EXISTS (SELECT 1 FROM recorded s WHERE s.root = q.id)`);
  return new Set(rows.map(({ id }) => id));
}
