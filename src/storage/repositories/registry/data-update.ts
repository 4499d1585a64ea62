import type { DataUpdate } from '../../../domain/report/data-update.js';
import { writeArrival } from './arrival.js';
import type { Written } from './entries.js';
import { householdByKk, householdOf, join, joinAll } from './households.js';
import { writeLeaving } from './leaving.js';
import { personOf, subjectOf } from './people.js';
import { targetOf } from './target.js';
import type { Approval, RegistryTables, Update } from './tables.js';

/** A new version of the present entry, or where there is none, a new entry that says it. */
export async function writeDataUpdate(
  tables: RegistryTables,
  report: DataUpdate,
  approval: Approval,
): Promise<Written> {
  const { entryId, nik, kk } = report;
  const found = await tables.entries.lock({ entryId, nik, kk, desaCode: approval.desaCode });
  switch (report.change) {
    case 'moved':
    case 'died':
      return writeLeaving(tables, { report, found }, approval);
    case 'address':
      return writeAddress(tables, { report, found }, approval);
    case 'members':
      return writeMembers(tables, { report, found }, approval);
    case 'new_arrival':
      return writeArrival(tables, { report, found }, approval);
  }
}

/** They live in the desa that reports it. The address itself stands in the version. */
async function writeAddress(
  { context, entries }: RegistryTables,
  { report, found }: Update,
  { desaCode, kecamatanCode, at }: Approval,
): Promise<Written> {
  const target = targetOf(found, report.entryId);
  if (target !== null) return entries.next(target.id, { desaCode, kecamatanCode, at });
  const facts = { desaCode, kecamatanCode, headName: report.name, status: 'active', at } as const;
  const householdId = await householdByKk(context, report.kk);
  if (householdId !== null) return entries.record({ householdId }, facts);
  return entries.record({ personId: await personOf(context, subjectOf(report, at), at) }, facts);
}

/** Who is new joins. Who is gone is told in free text only, and stands in the version. */
async function writeMembers(
  { context, entries }: RegistryTables,
  { report, found }: Update,
  { desaCode, kecamatanCode, at }: Approval,
): Promise<Written> {
  const { kk, nik, name, members, entryId } = report;
  const target = targetOf(
    found.filter((entry) => entry.householdId !== null),
    entryId,
  );
  if (target !== null && target.householdId !== null) {
    await joinAll(context, target.householdId, { members, at });
    return entries.next(target.id, { desaCode, kecamatanCode, at });
  }
  const householdId = await householdOf(context, { kk, headNik: nik, desaCode }, at);
  await join(context, householdId, { who: subjectOf(report, at), relation: 'head', at });
  await joinAll(context, householdId, { members, at });
  return entries.record({ householdId }, { desaCode, kecamatanCode, headName: name, status: 'active', at });
}
