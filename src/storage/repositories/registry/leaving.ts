import type { EntryStatus } from '../../../domain/registry/entry-status.js';
import type { StorageContext } from '../../context.js';
import type { Entry, Written } from './entries.js';
import { countGone, leave, membersOf, type MemberRow } from './households.js';
import { personByNik, personOf, sameName, subjectOf } from './people.js';
import type { Approval, RegistryTables, Update } from './tables.js';
import { targetOf } from './target.js';
import { toldMemberCount, validFrom } from './versions.js';

interface Leaving {
  /** null: nobody recorded fits. */
  readonly personId: string | null;
  /** Their own entry. */
  readonly own: Entry | null;
  /** The entry of the household that they are of, or that the report is about. */
  readonly household: Entry | null;
  /** Their place in that household; null: not a member, as far as recorded. */
  readonly membership: MemberRow | null;
  readonly status: 'moved' | 'deceased';
  readonly since: Date;
  readonly at: Date;
}

/**
 * Moved or died. The version that tells it is the household's where there is one, else the person's own;
 * where there is none, an entry of the person is made, so that it is on record.
 */
export async function writeLeaving(
  tables: RegistryTables,
  update: Update,
  { desaCode, kecamatanCode, at }: Approval,
): Promise<Written> {
  const { context, entries } = tables;
  const { report } = update;
  const leaving = await leavingOf(context, update, at);
  const { own, household, personId, status, since } = leaving;
  if (household !== null) return writeInHousehold(tables, { ...leaving, household }, report.name);
  const id = personId ?? (await personOf(context, subjectOf(report, at), at));
  await leave(context, id, { staysIn: null, since, at });
  if (own !== null) return entries.next(own.id, { status, since, at });
  const facts = { desaCode, kecamatanCode, headName: report.name, status, since, at };
  return entries.record({ personId: id }, facts);
}

async function leavingOf(context: StorageContext, update: Update, at: Date): Promise<Leaving> {
  const { report, found } = update;
  const target = targetOf(found, report.entryId);
  const byNik = await personByNik(context, report.nik);
  const household = await householdEntry(context, update, byNik);
  const members = await membersOf(context, household?.householdId ?? null);
  const membership =
    members.find((one) => one.personId === (byNik ?? target?.personId)) ??
    // Without the NIK, or before it was recorded: by name.
    members.find((one) => (byNik === null || !one.hasNik) && sameName(one.name, report.name)) ??
    null;
  const personId = membership?.personId ?? byNik ?? target?.personId ?? null;
  return {
    personId,
    own: found.find((entry) => entry.personId !== null && entry.personId === personId) ?? null,
    household,
    membership,
    status: report.change === 'died' ? 'deceased' : 'moved',
    since: validFrom(report, at),
    at,
  };
}

/** That which the report names; else that in which the person is; else that of the card. */
async function householdEntry(
  context: StorageContext,
  { report, found }: Update,
  byNik: string | null,
): Promise<Entry | null> {
  const households = found.filter(({ householdId }) => householdId !== null);
  const named = households.find(({ id }) => id === report.entryId);
  if (named !== undefined) return named;
  for (const entry of households) {
    const members = await membersOf(context, entry.householdId);
    if (members.some(({ personId }) => personId === byNik)) return entry;
  }
  return households[0] ?? null;
}

async function writeInHousehold(
  tables: RegistryTables,
  leaving: Leaving & { readonly household: Entry },
  name: string,
): Promise<Written> {
  const { context, entries } = tables;
  const { household, own, personId, membership, status, since, at } = leaving;
  // The head who moves takes the household along.
  const isWhole =
    status === 'moved' &&
    (membership === null
      ? personId === null && sameName(household.headName, name)
      : membership.relation === 'head');
  if (isWhole) {
    if (own !== null) await entries.mark(own.id, { status, since, at });
    return entries.next(household.id, { status, since, at });
  }
  if (personId !== null) await leave(context, personId, { staysIn: null, since, at });
  if (own !== null) await entries.mark(own.id, { status, since, at });
  return entries.next(household.id, { status: await statusWithout(context, leaving), since, at });
}

/** Nobody is left of a household only when all that it was told to have are known to be gone. */
async function statusWithout(
  context: StorageContext,
  { household, status }: Leaving & { readonly household: Entry },
): Promise<EntryStatus> {
  const householdId = household.householdId ?? '';
  if (status === 'moved' || (await membersOf(context, householdId)).length > 0) return household.status;
  const told = (await toldMemberCount(context, household.id)) ?? 1;
  return (await countGone(context, householdId)) >= told ? 'deceased' : household.status;
}
