import { dayIn } from '../../domain/time.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { PeopleQueries, PersonClues } from '../../usecases/people/ports.js';
import type { PersonCase } from '../../usecases/people/services.js';
import type { StorageContext } from '../context.js';
import { caseInScope } from '../console/scope.js';
import { mayKnowCase } from '../console/sensitive.js';
import { aidAsked, receivedOf, type AidRow } from '../aid/aid-of.js';
import { Prisma } from '../database.js';
import { shaped, type Asked } from '../sql.js';
import { familyFacts } from './family.js';
import { historyAsked, historyOf, type HistoryRows } from './history.js';
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
    beside: async (actor, { id, ids, niks, caseIds }, asOf) => {
      const [aid, cases, ...history] = await context.sql.together<[AidRow, PersonCase, ...HistoryRows]>([
        aidAsked([id], asOf),
        casesAsked(context, actor, { niks, caseIds }),
        ...historyAsked(ids),
      ]);
      return { aid: aid.map(receivedOf), cases, history: historyOf(history, (at) => dayIn(timeZone, at)) };
    },
    family: (of) => familyFacts(context, of),
    recordView: (entry) => recordAccess(context, entry),
  };
}

function casesAsked(
  { index }: StorageContext,
  actor: StaffActor,
  { niks, caseIds }: Pick<PersonClues, 'niks' | 'caseIds'>,
): Asked {
  const macs = niks.map((nik) => index.mac('nik', nik));
  return shaped(
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
