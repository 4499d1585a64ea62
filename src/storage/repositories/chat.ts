import type { ChannelName, InboundBody } from '../../domain/channel/message.js';
import { RECLAIM_AFTER_MS } from '../../domain/channel/ports.js';
import { AppError } from '../../errors.js';
import type {
  ChatStore,
  ChatWork,
  Conversation,
  ConversationReporter,
  ConversationWrite,
  DueConversation,
  NewOutbound,
  PendingMessage,
} from '../../usecases/ports.js';
import type { CommitMarks, Signal, StorageContext } from '../context.js';
import type { Statement } from '../sql.js';
import type { RegionNames } from '../regions.js';
import { openAddress } from './contacts.js';
import { openInboundBody } from './inbox.js';
import {
  outboundArrays,
  outboundNames,
  outboundRows,
  outboundValues,
  type SenderAttachments,
} from './outbound.js';

/** Half of what owners leave to a message that was claimed before they take it back. */
const HANDED_WITHIN_MS = RECLAIM_AFTER_MS / 2;
/** Of one batch; the rest of a flood is taken by the next. */
const MESSAGES_AT_ONCE = 400;

const LOCK: Statement = {
  name: 'chat_lock',
  text: `SELECT id FROM conversation
    WHERE id IN (SELECT conversation_id FROM contact WHERE id = ANY($1::uuid[]))
    ORDER BY id FOR UPDATE`,
};

/**
 * Contacts of the conversations, each with its messages that wait (or one row with none). LATERAL with
 * OFFSET 0 has each looked up by its index; the planner, which guesses, would rather read whole tables.
 */
const LOAD: Statement = {
  name: 'chat_load',
  text: `SELECT v.id AS conversation_id, v.version, v.state_enc, v.contact_id AS last_contact_id, v.due_at,
      c.id AS contact_id, c.channel, c.account, c.user_id, c.status <> 'active' AS away, c.tries, c.tries_since,
      r.id AS reporter_id, r.name, r.status,
      ARRAY(SELECT s.desa_code FROM reporter_scope s WHERE s.reporter_id = r.id) AS desa_codes,
      c.address_enc,
      m.id AS message_id, m.body_enc
    FROM (SELECT DISTINCT conversation_id FROM contact WHERE id = ANY($1::uuid[])) due
      JOIN LATERAL (SELECT * FROM conversation WHERE id = due.conversation_id OFFSET 0) v ON true
      JOIN LATERAL (SELECT * FROM contact WHERE conversation_id = v.id OFFSET 0) c ON true
      LEFT JOIN LATERAL (SELECT * FROM reporter WHERE id = c.reporter_id OFFSET 0) r ON true
      LEFT JOIN LATERAL (
        SELECT i.id, i.seq, i.body_enc FROM inbox_message i
        WHERE i.contact_id = c.id AND i.processed_at IS NULL ORDER BY i.seq LIMIT ${String(MESSAGES_AT_ONCE)}) m ON true
    ORDER BY v.id, m.seq`,
};

/**
 * One statement, so one round trip and one commit for each step of a chat. A conversation that moved
 * on since it was read (another version) is left untouched, with its messages and its replies.
 */
const SAVE: Statement = {
  name: 'chat_save',
  text: `WITH moved AS (
      UPDATE conversation v SET state_enc = COALESCE(r.state_enc, v.state_enc), version = v.version + 1, updated_at = now(),
        due_at = CASE WHEN r.same_due THEN v.due_at ELSE r.due_at END,
        contact_id = COALESCE(r.contact_id, v.contact_id)
      FROM unnest($1::uuid[], $2::int[], $3::text[], $4::boolean[], $5::timestamptz[], $6::uuid[])
        AS r(id, version, state_enc, same_due, due_at, contact_id)
      WHERE v.id = r.id AND v.version = r.version
      RETURNING v.id
    ), processed AS (
      UPDATE inbox_message i SET processed_at = now(), failure = r.failure
      FROM unnest($7::uuid[], $8::uuid[], $9::text[]) AS r(conversation_id, id, failure)
      WHERE i.id = r.id AND r.conversation_id IN (SELECT id FROM moved)
    ), said AS (
      INSERT INTO outbound_message
        (id, contact_id, channel, account, purpose, dedupe_key, case_id, body_enc, state, attempts, claimed_at)
      SELECT r.id, r.contact_id, r.channel, r.account, r.purpose, r.dedupe_key, r.case_id, r.body_enc,
        CASE WHEN r.handed THEN 'sending' ELSE 'queued' END, r.handed::int, CASE WHEN r.handed THEN now() END
      FROM unnest($10::uuid[], $11::boolean[], ${outboundArrays(12)}) WITH ORDINALITY
        AS r(conversation_id, handed, ${outboundNames}, n)
      WHERE r.conversation_id IN (SELECT id FROM moved)
      ORDER BY r.n
      ON CONFLICT (dedupe_key) DO NOTHING
      RETURNING id
    )
    SELECT id, 'moved' AS what FROM moved UNION ALL SELECT id, 'said' FROM said`,
};

interface LoadedRow {
  readonly conversation_id: string;
  readonly version: number;
  readonly state_enc: string | null;
  readonly last_contact_id: string | null;
  readonly due_at: Date | null;
  readonly contact_id: string;
  readonly channel: ChannelName;
  readonly account: string;
  readonly user_id: string | null;
  readonly away: boolean;
  readonly tries: number;
  readonly tries_since: Date | null;
  readonly reporter_id: string | null;
  readonly name: string | null;
  readonly status: string | null;
  readonly desa_codes: readonly string[];
  readonly address_enc: string;
  readonly message_id: string | null;
  readonly body_enc: string | null;
}

export async function loadConversations(
  context: StorageContext,
  contactIds: readonly string[],
): Promise<Conversation[]> {
  const rows = await context.sql.rows<LoadedRow>(LOAD, [contactIds]);
  const byConversation = new Map<string, LoadedRow[]>();
  for (const row of rows) {
    const own = byConversation.get(row.conversation_id);
    if (own === undefined) byConversation.set(row.conversation_id, [row]);
    else own.push(row);
  }
  return [...byConversation.values()].map((own) => conversation(context, own));
}

const STATE = { table: 'conversation', column: 'state_enc' } as const;

function sealState({ cipher, lately }: StorageContext, id: string, state: unknown): string {
  const sealed = cipher.sealJson(state, { ...STATE, row: id });
  lately.states.keep(id, sealed, state);
  return sealed;
}

function openState({ cipher, lately }: StorageContext, id: string, sealed: string): unknown {
  return lately.states.value(id, sealed, () => cipher.openJson(sealed, { ...STATE, row: id }));
}

function conversation(context: StorageContext, rows: readonly LoadedRow[]): Conversation {
  const [first] = rows;
  if (first === undefined) throw new Error('a conversation has at least one contact');
  const { conversation_id: id, version, state_enc, last_contact_id: contactId, due_at: dueAt } = first;
  return {
    id,
    version,
    contactId,
    dueAt,
    state: state_enc === null ? null : readable(() => openState(context, id, state_enc), null),
    contacts: new Map(
      rows.map((row) => [
        row.contact_id,
        {
          channel: row.channel,
          account: row.account,
          address: openAddress(context, row.contact_id, row.address_enc),
          userId: row.user_id,
          away: row.away,
          tries: { count: row.tries, since: row.tries_since },
        },
      ]),
    ),
    reporter: reporterOf(context.regions, rows),
    pending: rows.flatMap((row) => pendingMessage(context, row)),
  };
}

function pendingMessage(context: StorageContext, row: LoadedRow): PendingMessage[] {
  if (row.message_id === null || row.body_enc === null) return [];
  const { message_id: id, contact_id: contactId, body_enc: sealed } = row;
  return [{ id, contactId, body: readable(() => openInboundBody(context, id, sealed), unreadable) }];
}

const unreadable: InboundBody = { chat: 'private', content: { type: 'other', what: 'unreadable' } };

/**
 * What a row held that does not open at its place is lost, and whoever said it must still be answered
 * (invariant 8). Without its key it is not lost: that key will be put back, and nothing be answered before.
 */
export function readable<T>(open: () => T, otherwise: T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof AppError && error.code === 'crypto.unknown_key') throw error;
    return otherwise;
  }
}

function reporterOf({ desa }: RegionNames, rows: readonly LoadedRow[]): ConversationReporter | null {
  const row = rows.find((candidate) => candidate.reporter_id !== null);
  if (row === undefined || row.reporter_id === null) return null;
  return {
    id: row.reporter_id,
    name: row.name ?? '',
    active: row.status === 'active',
    desa: row.desa_codes
      .flatMap((code) => desa.get(code) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

interface Saved {
  readonly moved: ReadonlySet<string>;
  /** Replies whose dedupe key was new. `handed`: born claimed, for a sender of this process. */
  readonly said: readonly { readonly id: string; readonly message: NewOutbound; readonly handed: boolean }[];
}

/** `handed`: this process sends the message itself, right after the commit; its row is claimed at birth. */
async function saveConversations(
  context: StorageContext,
  writes: readonly ConversationWrite[],
  handed: (message: NewOutbound) => boolean,
): Promise<Saved> {
  const sealed = writes.map(({ id, state }) => (state === undefined ? null : sealState(context, id, state)));
  const processed = writes.flatMap(({ id, processed: own }) =>
    own.map((message) => ({ conversationId: id, ...message })),
  );
  const said = writes.flatMap(({ id, replies }) =>
    outboundRows(context, replies).map((row) => ({ conversationId: id, row, handed: handed(row.message) })),
  );
  const result = await context.sql.rows<{ id: string; what: 'moved' | 'said' }>(SAVE, [
    writes.map(({ id }) => id),
    writes.map(({ version }) => version),
    sealed,
    writes.map(({ dueAt }) => dueAt === undefined),
    writes.map(({ dueAt }) => dueAt ?? null),
    writes.map(({ contactId }) => contactId ?? null),
    processed.map(({ conversationId }) => conversationId),
    processed.map(({ id }) => id),
    processed.map(({ failure }) => failure),
    said.map(({ conversationId }) => conversationId),
    said.map((one) => one.handed),
    ...outboundValues(said.map(({ row }) => row)),
  ]);
  const saidIds = new Set(result.filter((row) => row.what === 'said').map((row) => row.id));
  return {
    moved: new Set(result.filter((row) => row.what === 'moved').map((row) => row.id)),
    said: said
      .filter(({ row }) => saidIds.has(row.id))
      .map(({ row, handed: claimed }) => ({ id: row.id, message: row.message, handed: claimed })),
  };
}

const SAID: Statement = {
  name: 'chat_said',
  text: `SELECT dedupe_key FROM outbound_message WHERE dedupe_key = ANY($1::text[])`,
};

async function findSaid({ sql }: StorageContext, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.rows<{ dedupe_key: string }>(SAID, [keys]);
  return new Set(rows.map((row) => row.dedupe_key));
}

const KNOWN_PHONES: Statement = {
  name: 'chat_known_phones',
  text: `SELECT phone_mac FROM reporter WHERE phone_mac = ANY($1::text[])`,
};

/** Outside a transaction: each save is one of its own, and yields to whoever was first. */
export class PgChatStore implements ChatStore {
  constructor(
    private readonly context: StorageContext,
    private readonly queued: Signal,
    private readonly senders: SenderAttachments,
  ) {}

  load(contactIds: readonly string[]): Promise<Conversation[]> {
    return loadConversations(this.context, contactIds);
  }

  async save(writes: readonly ConversationWrite[]): Promise<ReadonlySet<string>> {
    const { senders } = this;
    const isHanded = ({ channel, account }: NewOutbound) => senders.has(channel, account);
    const began = performance.now();
    const { moved, said } = await saveConversations(this.context, writes, isHanded);
    // By what the row says: a sender that came meanwhile finds the others in the queue.
    const born = said.filter(({ handed }) => handed);
    // After so long the owner may have taken them back: nothing is sent by two.
    if (performance.now() - began < HANDED_WITHIN_MS) {
      senders.deliver(born.map(({ id, message }) => ({ ...message, id, lastTry: false })));
    }
    if (born.length < said.length) this.queued.fire();
    return moved;
  }

  said(dedupeKeys: readonly string[]): Promise<ReadonlySet<string>> {
    return findSaid(this.context, dedupeKeys);
  }

  async knownPhones(phones: readonly string[]): Promise<ReadonlySet<string>> {
    const { sql, index } = this.context;
    const macs = new Map(phones.map((phone) => [index.mac('phone', phone), phone]));
    const rows = await sql.rows<{ phone_mac: string }>(KNOWN_PHONES, [[...macs.keys()]]);
    return new Set(rows.flatMap((row) => macs.get(row.phone_mac) ?? []));
  }
}

/** Inside a transaction, under the row locks of the conversations. */
export class PrismaChatWork implements ChatWork {
  constructor(
    private readonly context: StorageContext,
    private readonly marks: CommitMarks,
  ) {}

  async lock(contactIds: readonly string[]): Promise<Conversation[]> {
    await this.context.sql.rows(LOCK, [contactIds]);
    // A second statement: its snapshot is taken after the wait for the locks.
    return loadConversations(this.context, contactIds);
  }

  async save(writes: readonly ConversationWrite[]): Promise<void> {
    const { moved } = await saveConversations(this.context, writes, () => false);
    if (moved.size !== writes.length) throw new Error('a locked conversation moved');
    this.marks.outgoing ||= writes.some((write) => write.replies.length > 0);
  }

  async lockDue(now: Date, limit: number): Promise<readonly DueConversation[]> {
    const rows = await this.context.db.$queryRaw<{ id: string; due_at: Date; contact_id: string | null }[]>`
      SELECT v.id, v.due_at,
        COALESCE(v.contact_id, (SELECT id FROM contact WHERE conversation_id = v.id LIMIT 1)) AS contact_id
      FROM conversation v WHERE v.due_at <= ${now}
      ORDER BY v.due_at LIMIT ${limit}::int FOR UPDATE OF v SKIP LOCKED`;
    return rows.map((row) => ({ id: row.id, dueAt: row.due_at, contactId: row.contact_id }));
  }

  async settleDue({ id, dueAt }: DueConversation, earliest: Date): Promise<void> {
    await this.context.db.$executeRaw`
      UPDATE conversation SET due_at = CASE WHEN due_at <> ${dueAt} THEN ${earliest}::timestamptz END
      WHERE id = ${id}::uuid AND due_at < ${earliest}`;
  }

  async postpone(conversationId: string, until: Date): Promise<void> {
    await this.context.db.conversation.updateMany({
      where: { id: conversationId, dueAt: { not: null } },
      data: { dueAt: until },
    });
  }

  said(dedupeKeys: readonly string[]): Promise<ReadonlySet<string>> {
    return findSaid(this.context, dedupeKeys);
  }
}
