import type { BlindIndex, FieldCipher } from './crypto/field-cipher.js';
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
