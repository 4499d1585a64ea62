import type { InboundBody } from '../domain/channel/message.js';
import type { BlindIndex, FieldCipher } from './crypto/field-cipher.js';
import { Lately } from './crypto/lately.js';
import type { Tx } from './database.js';
import type { RegionNames } from './regions.js';
import type { Sql } from './sql.js';

/** What every repository needs: the transaction (or the pool) and the means to seal and to find. */
export interface StorageContext {
  readonly db: Tx;
  /** The same transaction (or the pool) for hand-written statements. */
  readonly sql: Sql;
  readonly regions: RegionNames;
  readonly cipher: FieldCipher;
  readonly index: BlindIndex;
  readonly lately: Remembered;
}

/** What every step of a chat would open, and nearly always finds as this process has left it. */
export interface Remembered {
  readonly addresses: Lately<string>;
  readonly messages: Lately<InboundBody>;
  /** As the dialogue made them, or as they were read. */
  readonly states: Lately<unknown>;
}

/** Some megabytes when full, and it fills with those who write. */
export function remembered(): Remembered {
  return { addresses: new Lately(10_000), messages: new Lately(1_000), states: new Lately(2_500) };
}

/** Told to this process once the transaction has committed, never before. */
export interface CommitMarks {
  outbox: boolean;
  outgoing: boolean;
}

export class Signal {
  private readonly listeners = new Set<() => void>();

  on(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  fire(): void {
    for (const listener of this.listeners) listener();
  }
}
