import type { ReporterReach } from '../../domain/access/report-rules.js';
import type { FieldCheck } from '../../domain/case/field-check.js';
import type { FieldCheckWork, OverdueCheck, StaffMember } from '../../usecases/field-check/ports.js';
import { inScope } from '../console/scope.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { grantsOf, staffRole } from './accounts.js';

export class PrismaFieldCheckWork implements FieldCheckWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async isOpen(caseId: string): Promise<boolean> {
    return (await this.db.fieldCheck.count({ where: { caseId, state: 'open' } })) > 0;
  }

  async numbersFor(reporter: ReporterReach, limit: number): Promise<readonly string[]> {
    const rows = await this.db.$queryRaw<{ number: string }[]>`
      SELECT c.number FROM field_check f JOIN "case" c ON c.id = f.case_id
      WHERE f.state = 'open' AND f.checker_reporter_id = ${reporter.reporterId}::uuid
        AND ${inScope(reporter, Prisma.sql`c.desa_code`)}
      ORDER BY f.due_on, c.number LIMIT ${limit}::int`;
    return rows.map(({ number }) => number);
  }

  async staff(userId: string): Promise<StaffMember | null> {
    const [member] = await staffMembers(this.context, { id: userId });
    return member ?? null;
  }

  async lockOverdue(today: string, limit: number): Promise<readonly OverdueCheck[]> {
    return this.db.$queryRaw<OverdueCheck[]>`
      SELECT f.id, f.case_id AS "caseId", c.number, f.due_on::text AS "dueOn",
        f.checker_reporter_id AS "reporterId"
      FROM field_check f JOIN "case" c ON c.id = f.case_id
      WHERE f.state = 'open' AND f.reminded_at IS NULL AND f.due_on < ${today}::date
      ORDER BY f.due_on, f.id LIMIT ${limit}::int FOR NO KEY UPDATE OF f SKIP LOCKED`;
  }

  async reminded(id: string, remindedAt: Date): Promise<void> {
    await this.db.fieldCheck.update({ where: { id }, data: { remindedAt } });
  }
}

/** Active people of the office, with what rules ask of them. */
export async function staffMembers(
  { db }: StorageContext,
  where: Prisma.ConsoleUserWhereInput,
): Promise<readonly StaffMember[]> {
  const rows = await db.consoleUser.findMany({
    where: { ...where, active: true },
    include: { scopes: true, grants: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: staffRole(row.role),
    grants: grantsOf(row.grants),
    regions: row.scopes.map(({ regionCode }) => regionCode),
  }));
}

/** Keeps the table in step with the events, in the transaction that appends one. */
export async function projectFieldCheck(
  { db }: StorageContext,
  caseId: string,
  { before, after }: { readonly before: FieldCheck | null; readonly after: FieldCheck | null },
): Promise<void> {
  if (after === null || after === before) return;
  if (after.id === before?.id) {
    await db.fieldCheck.update({ where: { id: after.id }, data: { state: after.state } });
    return;
  }
  // Who has another look taken has read the result of the one before.
  await db.fieldCheck.updateMany({ where: { caseId, state: 'reported' }, data: { state: 'settled' } });
  const { id, checker, orderedBy, dueOn, state } = after;
  await db.fieldCheck.create({
    data: {
      id,
      caseId,
      checkerReporterId: checker.kind === 'reporter' ? checker.id : null,
      checkerUserId: checker.kind === 'user' ? checker.id : null,
      orderedById: orderedBy,
      dueOn: new Date(`${dueOn}T00:00:00Z`),
      state,
    },
  });
}
