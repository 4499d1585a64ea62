import type {
  DeliveryType,
  PauseReason,
  SignedTelling,
  Telling,
  Tried,
  WebhookState,
} from '../../domain/opd/webhook.js';
import type { ChangePosition } from './ports.js';

export interface WebhookSender {
  /** Never rejects: what came of it is what it tells. */
  send(url: string, telling: SignedTelling): Promise<Tried>;
}

export interface NewWebhook {
  readonly id: string;
  readonly agencyId: string;
  readonly url: string;
  readonly secret: string;
  readonly createdById: string;
  readonly createdAt: Date;
}

export interface WebhookHead {
  readonly id: string;
  readonly agencyId: string;
  readonly url: string;
  readonly state: WebhookState;
  readonly failingSince: Date | null;
}

export interface NewDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly type: DeliveryType;
  readonly at: Date;
  readonly replayOf: string | null;
}

/** A delivery that is tried now, and by nobody else until `until`. */
export interface ClaimedDelivery extends Telling {
  readonly attempts: number;
  readonly webhook: { readonly id: string; readonly url: string; readonly secret: string };
}

export interface WebhookWork {
  /** Row-locked. */
  lock(id: string): Promise<WebhookHead | null>;
  count(agencyId: string): Promise<number>;
  /** From the present end of the feed on. */
  add(webhook: NewWebhook): Promise<void>;
  setState(id: string, state: WebhookState, why: PauseReason | null): Promise<void>;
  delivery(id: string): Promise<{ readonly webhookId: string; readonly type: DeliveryType } | null>;
  /** false: there is one with that id. */
  addDelivery(delivery: NewDelivery): Promise<boolean>;
  /** null: it was delivered, is not due, or its webhook is not active. */
  claim(id: string, of: { readonly at: Date; readonly until: Date }): Promise<ClaimedDelivery | null>;
  settle(id: string, tried: Tried, of: { readonly at: Date; readonly again: Date | null }): Promise<void>;
  /** null: the last one arrived. */
  setFailing(id: string, since: Date | null): Promise<void>;
  /** Ids of what is due, of active webhooks; the longest due first. */
  due(now: Date, limit: number): Promise<readonly string[]>;
  /** Those that are active, and how far each was told, row-locked where nobody else holds them. */
  lockActive(): Promise<
    readonly {
      readonly id: string;
      readonly agencyId: string;
      readonly seen: ChangePosition;
      readonly waiting: boolean;
    }[]
  >;
  seen(id: string, position: ChangePosition): Promise<void>;
  /** Those that are told something now, or once they are active again. */
  kept(): Promise<readonly { readonly id: string; readonly agencyId: string }[]>;
}
