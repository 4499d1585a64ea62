/** Where the tiles of a kabupaten stand: roughly as on its map. One without a layout gets a plain grid. */
import type { RegionOption } from '../../../usecases/console-services.js';

/** Rows from north to south, from west to east the last parts of kecamatan codes; null: no tile. */
const layouts: Readonly<Record<string, readonly (readonly (string | null)[])[]>> = {
  '64.08': [
    [null, '02', '08', '16', null, '11'],
    ['06', '07', null, '15', '05', null],
    ['18', '17', '14', '09', '10', null],
    ['01', '03', null, '04', null, null],
    [null, null, null, '12', null, null],
    [null, null, null, '13', null, null],
  ],
};

export interface TileLayout {
  readonly columns: number;
  /** Row by row; null: a gap. */
  readonly places: readonly (RegionOption | null)[];
  /** Whether tiles stand where their kecamatan lie. */
  readonly known: boolean;
}

export function layoutOf(kecamatan: readonly RegionOption[]): TileLayout {
  const home = kecamatan[0]?.code.split('.').slice(0, 2).join('.') ?? '';
  const rows = (layouts[home] ?? []).map((row) =>
    row.map((part) => kecamatan.find(({ code }) => code === `${home}.${part ?? '-'}`) ?? null),
  );
  const placed = rows.flat().filter((place) => place !== null);
  // A few of many would stand far apart; one that the layout lacks must not be lost.
  if (placed.length < kecamatan.length || placed.length < 7) return plainGrid(kecamatan);
  return { columns: rows[0]?.length ?? 1, places: rows.flat(), known: true };
}

function plainGrid(kecamatan: readonly RegionOption[]): TileLayout {
  const columns = Math.min(8, Math.max(3, Math.ceil(Math.sqrt(kecamatan.length))));
  return { columns, places: kecamatan, known: false };
}
