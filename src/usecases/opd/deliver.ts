/** Tells agencies that there is something to read, until they have heard it. */
import { v7 as uuidv7 } from 'uuid';
import { nextTry, pauseAfter, signTelling } from '../../domain/opd/webhook.js';
import { tellPerson } from '../../domain/opd/person.js';
import type { AgencyGrant } from '../../domain/access/agency.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { ChangePosition, OpdQueries } from './ports.js';
import type { WebhookSender } from './webhook-ports.js';

export interface DeliverDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly webhookSender: WebhookSender;
}

/** Longer than a try takes: whoever has died on it leaves it to others after that. */
const LEASE_MS = 60_000;

/** The state is in the database, so that a try that fails is no failure of the job: it is due again, later. */
export async function deliverWebhook(
  { unitOfWork, clock, webhookSender }: DeliverDeps,
  { deliveryId }: JobPayload<'webhook.deliver'>,
): Promise<void> {
  const at = clock.now();
  const until = new Date(at.getTime() + LEASE_MS);
  const claimed = await unitOfWork.run((tx) => tx.webhooks.claim(deliveryId, { at, until }));
  if (claimed === null) return;
  const { webhook } = claimed;
  const telling = signTelling(claimed, { secret: webhook.secret, keyId: webhook.id, at });
  const tried = await webhookSender.send(webhook.url, telling);
  const now = clock.now();
  await unitOfWork.run(async (tx) => {
    const head = await tx.webhooks.lock(webhook.id);
    if (tried.outcome === 'delivered') {
      await tx.webhooks.settle(deliveryId, tried, { at: now, again: null });
      await tx.webhooks.setFailing(webhook.id, null);
      return;
    }
    const since = head?.failingSince ?? now;
    await tx.webhooks.settle(deliveryId, tried, { at: now, again: nextTry(claimed.attempts, now) });
    await tx.webhooks.setFailing(webhook.id, since);
    const why = pauseAfter(tried, since, now);
    if (why !== null && head?.state === 'active') await tx.webhooks.setState(webhook.id, 'paused', why);
  });
}

export interface NoticeDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly opdQueries: OpdQueries;
}

const DUE_AT_ONCE = 500;
const CHANGES_AT_ONCE = 1_000;
/** Of changes that an agency sees nothing of, so many batches a minute. */
const BATCHES = 20;

/** Has due tellings tried, and makes those that are called for. Returns how many. */
export async function noticeWebhooks({ unitOfWork, clock, opdQueries }: NoticeDeps): Promise<number> {
  return unitOfWork.run(async (tx) => {
    const now = clock.now();
    const due = await tx.webhooks.due(now, DUE_AT_ONCE);
    for (const deliveryId of due) await tx.outbox.add('webhook.deliver', { deliveryId });
    let made = 0;
    for (const { id: webhookId, agencyId, seen, waiting } of await tx.webhooks.lockActive()) {
      const { grant } = await tx.opd.policy(agencyId);
      const news = await newsFor(opdQueries, grant, seen);
      if (news.upTo !== null) await tx.webhooks.seen(webhookId, news.upTo);
      // One that waits to be heard says it for all that has come since.
      if (!news.any || waiting) continue;
      await tellOnce(tx, { id: uuidv7(), webhookId, at: now });
      made += 1;
    }
    return due.length + made;
  });
}

async function tellOnce(
  tx: Work,
  { id, webhookId, at }: { id: string; webhookId: string; at: Date },
): Promise<void> {
  await tx.webhooks.addDelivery({ id, webhookId, type: 'changes.available', at, replayOf: null });
  await tx.outbox.add('webhook.deliver', { deliveryId: id });
}

/** Whether any change since then is of somebody whom the grant lets see, or has let see. */
async function newsFor(
  queries: OpdQueries,
  grant: AgencyGrant,
  seen: ChangePosition,
): Promise<{ readonly any: boolean; readonly upTo: ChangePosition | null }> {
  // Before the changes: what comes meanwhile is told the next time.
  const end = await queries.feedEnd();
  let after = seen;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const changes = await queries.changes(after, CHANGES_AT_ONCE);
    const last = changes.at(-1);
    if (last === undefined) return { any: false, upTo: batch === 0 ? null : after };
    const ids = [...new Set(changes.map(({ rootId }) => rootId))];
    const people = await queries.people(ids, { contact: false, household: false, socioEconomic: false });
    const isNews =
      people.some((person) => tellPerson(person, grant) !== null) ||
      (
        await queries.everSeen(
          grant,
          changes.map(({ personId }) => personId),
        )
      ).size > 0;
    if (isNews) return { any: true, upTo: end };
    after = last;
  }
  return { any: false, upTo: after };
}
