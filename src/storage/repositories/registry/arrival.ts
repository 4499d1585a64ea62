import type { Entry, EntryFacts, Holder, Written } from './entries.js';
import { householdOf, join, joinAll, leave, membersOf } from './households.js';
import { personOf, subjectOf } from './people.js';
import type { Approval, RegistryTables, Update } from './tables.js';
import { validFrom } from './versions.js';

/**
 * Who arrives has left where they were. With a family card, or with others, they are a household (or join
 * the one of that card); alone they are a person with an entry of their own.
 */
export async function writeArrival(
  tables: RegistryTables,
  { report, found }: Update,
  { desaCode, kecamatanCode, at }: Approval,
): Promise<Written> {
  const { context } = tables;
  const { kk, nik, members, name: headName } = report;
  const since = validFrom(report, at);
  const who = subjectOf(report, at);
  const facts = { desaCode, kecamatanCode, headName, since, at };
  if (kk === null && members.length === 0) {
    const personId = await personOf(context, who, at);
    await leave(context, personId, { staysIn: null, since, at });
    return arrive(tables, { personId }, { present: found.find((one) => one.personId === personId), facts });
  }
  const householdId = await householdOf(context, { kk, headNik: nik, desaCode }, at);
  const isFirst = (await membersOf(context, householdId)).length === 0;
  const personId = await join(context, householdId, { who, relation: isFirst ? 'head' : 'other', at });
  await leave(context, personId, { staysIn: householdId, since, at });
  await joinAll(context, householdId, { members, at });
  const present = found.find((one) => one.householdId === householdId);
  return arrive(tables, { householdId }, { present, facts });
}

/** Arriving lifts the mark of having moved, but nobody becomes eligible again by it. */
async function arrive(
  { entries }: RegistryTables,
  holder: Holder,
  {
    present,
    facts,
  }: {
    readonly present: Entry | undefined;
    readonly facts: Omit<EntryFacts, 'status'> & { readonly since: Date };
  },
): Promise<Written> {
  if (present === undefined) return entries.record(holder, { ...facts, status: 'active' });
  const { desaCode, kecamatanCode, since, at } = facts;
  const status = present.status === 'ineligible' ? 'ineligible' : 'active';
  return entries.next(present.id, { desaCode, kecamatanCode, status, since, at });
}
