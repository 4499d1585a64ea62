import { ChannelName, type OutboundBody } from '../../domain/channel/message.js';
import type { HeldNews, NewOutbound, NewsWork, Recipient, Undelivered } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import { readable } from './chat.js';
import { openAddress } from './contacts.js';
import { openOutboundBody } from './outbound.js';

interface ContactRow {
  readonly contact_id: string;
  readonly channel: string;
  readonly account: string;
  readonly address_enc: string;
}

export function contactOf(context: StorageContext, row: ContactRow) {
  return {
    contactId: row.contact_id,
    channel: ChannelName.parse(row.channel),
    account: row.account,
    address: openAddress(context, row.contact_id, row.address_enc),
  };
}

export class PrismaNewsWork implements NewsWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async recipient(reporterId: string, preferred: string | null): Promise<Recipient | null> {
    const [row] = await this.db.$queryRaw<(ContactRow & { digest: boolean })[]>`
      SELECT c.id AS contact_id, c.channel, c.account, c.address_enc, r.digest
      FROM reporter r JOIN contact c ON c.reporter_id = r.id JOIN conversation v ON v.id = c.conversation_id
      WHERE r.id = ${reporterId}::uuid
      ORDER BY c.status = 'active' DESC, c.id IS NOT DISTINCT FROM ${preferred}::uuid DESC,
        c.id IS NOT DISTINCT FROM v.contact_id DESC, c.created_at DESC
      LIMIT 1`;
    return row === undefined ? null : { ...contactOf(this.context, row), digest: row.digest };
  }

  async countSince(reporterId: string, since: Date, atMost: number): Promise<number> {
    const [row] = await this.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM contact c JOIN outbound_message o ON o.contact_id = c.id
        WHERE c.reporter_id = ${reporterId}::uuid AND o.purpose = 'notification' AND o.created_at >= ${since}
          AND o.state NOT IN ('held', 'digested') AND o.fallback_of IS NULL
        LIMIT ${atMost}::int) news`;
    return row?.count ?? 0;
  }

  async lockDueDigest(now: Date, cutoff: Date): Promise<string | null> {
    // NO KEY: what is queued meanwhile refers to the reporter, and need not wait.
    const [row] = await this.db.$queryRaw<{ id: string }[]>`
      SELECT r.id FROM reporter r WHERE r.id IN (
        SELECT c.reporter_id FROM outbound_message o JOIN contact c ON c.id = o.contact_id
          JOIN reporter own ON own.id = c.reporter_id
        WHERE o.state = 'held' AND (o.created_at <= ${cutoff} OR (NOT own.digest AND o.not_before <= ${now})))
      ORDER BY r.id LIMIT 1 FOR NO KEY UPDATE OF r SKIP LOCKED`;
    return row?.id ?? null;
  }

  async held(reporterId: string): Promise<readonly HeldNews[]> {
    const rows = await this.db.$queryRaw<
      { id: string; contact_id: string; case_id: string | null; body_enc: string }[]
    >`
      SELECT o.id, o.contact_id, o.case_id, o.body_enc
      FROM outbound_message o JOIN contact c ON c.id = o.contact_id
      WHERE c.reporter_id = ${reporterId}::uuid AND o.state = 'held'
      ORDER BY o.seq`;
    return rows.map((row) => ({
      id: row.id,
      contactId: row.contact_id,
      caseId: row.case_id,
      text: this.bodyOf(row.id, row.body_enc)?.text ?? null,
    }));
  }

  async digested(ids: readonly string[], digestId: string): Promise<void> {
    await this.db.outboundMessage.updateMany({
      where: { id: { in: [...ids] }, state: 'held' },
      data: { state: 'digested', digestId, settledAt: new Date() },
    });
  }

  async lockUndelivered(since: Date, limit: number): Promise<readonly Undelivered[]> {
    const rows = await this.db.$queryRaw<(ContactRow & UndeliveredRow)[]>`
      SELECT o.id, o.purpose, o.case_id, o.body_enc, COALESCE(k.urgent, false) AS urgent,
        other.id AS contact_id, other.channel, other.account, other.address_enc
      FROM outbound_message o JOIN contact c ON c.id = o.contact_id
        LEFT JOIN "case" k ON k.id = o.case_id
        JOIN LATERAL (
          SELECT x.* FROM contact x
          WHERE x.status = 'active' AND x.channel <> o.channel
            AND (x.reporter_id = c.reporter_id OR x.user_id = c.user_id)
            AND NOT EXISTS (
              SELECT 1 FROM outbound_message own
              WHERE own.case_id = o.case_id AND own.contact_id = x.id AND o.purpose = 'alert' AND own.purpose = 'alert')
          ORDER BY x.created_at DESC LIMIT 1) other ON true
      WHERE o.state IN ('failed', 'blocked') AND o.purpose <> 'reply' AND o.settled_at >= ${since}
        AND o.fallback_of IS NULL
        AND NOT EXISTS (SELECT 1 FROM outbound_message again WHERE again.fallback_of = o.id)
      ORDER BY o.settled_at LIMIT ${limit}::int FOR UPDATE OF o SKIP LOCKED`;
    return rows.flatMap((row) => {
      const body = this.bodyOf(row.id, row.body_enc);
      // What cannot be read cannot be repeated.
      if (body === null) return [];
      const { id, purpose, case_id: caseId, urgent } = row;
      return { id, purpose, caseId, urgent, body, to: contactOf(this.context, row) };
    });
  }

  private bodyOf(id: string, sealed: string): OutboundBody | null {
    return readable(() => openOutboundBody(this.context, id, sealed), null);
  }
}

interface UndeliveredRow {
  readonly id: string;
  readonly purpose: NewOutbound['purpose'];
  readonly case_id: string | null;
  readonly urgent: boolean;
  readonly body_enc: string;
}
