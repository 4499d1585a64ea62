import type { InboundContent } from '../../domain/channel/message.js';

/** What a person sent, where it was no words and no press. */
export type SentKind =
  Exclude<InboundContent['type'], 'text' | 'choice' | 'other'> | (InboundContent & { type: 'other' })['what'];

export interface SimulatorLine {
  readonly cursor: string;
  readonly id: string;
  readonly from: 'person' | 'bot';
  readonly text: string;
  readonly at: Date;
  readonly choices: readonly { readonly token: string; readonly label: string }[];
  readonly sent: SentKind | null;
  readonly pressedOn: string | null;
  readonly replaces: string | null;
}

export interface SimulatorStore {
  /** Of the chat with this address, oldest first; `after` may repeat lines of the last seconds. */
  lines(address: string, after: string | null): Promise<readonly SimulatorLine[]>;
  /** Whether the message with this id came before. */
  has(providerId: string): Promise<boolean>;
}
