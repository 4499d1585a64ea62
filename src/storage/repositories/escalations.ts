import { ChannelName } from '../../domain/channel/message.js';
import type {
  EscalationMoment,
  EscalationWork,
  LeftEmergency,
  StaffChat,
  SupervisorToTell,
} from '../../usecases/escalation/ports.js';
import type { StaffActor } from '../../usecases/console-services.js';
import { escalatedCases, isWaitingCase } from '../console/waiting.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { grantsOf } from './accounts.js';
import { openAddress } from './contacts.js';

const cell = (row: string) => ({ table: 'case_escalation', column: 'note_enc', row });

export function openEscalationNote({ cipher }: StorageContext, id: string, sealed: string): string {
  return cipher.open(sealed, cell(id));
}

interface ChatRow {
  readonly user_id: string;
  readonly contact_id: string;
  readonly channel: string;
  readonly account: string;
  readonly address_enc: string;
}

interface EmergencyRow {
  readonly case_id: string;
  readonly number: string;
  readonly desa_code: string;
  readonly kecamatan_name: string;
  readonly sensitive: boolean;
  readonly round: number;
  readonly since: Date;
}

/** Of case `c`: the event by which it last came to wait for a decision. */
const came = Prisma.sql`SELECT v.seq, v.at FROM case_event v
  WHERE v.case_id = c.id AND v.type IN ('submitted', 'resubmitted', 'reopened', 'objection_answered')
  ORDER BY v.seq DESC LIMIT 1`;

/** Of user `u`: the chat that is written to. */
const newestChat = Prisma.sql`SELECT x.id AS contact_id, x.channel, x.account, x.address_enc FROM contact x
  WHERE x.user_id = u.id AND x.status = 'active' ORDER BY x.created_at DESC, x.id LIMIT 1`;

const hasGrant = Prisma.sql`EXISTS (
  SELECT 1 FROM console_user_grant g WHERE g.user_id = u.id AND g."grant" = 'sensitive')`;

export class PgEscalationWork implements EscalationWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async raiseOverdue({ now, today }: EscalationMoment, limit: number): Promise<number> {
    return this.db.$executeRaw`
      WITH late AS (
        SELECT c.id, came.seq FROM "case" c CROSS JOIN LATERAL (${came}) came
        WHERE ${isWaitingCase} AND c.due_on < ${today}::date AND NOT EXISTS (
          SELECT 1 FROM case_escalation e
          WHERE e.case_id = c.id AND e.cause = 'overdue' AND e.round = came.seq)
        ORDER BY c.due_on, c.id LIMIT ${limit}::int FOR NO KEY UPDATE OF c SKIP LOCKED)
      INSERT INTO case_escalation (id, case_id, cause, round, raised_at)
      SELECT gen_random_uuid(), id, 'overdue', seq, ${now}::timestamptz FROM late
      ON CONFLICT (case_id, cause, round) DO NOTHING`;
  }

  async lockEmergencies(now: Date, before: Date, limit: number): Promise<readonly LeftEmergency[]> {
    const rows = await this.db.$queryRaw<EmergencyRow[]>`
      SELECT c.id AS case_id, c.number, c.desa_code, k.name AS kecamatan_name, c.sensitive,
        came.seq AS round, came.at AS since
      FROM "case" c JOIN region k ON k.code = c.kecamatan_code CROSS JOIN LATERAL (${came}) came
      WHERE c.urgent AND ${isWaitingCase} AND came.at <= ${before}::timestamptz
        AND (c.claimed_until IS NULL OR c.claimed_until <= ${now}::timestamptz)
        AND NOT EXISTS (SELECT 1 FROM case_escalation e
          WHERE e.case_id = c.id AND e.cause = 'emergency' AND e.round = came.seq)
        AND NOT EXISTS (SELECT 1 FROM case_event t
          WHERE t.case_id = c.id AND t.seq > came.seq AND t.actor_kind = 'user' AND t.type <> 'handed_over')
      ORDER BY came.at, c.id LIMIT ${limit}::int FOR NO KEY UPDATE OF c SKIP LOCKED`;
    return rows.map((row) => ({
      caseId: row.case_id,
      number: row.number,
      desaCode: row.desa_code,
      kecamatanName: row.kecamatan_name,
      sensitive: row.sensitive,
      round: row.round,
      since: row.since,
    }));
  }

  async raiseEmergency({ caseId, round }: LeftEmergency, now: Date): Promise<boolean> {
    const raised = await this.db.$executeRaw`
      INSERT INTO case_escalation (id, case_id, cause, round, raised_at)
      VALUES (gen_random_uuid(), ${caseId}::uuid, 'emergency', ${round}::int, ${now}::timestamptz)
      ON CONFLICT (case_id, cause, round) DO NOTHING`;
    return raised === 1;
  }

  async supervisorChats({ desaCode, sensitive }: Pick<LeftEmergency, 'desaCode' | 'sensitive'>) {
    const rows = await this.db.$queryRaw<ChatRow[]>`
      SELECT u.id AS user_id, chat.* FROM console_user u CROSS JOIN LATERAL (${newestChat}) chat
      WHERE u.active AND u.role = 'supervisor' AND (NOT ${sensitive}::boolean OR ${hasGrant})
        AND EXISTS (SELECT 1 FROM console_user_scope s WHERE s.user_id = u.id
          AND (s.region_code = ${desaCode} OR starts_with(${desaCode}, s.region_code || '.')))
      ORDER BY u.id`;
    return rows.map((row) => ({ userId: row.user_id, ...this.chat(row) }));
  }

  async untold(key: (userId: string) => string): Promise<readonly SupervisorToTell[]> {
    const users = await this.db.consoleUser.findMany({
      where: { active: true, role: 'supervisor' },
      include: { scopes: true, grants: true },
      orderBy: { id: 'asc' },
    });
    const said = await this.db.outboundMessage.findMany({
      where: { dedupeKey: { in: users.map(({ id }) => key(id)) } },
      select: { dedupeKey: true },
    });
    const told = new Set(said.map(({ dedupeKey }) => dedupeKey));
    const found: SupervisorToTell[] = [];
    for (const { id, username, name, scopes, grants } of users) {
      const chat = told.has(key(id)) ? null : await this.chatOf(id);
      if (chat === null) continue;
      const regions = scopes.map(({ regionCode }) => regionCode);
      const actor = { id, username, name, role: 'supervisor', regions, grants: grantsOf(grants) } as const;
      found.push({ actor, chat });
    }
    return found;
  }

  async openFor(actor: StaffActor) {
    const rows = await this.db.$queryRaw<{ number: string; sensitive: boolean }[]>`
      SELECT c.number, c.sensitive FROM ${escalatedCases(actor)} ORDER BY c.urgent DESC, c.due_on, c.number`;
    return {
      numbers: rows.filter(({ sensitive }) => !sensitive).map(({ number }) => number),
      sensitive: rows.filter(({ sensitive }) => sensitive).length,
    };
  }

  async settle(
    caseId: string,
    { userId, at, note }: { readonly userId: string; readonly at: Date; readonly note: string },
  ): Promise<number> {
    const { cipher } = this.context;
    const open = await this.db.caseEscalation.findMany({
      where: { caseId, handledAt: null, endedAt: null },
      select: { id: true },
    });
    for (const { id } of open) {
      const noteEnc = note === '' ? null : cipher.seal(note, cell(id));
      await this.db.caseEscalation.update({
        where: { id },
        data: { handledAt: at, handledById: userId, noteEnc },
      });
    }
    return open.length;
  }

  async assign(caseId: string, userId: string): Promise<void> {
    await this.db.$executeRaw`
      UPDATE "case" c SET assigned_to_id = ${userId}::uuid,
        claimed_by_id = CASE WHEN c.claimed_by_id = ${userId}::uuid THEN c.claimed_by_id END,
        claimed_until = CASE WHEN c.claimed_by_id = ${userId}::uuid THEN c.claimed_until END,
        claim_taken_from_id = NULL
      WHERE c.id = ${caseId}::uuid AND ${isWaitingCase}`;
  }

  async chatOf(userId: string): Promise<StaffChat | null> {
    const [row] = await this.db.$queryRaw<ChatRow[]>`
      SELECT u.id AS user_id, chat.* FROM console_user u CROSS JOIN LATERAL (${newestChat}) chat
      WHERE u.id = ${userId}::uuid AND u.active`;
    return row === undefined ? null : this.chat(row);
  }

  private chat(row: ChatRow): StaffChat {
    return {
      contactId: row.contact_id,
      channel: ChannelName.parse(row.channel),
      account: row.account,
      address: openAddress(this.context, row.contact_id, row.address_enc),
    };
  }
}
