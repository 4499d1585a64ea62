import { ChannelName } from '../../domain/channel/message.js';
import type { Page, StaffActor } from '../../usecases/console-services.js';
import type { EnrolmentQueries } from '../../usecases/enrolment/ports.js';
import type {
  AlertsView,
  OrphanedDesa,
  ReporterFilter,
  ReporterRow,
  ReporterView,
} from '../../usecases/enrolment/services.js';
import type { ContactState } from '../../usecases/enrolment/model.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { eventData, isStray, openPhone, openStates, reporterStatus } from '../repositories/reporters.js';
import { inScope, scopeWhere } from './scope.js';

const PAGE_SIZE = 50;
const EVENTS_SHOWN = 100;

export function enrolmentQueries(context: StorageContext, homeRegion: string): EnrolmentQueries {
  return {
    list: (actor, filter) => findReporters(context, actor, { homeRegion, filter }),
    byId: (actor, id, now) => findReporter(context, actor, { homeRegion, id, now }),
    successors: (actor) => findSuccessors(context, actor, homeRegion),
    orphans: (actor) => findOrphans(context, actor),
    desa: () => [...context.regions.desa.values()],
    alerts: (userId, now) => findAlerts(context, userId, now),
  };
}

/** Of the actor's regions; who has no desa is shown to those who answer for the whole region. */
function visible(actor: StaffActor, homeRegion: string): Prisma.ReporterWhereInput {
  const own: Prisma.ReporterWhereInput = { scopes: { some: scopeWhere(actor) } };
  if (actor.regions.length === 0) return { id: { in: [] } };
  return actor.regions.includes(homeRegion) ? { OR: [own, { scopes: { none: {} } }] } : own;
}

function contactState(status: string): ContactState {
  return status === 'blocked' || status === 'gone' ? status : 'active';
}

async function findReporters(
  context: StorageContext,
  actor: StaffActor,
  { homeRegion, filter }: { homeRegion: string; filter: ReporterFilter },
): Promise<Page<ReporterRow>> {
  const { db } = context;
  const where: Prisma.ReporterWhereInput = { AND: [visible(actor, homeRegion), ...conditions(filter)] };
  const [total, rows] = await Promise.all([
    db.reporter.count({ where }),
    db.reporter.findMany({
      where,
      include: { scopes: true, contacts: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: PAGE_SIZE + 1,
      // By id: names stand in no address.
      ...(filter.cursor === undefined ? {} : { cursor: { id: filter.cursor }, skip: 1 }),
    }),
  ]);
  const shown = rows.slice(0, PAGE_SIZE);
  return {
    items: shown.map((row) => ({
      id: row.id,
      name: row.name,
      role: row.role,
      phone: openPhone(context, row.id, row.phoneEnc),
      desaNames: desaNames(context, row.scopes),
      status: reporterStatus(row.status),
      channels: row.contacts.map(({ channel, status }) => ({
        channel: ChannelName.parse(channel),
        status: contactState(status),
      })),
    })),
    next: rows.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
    total,
  };
}

function desaNames(
  { regions }: StorageContext,
  scopes: readonly { readonly desaCode: string }[],
): readonly string[] {
  return scopes.map(({ desaCode }) => regions.desa.get(desaCode)?.name ?? desaCode).toSorted();
}

async function findSuccessors(context: StorageContext, actor: StaffActor, homeRegion: string) {
  const rows = await context.db.reporter.findMany({
    where: { AND: [visible(actor, homeRegion), { status: 'active' }] },
    select: { id: true, name: true, scopes: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, name, scopes }) => ({ id, name, desaNames: desaNames(context, scopes) }));
}

function conditions({ q, kecamatan, desa, status }: ReporterFilter): Prisma.ReporterWhereInput[] {
  return [
    ...(q === undefined || q.trim() === ''
      ? []
      : [{ name: { contains: q.trim(), mode: 'insensitive' as const } }]),
    ...(kecamatan === undefined ? [] : [{ scopes: { some: { desaCode: { startsWith: `${kecamatan}.` } } } }]),
    ...(desa === undefined ? [] : [{ scopes: { some: { desaCode: desa } } }]),
    ...(status === undefined ? [] : [{ status }]),
  ];
}

async function findReporter(
  context: StorageContext,
  actor: StaffActor,
  { homeRegion, id, now }: { homeRegion: string; id: string; now: Date },
): Promise<ReporterView | null> {
  const { db, regions } = context;
  const row = await db.reporter.findFirst({
    where: { AND: [{ id }, visible(actor, homeRegion)] },
    include: {
      scopes: { orderBy: { desaCode: 'asc' } },
      contacts: { orderBy: { createdAt: 'asc' } },
      events: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: EVENTS_SHOWN },
      invites: { where: { usedAt: null, revokedAt: null, expiresAt: { gt: now } }, take: 1 },
    },
  });
  if (row === null) return null;
  const open = await openCasesByDesa(context, id);
  const codes = row.scopes.map(({ desaCode }) => desaCode);
  const events = row.events.map((event) => ({ ...event, data: eventData(event.data) }));
  const actors = await staffNames(
    context,
    events.flatMap(({ actorId }) => actorId ?? []),
  );
  return {
    id,
    name: row.name,
    role: row.role,
    phone: openPhone(context, id, row.phoneEnc),
    status: reporterStatus(row.status),
    desa: codes.map((code) => ({
      code,
      name: regions.desa.get(code)?.name ?? code,
      kecamatan: regions.desa.get(code)?.kecamatan ?? '',
      openCases: open.get(code) ?? 0,
    })),
    strayCases: [...open].reduce((sum, [code, count]) => (codes.includes(code) ? sum : sum + count), 0),
    contacts: row.contacts.map(contactView),
    inviteExpiresAt: row.invites[0]?.expiresAt ?? null,
    events: events.map((event) => ({
      id: event.id,
      type: event.type as ReporterView['events'][number]['type'],
      at: event.at,
      data: event.data,
      actorName: actors.get(event.actorId ?? '') ?? null,
    })),
    names: await namesIn(
      context,
      events.map(({ data }) => data),
    ),
  };
}

async function openCasesByDesa(
  { db }: StorageContext,
  ownerId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.case.groupBy({
    by: ['desaCode'],
    where: { ownerId, state: { in: [...openStates] } },
    _count: { _all: true },
  });
  return new Map(rows.map((row) => [row.desaCode, row._count._all]));
}

async function staffNames(
  { db }: StorageContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.consoleUser.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Desa by their codes, reporters by their ids. */
async function namesIn(
  { db, regions }: StorageContext,
  data: readonly ReporterView['events'][number]['data'][],
): Promise<Readonly<Record<string, string>>> {
  const values = data.flatMap((one) => Object.values(one).flat()).filter((one) => typeof one === 'string');
  const reporters = await db.reporter.findMany({
    where: { id: { in: data.flatMap(({ reporter }) => (typeof reporter === 'string' ? [reporter] : [])) } },
    select: { id: true, name: true },
  });
  return Object.fromEntries([
    ...values.flatMap((code) => {
      const desa = regions.desa.get(code);
      return desa === undefined ? [] : [[code, desa.name] as const];
    }),
    ...reporters.map(({ id, name }) => [id, name] as const),
  ]);
}

async function findOrphans(
  { db, regions }: StorageContext,
  actor: StaffActor,
): Promise<readonly OrphanedDesa[]> {
  const rows = await db.$queryRaw<{ code: string; count: number }[]>`
    SELECT c.desa_code AS code, count(*)::int AS count FROM "case" c
    WHERE c.state = ANY(${[...openStates]}) AND ${inScope(actor, Prisma.sql`c.desa_code`)} AND ${isStray}
    GROUP BY c.desa_code ORDER BY c.desa_code`;
  return rows.map(({ code, count }) => ({
    code,
    name: regions.desa.get(code)?.name ?? code,
    kecamatan: regions.desa.get(code)?.kecamatan ?? '',
    openCases: count,
  }));
}

function contactView(row: { id: string; channel: string; status: string; createdAt: Date }) {
  const { id, channel, status, createdAt: since } = row;
  return { id, channel: ChannelName.parse(channel), status: contactState(status), since };
}

async function findAlerts({ db }: StorageContext, userId: string, now: Date): Promise<AlertsView> {
  const [user, contacts, invite] = await Promise.all([
    db.consoleUser.findUniqueOrThrow({ where: { id: userId }, select: { onDuty: true } }),
    db.contact.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } }),
    db.invite.findFirst({ where: { userId, usedAt: null, revokedAt: null, expiresAt: { gt: now } } }),
  ]);
  return {
    onDuty: user.onDuty,
    contacts: contacts.map(contactView),
    inviteExpiresAt: invite?.expiresAt ?? null,
  };
}
