/** What a file of rows is to whoever imports it; src/storage/tables reads them. */

export type TableFaultCode =
  | 'file.empty'
  /** Text or a table nowhere in it: a picture, a PDF, another kind of archive. */
  | 'file.not_a_table'
  /** A page of the web that was saved as .xls. */
  | 'file.web_page'
  /** .xls of before 2007, or .xlsb. */
  | 'file.old_excel'
  | 'file.encrypted'
  | 'file.damaged'
  | 'file.too_large'
  | 'file.too_many_rows'
  | 'file.no_header'
  | 'file.no_rows';

/** The file as a whole cannot be read, or not from `line` on. */
export class TableFault extends Error {
  override readonly name = 'TableFault';

  constructor(
    readonly code: TableFaultCode,
    /** In the file, from 1, where it is known. */
    readonly line: number | null = null,
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}

export interface TableRow {
  /** Line in the file as people count, from 1: that of a spreadsheet, or the first of a CSV's row. */
  readonly n: number;
  /** As they stand in the file; one for each header at least, '' for what is not there. */
  readonly cells: readonly string[];
  /** The cells may be in wrong columns: quotes that do not fit, or more cells than headers. */
  readonly fault: 'row.quotes' | 'row.too_many_cells' | null;
}

export interface Table {
  readonly format: 'csv' | 'xlsx';
  /** null: xlsx */
  readonly delimiter: string | null;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | null;
  readonly headers: readonly string[];
  /** Line of the headers. */
  readonly headerLine: number;
  /**
   * Rows that have something in them, in the order of the file; may be asked for again. `after`: only
   * those of later lines. Throws TableFault where the file breaks off.
   */
  rows(after?: number): AsyncIterable<TableRow>;
}

export interface TableLimits {
  /** Of the file. */
  readonly maxBytes: number;
  readonly maxRows: number;
}

/** Bytes that can be read from anywhere, as often as needed: a file, or one that is kept sealed. */
export interface TableSource {
  readonly size: number;
  /** `to` is not read any more. */
  read(from: number, to: number): AsyncIterable<Uint8Array>;
}
