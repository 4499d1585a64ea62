/**
 * Telling an agency that there is something to read: signed as https://www.standardwebhooks.com has it, tried again
 * ever more rarely, given up for the time being after days. Nothing personal is told.
 */
import { createHmac } from 'node:crypto';

export const deliveryTypes = ['changes.available', 'aid_list.approved', 'ping'] as const;
export type DeliveryType = (typeof deliveryTypes)[number];

export const webhookStates = ['active', 'paused', 'removed'] as const;
export type WebhookState = (typeof webhookStates)[number];
export const pauseReasons = ['by_hand', 'failing', 'gone'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What came of a try. `address`: it is not one that the service sends to. */
export const deliveryOutcomes = ['delivered', 'status', 'timeout', 'unreachable', 'tls', 'address'] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

export interface Tried {
  readonly outcome: DeliveryOutcome;
  /** Of the answer; null: there was none. */
  readonly status: number | null;
}

const SECRET_BYTES = 32;

/** `random`: that many bytes nobody can guess. */
export function makeWebhookSecret(random: (size: number) => Buffer): string {
  return `whsec_${random(SECRET_BYTES).toString('base64')}`;
}

export interface Telling {
  /** Of the delivery: the same one twice is one. */
  readonly id: string;
  readonly type: DeliveryType;
  readonly madeAt: Date;
}

export interface SignedTelling {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `keyId`: which of an agency's webhooks, and so which secret. `at`: of this try. */
export function signTelling(
  { id, type, madeAt }: Telling,
  { secret, keyId, at }: { readonly secret: string; readonly keyId: string; readonly at: Date },
): SignedTelling {
  const body = JSON.stringify({ type, timestamp: madeAt.toISOString(), data: {} });
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
      'webhook-key-id': keyId,
    },
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const waits = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR];
const FAILING_MOST = 3 * 24 * HOUR;

/** When to try again, after so many tries that failed. */
export function nextTry(attempts: number, at: Date): Date {
  const wait = waits[Math.min(attempts, waits.length) - 1] ?? MINUTE;
  return new Date(at.getTime() + wait);
}

/** Why to stop trying, until somebody has looked after it; null: go on. */
export function pauseAfter(
  { status }: Tried,
  failingSince: Date,
  at: Date,
): Exclude<PauseReason, 'by_hand'> | null {
  if (status === 410) return 'gone';
  return at.getTime() - failingSince.getTime() >= FAILING_MOST ? 'failing' : null;
}

/** https; http to this machine, where that is allowed. Neither a name nor a password in it. */
export function isWebhookUrl(text: string, allowsLoopback: boolean): boolean {
  if (text.length > 500 || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '' || hostname === '') return false;
  if (protocol === 'https:') return true;
  return protocol === 'http:' && allowsLoopback && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
