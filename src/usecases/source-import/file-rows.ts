import { readNik } from '../../domain/identity/nik.js';
import { cellText } from '../../domain/import/cell-text.js';
import { cellsOf, type CellsByColumn, type Mapping } from '../../domain/import/mapping.js';
import { looksMonthFirst } from '../../domain/import/dates.js';
import { looksRounded, readRow, type RowContext } from '../../domain/import/read-row.js';
import { dateColumns, type DamagedColumn } from '../../domain/import/problem.js';
import type { Source } from '../../domain/import/sources.js';
import type { Table } from '../../domain/import/table.js';
import type { ReadRow } from './ports.js';

/** The rows of a file behind a line, as its source means them. Throws TableFault where the file breaks off. */
export async function* rowsOfFile(
  source: Source,
  table: Table,
  {
    mapping,
    context,
    after,
  }: { readonly mapping: Mapping; readonly context: RowContext; readonly after: number },
): AsyncGenerator<ReadRow> {
  const byColumn = cellsOf(mapping);
  for await (const { n, cells, fault } of table.rows(after)) {
    const named = byColumn(cells);
    const reading = readRow(source, named, context, fault);
    yield reading.ok
      ? { n, row: reading.row, warnings: reading.warnings }
      : { n, faults: reading.faults, of: whoseIs(named, context.today) };
  }
}

function whoseIs(cells: CellsByColumn, today: string): Extract<ReadRow, { readonly of: unknown }>['of'] {
  const sourceKey = cellText(cells.sourceKey);
  const nik = readNik(cellText(cells.nik), today);
  return {
    sourceKey: sourceKey === '' ? null : sourceKey,
    nik: nik.ok ? nik.nik.digits : null,
    category: null,
  };
}

/** The last line that has something in it. Throws TableFault where the file breaks off. */
export async function lastLineOf(table: Table): Promise<number> {
  let last = 0;
  for await (const { n } of table.rows()) last = n;
  return last;
}

const SAMPLE = 100;

/** By the first rows of the file. */
export function damagedColumn(table: Table, mapping: Mapping): Promise<DamagedColumn | null> {
  return damagedAmong(table, mapping, { numbers: ['nik', 'kk'], dates: dateColumns });
}

/** `numbers`: columns of NIK or No. KK. */
export async function damagedAmong<C extends string, N extends C, D extends C>(
  table: Table,
  mapping: Mapping<C>,
  { numbers, dates }: { readonly numbers: readonly N[]; readonly dates: readonly D[] },
): Promise<
  | { readonly fault: 'rounded'; readonly column: N }
  | { readonly fault: 'month_first'; readonly column: D }
  | null
> {
  const byColumn = cellsOf(mapping);
  const first: CellsByColumn<C>[] = [];
  for await (const { cells } of table.rows()) {
    first.push(byColumn(cells));
    if (first.length === SAMPLE) break;
  }
  const cellsIn = (column: C) => first.flatMap((cells) => cells[column] ?? []);
  const rounded = numbers.find((column) => looksRounded(cellsIn(column)));
  if (rounded !== undefined) return { fault: 'rounded', column: rounded };
  const monthFirst = dates.find((column) => looksMonthFirst(cellsIn(column)));
  return monthFirst === undefined ? null : { fault: 'month_first', column: monthFirst };
}
