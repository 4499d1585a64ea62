/** What the office knows of persons now, for the API: many at once, in one statement. */
import { z } from 'zod';
import { entryStatuses } from '../../domain/registry/entry-status.js';
import { addressText } from '../../domain/report/parts.js';
import type { EntryFact, Fact, PersonFacts, RecordFact, RecordSaid } from '../../domain/opd/person.js';
import type { LookUpHit, LookUpQuestion, Parts } from '../../usecases/opd/ports.js';
import type { StorageContext } from '../context.js';
import { openVersion } from '../repositories/registry/versions.js';
import type { Statement } from '../sql.js';

/**
 * What is asked of each of them. Rows of one who is read as another stay under their own id: read are those of all who
 * are one. $1 to $3: what is to be opened of them; $4: the office's time zone. `q`: a relation of `id`, and what else of
 * it is to be told. The same as PeopleReader tells (test/integration/opd-and-console).
 */
const told = (
  q: string,
  more = '',
) => `SELECT o.id, o.name, o.birth_date::text AS "birthDate", o.sex, o.nik_enc AS "nikEnc", o.nik_row AS "nikRow",
      r.records, e.entries, k.categories, b.aid${more}
    FROM ${q} JOIN one_person o ON o.id = q.id
      CROSS JOIN LATERAL (
        SELECT ARRAY(SELECT o.id UNION ALL SELECT a.id FROM person a WHERE a.same_as_id = o.id) AS ids OFFSET 0) a
      CROSS JOIN LATERAL (
        SELECT COALESCE(json_agg(json_build_array(v.id, s.source, v.valid_from, v.recorded_at, v.desa_code, v.desil,
          v.category_code, g.sensitive,
          CASE WHEN v.category_code IS NOT NULL THEN (
            SELECT min(f.valid_from) FROM source_record_version f
            WHERE f.record_id = s.id AND f.present AND f.version <= v.version AND f.withdrawn_at IS NULL) END,
          v.verified, CASE WHEN $1 OR $2 OR $3 THEN v.data_enc END)
          ORDER BY s.source, s.id), '[]') AS records
        FROM source_record s JOIN source_record_version v ON v.id = s.version_id
          LEFT JOIN pmks_category g ON g.code = v.category_code
        WHERE s.person_id = ANY(a.ids) AND s.present) r
      CROSS JOIN LATERAL (
        SELECT COALESCE(json_agg(json_build_array(e.id, e.number, e.status, e.desa_code,
          (e.valid_from AT TIME ZONE $4)::date, e.updated_at,
          e.person_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM person_pmks p JOIN pmks_category g ON g.code = p.category_code AND g.sensitive
            WHERE p.person_id = e.person_id),
          e.household_id, CASE WHEN $2 THEN h.kk_enc END,
          CASE WHEN $2 AND e.household_id IS NOT NULL THEN (
            SELECT json_agg(json_build_array(COALESCE(p.same_as_id, p.id), m.relation) ORDER BY m.valid_from, m.id)
            FROM household_member m JOIN person p ON p.id = m.person_id
            WHERE m.household_id = e.household_id AND m.valid_to IS NULL) END,
          CASE WHEN $1 THEN (SELECT json_agg(json_build_array(v.id, v.data_enc) ORDER BY v.version DESC)
            FROM registry_entry_version v WHERE v.entry_id = e.id) END) ORDER BY e.id), '[]') AS entries
        FROM registry_entry e LEFT JOIN household h ON h.id = e.household_id
        WHERE e.id IN (
          SELECT x.id FROM registry_entry x WHERE x.person_id = ANY(a.ids)
          UNION SELECT x.id FROM household_member m JOIN registry_entry x ON x.household_id = m.household_id
            WHERE m.person_id = ANY(a.ids) AND m.valid_to IS NULL)) e
      CROSS JOIN LATERAL (
        SELECT COALESCE(json_agg(json_build_array(p.category_code, g.sensitive,
          (p.valid_from AT TIME ZONE $4)::date) ORDER BY p.category_code),
          '[]') AS categories
        FROM person_pmks p JOIN pmks_category g ON g.code = p.category_code
        WHERE p.person_id = ANY(a.ids) AND p.valid_to IS NULL) k
      CROSS JOIN LATERAL (
        SELECT COALESCE(json_agg(json_build_array(i.program_code, i.given_on, i.amount, i.goods)
          ORDER BY i.given_on DESC, i.id DESC), '[]') AS aid
        FROM aid_given i WHERE i.person_id = ANY(a.ids) AND i.withdrawn_at IS NULL) b`;

const PEOPLE: Statement = { name: 'opd_people', text: told('unnest($5::uuid[]) AS q(id)') };

type RecordCells = readonly [
  id: string,
  source: RecordFact['store'],
  validFrom: string,
  recordedAt: string,
  desaCode: string | null,
  desil: number | null,
  category: string | null,
  sensitive: boolean | null,
  listedSince: string | null,
  verified: boolean,
  sealed: string | null,
];
type EntryCells = readonly [
  id: string,
  number: string,
  status: string,
  desaCode: string,
  since: string,
  updatedAt: string,
  sensitive: boolean,
  householdId: string | null,
  kkEnc: string | null,
  members: readonly (readonly [id: string, relation: string])[] | null,
  versions: readonly (readonly [id: string, sealed: string])[] | null,
];

type AidCells = readonly [program: string, givenOn: string, amount: number | null, goods: string | null];

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly nikEnc: string | null;
  readonly nikRow: string;
  readonly records: readonly RecordCells[];
  readonly entries: readonly EntryCells[];
  readonly categories: readonly (readonly [code: string, sensitive: boolean, since: string])[];
  readonly aid: readonly AidCells[];
}

const Status = z.enum(entryStatuses);

export async function readPeople(
  context: StorageContext,
  rootIds: readonly string[],
  how: HowTold,
): Promise<readonly PersonFacts[]> {
  if (rootIds.length === 0) return [];
  const rows = await context.sql.rows<PersonRow>(PEOPLE, [...cellsOf(how), rootIds]);
  return rows.map((row) => personOf(context, row));
}

interface HowTold {
  readonly parts: Parts;
  /** IANA name of the office's clock. */
  readonly timeZone: string;
}

function cellsOf({ parts: { contact, household, socioEconomic }, timeZone }: HowTold): unknown[] {
  return [contact, household, socioEconomic, timeZone];
}

function personOf(context: StorageContext, row: PersonRow): PersonFacts {
  const { id, name, birthDate, sex, nikEnc, nikRow, records, entries, categories, aid } = row;
  const facts: Fact[] = [
    ...records.map((cells) => recordOf(context, cells)),
    ...entries.map((cells) => entryOf(context, cells)),
  ];
  return {
    id,
    name,
    birthDate,
    sex: sex === 'L' || sex === 'P' ? sex : null,
    nik: () =>
      nikEnc === null
        ? null
        : context.cipher.open(nikEnc, { table: 'person', column: 'nik_enc', row: nikRow }),
    facts,
    categories: categories.map(([code, sensitive, since]) => ({ code, sensitive, since })),
    aid: aid.map(([program, givenOn, amount, goods]) => ({ program, givenOn, amount, goods })),
  };
}

/** What is not said is not kept. */
const Said = z.object({
  kk: z.string().nullable().default(null),
  relation: z.string().nullable().default(null),
  address: z.string().nullable().default(null),
  phone: z.string().nullable().default(null),
  rankedOn: z.string().nullable().default(null),
});
const nothingSaid: RecordSaid = Said.parse({});

function recordOf({ cipher }: StorageContext, cells: RecordCells): RecordFact {
  const [id, store, since, recordedAt, desaCode, desil, code, sensitive, listedSince, verified, sealed] =
    cells;
  let opened: RecordSaid | null = null;
  return {
    kind: 'record',
    id,
    store,
    desaCode,
    since,
    recordedAt: new Date(recordedAt),
    desil,
    category: code === null ? null : { code, sensitive: sensitive ?? true, since: listedSince ?? since },
    verified,
    said: () => {
      if (sealed === null) return nothingSaid;
      const cell = { table: 'source_record_version', column: 'data_enc', row: id };
      opened ??= Said.parse(cipher.openJson(sealed, cell));
      return opened;
    },
  };
}

function entryOf(context: StorageContext, cells: EntryCells): EntryFact {
  const [id, number, status, desaCode, since, updatedAt, sensitive] = cells;
  const [, , , , , , , householdId, kkEnc, members, versions] = cells;
  return {
    kind: 'entry',
    id,
    number,
    status: Status.parse(status),
    desaCode,
    since,
    recordedAt: new Date(updatedAt),
    sensitive,
    address: () => newestAddress(context, versions ?? []),
    household:
      householdId === null
        ? null
        : {
            id: householdId,
            kk: () =>
              kkEnc === null
                ? null
                : context.cipher.open(kkEnc, { table: 'household', column: 'kk_enc', row: householdId }),
            members: (members ?? []).map(([member, relation]) => ({ id: member, relation })),
          },
  };
}

/** Not every version tells one. */
function newestAddress(context: StorageContext, versions: NonNullable<EntryCells[10]>): string | null {
  for (const [id, sealed] of versions) {
    const report = openVersion(context, id, sealed);
    const address = 'address' in report ? report.address : null;
    if (address !== null) return addressText(address);
  }
  return null;
}

const ROOT = 'COALESCE(p.same_as_id, p.id)';

/** Who is meant by questions of a kind, and by which fact. `n`: the place of the question. */
const meantBy = {
  nik: (asked: string) =>
    `SELECT q.n, ${ROOT} AS id, NULL::uuid AS fact FROM ${asked} JOIN person p ON p.nik_mac = q.it`,
  kk: (asked: string) => `
    SELECT q.n, ${ROOT} AS id, e.id AS fact FROM ${asked}
      JOIN household h ON h.kk_mac = q.it JOIN registry_entry e ON e.household_id = h.id
      JOIN household_member m ON m.household_id = h.id AND m.valid_to IS NULL JOIN person p ON p.id = m.person_id
    UNION ALL
    SELECT q.n, ${ROOT}, v.id FROM ${asked} JOIN source_record_version v ON v.kk_mac = q.it
      JOIN source_record s ON s.id = v.record_id AND s.version_id = v.id AND s.present
      JOIN person p ON p.id = s.person_id`,
  id: (asked: string) =>
    `SELECT q.n, ${ROOT} AS id, NULL::uuid AS fact FROM ${asked} JOIN person p ON p.id = q.it::uuid`,
};
const kinds = ['nik', 'kk', 'id'] as const;

/** Who is meant, and what is told of them, in one round trip. Most ask by one kind: the server looks for no other. */
function lookUpBy(by: readonly (typeof kinds)[number][]): Statement {
  const meant = by.map((kind, at) => {
    const first = 5 + 2 * at;
    return meantBy[kind](`unnest($${String(first)}::int[], $${String(first + 1)}::text[]) AS q(n, it)`);
  });
  const hits = `(SELECT f.id, json_agg(json_build_array(f.n, f.fact)) AS hits
    FROM (${meant.join(' UNION ALL ')}) f GROUP BY f.id) q`;
  return { name: ['opd_look_up', ...by].join('_'), text: `${told(hits, ', q.hits')} ORDER BY o.id` };
}

export async function findPeople(
  context: StorageContext,
  questions: readonly LookUpQuestion[],
  how: HowTold,
): Promise<readonly (readonly LookUpHit[])[]> {
  const { sql, index } = context;
  const asked = kinds.flatMap((by) => {
    const those = questions.flatMap(({ [by]: it }, n) => (it === null ? [] : [{ n, it }]));
    return those.length === 0 ? [] : [{ by, those }];
  });
  if (asked.length === 0) return questions.map(() => []);
  const rows = await sql.rows<
    PersonRow & { readonly hits: readonly (readonly [n: number, fact: string | null])[] }
  >(lookUpBy(asked.map(({ by }) => by)), [
    ...cellsOf(how),
    ...asked.flatMap(({ by, those }) => [
      those.map(({ n }) => n),
      those.map(({ it }) => (by === 'id' ? it : index.mac(by, it))),
    ]),
  ]);
  const answers: LookUpHit[][] = questions.map(() => []);
  for (const row of rows) {
    const person = personOf(context, row);
    for (const [n, factId] of row.hits) answers[n]?.push({ person, factId });
  }
  return answers;
}
