/** Aid that an agency says it has given. */
import { tellPerson } from '../../domain/opd/person.js';
import { AppError } from '../../errors.js';
import { recordAid } from '../aid/record-aid.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { OpdQueries } from './ports.js';
import type { AidGiven, OpdReadServices } from './services.js';

export interface OpdRecordDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** IANA name of the office's clock. */
  readonly timeZone: string;
  readonly queries: OpdQueries;
}

/** In the access log with what it records, in one transaction. */
export function recordByAgency(deps: OpdRecordDeps): OpdReadServices['recordAid'] {
  const { unitOfWork, clock, timeZone } = deps;
  return async ({ key: { id: apiKeyId, agency, grant }, ip }, key, aid) => {
    const mayRecord = grant.actions.includes('record_aid') && grant.programs.includes(aid.program);
    if (!mayRecord || !(await isInSight(deps, grant, aid.personId))) throw new AppError('not_found');
    return unitOfWork.run(async (tx) => {
      const program = await tx.aid.program(aid.program);
      // Another agency's programme may be read, but it is given by that one.
      if (program === null || (program.agencyId ?? agency.id) !== agency.id) throw new AppError('not_found');
      const [outcome] = await recordAid(tx, {
        recorder: { type: 'agency', agencyId: agency.id, apiKeyId },
        items: [itemOf(key, aid)],
        now: clock.now(),
        timeZone,
      });
      if (outcome === undefined) throw new AppError('internal');
      if (outcome.status === 'refused') {
        if (outcome.problem === 'key_reused') throw new AppError('api.key_reused');
        return { ok: false, problem: outcome.problem };
      }
      await tx.access.record({
        userId: null,
        action: 'api.aid_recorded',
        subject: aid.personId,
        ip,
        purpose: 'aid',
        agencyId: agency.id,
        apiKeyId,
      });
      return { ok: true, id: outcome.id, status: outcome.status };
    });
  };
}

function itemOf(key: string, { personId, program: programCode, givenOn, amount, goods }: AidGiven) {
  return { key, personId, programCode, givenOn, amount, goods, listId: null };
}

type Grant = Parameters<typeof tellPerson>[1];

/** Whom the agency could see, if it may read: nothing of them is told here. */
async function isInSight({ queries }: OpdRecordDeps, grant: Grant, personId: string): Promise<boolean> {
  const [hits = []] = await queries.lookUp([{ nik: null, kk: null, id: personId }]);
  const people = await queries.people(
    hits.map((hit) => hit.personId),
    { contact: false, household: false, socioEconomic: false },
  );
  const reading: Grant = {
    ...grant,
    actions: ['read'],
    groups: grant.groups.filter((one) => one.startsWith('pmks')),
  };
  return people.some((person) => tellPerson(person, reading) !== null);
}
