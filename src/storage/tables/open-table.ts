import { titlesAmong } from '../../domain/import/mapping.js';
import {
  TableFault,
  type Table,
  type TableLimits,
  type TableRow,
  type TableSource,
} from '../../domain/import/table.js';
import { csvRows, openCsv } from './csv.js';
import { bytesOf } from './source.js';
import { openXlsx } from './xlsx.js';

/** Some put the name of the list, the office and the month above it. */
const HEADER_WITHIN = 20;
/** Titles that make a row the headers. */
const ENOUGH_TITLES = 2;

export const tableLimits: TableLimits = { maxBytes: 1024 ** 3, maxRows: 5_000_000 };

/**
 * A CSV (`,` `;` tab `|`; UTF-8, UTF-16, Windows-1252) or the first sheet of an XLSX that has data, told
 * apart by its content. Nothing but a batch of rows is in memory. Throws TableFault.
 */
export async function openTable(source: TableSource, limits: TableLimits = tableLimits): Promise<Table> {
  if (source.size === 0) throw new TableFault('file.empty');
  if (source.size > limits.maxBytes) throw new TableFault('file.too_large');
  const magic = (await bytesOf(source, 0, 4)).toString('latin1');
  if (magic === '\u00d0\u00cf\u0011\u00e0') {
    throw new TableFault((await isSealedOffice(source)) ? 'file.encrypted' : 'file.old_excel');
  }
  return magic.startsWith('PK') && magic.charCodeAt(2) < 9
    ? xlsxTable(source, limits)
    : csvTable(source, limits);
}

/** A workbook with a password is an archive of another kind, with this in its list of contents. */
async function isSealedOffice(source: TableSource): Promise<boolean> {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  const span = 1024 * 1024;
  const ends = [await bytesOf(source, 0, span), await bytesOf(source, Math.max(0, source.size - span), span)];
  return ends.some((bytes) => bytes.includes(name));
}

async function csvTable(source: TableSource, limits: TableLimits): Promise<Table> {
  const csv = await openCsv(source);
  const all = () => csvRows(csv);
  const head = await headOf(all());
  return {
    format: 'csv',
    delimiter: csv.delimiter,
    encoding: csv.encoding,
    ...tableOf(head, all, { limits, delimiter: csv.delimiter }),
  };
}

async function xlsxTable(source: TableSource, limits: TableLimits): Promise<Table> {
  const workbook = await openXlsx(source);
  let chosen: { sheet: string; head: readonly TableRow[] } | null = null;
  for (const sheet of workbook.sheets) {
    const head = await headOf(workbook.rows(sheet));
    if (head.length === 0) continue;
    chosen ??= { sheet, head };
    // A sheet of instructions may stand first.
    if (!head.some(({ cells }) => titlesAmong(cells) >= ENOUGH_TITLES)) continue;
    chosen = { sheet, head };
    break;
  }
  if (chosen === null) throw new TableFault('file.no_rows');
  const { sheet, head } = chosen;
  return {
    format: 'xlsx',
    delimiter: null,
    encoding: null,
    ...tableOf(head, () => workbook.rows(sheet), { limits, delimiter: null }),
  };
}

const isFilled = (cells: readonly string[]) => cells.some((cell) => cell !== '' && cell.trim() !== '');

/** The first rows that have something in them. */
async function headOf(batches: AsyncIterable<readonly TableRow[]>): Promise<readonly TableRow[]> {
  const head: TableRow[] = [];
  for await (const batch of batches) {
    for (const row of batch) if (isFilled(row.cells) && head.push(row) > HEADER_WITHIN) return head;
  }
  return head;
}

function tableOf(
  head: readonly TableRow[],
  all: () => AsyncIterable<readonly TableRow[]>,
  how: { readonly limits: TableLimits; readonly delimiter: string | null },
): Pick<Table, 'headers' | 'headerLine' | 'rows'> {
  const header = headerAmong(head);
  const last = header.cells.findLastIndex((cell) => cell.trim() !== '');
  const headers = header.cells.slice(0, last + 1).map((cell) => cell.replace(/\s+/g, ' ').trim());
  return {
    headers,
    headerLine: header.n,
    rows: (after = 0) => rowsOf(all(), headers, { ...how, headerLine: header.n, after }),
  };
}

/** Rows that hold titles we know; else the first one as wide as the rows are that holds words alone. */
function headerAmong(head: readonly TableRow[]): TableRow {
  if (head.length === 0) throw new TableFault('file.no_rows');
  const scored = head.slice(0, HEADER_WITHIN).map((row) => ({ row, titles: titlesAmong(row.cells) }));
  const most = Math.max(...scored.map(({ titles }) => titles));
  const filled = ({ cells }: TableRow) => cells.filter((cell) => cell.trim() !== '').length;
  const width = Math.max(...head.map(filled));
  const found =
    most >= ENOUGH_TITLES
      ? scored.find(({ titles }) => titles === most)?.row
      : head.slice(0, HEADER_WITHIN).find((row) => filled(row) * 2 > width && row.cells.every(isTitle));
  if (found === undefined) throw new TableFault('file.no_header');
  if (found === head.at(-1)) throw new TableFault('file.no_rows');
  return found;
}

function isTitle(cell: string): boolean {
  return cell.length <= 100 && !/^\s*[\d\s.,/:-]+\s*$/.test(cell);
}

async function* rowsOf(
  batches: AsyncIterable<readonly TableRow[]>,
  headers: readonly string[],
  {
    headerLine,
    after,
    limits,
    delimiter,
  }: {
    headerLine: number;
    after: number;
    limits: TableLimits;
    delimiter: string | null;
  },
): AsyncGenerator<TableRow> {
  let count = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      if (row.n <= headerLine || !isFilled(row.cells) || isHeader(row.cells, headers)) continue;
      count += 1;
      if (count > limits.maxRows) throw new TableFault('file.too_many_rows', row.n);
      if (row.n <= after) continue;
      const fits = delimiter === null || !holdsTwo(row.cells, headers.length, delimiter);
      yield fitted(fits ? row : { ...row, fault: 'row.quotes' }, headers.length);
    }
  }
}

/** Files that were put together have their headers again between their rows. */
function isHeader(cells: readonly string[], headers: readonly string[]): boolean {
  return headers.every((header, place) => cells[place]?.replace(/\s+/g, ' ').trim() === header);
}

/** A quote that was opened in one person's row and closed in the next one's makes a cell of what is between. */
function holdsTwo(cells: readonly string[], width: number, delimiter: string): boolean {
  const broken = cells.filter((cell) => cell.includes('\n'));
  if (width < 3 || broken.length === 0) return false;
  const inside = broken.reduce((sum, cell) => sum + cell.split(delimiter).length - 1, 0);
  return inside + cells.length - 1 >= 2 * (width - 1);
}

function fitted(row: TableRow, width: number): TableRow {
  const { n, cells, fault } = row;
  if (cells.length === width) return row;
  if (cells.length > width) {
    return isFilled(cells.slice(width)) ? { n, cells, fault: fault ?? 'row.too_many_cells' } : row;
  }
  return { n, cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')], fault };
}
