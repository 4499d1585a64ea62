import { LRUCache } from 'lru-cache';

interface Kept<T> {
  readonly sealed: string;
  readonly value: T;
}

/**
 * What this process has sealed or opened lately, by its row. A row that still holds the same sealed text
 * holds the same value: it is not opened, parsed and checked once more. Nobody changes a value kept here.
 */
export class Lately<T> {
  private readonly kept: LRUCache<string, Kept<T>>;

  constructor(atMost: number) {
    this.kept = new LRUCache({ max: atMost });
  }

  keep(row: string, sealed: string, value: T): void {
    this.kept.set(row, { sealed, value });
  }

  /** Throws what `open` throws. */
  value(row: string, sealed: string, open: () => T): T {
    const kept = this.kept.get(row);
    if (kept?.sealed === sealed) return kept.value;
    const value = open();
    this.keep(row, sealed, value);
    return value;
  }
}
