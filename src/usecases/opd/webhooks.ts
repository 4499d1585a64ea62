/** Where agencies want to be told: set by admins, with what became of each telling. */
import { randomBytes } from 'node:crypto';
import { staffMay } from '../../domain/access/scope.js';
import { isWebhookUrl, makeWebhookSecret } from '../../domain/opd/webhook.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { WebhookServices } from './services.js';

const WEBHOOKS_MOST = 5;

export interface WebhookDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly allowsLoopback: boolean;
}

export function webhookServices({ unitOfWork, clock, allowsLoopback }: WebhookDeps): WebhookServices {
  const change = async <T>(actor: StaffActor, work: (tx: Work) => Promise<T>): Promise<T> => {
    if (!staffMay(actor, 'manage_reference')) throw new AppError('not_found');
    return unitOfWork.run(work);
  };
  const held = async (tx: Work, id: string) => {
    const head = await tx.webhooks.lock(id);
    if (head === null || head.state === 'removed') throw new AppError('not_found');
    return head;
  };
  return {
    addWebhook: (actor, { id, agencyId, url }, ip) =>
      change(actor, async (tx) => {
        const agency = await tx.opd.lockAgency(agencyId);
        if (agency === null) throw new AppError('not_found');
        const twin = await tx.webhooks.lock(id);
        if (twin !== null) {
          if (twin.agencyId !== agencyId) throw new AppError('not_found');
          return { ok: true, id, text: null };
        }
        if (!isWebhookUrl(url, allowsLoopback)) return { ok: false, problem: 'url' };
        if ((await tx.webhooks.count(agencyId)) >= WEBHOOKS_MOST) return { ok: false, problem: 'too_many' };
        const secret = makeWebhookSecret(randomBytes);
        await tx.webhooks.add({ id, agencyId, url, secret, createdById: actor.id, createdAt: clock.now() });
        await tx.access.record({ userId: actor.id, action: 'webhook.added', subject: agency.code, ip });
        return { ok: true, id, text: secret };
      }),
    setWebhook: (actor, id, wanted, ip) =>
      change(actor, async (tx) => {
        const { agencyId, state } = await held(tx, id);
        if (state === wanted) return { agencyId };
        await tx.webhooks.setState(id, wanted, wanted === 'paused' ? 'by_hand' : null);
        if (wanted === 'active') await tx.webhooks.setFailing(id, null);
        await tx.access.record({ userId: actor.id, action: `webhook.${wanted}`, subject: id, ip });
        return { agencyId };
      }),
    tellAgain: (actor, { id, webhookId, deliveryId }) =>
      change(actor, async (tx) => {
        const { agencyId } = await held(tx, webhookId);
        const told = deliveryId === null ? null : await tx.webhooks.delivery(deliveryId);
        if (deliveryId !== null && told?.webhookId !== webhookId) throw new AppError('not_found');
        const type = told?.type ?? 'ping';
        const delivery = { id, webhookId, type, at: clock.now(), replayOf: deliveryId };
        if (await tx.webhooks.addDelivery(delivery))
          await tx.outbox.add('webhook.deliver', { deliveryId: id });
        return { agencyId };
      }),
  };
}
