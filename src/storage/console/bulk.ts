import { liesIn, staffMay } from '../../domain/access/scope.js';
import { BulkAction, SkipCode } from '../../domain/case/bulk.js';
import type { BulkQueries } from '../../usecases/bulk/ports.js';
import { ROWS_A_PAGE, type BulkRunSummary, type RowState } from '../../usecases/bulk/services.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { Clock } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { grantsOf, staffRole } from '../repositories/accounts.js';
import { factColumns, factsOf, openOrder, type FactColumns } from '../repositories/bulk.js';
import { inScope } from './scope.js';

const RUNS_SHOWN = 50;

export function bulkQueries(context: StorageContext, clock: Clock): BulkQueries {
  const { db } = context;
  return {
    draft: async (actor, id) => {
      const run = await db.bulkRun.findFirst({ where: { id, userId: actor.id } });
      if (run === null) return null;
      const { action, more, state } = run;
      return { id, action: BulkAction.parse(action), more, confirmed: state !== 'draft' };
    },
    chosen: async (actor, id) => {
      const rows = await db.$queryRaw<ChosenRow[]>`
        SELECT c.id AS "caseId", c.number, d.name AS "desaName", r.case_version AS chosen,
          ${inScope(actor, Prisma.sql`c.desa_code`)} AS mine, ${factColumns(actor, clock.now())},
          EXISTS (SELECT FROM access_log a WHERE a.subject = c.id::text AND a.user_id = ${actor.id}::uuid
            AND a.action IN ('case.viewed', 'case.sensitive_viewed')) AS opened
        FROM bulk_run_row r JOIN "case" c ON c.id = r.case_id JOIN region d ON d.code = c.desa_code
        WHERE r.run_id = ${id}::uuid ORDER BY r.seq`;
      return rows.map(({ caseId, number, desaName, chosen, mine, opened, ...facts }) => ({
        caseId,
        number,
        desaName,
        opened,
        facts: mine ? factsOf(facts, chosen) : null,
      }));
    },
    colleagues: async (actor) => {
      const users = await db.consoleUser.findMany({
        where: { active: true },
        include: { scopes: true, grants: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return users
        .map(({ id, username, name, role, scopes, grants }) => ({
          id,
          username,
          name,
          role: staffRole(role),
          regions: scopes.map(({ regionCode }) => regionCode),
          grants: grantsOf(grants),
        }))
        .filter((user) => staffMay(user, 'decide_cases') && overlap(user, actor));
    },
    runs: async (actor, all) => {
      const rows = await db.$queryRaw<RunRow[]>`
        ${runsWhere(actor, all, Prisma.sql`true`)} ORDER BY b.started_at DESC, b.id DESC LIMIT ${RUNS_SHOWN}::int`;
      return rows.map(summary);
    },
    run: async (actor, id, all) => {
      const [row] = await db.$queryRaw<RunRow[]>`${runsWhere(actor, all, Prisma.sql`b.id = ${id}::uuid`)}`;
      if (row === undefined) return null;
      const order = openOrder(context, id, row.order_enc);
      const people = await db.consoleUser.findMany({
        where: {
          id: { in: [row.stopped_by ?? '', order.action === 'assign' ? order.to : ''].filter(Boolean) },
        },
        select: { id: true, name: true },
      });
      const nameOf = (userId: string | null) => people.find((user) => user.id === userId)?.name ?? null;
      const assigneeName = order.action === 'assign' ? nameOf(order.to) : null;
      return { ...summary(row), order, assigneeName, stoppedBy: nameOf(row.stopped_by) };
    },
    rows: async (actor, id, { state, page }) => {
      const ofState = state === undefined ? Prisma.sql`true` : Prisma.sql`r.state = ${state}`;
      const paged =
        page === undefined
          ? Prisma.empty
          : Prisma.sql`LIMIT ${ROWS_A_PAGE}::int OFFSET ${(page - 1) * ROWS_A_PAGE}::int`;
      const rows = await db.$queryRaw<ReportRow[]>`
        SELECT c.id AS "caseId", c.number, d.name AS "desaName", r.state, r.code, r.at
        FROM bulk_run_row r JOIN "case" c ON c.id = r.case_id JOIN region d ON d.code = c.desa_code
        WHERE r.run_id = ${id}::uuid AND ${ofState} AND ${inScope(actor, Prisma.sql`c.desa_code`)}
        ORDER BY r.seq ${paged}`;
      return rows.map((row) => ({ ...row, code: row.code === null ? null : SkipCode.parse(row.code) }));
    },
  };
}

interface ChosenRow extends FactColumns {
  readonly caseId: string;
  readonly number: string;
  readonly desaName: string;
  readonly chosen: number;
  readonly mine: boolean;
  readonly opened: boolean;
}

interface ReportRow {
  readonly caseId: string;
  readonly number: string;
  readonly desaName: string;
  readonly state: RowState;
  readonly code: string | null;
  readonly at: Date | null;
}

function overlap(one: StaffActor, other: StaffActor): boolean {
  return one.regions.some((a) => other.regions.some((b) => liesIn(a, b) || liesIn(b, a)));
}

interface RunRow extends Record<RowState, number> {
  readonly id: string;
  readonly action: string;
  readonly state: BulkRunSummary['state'];
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly order_enc: string;
  readonly stopped_by: string | null;
  readonly runner: string;
}

/** Confirmed ones: the actor's own, and with `all` others' that have a report in the actor's scope. */
function runsWhere(actor: StaffActor, all: boolean, where: Prisma.Sql): Prisma.Sql {
  const own = Prisma.sql`b.user_id = ${actor.id}::uuid`;
  const mine = Prisma.sql`r.run_id = b.id AND ${inScope(actor, Prisma.sql`c.desa_code`)}`;
  const theirs = Prisma.sql`EXISTS (SELECT FROM bulk_run_row r JOIN "case" c ON c.id = r.case_id WHERE ${mine})`;
  return Prisma.sql`
    SELECT b.id, b.action, b.state, b.started_at, b.ended_at, b.order_enc, b.stopped_by, u.name AS runner, n.*
    FROM bulk_run b JOIN console_user u ON u.id = b.user_id CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE r.state = 'pending'))::int AS pending,
        (count(*) FILTER (WHERE r.state = 'done'))::int AS done,
        (count(*) FILTER (WHERE r.state = 'skipped'))::int AS skipped
      FROM bulk_run_row r JOIN "case" c ON c.id = r.case_id WHERE ${mine}) n
    WHERE b.started_at IS NOT NULL AND ${where} AND ${all ? Prisma.sql`(${own} OR ${theirs})` : own}`;
}

function summary({
  id,
  action,
  state,
  started_at,
  ended_at,
  runner,
  pending,
  done,
  skipped,
}: RunRow): BulkRunSummary {
  return {
    id,
    action: BulkAction.parse(action),
    state,
    runnerName: runner,
    startedAt: started_at,
    endedAt: ended_at,
    counts: { pending, done, skipped },
  };
}
