import type { ChannelName, InboundMessage, MediaSource, OutboundBody } from './message.js';

/** Takes messages off an adapter's hands. Resolves once they are committed: only then acknowledge. */
export interface Intake {
  receive(messages: readonly InboundMessage[]): Promise<void>;
}

export interface ClaimedMessage {
  readonly id: string;
  readonly address: string;
  readonly caseId: string | null;
  readonly body: OutboundBody;
  /** What became of an earlier try is not known: tell `begin` right before this one. */
  readonly lastTry: boolean;
}

/**
 * What became of a send.
 * - `retry`: certainly not sent; try again after `afterMs`.
 * - `unknown`: the connection broke after the request left; it may have arrived.
 * - `blocked`: the person blocked the bot or the address is gone. A state, not an error.
 */
export type SendResult =
  | { readonly outcome: 'sent'; readonly providerId: string }
  | { readonly outcome: 'retry'; readonly reason: string; readonly afterMs: number }
  | { readonly outcome: 'unknown'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string }
  | { readonly outcome: 'blocked'; readonly reason: string };

/** A claimed message that its account's owner does not know of is taken back after so long. */
export const RECLAIM_AFTER_MS = 30_000;

/** The senders' side of outbound_message. One owner per channel account at a time. */
export interface Outgoing {
  /**
   * Marks what a dead owner left in `sending`: queued once more, or `unknown` when its last try had
   * begun. Call once, right after taking the account's ownership.
   */
  recover(channel: ChannelName, account: string): Promise<number>;
  /**
   * The same for what was claimed on behalf of an owner that had already gone, or whose claim was never
   * heard of: older than that, and not `held` by the present owner, who alone may call it.
   */
  reclaim(
    channel: ChannelName,
    account: string,
    held: readonly string[],
    olderThanMs: number,
  ): Promise<number>;
  /**
   * From now on what this process says on the account is handed over right after its commit, already
   * claimed: call from the owner alone. Returns how to end it.
   */
  attach(
    channel: ChannelName,
    account: string,
    deliver: (messages: readonly ClaimedMessage[]) => void,
  ): () => void;
  /**
   * Claims due messages, oldest first, in one committed step: what other processes queued, and what
   * is to be tried again. A contact with a message that waits for another try is left out until then.
   */
  claim(channel: ChannelName, account: string, limit: number): Promise<ClaimedMessage[]>;
  /**
   * Notes that a last try is about to be made. Without this a message that waited for its turn while its
   * owners died, one after the other, would count as tried, and never be sent.
   */
  begin(id: string): Promise<void>;
  settle(results: readonly { readonly id: string; readonly result: SendResult }[]): Promise<void>;
  /** A receipt from the provider. Never moves a state backwards. */
  receipt(
    channel: ChannelName,
    account: string,
    providerIds: readonly string[],
    state: 'delivered' | 'read',
  ): Promise<void>;
  /** What the provider knows by this id: it may ask for it again. null when it is not ours. */
  sentBody(channel: ChannelName, account: string, providerId: string): Promise<OutboundBody | null>;
  /** Calls back when this process queued something; senders also poll for other processes. */
  onQueued(listener: () => void): () => void;
}

export type ChannelState = 'off' | 'connecting' | 'pairing' | 'online' | 'logged_out' | 'replaced' | 'error';

/** What the console and /readyz know of a channel account. `pairing`: QR text or code, sealed. */
export interface ChannelStatusBoard {
  set(
    channel: ChannelName,
    account: string,
    status: { readonly state: ChannelState; readonly detail?: string; readonly pairing?: string },
  ): Promise<void>;
}

/** Sealed key-value rows for WhatsApp credentials and Signal keys. `null` deletes. */
export interface SecretStore {
  get(account: string, kind: string, keys: readonly string[]): Promise<Map<string, string>>;
  set(
    account: string,
    rows: readonly { readonly kind: string; readonly key: string; readonly value: string | null }[],
  ): Promise<void>;
  clear(account: string): Promise<void>;
}

/** One process at a time holds a name; lost at once when the process dies. */
export interface Ownership {
  /** Waits until held or aborted. `lost` fires if the database connection breaks. */
  acquire(
    name: string,
    signal: AbortSignal,
  ): Promise<{ readonly lost: AbortSignal; release(): Promise<void> }>;
}

/** Fetches the bytes of a photo, from the provider's own host only, never more than `maxBytes`. */
export interface MediaFetcher {
  fetch(source: MediaSource, maxBytes: number): Promise<Buffer>;
}
