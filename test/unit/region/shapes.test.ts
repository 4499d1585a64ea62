import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  contains,
  kmToBorder,
  middleOf,
  ringArea,
  type Area,
} from '../../../src/domain/region/shapes.js';
import { thin } from '../../../src/domain/region/thin.js';
import { gridShapes } from '../../support/shapes.js';

const square = (west: number, south: number, size: number) =>
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
  ] as const;
const holed: Area = { code: 'a', rings: [square(0, 0, 10), square(4, 4, 2), square(20, 0, 1)] };
const at = (longitude: number, latitude: number) => ({ longitude, latitude });
const sizeOf = ({ rings }: Area) => rings.reduce((sum, ring) => sum + Math.abs(ringArea(ring)), 0);
const pointsOf = (areas: readonly Area[]) =>
  areas.reduce((sum, { rings }) => sum + rings.reduce((all, ring) => all + ring.length, 0), 0);

describe('an area', () => {
  it('knows what lies in it, in its holes, and on its islands', () => {
    expect(contains(holed, at(1, 1))).toBe(true);
    expect(contains(holed, at(5, 5))).toBe(false);
    expect(contains(holed, at(20.5, 0.5))).toBe(true);
    expect(contains(holed, at(15, 5))).toBe(false);
    expect(boundsOf([holed])).toEqual({ west: 0, south: 0, east: 21, north: 10 });
    expect(boundsOf([])).toBeNull();
  });

  it('tells the distance to its border in kilometres, from either side', () => {
    expect(kmToBorder(holed, at(-1, 0))).toBeCloseTo(111.32, 1);
    expect(kmToBorder(holed, at(1, 0.5))).toBeCloseTo(55.66, 1);
    expect(kmToBorder(holed, at(3, 5))).toBeCloseTo(111.32 * Math.cos((5 * Math.PI) / 180), 0);
  });

  it('has a middle inside, however crooked it is', () => {
    const cells = gridShapes(['a', 'b', 'c', 'd'], { columns: 2, crook: 0.25 });
    for (const area of [...cells, holed]) {
      const middle = middleOf(area);
      expect(contains(area, middle?.at ?? at(-99, 0))).toBe(true);
      expect(middle?.width).toBeGreaterThan(0);
    }
    expect(middleOf({ rings: [] })).toBeNull();
  });
});

describe('thinning out', () => {
  it('leaves no gap and no overlap between neighbours', () => {
    fc.assert(
      fc.property(
        fc.record({
          columns: fc.integer({ min: 1, max: 4 }),
          rows: fc.integer({ min: 1, max: 3 }),
          points: fc.integer({ min: 2, max: 30 }),
          crook: fc.double({ min: 0, max: 0.2, noNaN: true }),
          budget: fc.integer({ min: 0, max: 300 }),
          turn: fc.nat(40),
        }),
        ({ columns, rows, points, crook, budget, turn }) => {
          const codes = Array.from({ length: columns * rows }, (_, n) => String(n));
          const cells = gridShapes(codes, { columns, points, crook });
          // Wherever a file begins a ring, and whichever way round it goes.
          const turned = cells.map(({ code, rings }, n) => ({
            code,
            rings: rings.map((ring) => {
              const begin = (turn * (n + 1)) % ring.length;
              const moved = [...ring.slice(begin), ...ring.slice(0, begin)];
              return n % 2 === 0 ? moved : moved.toReversed();
            }),
          }));
          const thinned = thin(turned, budget);
          const edges = new Map<string, number>();
          for (const { rings } of thinned) {
            for (const ring of rings) {
              for (const [n, from] of ring.entries()) {
                const edge = [from, ring[(n + 1) % ring.length] ?? from].map(String).toSorted().join(' ');
                edges.set(edge, (edges.get(edge) ?? 0) + 1);
              }
            }
          }
          // Inside a border is two cells' own, point by point; outside it is one's.
          const shared = [...edges.values()].filter((times) => times === 2).length;
          expect([...edges.values()].every((times) => times <= 2)).toBe(true);
          const borders = (columns - 1) * rows + (rows - 1) * columns;
          expect(shared).toBeGreaterThanOrEqual(borders);
          expect(thinned.every(({ rings }) => rings.length === 1)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps within its budget and near the shape', () => {
    const codes = Array.from({ length: 12 }, (_, n) => String(n));
    const cells = gridShapes(codes, { columns: 4, points: 400, crook: 0.003 });
    const thinned = thin(cells, 300);
    expect(pointsOf(cells)).toBe(19_200);
    // A point of a shared border counts once, and stands in two.
    expect(pointsOf(thinned)).toBeLessThanOrEqual(600);
    for (const [n, area] of cells.entries()) {
      expect(sizeOf(thinned[n] ?? area) / sizeOf(area)).toBeCloseTo(1, 1);
    }
    expect(pointsOf(thin(cells, 100_000))).toBeGreaterThan(15_000);
  });

  it('loses no area, however small or narrow, and none of what is alone', () => {
    const island: Area = { code: 'pulau', rings: [square(100, 0, 0.001)] };
    const sliver: Area = {
      code: 'sempit',
      rings: [
        [
          [110, 1],
          [112, 1.0005],
          [114, 1],
          [112, 1.0008],
        ],
      ],
    };
    const thinned = thin([island, sliver, holed, { code: 'kosong', rings: [] }], 0);
    expect(thinned.map(({ rings }) => rings.length > 0)).toEqual([true, true, true, false]);
    expect(thinned[2]?.rings).toHaveLength(3);
    expect(thin([], 10)).toEqual([]);
  });
});
