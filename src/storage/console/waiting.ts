import { mayAccess, staffMay } from '../../domain/access/scope.js';
import type { CaseState } from '../../domain/case/events.js';
import { isWaiting } from '../../domain/case/fold.js';
import type { StaffActor } from '../../usecases/console-services.js';
import { Prisma } from '../database.js';
import { caseInScope } from './scope.js';

/** Literal, as in its indexes: they cover no other states. The states of domain/case/fold. */
export const isWaitingCase = Prisma.sql`c.state IN ('submitted', 'resubmitted', 'in_review')`;

/** Case `c` is one whose decision is the actor's to take, if it waits for one. */
export function isForActor(actor: StaffActor): Prisma.Sql {
  const kept = staffMay(actor, 'decide_sensitive') ? Prisma.sql`true` : Prisma.sql`NOT c.sensitive`;
  return Prisma.sql`(${caseInScope(actor)} AND ${kept})`;
}

/** Of an escalation `e`; literal, as in its index. */
export const isOpen = Prisma.sql`e.handled_at IS NULL AND e.ended_at IS NULL`;

/** Case `c` is one of those that the actor is to look after. */
export function isEscalated(actor: StaffActor): Prisma.Sql {
  if (!staffMay(actor, 'handle_escalations')) return Prisma.sql`false`;
  return Prisma.sql`(${isWaitingCase} AND ${isForActor(actor)}
    AND EXISTS (SELECT 1 FROM case_escalation e WHERE e.case_id = c.id AND ${isOpen}))`;
}

/** The same of a case that was read. */
export function looksAfter(
  actor: StaffActor,
  one: { readonly state: CaseState; readonly desa_code: string; readonly sensitive: boolean },
): boolean {
  return (
    staffMay(actor, 'handle_escalations') &&
    isWaiting(one.state) &&
    mayAccess(actor, one.desa_code) &&
    (!one.sensitive || staffMay(actor, 'decide_sensitive'))
  );
}

/** Cases to look after as a table, `c` with `o` (causes, raised_at): from what is open, which is little, to the cases. */
export function escalatedCases(actor: StaffActor): Prisma.Sql {
  return Prisma.sql`(SELECT e.case_id, array_agg(e.cause ORDER BY e.cause) AS causes, min(e.raised_at) AS raised_at
      FROM case_escalation e WHERE ${isOpen} GROUP BY e.case_id) o
    JOIN "case" c ON c.id = o.case_id AND ${isWaitingCase} AND ${isForActor(actor)}`;
}
