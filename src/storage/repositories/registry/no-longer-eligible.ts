import type { NoLongerEligible } from '../../../domain/report/no-longer-eligible.js';
import type { Written } from './entries.js';
import { personOf, subjectOf } from './people.js';
import { targetOf } from './target.js';
import type { Approval, RegistryTables } from './tables.js';
import { validFrom } from './versions.js';

/**
 * The entry stays, marked from that day on. Where there is none, as for people of the central data, one
 * of the person is made, so that the correction is on record. The entry's desa stays what it is.
 */
export async function writeNoLongerEligible(
  { context, entries }: RegistryTables,
  report: NoLongerEligible,
  { desaCode, kecamatanCode, at }: Approval,
): Promise<Written> {
  const { entryId, nik, kk, name } = report;
  const since = validFrom(report, at);
  const target = targetOf(await entries.lock({ entryId, nik, kk, desaCode }), entryId);
  if (target !== null) return entries.next(target.id, { status: 'ineligible', since, at });
  const personId = await personOf(context, subjectOf(report, at), at);
  const facts = { desaCode, kecamatanCode, headName: name, status: 'ineligible', since, at } as const;
  return entries.record({ personId }, facts);
}
