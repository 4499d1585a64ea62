import { z } from 'zod';
import { ChannelName } from '../../domain/channel/message.js';
import type {
  ChatWork,
  ConversationReporter,
  ConversationWrite,
  LockedConversation,
  PendingMessage,
} from '../../usecases/ports.js';
import type { CommitMarks, StorageContext } from '../context.js';
import { openInboundBody } from './inbox.js';
import { outboundRows } from './outbound.js';

/** Of one batch; the rest of a flood is taken by the next. */
const MESSAGES_AT_ONCE = 400;
const DesaList = z.array(z.object({ code: z.string(), name: z.string(), kecamatan: z.string() }));

export class PrismaChatWork implements ChatWork {
  constructor(
    private readonly context: StorageContext,
    private readonly marks: CommitMarks,
  ) {}

  async lock(contactIds: readonly string[]): Promise<LockedConversation[]> {
    const { db } = this.context;
    const locked = await db.$queryRaw<ConversationRow[]>`
      SELECT id, state_enc FROM conversation
      WHERE id IN (SELECT conversation_id FROM contact WHERE id = ANY(${contactIds}::uuid[]))
      ORDER BY id FOR UPDATE`;
    const ids = locked.map((row) => row.id);
    const contacts = await db.$queryRaw<ContactRow[]>`
      SELECT c.id, c.conversation_id, c.channel, c.account, r.id AS reporter_id, r.name, r.status,
        (SELECT jsonb_agg(jsonb_build_object('code', d.code, 'name', d.name, 'kecamatan', k.name) ORDER BY d.name)
         FROM reporter_scope s JOIN region d ON d.code = s.desa_code JOIN region k ON k.code = d.parent_code
         WHERE s.reporter_id = r.id) AS desa
      FROM contact c LEFT JOIN reporter r ON r.id = c.reporter_id
      WHERE c.conversation_id = ANY(${ids}::uuid[])`;
    const pending = await db.$queryRaw<PendingRow[]>`
      SELECT id, contact_id, body_enc FROM inbox_message
      WHERE contact_id = ANY(${contacts.map((row) => row.id)}::uuid[]) AND processed_at IS NULL
      ORDER BY seq LIMIT ${MESSAGES_AT_ONCE}::int`;
    return locked.map((row) => this.conversation(row, contacts, pending));
  }

  private conversation(
    row: ConversationRow,
    allContacts: readonly ContactRow[],
    allPending: readonly PendingRow[],
  ): LockedConversation {
    const own = allContacts.filter((contact) => contact.conversation_id === row.id);
    const contacts = new Map(
      own.map(({ id, channel, account }) => [id, { channel: ChannelName.parse(channel), account }]),
    );
    return {
      id: row.id,
      state:
        row.state_enc === null
          ? null
          : this.context.cipher.openJson(row.state_enc, { table: 'conversation', column: 'state_enc', row: row.id }),
      contacts,
      reporter: reporterOf(own),
      pending: allPending.filter((message) => contacts.has(message.contact_id)).map((message) => this.message(message)),
    };
  }

  private message(row: PendingRow): PendingMessage {
    return { id: row.id, contactId: row.contact_id, body: openInboundBody(this.context, row.id, row.body_enc) };
  }

  async save(writes: readonly ConversationWrite[]): Promise<void> {
    const { db, cipher } = this.context;
    const conversations = writes
      .filter((write) => write.state !== undefined)
      .map(({ id, state }) => ({
        id,
        state_enc: cipher.sealJson(state, { table: 'conversation', column: 'state_enc', row: id }),
      }));
    const processed = writes.flatMap((write) => write.processed);
    const replies = outboundRows(
      this.context,
      writes.flatMap((write) => write.replies),
    );
    // One statement: each step of a chat pays for one round trip and one commit.
    await db.$executeRaw`
      WITH conversations AS (
        UPDATE conversation v SET state_enc = r.state_enc, version = version + 1, updated_at = now()
        FROM jsonb_to_recordset(${JSON.stringify(conversations)}::jsonb) AS r(id uuid, state_enc text)
        WHERE v.id = r.id
      ), processed AS (
        UPDATE inbox_message i SET processed_at = now(), failure = r.failure
        FROM jsonb_to_recordset(${JSON.stringify(processed)}::jsonb) AS r(id uuid, failure text)
        WHERE i.id = r.id AND i.processed_at IS NULL
      )
      INSERT INTO outbound_message (id, contact_id, channel, account, purpose, dedupe_key, case_id, body_enc)
      SELECT r.id, r.contact_id, r.channel, r.account, r.purpose, r.dedupe_key, r.case_id, r.body_enc
      FROM jsonb_to_recordset(${JSON.stringify(replies)}::jsonb)
        AS r(n int, id uuid, contact_id uuid, channel text, account text, purpose text, dedupe_key text,
             case_id uuid, body_enc text)
      ORDER BY r.n
      ON CONFLICT (dedupe_key) DO NOTHING`;
    if (replies.length > 0) this.marks.outgoing = true;
  }

  async enrol(contactId: string, phone: string): Promise<boolean> {
    const { db, index } = this.context;
    const reporter = await db.reporter.findUnique({
      where: { phoneMac: index.mac('phone', phone) },
      include: { contacts: { orderBy: { createdAt: 'asc' }, take: 1 } },
    });
    if (reporter === null) return false;
    // A person who also writes on another channel goes on with the same conversation.
    const conversationId = reporter.contacts[0]?.conversationId;
    await db.contact.update({
      where: { id: contactId },
      data: { reporterId: reporter.id, ...(conversationId === undefined ? {} : { conversationId }) },
    });
    return true;
  }
}

interface ConversationRow {
  readonly id: string;
  readonly state_enc: string | null;
}

interface ContactRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly channel: string;
  readonly account: string;
  readonly reporter_id: string | null;
  readonly name: string | null;
  readonly status: string | null;
  readonly desa: unknown;
}

interface PendingRow {
  readonly id: string;
  readonly contact_id: string;
  readonly body_enc: string;
}

function reporterOf(contacts: readonly ContactRow[]): ConversationReporter | null {
  const row = contacts.find((contact) => contact.reporter_id !== null);
  if (row?.reporter_id === undefined || row.reporter_id === null) return null;
  return {
    id: row.reporter_id,
    name: row.name ?? '',
    active: row.status === 'active',
    desa: DesaList.nullable().parse(row.desa) ?? [],
  };
}
