import { mayAccess, type Scoped } from '../../domain/access/scope.js';
import { sources, type Source } from '../../domain/import/sources.js';
import type { ReportedPerson } from '../../domain/matching/person.js';
import type { AlikeView, StaffActor } from '../../usecases/console-services.js';
import type { AlikeStore } from '../../usecases/ports.js';
import { seesSensitive } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { candidatesOf, factsOf } from './candidates.js';

const MOST_SHOWN = 5;

/** Who may be the same, of any store: told in full in the actor's scope, elsewhere that there is somebody. */
export async function alikeTo(
  context: StorageContext,
  actor: StaffActor,
  { caseId, ...asked }: ReportedPerson,
): Promise<readonly AlikeView[]> {
  const today = new Date().toISOString().slice(0, 10);
  const found = await candidatesOf(context, factsOf(asked), today);
  if (found.length === 0) return [];
  const hidden = await hiddenFrom(context, {
    caseId,
    sensitive: seesSensitive(actor),
    personIds: found.map(({ personId }) => personId),
  });
  return found
    .filter(({ personId }) => !hidden.has(personId))
    .slice(0, MOST_SHOWN)
    .map(({ source, verdict, fields, facts: { name, birthDate, desaCode } }) => ({
      source: sources.find((one): one is Source => one === source) ?? null,
      verdict,
      fields,
      known:
        desaCode !== null && mayAccess(actor, desaCode)
          ? { name, birthDate, desaName: context.regions.names.get(desaCode) ?? desaCode }
          : null,
    }));
}

/** For who types a report: that there is somebody, and nothing of whom. */
export class PgAlikeStore implements AlikeStore {
  constructor(private readonly context: StorageContext) {}

  async isAlikeKnown({ caseId, ...asked }: ReportedPerson, reporter: Scoped): Promise<boolean> {
    const today = new Date().toISOString().slice(0, 10);
    const found = await candidatesOf(this.context, factsOf(asked), today);
    const personIds = found
      .filter(({ facts: { desaCode } }) => desaCode !== null && mayAccess(reporter, desaCode))
      .map(({ personId }) => personId);
    if (personIds.length === 0) return false;
    const hidden = await hiddenFrom(this.context, { caseId, personIds, sensitive: false });
    return personIds.some((id) => !hidden.has(id));
  }
}

interface Hiding {
  /** null: of no case yet. */
  readonly caseId: string | null;
  readonly personIds: readonly string[];
  /** Who asks may know of sensitive categories. */
  readonly sensitive: boolean;
}

/** Those whom the case itself has recorded, and without the grant those with a sensitive category. */
async function hiddenFrom(
  { db }: StorageContext,
  { caseId, personIds, sensitive }: Hiding,
): Promise<ReadonlySet<string>> {
  const ids = [...personIds];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM person p WHERE p.id = ANY(${ids}::uuid[]) AND (
      EXISTS (SELECT FROM registry_entry_version v JOIN registry_entry e ON e.id = v.entry_id
        WHERE v.case_id = ${caseId}::uuid AND (e.person_id = p.id OR EXISTS (
          SELECT FROM household_member m WHERE m.household_id = e.household_id AND m.person_id = p.id)))
      OR (NOT ${sensitive} AND (
        EXISTS (SELECT FROM person_pmks x JOIN pmks_category g ON g.code = x.category_code AND g.sensitive
          WHERE x.person_id = p.id)
        OR EXISTS (SELECT FROM source_record s JOIN source_record_version v ON v.id = s.version_id
          JOIN pmks_category g ON g.code = v.category_code AND g.sensitive WHERE s.person_id = p.id))))`;
  return new Set(rows.map(({ id }) => id));
}
