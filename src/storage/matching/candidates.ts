/** Who may be the same as somebody: found by shared keys, compared in full. */
import { personMatcher, type PairVerdict, type PersonFacts } from '../../domain/matching/person.js';
import type { FieldResult, Matcher, Prepared } from '../../domain/matching/score.js';
import type { StorageContext } from '../context.js';
import type { Statement } from '../sql.js';
import { faceCell, matchKeysOf } from './faces.js';

export interface Candidate {
  /** As written; who they are read as tells person.same_as_id. */
  readonly personId: string;
  /** null: Data Pemda's. */
  readonly source: string | null;
  readonly facts: PersonFacts;
  readonly verdict: PairVerdict;
  /** Bits. */
  readonly weight: number;
  readonly fields: readonly FieldResult[];
}

/** A face that shares keys, and may be born when the one asked about is. */
export interface FaceRow {
  readonly personId: string;
  readonly source: string | null;
  readonly versionId: string | null;
  readonly sealed: string;
}

/**
 * That dates `a` and `b` may be one's: what is written of a birthday slips in its year or in its day, not in both.
 */
const mayBeBornAlike = (a: string, b: string) => `(${a} IS NULL OR ${b} IS NULL OR ${a} = ${b}
  OR abs(date_part('year', ${a}) - date_part('year', ${b})) <= 1
  OR (date_part('day', ${a}) = date_part('day', ${b}) AND date_part('month', ${a}) = date_part('month', ${b})))`;

/** Of a group of shared keys `k`: more than one, or of somebody who may be born when the one asked about is. */
export const isLikely = (birthDate: string) =>
  `(count(*) > 1 OR bool_or(${mayBeBornAlike('k.birth_date', birthDate)}))`;

/**
 * Some numbers are many people's, such as an officer's, who typed it for all of a village who had none. Of those who
 * have nothing else in common, the first who were recorded will do.
 */
export const MOST_BY_NIK_ALONE = 3;

/** The first faces under `key`, as `k`: what more have in common tells nothing. */
export const facesUnder = (key: string) => `LATERAL (
  SELECT m.key, m.face, m.birth_date FROM match_key m WHERE m.key = ${key} ORDER BY m.face LIMIT 100) k`;

/** More are no help to anybody. */
const MOST_FACES = 300;

const byKeys: Statement = {
  name: 'match_candidates',
  text: `
    SELECT COALESCE(r.person_id, f.person_id) AS "personId", r.source, v.id AS "versionId",
      COALESCE(v.data_enc, f.face_enc) AS sealed
    FROM (SELECT k.face, count(*) AS shared, ${isLikely('$3::date')} AS likely,
          row_number() OVER (PARTITION BY ${isLikely('$3::date')} ORDER BY k.face) AS nth
        FROM unnest($1::bigint[]) AS w(key) CROSS JOIN ${facesUnder('w.key')} GROUP BY k.face
        HAVING ${isLikely('$3::date')} OR bool_or(k.key = $2)
        ORDER BY likely DESC, shared DESC, face LIMIT ${String(MOST_FACES)}) k
      LEFT JOIN source_record r ON r.id = k.face
      LEFT JOIN source_record_version v ON v.id = r.version_id AND v.present
      LEFT JOIN person_face f ON f.person_id = k.face
    WHERE (k.likely OR k.nth <= ${String(MOST_BY_NIK_ALONE)})
      AND COALESCE(v.data_enc, f.face_enc) IS NOT NULL AND COALESCE(r.person_id, f.person_id) IS NOT NULL`,
};

/** All who may be one with somebody of these facts, the likeliest first: of each person as they are likest. */
export async function candidatesOf(
  context: StorageContext,
  facts: PersonFacts,
  today: string,
): Promise<readonly Candidate[]> {
  const keys = matchKeysOf(context, facts, today);
  if (keys.length === 0) return [];
  const faces = await context.sql.rows<FaceRow>(byKeys, [
    keys,
    facts.nik === null ? null : (keys[0] ?? null),
    facts.birthDate,
  ]);
  const matcher = personMatcher(today);
  const asked = matcher.prepare({ ...facts });
  return likest(faces.flatMap((face) => compared(context, matcher, { asked, face }) ?? []));
}

/** null: they are two, and nothing is to be asked. */
export function compared(
  context: StorageContext,
  matcher: Matcher,
  { asked, face }: { readonly asked: Prepared; readonly face: FaceRow },
): Candidate | null {
  const facts = openFace(context, face);
  const other = matcher.prepare({ ...facts });
  if (matcher.areSurelyTwo(asked, other)) return null;
  const { verdict, weight, fields } = matcher.compare(asked, other);
  if (verdict === 'different') return null;
  return { personId: face.personId, source: face.source, facts, verdict, weight, fields };
}

/** Whose a number is, is asked of each once: beside whoever was recorded with it first. */
export function askedOnce<Found extends Pick<Candidate, 'personId' | 'verdict'>>(
  found: readonly Found[],
): readonly Found[] {
  const bearers = found.filter(({ verdict }) => verdict === 'conflict');
  const first = bearers.reduce<string | null>(
    (least, { personId }) => (least === null || personId < least ? personId : least),
    null,
  );
  return found.filter(({ verdict, personId }) => verdict !== 'conflict' || personId === first);
}

function openFace({ cipher }: StorageContext, { versionId, personId, sealed }: FaceRow): PersonFacts {
  const cell =
    versionId === null
      ? faceCell(personId)
      : { table: 'source_record_version', column: 'data_enc', row: versionId };
  return factsOf(cipher.openJson(sealed, cell) as Partial<PersonFacts> & Pick<PersonFacts, 'name'>);
}

/** Of what is said in a source, or of a face of Data Pemda: what is not known is left out there. */
export function factsOf(said: Partial<PersonFacts> & Pick<PersonFacts, 'name'>): PersonFacts {
  const { nik, name, birthDate, sex, kk, desaCode, address, phone, motherName } = said;
  return {
    nik: nik ?? null,
    name,
    birthDate: birthDate ?? null,
    sex: sex ?? null,
    kk: kk ?? null,
    desaCode: desaCode ?? null,
    address: address ?? null,
    phone: phone ?? null,
    motherName: motherName ?? null,
  };
}

const rank: Readonly<Record<PairVerdict, number>> = { same: 0, ask: 1, conflict: 2 };

function likest(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<string, Candidate>();
  const sorted = candidates.toSorted((a, b) => rank[a.verdict] - rank[b.verdict] || b.weight - a.weight);
  for (const one of sorted) if (!best.has(one.personId)) best.set(one.personId, one);
  return [...best.values()];
}
