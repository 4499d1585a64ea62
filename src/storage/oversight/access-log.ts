import { staffMay } from '../../domain/access/scope.js';
import { readNumber } from '../../domain/case/number.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { AccessFilter, AccessPage, AccessRow } from '../../usecases/oversight/services.js';
import { inScope } from '../console/scope.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';

const PAGE_SIZE = 50;

interface LogRow {
  readonly id: bigint;
  readonly at: Date;
  readonly action: string;
  readonly subject: string | null;
  readonly ip: string | null;
  readonly purpose: string | null;
  readonly purpose_note: string | null;
  readonly row_count: number | null;
  readonly user_name: string | null;
  readonly agency_name: string | null;
  readonly key_prefix: string | null;
  readonly case_number: string | null;
  readonly entry_number: string | null;
}

/** What the office's clock and borders are. */
export interface Office {
  readonly homeRegion: string;
  /** IANA name. */
  readonly timeZone: string;
}

export async function findAccess(
  { db }: StorageContext,
  actor: StaffActor,
  { office, filter }: { readonly office: Office; readonly filter: AccessFilter },
): Promise<AccessPage> {
  const where = Prisma.join([visible(actor, office), ...conditions(filter, office)], ' AND ');
  const rows = await db.$queryRaw<LogRow[]>`
    SELECT a.id, a.at, a.action, a.subject, a.ip, a.purpose, a.purpose_note, a.row_count,
      u.name AS user_name, y.name AS agency_name, k.prefix AS key_prefix, c.number AS case_number, e.number AS entry_number
    FROM access_log a
      LEFT JOIN console_user u ON u.id = a.user_id
      LEFT JOIN agency y ON y.id = a.agency_id
      LEFT JOIN api_key k ON k.id = a.api_key_id
      LEFT JOIN "case" c ON a.action LIKE 'case.%' AND c.id = ${subjectId}
      LEFT JOIN registry_entry e ON a.action LIKE 'entry.%' AND e.id = ${subjectId}
    WHERE ${where} ORDER BY a.id DESC LIMIT ${PAGE_SIZE + 1}::int`;
  const items = rows.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  return {
    items: items.map((row) => accessRow(actor, row)),
    next: rows.length > PAGE_SIZE && last !== undefined ? String(last.id) : null,
  };
}

/** Not every subject is an id. */
const subjectId = Prisma.sql`
  CASE WHEN a.subject ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN a.subject::uuid END`;

/** An admin of the whole region answers for all of the log, also for who tried unknown names. */
function seesAll(actor: StaffActor, { homeRegion }: Office): boolean {
  return actor.role === 'admin' && actor.regions.includes(homeRegion);
}

function visible(actor: StaffActor, office: Office): Prisma.Sql {
  if (seesAll(actor, office)) return Prisma.sql`true`;
  return Prisma.sql`CASE
    WHEN c.id IS NOT NULL THEN ${inScope(actor, Prisma.sql`c.desa_code`)}
    WHEN e.id IS NOT NULL THEN ${inScope(actor, Prisma.sql`e.desa_code`)}
    ELSE ${liesWithin(actor, Prisma.sql`a.user_id`)} END`;
}

/** Of a user: all that they answer for is the actor's, too. */
function liesWithin(actor: StaffActor, userId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(EXISTS (SELECT 1 FROM console_user_scope s WHERE s.user_id = ${userId})
    AND NOT EXISTS (SELECT 1 FROM console_user_scope s
      WHERE s.user_id = ${userId} AND NOT ${inScope(actor, Prisma.sql`s.region_code`)}))`;
}

function conditions(filter: AccessFilter, { timeZone }: Office): Prisma.Sql[] {
  const { user, action, from, until, number, cursor } = filter;
  const all: Prisma.Sql[] = [];
  if (user !== undefined) all.push(Prisma.sql`a.user_id = ${user}::uuid`);
  if (action !== undefined) all.push(Prisma.sql`a.action = ${action}`);
  const midnight = (day: string) => Prisma.sql`(${day}::date::timestamp AT TIME ZONE ${timeZone})`;
  if (from !== undefined) all.push(Prisma.sql`a.at >= ${midnight(from)}`);
  if (until !== undefined) {
    all.push(Prisma.sql`a.at < ((${until}::date + 1)::timestamp AT TIME ZONE ${timeZone})`);
  }
  if (number !== undefined) all.push(about(number));
  if (cursor !== undefined) all.push(Prisma.sql`a.id < ${BigInt(cursor)}`);
  return all;
}

function about(typed: string): Prisma.Sql {
  const number = readNumber(typed);
  if (number === null) return Prisma.sql`false`;
  return Prisma.sql`a.subject IN (
    SELECT id::text FROM "case" WHERE number = ${number}
    UNION ALL SELECT id::text FROM registry_entry WHERE number = ${number})`;
}

function accessRow(actor: StaffActor, row: LogRow): AccessRow {
  return {
    id: String(row.id),
    at: row.at,
    userName: row.user_name,
    agency: row.agency_name === null ? null : { name: row.agency_name, keyPrefix: row.key_prefix ?? '' },
    action: row.action,
    subject: subjectOf(row),
    ip: row.ip ?? '',
    purpose: row.purpose,
    // Free words may tell of a case: those who run the service do not read them.
    purposeNote: staffMay(actor, 'read_cases') ? row.purpose_note : null,
    rowCount: row.row_count,
  };
}

function subjectOf({ subject, action, case_number, entry_number }: LogRow): AccessRow['subject'] {
  if (subject === null || subject === '') return null;
  if (case_number !== null) return { kind: 'case', id: subject, number: case_number };
  if (entry_number !== null) return { kind: 'entry', id: subject, number: entry_number };
  if (action.startsWith('reporter.')) return { kind: 'reporter', id: subject };
  return { kind: 'other', text: subject };
}

/** By name, those whose entries the actor may see whatever they are about. */
export async function findAccessUsers(
  { db }: StorageContext,
  actor: StaffActor,
  office: Office,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const shown = seesAll(actor, office) ? Prisma.sql`true` : liesWithin(actor, Prisma.sql`u.id`);
  return db.$queryRaw`SELECT u.id, u.name FROM console_user u WHERE ${shown} ORDER BY u.name, u.id`;
}
