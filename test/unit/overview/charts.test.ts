import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, waitClass, waitClasses } from '../../../src/domain/overview/tally.js';
import { waitLabel } from '../../../src/i18n/overview.js';
import { axisTop, shadeOf, shadeRanges, shades } from '../../../src/web/console/charts/scale.js';
import { layoutOf } from '../../../src/web/console/charts/tile-layouts.js';

const kecamatan = (home: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    code: `${home}.${String(n + 1).padStart(2, '0')}`,
    name: `Contoh ${String(n + 1)}`,
    parentCode: home,
  }));

describe('charts', () => {
  it('have axes that hold every number, with a whole half', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), (greatest) => {
        const top = axisTop(greatest);
        expect(top).toBeGreaterThanOrEqual(Math.max(1, greatest));
        expect(top % 2).toBe(0);
        expect(top).toBeLessThanOrEqual(Math.max(2, 2.5 * greatest));
      }),
    );
  });

  it('have shades that grow with the numbers, and a legend that says the same', () => {
    fc.assert(
      fc.property(fc.nat(400), (greatest) => {
        const ranges = shadeRanges(greatest);
        expect(ranges).toHaveLength(shades);
        for (let value = 0; value <= greatest; value += 1) {
          const shade = shadeOf(value, greatest);
          const [first, last] = ranges[shade] ?? [Number.NaN, Number.NaN];
          expect(first <= value && value <= last).toBe(true);
          expect(shade === 0).toBe(value === 0);
        }
        if (greatest > 0) expect(shadeOf(greatest, greatest)).toBe(shades - 1);
      }),
    );
  });

  it('show every kecamatan on one tile, of any kabupaten, of all of it or a part', () => {
    fc.assert(
      fc.property(fc.constantFrom('64.08', '33.01'), fc.integer({ min: 1, max: 40 }), (home, count) => {
        const all = kecamatan(home, count);
        const { places, columns } = layoutOf(all);
        expect(places.flatMap((place) => place?.code ?? []).toSorted()).toEqual(all.map(({ code }) => code));
        expect(columns).toBeLessThanOrEqual(8);
      }),
    );
    expect(layoutOf(kecamatan('64.08', 18))).toMatchObject({ known: true, columns: 6 });
    expect(layoutOf(kecamatan('64.08', 19)).known).toBe(false);
    expect(layoutOf([])).toMatchObject({ places: [] });
  });
});

describe('days to the decision', () => {
  const day = 86_400_000;

  it('fall into one class each', () => {
    const of = (days: number) => waitClass(new Date(0), new Date(days * day));
    expect([0, 0.99, 1, 5, 6, 7.9, 8, 31, 400].map(of)).toEqual([0, 0, 1, 5, 6, 6, 7, 11, 11]);
    expect(of(-1)).toBe(0);
    expect(waitClasses.map((_, at) => waitLabel(at))).toEqual([
      'kurang dari 1 hari',
      ...['1 hari', '2 hari', '3 hari', '4 hari', '5 hari', '6–7 hari', '8–10 hari'],
      ...['11–14 hari', '15–21 hari', '22–30 hari', 'lebih dari 30 hari'],
    ]);
  });

  it('have the median and the ninetieth of a hundred that sorting gives', () => {
    const classes = fc.array(fc.nat(waitClasses.length - 1), { maxLength: 60 });
    fc.assert(
      fc.property(classes, fc.constantFrom(0.5, 0.9), (all, share) => {
        const counts = waitClasses.map((_, at) => all.filter((one) => one === at).length);
        const sorted = all.toSorted((a, b) => a - b);
        expect(quantile(counts, share)).toBe(sorted[Math.ceil(share * sorted.length) - 1] ?? null);
      }),
    );
  });
});
