/** Whom the rows of a file are about: by NIK where it can be theirs, else by all that is known of them. */
import { personMatcher, type PersonFacts } from '../../domain/matching/person.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { groupedBy } from '../grouped.js';
import {
  askedOnce,
  compared,
  facesUnder,
  factsOf,
  isLikely,
  MOST_BY_NIK_ALONE,
  type Candidate,
  type FaceRow,
} from '../matching/candidates.js';
import type { FoundPair } from '../matching/pairs.js';

/** Rows of a file, from behind one to another. */
export interface Batch {
  readonly importId: string;
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

export const inBatch = ({ importId, from, to }: Batch) =>
  Prisma.sql`r.import_id = ${importId}::uuid AND r.n > ${from}::int AND r.n <= ${to}::int`;

/**
 * Marks the rows whose NIK is known of somebody who is called or was born otherwise, unless all in all it is the same
 * person.
 */
export async function doubtNiks(context: StorageContext, batch: Batch, at: Date): Promise<void> {
  const { db } = context;
  const rows = await rowsByNik(
    context,
    batch,
    Prisma.sql`s.person_id IS DISTINCT FROM p.id
      AND (lower(p.name) <> lower(r.name) OR p.birth_date <> r.birth_date OR p.sex <> r.sex)`,
  );
  const doubted = rows.flatMap((row) => (byNik(context, row, at).verdict === 'same' ? [] : [row.n]));
  if (doubted.length === 0) return;
  await db.$executeRaw`
    UPDATE source_import_row SET doubted = true
    WHERE import_id = ${batch.importId}::uuid AND n = ANY(${doubted}::int[])`;
}

/**
 * What is to be compared of these rows, once they are written; compared when it is called. The rows that are doubted,
 * with whose number they have; the persons that the others have made, with all who share a key with them.
 */
export async function comparisonsOf(
  context: StorageContext,
  batch: Batch,
  at: Date,
): Promise<() => readonly FoundPair[]> {
  const [met, doubted] = await Promise.all([
    facesMet(context, batch),
    rowsByNik(context, batch, Prisma.sql`r.doubted`),
  ]);
  return () => [...doubted.map((row) => pairOfDoubted(context, row, at)), ...pairsOfNew(context, met, at)];
}

function pairOfDoubted(context: StorageContext, row: NikRow, at: Date): FoundPair {
  const { verdict, weight, fields, desaCode } = byNik(context, row, at);
  return {
    between: [
      { personId: row.known_id, desaCode: null },
      { personId: row.person_id, desaCode },
    ],
    verdict: verdict === 'ask' ? 'ask' : 'conflict',
    weight,
    fields,
  };
}

interface NikRow {
  readonly n: number;
  readonly person_id: string;
  readonly version_id: string;
  readonly sealed_data: string;
  readonly known_id: string;
  readonly known_name: string;
  readonly known_birth: string | null;
  readonly known_sex: 'L' | 'P' | null;
}

/** Rows `r` with the person `p` whose NIK they have, and the record `s` that they are of. */
async function rowsByNik(
  { db }: StorageContext,
  batch: Batch,
  where: Prisma.Sql,
): Promise<readonly NikRow[]> {
  return db.$queryRaw<NikRow[]>`
    SELECT r.n, r.person_id, r.version_id, r.sealed_data, p.id AS known_id, p.name AS known_name,
      p.birth_date::text AS known_birth, p.sex AS known_sex
    FROM source_import_row r JOIN person p ON p.nik_mac = r.nik_mac
      LEFT JOIN source_record s ON s.source = ${batch.source} AND s.key_mac = r.key_mac
    WHERE ${inBatch(batch)} AND NOT r.nik_shared AND ${where}`;
}

function byNik({ cipher }: StorageContext, row: NikRow, at: Date) {
  const facts = openRow(cipher, row);
  const known = { nik: facts.nik, name: row.known_name, birthDate: row.known_birth, sex: row.known_sex };
  const matcher = personMatcher(dayOf(at));
  const compared = matcher.compare(matcher.prepare({ ...facts }), matcher.prepare(known));
  return { ...compared, desaCode: facts.desaCode };
}

interface MetRow extends FaceRow {
  readonly n: number;
  readonly row_person: string;
  readonly row_version: string;
  readonly row_sealed: string;
}

/** Who shares a key with a person that one of these rows has made. */
async function facesMet({ db }: StorageContext, batch: Batch): Promise<readonly MetRow[]> {
  return db.$queryRaw<MetRow[]>`
    WITH met AS (
      SELECT r.n, k.face, ${likely} AS likely,
        row_number() OVER (PARTITION BY r.n, ${likely} ORDER BY k.face) AS nth
      FROM source_import_row r
        JOIN source_record s ON s.source = ${batch.source} AND s.key_mac = r.key_mac
          AND s.person_id = r.person_id AND s.version_id = r.version_id
        CROSS JOIN LATERAL unnest(r.match_keys) AS w(key)
        CROSS JOIN ${Prisma.raw(facesUnder('w.key'))}
      WHERE ${inBatch(batch)} AND k.face <> s.id
      GROUP BY r.n, k.face
      HAVING ${likely} OR bool_or(r.nik_mac IS NOT NULL AND k.key = r.match_keys[1]))
    SELECT r.n, r.person_id AS row_person, r.version_id AS row_version, r.sealed_data AS row_sealed,
      COALESCE(o.person_id, f.person_id) AS "personId", o.source, v.id AS "versionId",
      COALESCE(v.data_enc, f.face_enc) AS sealed
    FROM met JOIN source_import_row r ON r.import_id = ${batch.importId}::uuid AND r.n = met.n
        AND (met.likely OR met.nth <= ${MOST_BY_NIK_ALONE}::int)
      LEFT JOIN source_record o ON o.id = met.face
      LEFT JOIN source_record_version v ON v.id = o.version_id AND v.present
      LEFT JOIN person_face f ON f.person_id = met.face
    WHERE COALESCE(v.data_enc, f.face_enc) IS NOT NULL
      AND COALESCE(o.person_id, f.person_id) <> r.person_id`;
}

function pairsOfNew(context: StorageContext, met: readonly MetRow[], at: Date): readonly FoundPair[] {
  const matcher = personMatcher(dayOf(at));
  return [...groupedBy(met, ({ n }) => n).values()].flatMap((faces) => {
    const [row] = faces;
    const facts = openRow(context.cipher, { version_id: row.row_version, sealed_data: row.row_sealed });
    const asked = matcher.prepare({ ...facts });
    const candidates = faces.flatMap((face) => compared(context, matcher, { asked, face }) ?? []);
    return askedOnce(candidates).map((candidate) => pairOf(row.row_person, facts, candidate));
  });
}

function pairOf(
  newPerson: string,
  { desaCode }: PersonFacts,
  { personId, facts, verdict, weight, fields }: Candidate,
): FoundPair {
  const between = [
    { personId: newPerson, desaCode },
    { personId, desaCode: facts.desaCode },
  ] as const;
  return { between, verdict, weight, fields };
}

function openRow(
  cipher: StorageContext['cipher'],
  row: { readonly version_id: string; readonly sealed_data: string },
): PersonFacts {
  const cell = { table: 'source_record_version', column: 'data_enc', row: row.version_id };
  return factsOf(cipher.openJson(row.sealed_data, cell) as PersonFacts);
}

const likely = Prisma.raw(isLikely('r.birth_date'));

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
