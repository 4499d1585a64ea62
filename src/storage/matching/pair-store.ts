import { sources, type Source } from '../../domain/import/sources.js';
import type { PairVerdict, PersonFacts } from '../../domain/matching/person.js';
import type { FieldResult } from '../../domain/matching/score.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { OnePersonWork, PairHead, PairQueries } from '../../usecases/one-person/ports.js';
import type { Face, PairEnd, PairPerson, PairView, ToldOf } from '../../usecases/one-person/services.js';
import { inScope } from '../console/scope.js';
import { seesSensitive } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { factsOf } from './candidates.js';
import { faceCell } from './faces.js';
import { decide, mergePeople, undoMerge, type Told } from './pairs.js';

export class PgOnePersonWork implements OnePersonWork {
  constructor(private readonly context: StorageContext) {}

  async lock(pairId: string): Promise<PairHead | null> {
    const [row] = await this.context.db.$queryRaw<
      {
        id: string;
        one_id: string;
        other_id: string;
        decision: 'same' | 'different' | null;
        merge_id: string | null;
      }[]
    >`
      SELECT w.id, w.one_id, w.other_id, w.decision, (
        SELECT m.id FROM person_merge m WHERE m.pair_id = w.id AND m.undone_at IS NULL LIMIT 1) AS merge_id
      FROM person_pair w WHERE w.id = ${pairId}::uuid FOR UPDATE OF w`;
    if (row === undefined) return null;
    const { id, one_id: oneId, other_id: otherId, decision, merge_id: mergeId } = row;
    return { id, oneId, otherId, decision, mergeId };
  }

  async merge(
    { id, oneId, otherId }: PairHead,
    { userId, at, told }: { userId: string; at: Date; told: ToldOf | null },
  ): Promise<boolean> {
    const merged = await mergePeople(this.context, {
      one: oneId,
      other: otherId,
      told: told === null ? null : await this.rowsOf({ one: oneId, other: otherId }, told),
      by: userId,
      pairId: id,
      at,
    });
    return merged !== null;
  }

  /** The rows by which each of both is told now. */
  private async rowsOf(pair: Readonly<Record<'one' | 'other', string>>, told: ToldOf): Promise<Told> {
    const { db } = this.context;
    const rowOf = async (id: string) => {
      const [row] = await db.$queryRaw<{ name: string; birthDate: string; sex: string; nik: string }[]>`
        SELECT o.name_row AS name, o.birth_date_row AS "birthDate", o.sex_row AS sex, o.nik_row AS nik
        FROM person p JOIN one_person o ON o.id = COALESCE(p.same_as_id, p.id) WHERE p.id = ${id}::uuid`;
      if (row === undefined) throw new AppError('internal');
      return row;
    };
    const rows = { one: await rowOf(pair.one), other: await rowOf(pair.other) };
    return {
      name: rows[told.name].name,
      birthDate: rows[told.birthDate].birthDate,
      sex: rows[told.sex].sex,
      nik: rows[told.nik].nik,
    };
  }

  undoMerge(mergeId: string, { userId: by, at }: { userId: string; at: Date }): Promise<boolean> {
    return undoMerge(this.context, { mergeId, by, at });
  }

  async decide(
    pairId: string,
    what: 'same' | 'different' | 'undone',
    { userId: by, at }: { userId: string; at: Date },
  ): Promise<void> {
    await decide(this.context, pairId, { what, by, at });
  }
}

interface EndRow {
  readonly one_name: string;
  readonly one_birth: string | null;
  readonly one_desa: string | null;
  readonly other_name: string;
  readonly other_birth: string | null;
  readonly other_desa: string | null;
}

interface Row extends EndRow {
  readonly id: string;
  readonly verdict: PairVerdict;
  readonly weight: number;
  readonly fields: readonly FieldResult[];
  readonly found_at: Date;
}

const ends = Prisma.sql`
  a.name AS one_name, a.birth_date::text AS one_birth, da.name AS one_desa,
  b.name AS other_name, b.birth_date::text AS other_birth, db.name AS other_desa`;
const joined = Prisma.sql`
  JOIN person pa ON pa.id = w.one_id JOIN one_person a ON a.id = COALESCE(pa.same_as_id, pa.id)
  JOIN person pb ON pb.id = w.other_id JOIN one_person b ON b.id = COALESCE(pb.same_as_id, pb.id)
  LEFT JOIN region da ON da.code = w.one_desa_code LEFT JOIN region db ON db.code = w.other_desa_code`;

/** Who are one by now, or of whom nothing is said any more, are nothing to ask about. */
const isQuestion = Prisma.sql`(COALESCE(pa.same_as_id, pa.id) <> COALESCE(pb.same_as_id, pb.id))`;

/** That something is said of a person; for who may not see what is sensitive, something else than that. */
function saysSomething(actor: StaffActor, id: Prisma.Sql): Prisma.Sql {
  const sensitive = Prisma.sql`JOIN pmks_category g ON g.sensitive AND g.code`;
  const [record, face] = seesSensitive(actor)
    ? [Prisma.sql`true`, Prisma.sql`true`]
    : [
        Prisma.sql`NOT EXISTS (SELECT FROM source_record_version v ${sensitive} = v.category_code WHERE v.id = s.version_id)`,
        Prisma.sql`NOT EXISTS (SELECT FROM person_pmks x ${sensitive} = x.category_code WHERE x.person_id = ${id})`,
      ];
  return Prisma.sql`(EXISTS (SELECT FROM source_record s WHERE s.person_id = ${id} AND s.present AND ${record})
    OR EXISTS (SELECT FROM person_face f WHERE f.person_id = ${id} AND ${face}))`;
}

function isFor(actor: StaffActor): Prisma.Sql {
  // Who is written nowhere is for those who answer for the whole region.
  const everywhere = actor.regions.some((code) => code.split('.').length === 2);
  const of = (column: 'one_desa_code' | 'other_desa_code') => {
    const code = Prisma.raw(`w.${column}`);
    return everywhere
      ? Prisma.sql`(${code} IS NULL OR ${inScope(actor, code)})`
      : Prisma.sql`(${code} IS NOT NULL AND ${inScope(actor, code)})`;
  };
  return Prisma.sql`(${of('one_desa_code')} AND ${of('other_desa_code')}
    AND ${saysSomething(actor, Prisma.sql`w.one_id`)} AND ${saysSomething(actor, Prisma.sql`w.other_id`)})`;
}

const endsOf = (row: EndRow): { readonly one: PairEnd; readonly other: PairEnd } => ({
  one: { name: row.one_name, birthDate: row.one_birth, desaName: row.one_desa },
  other: { name: row.other_name, birthDate: row.other_birth, desaName: row.other_desa },
});

export function pairQueries(context: StorageContext): PairQueries {
  const { sql } = context;
  return {
    openCount: async (actor) => {
      const [row] = await sql.asked<{ count: number }>(Prisma.sql`
        SELECT count(*)::int AS count FROM (
          SELECT FROM person_pair w JOIN person pa ON pa.id = w.one_id JOIN person pb ON pb.id = w.other_id
          WHERE w.decision IS NULL AND ${isFor(actor)} AND ${isQuestion} LIMIT 1000) few`);
      return row?.count ?? 0;
    },
    open: async (actor, { after, limit }) => {
      const behind =
        after === null
          ? Prisma.sql`true`
          : Prisma.sql`(w.verdict, -w.weight, w.id) > (
              SELECT x.verdict, -x.weight, x.id FROM person_pair x WHERE x.id = ${after}::uuid)`;
      const rows = await sql.asked<Row>(Prisma.sql`
        SELECT w.id, w.verdict, w.weight, w.fields, w.found_at, ${ends} FROM (
          SELECT w.* FROM person_pair w JOIN person pa ON pa.id = w.one_id JOIN person pb ON pb.id = w.other_id
          WHERE w.decision IS NULL AND ${isFor(actor)} AND ${isQuestion} AND ${behind}
          ORDER BY w.verdict, w.weight DESC, w.id LIMIT ${limit}::int) w ${joined}
        ORDER BY w.verdict, w.weight DESC, w.id`);
      return rows.flatMap(({ verdict, ...row }) =>
        verdict === 'same' ? [] : [{ ...row, verdict, foundAt: row.found_at, ...endsOf(row) }],
      );
    },
    decided: async (actor, limit) => {
      const rows = await sql.asked<
        EndRow & { id: string; what: 'same' | 'different'; at: Date; by: string | null }
      >(Prisma.sql`
        SELECT w.id, e.what, e.at, u.name AS by, ${ends}
        FROM (
          SELECT * FROM person_pair_event e WHERE e.by_id IS NOT NULL ORDER BY e.id DESC LIMIT 200) e
          JOIN person_pair w ON w.id = e.pair_id AND w.decision = e.what ${joined}
          LEFT JOIN console_user u ON u.id = e.by_id
        WHERE ${isFor(actor)} ORDER BY e.id DESC LIMIT ${limit}::int`);
      return rows.map((row) => ({ id: row.id, what: row.what, at: row.at, by: row.by, ...endsOf(row) }));
    },
    one: (actor, id) => pairOf(context, actor, id),
  };
}

async function pairOf(context: StorageContext, actor: StaffActor, id: string): Promise<PairView | null> {
  const { sql } = context;
  const [row] = await sql.asked<
    Row & { decision: 'same' | 'different' | null; one_id: string; other_id: string; are_one: boolean }
  >(Prisma.sql`
    SELECT w.id, w.verdict, w.weight, w.fields, w.found_at, w.decision, w.one_id, w.other_id,
      COALESCE(pa.same_as_id, pa.id) = COALESCE(pb.same_as_id, pb.id) AS are_one, ${ends}
    FROM person_pair w ${joined} WHERE w.id = ${id}::uuid AND ${isFor(actor)}`);
  if (row === undefined) return null;
  const history = await sql.asked<PairView['history'][number]>(Prisma.sql`
    SELECT e.what, e.at, u.name AS by FROM person_pair_event e LEFT JOIN console_user u ON u.id = e.by_id
    WHERE e.pair_id = ${id}::uuid ORDER BY e.id DESC`);
  const { one, other } = endsOf(row);
  const [oneFaces, otherFaces] = await Promise.all([
    facesOf(context, actor, row.one_id),
    facesOf(context, actor, row.other_id),
  ]);
  const person = (end: PairEnd, personId: string, faces: readonly Face[]): PairPerson => ({
    ...end,
    id: personId,
    faces,
  });
  return {
    id: row.id,
    verdict: row.verdict,
    weight: row.weight,
    fields: row.fields,
    foundAt: row.found_at,
    decision: row.decision,
    areOne: row.are_one,
    history,
    one: person(one, row.one_id, oneFaces),
    other: person(other, row.other_id, otherFaces),
  };
}

/** As each place writes exactly this person, not those who are one with them: it is they who are compared. */
async function facesOf(
  { sql, cipher, regions }: StorageContext,
  actor: StaffActor,
  personId: string,
): Promise<readonly Face[]> {
  const all = seesSensitive(actor);
  const rows = await sql.asked<{ source: string | null; id: string; sealed: string }>(Prisma.sql`
    SELECT s.source, v.id, v.data_enc AS sealed FROM source_record s
      JOIN source_record_version v ON v.id = s.version_id AND v.present
      LEFT JOIN pmks_category g ON g.code = v.category_code
    WHERE s.person_id = ${personId}::uuid AND (${all} OR NOT COALESCE(g.sensitive, false))
    UNION ALL
    SELECT NULL, f.person_id, f.face_enc FROM person_face f
    WHERE f.person_id = ${personId}::uuid AND (${all} OR NOT EXISTS (
      SELECT FROM person_pmks x JOIN pmks_category g ON g.code = x.category_code AND g.sensitive
      WHERE x.person_id = f.person_id))
    ORDER BY 1 NULLS FIRST, 2 LIMIT 20`);
  return rows.map(({ source, id, sealed }) => {
    const cell =
      source === null ? faceCell(id) : { table: 'source_record_version', column: 'data_enc', row: id };
    const facts = factsOf(cipher.openJson(sealed, cell) as PersonFacts);
    return {
      source: sources.find((one): one is Source => one === source) ?? null,
      facts,
      desaName: facts.desaCode === null ? null : (regions.names.get(facts.desaCode) ?? facts.desaCode),
    };
  });
}
