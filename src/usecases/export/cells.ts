/** Files that hold rows of text and nothing that a spreadsheet would calculate. */

/** Every cell is text; null is empty. */
export type Row = readonly (string | null)[];
/** Rows that are read together, each of them made when it is written. */
export type Batches = AsyncIterable<Iterable<Row>>;

/** What a spreadsheet program takes for the begin of a formula, also behind blanks and in full width. */
const FORMULA = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
/** Read as a number it loses its last digits, and a NIK becomes another's. */
const LONG_NUMBER = /^\d{12,}$/;

/** In a CSV only a leading apostrophe keeps a cell from being calculated. */
export function harmless(text: string): string {
  return FORMULA.test(text) || LONG_NUMBER.test(text) ? `'${text}` : text;
}

const NEEDS_QUOTES = /[";,\r\n]|^\s|\s$/;

/** RFC 4180 with the semicolon that Indonesian spreadsheets expect. */
export function csvLine(row: Row): string {
  const cells = row.map((cell) => {
    const text = harmless(cell ?? '');
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(';')}\r\n`;
}

/** UTF-8 with a BOM: without it Excel takes it for Windows-1252. */
export async function* csvFile(head: Row, batches: Batches): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\ufeff${csvLine(head)}`);
  for await (const rows of batches) {
    let lines = '';
    for (const row of rows) lines += csvLine(row);
    yield Buffer.from(lines);
  }
}
