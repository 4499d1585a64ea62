import type { Desa } from '../domain/region/desa.js';
import type { Database } from './database.js';

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
}

/** Names of the region's desa. Reference data: read once, it changes only with a release. */
export interface RegionNames {
  readonly desa: ReadonlyMap<string, Desa>;
  /** Kecamatan and desa, by name. */
  readonly areas: readonly Area[];
  /** Of all levels, by code. */
  readonly names: ReadonlyMap<string, string>;
  /** Of the kabupaten. */
  readonly home: string;
}

export async function readRegionNames(database: Database, homeCode: string): Promise<RegionNames> {
  const rows = await database.region.findMany({ orderBy: [{ name: 'asc' }, { code: 'asc' }] });
  const names = new Map(rows.map((row) => [row.code, row.name]));
  const desa = rows.filter((row) => row.level === 'desa');
  return {
    names,
    areas: rows
      .filter(({ level }) => level !== 'kabupaten')
      .map(({ code, name, parentCode }) => ({ code, name, parentCode })),
    home: names.get(homeCode) ?? homeCode,
    desa: new Map(
      desa.map((row) => [
        row.code,
        { code: row.code, name: row.name, kecamatan: names.get(row.parentCode ?? '') ?? '' },
      ]),
    ),
  };
}
