/** How people are written, by the keys of blocking: in records of sources, and in Data Pemda. */
import { personMatcher, type PersonFacts } from '../../domain/matching/person.js';
import type { StorageContext } from '../context.js';

/** As PostgreSQL's bigints are written. */
export function matchKeysOf(
  { index }: Pick<StorageContext, 'index'>,
  facts: PersonFacts,
  today: string,
): readonly string[] {
  const matcher = personMatcher(today);
  return matcher.keys(matcher.prepare({ ...facts })).map((key) => index.shortMac('match', key));
}

export const faceCell = (personId: string) =>
  ({ table: 'person_face', column: 'face_enc', row: personId }) as const;

/** What Data Pemda says of a person now. */
export async function writeFace(
  context: StorageContext,
  { personId, facts, today }: { personId: string; facts: PersonFacts; today: string },
): Promise<void> {
  const { db, cipher } = context;
  await db.$executeRaw`
    INSERT INTO person_face (person_id, face_enc)
    VALUES (${personId}::uuid, ${cipher.sealJson(facts, faceCell(personId))})
    ON CONFLICT (person_id) DO UPDATE SET face_enc = EXCLUDED.face_enc`;
  await db.$executeRaw`
    INSERT INTO match_key (key, face, birth_date)
    SELECT key, ${personId}::uuid, ${facts.birthDate}::date
    FROM unnest(${matchKeysOf(context, facts, today)}::bigint[]) AS key
    ON CONFLICT (key, face) DO UPDATE SET birth_date = EXCLUDED.birth_date
    WHERE match_key.birth_date IS DISTINCT FROM EXCLUDED.birth_date`;
}
