import { readCsv } from './csv.js';
import { MAX_BYTES, unfit, type TableRow } from './table.js';
import { readXlsx } from './xlsx.js';

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]) =>
  magic.every((byte, place) => bytes[place] === byte);

/** The rows of a CSV or XLSX file, told apart by its content. Throws input.invalid {field: FileProblem}. */
export function readTable(bytes: Uint8Array): readonly TableRow[] {
  if (bytes.length === 0) throw unfit('none');
  if (bytes.length > MAX_BYTES) throw unfit('too_large');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw unfit('old_excel');
  return startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? readXlsx(bytes) : readCsv(bytes);
}
