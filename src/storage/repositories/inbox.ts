import { InboundBody, type InboundMessage } from '../../domain/channel/message.js';
import type { InboxStore } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import type { Statement } from '../sql.js';
import { rowId } from '../row-id.js';
import { findOrCreateContact } from './contacts.js';

const CELL = { table: 'inbox_message', column: 'body_enc' } as const;
/** Contacts never move or vanish, so a process may remember them. */
const REMEMBERED_CONTACTS = 50_000;

export function sealInboundBody(context: StorageContext, id: string, message: InboundMessage): string {
  const { chat, phone, pressedOn, content } = message;
  const body = { chat, phone, pressedOn, content };
  const sealed = context.cipher.sealJson(body, { ...CELL, row: id });
  context.lately.messages.keep(id, sealed, body);
  return sealed;
}

export function openInboundBody({ cipher, lately }: StorageContext, id: string, sealed: string): InboundBody {
  return lately.messages.value(id, sealed, () =>
    InboundBody.parse(cipher.openJson(sealed, { ...CELL, row: id })),
  );
}

const SAVE: Statement = {
  name: 'inbox_save',
  text: `INSERT INTO inbox_message (id, channel, account, provider_id, contact_id, body_enc)
    SELECT r.id, r.channel, r.account, r.provider_id, r.contact_id, r.body_enc
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[]) WITH ORDINALITY
      AS r(id, channel, account, provider_id, contact_id, body_enc, n)
    ORDER BY r.n
    ON CONFLICT (channel, account, provider_id) DO NOTHING`,
};

export class PgInboxStore implements InboxStore {
  private readonly contacts = new Map<string, string>();

  constructor(private readonly context: StorageContext) {}

  async save(messages: readonly InboundMessage[]): Promise<readonly string[]> {
    const rows = [];
    for (const message of messages) {
      const id = rowId();
      const contactId = await this.contact(message);
      rows.push({ id, contactId, message, bodyEnc: sealInboundBody(this.context, id, message) });
    }
    await this.context.sql.run(SAVE, [
      rows.map(({ id }) => id),
      rows.map(({ message }) => message.channel),
      rows.map(({ message }) => message.account),
      // Providers build their ids of chat ids and telephone numbers; equality is all that is asked of it.
      rows.map(({ message }) => this.context.index.mac('message', message.providerId)),
      rows.map(({ contactId }) => contactId),
      rows.map(({ bodyEnc }) => bodyEnc),
    ]);
    return [...new Set(rows.map(({ contactId }) => contactId))];
  }

  async stale(olderThanMs: number, limit: number): Promise<readonly string[]> {
    const rows = await this.context.db.$queryRaw<{ contact_id: string }[]>`
      SELECT DISTINCT contact_id FROM inbox_message
      WHERE processed_at IS NULL AND received_at < now() - ${olderThanMs}::int * interval '1 millisecond'
      LIMIT ${limit}::int`;
    return rows.map((row) => row.contact_id);
  }

  private async contact({ channel, account, address }: InboundMessage): Promise<string> {
    const remembered = this.contacts.get(`${channel} ${account} ${address}`);
    if (remembered !== undefined) return remembered;
    const id = await findOrCreateContact(this.context, { channel, account, address });
    if (this.contacts.size >= REMEMBERED_CONTACTS) this.contacts.clear();
    this.contacts.set(`${channel} ${account} ${address}`, id);
    return id;
  }
}
