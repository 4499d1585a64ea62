import { CaseState, caseStates } from '../../domain/case/events.js';
import { ObjectionState } from '../../domain/case/fold.js';
import { readNumber } from '../../domain/case/number.js';
import { ReportKind } from '../../domain/report/report.js';
import type { CaseRow, Page, QueueCounts, QueueFilter, StaffActor } from '../../usecases/console-services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { inScope, likePattern } from './scope.js';
import { mayKnowCase, mayKnowDuplicate, seesSensitive } from './sensitive.js';

const PAGE_SIZE = 25;
const WAITING: readonly CaseState[] = ['submitted', 'resubmitted', 'in_review'];

interface QueueRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly urgent: boolean;
  readonly sensitive: boolean;
  readonly objection: string | null;
  readonly subject_name: string;
  readonly desa_name: string;
  readonly kecamatan_name: string;
  readonly reporter_name: string;
  readonly submitted_at: Date;
  readonly updated_at: Date;
  readonly photo_count: number;
  readonly duplicate_count: number;
  readonly total: number;
}

/** Emergencies first, then the oldest: who has waited longest is served first. */
export async function findCases(
  context: StorageContext,
  actor: StaffActor,
  filter: QueueFilter,
): Promise<Page<CaseRow>> {
  const where = Prisma.join(conditions(context, actor, filter), ' AND ');
  const rows = await context.db.$queryRaw<QueueRow[]>`
    SELECT c.id, c.number, c.kind, c.state, c.urgent, c.sensitive, c.objection, c.subject_name,
      c.submitted_at, c.updated_at, c.photo_count,
      d.name AS desa_name, k.name AS kecamatan_name, r.name AS reporter_name,
      (SELECT count(DISTINCT COALESCE(x.other_case_id, x.other_entry_id))::int FROM case_duplicate x
        LEFT JOIN "case" o ON o.id = x.other_case_id LEFT JOIN registry_entry e ON e.id = x.other_entry_id
        WHERE x.case_id = c.id AND ${mayKnowDuplicate(actor)}) AS duplicate_count,
      (SELECT count(*)::int FROM "case" c WHERE ${where}) AS total
    FROM "case" c
      JOIN region d ON d.code = c.desa_code JOIN region k ON k.code = c.kecamatan_code
      JOIN reporter r ON r.id = c.reporter_id
    WHERE ${where} AND ${after(filter.cursor)}
    ORDER BY c.urgent DESC, c.submitted_at, c.id LIMIT ${PAGE_SIZE + 1}::int`;
  const items = rows.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  return {
    items: items.map((row) => caseRow(actor, row)),
    next: rows.length > PAGE_SIZE && last !== undefined ? queueCursor(last) : null,
    total: rows[0]?.total ?? 0,
  };
}

export function conditions({ index }: StorageContext, actor: StaffActor, filter: QueueFilter): Prisma.Sql[] {
  const all = [inScope(actor, Prisma.sql`c.desa_code`), ...ofState(filter.state)];
  if (filter.kind !== undefined) all.push(Prisma.sql`c.kind = ${filter.kind}`);
  if (filter.kecamatan !== undefined) all.push(Prisma.sql`c.kecamatan_code = ${filter.kecamatan}`);
  if (filter.desa !== undefined) all.push(Prisma.sql`c.desa_code = ${filter.desa}`);
  const text = filter.q?.trim() ?? '';
  const digits = text.replace(/[\s.-]/g, '');
  const number = readNumber(text);
  if (number !== null) {
    all.push(Prisma.sql`c.number = ${number}`);
  } else if (/^\d{16}$/.test(digits)) {
    all.push(mayKnowCase(actor));
    all.push(Prisma.sql`(c.nik_mac = ${index.mac('nik', digits)} OR c.kk_mac = ${index.mac('kk', digits)})`);
  } else if (text !== '') {
    const named = Prisma.sql`(c.subject_name ILIKE ${likePattern(text)} AND ${mayKnowCase(actor)})`;
    all.push(Prisma.sql`(${named} OR c.number ILIKE ${likePattern(text)})`);
  }
  return all;
}

function ofState(state: QueueFilter['state']): Prisma.Sql[] {
  if (state === 'all') return [];
  if (state === 'objected') return [Prisma.sql`c.objection = 'open'`];
  const states = state === undefined ? WAITING : [state];
  return [Prisma.sql`c.state = ANY(${[...states]}::text[])`];
}

function queueCursor({ urgent, submitted_at: at, id }: QueueRow): string {
  return `${urgent ? '1' : '0'}_${at.toISOString()}_${id}`;
}

/** What stands in the queue behind the last row of the page before. */
function after(cursor: string | undefined): Prisma.Sql {
  const place = readCursor(cursor?.slice(2));
  if (place === null || !/^[01]_/.test(cursor ?? '')) return Prisma.sql`true`;
  const behind = Prisma.sql`(c.submitted_at, c.id) > (${place.at}::timestamptz, ${place.id}::uuid)`;
  return cursor?.startsWith('1') === true
    ? Prisma.sql`(NOT c.urgent OR ${behind})`
    : Prisma.sql`(NOT c.urgent AND ${behind})`;
}

export function readCursor(cursor: string | undefined): { at: string; id: string } | null {
  const match = /^(\d{4}-[\dT:.Z-]+)_([\da-f-]{36})$/.exec(cursor ?? '');
  return match?.[1] === undefined || match[2] === undefined ? null : { at: match[1], id: match[2] };
}

function caseRow(actor: StaffActor, row: QueueRow): CaseRow {
  const concealed = row.sensitive && !seesSensitive(actor);
  return {
    id: row.id,
    number: row.number,
    kind: ReportKind.parse(row.kind),
    state: CaseState.parse(row.state),
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
  };
}

export function objectionState(objection: string | null): CaseRow['objection'] {
  return objection === null ? null : ObjectionState.parse(objection);
}

export async function countCases({ db }: StorageContext, actor: StaffActor): Promise<QueueCounts> {
  const rows = await db.$queryRaw<{ state: string; count: number; objected: number }[]>`
    SELECT state, count(*)::int AS count, count(*) FILTER (WHERE objection = 'open')::int AS objected
    FROM "case" c WHERE ${inScope(actor, Prisma.sql`c.desa_code`)} GROUP BY state`;
  const counts = new Map(rows.map((row) => [row.state, row.count]));
  const states = caseStates.map((state) => [state, counts.get(state) ?? 0] as const);
  const objected = rows.reduce((sum, row) => sum + row.objected, 0);
  return { ...(Object.fromEntries(states) as Record<CaseState, number>), objected };
}
