/** Who asks, by the key that they send. Asked for with every request, and so remembered for seconds. */
import { keyState, provesKey, readKey } from '../../domain/opd/api-key.js';
import { AppError } from '../../errors.js';
import type { Clock, Log } from '../ports.js';
import type { KeyStore } from './ports.js';
import type { KnownKey } from './services.js';

/** What another process changes holds here after so long. */
const REMEMBERED_MS = 5_000;
/** Keys that are not there are remembered, too: whoever tries many is answered without the database. */
const MOST_REMEMBERED = 10_000;
const USES_WRITTEN_EVERY_MS = 60_000;

interface Remembered {
  readonly key: Promise<KnownKey | null>;
  readonly until: number;
}

export interface KeyRingDeps {
  readonly store: KeyStore;
  readonly clock: Clock;
  readonly log: Log;
}

export class KeyRing {
  private readonly known = new Map<string, Remembered>();
  /** When each key was used, to be written. */
  private readonly uses = new Map<string, Date>();
  private usesWritten = 0;

  constructor(private readonly deps: KeyRingDeps) {}

  /** Throws auth.required for whatever is not a key that is good now. */
  async holder(sent: string): Promise<KnownKey> {
    const parts = readKey(sent);
    const now = this.deps.clock.now();
    const key = parts === null ? null : await this.byPrefix(parts.prefix, now.getTime());
    if (parts === null || key === null || !provesKey(parts.secret, key.secretHash)) {
      throw new AppError('auth.required');
    }
    if (keyState(key, now) !== 'good' || !key.agency.active) throw new AppError('auth.required');
    this.note(key.id, now);
    return key;
  }

  /** At once: a key was made, ended or revoked, or a grant changed. */
  forget(): void {
    this.known.clear();
  }

  private byPrefix(prefix: string, now: number): Promise<KnownKey | null> {
    const remembered = this.known.get(prefix);
    if (remembered !== undefined && remembered.until > now) return remembered.key;
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    const key = this.deps.store.byPrefix(prefix);
    this.known.set(prefix, { key, until: now + REMEMBERED_MS });
    // A fault is nothing to remember.
    key.catch(() => this.known.delete(prefix));
    return key;
  }

  /** Once a minute for all keys: it is shown to the minute, and a request should not wait for it. */
  private note(id: string, at: Date): void {
    this.uses.set(id, at);
    if (at.getTime() - this.usesWritten < USES_WRITTEN_EVERY_MS) return;
    this.usesWritten = at.getTime();
    void this.flush();
  }

  /** Notes the uses that were not noted yet; never rejects. */
  async flush(): Promise<void> {
    const uses = [...this.uses].map(([id, at]) => ({ id, at }));
    this.uses.clear();
    if (uses.length === 0) return;
    try {
      await this.deps.store.used(uses);
    } catch (error) {
      this.deps.log.warn(
        { kind: error instanceof Error ? error.name : 'unknown' },
        'use of api keys not noted',
      );
    }
  }
}
