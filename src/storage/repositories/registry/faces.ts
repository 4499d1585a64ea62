/** Who is written by an approval is compared with everybody whom any store knows. */
import { addressText } from '../../../domain/report/parts.js';
import type { Report } from '../../../domain/report/report.js';
import type { PersonFacts } from '../../../domain/matching/person.js';
import type { RegistryWrite } from '../../../usecases/ports.js';
import type { StorageContext } from '../../context.js';
import { askedOnce, candidatesOf } from '../../matching/candidates.js';
import { writeFace } from '../../matching/faces.js';
import { notePairs, type FoundPair } from '../../matching/pairs.js';
import type { Written } from './entries.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly birth_date: string | null;
  readonly sex: 'L' | 'P' | null;
  readonly nik_enc: string | null;
  readonly household_id: string | null;
  readonly kk_enc: string | null;
  readonly desa_code: string;
  /** Somebody has been compared under this person's name before. */
  readonly known: boolean;
}

/**
 * All whom the entry is about are found by what it says of them from now on. Those recorded for the first time are
 * merged with, or asked about beside, whoever may be the same.
 */
export async function noteFaces(
  context: StorageContext,
  { entryId }: Written,
  { answers, caseId, at }: Pick<RegistryWrite, 'answers' | 'caseId' | 'at'>,
): Promise<void> {
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT p.id, p.name, p.birth_date::text AS birth_date, p.sex, p.nik_enc, h.id AS household_id, h.kk_enc, e.desa_code,
      EXISTS (SELECT FROM person_face f WHERE f.person_id = p.id)
        OR EXISTS (SELECT FROM source_record s WHERE s.person_id = p.id) AS known
    FROM registry_entry e LEFT JOIN household h ON h.id = e.household_id
      JOIN person p ON p.id = e.person_id OR p.id IN (
        SELECT m.person_id FROM household_member m WHERE m.household_id = e.household_id AND m.valid_to IS NULL)
    WHERE e.id = ${entryId}::uuid ORDER BY p.id`;
  const today = at.toISOString().slice(0, 10);
  const people = rows.map((row) => ({ id: row.id, known: row.known, facts: factsOf(context, row, answers) }));
  for (const { id, facts } of people) await writeFace(context, { personId: id, facts, today });
  const own = new Set(people.map(({ id }) => id));
  const found: FoundPair[] = [];
  for (const { id, facts } of people.filter(({ known }) => !known)) {
    // Of one entry all have been told apart by whoever reported them.
    const others = (await candidatesOf(context, facts, today)).filter(({ personId }) => !own.has(personId));
    for (const { personId, verdict, weight, fields, facts: theirs } of askedOnce(others)) {
      const between = [
        { personId: id, desaCode: facts.desaCode },
        { personId, desaCode: theirs.desaCode },
      ] as const;
      found.push({ between, verdict, weight, fields });
    }
  }
  await notePairs(context, found, { at, importId: null, caseId });
}

function factsOf({ cipher }: StorageContext, row: Row, answers: Report): PersonFacts {
  const { id, name, birth_date: birthDate, sex, nik_enc, household_id, kk_enc, desa_code: desaCode } = row;
  const kk =
    kk_enc === null
      ? answers.kk
      : cipher.open(kk_enc, { table: 'household', column: 'kk_enc', row: household_id ?? '' });
  return {
    nik: nik_enc === null ? null : cipher.open(nik_enc, { table: 'person', column: 'nik_enc', row: id }),
    name,
    birthDate,
    sex,
    kk,
    desaCode,
    address: 'address' in answers && answers.address !== null ? addressText(answers.address) : null,
    phone: null,
    motherName: null,
  };
}
