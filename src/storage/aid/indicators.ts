import type { AidCriteria } from '../../domain/aid/criteria.js';
import { inScope } from '../console/scope.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { openVersion } from '../repositories/registry/versions.js';

/** Entries opened at a time. */
const AT_ONCE = 500;

/**
 * Entries of households in these areas of which each of the indicators was last reported; null: none are asked for.
 * What was reported is sealed, so that it is looked for here and not in the database.
 */
export async function entriesWith(
  context: StorageContext,
  { indicators, areas }: Pick<AidCriteria, 'indicators' | 'areas'>,
): Promise<readonly string[] | null> {
  if (indicators.length === 0) return null;
  const found: string[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await context.db.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM registry_entry e
      WHERE e.household_id IS NOT NULL AND e.id > ${after}::uuid AND ${inScope({ regions: areas }, Prisma.sql`e.desa_code`)}
      ORDER BY e.id LIMIT ${AT_ONCE}::int`;
    const ids = rows.map(({ id }) => id);
    const reported = await indicatorsOf(context, ids);
    found.push(...ids.filter((id) => indicators.every((one) => reported.get(id)?.includes(one))));
    const last = ids.at(-1);
    if (last === undefined || ids.length < AT_ONCE) return found;
    after = last;
  }
}

async function indicatorsOf(
  context: StorageContext,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const versions = await context.db.registryEntryVersion.findMany({
    where: { entryId: { in: [...entryIds] } },
    orderBy: { version: 'asc' },
    select: { id: true, entryId: true, dataEnc: true },
  });
  return new Map(
    versions.flatMap(({ id, entryId, dataEnc }) => {
      const report = openVersion(context, id, dataEnc);
      return report.kind === 'new_poor_household' ? [[entryId, report.indicators] as const] : [];
    }),
  );
}
