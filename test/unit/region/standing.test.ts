import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../src/domain/region/standing.js';
import type { Area } from '../../../src/domain/region/shapes.js';
import { drawingOf, overlap, scaleOf } from '../../../src/web/console/charts/geo.js';

const square = (code: string, west: number, south: number, size: number): Area => ({
  code,
  rings: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
    ],
  ],
});
const kecamatan = [square('64.08.01', 117, 0, 1), square('64.08.04', 118, 0, 1)];
const desa = [square('64.08.01.2001', 117, 0, 0.5), square('64.08.01.2002', 117.5, 0, 0.5)];
const at = (longitude: number, latitude: number) => ({ longitude, latitude });

describe('where a place lies', () => {
  const told = (point: ReturnType<typeof at>, code = '64.08.01.2001') =>
    standingOf(point, code, { desa, kecamatan });

  it('is told by the desa, or else by its kecamatan', () => {
    expect(told(at(117.2, 0.2))).toEqual({ type: 'inside', of: '64.08.01.2001' });
    expect(told(at(117.7, 0.2))).toEqual({ type: 'outside', of: '64.08.01.2001', in: '64.08.01.2002' });
    expect(told(at(117.7, 0.8))).toEqual({ type: 'outside', of: '64.08.01.2001', in: '64.08.01' });
    expect(told(at(118.5, 0.5))).toEqual({ type: 'outside', of: '64.08.01.2001', in: '64.08.04' });
    expect(told(at(100, 0.5))).toEqual({ type: 'outside', of: '64.08.01.2001', in: null });
    expect(told(at(118.5, 0.5), '64.08.04.1010')).toEqual({ type: 'inside', of: '64.08.04' });
  });

  it('is not said to be outside within a kilometre of the border', () => {
    expect(told(at(117.508, 0.2))).toMatchObject({ type: 'near' });
    expect(told(at(117.51, 0.2))).toMatchObject({ type: 'outside' });
  });

  it('is not told without a shape', () => {
    expect(standingOf(at(1, 1), '64.08.01.2001', { desa: [], kecamatan: [] })).toEqual({ type: 'unknown' });
    expect(told(at(118.5, 0.5), '64.08.09.2001')).toEqual({ type: 'unknown' });
  });
});

describe('a drawing', () => {
  it('holds what it is of, north above, with as much of a kilometre each way', () => {
    const bounds = { west: 117, south: 0, east: 119, north: 1 };
    const drawing = drawingOf(bounds, { margin: 0.1 });
    const [left, bottom] = drawing.at(at(117, 0));
    const [right, top] = drawing.at(at(119, 1));
    expect(left).toBeGreaterThan(0);
    expect(right).toBeLessThan(drawing.width);
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(drawing.height);
    expect((right - left) / (bottom - top)).toBeCloseTo(2, 1);
    expect(drawing.path(square('x', 117, 0, 1))).toMatch(/^M\d+ \d+(l-?\d+ -?\d+){3}z$/);
    const { km, units } = scaleOf(drawing);
    expect(km).toBe(50);
    expect(units / drawing.width).toBeLessThanOrEqual(0.25);
  });

  it('of a single point is some kilometres wide, and never higher than asked for', () => {
    const point = drawingOf({ west: 117, south: 0, east: 117, north: 0 });
    expect(point.width / point.unitsPerKm).toBeCloseTo(2);
    const tall = drawingOf({ west: 117, south: 0, east: 117.1, north: 3 }, { aspect: [0.6, 0.8] });
    expect(tall.height).toBeLessThanOrEqual(800);
    expect(overlap(tall.bounds, point.bounds)).toBe(true);
  });
});
