/** An operator's GeoJSON (RFC 7946) read as the areas of regions that are known. */
import { z } from 'zod';
import type { Area, Position, Ring } from './shapes.js';

export interface KnownRegion {
  /** Kemendagri code: "64.08.04", "64.08.04.2001". */
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
}

export type ShapeLevel = 'kecamatan' | 'desa';

export const shapeFaults = [
  'empty',
  'not_json',
  'not_features',
  'no_polygons',
  'not_degrees',
  'too_detailed',
  'nothing_known',
] as const;
export type ShapeFault = (typeof shapeFaults)[number];

export interface ReadShapes {
  readonly level: ShapeLevel;
  /** One for each region that was found, in the order of codes. */
  readonly areas: readonly Area[];
  /** Features that are no region of that level. */
  readonly strangers: number;
}

/** Positions in a file. */
const MOST = 1_000_000;

const Feature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullish().catch(null),
});
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(Feature).min(1) });

/**
 * Features are matched by a code (with or without dots) or by names, in whatever property they stand. A file of
 * desa holds their kecamatan, too, so that it tells those of one name apart.
 */
export function readShapes(text: string, regions: readonly KnownRegion[]): ReadShapes | ShapeFault {
  if (text.trim() === '') return 'empty';
  const json = parse(text);
  if (json === undefined) return 'not_json';
  const collection = Collection.safeParse(json);
  if (!collection.success) return 'not_features';
  const features: { readonly words: readonly string[]; readonly rings: readonly Ring[] }[] = [];
  let positions = 0;
  for (const { properties, geometry } of collection.data.features) {
    const lines = linesOf(geometry ?? null);
    if (lines === null) continue;
    const rings = lines.map(ringOf);
    if (!rings.every((ring) => ring !== null)) return 'not_degrees';
    positions += rings.reduce((sum, ring) => sum + ring.length, 0);
    if (positions > MOST) return 'too_detailed';
    features.push({ words: wordsOf(properties ?? {}), rings: rings.filter((ring) => ring.length >= 3) });
  }
  if (features.length === 0) return 'no_polygons';
  const kecamatan = found(features, kecamatanFinder(regions));
  const desa = found(features, desaFinder(regions));
  if (kecamatan.size + desa.size === 0) return 'nothing_known';
  // Features of desa name their kecamatan; hardly one of a kecamatan is found among desa.
  const [level, areas] =
    desa.size > kecamatan.size ? ['desa' as const, desa] : ['kecamatan' as const, kecamatan];
  return {
    level,
    areas: [...areas]
      .map(([code, own]) => ({ code, rings: own.flatMap(({ rings }) => rings) }))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    strangers: features.length - [...areas.values()].reduce((sum, own) => sum + own.length, 0),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Of a Polygon or a MultiPolygon; null: something else. */
function linesOf(
  geometry: { readonly type: string; readonly coordinates?: unknown } | null,
): readonly unknown[] | null {
  const { type, coordinates } = geometry ?? { type: '' };
  if (!Array.isArray(coordinates)) return null;
  if (type === 'Polygon') return coordinates as unknown[];
  if (type !== 'MultiPolygon') return null;
  return coordinates.flatMap((polygon): unknown[] => (Array.isArray(polygon) ? polygon : [polygon]));
}

/** null: no degrees, as of a map in metres. */
function ringOf(line: unknown): Ring | null {
  if (!Array.isArray(line)) return null;
  const ring: Position[] = [];
  for (const position of line as unknown[]) {
    if (!Array.isArray(position)) return null;
    const [longitude, latitude] = position as unknown[];
    if (typeof longitude !== 'number' || typeof latitude !== 'number') return null;
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return null;
    ring.push([longitude, latitude]);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  const closed = ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return closed ? ring.slice(0, -1) : ring;
}

function wordsOf(properties: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.values(properties).flatMap((value) =>
    typeof value === 'string' ? [value] : typeof value === 'number' ? [String(value)] : [],
  );
}

/** "Kec. Sangatta Utara", "SANGATTA UTARA" and "Sangatta-Utara" are one name. */
export function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/^\s*(kecamatan|kec\.|kec\s|kelurahan|kel\.|desa)\s*/, '')
    .replace(/[^a-z0-9]/g, '');
}

const digitsOf = (text: string) => (/^[\d.]+$/.test(text.trim()) ? text.replace(/\D/g, '') : '');

type Finder = (words: readonly string[]) => string | null;

function kecamatanFinder(regions: readonly KnownRegion[]): Finder {
  const all = regions.filter(({ code }) => code.split('.').length === 3);
  const byName = new Map(all.map((one) => [plainName(one.name), one.code]));
  return (words) => {
    const named = words.flatMap((word) => byName.get(plainName(word)) ?? []);
    const coded = codedBy(words, all);
    // The statistics office numbers differently: a code that a name contradicts is none of ours.
    if (coded !== null && (named.length === 0 || named.includes(coded))) return coded;
    return named[0] ?? null;
  };
}

function desaFinder(regions: readonly KnownRegion[]): Finder {
  const all = regions.filter(({ code }) => code.split('.').length === 4);
  const kecamatan = new Map(regions.map(({ code, name }) => [code, plainName(name)]));
  const byName = new Map<string, KnownRegion[]>();
  for (const one of all) byName.set(plainName(one.name), [...(byName.get(plainName(one.name)) ?? []), one]);
  return (words) => {
    const plain = words.map(plainName);
    const named = plain.flatMap((name, at) =>
      (byName.get(name) ?? []).filter(({ parentCode }) => {
        const parent = kecamatan.get(parentCode ?? '');
        // In a property of its own: a desa may have its kecamatan's name.
        return plain.some((other, where) => where !== at && other === parent);
      }),
    );
    const coded = codedBy(words, all);
    const contradicted =
      plain.some((name) => byName.has(name)) && !plain.some((name) => isNameOf(all, coded, name));
    if (coded !== null && !contradicted) return coded;
    return named[0]?.code ?? null;
  };
}

function isNameOf(regions: readonly KnownRegion[], code: string | null, name: string): boolean {
  return regions.some((one) => one.code === code && plainName(one.name) === name);
}

function codedBy(words: readonly string[], regions: readonly KnownRegion[]): string | null {
  const digits = new Set(words.map(digitsOf));
  return regions.find(({ code }) => digits.has(code.replaceAll('.', '')))?.code ?? null;
}

function found<F extends { readonly words: readonly string[] }>(
  features: readonly F[],
  find: Finder,
): ReadonlyMap<string, readonly F[]> {
  const areas = new Map<string, F[]>();
  for (const feature of features) {
    const code = find(feature.words);
    if (code !== null) areas.set(code, [...(areas.get(code) ?? []), feature]);
  }
  return areas;
}
