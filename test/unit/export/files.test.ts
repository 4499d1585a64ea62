/** Files with rows of text: nothing is calculated, nothing is lost, and little is in memory. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile, csvLine, harmless, type Row } from '../../../src/usecases/export/cells.js';
import { xlsxFile } from '../../../src/usecases/export/xlsx-file.js';
import { readXlsx } from '../../../src/usecases/enrolment/import/xlsx.js';

async function* inBatches(...batches: readonly (readonly Row[])[]): AsyncGenerator<readonly Row[]> {
  yield* batches;
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

const dangerous = [
  '=1+1',
  '+62',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '\u00a0=1',
  '＝1',
  '＋1',
  '＠a',
];

describe('a CSV file', () => {
  it.each(dangerous)('makes %j harmless', (text) => {
    expect(harmless(text)).toBe(`'${text}`);
  });

  it('keeps a NIK whole where numbers lose their last digits', () => {
    expect(harmless('6408010101800001')).toBe("'6408010101800001");
    expect(harmless('003')).toBe('003');
    expect(harmless('12-03-1980')).toBe('12-03-1980');
  });

  it('has a BOM, semicolons and the quotes of RFC 4180', async () => {
    const file = await bytesOf(
      csvFile(['Nama', 'RT'], inBatches([['Uji; "Contoh"\nDua', null]], [['a', 'b']])),
    );
    expect(file.toString('utf8')).toBe('\ufeffNama;RT\r\n"Uji; ""Contoh""\nDua";\r\na;b\r\n');
  });

  it('can be read back, whatever stands in it, and never begins a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...dangerous, '"', ';', '\r\n', '=";"'),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (row) => {
        const [read = []] = parse(csvLine(row), { delimiter: ';' });
        expect(read).toEqual(row.map(harmless));
        for (const text of read) expect(text).not.toMatch(/^[\s\u00a0]*[=+\-@＝＋－＠]/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an Excel file', () => {
  const read = async (rows: readonly Row[]) =>
    readXlsx(await bytesOf(xlsxFile(['A', 'B'], inBatches(rows)))).map(({ cells }) => cells);

  it('has every cell as the text that it is', async () => {
    const nik = '6408010101800001';
    expect(
      await read([
        [nik, '=1+1'],
        [null, 'a & <b>'],
        ['003', ''],
      ]),
    ).toEqual([
      ['A', 'B'],
      [nik, '=1+1'],
      ['', 'a & <b>'],
      ['003', ''],
    ]);
  });

  it('can be read back, whatever stands in it', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((one) => `x${one.trim()}x`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), async (rows) => {
        expect((await read(rows)).slice(1)).toEqual(rows);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves out what XML cannot hold, and does not let a text pass for a character', async () => {
    const bytes = await bytesOf(xlsxFile(['A'], inBatches([['a\u0000b\u0007\ud800c'], ['_x000D_']])));
    expect(readXlsx(bytes)[1]?.cells).toEqual(['abc']);
    expect(JSON.stringify(readXlsx(bytes)[2]?.cells)).toContain('_x005F_x000D_');
  });

  it('writes 200,000 rows without holding them', { timeout: 120_000 }, async () => {
    const row = Array.from({ length: 8 }, (_one, n) => `Uji Contoh ${String(n)}`);
    async function* many() {
      for (let batch = 0; batch < 400; batch += 1) {
        await Promise.resolve();
        yield Array.from({ length: 500 }, (_one, n) => [`LP-${String(batch)}-${String(n)}`, ...row]);
      }
    }
    global.gc?.();
    const before = process.memoryUsage();
    let most = 0;
    let bytes = 0;
    for await (const chunk of xlsxFile(['Nomor', ...row], many())) {
      bytes += chunk.length;
      const { heapUsed, external } = process.memoryUsage();
      most = Math.max(most, heapUsed + external - before.heapUsed - before.external);
    }
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(most / 2 ** 20).toBeLessThan(150);
  });
});
