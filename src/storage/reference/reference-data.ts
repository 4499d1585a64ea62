import { pmksCategories } from '../../domain/pmks/categories.js';
import { AppError } from '../../errors.js';
import type { Database } from '../database.js';

/**
 * Regions and PMKS categories, written once and again only when another region is configured.
 * Region codes and names: package idn-area-data (Kemendagri; data under ODbL).
 */
export async function loadReferenceData(database: Database, regionCode: string): Promise<void> {
  if ((await database.region.findUnique({ where: { code: regionCode } })) === null) {
    await database.region.createMany({ data: await regionsOf(regionCode), skipDuplicates: true });
  }
  if ((await database.pmksCategory.count()) < pmksCategories.length) {
    await database.pmksCategory.createMany({
      data: pmksCategories.map(({ active: _, ...row }) => row),
      skipDuplicates: true,
    });
  }
}

interface RegionRow {
  readonly code: string;
  readonly level: 'kabupaten' | 'kecamatan' | 'desa';
  readonly name: string;
  readonly parentCode: string | null;
}

async function regionsOf(regionCode: string): Promise<RegionRow[]> {
  // Loaded only here: eighty thousand villages are needed once in the life of a database.
  const { getDistricts, getRegencies, getVillages } = await import('idn-area-data');
  const kabupaten = (await getRegencies()).find((row) => row.code === regionCode);
  if (kabupaten === undefined) throw new AppError('config.invalid', { variables: 'REGION_CODE' });
  const kecamatan = (await getDistricts()).filter((row) => row.regency_code === regionCode);
  const desa = (await getVillages()).filter((row) => row.code.startsWith(`${regionCode}.`));
  return [
    { code: kabupaten.code, level: 'kabupaten', name: kabupaten.name, parentCode: null },
    ...kecamatan.map((row) => region(row, 'kecamatan', regionCode)),
    ...desa.map((row) => region(row, 'desa', row.district_code)),
  ];
}

function region(
  row: { code: string; name: string },
  level: RegionRow['level'],
  parentCode: string,
): RegionRow {
  return { code: row.code, level, name: row.name, parentCode };
}
