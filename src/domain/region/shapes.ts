/** Regions as areas on the map. Positions are degrees (WGS 84), longitude first, as GeoJSON has them. */
import type { Bounds } from './bounds.js';

export type Position = readonly [longitude: number, latitude: number];
/** Ends where it begins, which is not repeated. */
export type Ring = readonly Position[];

/** Inside is what an odd number of its rings holds: holes and islands need no telling apart. */
export interface Area {
  /** Of the region. */
  readonly code: string;
  readonly rings: readonly Ring[];
}

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** null: there is nothing. */
export function boundsOf(areas: readonly Pick<Area, 'rings'>[]): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { rings } of areas) {
    for (const ring of rings) {
      for (const [longitude, latitude] of ring) {
        west = Math.min(west, longitude);
        east = Math.max(east, longitude);
        south = Math.min(south, latitude);
        north = Math.max(north, latitude);
      }
    }
  }
  return west > east ? null : { south, west, north, east };
}

/** Pairs of neighbours, the last with the first. */
export function edgesOf(ring: Ring): readonly (readonly [Position, Position])[] {
  return ring.flatMap((from, at) => {
    const to = ring[(at + 1) % ring.length];
    return to === undefined ? [] : [[from, to] as const];
  });
}

export function contains({ rings }: Pick<Area, 'rings'>, { latitude, longitude }: Point): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [[x1, y1], [x2, y2]] of edgesOf(ring)) {
      if (y1 > latitude === y2 > latitude) continue;
      if (longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
    }
  }
  return inside;
}

/** Signed, in square degrees. */
export function ringArea(ring: Ring): number {
  return edgesOf(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0) / 2;
}

const KM_PER_DEGREE = 111.32;

/** Kilometres of a degree of longitude there. */
export function kmEastward(latitude: number): number {
  return KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
}

/** From a point to the nearest border of an area, in kilometres, whichever side it lies on. */
export function kmToBorder({ rings }: Pick<Area, 'rings'>, { latitude, longitude }: Point): number {
  const [kx, ky] = [kmEastward(latitude), KM_PER_DEGREE];
  let nearest = Infinity;
  for (const ring of rings) {
    for (const [[x1, y1], [x2, y2]] of edgesOf(ring)) {
      const [ax, ay] = [(x1 - longitude) * kx, (y1 - latitude) * ky];
      const [dx, dy] = [(x2 - x1) * kx, (y2 - y1) * ky];
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
      nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy));
    }
  }
  return nearest;
}

/**
 * A point well inside, for a mark or a word, and how wide the area is there, in degrees: the middle of the
 * widest of some cuts from west to east. null: the area is empty.
 */
export function middleOf(area: Pick<Area, 'rings'>): { readonly at: Point; readonly width: number } | null {
  const bounds = boundsOf([area]);
  if (bounds === null) return null;
  const { south, north } = bounds;
  let best: { at: Point; width: number } | null = null;
  // The middle first: of cuts as wide, it stays.
  for (const part of [0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72]) {
    const latitude = south + (north - south) * part;
    const crossings = crossingsAt(area, latitude);
    for (let n = 0; n + 1 < crossings.length; n += 2) {
      const [from = 0, to = 0] = crossings.slice(n, n + 2);
      const width = to - from;
      if (width > (best?.width ?? 0) * 1.2) best = { at: { latitude, longitude: (from + to) / 2 }, width };
    }
  }
  return best;
}

/** Where a cut along a latitude goes in and out, from west to east. */
function crossingsAt({ rings }: Pick<Area, 'rings'>, latitude: number): readonly number[] {
  return rings
    .flatMap((ring) =>
      edgesOf(ring).flatMap(([[x1, y1], [x2, y2]]) =>
        y1 > latitude === y2 > latitude ? [] : [x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1)],
      ),
    )
    .toSorted((a, b) => a - b);
}
