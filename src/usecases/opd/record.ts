/** Aid that an agency says it has given. */
import { liesInAreas } from '../../domain/access/agency.js';
import { coversList } from '../../domain/opd/aid-list.js';
import { tellPerson } from '../../domain/opd/person.js';
import { AppError } from '../../errors.js';
import { withdrawalNote } from '../aid/give.js';
import { recordAid, withdrawAid } from '../aid/record-aid.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
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
    const { listId, personId } = aid;
    if (!grant.actions.includes('record_aid') || !grant.programs.includes(aid.program)) {
      throw new AppError('not_found');
    }
    const inSight = await isInSight(deps, grant, personId);
    return unitOfWork.run(async (tx) => {
      const program = await tx.aid.program(aid.program);
      // Another agency's programme may be read, but it is given by that one.
      if (program === null || (program.agencyId ?? agency.id) !== agency.id) throw new AppError('not_found');
      const listed = listId === null ? null : await isListed(deps, tx, grant, { ...aid, listId });
      // Whom a list holds may be given something by it wherever they are by now; a list out of sight holds nobody.
      if (!inSight && listed !== true) throw new AppError('not_found');
      if (listed === false) return { ok: false, problem: 'not_on_list' };
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

function itemOf(key: string, { program: programCode, ...aid }: AidGiven) {
  return { ...aid, key, programCode };
}

/** What an agency recorded itself is marked as a mistake; it stays on record. Twice is once. */
export function withdrawByAgency({ unitOfWork, clock }: OpdRecordDeps): OpdReadServices['withdrawAid'] {
  return async ({ key: { id: apiKeyId, agency, grant }, ip }, id, { reason, note }) => {
    if (!grant.actions.includes('record_aid')) throw new AppError('not_found');
    const words = withdrawalNote(reason, note);
    if (words === 'wrong') return { ok: false };
    return unitOfWork.run(async (tx) => {
      const by = { type: 'agency', agencyId: agency.id, apiKeyId } as const;
      const withdrawn = await withdrawAid(tx, { by, id, reason, note: words.said, now: clock.now() });
      if (!withdrawn) throw new AppError('not_found');
      const what = { action: 'api.aid_withdrawn', subject: id, purpose: 'aid' };
      await tx.access.record({ userId: null, ip, agencyId: agency.id, apiKeyId, ...what });
      return { ok: true };
    });
  };
}

/** A list that the grant covers, and of it a row in its areas. */
async function isListed(
  { queries }: OpdRecordDeps,
  tx: Work,
  grant: Grant,
  { listId, program, personId }: AidGiven & { readonly listId: string },
): Promise<boolean> {
  const [list] = await queries.aidLists({ programs: [program], id: listId });
  if (list === undefined || !coversList(grant, list)) return false;
  const row = (await tx.aidLists.among(listId, [personId])).get(personId);
  return row !== undefined && liesInAreas(grant, row.desaCode);
}

type Grant = Parameters<typeof tellPerson>[1];

/** Whom the agency could see, if it may read: nothing of them is told here. */
async function isInSight({ queries }: OpdRecordDeps, grant: Grant, personId: string): Promise<boolean> {
  const nothing = { contact: false, household: false, socioEconomic: false };
  const [hits = []] = await queries.lookUp([{ nik: null, kk: null, id: personId }], nothing);
  const reading: Grant = {
    ...grant,
    actions: ['read'],
    groups: grant.groups.filter((one) => one.startsWith('pmks')),
  };
  return hits.some(({ person }) => tellPerson(person, reading) !== null);
}
