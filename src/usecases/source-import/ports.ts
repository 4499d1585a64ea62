import type { RowFault, SourceRow } from '../../domain/import/row.js';
import type { Source } from '../../domain/import/sources.js';

export const importStates = [
  'reading',
  'read',
  'applying',
  'applied',
  'reverting',
  'reverted',
  'dropped',
] as const;
export type ImportState = (typeof importStates)[number];

/** One import of a file. */
export interface ImportHead {
  readonly id: string;
  readonly source: Source;
  /** ISO date: the day that the file speaks of. */
  readonly asOf: string;
  /** The file is all of the source: who is not in it is no longer there. */
  readonly whole: boolean;
  readonly state: ImportState;
  /** The last line of the file that is done with. */
  readonly readTo: number;
  readonly counts: ImportCounts | null;
}

/** Rows of the file, but `gone`: records that it no longer has. */
export interface ImportCounts {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly gone: number;
  readonly wrong: number;
}

/** A row of a file; `n` its line there, as people count. */
export type ReadRow =
  | { readonly n: number; readonly row: SourceRow; readonly warnings: readonly RowFault[] }
  | {
      readonly n: number;
      readonly faults: readonly RowFault[];
      /** Whose it is, as far as it can be read. */
      readonly of: Pick<SourceRow, 'sourceKey' | 'nik' | 'category'>;
    };

export interface NewImport {
  readonly source: Source;
  readonly asOf: string;
  readonly whole: boolean;
  /** Hex SHA-256 of the file. */
  readonly digest: string;
  readonly startedById: string | null;
  readonly at: Date;
}

/** What is done in one transaction: so many rows at most. */
export interface Part {
  readonly at: Date;
  readonly limit: number;
}

/** All of it inside one transaction; what has to be done in parts says whether it has come to its end. */
export interface SourceImportWork {
  /** The import of this file that is open, or was taken over and not reverted. */
  ofFile(source: Source, digest: string): Promise<ImportHead | null>;
  /** The day of the newest data that were taken over; null: none were. */
  newestDay(source: Source): Promise<string | null>;
  /** Throws import.open when another import of this source is. */
  begin(input: NewImport): Promise<ImportHead>;
  /** Until the transaction ends nobody else changes it. */
  lock(id: string): Promise<ImportHead | null>;
  /** What a person has twice is told of the later row; then all is compared with what is known. */
  compare(head: ImportHead): Promise<ImportCounts>;
  move(head: ImportHead, state: ImportState, at: Date): Promise<void>;
  /** The next rows, and after them what is gone. true: there is no more. */
  applyNext(head: ImportHead, part: Part): Promise<boolean>;
  /**
   * The persons that rows have made, as many as are written by now, are compared with everybody. It needs no lock of
   * the import: the next rows may be written meanwhile. true: there are no more, as yet.
   */
  pairNext(id: string, part: Part): Promise<boolean>;
  isNewest(head: ImportHead): Promise<boolean>;
  /** true: there is no more. */
  revertNext(head: ImportHead, part: Part): Promise<boolean>;
  /** Forgets rows of an import that has ended. true: there are no more. */
  forgetRows(head: ImportHead, limit: number): Promise<boolean>;
}

/** Puts the rows of a file away, sealed. `Sealed`: what only its maker understands. */
export interface SourceStaging<Sealed = unknown> {
  seal(head: ImportHead, rows: readonly ReadRow[]): Promise<Sealed>;
  /**
   * All up to line `readTo`, in a transaction of its own; what was put away before is left out. Throws
   * import.wrong_state.
   */
  write(head: ImportHead, sealed: readonly Sealed[], readTo: number): Promise<void>;
}
