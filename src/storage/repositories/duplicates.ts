import { isAboutEntry, type Report } from '../../domain/report/report.js';
import type { CaseHead, DuplicateFound } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';

type Rule = DuplicateFound['rule'];

interface EntryFound {
  readonly rule: Rule;
  readonly id: string;
  readonly desa_code: string;
  /** By a member's NIK, not by the one or the card that the report is about. */
  readonly member: boolean;
}

interface CaseFound {
  readonly rule: Rule;
  readonly id: string;
}

/** The entries and the other reports that hold somebody of this report: its person or head, its members. */
export async function findDuplicates(
  context: StorageContext,
  head: CaseHead,
  answers: Report,
): Promise<readonly DuplicateFound[]> {
  const entries = await entriesOf(context, head.id);
  const subject = new Set(entries.filter((entry) => isSubject(entry, head, answers)).map(({ id }) => id));
  const recorded = await casesOfEntries(context, [...subject]);
  const cases = (await casesOf(context, head.id)).filter(({ id }) => !recorded.has(id));
  const others = entries.filter(({ id }) => !subject.has(id));
  return [
    ...once(cases).map(({ rule, id }) => ({ rule, otherCaseId: id, otherEntryId: null })),
    ...once(others).map(({ rule, id }) => ({ rule, otherCaseId: null, otherEntryId: id })),
  ];
}

/** What a correction or an update is about is no duplicate of it. Elsewhere it is worth a look. */
function isSubject(entry: EntryFound, head: CaseHead, answers: Report): boolean {
  if (!isAboutEntry(answers) || entry.desa_code !== head.desaCode) return false;
  const named = 'entryId' in answers && answers.entryId === entry.id;
  return named || !entry.member;
}

function once<T extends CaseFound>(found: readonly T[]): readonly T[] {
  return [...new Map(found.map((one) => [`${one.rule}:${one.id}`, one])).values()];
}

async function entriesOf({ db }: StorageContext, caseId: string): Promise<readonly EntryFound[]> {
  return db.$queryRaw`
    WITH me AS (SELECT * FROM "case" WHERE id = ${caseId}::uuid),
      persons AS (
        SELECT p.id, p.nik_mac IS DISTINCT FROM me.nik_mac AS member FROM me
          JOIN person p ON p.nik_mac = ANY(array_append(me.member_macs, me.nik_mac)))
    SELECT 'nik' AS rule, e.id, e.desa_code, p.member FROM persons p
      JOIN registry_entry e ON e.person_id = p.id
    UNION
    SELECT 'nik', e.id, e.desa_code, p.member FROM persons p
      JOIN household_member m ON m.person_id = p.id AND m.valid_to IS NULL
      JOIN registry_entry e ON e.household_id = m.household_id
    UNION
    SELECT 'kk', e.id, e.desa_code, false FROM me
      JOIN household h ON h.kk_mac = me.kk_mac JOIN registry_entry e ON e.household_id = h.id`;
}

async function casesOf({ db }: StorageContext, caseId: string): Promise<readonly CaseFound[]> {
  return db.$queryRaw`
    WITH me AS (
        SELECT id, kk_mac, array_remove(array_append(member_macs, nik_mac), NULL) AS niks
        FROM "case" WHERE id = ${caseId}::uuid),
      found AS (
        SELECT 'nik' AS rule, o.id, o.state FROM me JOIN "case" o ON o.nik_mac = ANY(me.niks)
        UNION
        SELECT 'nik', o.id, o.state FROM me JOIN "case" o ON o.member_macs && me.niks
        UNION
        SELECT 'kk', o.id, o.state FROM me JOIN "case" o ON o.kk_mac = me.kk_mac)
    SELECT rule, id FROM found
    WHERE id <> ${caseId}::uuid AND state NOT IN ('rejected', 'withdrawn', 'duplicate')`;
}

/** The reports that have made these entries what they are. */
async function casesOfEntries(
  { db }: StorageContext,
  entryIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.registryEntryVersion.findMany({
    where: { entryId: { in: [...entryIds] } },
    select: { caseId: true },
  });
  return new Set(rows.map(({ caseId }) => caseId));
}
