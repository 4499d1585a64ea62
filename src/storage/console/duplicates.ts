import type { StaffActor } from '../../usecases/console-services.js';
import { Prisma } from '../database.js';
import { undecided } from '../repositories/verdicts.js';
import { mayKnowDuplicate, seesSensitive } from './sensitive.js';

/**
 * FROM and WHERE of what rows `x` of case_duplicate have found and nobody has called different, as far as the actor
 * may know of it; to be narrowed by AND.
 */
export function undecidedDuplicates(actor: StaffActor): Prisma.Sql {
  // What a duplicate is need not be looked at for those who may know of any.
  const others = seesSensitive(actor)
    ? Prisma.empty
    : Prisma.sql`LEFT JOIN "case" o ON o.id = x.other_case_id LEFT JOIN registry_entry e ON e.id = x.other_entry_id`;
  return Prisma.sql`case_duplicate x ${others} WHERE ${undecided} AND ${mayKnowDuplicate(actor)}`;
}

/** Of case `c`: there is one. */
export function hasDuplicates(actor: StaffActor): Prisma.Sql {
  if (seesSensitive(actor)) return Prisma.sql`c.undecided_duplicates`;
  // What each was found to be is looked at one by one: OFFSET keeps the planner from joining all cases instead.
  return Prisma.sql`(c.undecided_duplicates
    AND EXISTS (SELECT 1 FROM ${undecidedDuplicates(actor)} AND x.case_id = c.id OFFSET 0))`;
}
