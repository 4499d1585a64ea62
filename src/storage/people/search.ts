import { readNumber } from '../../domain/case/number.js';
import { liesIn, mayAccess } from '../../domain/access/scope.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { FoundPeople } from '../../usecases/people/ports.js';
import type { PeopleFilter } from '../../usecases/people/services.js';
import type { StorageContext } from '../context.js';
import { inScope } from '../console/scope.js';
import { mayKnowEntry, seesSensitive } from '../console/sensitive.js';
import { Prisma } from '../database.js';
import type { Statement } from '../sql.js';

/** Of a word that many bear, or of a place with more people, no more are looked through. */
const MOST_NAMED = 1_000;
const MOST_LISTED = 5_000;
/** Of those whom another spelling is known by where the actor answers for: each is looked at, wherever they are. */
const MOST_ELSEWHERE = 300;

interface Search {
  readonly actor: StaffActor;
  readonly filter: PeopleFilter;
  readonly homeRegion: string;
}

/** Ids of those read as themselves whom the actor may see, by name; up to `limit` and one more. */
export async function findPeople(
  context: StorageContext,
  search: Search,
  limit: number,
): Promise<FoundPeople> {
  const regions = regionsOf(search);
  const { ids, partial } = regions.length === 0 ? nobody : await inOrder(context, search, regions);
  if (ids.length === 0) return { ids, partial };
  // Asked one by one whether they may be seen, until the page is full.
  const rows = await context.sql.asked<{ id: string }>(Prisma.sql`
    SELECT x.id FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS x(id, n)
    WHERE ${isSeen(search)} LIMIT ${limit + 1}::int`);
  return { ids: rows.map(({ id }) => id), partial };
}

const nobody: FoundPeople = { ids: [], partial: false };

/** Who may be meant, by name, after the cursor. */
async function inOrder(
  context: StorageContext,
  { actor, filter, homeRegion }: Search,
  regions: readonly string[],
): Promise<FoundPeople> {
  const { sql } = context;
  const cursor = filter.cursor ?? null;
  const candidates = candidatesOf(context, filter.q?.trim() ?? '');
  if (candidates !== null) {
    const rows = await sql.asked<{ id: string }>(Prisma.sql`
      SELECT p.id FROM (SELECT DISTINCT c.id FROM (${candidates}) c) c JOIN person p ON p.id = c.id
      WHERE ${cursor}::uuid IS NULL OR (p.name, p.id) > (SELECT name, id FROM person WHERE id = ${cursor}::uuid)
      ORDER BY p.name, p.id`);
    return { ids: rows.map(({ id }) => id), partial: false };
  }
  const words = wordsIn(filter);
  if (words === null) return nobody;
  const [found = nobody] = await sql.rows<FoundPeople>(byWords, [
    words.map((word) => `${word}:*`).join(' & '),
    placesOf(regions, homeRegion),
    seesSensitive(actor),
    cursor,
    words.length === 0 ? MOST_LISTED : MOST_NAMED,
  ]);
  return found;
}

/** Of where the actor answers for, what lies in the place asked for. */
function regionsOf({ actor: { regions }, filter: { kecamatan, desa } }: Search): readonly string[] {
  const place = desa ?? kecamatan;
  if (place === undefined) return regions;
  return regions.flatMap((region) =>
    liesIn(place, region) ? [place] : liesIn(region, place) ? [region] : [],
  );
}

/** As a tsquery of what the index holds of places (migration 0033). '': any, also where none is known. */
function placesOf(regions: readonly string[], homeRegion: string): string {
  if (regions.some((region) => liesIn(homeRegion, region))) return '';
  const known = regions.filter((region) => /^[\d.]+$/.test(region));
  return known.map((region) => `'@${region}'`).join(' | ') || `'@none'`;
}

/** Words of a name; none: whoever is in the place asked for. null: nothing is asked for. */
function wordsIn({ q, kecamatan, desa }: PeopleFilter): readonly string[] | null {
  const text = q?.trim() ?? '';
  if (text === '') return (desa ?? kecamatan) === undefined ? null : [];
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu);
}

const wordsAndPlace = `(to_tsvector('simple', v.name)
  || array_to_tsvector(ARRAY['@' || COALESCE(v.desa_code, ''), '@' || COALESCE(left(v.desa_code, 8), '')]))`;

/**
 * By any spelling that stands in a place: of sources and, as person.name, of Data Pemda. And by how they are called,
 * wherever that is from. $1: words, $2: places, $3: sensitive ones as well, $4: after whom, $5: how many are
 * looked through.
 */
const byWords: Statement = {
  name: 'people_by_words',
  text: `
    WITH said AS MATERIALIZED (
      SELECT v.id, v.record_id FROM source_record_version v
      WHERE ${wordsAndPlace} @@ (to_tsquery('simple', $1) && $2::tsquery) AND ($3 OR NOT EXISTS (
        SELECT FROM pmks_category g WHERE g.code = v.category_code AND g.sensitive))
      LIMIT $5::int),
    held AS MATERIALIZED (
      SELECT p.id FROM person p
      WHERE p.places IS NOT NULL AND (to_tsvector('simple', p.name) || array_to_tsvector(p.places))
        @@ (to_tsquery('simple', $1) && $2::tsquery)
      LIMIT $5::int),
    full_said AS (SELECT (SELECT count(*) FROM said) = $5::int AS it),
    called AS MATERIALIZED (
      SELECT p.id FROM person p
      WHERE $1 <> '' AND $2 <> '' AND NOT (SELECT it FROM full_said) AND to_tsvector('simple', p.name) @@ to_tsquery('simple', $1)
      LIMIT ${String(MOST_ELSEWHERE)})
    SELECT COALESCE(array_agg(x.id ORDER BY x.name, x.id), '{}') AS ids,
      (SELECT it FROM full_said) OR (SELECT count(*) FROM held) = $5::int AS partial
    FROM (
      SELECT DISTINCT COALESCE(r.id, p.id) AS id, COALESCE(r.name, p.name) AS name
      FROM (
        SELECT s.person_id AS id FROM said v JOIN source_record s ON s.id = v.record_id AND s.version_id = v.id
        UNION SELECT id FROM held UNION SELECT id FROM called) c
        JOIN person p ON p.id = c.id LEFT JOIN person r ON r.id = p.same_as_id) x
    WHERE $4::uuid IS NULL OR (x.name, x.id) > (SELECT a.name, a.id FROM person a WHERE a.id = $4::uuid)`,
};

const root = Prisma.sql`COALESCE(p.same_as_id, p.id) AS id`;
/** Of records as they stand. */
const standing = Prisma.sql`source_record_version v JOIN source_record s ON s.id = v.record_id AND s.version_id = v.id
  JOIN person p ON p.id = s.person_id`;
const holders = Prisma.sql`registry_entry e
  LEFT JOIN household_member m ON m.household_id = e.household_id
  JOIN person p ON p.id = COALESCE(e.person_id, m.person_id)`;

/** null: no number is asked for. */
function candidatesOf({ index }: StorageContext, text: string): Prisma.Sql | null {
  const digits = text.replace(/[\s.-]/g, '');
  const number = readNumber(text);
  if (number !== null) return Prisma.sql`SELECT ${root} FROM ${holders} WHERE e.number = ${number}`;
  if (/^\d{16}$/.test(digits)) {
    const [nik, kk] = [index.mac('nik', digits), index.mac('kk', digits)];
    return Prisma.sql`
      SELECT ${root} FROM person p WHERE p.nik_mac = ${nik}
      UNION ALL SELECT ${root} FROM ${standing} WHERE v.nik_mac = ${nik}
      UNION ALL SELECT ${root} FROM ${standing} WHERE v.kk_mac = ${kk}
      UNION ALL SELECT ${root} FROM household h JOIN household_member m ON m.household_id = h.id
        JOIN person p ON p.id = m.person_id WHERE h.kk_mac = ${kk}`;
  }
  return null;
}

/** That something is recorded of `x`, or who is one with them, where the actor answers for, in the place asked for. */
function isSeen({ actor, filter: { kecamatan, desa }, homeRegion }: Search): Prisma.Sql {
  const place = desa ?? kecamatan;
  const there = (column: Prisma.Sql) => {
    const own = inScope(actor, column);
    if (place !== undefined) return Prisma.sql`(${own} AND ${inScope({ regions: [place] }, column)})`;
    return mayAccess(actor, homeRegion) ? Prisma.sql`(${column} IS NULL OR ${own})` : own;
  };
  const open = seesSensitive(actor)
    ? Prisma.sql`true`
    : Prisma.sql`NOT EXISTS (SELECT FROM pmks_category g WHERE g.code = v.category_code AND g.sensitive)`;
  return Prisma.sql`EXISTS (
    SELECT FROM (SELECT x.id UNION ALL SELECT o.id FROM person o WHERE o.same_as_id = x.id) one
    WHERE EXISTS (SELECT FROM source_record s JOIN source_record_version v ON v.id = s.version_id
        WHERE s.person_id = one.id AND ${there(Prisma.sql`v.desa_code`)} AND ${open})
      OR EXISTS (SELECT FROM registry_entry e
        WHERE e.person_id = one.id AND ${there(Prisma.sql`e.desa_code`)} AND ${mayKnowEntry(actor)})
      OR EXISTS (SELECT FROM household_member m JOIN registry_entry e ON e.household_id = m.household_id
        WHERE m.person_id = one.id AND ${there(Prisma.sql`e.desa_code`)}))`;
}
