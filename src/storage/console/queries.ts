import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { ChannelName } from '../../domain/channel/message.js';
import { pageBlobId } from '../../domain/channel/pages.js';
import type { ChannelStatusView, StaffActor } from '../../usecases/console-services.js';
import type { ConsoleQueries } from '../../usecases/console/ports.js';
import type { StorageContext } from '../context.js';
import { openPairing } from '../repositories/channels.js';
import { findCase } from './case-view.js';
import { countCases, findCases, type QueueRules } from './cases.js';
import { findEntries, findEntry } from './registry.js';
import { scopeWhere } from './scope.js';
import { recordAccess } from '../repositories/access-log.js';

export function consoleQueries(context: StorageContext, rules: QueueRules): ConsoleQueries {
  return {
    regions: (actor) => Promise.resolve(context.regions.areas.filter(({ code }) => mayAccess(actor, code))),
    cases: (actor, filter) => findCases(context, rules, actor, filter),
    caseCounts: (actor) => countCases(context, actor),
    caseById: (actor, id) => findCase(context, rules, actor, id),
    photo: (actor, caseId, wanted) => findPhoto(context, actor, { caseId, ...wanted }),
    entries: (actor, filter) => findEntries(context, actor, filter),
    entryById: (actor, id) => findEntry(context, actor, id),
    channels: () => findChannels(context),
    health: () => health(context),
    recordView: (entry) => recordAccess(context, entry),
  };
}

async function findPhoto(
  { db }: StorageContext,
  actor: StaffActor,
  { caseId, photoId, page }: { caseId: string; photoId: string; page: number },
): Promise<{ mime: string; blobId: string; sensitive: boolean } | null> {
  const owner = await db.case.findFirst({
    where: { id: caseId, ...scopeWhere(actor) },
    select: { sensitive: true },
  });
  if (owner === null || (owner.sensitive && !staffMay(actor, 'read_sensitive'))) return null;
  const photo = await db.attachment.findFirst({
    where: { id: photoId, caseId, state: 'stored', pages: { gte: page } },
  });
  const mime = photo?.mime ?? null;
  if (photo === null || mime === null) return null;
  return { mime, blobId: pageBlobId(photo.id, page), sensitive: owner.sensitive };
}

async function findChannels(context: StorageContext): Promise<readonly ChannelStatusView[]> {
  const rows = await context.db.channelStatus.findMany({ orderBy: [{ channel: 'asc' }, { account: 'asc' }] });
  return rows.map((row) => ({
    channel: ChannelName.parse(row.channel),
    account: row.account,
    state: row.state,
    detail: row.detail,
    pairing: openPairing(context, row),
    updatedAt: row.updatedAt,
  }));
}

async function health({ db }: StorageContext) {
  const [[work], outbound] = await Promise.all([
    db.$queryRaw<{ waiting: number; oldest: number; failing: number; inbox: number }[]>`
      SELECT
        (SELECT count(*)::int FROM outbox WHERE done_at IS NULL) AS waiting,
        (SELECT COALESCE(EXTRACT(EPOCH FROM now() - min(created_at)), 0)::int FROM outbox WHERE done_at IS NULL) AS oldest,
        (SELECT count(*)::int FROM outbox WHERE done_at IS NULL AND failure IS NOT NULL) AS failing,
        (SELECT count(*)::int FROM inbox_message WHERE processed_at IS NULL) AS inbox`,
    db.outboundMessage.groupBy({ by: ['state'], _count: { _all: true } }),
  ]);
  return {
    outboxWaiting: work?.waiting ?? 0,
    outboxOldestSeconds: work?.oldest ?? 0,
    outboxFailing: work?.failing ?? 0,
    inboxWaiting: work?.inbox ?? 0,
    outbound: Object.fromEntries(outbound.map((row) => [row.state, row._count._all])),
  };
}
