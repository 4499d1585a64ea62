import { AppError } from '../../../errors.js';
import type { FileProblem } from '../model.js';

/** Rows of a file that have something in them. */
export interface TableRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export const MAX_BYTES = 2 * 1024 * 1024;
/** Without the header. */
export const MAX_ROWS = 2_000;
/** Cells beyond are of no column of ours; a longer cell is no name, number or desa. */
export const MAX_CELLS = 40;
export const MAX_CELL = 500;

export function unfit(field: FileProblem): AppError {
  return new AppError('input.invalid', { field });
}

/** Collects rows that are not empty, and stops a file that has too many. */
export class RowCollector {
  readonly rows: TableRow[] = [];

  add(line: number, cells: readonly string[]): void {
    const trimmed = cells.slice(0, MAX_CELLS).map((cell) => cell.slice(0, MAX_CELL).trim());
    if (trimmed.every((cell) => cell === '')) return;
    if (this.rows.length > MAX_ROWS) throw unfit('too_many_rows');
    this.rows.push({ line, cells: trimmed });
  }
}
