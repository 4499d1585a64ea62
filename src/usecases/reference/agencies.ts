/** OPD: the register of the other offices. */
import { isDeepStrictEqual } from 'node:util';
import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { Work } from '../ports.js';
import { allow, changedBy, logChange, type By, type Within } from './change.js';
import { judgeAgency } from './judge.js';
import type { ReferenceQueries } from './ports.js';
import type { Agency, AgencyInput, ReferenceServices, Saved } from './services.js';

export function agencyServices(
  queries: ReferenceQueries,
  within: Within,
): Pick<ReferenceServices, 'agencies' | 'saveAgency'> {
  return {
    agencies: async (actor) => {
      allow(actor, 'read_reference');
      const [agencies, changes] = await Promise.all([queries.agencies(), queries.changes(['agency'])]);
      return { agencies, changes, mayChange: staffMay(actor, 'manage_reference') };
    },
    saveAgency: (actor, input, ip) => within(actor, ip, (tx, by) => saveAgency(tx, by, input)),
  };
}

async function saveAgency(tx: Work, by: By, input: AgencyInput): Promise<Saved> {
  const stands = await tx.reference.agency(input.id);
  if (stands === null && input.version > 0) throw new AppError('not_found');
  const wanted: Agency = {
    ...input,
    // It never changes: keys and grants hang on it.
    code: stands?.code ?? input.code,
    contact: input.contact.person === '' && input.contact.reach === '' ? null : input.contact,
    version: input.version + 1,
  };
  const problems = judgeAgency({ ...input, code: wanted.code });
  if (problems.length > 0) return { ok: false, problems };
  if (stands !== null && isSame(stands, wanted)) return { ok: true };
  if (stands !== null && stands.version !== input.version) {
    throw changedBy(await tx.reference.last('agency', stands.code));
  }
  if (stands !== null) await tx.reference.changeAgency(wanted);
  else if (!(await tx.reference.addAgency(wanted, by.at))) {
    return { ok: false, problems: [{ code: 'agency_code_taken' }] };
  }
  await tx.reference.write({
    topic: 'agency',
    code: wanted.code,
    version: wanted.version,
    before: stands === null ? null : told(stands, false),
    after: told(wanted, stands !== null && !isDeepStrictEqual(stands.contact, wanted.contact)),
    byId: by.actor.id,
    at: by.at,
  });
  await logChange(tx, by, 'agency', wanted.code);
  return { ok: true };
}

function isSame(stands: Agency, wanted: Agency): boolean {
  const { version: _, ...before } = stands;
  const { version: __, ...after } = wanted;
  return isDeepStrictEqual(before, after);
}

/** What the history keeps in the clear: of who speaks for an agency no more than that it is somebody else. */
function told({ name, active }: Agency, contactChanged: boolean) {
  return { name, active, ...(contactChanged ? { contactChanged } : {}) };
}
