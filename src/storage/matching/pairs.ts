/** Pairs of persons who may be one: noted once, merged at once where nothing is to be asked. */
import { v7 as uuidv7 } from 'uuid';
import type { PairVerdict } from '../../domain/matching/person.js';
import type { FieldResult } from '../../domain/matching/score.js';
import type { StorageContext } from '../context.js';

/** As they were found, in either order. */
export interface FoundPair {
  readonly between: readonly [PairSide, PairSide];
  readonly verdict: PairVerdict;
  readonly weight: number;
  readonly fields: readonly FieldResult[];
}

export interface PairSide {
  readonly personId: string;
  readonly desaCode: string | null;
}

export interface PairCause {
  readonly at: Date;
  readonly importId: string | null;
  readonly caseId: string | null;
}

/**
 * What is one already, or was decided before, also of others who are one with them, is not asked again. Returns how
 * many are asked about, and how many were merged.
 */
export async function notePairs(
  context: StorageContext,
  found: readonly FoundPair[],
  { at, importId, caseId }: PairCause,
): Promise<{ readonly asked: number; readonly merged: number }> {
  if (found.length === 0) return { asked: 0, merged: 0 };
  const rows = found.map(({ between: [one, other], verdict, weight, fields }) => ({
    id: uuidv7(),
    one: one.personId,
    other: other.personId,
    one_desa: one.desaCode,
    other_desa: other.desaCode,
    verdict,
    weight,
    fields: fields.map(({ field, level, weight: bits }) => ({ field, level, weight: rounded(bits) })),
  }));
  const noted = await context.db.$queryRaw<{ id: string; one: string; other: string; verdict: string }[]>`
    WITH found AS (
      SELECT DISTINCT ON (LEAST(f.one, f.other), GREATEST(f.one, f.other)) f.*
      FROM (
        SELECT j.id, j.verdict, j.weight, j.fields, j.one_desa, j.other_desa,
          COALESCE(a.same_as_id, a.id) AS one, COALESCE(b.same_as_id, b.id) AS other
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS j(id uuid, one uuid, other uuid, one_desa text,
            other_desa text, verdict text, weight real, fields jsonb)
          JOIN person a ON a.id = j.one JOIN person b ON b.id = j.other) f
      WHERE f.one <> f.other
      ORDER BY LEAST(f.one, f.other), GREATEST(f.one, f.other), (f.verdict = 'same') DESC, f.weight DESC),
    fresh AS (
      SELECT f.* FROM found f WHERE NOT EXISTS (
        SELECT FROM person_pair d
        WHERE d.decision = 'different' AND d.one_id IN (SELECT all_of_one(f.one) UNION ALL SELECT all_of_one(f.other))
          AND d.other_id IN (SELECT all_of_one(f.one) UNION ALL SELECT all_of_one(f.other))))
    INSERT INTO person_pair (id, one_id, other_id, one_desa_code, other_desa_code, verdict, weight, fields, found_at,
      import_id, case_id)
    SELECT id, LEAST(one, other), GREATEST(one, other), CASE WHEN one < other THEN one_desa ELSE other_desa END,
      CASE WHEN one < other THEN other_desa ELSE one_desa END, verdict, weight, fields, ${at}::timestamptz,
      ${importId}::uuid, ${caseId}::uuid
    FROM fresh ON CONFLICT (one_id, other_id) DO NOTHING
    RETURNING id, one_id AS one, other_id AS other, verdict`;
  const same = noted.filter(({ verdict }) => verdict === 'same');
  for (const { id, one, other } of same) {
    const merge = await mergePeople(context, { one, other, told: null, by: null, pairId: id, at });
    if (merge !== null) await decide(context, id, { what: 'same', by: null, at });
  }
  return { asked: noted.length - same.length, merged: same.length };
}

const rounded = (bits: number) => Math.round(bits * 10) / 10;

/** Whose row is right, by what is told. */
export interface Told {
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly nik: string;
}

export interface Merge {
  readonly one: string;
  readonly other: string;
  /** null: who was recorded first is right, but where they lack what the other has. */
  readonly told: Told | null;
  /** null: the service itself. */
  readonly by: string | null;
  readonly pairId: string | null;
  readonly at: Date;
}

/**
 * From now on both, and all who were one with either, are read as the one who was recorded first. null: they were one
 * already. `told` must be of those.
 */
export async function mergePeople(
  { db }: StorageContext,
  { one, other, told, by, pairId, at }: Merge,
): Promise<string | null> {
  // Locked in one order, whoever merges them with whom: and looked at after.
  await db.$queryRaw`
    SELECT p.id FROM person p WHERE p.id IN (SELECT all_of_one(${one}::uuid) UNION SELECT all_of_one(${other}::uuid))
    ORDER BY p.id FOR UPDATE`;
  const roots = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT COALESCE(p.same_as_id, p.id) AS id FROM person p WHERE p.id IN (${one}::uuid, ${other}::uuid)
    ORDER BY 1`;
  const [into, from] = roots;
  if (into === undefined || from === undefined) return null;
  const id = uuidv7();
  await db.$executeRaw`
    INSERT INTO person_merge (id, person_id, into_id, name_of, birth_date_of, sex_of, nik_of, merged_by_id, merged_at,
      pair_id)
    SELECT ${id}::uuid, f.id, i.id, COALESCE(${told?.name ?? null}::uuid, i.name_row),
      COALESCE(${told?.birthDate ?? null}::uuid, CASE WHEN i.birth_date IS NULL THEN f.birth_date_row ELSE i.birth_date_row END),
      COALESCE(${told?.sex ?? null}::uuid, CASE WHEN i.sex IS NULL THEN f.sex_row ELSE i.sex_row END),
      COALESCE(${told?.nik ?? null}::uuid, CASE WHEN i.nik_mac IS NULL THEN f.nik_row ELSE i.nik_row END),
      ${by}::uuid, ${at}::timestamptz, ${pairId}::uuid
    FROM one_person i, one_person f WHERE i.id = ${into.id}::uuid AND f.id = ${from.id}::uuid`;
  await db.$executeRaw`
    UPDATE person SET same_as_id = ${into.id}::uuid WHERE id = ${from.id}::uuid OR same_as_id = ${from.id}::uuid`;
  return id;
}

/** Who was merged, and who was one with them before, are read as they were. false: it was undone already. */
export async function undoMerge(
  { db }: StorageContext,
  { mergeId, by, at }: { readonly mergeId: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  await db.$queryRaw`
    SELECT p.id FROM person p
    WHERE p.id IN (SELECT all_of_one(m.into_id) FROM person_merge m WHERE m.id = ${mergeId}::uuid)
    ORDER BY p.id FOR UPDATE`;
  const [undone] = await db.$queryRaw<{ id: string }[]>`
    UPDATE person_merge SET undone_at = GREATEST(merged_at, ${at}::timestamptz), undone_by_id = ${by}::uuid
    WHERE id = ${mergeId}::uuid AND undone_at IS NULL RETURNING person_id AS id`;
  if (undone === undefined) return false;
  await db.$executeRaw`
    WITH RECURSIVE own AS (
      SELECT ${undone.id}::uuid AS id
      UNION
      SELECT m.person_id FROM person_merge m JOIN own ON m.into_id = own.id WHERE m.undone_at IS NULL)
    UPDATE person p SET same_as_id = NULLIF(${undone.id}::uuid, p.id) FROM own WHERE p.id = own.id`;
  return true;
}

export async function decide(
  { db }: StorageContext,
  pairId: string,
  {
    what,
    by,
    at,
  }: { readonly what: 'same' | 'different' | 'undone'; readonly by: string | null; readonly at: Date },
): Promise<void> {
  const decision = what === 'undone' ? null : what;
  await db.$executeRaw`UPDATE person_pair SET decision = ${decision} WHERE id = ${pairId}::uuid`;
  await db.$executeRaw`
    INSERT INTO person_pair_event (id, pair_id, what, by_id, at)
    VALUES (${uuidv7()}::uuid, ${pairId}::uuid, ${what}, ${by}::uuid, ${at}::timestamptz)`;
}
