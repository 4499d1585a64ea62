import { v7 as uuidv7 } from 'uuid';
import { BulkAction, BulkOrder, type BulkFacts, type SkipCode } from '../../domain/case/bulk.js';
import { CaseState } from '../../domain/case/events.js';
import { ReportKind } from '../../domain/report/report.js';
import { officeDay } from '../../domain/working-days.js';
import type { BulkWork, NewDraft, RunHead, RunRow } from '../../usecases/bulk/ports.js';
import type { StaffActor } from '../../usecases/console-services.js';
import { orderOf } from '../console/cases.js';
import { queueConditions } from '../console/queue-conditions.js';
import { inScope } from '../console/scope.js';
import { mayKnowDuplicate } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { grantsOf, staffRole } from './accounts.js';
import { undecided } from './verdicts.js';

const cell = (row: string) => ({ table: 'bulk_run', column: 'order_enc', row });

export function openOrder({ cipher }: StorageContext, id: string, sealed: string): BulkOrder {
  return BulkOrder.parse(cipher.openJson(sealed, cell(id)));
}

export interface FactColumns {
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly sensitive: boolean;
  readonly holder: BulkFacts['holder'];
  readonly duplicates: boolean;
  readonly fieldCheck: boolean;
}

/** Of `"case" c`, which lies in the actor's scope: what a run asks of it. */
export function factColumns(actor: StaffActor, now: Date): Prisma.Sql {
  return Prisma.sql`c.kind, c.state, c.version, c.sensitive,
    CASE WHEN c.claimed_by_id IS NULL OR c.claimed_until <= ${now}::timestamptz THEN 'nobody'
      WHEN c.claimed_by_id = ${actor.id}::uuid THEN 'me' ELSE 'other' END AS holder,
    EXISTS (SELECT FROM case_duplicate x
      LEFT JOIN "case" o ON o.id = x.other_case_id LEFT JOIN registry_entry e ON e.id = x.other_entry_id
      WHERE x.case_id = c.id AND ${undecided} AND ${mayKnowDuplicate(actor)}) AS duplicates,
    EXISTS (SELECT FROM field_check f
      WHERE f.case_id = c.id AND f.state IN ('open', 'reported')) AS "fieldCheck"`;
}

export function factsOf(row: FactColumns, chosenVersion: number): BulkFacts {
  const { version, sensitive, holder, duplicates, fieldCheck } = row;
  const [kind, state] = [ReportKind.parse(row.kind), CaseState.parse(row.state)];
  return { kind, state, version, sensitive, holder, duplicates, fieldCheck, chosenVersion };
}

/** As they are now: a role, region or grant may have changed since they signed in. */
export async function staffById({ db }: StorageContext, id: string): Promise<StaffActor | null> {
  const user = await db.consoleUser.findFirst({
    where: { id, active: true },
    include: { scopes: true, grants: true },
  });
  if (user === null) return null;
  const { username, name, role, scopes, grants } = user;
  const regions = scopes.map(({ regionCode }) => regionCode);
  return { id, username, name, role: staffRole(role), regions, grants: grantsOf(grants) };
}

export class PgBulkWork implements BulkWork {
  constructor(
    private readonly context: StorageContext,
    /** IANA name of the office's clock. */
    private readonly timeZone: string,
  ) {}

  private get db() {
    return this.context.db;
  }

  async freeze(actor: StaffActor, { action, selection, limit, now }: NewDraft): Promise<string | null> {
    const filter = selection.type === 'all' ? selection.filter : {};
    const { timeZone } = this;
    const moment = { now, today: officeDay({ timeZone }, now), timeZone };
    const where =
      selection.type === 'all'
        ? Prisma.join([...(await queueConditions(this.context, actor, filter, moment))], ' AND ')
        : Prisma.sql`c.id = ANY(${[...selection.caseIds]}::uuid[]) AND ${inScope(actor, Prisma.sql`c.desa_code`)}`;
    const order = orderOf(filter.sort ?? 'priority');
    const id = uuidv7();
    await this.db.bulkRun.create({
      data: { id, userId: actor.id, action, state: 'draft', more: false, createdAt: now },
    });
    const rows = await this.db.$executeRaw`
      INSERT INTO bulk_run_row (run_id, seq, case_id, case_version)
      SELECT ${id}::uuid, row_number() OVER (), n.id, n.version FROM (
        SELECT c.id, c.version FROM "case" c WHERE ${where} ORDER BY ${order} LIMIT ${limit + 1}::int) n`;
    if (rows === 0) {
      await this.db.bulkRun.delete({ where: { id } });
      return null;
    }
    if (rows > limit) {
      await this.db.$executeRaw`DELETE FROM bulk_run_row WHERE run_id = ${id}::uuid AND seq > ${limit}::int`;
      await this.db.bulkRun.update({ where: { id }, data: { more: true } });
    }
    return id;
  }

  async forgetDrafts(before: Date): Promise<void> {
    await this.db.bulkRun.deleteMany({ where: { state: 'draft', createdAt: { lt: before } } });
  }

  async lock(id: string): Promise<RunHead | null> {
    await this.db.$queryRaw`SELECT id FROM bulk_run WHERE id = ${id}::uuid FOR UPDATE`;
    const run = await this.db.bulkRun.findUnique({ where: { id } });
    if (run === null) return null;
    const { userId, action, ip, orderEnc } = run;
    return {
      id,
      userId,
      state: run.state as RunHead['state'],
      order: orderEnc === null ? null : openOrder(this.context, id, orderEnc),
      action: BulkAction.parse(action),
      ip: ip ?? '',
    };
  }

  async confirm(
    id: string,
    { order, ip, now }: { readonly order: BulkOrder; readonly ip: string; readonly now: Date },
  ): Promise<void> {
    const orderEnc = this.context.cipher.sealJson(order, cell(id));
    await this.db.bulkRun.update({ where: { id }, data: { state: 'running', orderEnc, ip, startedAt: now } });
  }

  async end(
    id: string,
    {
      state,
      by,
      now,
    }: { readonly state: 'stopped' | 'finished'; readonly by: string | null; readonly now: Date },
  ): Promise<void> {
    await this.db.bulkRun.update({ where: { id }, data: { state, stoppedBy: by, endedAt: now } });
  }

  async size(id: string): Promise<number> {
    return this.db.bulkRunRow.count({ where: { runId: id } });
  }

  async next(id: string): Promise<RunRow | null> {
    const [row] = await this.db.$queryRaw<{ seq: number; caseId: string; version: number }[]>`
      SELECT seq, case_id AS "caseId", case_version AS version FROM bulk_run_row
      WHERE run_id = ${id}::uuid AND state = 'pending' ORDER BY seq LIMIT 1`;
    return row ?? null;
  }

  async settle(
    runId: string,
    seq: number,
    { code, now }: { readonly code: SkipCode | null; readonly now: Date },
  ): Promise<void> {
    const state = code === null ? 'done' : 'skipped';
    await this.db.bulkRunRow.updateMany({
      where: { runId, seq, state: 'pending' },
      data: { state, code, at: now },
    });
  }

  async facts(actor: StaffActor, { caseId, version }: RunRow, now: Date): Promise<BulkFacts | null> {
    const [row] = await this.db.$queryRaw<FactColumns[]>`
      SELECT ${factColumns(actor, now)} FROM "case" c
      WHERE c.id = ${caseId}::uuid AND ${inScope(actor, Prisma.sql`c.desa_code`)}`;
    return row === undefined ? null : factsOf(row, version);
  }

  async person(id: string): Promise<StaffActor | null> {
    return staffById(this.context, id);
  }
}
