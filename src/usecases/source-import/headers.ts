import type { Table } from '../../domain/import/table.js';
import { maskNumbers } from '../../domain/report/mask.js';

export interface HeaderView {
  readonly title: string;
  /** Of the first rows, long numbers masked. */
  readonly examples: readonly string[];
}

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 40;

export async function headersOf(table: Table): Promise<readonly HeaderView[]> {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of table.rows()) {
    rows.push(cells);
    if (rows.length === EXAMPLES) break;
  }
  const example = (cell: string) => maskNumbers(cell.replace(/\s+/g, ' ').trim()).slice(0, EXAMPLE_LENGTH);
  return table.headers.map((title, index) => ({
    title,
    examples: [...new Set(rows.map((cells) => example(cells[index] ?? '')))].filter((cell) => cell !== ''),
  }));
}
