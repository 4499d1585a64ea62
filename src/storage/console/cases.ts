import { CaseState, caseStates } from '../../domain/case/events.js';
import { readNumber } from '../../domain/case/number.js';
import { ChannelName } from '../../domain/channel/message.js';
import { ReportKind } from '../../domain/report/report.js';
import type { CaseRow, CaseView, Page, QueueFilter, StaffActor } from '../../usecases/console-services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { openAnswers, openEvent } from '../repositories/cases.js';
import { openOutboundBody } from '../repositories/outbound.js';
import { inScope, likePattern, scopeWhere } from './scope.js';

const PAGE_SIZE = 25;
const WAITING: readonly CaseState[] = ['submitted', 'resubmitted', 'in_review'];

interface QueueRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
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

/** Oldest first: who has waited longest is served first. */
export async function findCases(
  context: StorageContext,
  actor: StaffActor,
  filter: QueueFilter,
): Promise<Page<CaseRow>> {
  const where = Prisma.join(conditions(context, actor, filter), ' AND ');
  const after = readCursor(filter.cursor);
  const page =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(c.submitted_at, c.id) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const rows = await context.db.$queryRaw<QueueRow[]>`
    SELECT c.id, c.number, c.kind, c.state, c.subject_name, c.submitted_at, c.updated_at, c.photo_count,
      d.name AS desa_name, k.name AS kecamatan_name, r.name AS reporter_name,
      (SELECT count(DISTINCT COALESCE(x.other_case_id, x.other_entry_id))::int
        FROM case_duplicate x WHERE x.case_id = c.id) AS duplicate_count,
      (SELECT count(*)::int FROM "case" c WHERE ${where}) AS total
    FROM "case" c
      JOIN region d ON d.code = c.desa_code JOIN region k ON k.code = c.kecamatan_code
      JOIN reporter r ON r.id = c.reporter_id
    WHERE ${where} AND ${page}
    ORDER BY c.submitted_at, c.id LIMIT ${PAGE_SIZE + 1}::int`;
  const items = rows.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  return {
    items: items.map(caseRow),
    next:
      rows.length > PAGE_SIZE && last !== undefined ? `${last.submitted_at.toISOString()}_${last.id}` : null,
    total: rows[0]?.total ?? 0,
  };
}

function conditions({ index }: StorageContext, actor: StaffActor, filter: QueueFilter): Prisma.Sql[] {
  const all = [inScope(actor, Prisma.sql`c.desa_code`)];
  if (filter.state !== 'all') {
    const states = filter.state === undefined ? WAITING : [filter.state];
    all.push(Prisma.sql`c.state = ANY(${[...states]}::text[])`);
  }
  if (filter.kecamatan !== undefined) all.push(Prisma.sql`c.kecamatan_code = ${filter.kecamatan}`);
  if (filter.desa !== undefined) all.push(Prisma.sql`c.desa_code = ${filter.desa}`);
  const text = filter.q?.trim() ?? '';
  const digits = text.replace(/[\s.-]/g, '');
  const number = readNumber(text);
  if (number !== null) {
    all.push(Prisma.sql`c.number = ${number}`);
  } else if (/^\d{16}$/.test(digits)) {
    all.push(Prisma.sql`(c.nik_mac = ${index.mac('nik', digits)} OR c.kk_mac = ${index.mac('kk', digits)})`);
  } else if (text !== '') {
    all.push(Prisma.sql`(c.subject_name ILIKE ${likePattern(text)} OR c.number ILIKE ${likePattern(text)})`);
  }
  return all;
}

export function readCursor(cursor: string | undefined): { at: string; id: string } | null {
  const match = /^(\d{4}-[\dT:.Z-]+)_([\da-f-]{36})$/.exec(cursor ?? '');
  return match?.[1] === undefined || match[2] === undefined ? null : { at: match[1], id: match[2] };
}

function caseRow(row: QueueRow): CaseRow {
  return {
    id: row.id,
    number: row.number,
    kind: ReportKind.parse(row.kind),
    state: CaseState.parse(row.state),
    subjectName: row.subject_name,
    desaName: row.desa_name,
    kecamatanName: row.kecamatan_name,
    reporterName: row.reporter_name,
    submittedAt: row.submitted_at,
    updatedAt: row.updated_at,
    photoCount: row.photo_count,
    duplicateCount: row.duplicate_count,
  };
}

export async function countCases(
  { db }: StorageContext,
  actor: StaffActor,
): Promise<Readonly<Record<CaseState, number>>> {
  const rows = await db.$queryRaw<{ state: string; count: number }[]>`
    SELECT state, count(*)::int AS count FROM "case" c WHERE ${inScope(actor, Prisma.sql`c.desa_code`)} GROUP BY state`;
  const counts = new Map(rows.map((row) => [row.state, row.count]));
  return Object.fromEntries(caseStates.map((state) => [state, counts.get(state) ?? 0])) as Record<
    CaseState,
    number
  >;
}

/** null when there is none in the actor's scope. */
export async function findCase(
  context: StorageContext,
  actor: StaffActor,
  caseId: string,
): Promise<Omit<CaseView, 'decidable'> | null> {
  const { db, cipher } = context;
  const row = await db.case.findFirst({
    where: { id: caseId, ...scopeWhere(actor) },
    include: { events: { orderBy: { seq: 'asc' } } },
  });
  if (row === null) return null;
  const [reporter, contact, regions, photos, duplicates, notifications, entry] = await Promise.all([
    db.reporter.findUniqueOrThrow({ where: { id: row.reporterId } }),
    db.contact.findUniqueOrThrow({ where: { id: row.contactId }, select: { channel: true } }),
    db.region.findMany({ where: { code: { in: [row.desaCode, row.kecamatanCode] } } }),
    db.attachment.findMany({ where: { caseId }, orderBy: { createdAt: 'asc' } }),
    duplicatesOf(context, actor, caseId),
    db.outboundMessage.findMany({
      where: { caseId, purpose: 'notification' },
      include: { digest: true },
      orderBy: { createdAt: 'asc' },
    }),
    db.registryEntryVersion.findFirst({
      where: { caseId },
      include: { entry: true },
      orderBy: { recordedAt: 'desc' },
    }),
  ]);
  const names = await actorNames(context, row.events);
  const regionName = (code: string) => regions.find((region) => region.code === code)?.name ?? code;
  return {
    id: row.id,
    number: row.number,
    kind: ReportKind.parse(row.kind),
    state: CaseState.parse(row.state),
    version: row.version,
    subjectName: row.subjectName,
    desaName: regionName(row.desaCode),
    kecamatanName: regionName(row.kecamatanCode),
    reporterName: reporter.name,
    submittedAt: row.submittedAt,
    updatedAt: row.updatedAt,
    photoCount: row.photoCount,
    // By NIK and by KK alike, it is one.
    duplicateCount: new Set(duplicates.map((other) => other.caseId ?? other.entryId)).size,
    answers: openAnswers(context, row.id, row.answersEnc),
    reporter: {
      id: reporter.id,
      name: reporter.name,
      role: reporter.role,
      phone: cipher.open(reporter.phoneEnc, { table: 'reporter', column: 'phone_enc', row: reporter.id }),
    },
    channel: ChannelName.parse(contact.channel),
    photos: photos.map(({ id, state, width, height }) => ({ id, state: photoState(state), width, height })),
    duplicates,
    events: row.events.map((event) => ({
      ...openEvent(context, event),
      actorName: names.get(event.actorId ?? '') ?? '',
    })),
    notifications: notifications.map((message) => ({
      // What became of news in a digest is what became of the digest.
      ...deliveryOf(message.digest ?? message),
      createdAt: message.createdAt,
      text: openOutboundBody(context, message.id, message.bodyEnc).text,
    })),
    entry: entry === null ? null : { id: entry.entryId, number: entry.entry.number },
  };
}

function deliveryOf(message: {
  state: string;
  channel: string;
  settledAt: Date | null;
  failure: string | null;
}) {
  const { state, channel, settledAt, failure } = message;
  return { state, channel: ChannelName.parse(channel), settledAt, failure };
}

function photoState(state: string): 'pending' | 'stored' | 'failed' {
  return state === 'stored' || state === 'failed' ? state : 'pending';
}

async function actorNames(
  { db }: StorageContext,
  events: readonly { actorKind: string; actorId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = (kind: string) =>
    events.flatMap((e) => (e.actorKind === kind && e.actorId !== null ? [e.actorId] : []));
  const [users, reporters] = await Promise.all([
    db.consoleUser.findMany({ where: { id: { in: ids('user') } }, select: { id: true, name: true } }),
    db.reporter.findMany({ where: { id: { in: ids('reporter') } }, select: { id: true, name: true } }),
  ]);
  return new Map([...users, ...reporters].map(({ id, name }) => [id, name]));
}

async function duplicatesOf(
  { db }: StorageContext,
  actor: StaffActor,
  caseId: string,
): Promise<CaseView['duplicates']> {
  const visible = inScope(actor, Prisma.sql`COALESCE(o.desa_code, e.desa_code)`);
  const rows = await db.$queryRaw<
    {
      rule: 'nik' | 'kk';
      case_id: string | null;
      entry_id: string | null;
      number: string;
      name: string | null;
    }[]
  >`
    SELECT x.rule, x.other_case_id AS case_id, x.other_entry_id AS entry_id,
      COALESCE(o.number, e.number) AS number,
      CASE WHEN ${visible} THEN COALESCE(o.subject_name, e.head_name) END AS name
    FROM case_duplicate x
      LEFT JOIN "case" o ON o.id = x.other_case_id LEFT JOIN registry_entry e ON e.id = x.other_entry_id
    WHERE x.case_id = ${caseId}::uuid ORDER BY number, x.rule`;
  return rows.map((row) => ({
    rule: row.rule,
    caseId: row.case_id,
    entryId: row.entry_id,
    number: row.number,
    name: row.name,
  }));
}
