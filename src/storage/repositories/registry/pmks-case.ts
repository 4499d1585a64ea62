import { v7 as uuidv7 } from 'uuid';
import { pmksCategories } from '../../../domain/pmks/categories.js';
import type { PmksCase } from '../../../domain/report/pmks-case.js';
import type { StorageContext } from '../../context.js';
import type { Written } from './entries.js';
import { personOf, subjectOf } from './people.js';
import type { Approval, RegistryTables } from './tables.js';

/** The person gets the categories that they do not have yet, and an entry of their own. */
export async function writePmksCase(
  { context, entries }: RegistryTables,
  report: PmksCase,
  { desaCode, kecamatanCode, eventId, at }: Approval,
): Promise<Written> {
  const personId = await personOf(context, subjectOf(report, at), at);
  await giveCategories(context, personId, { report, eventId, at });
  return entries.record(
    { personId },
    { desaCode, kecamatanCode, headName: report.name, status: 'active', at },
  );
}

async function giveCategories(
  { db }: StorageContext,
  personId: string,
  { report, eventId, at }: { readonly report: PmksCase; readonly eventId: string; readonly at: Date },
): Promise<void> {
  const codes = [...new Set(report.categories)].toSorted();
  const asked = await db.pmksCategory.findMany({ where: { needsDisability: true }, select: { code: true } });
  // Also of those of which it was asked when the report was sent.
  const usual = pmksCategories.filter((one) => one.needsDisability);
  const withDisability = new Set([...asked, ...usual].map(({ code }) => code));
  const disabilities = codes.map((code) => (withDisability.has(code) ? report.disability : null));
  // Of a category held before, only a disability that was not known is new.
  await db.$executeRaw`
    INSERT INTO person_pmks (id, person_id, category_code, disability, valid_from, event_id, recorded_at)
    SELECT r.id, ${personId}::uuid, r.code, r.disability, ${at}::timestamptz, ${eventId}::uuid, ${at}::timestamptz
    FROM unnest(${codes.map(() => uuidv7())}::uuid[], ${codes}::text[], ${disabilities}::text[])
      AS r(id, code, disability)
    ON CONFLICT (person_id, category_code) WHERE valid_to IS NULL
      DO UPDATE SET disability = EXCLUDED.disability, disability_at = EXCLUDED.recorded_at
        WHERE person_pmks.disability IS NULL AND EXCLUDED.disability IS NOT NULL`;
}
