/** Places of any kabupaten, by the official codes (package idn-area-data; data under ODbL). */
import { getDistricts, getRegencies, getVillages } from 'idn-area-data';

export interface Desa {
  /** "64.08.01.2001" */
  readonly code: string;
  readonly name: string;
  readonly kecamatan: string;
  /** Its kecamatan's place among those of the region, and its own among the desa of the kecamatan; from 0. */
  readonly kecamatanIndex: number;
  readonly index: number;
  /** How many desa its kecamatan has. */
  readonly siblings: number;
}

export interface Region {
  /** "64.08" */
  readonly code: string;
  readonly name: string;
  readonly kecamatan: number;
  readonly desa: readonly Desa[];
}

/** Throws when there is no kabupaten or kota of that code. */
export async function regionOf(code: string): Promise<Region> {
  const regency = (await getRegencies()).find((row) => row.code === code);
  if (regency === undefined) throw new Error(`no kabupaten has the code ${code}`);
  const districts = (await getDistricts()).filter((row) => row.regency_code === code);
  const villages = (await getVillages()).filter((row) => row.code.startsWith(`${code}.`));
  const desa = districts.flatMap((district, kecamatanIndex) => {
    const own = villages.filter((row) => row.district_code === district.code);
    return own.map((row, index) => ({
      code: row.code,
      name: row.name,
      kecamatan: district.name,
      kecamatanIndex,
      index,
      siblings: own.length,
    }));
  });
  return { code, name: regency.name, kecamatan: districts.length, desa };
}
