import { setTimeout as delay } from 'node:timers/promises';
import {
  BufferJSON,
  initAuthCreds,
  makeCacheableSignalKeyStore,
  proto,
  type AuthenticationCreds,
  type AuthenticationState,
  type SignalDataSet,
  type SignalDataTypeMap,
} from '@whiskeysockets/baileys';
import type { SecretStore } from '../../src/domain/channel/ports.js';
import type { Log } from '../../src/usecases/ports.js';
import { silentLogger } from './silent-logger.js';

/** The kind and the key of the one row that holds the account's credentials. */
const CREDS = 'creds';

export interface WhatsAppAuth {
  readonly state: AuthenticationState;
  /** Writes the credentials as they are now. */
  save(): Promise<void>;
}

/**
 * Credentials and Signal keys of an account, sealed in the database. One process owns the account at a
 * time, so its cache of the keys is never stale.
 */
export async function loadAuth(secrets: SecretStore, account: string): Promise<WhatsAppAuth> {
  const stored = (await secrets.get(account, CREDS, [CREDS])).get(CREDS);
  const creds = stored === undefined ? initAuthCreds() : usable(parse(stored) as AuthenticationCreds);
  const keys: AuthenticationState['keys'] = {
    get: async (kind, ids) => {
      const rows = await secrets.get(account, kind, ids);
      return Object.fromEntries([...rows].map(([id, text]) => [id, keyOf(kind, parse(text))]));
    },
    set: (data) => secrets.set(account, rowsOf(data)),
    clear: () => secrets.clear(account),
  };
  return {
    state: { creds, keys: makeCacheableSignalKeyStore(keys, silentLogger) },
    save: () => secrets.set(account, [{ kind: CREDS, key: CREDS, value: stringify(creds) }]),
  };
}

/** Asking for a pairing code names the number before it is paired: such a half login cannot sign in. */
function usable(creds: AuthenticationCreds): AuthenticationCreds {
  return creds.me !== undefined && creds.account === undefined ? initAuthCreds() : creds;
}

function keyOf<K extends keyof SignalDataTypeMap>(kind: K, value: unknown): SignalDataTypeMap[K] {
  // Baileys reads this one by its methods.
  if (kind === 'app-state-sync-key') {
    return proto.Message.AppStateSyncKeyData.fromObject(
      value as Record<string, unknown>,
    ) as unknown as SignalDataTypeMap[K];
  }
  return value as SignalDataTypeMap[K];
}

function rowsOf(data: SignalDataSet) {
  return Object.entries(data).flatMap(([kind, values]) =>
    Object.entries(values as Record<string, unknown>).map(([key, value]) => ({
      kind,
      key,
      value: value === null || value === undefined ? null : stringify(value),
    })),
  );
}

function stringify(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => BufferJSON.replacer(key, part) as unknown);
}

function parse(text: string): unknown {
  return JSON.parse(text, (key, part: unknown) => BufferJSON.reviver(key, part) as unknown);
}

const SAVE_AGAIN_MS = 500;
const TRIES = 20;

/** Writes credentials when they change: at once, one write at a time, the newest state. */
export class CredsSaver {
  private isDue = false;
  private saving: Promise<void> | null = null;

  constructor(
    private readonly auth: WhatsAppAuth,
    private readonly log: Log,
  ) {}

  due(): void {
    this.isDue = true;
    this.saving ??= this.saveAll().finally(() => {
      this.saving = null;
    });
  }

  async idle(): Promise<void> {
    await this.saving;
  }

  private async saveAll(): Promise<void> {
    for (let attempt = 1; this.isDue && attempt <= TRIES; attempt += 1) {
      this.isDue = false;
      try {
        await this.auth.save();
        attempt = 0;
      } catch {
        this.isDue = true;
        this.log.error({ channel: 'whatsapp', attempt }, 'credentials not saved yet');
        await delay(SAVE_AGAIN_MS);
      }
    }
  }
}
