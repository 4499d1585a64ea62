import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readNik } from '../../../src/domain/identity/nik.js';
import { pmksCategories } from '../../../src/domain/pmks/categories.js';
import { readXlsx } from '../../../src/usecases/enrolment/import/xlsx.js';
import { columns, sources, type Source } from '../../synth/columns.js';
import { csvBytes, xlsxBytes, type Encoding } from '../../synth/files.js';
import { WORLD_DAY } from '../../synth/people.js';
import { regionOf } from '../../synth/places.js';
import { makeDelivery, type DeliveryOptions, type Truth } from '../../synth/sources.js';

const region = await regionOf('64.08');
const desaCodes = new Set(region.desa.map((desa) => desa.code.replaceAll('.', '')));

const together = (bytes: Iterable<Uint8Array>) => Buffer.concat([...bytes]);

interface File {
  readonly rows: readonly (readonly string[])[];
  readonly truth: Truth;
}

/** Written as a file and read again by somebody else's reader. */
function fileOf(options: Omit<DeliveryOptions, 'region' | 'seed'> & Partial<DeliveryOptions>): File {
  const delivery = makeDelivery({ region, seed: 7, ...options });
  const format = { delimiter: ';', encoding: 'utf8' } as const;
  const text = together(csvBytes(delivery.head, delivery.rows, format)).toString();
  const [head, ...rows]: string[][] = parse(text, { delimiter: ';' });
  expect(head).toEqual(columns[options.source].map((column) => column.name));
  return { rows, truth: delivery.truth() };
}

const place = (source: Source, part: string) =>
  columns[source].findIndex((column) => 'part' in column && column.part === part);

/** By looking at the row alone, as an importer has to. */
function isWrong(source: Source, row: readonly string[]): boolean {
  const cell = (part: string) => row[place(source, part)];
  const nik = cell('nik') ?? '';
  const date = cell('date') ?? '';
  const desa = (cell('desaCode') ?? '').replaceAll('.', '');
  const [first = '', second = '', third = ''] = date.split(/[-/]/);
  const iso = date.includes('/') ? `${third}-${second}-${first}` : date;
  const isDay = !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso);
  return (
    (nik !== '' && !readNik(nik, WORLD_DAY).ok) ||
    cell('name') === '' ||
    (date !== '' && !isDay) ||
    (desa !== '' && !desaCodes.has(desa)) ||
    cell('category') === '27'
  );
}

/** Which columns say which row it is, from one delivery to the next. */
const keys: Readonly<Record<Source, readonly number[]>> = {
  DTKS: [0],
  DTSEN: [0, 1],
  P3KE: [0],
  PMKS: [0, 4],
};

function goodRows(source: Source, { rows }: File): Map<string, string> {
  const good = rows.filter((row) => !isWrong(source, row));
  return new Map(good.map((row) => [keys[source].map((column) => row[column]).join(), row.join('|')]));
}

/** Counts anew what a delivery says of itself, from it and the one before it. */
function counted(source: Source, before: File | null, now: File): Partial<Truth> {
  const old = before === null ? new Map<string, string>() : goodRows(source, before);
  const good = goodRows(source, now);
  const wrong = now.rows.filter((row) => isWrong(source, row)).length;
  const both = [...good].filter(([key]) => old.has(key));
  const same = both.filter(([key, row]) => old.get(key) === row).length;
  return {
    rows: now.rows.length,
    new: good.size - both.length,
    changed: both.length - same,
    same,
    gone: [...old.keys()].filter((key) => !good.has(key)).length,
    wrong,
    twice: now.rows.length - wrong - good.size,
  };
}

describe.each(sources)('a delivery of %s', (source) => {
  const deliveries = [1, 2, 3].map((revision) =>
    fileOf({ source, rows: 3_000, revision, wrong: 0.03, twice: 0.01 }),
  );

  it('has the rows asked for', () => {
    expect(deliveries[0]?.rows).toHaveLength(3_000);
  });

  it('says truly what is new, changed, the same, gone, wrong and twice in it', () => {
    for (const [index, delivery] of deliveries.entries()) {
      expect(delivery.truth).toMatchObject(counted(source, deliveries[index - 1] ?? null, delivery));
    }
    expect(deliveries[0]?.truth).toMatchObject({ changed: 0, same: 0, gone: 0 });
    for (const { truth } of deliveries.slice(1)) {
      for (const count of [truth.new, truth.changed, truth.gone, truth.twice])
        expect(count).toBeGreaterThan(10);
      expect(truth.same).toBeGreaterThan(truth.rows * 0.7);
    }
  });

  it('has every kind of wrong row, each counted', () => {
    const { truth } = fileOf({ source, rows: 3_000, wrong: 0.03 });
    const kinds = Object.values(truth.wrongKinds);
    expect(kinds).toHaveLength(6);
    expect(kinds.reduce((sum, count) => sum + count, 0)).toBe(truth.wrong);
    expect(truth.wrong).toBeGreaterThan(60);
    expect(truth.wrong).toBeLessThan(120);
  });

  it('is the same bytes for the same seed, in CSV and in Excel, whenever it is made', () => {
    const made = (seed: number, revision: number) => {
      const delivery = makeDelivery({ source, rows: 200, seed, region, revision });
      const format = { delimiter: ',', encoding: 'utf8-bom' } as const;
      return [
        together(csvBytes(delivery.head, delivery.rows, format)),
        together(xlsxBytes(delivery.head, delivery.rows)),
      ].map((bytes) => bytes.toString('base64'));
    };
    const once = made(1, 2);
    vi.useFakeTimers({ now: new Date('2031-05-06T07:08:10Z') });
    expect(made(1, 2)).toEqual(once);
    for (const other of [made(2, 2), made(1, 1)]) {
      expect(other[0]).not.toBe(once[0]);
      expect(other[1]).not.toBe(once[1]);
    }
  });

  it('is true to the letter where no errors are asked for', () => {
    const { rows, truth } = fileOf({ source, rows: 800, wrong: 0, twice: 0, errors: 0 });
    expect(truth).toMatchObject({ rows: 800, new: 800, wrong: 0, twice: 0, nikOfAnother: 0, wrongKinds: {} });
    for (const row of rows) {
      const read = readNik(row[place(source, 'nik')] ?? '', WORLD_DAY);
      const date = row[place(source, 'date')] ?? '';
      const iso = date.includes('/') ? date.split('/').reverse().join('-') : date;
      expect(read).toMatchObject({ ok: true, nik: { birthDate: iso } });
      expect(isWrong(source, row)).toBe(false);
    }
  });

  it('has errors of data entry in the share of rows asked for', () => {
    const clean = fileOf({ source, rows: 3_000, wrong: 0, twice: 0, errors: 0 });
    const pure = new Set(clean.rows.map((row) => row[place(source, 'nik')]));
    const { rows } = fileOf({ source, rows: 3_000, wrong: 0, twice: 0, errors: 0.5 });
    const changed = rows.filter((row) => !pure.has(row[place(source, 'nik')])).length;
    expect(changed).toBeGreaterThan(source === 'PMKS' ? 60 : 150);
  });

  it('reads the same from Excel, but that days and mistyped NIK are numbers there', () => {
    const delivery = makeDelivery({ source, rows: 400, seed: 7, region, wrong: 0.05 });
    const sheet = readXlsx(together(xlsxBytes(delivery.head, delivery.rows))).map((row) => row.cells);
    const cells = [...delivery.rows];
    expect(sheet).toHaveLength(cells.length + 1);
    const width = delivery.head.length;
    for (const [index, row] of cells.entries()) {
      const read = sheet[index + 1] ?? [];
      for (let column = 0; column < width; column += 1) {
        const cell = row[column] ?? '';
        const got = read[column] ?? '';
        if (typeof cell === 'string') expect(got).toBe(cell);
        else if ('number' in cell) expect(Number(got)).toBe(Number(Number(cell.number).toPrecision(15)));
        else expect(Date.UTC(1899, 11, 30) + Number(got) * 86_400_000).toBe(Date.parse(cell.day));
      }
    }
  });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Not by TextDecoder: some releases of Node take Windows-1252 for Latin-1. */
function decoded(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\x96', '–').replaceAll('\x92', '’');
}

it('writes CSV with any delimiter and in each encoding', () => {
  const read = (delimiter: string, encoding: Encoding) => {
    const made = makeDelivery({ source: 'PMKS', rows: 300, seed: 7, region });
    const bytes = together(csvBytes(made.head, made.rows, { delimiter, encoding }));
    const text = encoding === 'windows-1252' ? decoded(bytes) : new TextDecoder().decode(bytes);
    const rows: string[][] = parse(text, { delimiter });
    return { bytes, rows };
  };
  const plain = read(';', 'utf8');
  expect(plain.rows).toHaveLength(301);
  expect(plain.rows.flat().join('')).toContain('–');
  for (const delimiter of [',', '\t', ';']) {
    for (const encoding of ['utf8', 'utf8-bom', 'windows-1252'] as const) {
      expect(read(delimiter, encoding).rows).toEqual(plain.rows);
    }
  }
  expect([...read(';', 'utf8-bom').bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(read(';', 'windows-1252').bytes).toContain(0x96);
});

it('has the share of one source’s people in another that was asked for', () => {
  const people = (source: Source, column: number) =>
    new Set(
      fileOf({ source, rows: 20_000, wrong: 0, twice: 0, errors: 0, overlap: 0.6 }).rows.map(
        (row) => row[column],
      ),
    );
  const dtks = people('DTKS', 1);
  const dtsen = people('DTSEN', 2);
  const shared = [...dtsen].filter((nik) => dtks.has(nik)).length;
  expect(shared / dtsen.size).toBeGreaterThan(0.57);
  expect(shared / dtsen.size).toBeLessThan(0.63);
});

it('has P3KE rows without a mark of verification, and marks that are whole', () => {
  const { rows } = fileOf({ source: 'P3KE', rows: 1_000, wrong: 0 });
  const marks = rows.map((row) => row.slice(-3).filter((cell) => cell !== '').length);
  expect(new Set(marks)).toEqual(new Set([0, 3]));
  expect(marks.filter((count) => count === 0).length).toBeGreaterThan(80);
});

it('gives PMKS categories that fit age and sex, all of them, with a disability where one belongs', () => {
  const { rows } = fileOf({ source: 'PMKS', rows: 4_000, wrong: 0, errors: 0 });
  for (const [nik = '', , , sex, code, , disability] of rows) {
    const category = pmksCategories.find((one) => one.code === code);
    const read = readNik(nik, WORLD_DAY);
    const age = read.ok ? 2026 - Number(read.nik.birthDate.slice(0, 4)) : NaN;
    expect(age).toBeGreaterThanOrEqual(category?.minAge ?? 0);
    expect(age).toBeLessThanOrEqual(category?.maxAge ?? 200);
    expect(category?.sex ?? sex).toBe(sex);
    expect(disability !== '').toBe(category?.needsDisability);
  }
  expect(new Set(rows.map((row) => row[4])).size).toBe(26);
});

it('moves families whole', () => {
  const { rows } = fileOf({ source: 'DTSEN', rows: 6_000, wrong: 0, twice: 0 });
  const desaOf = new Map<string, Set<string>>();
  for (const [family = '', ...cells] of rows) {
    const desa = cells[10] ?? '';
    desaOf.set(family, (desaOf.get(family) ?? new Set()).add(desa));
  }
  expect(Math.max(...[...desaOf.values()].map((desa) => desa.size))).toBe(1);
  const moved = [...desaOf].filter(
    ([family, desa]) => !desa.has(region.desa[Number(family.slice(-9)) % 141]?.name ?? ''),
  );
  expect(moved.length / desaOf.size).toBeGreaterThan(0.005);
  expect(moved.length / desaOf.size).toBeLessThan(0.06);
});

it('knows any kabupaten', async () => {
  const other = await regionOf('73.01');
  const delivery = makeDelivery({ source: 'DTKS', rows: 300, seed: 1, region: other, wrong: 0 });
  for (const row of delivery.rows) expect(row[12]).toMatch(/^(?:73\.01\..*)?$/);
});

it('does not tell what is true before the rows were gone through', () => {
  const delivery = makeDelivery({ source: 'DTKS', rows: 10, seed: 1, region });
  expect(() => delivery.truth()).toThrow('gone through');
});
