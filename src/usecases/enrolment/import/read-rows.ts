import type { ImportColumn, ImportedRow } from '../model.js';
import { unfit, type TableRow } from './table.js';

/** Titles as people write them, in capitals and without what is no letter. */
const titles: Readonly<Record<ImportColumn, readonly string[]>> = {
  name: ['NAMA', 'NAMALENGKAP', 'NAMAPELAPOR', 'PELAPOR'],
  role: ['JABATAN', 'PERAN', 'TUGAS', 'JABATANPERAN', 'POSISI'],
  phone: [
    ...['NOHP', 'HP', 'NOMORHP', 'NOHANDPHONE', 'NOPONSEL', 'PONSEL', 'NOMORPONSEL', 'NOHPWA', 'HPWA'],
    ...['TELEPON', 'TELP', 'NOTELP', 'NOTELEPON', 'NOMORTELEPON', 'TLP', 'NOTLP', 'TELPON', 'NOTELPON'],
    ...['WA', 'NOWA', 'NOMORWA', 'WHATSAPP', 'NOWHATSAPP', 'NOMORWHATSAPP', 'NOMOR', 'KONTAK'],
  ],
  desa: ['DESA', 'KELURAHAN', 'DESAKELURAHAN', 'NAMADESA', 'KODEDESA', 'DESAKEL', 'KELURAHANDESA'],
  kecamatan: ['KECAMATAN', 'KEC', 'NAMAKECAMATAN'],
};
const required: readonly ImportColumn[] = ['name', 'role', 'phone', 'desa'];
/** Some put the name of the list above it. */
const HEADER_WITHIN = 10;

export function columnOf(title: string): ImportColumn | null {
  const letters = title
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
  const found = Object.entries(titles).find(([, known]) => known.includes(letters));
  return found === undefined ? null : (found[0] as ImportColumn);
}

/** The rows below the titles. Throws input.invalid {field: FileProblem}. */
export function readRows(table: readonly TableRow[]): readonly ImportedRow[] {
  const [first] = table;
  if (first === undefined) throw unfit('no_rows');
  const at = table.slice(0, HEADER_WITHIN).findIndex(({ cells }) => holdsTitles(cells));
  const header = table[at];
  if (header === undefined) throw unfit('no_header');
  const columns = header.cells.map(columnOf);
  const known = columns.filter((column) => column !== null);
  if (new Set(known).size !== known.length) throw unfit('header_twice');
  const rows = table.slice(at + 1).map(({ line, cells }): ImportedRow => {
    const cell = (column: ImportColumn) => cells[columns.indexOf(column)] ?? '';
    return {
      line,
      name: cell('name'),
      role: cell('role'),
      phone: cell('phone'),
      desa: cell('desa'),
      kecamatan: columns.includes('kecamatan') ? cell('kecamatan') : '',
    };
  });
  const filled = rows.filter((row) => required.some((column) => row[column] !== ''));
  if (filled.length === 0) throw unfit('no_rows');
  return filled;
}

function holdsTitles(cells: readonly string[]): boolean {
  const columns = cells.map(columnOf);
  return required.every((column) => columns.includes(column));
}
