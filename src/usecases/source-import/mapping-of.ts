import {
  fitsMapping,
  guessMapping,
  type MappedColumn,
  type Mapping,
  type SavedMapping,
} from '../../domain/import/mapping.js';
import type { Source } from '../../domain/import/sources.js';
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

export function mappingBy<C extends string>(
  columns: ChosenColumns<C>,
  headers: readonly string[],
): Mapping<C> {
  const chosen = Object.entries(columns) as [C, number][];
  const taken = new Set(chosen.map(([, index]) => index));
  const mapped: Partial<Record<C, MappedColumn>> = {};
  for (const [column, index] of chosen) mapped[column] = { index, confidence: 1 };
  return {
    columns: mapped,
    unmapped: headers.flatMap((_header, index) => (taken.has(index) ? [] : [index])),
  };
}

/** By header, in order. A column that is chosen for two headers is named. */
export function columnsChosen<C extends string>(
  chosen: readonly (C | null)[],
): { readonly columns: ChosenColumns<C> } | { readonly twice: C } {
  const columns: Partial<Record<C, number>> = {};
  for (const [index, column] of chosen.entries()) {
    if (column === null) continue;
    if (columns[column] !== undefined) return { twice: column };
    columns[column] = index;
  }
  return { columns };
}
