import { v7 as uuidv7 } from 'uuid';
import type { StaffActor } from '../../usecases/console-services.js';
import type { DuplicatePair, VerdictWork } from '../../usecases/casework/ports.js';
import { inScope } from '../console/scope.js';
import { mayKnowDuplicate } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';

const cell = (row: string) => ({ table: 'duplicate_verdict', column: 'note_enc', row });

const ofPair = Prisma.sql`
  SELECT v.* FROM duplicate_verdict v
  WHERE v.undone_at IS NULL AND v.case_id = LEAST(x.case_id, x.other_case_id)
    AND v.other_case_id IS NOT DISTINCT FROM
      CASE WHEN x.other_case_id IS NOT NULL THEN GREATEST(x.case_id, x.other_case_id) END
    AND v.other_entry_id IS NOT DISTINCT FROM x.other_entry_id`;
// All that speaks of `x` stands behind WHERE: only so its NOT EXISTS becomes a join.
const ofEntry = Prisma.sql`
  SELECT v.* FROM registry_entry_version s CROSS JOIN duplicate_verdict v
  WHERE v.undone_at IS NULL AND s.entry_id = x.other_entry_id AND s.version = 1
    AND v.case_id = LEAST(x.case_id, s.case_id) AND v.other_case_id = GREATEST(x.case_id, s.case_id)`;

/**
 * The verdicts on what row `x` of case_duplicate has found that were not taken back. What was said of two
 * cases holds for the entry, too, that one of them has become: it is the same question.
 */
export const verdicts = Prisma.sql`${ofPair} UNION ALL ${ofEntry}`;

/**
 * That nobody has called what row `x` of case_duplicate has found different. A trigger says the same of all that was
 * found for a case (has_undecided_duplicates, migration 0020) in its column undecided_duplicates.
 */
export const undecided = Prisma.sql`(NOT EXISTS (${ofPair}) AND NOT EXISTS (${ofEntry}))`;

/** A pair in the place of row `x`. */
function rowOf({ caseId, otherCaseId, otherEntryId }: DuplicatePair): Prisma.Sql {
  return Prisma.sql`(SELECT ${caseId}::uuid AS case_id, ${otherCaseId}::uuid AS other_case_id,
    ${otherEntryId}::uuid AS other_entry_id) x`;
}

export function openVerdictNote({ cipher }: StorageContext, id: string, sealed: string): string {
  return cipher.open(sealed, cell(id));
}

/** The older id first: versions 7 stand in the order of time, and in one order at any rate. */
function ordered({ caseId, otherCaseId, otherEntryId }: DuplicatePair): DuplicatePair {
  return otherCaseId !== null && otherCaseId < caseId
    ? { caseId: otherCaseId, otherCaseId: caseId, otherEntryId }
    : { caseId, otherCaseId, otherEntryId };
}

export class PrismaVerdictWork implements VerdictWork {
  constructor(private readonly context: StorageContext) {}

  async candidate(actor: StaffActor, caseId: string, otherId: string): Promise<DuplicatePair | null> {
    const [row] = await this.context.db.$queryRaw<DuplicatePair[]>`
      SELECT x.case_id AS "caseId", x.other_case_id AS "otherCaseId", x.other_entry_id AS "otherEntryId"
      FROM case_duplicate x
        LEFT JOIN "case" o ON o.id = x.other_case_id LEFT JOIN registry_entry e ON e.id = x.other_entry_id
      WHERE x.case_id = ${caseId}::uuid AND COALESCE(x.other_case_id, x.other_entry_id) = ${otherId}::uuid
        AND ${inScope(actor, Prisma.sql`COALESCE(o.desa_code, e.desa_code)`)} AND ${mayKnowDuplicate(actor)}
      LIMIT 1`;
    return row ?? null;
  }

  async stands(pair: DuplicatePair): Promise<boolean> {
    const rows = await this.context.db.$queryRaw<unknown[]>`
      SELECT FROM ${rowOf(pair)} WHERE NOT ${undecided}`;
    return rows.length > 0;
  }

  async add(pair: DuplicatePair, { reason, note, by, at }: Parameters<VerdictWork['add']>[1]): Promise<void> {
    const { db, cipher } = this.context;
    const id = uuidv7();
    const noteEnc = cipher.seal(note, cell(id));
    await db.duplicateVerdict.create({
      data: { id, ...ordered(pair), reason, noteEnc, decidedById: by, decidedAt: at },
    });
  }

  async undo(pair: DuplicatePair, by: string, at: Date): Promise<void> {
    await this.context.db.$executeRaw`
      UPDATE duplicate_verdict SET undone_by_id = ${by}::uuid, undone_at = ${at}::timestamptz
      WHERE id IN (SELECT v.id FROM ${rowOf(pair)} CROSS JOIN LATERAL (${verdicts}) v)`;
  }
}
