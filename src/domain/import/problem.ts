/** What keeps an import from its beginning, or halts it. */
import type { Column } from './sources.js';
import type { TableFaultCode } from './table.js';

/** Columns with a date in them. */
export const dateColumns = ['birthDate', 'rankedOn', 'verifiedOn'] as const;

/** A column that a spreadsheet has damaged as a whole: read row by row, its cells would pass for others. */
export type DamagedColumn =
  | { readonly fault: 'rounded'; readonly column: 'nik' | 'kk' }
  | { readonly fault: 'month_first'; readonly column: (typeof dateColumns)[number] };

export type BeginProblem =
  | { readonly code: 'missing'; readonly columns: readonly Column[] }
  | { readonly code: 'twice'; readonly column: Column }
  | { readonly code: 'damaged'; readonly damaged: DamagedColumn }
  | { readonly code: 'open' | 'older' };

export type ImportFailure = TableFaultCode | 'file.gone';
