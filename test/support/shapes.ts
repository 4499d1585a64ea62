/** Made-up shapes of regions: cells of a crooked grid, whose borders neighbours share point by point. */
import type { Container } from '../../src/container.js';
import type { Area, Position, Ring } from '../../src/domain/region/shapes.js';

export interface GridOptions {
  readonly columns: number;
  readonly west?: number;
  readonly north?: number;
  /** Degrees. */
  readonly size?: number;
  /** Points of a side of a cell. */
  readonly points?: number;
  /** How crooked the borders are, in parts of a cell. */
  readonly crook?: number;
}

/** Some number from -1 to 1 that changes smoothly, so that borders never cross. */
function wobble(a: number, b: number): number {
  return (Math.sin(b * 2.1 + a * 1.3) + Math.sin(b * 7.3 + a * 2) / 2 + Math.sin(b * 17 + a) / 8) / 1.7;
}

/** One cell for each code, row by row from the north-west; null: nothing there. */
export function gridShapes(codes: readonly (string | null)[], options: GridOptions): readonly Area[] {
  const { columns, west = 116.5, north = 1.8, size = 0.5, points = 12, crook = 0.18 } = options;
  const at = (x: number, y: number): Position => {
    const [dx, dy] = [wobble(x, y) * crook, wobble(y, -x) * crook];
    return [west + (x + dx) * size, north - (y + dy) * size];
  };
  const steps = Array.from({ length: points }, (_, n) => n / points);
  const side = (from: readonly [number, number], to: readonly [number, number]): Position[] =>
    // Whichever way it is walked, the same points.
    steps.map((part) => at(mix(from[0], to[0], part), mix(from[1], to[1], part)));
  return codes.flatMap((code, n): Area[] => {
    if (code === null) return [];
    const [x, y] = [n % columns, Math.floor(n / columns)];
    const ring: Ring = [
      ...side([x, y], [x + 1, y]),
      ...side([x + 1, y], [x + 1, y + 1]),
      ...side([x + 1, y + 1], [x, y + 1]),
      ...side([x, y + 1], [x, y]),
    ];
    return [{ code, rings: [ring] }];
  });
}

function mix(from: number, to: number, part: number): number {
  return Math.round((from + (to - from) * part) * 1e6) / 1e6;
}

export interface NamedFeature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly rings: readonly Ring[];
}

/** As an operator's program would write it. */
export function geoJson(features: readonly NamedFeature[]): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(({ properties, rings }) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [[...ring, ring[0]]]) },
    })),
  });
}

/** How the kecamatan of Kutai Timur lie, roughly: their last parts, row by row. */
const rows: readonly (readonly (string | null)[])[] = [
  [null, '02', '08', '16', null, '11'],
  ['06', '07', null, '15', '05', null],
  ['18', '17', '14', '09', '10', null],
  ['01', '03', null, '04', null, null],
  [null, null, null, '12', null, null],
  [null, null, null, '13', null, null],
];

/** Made-up shapes of all kecamatan, by name. */
export async function kecamatanFile({ database }: Pick<Container, 'database'>): Promise<string> {
  const names = await namesIn(database, 'kecamatan');
  const codes = rows.flat().map((part) => (part === null ? null : `64.08.${part}`));
  const shapes = gridShapes(codes, { columns: 6 });
  return geoJson(
    shapes.map(({ code, rings }) => ({ properties: { WADMKC: names.get(code), luas: 1.5 }, rings })),
  );
}

/** Made-up shapes of the desa of a kecamatan, by code, within its cell. */
export async function desaFile(
  { database }: Pick<Container, 'database'>,
  kecamatan: string,
): Promise<string> {
  const names = await namesIn(database, 'desa');
  const codes = [...names.keys()].filter((code) => code.startsWith(`${kecamatan}.`)).toSorted();
  const at = rows.flat().indexOf(kecamatan.slice(-2));
  const corner = { west: 116.5 + (at % 6) * 0.5 + 0.1, north: 1.8 - Math.floor(at / 6) * 0.5 - 0.1 };
  const shapes = gridShapes(codes, { columns: 3, size: 0.12, ...corner });
  return geoJson(
    shapes.map(({ code, rings }) => ({
      properties: { KDEPUM: code, WADMKD: names.get(code), WADMKC: 'lain' },
      rings,
    })),
  );
}

async function namesIn(
  database: Container['database'],
  level: 'kecamatan' | 'desa',
): Promise<ReadonlyMap<string, string>> {
  const found = await database.region.findMany({ where: { level } });
  return new Map(found.map(({ code, name }) => [code, name]));
}
