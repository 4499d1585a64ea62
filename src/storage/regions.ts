import type { Desa } from '../domain/region/desa.js';
import type { Database } from './database.js';

/** Names of the region's desa. Reference data: read once, it changes only with a release. */
export interface RegionNames {
  readonly desa: ReadonlyMap<string, Desa>;
  /** Of the kabupaten. */
  readonly home: string;
}

export async function readRegionNames(database: Database, homeCode: string): Promise<RegionNames> {
  const rows = await database.region.findMany();
  const names = new Map(rows.map((row) => [row.code, row.name]));
  const desa = rows.filter((row) => row.level === 'desa');
  return {
    home: names.get(homeCode) ?? homeCode,
    desa: new Map(
      desa.map((row) => [
        row.code,
        { code: row.code, name: row.name, kecamatan: names.get(row.parentCode ?? '') ?? '' },
      ]),
    ),
  };
}
