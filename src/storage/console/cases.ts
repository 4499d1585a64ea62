import { CaseState, caseStates } from '../../domain/case/events.js';
import { isWaiting, ObjectionState } from '../../domain/case/fold.js';
import { daysLeft, reasonsNow, type Sla } from '../../domain/case/priority.js';
import { slaOf } from '../../domain/reference/reference.js';
import { ReportKind } from '../../domain/report/report.js';
import { officeDay } from '../../domain/working-days.js';
import {
  countLimit,
  type CaseRow,
  type Page,
  type QueueCounts,
  type QueueFilter,
  type QueueSort,
  type StaffActor,
} from '../../usecases/console-services.js';
import type { Neighbours } from '../../usecases/casework/services.js';
import type { Clock } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import type { Statement } from '../sql.js';
import type { ReferenceCache } from '../reference/reference-store.js';
import { undecidedDuplicates } from './duplicates.js';
import { FEW, ofWords, queueConditions, unworded, type Moment } from './queue-conditions.js';
import { caseInScope } from './scope.js';
import { seesSensitive } from './sensitive.js';
import { isOpen, looksAfter } from './waiting.js';

const PAGE_SIZE = 25;

/** The office's clock and its measure of what is late. */
export interface QueueRules {
  readonly clock: Clock;
  readonly reference: ReferenceCache;
}

interface QueueRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly urgent: boolean;
  readonly sensitive: boolean;
  readonly objection: string | null;
  readonly subject_name: string;
  readonly desa_code: string;
  readonly desa_name: string;
  readonly kecamatan_name: string;
  readonly reporter_name: string;
  readonly submitted_at: Date;
  readonly updated_at: Date;
  readonly photo_count: number;
  readonly duplicate_count: number;
  readonly priority_reasons: readonly string[];
  readonly due_on: string;
  readonly holder_id: string | null;
  readonly holder_name: string | null;
  readonly escalated: boolean;
  readonly assigned_id: string | null;
  readonly assigned_name: string | null;
  readonly check_state: string | null;
  readonly check_late: boolean | null;
}

interface Order {
  readonly by: Prisma.Sql;
  readonly place: Prisma.Sql;
  /** A place is read back as this. */
  readonly type: Prisma.Sql;
  readonly direction: Prisma.Sql;
  readonly behind: Prisma.Sql;
}

function order(column: string, type: string, newestFirst = false): Order {
  const by = Prisma.raw(`c.${column}`);
  return {
    by,
    place:
      type === 'date'
        ? Prisma.sql`${by}::text`
        : Prisma.sql`to_char(${by} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    type: Prisma.raw(type),
    direction: Prisma.raw(newestFirst ? 'DESC' : 'ASC'),
    behind: Prisma.raw(newestFirst ? '<' : '>'),
  };
}

const orders: Readonly<Record<QueueSort, Order>> = {
  priority: order('queue_at', 'timestamptz'),
  due: order('due_on', 'date'),
  oldest: order('submitted_at', 'timestamptz'),
  newest: order('submitted_at', 'timestamptz', true),
};

/** For ORDER BY, of `"case" c`. */
export function orderOf(sort: QueueSort): Prisma.Sql {
  const { by, direction } = orders[sort];
  return Prisma.sql`${by} ${direction}, c.id ${direction}`;
}

/** By priority unless asked otherwise: emergencies, then who has waited longest, some with a head start. */
export async function findCases(
  context: StorageContext,
  { clock, reference }: QueueRules,
  actor: StaffActor,
  filter: QueueFilter,
): Promise<Page<CaseRow>> {
  const { moment, sla } = await momentOf(context, { clock, reference });
  const { items: page, next, total } = await findPlaces(context, actor, filter, moment);
  const rows = await rowsOf(context, actor, { ids: page.map(({ id }) => id), ...moment });
  return { items: rows.map((row) => caseRow(actor, row, { now: moment.now, sla })), next, total };
}

/** Of a case its place in a list, as text. */
interface Place {
  readonly id: string;
  readonly place: string;
}

async function findPlaces(
  context: StorageContext,
  actor: StaffActor,
  filter: QueueFilter,
  moment: Moment,
): Promise<Page<Place>> {
  const conditions = [caseInScope(actor), ...unworded(actor, filter, moment)];
  const words = await ofWords(context, actor, filter.q);
  const where = Prisma.join(words === null ? conditions : [...conditions, words.fits], ' AND ');
  if (words?.partial !== true) return placesOf(context, filter, { where, total: null });
  const few = await fewPlaces(context, filter, where);
  return few.total > FEW ? placesOf(context, filter, { where, total: few.total }) : few;
}

/** Up to FEW are all found, and then sorted; of more, no page is told. */
async function fewPlaces(
  { sql }: StorageContext,
  filter: QueueFilter,
  where: Prisma.Sql,
): Promise<Page<Place>> {
  const sort = filter.sort ?? 'priority';
  const { by, place, direction } = orders[sort];
  const rows = await sql.asked<{ total: number; id: string | null; place: string }>(Prisma.sql`
    WITH found AS MATERIALIZED (SELECT c.id, ${by} FROM "case" c WHERE ${where} LIMIT ${FEW + 1}::int)
    SELECT n.total, p.id, p.place FROM (SELECT count(*)::int AS total FROM found) n LEFT JOIN LATERAL (
      SELECT c.id, ${place} AS place FROM found c WHERE n.total <= ${FEW}::int AND ${after(sort, filter.cursor)}
      ORDER BY ${by} ${direction}, c.id ${direction} LIMIT ${PAGE_SIZE + 1}::int) p ON true`);
  const found = rows.flatMap(({ id, place: at }) => (id === null ? [] : [{ id, place: at }]));
  return { ...pageOf(sort, found), total: rows[0]?.total ?? 0 };
}

/** `total`: null where it is to be counted. */
async function placesOf(
  { sql }: StorageContext,
  filter: QueueFilter,
  { where, total }: { readonly where: Prisma.Sql; readonly total: number | null },
): Promise<Page<Place>> {
  const sort = filter.sort ?? 'priority';
  const { by, place, direction } = orders[sort];
  const counted = async () => {
    const [row] = await sql.asked<{ total: number }>(Prisma.sql`
      SELECT count(*)::int AS total FROM (SELECT FROM "case" c WHERE ${where} LIMIT ${countLimit + 1}::int) n`);
    return row?.total ?? 0;
  };
  const [found, all] = await Promise.all([
    sql.asked<Place>(Prisma.sql`
      SELECT c.id, ${place} AS place FROM "case" c WHERE ${where} AND ${after(sort, filter.cursor)}
      ORDER BY ${by} ${direction}, c.id ${direction} LIMIT ${PAGE_SIZE + 1}::int`),
    total ?? counted(),
  ]);
  return { ...pageOf(sort, found), total: all };
}

/** Of one more than it holds. */
function pageOf(sort: QueueSort, found: readonly Place[]): Omit<Page<Place>, 'total'> {
  const items = found.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  const next = found.length > PAGE_SIZE && last !== undefined ? `${sort}_${last.place}_${last.id}` : null;
  return { items, next };
}

/**
 * Of these, in their order. Apart from finding them: a filter may be of any kind and is planned each time, and
 * from its index alone; what is shown of a page is looked up by key.
 */
async function rowsOf(
  { sql }: StorageContext,
  actor: StaffActor,
  { ids, now, today }: { readonly ids: readonly string[]; readonly now: Date; readonly today: string },
): Promise<readonly QueueRow[]> {
  if (ids.length === 0) return [];
  const rows = await sql.rows<QueueRow>(queueRows(actor), [ids, now, today]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function queueRows(actor: StaffActor): Statement {
  return {
    // Whoever may know of all duplicates need not have each looked at.
    name: seesSensitive(actor) ? 'queue_rows_known' : 'queue_rows',
    text: `
      SELECT c.id, c.number, c.kind, c.state, c.urgent, c.sensitive, c.objection, c.subject_name, c.desa_code,
        c.submitted_at, c.updated_at, c.photo_count, c.priority_reasons, c.due_on::text AS due_on,
        d.name AS desa_name, k.name AS kecamatan_name, r.name AS reporter_name,
        u.id AS holder_id, u.name AS holder_name, a.id AS assigned_id, a.name AS assigned_name,
        EXISTS (SELECT 1 FROM case_escalation e WHERE e.case_id = c.id AND ${isOpen.text}) AS escalated,
        f.state AS check_state, f.due_on < $3::date AS check_late,
        (SELECT count(DISTINCT COALESCE(x.other_case_id, x.other_entry_id))::int
          FROM ${undecidedDuplicates(actor).text} AND x.case_id = c.id) AS duplicate_count
      FROM "case" c
        JOIN region d ON d.code = c.desa_code JOIN region k ON k.code = c.kecamatan_code
        JOIN reporter r ON r.id = c.reporter_id
        LEFT JOIN console_user u ON u.id = c.claimed_by_id AND c.claimed_until > $2::timestamptz
        LEFT JOIN console_user a ON a.id = c.assigned_to_id
        LEFT JOIN field_check f ON f.case_id = c.id AND f.state IN ('open', 'reported')
      WHERE c.id = ANY($1::uuid[])`,
  };
}

async function momentOf(
  { db }: StorageContext,
  { clock, reference }: QueueRules,
): Promise<{ readonly moment: Moment; readonly sla: Sla }> {
  const now = clock.now();
  const { timeZone } = reference;
  const sla = slaOf(await reference.current(db), timeZone);
  return { moment: { now, today: officeDay(sla.calendar, now), timeZone }, sla };
}

/** Where a case stands in a list, or stood before it was decided; null: it is not the actor's to see. */
export async function findNeighbours(
  context: StorageContext,
  rules: QueueRules,
  actor: StaffActor,
  { caseId, filter }: { readonly caseId: string; readonly filter: QueueFilter },
): Promise<Neighbours | null> {
  const { moment } = await momentOf(context, rules);
  const where = Prisma.join([...(await queueConditions(context, actor, filter, moment))], ' AND ');
  const { by, place, type, direction, behind } = orders[filter.sort ?? 'priority'];
  const [own] = await context.db.$queryRaw<{ at: string; fits: boolean }[]>`
    SELECT ${place} AS at, (${where}) AS fits FROM "case" c
    WHERE c.id = ${caseId}::uuid AND ${caseInScope(actor)}`;
  if (own === undefined) return null;
  const here = Prisma.sql`(${own.at}::${type}, ${caseId}::uuid)`;
  const limit = countLimit + 1;
  const back = Prisma.raw(direction.sql === 'ASC' ? 'DESC' : 'ASC');
  const ahead = Prisma.raw(behind.sql === '>' ? '<' : '>');
  const [row] = await context.db.$queryRaw<(Omit<Neighbours, 'place'> & { readonly ahead: number })[]>`
    SELECT
      (SELECT c.id FROM "case" c WHERE ${where} AND (${by}, c.id) ${ahead} ${here}
        ORDER BY ${by} ${back}, c.id ${back} LIMIT 1) AS before,
      (SELECT c.id FROM "case" c WHERE ${where} AND (${by}, c.id) ${behind} ${here}
        ORDER BY ${by} ${direction}, c.id ${direction} LIMIT 1) AS after,
      (SELECT count(*)::int FROM (SELECT FROM "case" c WHERE ${where} AND (${by}, c.id) ${ahead} ${here}
        LIMIT ${limit}::int) n) AS ahead,
      (SELECT count(*)::int FROM (SELECT FROM "case" c WHERE ${where} LIMIT ${limit}::int) n) AS total`;
  if (row === undefined) return null;
  const { before, after: next, total } = row;
  return { before, after: next, total, place: own.fits ? Math.min(row.ahead + 1, limit) : null };
}

/** What stands in the queue behind the last row of the page before. */
function after(sort: QueueSort, cursor: string | undefined): Prisma.Sql {
  const own = cursor?.startsWith(`${sort}_`) === true;
  const place = readCursor(own ? cursor.slice(sort.length + 1) : undefined);
  if (place === null) return Prisma.sql`true`;
  const { by, type, behind } = orders[sort];
  return Prisma.sql`(${by}, c.id) ${behind} (${place.at}::${type}, ${place.id}::uuid)`;
}

export function readCursor(cursor: string | undefined): { at: string; id: string } | null {
  const match = /^(\d{4}-[\dT:.Z-]+)_([\da-f-]{36})$/.exec(cursor ?? '');
  return match?.[1] === undefined || match[2] === undefined ? null : { at: match[1], id: match[2] };
}

function caseRow(actor: StaffActor, row: QueueRow, { now, sla }: { now: Date; sla: Sla }): CaseRow {
  const concealed = row.sensitive && !seesSensitive(actor);
  const state = CaseState.parse(row.state);
  const { holder_id: holderId, holder_name: holderName } = row;
  const { assigned_id: assignedId, assigned_name: assignedName } = row;
  return {
    id: row.id,
    number: row.number,
    kind: ReportKind.parse(row.kind),
    state,
    urgent: row.urgent,
    sensitive: row.sensitive,
    objection: objectionState(row.objection),
    subjectName: concealed ? null : row.subject_name,
    desaName: row.desa_name,
    kecamatanName: row.kecamatan_name,
    reporterName: concealed ? null : row.reporter_name,
    submittedAt: row.submitted_at,
    updatedAt: row.updated_at,
    photoCount: concealed ? 0 : row.photo_count,
    duplicateCount: concealed ? 0 : row.duplicate_count,
    ...standing({ ...row, state, concealed, submittedAt: row.submitted_at }, { now, sla }),
    fieldCheck: concealed ? null : liveCheck(row.check_state, row.check_late === true),
    holder: concealed || holderId === null ? null : { name: holderName ?? '', me: holderId === actor.id },
    escalated: row.escalated && looksAfter(actor, { ...row, state }),
    assigned:
      concealed || assignedId === null ? null : { name: assignedName ?? '', me: assignedId === actor.id },
  };
}

/** What the queue tells of a field check: nothing of one that is over. */
export function liveCheck(state: string | null, late: boolean): CaseRow['fieldCheck'] {
  if (state === 'open') return { state, overdue: late };
  return state === 'reported' ? { state, overdue: false } : null;
}

/** What of its place in the queue is told: nothing once it waits no longer. */
export function standing(
  of: {
    readonly state: CaseState;
    readonly urgent: boolean;
    readonly concealed: boolean;
    readonly priority_reasons: readonly string[];
    readonly submittedAt: Date;
    readonly due_on: string;
  },
  { now, sla }: { readonly now: Date; readonly sla: Sla },
): Pick<CaseRow, 'priority' | 'due'> {
  if (!isWaiting(of.state)) return { priority: of.urgent ? ['urgent'] : [], due: null };
  const stored = of.concealed ? (of.urgent ? ['urgent'] : []) : of.priority_reasons;
  return {
    priority: reasonsNow(stored, { submittedAt: of.submittedAt, now }),
    due: { on: of.due_on, daysLeft: daysLeft(sla, of.due_on, now) },
  };
}

export function objectionState(objection: string | null): CaseRow['objection'] {
  return objection === null ? null : ObjectionState.parse(objection);
}

/** Counted no further than a person would: however many there are, the page is as quick. */
export async function countCases({ sql }: StorageContext, actor: StaffActor): Promise<QueueCounts> {
  const limit = countLimit + 1;
  const scope = caseInScope(actor);
  const rows = await sql.asked<{ state: string; count: number }>(Prisma.sql`
    SELECT s.state, n.count FROM unnest(${[...caseStates]}::text[]) AS s(state) CROSS JOIN LATERAL (
      SELECT count(*)::int AS count FROM (
        SELECT FROM "case" c WHERE c.state = s.state AND ${scope} LIMIT ${limit}::int) l) n
    UNION ALL SELECT 'objected', count(*)::int FROM (
      SELECT FROM "case" c WHERE c.objection = 'open' AND ${scope} LIMIT ${limit}::int) l`);
  const counts = new Map(rows.map((row) => [row.state, row.count]));
  const names = [...caseStates, 'objected'] as const;
  return Object.fromEntries(names.map((name) => [name, counts.get(name) ?? 0])) as QueueCounts;
}
