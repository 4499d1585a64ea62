import { ChannelName, OutboundBody } from '../../domain/channel/message.js';
import type { ClaimedMessage, Outgoing, SendResult } from '../../domain/channel/ports.js';
import type { ContactAddress } from '../../usecases/contact-address.js';
import type { MessageWork, NewNotice, NewOutbound } from '../../usecases/ports.js';
import type { CommitMarks, Signal, StorageContext } from '../context.js';
import { rowId } from '../row-id.js';
import type { Statement } from '../sql.js';
import { openAddress } from './contacts.js';

const CELL = { table: 'outbound_message', column: 'body_enc' } as const;
/** A send whose outcome is unknown is tried once more, never oftener (invariant 4). */
const UNCERTAIN_RETRIES = 1;

/** What a new message is made of: column, type, and how it is read off a row. */
const newColumns = [
  ['id', 'uuid', (row: OutboundRow) => row.id],
  ['contact_id', 'uuid', (row: OutboundRow) => row.message.contactId],
  ['channel', 'text', (row: OutboundRow) => row.message.channel],
  ['account', 'text', (row: OutboundRow) => row.message.account],
  ['purpose', 'text', (row: OutboundRow) => row.message.purpose],
  ['dedupe_key', 'text', (row: OutboundRow) => row.message.dedupeKey],
  ['case_id', 'uuid', (row: OutboundRow) => row.message.caseId],
  ['body_enc', 'text', (row: OutboundRow) => row.bodyEnc],
] as const;

export const outboundNames = newColumns.map(([name]) => name).join(', ');

/** Arguments of unnest: an array for each column, the first of them parameter `first`. */
export function outboundArrays(first: number): string {
  return newColumns.map(([, type], place) => `$${String(first + place)}::${type}[]`).join(', ');
}

export function outboundValues(rows: readonly OutboundRow[]): readonly unknown[] {
  return newColumns.map(([, , read]) => rows.map(read));
}

const NOTICE_FROM = newColumns.length + 1;

/** One message, with what replies have no use for: state, the time before which it waits, what it repeats. */
const QUEUE: Statement = {
  name: 'outbound_queue',
  text: `INSERT INTO outbound_message (${outboundNames}, state, not_before, fallback_of)
    SELECT r.*, $${String(NOTICE_FROM)}, COALESCE($${String(NOTICE_FROM + 1)}::timestamptz, now()),
      $${String(NOTICE_FROM + 2)}::uuid
    FROM unnest(${outboundArrays(1)}) AS r
    ON CONFLICT (dedupe_key) DO NOTHING`,
};

/** A second try counts from right before its send (BEGIN): not begun, it is made by the next owner. */
const LAST_TRY_CUT = `claimed_at IS NOT NULL AND uncertain >= ${String(UNCERTAIN_RETRIES)}`;

const INTERRUPTED = `UPDATE outbound_message SET
      state = CASE WHEN ${LAST_TRY_CUT} THEN 'unknown' ELSE 'queued' END,
      settled_at = CASE WHEN ${LAST_TRY_CUT} THEN now() END,
      failure = 'interrupted',
      uncertain = uncertain + (claimed_at IS NOT NULL)::int
    WHERE channel = $1 AND account = $2 AND state = 'sending'`;

const RECOVER: Statement = { name: 'outbound_recover', text: INTERRUPTED };

/** One not begun shows no time of its own: that it is not its owner's is enough. */
const RECLAIM: Statement = {
  name: 'outbound_reclaim',
  text: `${INTERRUPTED} AND id <> ALL($3::uuid[])
    AND COALESCE(claimed_at, not_before) < now() - $4::int * interval '1 millisecond'`,
};

const BEGIN: Statement = {
  name: 'outbound_begin',
  text: `UPDATE outbound_message SET claimed_at = now() WHERE id = $1 AND state = 'sending'`,
};

/**
 * WhatsApp shuts out whoever writes to people first: what is meant for a contact that never wrote to us is
 * refused before it is claimed. Said where it is claimed: whatever queues a message, it passes here.
 */
const REFUSE_FIRST_CONTACTS: Statement = {
  name: 'outbound_refuse_first_contacts',
  text: `UPDATE outbound_message o SET state = 'failed', failure = 'never_wrote', settled_at = now()
    WHERE o.channel = $1 AND o.account = $2 AND o.state = 'queued'
      AND NOT EXISTS (SELECT 1 FROM inbox_message i WHERE i.contact_id = o.contact_id)`,
};

/** Someone waits for these: nothing goes before them, however much has been queued. */
const PRESSING = `o.purpose IN ('reply', 'alert')`;

function dueWhere(which: string, limit: string): string {
  return `SELECT o.id FROM outbound_message o
      WHERE o.channel = $1 AND o.account = $2 AND o.state = 'queued' AND ${which} AND o.not_before <= now()
        AND NOT EXISTS (
          SELECT 1 FROM outbound_message delayed
          WHERE delayed.contact_id = o.contact_id AND delayed.seq < o.seq AND delayed.state = 'queued'
            AND delayed.attempts > 0 AND delayed.not_before > now())
      ORDER BY o.seq LIMIT ${limit}
      FOR UPDATE OF o SKIP LOCKED`;
}

const CLAIM: Statement = {
  name: 'outbound_claim',
  text: `WITH pressing AS (${dueWhere(PRESSING, '$3::int')}),
    other AS (${dueWhere(`NOT ${PRESSING}`, '(SELECT $3::int - count(*) FROM pressing)')}),
    claimed AS (
      UPDATE outbound_message o SET state = 'sending', attempts = attempts + 1,
        claimed_at = CASE WHEN o.uncertain = 0 THEN now() END
      WHERE o.id IN (SELECT id FROM pressing UNION ALL SELECT id FROM other)
      RETURNING o.id, o.seq, o.contact_id, o.case_id, o.body_enc, o.uncertain, o.purpose
    )
    SELECT o.id, o.contact_id, o.case_id, o.body_enc, o.uncertain > 0 AS last_try, c.address_enc
    FROM claimed o JOIN contact c ON c.id = o.contact_id
    ORDER BY ${PRESSING} DESC, o.seq`,
};

const SETTLE: Statement = {
  name: 'outbound_settle',
  text: `WITH settled AS (
      UPDATE outbound_message o SET
        state = CASE WHEN r.state = 'unknown' AND o.uncertain < ${String(UNCERTAIN_RETRIES)} THEN 'queued' ELSE r.state END,
        settled_at = CASE WHEN r.state = 'queued' OR (r.state = 'unknown' AND o.uncertain < ${String(UNCERTAIN_RETRIES)})
          THEN NULL ELSE now() END,
        provider_id = COALESCE(r.provider_id, o.provider_id),
        failure = r.failure,
        uncertain = o.uncertain + r.uncertain,
        not_before = now() + r.after_ms * interval '1 millisecond'
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[])
        AS r(id, state, provider_id, failure, after_ms, uncertain)
      WHERE o.id = r.id AND o.state = 'sending'
      RETURNING o.contact_id, r.state
    )
    UPDATE contact c SET status = CASE WHEN settled.state = 'blocked' THEN 'blocked' ELSE 'active' END
    FROM settled
    WHERE c.id = settled.contact_id
      AND (settled.state = 'blocked' AND c.status <> 'blocked' OR settled.state = 'sent' AND c.status <> 'active')`,
};

export function openOutboundBody({ cipher }: StorageContext, id: string, sealed: string): OutboundBody {
  return OutboundBody.parse(cipher.openJson(sealed, { ...CELL, row: id }));
}

/** A message with the id and the sealed body of its row. */
export interface OutboundRow {
  readonly id: string;
  readonly bodyEnc: string;
  readonly message: NewOutbound;
}

function outboundRow({ cipher }: StorageContext, message: NewOutbound, id: string = rowId()): OutboundRow {
  return { id, bodyEnc: cipher.sealJson(message.body, { ...CELL, row: id }), message };
}

export function outboundRows(context: StorageContext, messages: readonly NewOutbound[]): OutboundRow[] {
  return messages.map((message) => outboundRow(context, message));
}

export class PrismaMessageWork implements MessageWork {
  constructor(
    private readonly context: StorageContext,
    private readonly marks: CommitMarks,
  ) {}

  async queue(message: NewNotice): Promise<boolean> {
    const row = outboundRow(this.context, message, message.id);
    const inserted = await this.context.sql.run(QUEUE, [
      ...outboundValues([row]),
      message.held === true ? 'held' : 'queued',
      message.notBefore ?? null,
      message.fallbackOf ?? null,
    ]);
    this.marks.outgoing ||= inserted === 1;
    return inserted === 1;
  }

  async contact(contactId: string): Promise<ContactAddress> {
    const row = await this.context.db.contact.findUniqueOrThrow({ where: { id: contactId } });
    return {
      channel: ChannelName.parse(row.channel),
      account: row.account,
      address: openAddress(this.context, contactId, row.addressEnc),
    };
  }
}

/** The senders of this process, by the account they own. */
export class SenderAttachments {
  private readonly senders = new Map<string, (messages: readonly ClaimedMessage[]) => void>();

  add(
    channel: ChannelName,
    account: string,
    deliver: (messages: readonly ClaimedMessage[]) => void,
  ): () => void {
    const key = `${channel} ${account}`;
    this.senders.set(key, deliver);
    return () => {
      if (this.senders.get(key) === deliver) this.senders.delete(key);
    };
  }

  has(channel: ChannelName, account: string): boolean {
    return this.senders.has(`${channel} ${account}`);
  }

  /** A sender that left meanwhile is no loss: the next owner finds the rows in `sending`. */
  deliver(messages: readonly (ClaimedMessage & ContactAddress)[]): void {
    for (const [key, deliver] of this.senders) {
      const own = messages.filter(({ channel, account }) => `${channel} ${account}` === key);
      if (own.length > 0) deliver(own);
    }
  }
}

export class PgOutgoing implements Outgoing {
  constructor(
    private readonly context: StorageContext,
    private readonly queued: Signal,
    private readonly attachments: SenderAttachments,
  ) {}

  async recover(channel: ChannelName, account: string): Promise<number> {
    return this.context.sql.run(RECOVER, [channel, account]);
  }

  async reclaim(
    channel: ChannelName,
    account: string,
    held: readonly string[],
    olderThanMs: number,
  ): Promise<number> {
    return this.context.sql.run(RECLAIM, [channel, account, held, olderThanMs]);
  }

  async claim(channel: ChannelName, account: string, limit: number): Promise<ClaimedMessage[]> {
    if (channel === 'whatsapp') await this.context.sql.run(REFUSE_FIRST_CONTACTS, [channel, account]);
    const rows = await this.context.sql.rows<ClaimedRow>(CLAIM, [channel, account, limit]);
    return rows.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      address: openAddress(this.context, row.contact_id, row.address_enc),
      body: openOutboundBody(this.context, row.id, row.body_enc),
      lastTry: row.last_try,
    }));
  }

  async begin(id: string): Promise<void> {
    await this.context.sql.run(BEGIN, [id]);
  }

  async settle(results: readonly { readonly id: string; readonly result: SendResult }[]): Promise<void> {
    if (results.length === 0) return;
    const settled = results.map(({ result }) => settlement(result));
    await this.context.sql.run(SETTLE, [
      results.map(({ id }) => id),
      settled.map(({ state }) => state),
      settled.map(({ providerId }) => providerId),
      settled.map(({ failure }) => failure),
      settled.map(({ afterMs }) => afterMs),
      settled.map(({ uncertain }) => uncertain),
    ]);
  }

  async receipt(
    channel: ChannelName,
    account: string,
    providerIds: readonly string[],
    state: 'delivered' | 'read',
  ): Promise<void> {
    const before =
      state === 'read' ? ['sending', 'sent', 'unknown', 'delivered'] : ['sending', 'sent', 'unknown'];
    await this.context.db.outboundMessage.updateMany({
      where: { channel, account, providerId: { in: [...providerIds] }, state: { in: before } },
      data: { state },
    });
  }

  async sentBody(channel: ChannelName, account: string, providerId: string): Promise<OutboundBody | null> {
    const row = await this.context.db.outboundMessage.findFirst({ where: { channel, account, providerId } });
    return row === null ? null : openOutboundBody(this.context, row.id, row.bodyEnc);
  }

  attach(
    channel: ChannelName,
    account: string,
    deliver: (messages: readonly ClaimedMessage[]) => void,
  ): () => void {
    return this.attachments.add(channel, account, deliver);
  }

  onQueued(listener: () => void): () => void {
    return this.queued.on(listener);
  }
}

interface ClaimedRow {
  readonly id: string;
  readonly contact_id: string;
  readonly case_id: string | null;
  readonly body_enc: string;
  readonly last_try: boolean;
  readonly address_enc: string;
}

interface Settlement {
  readonly state: 'sent' | 'queued' | 'unknown' | 'failed' | 'blocked';
  readonly providerId: string | null;
  readonly failure: string | null;
  readonly afterMs: number;
  readonly uncertain: 0 | 1;
}

function settlement(result: SendResult): Settlement {
  const none = { providerId: null, failure: null, afterMs: 0, uncertain: 0 } as const;
  switch (result.outcome) {
    case 'sent':
      return { ...none, state: 'sent', providerId: result.providerId };
    case 'retry':
      return { ...none, state: 'queued', failure: result.reason, afterMs: result.afterMs };
    case 'unknown':
      return { ...none, state: 'unknown', failure: result.reason, uncertain: 1 };
    case 'failed':
      return { ...none, state: 'failed', failure: result.reason };
    case 'blocked':
      return { ...none, state: 'blocked', failure: result.reason };
  }
}
