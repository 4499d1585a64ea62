import type { NewPoorHousehold } from '../../../domain/report/new-poor-household.js';
import type { Written } from './entries.js';
import { householdOf, join, joinAll } from './households.js';
import { subjectOf } from './people.js';
import type { Approval, RegistryTables } from './tables.js';

/** The household with its head and its members as told. One that is recorded already gets a new version. */
export async function writeNewPoorHousehold(
  { context, entries }: RegistryTables,
  report: NewPoorHousehold,
  { desaCode, kecamatanCode, at }: Approval,
): Promise<Written> {
  const { kk, nik, name, members } = report;
  const householdId = await householdOf(context, { kk, headNik: nik, desaCode }, at);
  await join(context, householdId, { who: subjectOf(report, at), relation: 'head', at });
  await joinAll(context, householdId, { members, at });
  return entries.record({ householdId }, { desaCode, kecamatanCode, headName: name, status: 'active', at });
}
