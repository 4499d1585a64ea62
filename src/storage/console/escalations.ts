/** What waited too long, for those who look after it. */
import { escalationCauses } from '../../domain/case/escalation.js';
import { daysLeft } from '../../domain/case/priority.js';
import { slaOf } from '../../domain/reference/reference.js';
import { ReportKind } from '../../domain/report/report.js';
import type { EscalationQueries } from '../../usecases/escalation/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { shaped } from '../sql.js';
import { grantsOf, staffRole } from '../repositories/accounts.js';
import { openEscalationNote } from '../repositories/escalations.js';
import type { QueueRules } from './cases.js';
import { inScope } from './scope.js';
import { escalatedCases, isForActor } from './waiting.js';

interface OpenRow {
  readonly case_id: string;
  readonly number: string;
  readonly kind: string;
  readonly urgent: boolean;
  readonly sensitive: boolean;
  readonly subject_name: string;
  readonly desa_code: string;
  readonly desa_name: string;
  readonly kecamatan_name: string;
  readonly submitted_at: Date;
  readonly due_on: string;
  readonly causes: readonly string[];
  readonly raised_at: Date;
  readonly holder_name: string | null;
  readonly assigned_name: string | null;
}

interface HandledRow {
  readonly id: string;
  readonly case_id: string;
  readonly number: string;
  readonly causes: readonly string[];
  readonly handled_at: Date;
  readonly handled_by: string;
  readonly note_enc: string | null;
}

interface ReachRow {
  readonly id: string;
  readonly name: string;
  readonly has_chat: boolean;
  readonly state: string | null;
  readonly at: Date | null;
}

function causeOf(text: string) {
  const cause = escalationCauses.find((one) => one === text);
  if (cause === undefined) throw new Error('an escalation of no known cause');
  return cause;
}

export function escalationQueries(
  context: StorageContext,
  { clock, reference }: QueueRules,
): EscalationQueries {
  const { db, sql } = context;
  return {
    openCount: async (actor) => {
      const count = Prisma.sql`SELECT count(*)::int AS count FROM ${escalatedCases(actor)}`;
      const [row] = await sql.rows<{ count: number }>(...shaped('escalations_open', count));
      return row?.count ?? 0;
    },
    open: async (actor, limit) => {
      const now = clock.now();
      const sla = slaOf(await reference.current(db), reference.timeZone);
      const rows = await db.$queryRaw<OpenRow[]>`
        SELECT c.id AS case_id, c.number, c.kind, c.urgent, c.sensitive, c.subject_name, c.desa_code,
          d.name AS desa_name, k.name AS kecamatan_name, c.submitted_at, c.due_on::text AS due_on,
          o.causes, o.raised_at, h.name AS holder_name, a.name AS assigned_name
        FROM ${escalatedCases(actor)}
          JOIN region d ON d.code = c.desa_code JOIN region k ON k.code = c.kecamatan_code
          LEFT JOIN console_user h ON h.id = c.claimed_by_id AND c.claimed_until > ${now}::timestamptz
          LEFT JOIN console_user a ON a.id = c.assigned_to_id
        ORDER BY c.urgent DESC, c.due_on, c.number LIMIT ${limit}::int`;
      return rows.map((row) => ({
        caseId: row.case_id,
        number: row.number,
        kind: ReportKind.parse(row.kind),
        urgent: row.urgent,
        sensitive: row.sensitive,
        subjectName: row.subject_name,
        desaCode: row.desa_code,
        desaName: row.desa_name,
        kecamatanName: row.kecamatan_name,
        submittedAt: row.submitted_at,
        due: { on: row.due_on, daysLeft: daysLeft(sla, row.due_on, now) },
        causes: row.causes.map(causeOf),
        raisedAt: row.raised_at,
        holderName: row.holder_name,
        assignedName: row.assigned_name,
      }));
    },
    handled: async (actor, since, limit) => {
      const rows = await db.$queryRaw<HandledRow[]>`
        SELECT (array_agg(e.id ORDER BY e.id))[1] AS id, c.id AS case_id, c.number, array_agg(e.cause ORDER BY e.cause) AS causes,
          e.handled_at, u.name AS handled_by, (array_agg(e.note_enc ORDER BY e.id))[1] AS note_enc
        FROM case_escalation e JOIN "case" c ON c.id = e.case_id JOIN console_user u ON u.id = e.handled_by_id
        WHERE e.handled_at >= ${since}::timestamptz AND ${isForActor(actor)}
        GROUP BY c.id, e.handled_at, u.id ORDER BY e.handled_at DESC, c.id LIMIT ${limit}::int`;
      return rows.map((row) => ({
        id: row.id,
        caseId: row.case_id,
        number: row.number,
        causes: row.causes.map(causeOf),
        handledAt: row.handled_at,
        handledBy: row.handled_by,
        note: row.note_enc === null ? '' : openEscalationNote(context, row.id, row.note_enc),
      }));
    },
    supervisors: async (actor) => {
      const within = Prisma.sql`NOT EXISTS (SELECT 1 FROM console_user_scope s
        WHERE s.user_id = u.id AND NOT ${inScope(actor, Prisma.sql`s.region_code`)})`;
      const rows = await db.$queryRaw<ReachRow[]>`
        SELECT u.id, u.name, last.state, last.created_at AS at,
          EXISTS (SELECT 1 FROM contact x WHERE x.user_id = u.id) AS has_chat
        FROM console_user u LEFT JOIN LATERAL (
          SELECT m.state, m.created_at FROM contact x JOIN outbound_message m ON m.contact_id = x.id
          WHERE x.user_id = u.id AND m.purpose = 'alert' AND starts_with(m.dedupe_key, 'escalation')
          ORDER BY m.seq DESC LIMIT 1) last ON true
        WHERE u.active AND u.role = 'supervisor' AND (u.id = ${actor.id}::uuid OR ${within})
        ORDER BY u.name, u.id`;
      return rows.map(({ id, name, has_chat: hasChat, state, at }) => ({
        id,
        name,
        hasChat,
        me: id === actor.id,
        last: state === null || at === null ? null : { state, at },
      }));
    },
    assignable: async () => {
      const users = await db.consoleUser.findMany({
        where: { active: true, role: { in: ['reviewer', 'supervisor'] } },
        include: { scopes: true, grants: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return users.map(({ id, name, role, scopes, grants }) => ({
        id,
        name,
        role: staffRole(role),
        regions: scopes.map(({ regionCode }) => regionCode),
        grants: grantsOf(grants),
      }));
    },
  };
}
