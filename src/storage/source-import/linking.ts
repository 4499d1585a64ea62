/** Whom the rows of a file are about: by NIK where it can be theirs, else by all that is known of them. */
import { personMatcher, type PersonFacts } from '../../domain/matching/person.js';
import type { Prepared } from '../../domain/matching/score.js';
import type { ImportHead } from '../../usecases/source-import/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { compared, factsOf, mayBeBornAlike, type FaceRow } from '../matching/candidates.js';
import { notePairs, type FoundPair } from '../matching/pairs.js';

/** Rows of a file, from behind one to another. */
export interface Batch {
  readonly head: ImportHead;
  readonly from: number;
  readonly to: number;
}

export const inBatch = ({ head, from, to }: Batch) =>
  Prisma.sql`r.import_id = ${head.id}::uuid AND r.n > ${from}::int AND r.n <= ${to}::int`;

/**
 * Marks the rows whose NIK is known of somebody who is called or was born otherwise, unless all in all it is the same
 * person. Returns what is to be asked about them, once they are persons of their own.
 */
export async function doubtNiks(
  { db, cipher }: StorageContext,
  batch: Batch,
  at: Date,
): Promise<readonly FoundPair[]> {
  const { head } = batch;
  const rows = await db.$queryRaw<
    {
      n: number;
      person_id: string;
      version_id: string;
      sealed_data: string;
      known_id: string;
      known_name: string;
      known_birth: string | null;
      known_sex: 'L' | 'P' | null;
    }[]
  >`
    SELECT r.n, r.person_id, r.version_id, r.sealed_data, p.id AS known_id, p.name AS known_name,
      p.birth_date::text AS known_birth, p.sex AS known_sex
    FROM source_import_row r JOIN person p ON p.nik_mac = r.nik_mac
      LEFT JOIN source_record s ON s.source = ${head.source} AND s.key_mac = r.key_mac
    WHERE ${inBatch(batch)} AND NOT r.nik_shared AND s.person_id IS DISTINCT FROM p.id
      AND (lower(p.name) <> lower(r.name) OR p.birth_date <> r.birth_date OR p.sex <> r.sex)`;
  const matcher = personMatcher(dayOf(at));
  const doubted: number[] = [];
  const pairs = rows.flatMap((row): FoundPair[] => {
    const facts = openRow(cipher, row);
    const known = {
      nik: facts.nik,
      name: row.known_name,
      birthDate: row.known_birth,
      sex: row.known_sex,
    };
    const { verdict, weight, fields } = matcher.compare(
      matcher.prepare({ ...facts }),
      matcher.prepare({ ...known }),
    );
    if (verdict === 'same') return [];
    doubted.push(row.n);
    return [
      {
        between: [
          { personId: row.known_id, desaCode: null },
          { personId: row.person_id, desaCode: facts.desaCode },
        ],
        verdict: verdict === 'ask' ? 'ask' : 'conflict',
        weight,
        fields,
      },
    ];
  });
  if (doubted.length > 0) {
    await db.$executeRaw`
      UPDATE source_import_row SET doubted = true WHERE import_id = ${head.id}::uuid AND n = ANY(${doubted}::int[])`;
  }
  return pairs;
}

/** The persons that these rows have made are compared with all who share a key with them. */
export async function pairsOfNew(
  context: StorageContext,
  batch: Batch,
  at: Date,
): Promise<readonly FoundPair[]> {
  const { db, cipher } = context;
  const found = await db.$queryRaw<
    (FaceRow & {
      n: number;
      row_person: string;
      row_version: string;
      row_sealed: string;
      desa: string | null;
    })[]
  >`
    WITH met AS (
      SELECT r.n, k.face, count(*) > 1 OR bool_or(r.nik_mac IS NOT NULL AND k.key = r.match_keys[1]) AS surely
      FROM source_import_row r
        JOIN source_record s ON s.source = ${batch.head.source} AND s.key_mac = r.key_mac
          AND s.person_id = r.person_id AND s.version_id = r.version_id
        CROSS JOIN LATERAL unnest(r.match_keys) AS w(key)
        JOIN match_key k ON k.key = w.key AND k.face <> s.id
      WHERE ${inBatch(batch)}
      GROUP BY r.n, k.face)
    SELECT r.n, r.person_id AS row_person, r.version_id AS row_version, r.sealed_data AS row_sealed,
      COALESCE(o.person_id, f.person_id) AS "personId", o.source, v.id AS "versionId",
      COALESCE(v.data_enc, f.face_enc) AS sealed, v.desa_code AS desa
    FROM met JOIN source_import_row r ON r.import_id = ${batch.head.id}::uuid AND r.n = met.n
      LEFT JOIN source_record o ON o.id = met.face
      LEFT JOIN source_record_version v ON v.id = o.version_id AND v.present
      LEFT JOIN person_face f ON f.person_id = met.face
    WHERE COALESCE(v.data_enc, f.face_enc) IS NOT NULL
      AND COALESCE(o.person_id, f.person_id) <> r.person_id
      AND (met.surely OR ${Prisma.raw(mayBeBornAlike('COALESCE(v.birth_date, f.birth_date)', 'r.birth_date'))})`;
  const matcher = personMatcher(dayOf(at));
  const prepared = new Map<number, { readonly facts: PersonFacts; readonly asked: Prepared }>();
  const askedOf = (row: (typeof found)[number]) => {
    const known = prepared.get(row.n);
    if (known !== undefined) return known;
    const facts = openRow(cipher, { version_id: row.row_version, sealed_data: row.row_sealed });
    const made = { facts, asked: matcher.prepare({ ...facts }) };
    prepared.set(row.n, made);
    return made;
  };
  return found.flatMap((row): FoundPair[] => {
    const { facts, asked } = askedOf(row);
    const candidate = compared(context, matcher, { asked, face: row });
    if (candidate === null) return [];
    const { verdict, weight, fields, personId } = candidate;
    return [
      {
        between: [
          { personId: row.row_person, desaCode: facts.desaCode },
          { personId, desaCode: candidate.facts.desaCode },
        ],
        verdict,
        weight,
        fields,
      },
    ];
  });
}

export async function notePairsOf(
  context: StorageContext,
  { head }: Batch,
  { pairs, at }: { readonly pairs: readonly FoundPair[]; readonly at: Date },
): Promise<void> {
  await notePairs(context, pairs, { at, importId: head.id, caseId: null });
}

function openRow(
  cipher: StorageContext['cipher'],
  row: { readonly version_id: string; readonly sealed_data: string },
): PersonFacts {
  const cell = { table: 'source_record_version', column: 'data_enc', row: row.version_id };
  return factsOf(cipher.openJson(row.sealed_data, cell) as PersonFacts);
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
