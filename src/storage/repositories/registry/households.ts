import { v7 as uuidv7 } from 'uuid';
import type { Member } from '../../../domain/report/parts.js';
import type { StorageContext } from '../../context.js';
import { giveNik, personByNik, personOf, sameName, type Who } from './people.js';

export interface MemberRow {
  readonly personId: string;
  readonly relation: string;
  readonly name: string;
  readonly hasNik: boolean;
  readonly birthDate: string | null;
}

/**
 * Known by its card, or new. A household without a card is known by its head's NIK: that it gets a card
 * does not make it another.
 */
export async function householdOf(
  context: StorageContext,
  { kk, headNik, desaCode }: { readonly kk: string | null; headNik: string | null; desaCode: string },
  at: Date,
): Promise<string> {
  const known = await householdByKk(context, kk);
  if (known !== null) return known;
  const uncarded = await householdWithoutCard(context, headNik);
  if (uncarded !== null) {
    if (kk !== null) await giveCard(context, uncarded, { kk, at });
    return uncarded;
  }
  const id = uuidv7();
  await context.db.household.create({ data: { id, ...card(context, id, kk), desaCode, createdAt: at } });
  return id;
}

export async function householdByKk(
  { db, index }: StorageContext,
  kk: string | null,
): Promise<string | null> {
  if (kk === null) return null;
  const row = await db.household.findUnique({ where: { kkMac: index.mac('kk', kk) }, select: { id: true } });
  return row?.id ?? null;
}

async function householdWithoutCard(context: StorageContext, headNik: string | null): Promise<string | null> {
  const personId = await personByNik(context, headNik);
  if (personId === null) return null;
  const row = await context.db.householdMember.findFirst({
    where: { personId, relation: 'head', validTo: null, household: { kkMac: null } },
    select: { householdId: true },
  });
  return row?.householdId ?? null;
}

async function giveCard(
  context: StorageContext,
  id: string,
  { kk, at }: { readonly kk: string; readonly at: Date },
): Promise<void> {
  await context.db.household.update({ where: { id }, data: { ...card(context, id, kk), kkAt: at } });
}

function card({ cipher, index }: StorageContext, row: string, kk: string | null) {
  if (kk === null) return { kkEnc: null, kkMac: null };
  return {
    kkEnc: cipher.seal(kk, { table: 'household', column: 'kk_enc', row }),
    kkMac: index.mac('kk', kk),
  };
}

/** Those of now; of no household none. */
export async function membersOf(
  { db }: StorageContext,
  householdId: string | null,
): Promise<readonly MemberRow[]> {
  if (householdId === null) return [];
  const rows = await db.householdMember.findMany({
    where: { householdId, validTo: null },
    include: { person: true },
  });
  return rows.map(({ personId, relation, person }) => ({
    personId,
    relation,
    name: person.name,
    hasNik: person.nikMac !== null,
    birthDate: person.birthDate?.toISOString().slice(0, 10) ?? null,
  }));
}

/** Somebody becomes a member, if they are not one already. Returns the person. */
export async function join(
  context: StorageContext,
  householdId: string,
  { who, relation, at }: { readonly who: Who; readonly relation: string; readonly at: Date },
): Promise<string> {
  const personId =
    (await memberWithoutNik(context, householdId, { who, at })) ?? (await personOf(context, who, at));
  await context.db.$executeRaw`
    INSERT INTO household_member (id, household_id, person_id, relation, valid_from, recorded_at)
    VALUES (${uuidv7()}::uuid, ${householdId}::uuid, ${personId}::uuid, ${relation}, ${at}, ${at})
    ON CONFLICT (household_id, person_id) WHERE valid_to IS NULL DO NOTHING`;
  return personId;
}

export async function joinAll(
  context: StorageContext,
  householdId: string,
  { members, at }: { readonly members: readonly Member[]; readonly at: Date },
): Promise<void> {
  for (const { relation, ...who } of members) await join(context, householdId, { who, relation, at });
}

/**
 * One of the household recorded without NIK, of that name and date of birth: reported again, they are
 * the same, and may have got a NIK since.
 */
async function memberWithoutNik(
  context: StorageContext,
  householdId: string,
  { who, at }: { readonly who: Who; readonly at: Date },
): Promise<string | null> {
  if ((await personByNik(context, who.nik)) !== null) return null;
  const known = (await membersOf(context, householdId)).find(
    ({ name, hasNik, birthDate }) => !hasNik && birthDate === who.birthDate && sameName(name, who.name),
  );
  if (known === undefined) return null;
  if (who.nik !== null) await giveNik(context, known.personId, { nik: who.nik, at });
  return known.personId;
}

/** Membership ends wherever it is, but in the household where they stay; never before it began. */
export async function leave(
  { db }: StorageContext,
  personId: string,
  { staysIn, since, at }: { readonly staysIn: string | null; readonly since: Date; readonly at: Date },
): Promise<void> {
  await db.$executeRaw`
    UPDATE household_member SET valid_to = GREATEST(valid_from, ${since}::timestamptz), ended_at = ${at}
    WHERE person_id = ${personId}::uuid AND valid_to IS NULL
      AND household_id IS DISTINCT FROM ${staysIn}::uuid`;
}

/** How many are known to have left it, by death or otherwise. */
export async function countGone({ db }: StorageContext, householdId: string): Promise<number> {
  return db.householdMember.count({ where: { householdId, validTo: { not: null } } });
}
