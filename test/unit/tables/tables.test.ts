import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TableFault, type TableRow, type TableSource } from '../../../src/domain/import/table.js';
import { openTable, tableLimits } from '../../../src/storage/tables/open-table.js';
import { bytesSource, fileSource } from '../../../src/storage/tables/source.js';
import { csvFile } from '../../../src/usecases/export/cells.js';
import { xlsxFile } from '../../../src/usecases/export/xlsx-file.js';
import { workbook } from '../../support/workbook.js';

/** In pieces of that many bytes: nothing may depend on where one ends. */
function inPieces(bytes: Uint8Array, size: number): TableSource {
  return {
    size: bytes.length,
    async *read(from, to) {
      for (let at = from; at < to; at += size) yield bytes.subarray(at, Math.min(at + size, to));
    },
  };
}

async function all(rows: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const found: TableRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

async function read(content: Uint8Array | string, after = 0) {
  const table = await openTable(bytesSource(Buffer.from(content)));
  return { ...table, all: await all(table.rows(after)) };
}

async function fault(content: Uint8Array | string): Promise<unknown> {
  try {
    await read(content);
    return null;
  } catch (error) {
    return error instanceof TableFault ? error.code : error;
  }
}

const cellsOf = async (content: Uint8Array | string) => (await read(content)).all.map(({ cells }) => cells);
const expected = [['1199015203800001', 'UJI CONTOH', 'Contoh é’']];

describe('a CSV', () => {
  it.each([
    ['commas', ',', 'nik,nama,desa\n1199015203800001,UJI CONTOH,Contoh é’'],
    ['semicolons', ';', 'nik;nama;desa\r\n1199015203800001;UJI CONTOH;Contoh é’\r\n'],
    ['semicolons around commas', ';', 'nik;nama;desa\n1199015203800001;"UJI CONTOH";Contoh é’\n;A, B, C;x,y'],
    ['tabs', '\t', 'nik\tnama\tdesa\n1199015203800001\tUJI CONTOH\tContoh é’'],
    ['bars', '|', 'nik|nama|desa\n1199015203800001|UJI CONTOH|Contoh é’'],
    ['a BOM', ';', '\ufeffnik;nama;desa\n1199015203800001;UJI CONTOH;Contoh é’'],
    ['Excel’s own first line', ';', '\ufeffsep=;\r\nnik;nama;desa\r\n1199015203800001;UJI CONTOH;Contoh é’'],
    ['old line ends', ',', 'nik,nama,desa\r1199015203800001,UJI CONTOH,Contoh é’\r'],
    ['quotes', ',', '"nik","nama","desa"\n"1199015203800001","UJI CONTOH","Contoh é’"'],
    [
      'titles above',
      ';',
      'Daftar Uji;;\n\nBulan, tahun;;\nnik;nama;desa\n1199015203800001;UJI CONTOH;Contoh é’',
    ],
    ['its headers again', ',', 'nik,nama,desa\n1199015203800001,UJI CONTOH,Contoh é’\nnik,nama,desa\n,,'],
  ])('is read with %s', async (_what, delimiter, text) => {
    const table = await read(text);
    expect(table).toMatchObject({ format: 'csv', delimiter, headers: ['nik', 'nama', 'desa'] });
    expect(table.all[0]?.cells).toEqual(expected[0]);
  });

  it('is read in Windows-1252 and in UTF-16 of both kinds', async () => {
    const text = 'nik;nama;desa\n1199015203800001;UJI CONTOH;Contoh é’';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    const kinds = [
      ['windows-1252', Buffer.from(text.replace('’', '\u0092'), 'latin1')],
      ['utf-16le', little],
      ['utf-16be', Buffer.from(little).swap16()],
    ] as const;
    for (const [encoding, bytes] of kinds) {
      expect(await read(bytes)).toMatchObject({ encoding, all: [{ cells: expected[0] }] });
    }
  });

  it('is Windows-1252 as a whole if one byte near its end is', async () => {
    const begin = Buffer.from(`nik;nama\n${'1;UJI\n'.repeat(40_000)}`);
    const table = await read(Buffer.concat([begin, Buffer.from('2;Ren\u00e9\n', 'latin1')]));
    expect(table.encoding).toBe('windows-1252');
    expect(table.all.at(-1)?.cells).toEqual(['2', 'René']);
  });

  it('knows the line of each row, blank ones and line breaks in cells counted', async () => {
    const { all: rows, headerLine } = await read(
      'sep=,\nJudul\nnik,nama,desa\n\n1,"UJI\nA",x\n,,\n2,"B\r\n\r\nC",y\n3,D,z',
    );
    expect(headerLine).toBe(3);
    expect(rows.map(({ n, cells }) => [n, cells[0]])).toEqual([
      [5, '1'],
      [8, '2'],
      [11, '3'],
    ]);
  });

  it('goes on after a line', async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => `${String(n + 2)},"UJI, ${String(n)}",x`);
    const text = ['nik,nama,desa', ...lines].join('\n');
    for (const after of [0, 1, 2, 2_500, 5_001, 9_999]) {
      const { all: rows } = await read(text, after);
      expect(rows.map(({ n }) => n)).toEqual(
        Array.from({ length: 5_000 }, (_, n) => n + 2).filter((n) => n > after),
      );
      expect(rows.every(({ n, cells }) => cells[0] === String(n))).toBe(true);
    }
  });

  it.each([
    ['a quote inside', '2,"Toko" UJI,x', 'nik,nama,desa\n1,A,x\n2,"Toko" UJI,x\n3,"B",x\n4,C,x'],
    ['a quote that stays open', '2,"UJI,x', 'nik,nama,desa\n1,A,x\n2,"UJI,x\n3,"B",x\n4,C,x'],
    ['the last one open', '4,"C,x', 'nik,nama,desa\n1,A,x\n2,"D",x\n3,"B",x\n4,"C,x'],
  ])('with %s loses and mixes no other row', async (_what, wrong, text) => {
    const { all: rows } = await read(text);
    expect(rows.map(({ n, cells }) => [n, cells[0]])).toEqual([
      [2, '1'],
      [3, '2'],
      [4, '3'],
      [5, '4'],
    ]);
    expect(rows.filter((row) => row.fault !== null)).toEqual([
      { n: expect.any(Number) as number, cells: wrong.split(','), fault: 'row.quotes' },
    ]);
  });

  it('with a quote opened in one row and closed in another says so, and takes neither', async () => {
    const { all: rows } = await read('nik,nama,desa\n1,"A,x\n2,B",y\n3,"C\nD, E",z\n4,"F,x\n5,"G",y');
    expect(rows.map(({ n, fault: wrong }) => [n, wrong])).toEqual([
      [2, 'row.quotes'],
      [4, null],
      [6, 'row.quotes'],
      [7, null],
    ]);
  });

  it('with one quote that is never closed keeps the half million characters after it apart', async () => {
    const lines = Array.from({ length: 40_000 }, (_, n) => `${String(n + 3)};UJI CONTOH ${String(n)};x`);
    const { all: rows } = await read(['nik;nama;desa', '2;"UJI;x', ...lines].join('\n'));
    expect(rows).toHaveLength(40_001);
    expect(rows.filter(({ fault: wrong }) => wrong !== null).map(({ n }) => n)).toEqual([2]);
    expect(rows.every(({ n, cells }) => cells[0] === String(n))).toBe(true);
  });

  it('with wrong quotes in every line is read in time', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `${String(n + 2)};"UJI" CONTOH;"x`);
    const begin = performance.now();
    const { all: rows } = await read(['nik;nama;desa', ...lines].join('\n'));
    expect(rows).toHaveLength(20_000);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });

  it('says which rows have more cells than headers, and fills up those that have fewer', async () => {
    const { all: rows } = await read('nik,nama,desa\n1,UJI, CONTOH,x\n2,UJI\n3,UJI,x,,');
    expect(rows.map(({ fault: wrong, cells }) => [wrong, cells.length])).toEqual([
      ['row.too_many_cells', 4],
      [null, 3],
      [null, 5],
    ]);
  });

  it('may have headers that nobody knows', async () => {
    expect(await read('Daftar\nkolom a;kolom b\n1;2\n3;4')).toMatchObject({
      headers: ['kolom a', 'kolom b'],
    });
  });
});

const numberCell = (value: string, style = '') => `<c${style}><v>${value}</v></c>`;
const sheetOf = (cells: string, styles = '<styleSheet/>') =>
  workbook([['nik']], {
    'xl/worksheets/sheet9.xml': strToU8(
      `<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>nik</t></is></c><c t="inlineStr"><is><t>nama</t></is></c></row><row r="3">${cells}</row></sheetData></worksheet>`,
    ),
    'xl/styles.xml': strToU8(styles),
  });

describe('an XLSX', () => {
  it('is read as it was exported, formulas and characters that XML has not aside', async () => {
    const chunks: Uint8Array[] = [];
    const rows = [['1199015203800001', 'UJI <&> "x" _x000D_', null, 'a\nb']];
    for await (const chunk of xlsxFile(['nik', 'nama', 'kk', 'desa'], batch(rows))) chunks.push(chunk);
    expect(await cellsOf(Buffer.concat(chunks))).toEqual([
      ['1199015203800001', 'UJI <&> "x" _x000D_', '', 'a\nb'],
    ]);
  });

  it('is read with shared texts, numbers and gaps, and knows its lines', async () => {
    const bytes = workbook([
      ['Daftar', null, null],
      ['nik', 'nama', 'desa'],
      [1199015203800012, 'UJI <CONTOH> & Co', null],
      [null, null, null],
      ['1199015203800003', null, 'Contoh'],
    ]);
    const table = await read(bytes);
    expect(table).toMatchObject({ format: 'xlsx', headerLine: 2, headers: ['nik', 'nama', 'desa'] });
    expect(table.all).toEqual([
      { n: 3, cells: ['1199015203800012', 'UJI <CONTOH> & Co', ''], fault: null },
      { n: 5, cells: ['1199015203800003', '', 'Contoh'], fault: null },
    ]);
    expect((await read(bytes, 3)).all.map(({ n }) => n)).toEqual([5]);
  });

  it.each([
    ['1199015203800012', '1199015203800012'],
    ['1.199015203800012E15', '1199015203800012'],
    ['9199015203800013', '9199015203800013'],
    // Rounded, or it might have been.
    ['1199015203800010', '1.19901520380001E+15'],
    ['1.19901520380001E+15', '1.19901520380001E+15'],
    ['1.2E+20', '1.20000000000000E+20'],
    ['81234567890', '81234567890'],
    ['8.1234567890000000E10', '81234567890'],
    ['7.0', '7'],
    ['0.5', '0.5'],
    ['-3', '-3'],
    ['bukan', 'bukan'],
  ])('has the number %s as %s', async (value, text) => {
    expect(await cellsOf(sheetOf(numberCell(value)))).toEqual([[text, '']]);
  });

  it('has days as ISO dates, and nothing else', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-421]dd\\ mmmm\\ yyyy"/><numFmt numFmtId="171" formatCode="&quot;Rp. dy&quot;#,##0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>';
    const found = async (value: string, style: number) =>
      (await cellsOf(sheetOf(numberCell(value, ` s="${String(style)}"`), styles)))[0]?.[0];
    expect(await found('29292', 1)).toBe('1980-03-12');
    expect(await found('29292.75', 2)).toBe('1980-03-12T18:00:00');
    expect(await found('29292', 3)).toBe('29292');
    expect(await found('29292', 0)).toBe('29292');
    expect(await found('1199015203800012', 1)).toBe('1199015203800012');
    expect(await found('59', 1)).toBe('1900-02-28');
    expect(await found('61', 1)).toBe('1900-03-01');
  });

  it('is read from the sheet that holds people, whatever stands before it', async () => {
    const bytes = workbook([['Petunjuk'], ['Isi lembar berikut'], ['Terima kasih']], {
      'xl/worksheets/sheet1.xml': strToU8(
        '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>nik</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:r><x:t>na</x:t></x:r><x:r><x:t>ma</x:t></x:r></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      ),
    });
    expect(await read(bytes)).toMatchObject({ headers: ['nik', 'nama'], all: [{ n: 2, cells: ['1', ''] }] });
  });

  it('is not unpacked when it says that it is huge, and cut off when it lies about it', async () => {
    const row = '<row><c t="inlineStr"><is><t>nama</t></is></c></row>';
    const bomb = strToU8(`<worksheet><sheetData>${row.repeat(1_500_000)}</sheetData></worksheet>`);
    const honest = workbook([['nama']], { 'xl/worksheets/sheet9.xml': bomb });
    expect(await fault(honest)).toBe('file.too_large');
    const lying = Buffer.from(honest);
    for (let at = 0; at < lying.length - 46; at += 1) {
      if (lying.readUInt32LE(at) === 0x02014b50 && lying.readUInt32LE(at + 24) === bomb.length) {
        lying.writeUInt32LE(1_000, at + 24);
      }
    }
    expect(await fault(lying)).toBe('file.damaged');
  });

  it('expands no entity, and holds no text without end', async () => {
    const dtd = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
    const cell = (text: string) =>
      `<worksheet><sheetData><row><c t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`;
    const sheet = (xml: string) => workbook([['nama']], { 'xl/worksheets/sheet9.xml': strToU8(xml) });
    expect(await fault(sheet(dtd + cell('&b;')))).toBe('file.damaged');
    expect(await fault(sheet(cell('a'.repeat(4 * 1024 * 1024))))).toBe('file.damaged');
  });

  it('that breaks off gives the rows before, then says where', async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, n) => `<row r="${String(n + 2)}"><c><v>${String(n)}</v></c></row>`,
    );
    const head =
      '<row r="1"><c t="inlineStr"><is><t>nik</t></is></c><c t="inlineStr"><is><t>nama</t></is></c></row>';
    const bytes = workbook([['x']], {
      'xl/worksheets/sheet9.xml': strToU8(
        `<worksheet><sheetData>${head}${rows.join('')}<row r="3002"><c></row>`,
      ),
    });
    const table = await openTable(bytesSource(bytes));
    const found: number[] = [];
    await expect(
      (async () => {
        for await (const { n } of table.rows()) found.push(n);
      })(),
    ).rejects.toMatchObject({ code: 'file.damaged', line: 3_002 });
    expect(found.at(-1)).toBe(3_001);
  });
});

async function* batch<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows;
}

describe('a file that is no table', () => {
  it.each([
    ['file.empty', ''],
    ['file.no_rows', '\n \n'],
    ['file.no_rows', 'nik,nama'],
    ['file.no_header', '1199015203800001;12;3\n1199015203800002;12;3'],
    ['file.not_a_table', 'nik,nama\n1,\u0000\u0001'],
    ['file.not_a_table', '%PDF-1.7\n\u0001\u0002'],
    ['file.web_page', '\n<html><table><tr><td>nik</td></tr></table></html>'],
    ['file.old_excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])],
    [
      'file.encrypted',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['file.damaged', Buffer.from([0x50, 0x4b, 3, 4, 9, 9, 9])],
    ['file.not_a_table', zipSync({ 'halo.txt': strToU8('halo') })],
    ['file.old_excel', zipSync({ 'xl/workbook.bin': strToU8('x') })],
    ['file.no_rows', workbook([])],
  ])('is refused as %s', async (code, content) => {
    expect(await fault(content)).toBe(code);
  });

  it('is refused beyond its limits', async () => {
    const source = bytesSource(Buffer.from('nik,nama\n1,A\n2,B\n3,C'));
    await expect(openTable(source, { ...tableLimits, maxBytes: 5 })).rejects.toMatchObject({
      code: 'file.too_large',
    });
    const table = await openTable(source, { ...tableLimits, maxRows: 2 });
    await expect(all(table.rows())).rejects.toMatchObject({ code: 'file.too_many_rows', line: 4 });
  });
});

// `_x` aside: Excel reads what follows as a character's number, which a CSV's writer leaves alone.
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\t', ' ', 'a', '1', '|', 'é'), maxLength: 8 }),
);
/** As people see them: one kind of line end, no control characters, nothing that Excel would calculate. */
const plainCell = cell.map((text) => text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, ''));
const anyRows = fc
  .integer({ min: 2, max: 6 })
  .chain((width) =>
    fc.array(fc.array(plainCell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }),
  )
  .map((rows) => rows.map((cells, n) => [String(n), ...cells]))
  .map((rows) => ({
    headers: [
      'nik',
      'nama',
      ...Array.from({ length: (rows[0]?.length ?? 3) - 2 }, (_, n) => `k${String(n)}`),
    ],
    rows,
  }));

function csvText(table: readonly (readonly string[])[], delimiter: string, lineEnd: string): string {
  const quoted = (text: string) =>
    text.includes('"') || text.includes('\n') || text.includes(delimiter) || /^\s|\s$/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return table.map((cells) => `${cells.map(quoted).join(delimiter)}${lineEnd}`).join('');
}

const latin = (text: string) => text.replace(/[^\n\r\t -~\u00a0-\u00ff]/g, '');
const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with BOM': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  // What it has no byte for is left out; its begin is no UTF-8.
  'windows-1252': (text) => Buffer.from(latin(text.replace('nama', 'nama\u00ff')), 'latin1'),
};

describe('whatever a file holds', () => {
  it('a table that was written as CSV is read as it was, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows,
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom(...Object.keys(encoders)),
        fc.integer({ min: 1, max: 40 }),
        async ({ headers, rows }, delimiter, lineEnd, encoding, size) => {
          // The guess may err in a table of delimiters; a first line that names it does not.
          fc.pre(!rows.some((cells) => cells.some((one) => one.includes('\n') && one.includes(delimiter))));
          const text = `sep=${delimiter}${lineEnd}${csvText([headers, ...rows], delimiter, lineEnd)}`;
          const bytes = encoders[encoding]?.(text) ?? Buffer.of();
          const table = await openTable(inPieces(bytes, size));
          const kept = (one: string) => (encoding === 'windows-1252' ? latin(one) : one);
          expect((await all(table.rows())).map(({ cells, fault: wrong }) => [wrong, cells])).toEqual(
            rows.map((cells) => [null, cells.map((one) => kept(one))]),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a table that was exported is read as it was, in both formats', async () => {
    const calculated = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]|^\d{12,}$/u;
    await fc.assert(
      fc.asyncProperty(anyRows, fc.constantFrom(csvFile, xlsxFile), async ({ headers, rows }, write) => {
        fc.pre(!rows.some((cells) => cells.some((one) => one.includes('\n') && one.includes(';'))));
        const plain = rows.map((cells) => cells.map((one) => (calculated.test(one) ? 'x' : one)));
        const chunks: Uint8Array[] = [];
        for await (const chunk of write(headers, batch(plain))) chunks.push(chunk);
        expect(await cellsOf(Buffer.concat(chunks))).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });

  it('it is rows or a fault that has a code', async () => {
    const xlsx = workbook([
      ['nik', 'nama'],
      [1, 'UJI'],
      [2, 'CONTOH'],
    ]);
    const spoiled = fc
      .array(fc.tuple(fc.nat(xlsx.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map((changes) => {
        const bytes = Buffer.from(xlsx);
        for (const [at, byte] of changes) bytes[at] = byte;
        return bytes;
      });
    const cut = fc.nat(xlsx.length).map((length) => xlsx.subarray(0, length));
    const text = fc
      .string({
        unit: fc.constantFrom('"', ';', '\n', '\r', ',', 'nik', 'nama', '1', ' ', '\u0000', 'é'),
        maxLength: 200,
      })
      .map((one) => Buffer.from(one));
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoiled, cut, text, fc.uint8Array({ maxLength: 400 })), async (bytes) => {
        try {
          const table = await openTable(inPieces(bytes, 50));
          let before = table.headerLine;
          for await (const { n, cells } of table.rows()) {
            expect(n).toBeGreaterThan(before);
            expect(cells.length).toBeGreaterThanOrEqual(table.headers.length);
            before = n;
          }
        } catch (error) {
          if (!(error instanceof TableFault)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read from a disk as from memory', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tables-'));
    try {
      const file = path.join(folder, 'uji.csv');
      const text = `nik,nama\n${Array.from({ length: 20_000 }, (_, n) => `${String(n)},UJI\n`).join('')}`;
      await writeFile(file, text);
      const table = await openTable(await fileSource(file));
      expect(await all(table.rows())).toEqual((await read(text)).all);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
