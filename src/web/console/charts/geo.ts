/** From degrees to the units of a drawing. */
import type { Bounds } from '../../../domain/region/bounds.js';
import { kmEastward, type Area, type Point, type Ring } from '../../../domain/region/shapes.js';

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What is drawn, with its margin. */
  readonly bounds: Bounds;
  /** Units of a kilometre. */
  readonly unitsPerKm: number;
  at(point: Point): readonly [x: number, y: number];
  /** Units of so many degrees from west to east. */
  across(degrees: number): number;
  /** `d` of an SVG path, to be filled by the rule evenodd. */
  path(area: Pick<Area, 'rings'>): string;
}

interface DrawingOptions {
  readonly width?: number;
  /** Around it, in parts of its size. */
  readonly margin?: number;
  /** Height by width: what is less is widened. */
  readonly aspect?: readonly [least: number, most: number];
}

const WIDTH = 1000;
/** Nothing is drawn larger than that: a single point has no size. */
const LEAST_KM = 2;

export function drawingOf(bounds: Bounds, options: DrawingOptions = {}): Drawing {
  const { width = WIDTH, margin = 0.03, aspect: [least, most] = [0.5, 1.15] } = options;
  const [latitude, longitude] = [(bounds.north + bounds.south) / 2, (bounds.east + bounds.west) / 2];
  const [kx, ky] = [kmEastward(latitude), kmEastward(0)];
  const grown = 1 + 2 * margin;
  const wide = Math.max(LEAST_KM, (bounds.east - bounds.west) * kx * grown);
  const high = Math.max(LEAST_KM * least, (bounds.north - bounds.south) * ky * grown);
  const kmWide = Math.max(wide, high / most);
  const kmHigh = Math.max(high, kmWide * least);
  const unitsPerKm = width / kmWide;
  const west = longitude - kmWide / kx / 2;
  const north = latitude + kmHigh / ky / 2;
  const at = (point: Point) =>
    [
      Math.round((point.longitude - west) * kx * unitsPerKm),
      Math.round((north - point.latitude) * ky * unitsPerKm),
    ] as const;
  const line = (ring: Ring) => lineOf(ring.map(([x, y]) => at({ longitude: x, latitude: y })));
  return {
    width,
    height: Math.round(kmHigh * unitsPerKm),
    bounds: { west, north, east: west + kmWide / kx, south: north - kmHigh / ky },
    unitsPerKm,
    at,
    across: (degrees) => degrees * kx * unitsPerKm,
    path: ({ rings }) => rings.map(line).join(''),
  };
}

/** Each point from the one before: that is shorter. */
function lineOf(points: readonly (readonly [number, number])[]): string {
  let [x, y] = [0, 0];
  const steps = points.map(([toX, toY], n) => {
    // At a small size many come to lie on one spot.
    if (n > 0 && toX === x && toY === y) return '';
    const step = `${n === 0 ? 'M' : 'l'}${String(toX - x)} ${String(toY - y)}`;
    [x, y] = [toX, toY];
    return step;
  });
  return `${steps.join('')}z`;
}

export function overlap(a: Bounds, b: Bounds): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

/** A round number of kilometres that takes no more than a part of the width. */
export function scaleOf({ width, unitsPerKm }: Drawing, part = 0.25): { km: number; units: number } {
  const most = (width * part) / unitsPerKm;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  return { km, units: Math.round(km * unitsPerKm) };
}
