import { readNumber } from '../../domain/case/number.js';
import { mayAccess } from '../../domain/access/scope.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { PeopleFilter } from '../../usecases/people/services.js';
import type { StorageContext } from '../context.js';
import { inScope } from '../console/scope.js';
import { mayKnowEntry, seesSensitive } from '../console/sensitive.js';
import { Prisma } from '../database.js';

/** Ids of those read as themselves whom the actor may see, by name; up to `limit` and one more. */
export async function findPeople(
  context: StorageContext,
  { actor, filter, homeRegion }: { actor: StaffActor; filter: PeopleFilter; homeRegion: string },
  limit: number,
): Promise<readonly string[]> {
  const candidates = candidatesOf(context, filter);
  if (candidates === null) return [];
  const after =
    filter.cursor === undefined
      ? Prisma.sql`true`
      : Prisma.sql`(p.name, p.id) > (SELECT name, id FROM person WHERE id = ${filter.cursor}::uuid)`;
  // First in order, then asked one by one whether they may be seen, until the page is full.
  const rows = await context.sql.asked<{ id: string }>(Prisma.sql`
    SELECT x.id FROM (
      SELECT p.id FROM (SELECT DISTINCT c.id FROM (${candidates}) c) c JOIN person p ON p.id = c.id
      WHERE ${after} ORDER BY p.name, p.id OFFSET 0) x
    WHERE ${isSeen(actor, { filter, homeRegion })} LIMIT ${limit + 1}::int`);
  return rows.map(({ id }) => id);
}

const root = Prisma.sql`COALESCE(p.same_as_id, p.id) AS id`;
/** Of records as they stand. */
const standing = Prisma.sql`source_record_version v JOIN source_record s ON s.version_id = v.id
  JOIN person p ON p.id = s.person_id`;
const holders = Prisma.sql`registry_entry e
  LEFT JOIN household_member m ON m.household_id = e.household_id
  JOIN person p ON p.id = COALESCE(e.person_id, m.person_id)`;

/** null: nothing was asked for. */
function candidatesOf({ index }: StorageContext, { q, kecamatan, desa }: PeopleFilter): Prisma.Sql | null {
  const text = q?.trim() ?? '';
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
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (words !== null) {
    const query = words.map((word) => `${word}:*`).join(' & ');
    return Prisma.sql`
      SELECT ${root} FROM person p WHERE to_tsvector('simple', p.name) @@ to_tsquery('simple', ${query})`;
  }
  const place = desa ?? kecamatan;
  if (text !== '' || place === undefined) return null;
  const lies = (column: Prisma.Sql) => inScope({ regions: [place] }, column);
  return Prisma.sql`
    SELECT ${root} FROM ${standing} WHERE ${lies(Prisma.sql`v.desa_code`)}
    UNION ALL SELECT ${root} FROM ${holders} WHERE ${lies(Prisma.sql`e.desa_code`)}`;
}

/** That something is recorded of `x`, or who is one with them, where the actor answers for, in the place asked for. */
function isSeen(
  actor: StaffActor,
  { filter: { kecamatan, desa }, homeRegion }: { readonly filter: PeopleFilter; readonly homeRegion: string },
): Prisma.Sql {
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
