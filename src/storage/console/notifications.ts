import { ChannelName } from '../../domain/channel/message.js';
import type { NotificationView } from '../../usecases/console-services.js';
import type { StorageContext } from '../context.js';
import { openOutboundBody } from '../repositories/outbound.js';

/** What the reporter was told of a case, oldest first, and how far each word of it got. */
export async function notificationsOf(
  context: StorageContext,
  caseId: string,
): Promise<readonly NotificationView[]> {
  const { db } = context;
  const rows = await db.outboundMessage.findMany({
    // What its checker was told stands with the field check.
    where: { caseId, purpose: 'notification', NOT: { dedupeKey: { startsWith: 'check' } } },
    orderBy: { seq: 'asc' },
  });
  const digests = await db.outboundMessage.findMany({
    where: { id: { in: rows.flatMap(({ digestId }) => digestId ?? []) } },
    select: { id: true, state: true, settledAt: true, failure: true },
  });
  return rows.map((row) => {
    // What was said in the day's digest got as far as the digest did.
    const sent = digests.find(({ id }) => id === row.digestId) ?? row;
    return {
      id: row.id,
      state: sent.state,
      digest: row.state === 'held' || row.digestId !== null,
      fallback: row.fallbackOf !== null,
      channel: ChannelName.parse(row.channel),
      createdAt: row.createdAt,
      settledAt: sent.settledAt,
      failure: sent.failure,
      text: openOutboundBody(context, row.id, row.bodyEnc).text,
    };
  });
}
