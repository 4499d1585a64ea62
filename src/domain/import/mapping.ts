import { aidFileColumns, aidFileTitles } from '../aid/file-columns.js';
import { editDistance } from './spelling.js';
import { columns, requiredColumns, sourceColumns, type Column, type Source } from './sources.js';

export interface MappedColumn {
  /** Among the headers, from 0. */
  readonly index: number;
  /** 1: its very title; less: a title like it. */
  readonly confidence: number;
}

export interface Mapping<C extends string = Column> {
  readonly columns: Readonly<Partial<Record<C, MappedColumn>>>;
  /** Headers that nothing is taken from, by index. */
  readonly unmapped: readonly number[];
}

/** As it is kept: for each column the key of its header. */
export type SavedMapping = Readonly<Partial<Record<Column, string>>>;

const shorter: readonly (readonly [RegExp, string])[] = [
  [/NOMOR|NUMBER/g, 'NO'],
  [/TANGGAL/g, 'TGL'],
  [/KELURAHAN/g, 'KEL'],
];

/** A title in capitals, letters and digits alone: `No. KK`, `no_kk` and `Nomor KK` are one. */
export function headerKey(title: string): string {
  const plain = title.normalize('NFKD').toUpperCase();
  const short = shorter.reduce((text, [long, brief]) => text.replace(long, brief), plain);
  return short.replace(/[^A-Z0-9]/g, '');
}

/** A title of a column; the most telling have the lowest rank. */
interface Title<C extends string> {
  readonly column: C;
  readonly key: string;
  readonly rank: number;
}

/** Names that every key goes through too: what they call long is short here as well. */
function titlesOf<C extends string>(
  all: readonly C[],
  known: Readonly<Partial<Record<C, readonly string[]>>>,
): readonly Title<C>[] {
  return all.flatMap((column) =>
    (known[column] ?? []).map((title, rank) => ({ column, key: headerKey(title), rank })),
  );
}

const titleKeys = new Map(
  Object.entries(sourceColumns).map(([source, known]) => [source, titlesOf(columns, known)]),
);
const aidTitles = titlesOf(aidFileColumns, aidFileTitles);

const everyTitle = new Set([...[...titleKeys.values()].flat(), ...aidTitles].map(({ key }) => key));

/** How many of the cells are titles of some source's columns: of the rows of a file, headers have most. */
export function titlesAmong(cells: readonly string[]): number {
  return cells.filter((cell) => cell.length < 60 && everyTitle.has(headerKey(cell))).length;
}

/**
 * Which header is which column. Each header is one column at most, and each column one header: the most
 * telling title wins, then the first in the file.
 */
export function guessMapping(source: Source, headers: readonly string[]): Mapping {
  return guessBy(titleKeys.get(source) ?? [], headers);
}

/** The same of a file of aid that was given. */
export function guessAidMapping(headers: readonly string[]): Mapping<(typeof aidFileColumns)[number]> {
  return guessBy(aidTitles, headers);
}

function guessBy<C extends string>(titles: readonly Title<C>[], headers: readonly string[]): Mapping<C> {
  const keys = headers.map(headerKey);
  const guesses = keys.flatMap((key, index) =>
    key === ''
      ? []
      : titles.flatMap(({ column, key: title, rank }) => {
          const confidence = likeness(key, title);
          return confidence === 0 ? [] : [{ column, index, confidence, rank }];
        }),
  );
  guesses.sort((a, b) => b.confidence - a.confidence || a.rank - b.rank || a.index - b.index);
  const mapped: Partial<Record<C, MappedColumn>> = {};
  const taken = new Set<number>();
  for (const { column, index, confidence } of guesses) {
    if (mapped[column] !== undefined || taken.has(index)) continue;
    mapped[column] = { index, confidence };
    taken.add(index);
  }
  return { columns: mapped, unmapped: keys.flatMap((_key, index) => (taken.has(index) ? [] : [index])) };
}

/** Words that make a header that of another person, or of something else than its column's. */
const OTHERS =
  /IBU|AYAH|KEPALA|PASANGAN|SUAMI|ISTRI|PETUGAS|KRT|PENGURUS|WALI|VERIF|PROV|KAB|USAHA|BANK|STATUS|PADAN/;

function likeness(key: string, title: string): number {
  if (key === title) return 1;
  // `ALAMAT SESUAI KTP`, but not `NAMA LENGKAP IBU`; `NONIP` is no NIK.
  if (title.length < 6 || (OTHERS.test(key) && !OTHERS.test(title))) return 0;
  if (title.length > 6 && editDistance(key, title, 1) <= 1) return 0.7;
  return key.startsWith(title) && !OTHERS.test(key.slice(title.length)) ? 0.5 : 0;
}

/** Columns that the source cannot do without and that no header was found for. */
export function missingColumns(source: Source, mapping: Mapping): readonly Column[] {
  return requiredColumns[source].filter((column) => mapping.columns[column] === undefined);
}

export function savedMapping({ columns: mapped }: Mapping, headers: readonly string[]): SavedMapping {
  return Object.fromEntries(
    Object.entries(mapped).map(([column, { index }]) => [column, headerKey(headers[index] ?? '')]),
  );
}

/** A mapping that was saved, for a file with these headers. null: they are not those of then. */
export function fitsMapping(saved: SavedMapping, headers: readonly string[]): Mapping | null {
  const keys = headers.map(headerKey);
  const mapped: Partial<Record<Column, MappedColumn>> = {};
  for (const column of columns) {
    const key = saved[column];
    if (key === undefined) continue;
    const index = keys.indexOf(key);
    // Twice: nobody can say which of them was meant.
    if (index === -1 || keys.lastIndexOf(key) !== index) return null;
    mapped[column] = { index, confidence: 1 };
  }
  const taken = new Set(Object.values(mapped).map(({ index }) => index));
  return { columns: mapped, unmapped: keys.flatMap((_key, index) => (taken.has(index) ? [] : [index])) };
}

export type CellsByColumn<C extends string = Column> = Readonly<Partial<Record<C, string>>>;

/** The cells of one row by column. */
export function cellsOf<C extends string>({
  columns: mapped,
}: Mapping<C>): (cells: readonly string[]) => CellsByColumn<C> {
  const places = (Object.entries(mapped) as [C, MappedColumn][]).map(
    ([column, { index }]) => [column, index] as const,
  );
  return (cells) => {
    const found: Partial<Record<C, string>> = {};
    for (const [column, index] of places) found[column] = cells[index] ?? '';
    return found;
  };
}
