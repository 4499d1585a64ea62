import { z } from 'zod';
import {
  deliveryOutcomes,
  deliveryTypes,
  pauseReasons,
  webhookStates,
  type DeliveryType,
  type PauseReason,
  type Tried,
  type WebhookState,
} from '../../domain/opd/webhook.js';
import type { ChangePosition } from '../../usecases/opd/ports.js';
import type { WebhookView } from '../../usecases/opd/services.js';
import type {
  ClaimedDelivery,
  NewDelivery,
  NewWebhook,
  WebhookHead,
  WebhookWork,
} from '../../usecases/opd/webhook-ports.js';
import type { StorageContext } from '../context.js';
import { END } from './lists.js';

const State = z.enum(webhookStates);
const Type = z.enum(deliveryTypes);
const Why = z.enum(pauseReasons).nullable();
const Outcome = z.enum(deliveryOutcomes).nullable();
const DELIVERIES_SHOWN = 20;

const cellOf = (id: string) => ({ table: 'webhook', column: 'secret_enc', row: id });

export class PgWebhookWork implements WebhookWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async lock(id: string): Promise<WebhookHead | null> {
    const [row] = await this.db.$queryRaw<(Omit<WebhookHead, 'state'> & { readonly state: string })[]>`
      SELECT id, agency_id AS "agencyId", url, state, failing_since AS "failingSince" FROM webhook
      WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    return row === undefined ? null : { ...row, state: State.parse(row.state) };
  }

  count(agencyId: string): Promise<number> {
    return this.db.webhook.count({ where: { agencyId, state: { not: 'removed' } } });
  }

  async add({ id, agencyId, url, secret, createdById, createdAt }: NewWebhook): Promise<void> {
    const secretEnc = this.context.cipher.seal(secret, cellOf(id));
    const [end] = await this.db.$queryRaw<ChangePosition[]>(END);
    await this.db.webhook.create({
      data: {
        id,
        agencyId,
        url,
        secretEnc,
        state: 'active',
        seenTx: BigInt(end?.tx ?? 0),
        seenPersonId: end?.personId ?? '',
        createdById,
        createdAt,
      },
    });
  }

  async setState(id: string, state: WebhookState, pausedWhy: PauseReason | null): Promise<void> {
    await this.db.webhook.update({ where: { id }, data: { state, pausedWhy } });
  }

  async delivery(id: string): Promise<{ webhookId: string; type: DeliveryType } | null> {
    const row = await this.db.webhookDelivery.findUnique({ where: { id } });
    return row === null ? null : { webhookId: row.webhookId, type: Type.parse(row.type) };
  }

  async addDelivery({ id, webhookId, type, at, replayOf }: NewDelivery): Promise<boolean> {
    const data = { id, webhookId, type, state: 'waiting', madeAt: at, dueAt: at, replayOf };
    return (await this.db.webhookDelivery.createMany({ data: [data], skipDuplicates: true })).count > 0;
  }

  async claim(
    id: string,
    { at, until }: { readonly at: Date; readonly until: Date },
  ): Promise<ClaimedDelivery | null> {
    const [row] = await this.db.$queryRaw<ClaimedRow[]>`
      UPDATE webhook_delivery d SET attempts = d.attempts + 1, due_at = ${until}::timestamptz
      FROM webhook w WHERE d.id = ${id}::uuid AND d.state = 'waiting' AND d.due_at <= ${at}::timestamptz
        AND w.id = d.webhook_id AND w.state = 'active'
      RETURNING d.id, d.type, d.made_at AS "madeAt", d.attempts, w.id AS "webhookId", w.url, w.secret_enc AS sealed`;
    if (row === undefined) return null;
    const { type, madeAt, attempts, webhookId, url, sealed } = row;
    const secret = this.context.cipher.open(sealed, cellOf(webhookId));
    return { id, type: Type.parse(type), madeAt, attempts, webhook: { id: webhookId, url, secret } };
  }

  async settle(
    id: string,
    { outcome, status }: Tried,
    { at, again }: { readonly at: Date; readonly again: Date | null },
  ): Promise<void> {
    const rest = again === null ? { state: 'delivered' } : { dueAt: again };
    await this.db.webhookDelivery.update({ where: { id }, data: { outcome, status, triedAt: at, ...rest } });
  }

  async setFailing(id: string, failingSince: Date | null): Promise<void> {
    await this.db.webhook.update({ where: { id }, data: { failingSince } });
  }

  async due(now: Date, limit: number): Promise<readonly string[]> {
    const rows = await this.db.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id AND w.state = 'active'
      WHERE d.state = 'waiting' AND d.due_at <= ${now}::timestamptz ORDER BY d.due_at LIMIT ${limit}::int`;
    return rows.map(({ id }) => id);
  }

  async lockActive(): Promise<
    readonly { id: string; agencyId: string; seen: ChangePosition; waiting: boolean }[]
  > {
    const rows = await this.db.$queryRaw<
      { id: string; agencyId: string; tx: string; personId: string; waiting: boolean }[]
    >`
      SELECT w.id, w.agency_id AS "agencyId", w.seen_tx::text AS tx, w.seen_person_id AS "personId", EXISTS (
        SELECT 1 FROM webhook_delivery d
        WHERE d.webhook_id = w.id AND d.state = 'waiting' AND d.type = 'changes.available') AS waiting
      FROM webhook w JOIN agency y ON y.id = w.agency_id AND y.active
      WHERE w.state = 'active' ORDER BY w.id FOR NO KEY UPDATE OF w SKIP LOCKED`;
    return rows.map(({ tx, personId, ...row }) => ({ ...row, seen: { tx, personId } }));
  }

  kept(): Promise<readonly { id: string; agencyId: string }[]> {
    return this.db.$queryRaw<{ id: string; agencyId: string }[]>`
      SELECT w.id, w.agency_id AS "agencyId" FROM webhook w JOIN agency y ON y.id = w.agency_id AND y.active
      WHERE w.state <> 'removed' ORDER BY w.id`;
  }

  async seen(id: string, { tx, personId }: ChangePosition): Promise<void> {
    await this.db.webhook.update({ where: { id }, data: { seenTx: BigInt(tx), seenPersonId: personId } });
  }
}

interface ClaimedRow {
  readonly type: string;
  readonly madeAt: Date;
  readonly attempts: number;
  readonly webhookId: string;
  readonly url: string;
  readonly sealed: string;
}

/** Of an agency, newest first, each with its newest tellings. */
export async function readWebhooks(
  { db }: Pick<StorageContext, 'db'>,
  agencyId: string,
): Promise<readonly WebhookView[]> {
  const rows = await db.webhook.findMany({
    where: { agencyId, state: { not: 'removed' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return Promise.all(
    rows.map(async ({ id, url, state, pausedWhy, failingSince, createdAt }) => {
      const deliveries = await db.webhookDelivery.findMany({
        where: { webhookId: id },
        orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
        take: DELIVERIES_SHOWN,
      });
      return {
        id,
        url,
        state: State.parse(state),
        pausedWhy: Why.parse(pausedWhy),
        failingSince,
        createdAt,
        deliveries: deliveries.map((delivery) => ({
          id: delivery.id,
          type: Type.parse(delivery.type),
          delivered: delivery.state === 'delivered',
          madeAt: delivery.madeAt,
          triedAt: delivery.triedAt,
          dueAt: delivery.dueAt,
          attempts: delivery.attempts,
          outcome: Outcome.parse(delivery.outcome),
          status: delivery.status,
          isReplay: delivery.replayOf !== null,
        })),
      };
    }),
  );
}
