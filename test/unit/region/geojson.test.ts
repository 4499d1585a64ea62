import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainName, readShapes, shapeFaults } from '../../../src/domain/region/geojson.js';
import { geoJson, gridShapes } from '../../support/shapes.js';

const regions = [
  { code: '64.08.01', name: 'Muara Contoh', parentCode: '64.08' },
  { code: '64.08.04', name: 'Contoh Utara', parentCode: '64.08' },
  { code: '64.08.01.2001', name: 'Misal', parentCode: '64.08.01' },
  { code: '64.08.01.2002', name: 'Muara Contoh', parentCode: '64.08.01' },
  { code: '64.08.04.1010', name: 'Teluk Uji', parentCode: '64.08.04' },
  { code: '64.08.04.2001', name: 'Misal', parentCode: '64.08.04' },
];
const rings = gridShapes(['a'], { columns: 1, points: 2 })[0]?.rings ?? [];
const read = (...properties: readonly Readonly<Record<string, unknown>>[]) =>
  readShapes(geoJson(properties.map((one) => ({ properties: one, rings }))), regions);
const codes = (found: ReturnType<typeof read>) =>
  typeof found === 'string' ? found : found.areas.map(({ code }) => code);

describe('a GeoJSON file', () => {
  it.each([
    [{ KODE: '64.08.04' }, '64.08.04'],
    [{ kode_kec: 640804 }, '64.08.04'],
    [{ WADMKC: 'Kec. Contoh Utara' }, '64.08.04'],
    [{ NAMOBJ: 'CONTOH-UTARA', luas: 12.5 }, '64.08.04'],
    // Another numbering: the name says which one it is.
    [{ id: '640801', nama: 'Contoh Utara' }, '64.08.04'],
  ])('finds a kecamatan by %o', (properties, code) => {
    expect(read(properties)).toMatchObject({ level: 'kecamatan', strangers: 0 });
    expect(codes(read(properties))).toEqual([code]);
  });

  it('finds desa by code, or by a name and that of their kecamatan', () => {
    const found = read(
      { desa: 'Misal', kec: 'Muara Contoh' },
      { desa: 'MISAL', kec: 'CONTOH UTARA' },
      { kode: '6408041010' },
      { desa: 'Muara Contoh', kec: 'Muara Contoh' },
      { desa: 'Tidak Ada', kec: 'Contoh Utara' },
    );
    expect(found).toMatchObject({ level: 'desa', strangers: 1 });
    expect(codes(found)).toEqual(['64.08.01.2001', '64.08.01.2002', '64.08.04.1010', '64.08.04.2001']);
  });

  it('joins what a region has in several features, and closes no ring twice', () => {
    const found = read({ nama: 'Contoh Utara' }, { nama: 'Contoh Utara' });
    expect(found).toMatchObject({ areas: [{ code: '64.08.04', rings: [...rings, ...rings] }], strangers: 0 });
  });

  const feature = (coordinates: unknown, type = 'Polygon') =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { n: 'Contoh Utara' }, geometry: { type, coordinates } }],
    });
  it.each([
    ['', 'empty'],
    ['PK\u0003\u0004', 'not_json'],
    ['{"type":"Topology"}', 'not_features'],
    ['[]', 'not_features'],
    [feature([117.1, 0.5], 'Point'), 'no_polygons'],
    [feature([[[512_000, 9_900_000]]]), 'not_degrees'],
    [feature([[['117', '0']]]), 'not_degrees'],
    [feature([[null]]), 'not_degrees'],
    [feature('x'), 'no_polygons'],
  ] as const)('is told what is wrong with it: %s', (text, fault) => {
    expect(readShapes(text, regions)).toBe(fault);
  });

  it('of another kabupaten, or of more than is drawn, is refused', () => {
    expect(read({ nama: 'Kecamatan Lain' })).toBe('nothing_known');
    const many = Array.from({ length: 1_000_002 }, () => [117, 0.5]);
    expect(readShapes(feature([many]), regions) === 'too_detailed').toBe(true);
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (text, value) => {
        for (const one of [text, feature(value), feature(value, 'MultiPolygon')]) {
          const found = readShapes(one, regions);
          if (typeof found === 'string') expect(shapeFaults).toContain(found);
        }
      }),
    );
  });

  it('takes names for the same that are written differently', () => {
    for (const name of ['Contoh Utara', 'KECAMATAN CONTOH UTARA', 'kec.contoh utara', ' Contoh-Utara ']) {
      expect(plainName(name)).toBe('contohutara');
    }
    expect(plainName('Desa Misal')).toBe('misal');
    expect(plainName('Kelurahan Desari')).toBe('desari');
  });
});
