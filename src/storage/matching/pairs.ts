/** Pairs of persons who may be one: noted once, merged at once where nothing is to be asked. */
import { v7 as uuidv7 } from 'uuid';
import type { PairVerdict } from '../../domain/matching/person.js';
import type { FieldResult } from '../../domain/matching/score.js';
import { AppError } from '../../errors.js';
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
  const noted = await context.db.$queryRaw<Noted[]>`
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
  const often = new Map<string, number>();
  for (const id of same.flatMap(({ one, other }) => [one, other])) often.set(id, (often.get(id) ?? 0) + 1);
  const isAlone = ({ one, other }: Noted) => often.get(one) === 1 && often.get(other) === 1;
  await mergeApart(context, same.filter(isAlone), at);
  // Three or more who are one: each merge sees what the one before has made of them.
  for (const { id, one, other } of same.filter((pair) => !isAlone(pair))) {
    const merge = await mergePeople(context, { one, other, told: null, by: null, pairId: id, at });
    if (merge !== null) await decide(context, id, { what: 'same', by: null, at });
  }
  return { asked: noted.length - same.length, merged: same.length };
}

interface Noted {
  readonly id: string;
  /** Who was recorded first. */
  readonly one: string;
  readonly other: string;
  readonly verdict: string;
}

/** Merges pairs of whom nobody is in two, all at once, as mergePeople does each. */
async function mergeApart(context: StorageContext, pairs: readonly Noted[], at: Date): Promise<void> {
  if (pairs.length === 0) return;
  const { db } = context;
  const all = pairs.flatMap(({ one, other }) => [one, other]);
  await db.$queryRaw`
    WITH roots AS (SELECT unnest(${all}::uuid[]) AS id)
    SELECT p.id FROM person p
    WHERE p.id IN (SELECT id FROM roots UNION ALL SELECT q.id FROM roots JOIN person q ON q.same_as_id = roots.id)
    ORDER BY p.id FOR NO KEY UPDATE OF p`;
  const edges = pairs.map(({ id, one, other }) => ({ into: one, from: other, pairId: id, told: null }));
  await writeMerges(context, edges, { by: null, at });
  const ids = pairs.map(({ id }) => id);
  await db.$executeRaw`UPDATE person_pair SET decision = 'same' WHERE id = ANY(${ids}::uuid[])`;
  await db.$executeRaw`
    INSERT INTO person_pair_event (id, pair_id, what, at)
    SELECT gen_random_uuid(), id, 'same', ${at}::timestamptz FROM unnest(${ids}::uuid[]) AS w(id)`;
}

interface Edge {
  readonly into: string;
  readonly from: string;
  readonly told: Told | null;
  readonly pairId: string | null;
}

/** Both ends stand for themselves until now, and are locked. Returns the merges' ids. */
async function writeMerges(
  { db }: StorageContext,
  edges: readonly Edge[],
  { by, at }: { readonly by: string | null; readonly at: Date },
): Promise<readonly string[]> {
  interface Rows {
    readonly id: string;
    readonly name_row: string;
    readonly birth_date_row: string;
    readonly sex_row: string;
    readonly nik_row: string;
    readonly lacks_birth_date: boolean;
    readonly lacks_sex: boolean;
    readonly lacks_nik: boolean;
  }
  const found = await db.$queryRaw<Rows[]>`
    SELECT id, name_row, birth_date_row, sex_row, nik_row, birth_date IS NULL AS lacks_birth_date,
      sex IS NULL AS lacks_sex, nik_mac IS NULL AS lacks_nik
    FROM one_person WHERE id = ANY(${edges.flatMap(({ into, from }) => [into, from])}::uuid[])`;
  const byId = new Map(found.map((row) => [row.id, row]));
  const rows = edges.map(({ into, from, told, pairId }) => {
    const [i, f] = [byId.get(into), byId.get(from)];
    if (i === undefined || f === undefined) throw new AppError('internal');
    return {
      id: uuidv7(),
      person_id: from,
      into_id: into,
      name_of: told?.name ?? i.name_row,
      birth_date_of: told?.birthDate ?? (i.lacks_birth_date ? f.birth_date_row : i.birth_date_row),
      sex_of: told?.sex ?? (i.lacks_sex ? f.sex_row : i.sex_row),
      nik_of: told?.nik ?? (i.lacks_nik ? f.nik_row : i.nik_row),
      merged_by_id: by,
      merged_at: at.toISOString(),
      undone_by_id: null,
      undone_at: null,
      pair_id: pairId,
    };
  });
  const json = JSON.stringify(rows);
  await db.$executeRaw`
    INSERT INTO person_merge SELECT * FROM json_populate_recordset(NULL::person_merge, ${json}::json)`;
  await db.$executeRaw`
    WITH merged AS (SELECT person_id, into_id FROM json_populate_recordset(NULL::person_merge, ${json}::json)),
    all_others AS (
      SELECT person_id AS id, into_id FROM merged
      UNION ALL
      SELECT q.id, m.into_id FROM merged m JOIN person q ON q.same_as_id = m.person_id)
    UPDATE person p SET same_as_id = o.into_id FROM all_others o WHERE p.id = o.id`;
  return rows.map(({ id }) => id);
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
  context: StorageContext,
  { one, other, told, by, pairId, at }: Merge,
): Promise<string | null> {
  const { db } = context;
  // Locked in one order, whoever merges them with whom: and looked at after. Facts may be written about them meanwhile.
  await db.$queryRaw`
    SELECT p.id FROM person p WHERE p.id IN (SELECT all_of_one(${one}::uuid) UNION SELECT all_of_one(${other}::uuid))
    ORDER BY p.id FOR NO KEY UPDATE`;
  const roots = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT COALESCE(p.same_as_id, p.id) AS id FROM person p WHERE p.id IN (${one}::uuid, ${other}::uuid)
    ORDER BY 1`;
  const [into, from] = roots;
  if (into === undefined || from === undefined) return null;
  const [id] = await writeMerges(context, [{ into: into.id, from: from.id, told, pairId }], { by, at });
  return id ?? null;
}

/** Who was merged, and who was one with them before, are read as they were. false: it was undone already. */
export async function undoMerge(
  { db }: StorageContext,
  { mergeId, by, at }: { readonly mergeId: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  await db.$queryRaw`
    SELECT p.id FROM person p
    WHERE p.id IN (SELECT all_of_one(m.into_id) FROM person_merge m WHERE m.id = ${mergeId}::uuid)
    ORDER BY p.id FOR NO KEY UPDATE`;
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
