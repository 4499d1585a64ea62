import type { ChannelName } from '../../domain/channel/message.js';
import type { ChannelState, ChannelStatusBoard, SecretStore } from '../../domain/channel/ports.js';
import type { StorageContext } from '../context.js';

/** The row of a composite key, as the cipher binds it. */
function rowKey(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

export function openPairing(
  { cipher }: StorageContext,
  row: { channel: string; account: string; pairingEnc: string | null },
): string | null {
  if (row.pairingEnc === null) return null;
  return cipher.open(row.pairingEnc, {
    table: 'channel_status',
    column: 'pairing_enc',
    row: rowKey(row.channel, row.account),
  });
}

export class PrismaChannelStatusBoard implements ChannelStatusBoard {
  constructor(private readonly context: StorageContext) {}

  async set(
    channel: ChannelName,
    account: string,
    status: { readonly state: ChannelState; readonly detail?: string; readonly pairing?: string },
  ): Promise<void> {
    const { db, cipher } = this.context;
    const cell = { table: 'channel_status', column: 'pairing_enc', row: rowKey(channel, account) };
    const data = {
      state: status.state,
      detail: status.detail ?? null,
      pairingEnc: status.pairing === undefined ? null : cipher.seal(status.pairing, cell),
      updatedAt: new Date(),
    };
    await db.channelStatus.upsert({
      where: { channel_account: { channel, account } },
      create: { channel, account, ...data },
      update: data,
    });
  }
}

export class PrismaSecretStore implements SecretStore {
  constructor(
    private readonly context: StorageContext,
    private readonly channel: ChannelName,
  ) {}

  async get(account: string, kind: string, keys: readonly string[]): Promise<Map<string, string>> {
    const asked = new Map(keys.map((key) => [this.hidden(key), key]));
    const rows = await this.context.db.channelSecret.findMany({
      where: { channel: this.channel, account, kind, key: { in: [...asked.keys()] } },
    });
    return new Map(
      rows.map((row) => [
        asked.get(row.key) ?? row.key,
        this.context.cipher.open(row.valueEnc, this.cell(account, kind, row.key)),
      ]),
    );
  }

  async set(
    account: string,
    rows: readonly { readonly kind: string; readonly key: string; readonly value: string | null }[],
  ): Promise<void> {
    const { db, cipher } = this.context;
    const hidden = rows.map(({ kind, key, value }) => ({ kind, key: this.hidden(key), value }));
    const kept = hidden.flatMap(({ kind, key, value }) =>
      value === null ? [] : [{ kind, key, value_enc: cipher.seal(value, this.cell(account, kind, key)) }],
    );
    const dropped = hidden.filter((row) => row.value === null).map(({ kind, key }) => ({ kind, key }));
    // Signal keys move together: a half-written set would break every session they belong to.
    await db.$executeRaw`
      WITH dropped AS (
        DELETE FROM channel_secret s USING jsonb_to_recordset(${JSON.stringify(dropped)}::jsonb) AS r(kind text, key text)
        WHERE s.channel = ${this.channel} AND s.account = ${account} AND s.kind = r.kind AND s.key = r.key
      )
      INSERT INTO channel_secret (channel, account, kind, key, value_enc)
      SELECT ${this.channel}, ${account}, r.kind, r.key, r.value_enc
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS r(kind text, key text, value_enc text)
      ON CONFLICT (channel, account, kind, key) DO UPDATE SET value_enc = EXCLUDED.value_enc`;
  }

  async clear(account: string): Promise<void> {
    await this.context.db.channelSecret.deleteMany({ where: { channel: this.channel, account } });
  }

  /** Signal names its keys after the phone numbers that they belong to. */
  private hidden(key: string): string {
    return this.context.index.mac('secret', key);
  }

  private cell(account: string, kind: string, key: string) {
    return { table: 'channel_secret', column: 'value_enc', row: rowKey(this.channel, account, kind, key) };
  }
}
