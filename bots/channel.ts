import type { ChannelName, OutboundBody } from '../src/domain/channel/message.js';
import type { SendResult } from '../src/domain/channel/ports.js';

/** A chat service's account. Adapters only translate: no rule of the service lives in one. */
export interface Channel {
  readonly name: ChannelName;
  readonly account: string;
  /** Messages a second over all chats, and per chat, that the provider bears. */
  readonly pace: {
    readonly perSecond: number;
    readonly perChatPerSecond: number;
    readonly perChatBurst: number;
  };
  /** Begins receiving. Runs until the signal aborts; rejects only on what cannot be retried. */
  run(signal: AbortSignal): Promise<void>;
  /**
   * Never throws: every fault is an outcome. `key` is the same whenever the same message is tried again:
   * where the provider takes an id of ours, the second of two sends shows nothing.
   */
  send(address: string, body: OutboundBody, key: string): Promise<SendResult>;
}
