import { dayIn } from '../../domain/time.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { PeopleQueries } from '../../usecases/people/ports.js';
import type { PersonCase } from '../../usecases/people/services.js';
import type { StorageContext } from '../context.js';
import { caseInScope } from '../console/scope.js';
import { mayKnowCase } from '../console/sensitive.js';
import { Prisma } from '../database.js';
import { familyFacts } from './family.js';
import { historyOf } from './history.js';
import { findPeople } from './search.js';
import { recordAccess } from '../repositories/access-log.js';

/** As many reports as anybody reads of one person. */
const CASES = 50;

export function peopleQueries(
  context: StorageContext,
  { homeRegion, timeZone }: { readonly homeRegion: string; readonly timeZone: string },
): PeopleQueries {
  return {
    find: (actor, filter, limit) => findPeople(context, { actor, filter, homeRegion }, limit),
    cases: (actor, of) => casesOf(context, actor, of),
    history: (ids) => historyOf(context, ids, (at) => dayIn(timeZone, at)),
    family: (of) => familyFacts(context, of),
    recordView: (entry) => recordAccess(context, entry),
  };
}

async function casesOf(
  { sql, index }: StorageContext,
  actor: StaffActor,
  { niks, caseIds }: Parameters<PeopleQueries['cases']>[1],
): Promise<readonly PersonCase[]> {
  const macs = niks.map((nik) => index.mac('nik', nik));
  return sql.shaped<PersonCase>(
    'person_cases',
    Prisma.sql`
    SELECT c.id, c.number, c.kind, c.state, c.submitted_at AS "submittedAt" FROM "case" c
    WHERE c.id IN (
        SELECT id FROM "case" WHERE nik_mac = ANY(${macs}::text[])
        UNION SELECT id FROM "case" WHERE member_macs && ${macs}::text[]
        UNION SELECT id FROM "case" WHERE id = ANY(${[...caseIds]}::uuid[]))
      AND ${caseInScope(actor)} AND ${mayKnowCase(actor)}
    ORDER BY c.submitted_at DESC, c.id DESC LIMIT ${CASES}::int`,
  );
}
