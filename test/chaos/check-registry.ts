import type { Container } from '../../src/container.js';
import type { Findings } from './findings.js';

/** Each approval is written to Data Pemda once, of whatever kind, and no category is given twice. */
export async function checkRegistry({ database }: Container): Promise<Findings> {
  const approvals = await database.caseEvent.findMany({
    where: { type: 'approved' },
    include: { case: { select: { kind: true } } },
  });
  const versions = await database.registryEntryVersion.findMany();
  const byEvent = new Map(approvals.map((event) => [event.id, 0]));
  const violations: string[] = [];
  for (const { eventId, caseId } of versions) {
    const count = byEvent.get(eventId);
    if (count === undefined) violations.push(`case ${caseId} is in Data Pemda and was not approved`);
    else byEvent.set(eventId, count + 1);
  }
  for (const { id, case: of } of approvals) {
    const count = byEvent.get(id) ?? 0;
    if (count !== 1) violations.push(`an approved ${of.kind} has ${String(count)} versions in Data Pemda`);
  }
  const entries = await database.registryEntry.findMany({
    include: { _count: { select: { versions: true } } },
  });
  const torn = entries.filter((entry) => entry.version !== entry._count.versions).length;
  if (torn > 0) violations.push(`${String(torn)} entries do not have as many versions as they say`);
  const held = await database.personPmks.findMany();
  const open = held.filter(({ validTo }) => validTo === null);
  const distinct = new Set(open.map(({ personId, categoryCode }) => `${personId} ${categoryCode}`));
  if (distinct.size !== open.length) violations.push('a person has the same category twice');
  if (new Set(held.map((one) => `${one.eventId} ${one.categoryCode}`)).size !== held.length)
    violations.push('an approval gave a category twice');
  const counts = {
    registry_versions: versions.length,
    registry_entries: entries.length,
    person_pmks: held.length,
  };
  return { counts, violations };
}
