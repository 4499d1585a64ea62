import { CaseState } from '../../domain/case/events.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { DuplicateTarget } from '../../usecases/ports.js';
import { inScope } from '../console/scope.js';
import { isSensitiveEntry, mayKnowCase, mayKnowDuplicate, mayKnowEntry } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';

interface TargetRow extends Omit<DuplicateTarget, 'state'> {
  readonly state: string | null;
}

/** What the actor may see by themselves, or was shown as a possible duplicate of this case. */
export async function findDuplicateTarget(
  { db }: StorageContext,
  actor: StaffActor,
  { caseId, number }: { readonly caseId: string; readonly number: string },
): Promise<DuplicateTarget | null> {
  const shown = Prisma.sql`EXISTS (
    SELECT 1 FROM case_duplicate x
      LEFT JOIN "case" o ON o.id = x.other_case_id LEFT JOIN registry_entry e ON e.id = x.other_entry_id
    WHERE x.case_id = ${caseId}::uuid AND COALESCE(o.number, e.number) = ${number} AND ${mayKnowDuplicate(actor)})`;
  const [row] = await db.$queryRaw<TargetRow[]>`
    SELECT c.id AS "caseId", NULL::uuid AS "entryId", c.number, c.desa_code AS "desaCode", c.sensitive, c.state
    FROM "case" c WHERE c.number = ${number} AND c.id <> ${caseId}::uuid AND (
      (${inScope(actor, Prisma.sql`c.desa_code`)} AND ${mayKnowCase(actor)})
      OR ${shown})
    UNION ALL
    SELECT NULL::uuid, e.id, e.number, e.desa_code, ${isSensitiveEntry}, NULL
    FROM registry_entry e WHERE e.number = ${number} AND (
      (${inScope(actor, Prisma.sql`e.desa_code`)} AND ${mayKnowEntry(actor)})
      OR ${shown})`;
  if (row === undefined) return null;
  return { ...row, state: row.state === null ? null : CaseState.parse(row.state) };
}
