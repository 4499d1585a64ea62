import type { ChannelName } from '../domain/channel/message.js';

/** Where a person is written to. */
export interface ContactAddress {
  readonly channel: ChannelName;
  readonly account: string;
  readonly address: string;
}
