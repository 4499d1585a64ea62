import type { RegionOption } from '../../usecases/console-services.js';

export function kecamatanOf(regions: readonly RegionOption[]): readonly RegionOption[] {
  const parents = new Set(regions.map(({ parentCode }) => parentCode));
  return regions.filter(({ code }) => parents.has(code));
}

export function desaIn(kecamatan: RegionOption, regions: readonly RegionOption[]): readonly RegionOption[] {
  return regions.filter(({ parentCode }) => parentCode === kecamatan.code);
}
