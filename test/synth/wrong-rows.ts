/** Rows that are plainly wrong: no importer may take them for good, nor stop at them. */
import { columns, type Cell, type Row, type Source } from './columns.js';
import { oneOf, type Random } from './random.js';

type Part = NonNullable<(typeof columns)['DTKS'][number]['part']>;

/** Given: what stood there. */
const kinds = {
  nik_15_digits: { part: 'nik', cell: (nik: string): Cell => nik.slice(0, 15) },
  /** As Excel shows, or keeps, a number of 16 digits. */
  nik_scientific: { part: 'nik', cell: (nik: string): Cell => ({ number: nik }) },
  impossible_date: { part: 'date', cell: (): Cell => '31/02/1980' },
  empty_name: { part: 'name', cell: (): Cell => '' },
  unknown_desa: { part: 'desaCode', cell: (): Cell => '64.08.99.2999' },
  category_27: { part: 'category', cell: (): Cell => '27' },
} as const satisfies Record<string, { part: Part; cell: (before: string) => Cell }>;

export type WrongKind = keyof typeof kinds | 'cells_shifted';

const kindsOf = (source: Source): WrongKind[] => [
  'cells_shifted',
  ...(Object.keys(kinds) as (keyof typeof kinds)[]).filter(
    (kind) => placeOf(source, kinds[kind].part) !== -1,
  ),
];

function placeOf(source: Source, part: Part): number {
  return columns[source].findIndex((column) => column.part === part);
}

/** `row` has a NIK and a birth date, as every good row that is made wrong. */
export function madeWrong(source: Source, row: Row, random: Random): { kind: WrongKind; row: Row } {
  const kind = oneOf(random, kindsOf(source));
  const nik = placeOf(source, 'nik');
  // What stood in the columns from the NIK on is one to the right: a name where the date should be.
  if (kind === 'cells_shifted') return { kind, row: [...row.slice(0, nik), '', ...row.slice(nik, -1)] };
  const { part, cell } = kinds[kind];
  const place = placeOf(source, part);
  const before = row[place];
  const wrong = [...row];
  wrong[place] = cell(typeof before === 'string' ? before : '');
  // The name would tell which desa is meant.
  if (kind === 'unknown_desa') wrong[placeOf(source, 'desaName')] = 'DESA TAK DIKENAL';
  return { kind, row: wrong };
}
