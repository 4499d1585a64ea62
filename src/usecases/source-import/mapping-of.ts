import { fitsMapping, guessMapping, type Mapping, type SavedMapping } from '../../domain/import/mapping.js';
import type { Column, Source } from '../../domain/import/sources.js';
import type { ChosenColumns } from './console-ports.js';

/** As the office chose for files with these headers before; else as they read. */
export function mappingOf(
  source: Source,
  headers: readonly string[],
  saved: SavedMapping | null,
): { readonly mapping: Mapping; readonly from: 'saved' | 'guessed' } {
  const fits = saved === null ? null : fitsMapping(saved, headers);
  return fits === null
    ? { mapping: guessMapping(source, headers), from: 'guessed' }
    : { mapping: fits, from: 'saved' };
}

export function columnsOf({ columns }: Mapping): ChosenColumns {
  return Object.fromEntries(Object.entries(columns).map(([column, { index }]) => [column, index]));
}

export function mappingBy(columns: ChosenColumns, headers: readonly string[]): Mapping {
  const taken = new Set(Object.values(columns));
  return {
    columns: Object.fromEntries(
      Object.entries(columns).map(([column, index]) => [column, { index, confidence: 1 }]),
    ),
    unmapped: headers.flatMap((_header, index) => (taken.has(index) ? [] : [index])),
  };
}

/** By header, in order. A column that is chosen for two headers is named. */
export function columnsChosen(
  chosen: readonly (Column | null)[],
): { readonly columns: ChosenColumns } | { readonly twice: Column } {
  const columns: Partial<Record<Column, number>> = {};
  for (const [index, column] of chosen.entries()) {
    if (column === null) continue;
    if (columns[column] !== undefined) return { twice: column };
    columns[column] = index;
  }
  return { columns };
}
