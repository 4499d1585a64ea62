/** Rows as the bytes of a file, a batch at a time. The same rows give the same bytes, on any day. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { dayInText, type Cell, type Row } from './columns.js';

export const encodings = ['utf8', 'utf8-bom', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

export interface CsvFormat {
  readonly delimiter: string;
  readonly encoding: Encoding;
}

const BATCH = 2_000;

function* batches(rows: Iterable<Row>): Generator<Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** With a head line; lines end as Excel ends them. */
export function* csvBytes(
  head: Row,
  rows: Iterable<Row>,
  { delimiter, encoding }: CsvFormat,
): Generator<Uint8Array> {
  const quoted = (cell: Cell) => {
    const written = textOf(cell);
    const bare = !written.includes(delimiter) && !/["\r\n]/.test(written);
    return bare ? written : `"${written.replaceAll('"', '""')}"`;
  };
  const lines = (some: readonly Row[]) =>
    some.map((row) => `${row.map(quoted).join(delimiter)}\r\n`).join('');
  yield encoded((encoding === 'utf8-bom' ? '\ufeff' : '') + lines([head]), encoding);
  for (const batch of batches(rows)) yield encoded(lines(batch), encoding);
}

/** A NIK that Excel took for a number comes out of it as 6,40804E+15. */
function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if ('day' in cell) return dayInText(cell.day);
  return Number(cell.number).toExponential(5).replace('.', ',').replace('e', 'E');
}

/** Those of Windows-1252 that are not Latin-1 and occur here. */
const windows: Readonly<Record<string, number>> = { '–': 0x96, '’': 0x92 };

function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding !== 'windows-1252') return strToU8(text);
  return Uint8Array.from(text, (letter) => windows[letter] ?? letter.charCodeAt(0));
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const parts = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // 0: as it is; 1: a day.
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
} as const;

/**
 * A workbook of one sheet. Unlike the files that the service itself writes, days and mistyped NIK are numbers
 * in it, as in files that people keep in Excel.
 */
export function* xlsxBytes(head: Row, rows: Iterable<Row>): Generator<Uint8Array> {
  let packed: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, chunk) => {
    fault = error ?? fault;
    packed.push(chunk);
  });
  const flush = function* (): Generator<Uint8Array> {
    if (fault !== null) throw fault;
    const ready = packed;
    packed = [];
    yield* ready;
  };
  const file = (name: string) => {
    const entry = new ZipDeflate(name, { level: 3 });
    // A zip keeps times by the clock on the wall.
    entry.mtime = new Date(2026, 10, 1);
    zip.add(entry);
    return entry;
  };
  for (const [name, xml] of Object.entries(parts)) file(name).push(strToU8(HEAD + xml), true);
  const sheet = file('xl/worksheets/sheet1.xml');
  sheet.push(strToU8(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rowXml(head)}`));
  for (const batch of batches(rows)) {
    sheet.push(strToU8(batch.map(rowXml).join('')));
    yield* flush();
  }
  sheet.push(strToU8('</sheetData></worksheet>'), true);
  zip.end();
  yield* flush();
}

function rowXml(row: Row): string {
  return `<row>${row.map(cellXml).join('')}</row>`;
}

const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, for all days since March 1900. */
const EXCEL_START = Date.UTC(1899, 11, 30);

function cellXml(cell: Cell): string {
  if (cell === '') return '<c/>';
  if (typeof cell === 'string') {
    const escaped = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `<c t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
  }
  if ('day' in cell) return `<c s="1"><v>${String((Date.parse(cell.day) - EXCEL_START) / DAY_MS)}</v></c>`;
  // Excel keeps fifteen digits.
  return `<c><v>${Number(cell.number).toExponential(14).replace('e', 'E')}</v></c>`;
}
