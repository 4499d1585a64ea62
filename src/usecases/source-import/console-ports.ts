/** What the imports of the console need of the stores, beside the work on the rows (ports.ts). */
import type { FieldDifference } from '../../domain/import/difference.js';
import type { SavedMapping } from '../../domain/import/mapping.js';
import type { RowFault } from '../../domain/import/row.js';
import type { Column, Source } from '../../domain/import/sources.js';
import type { ImportFailure } from '../../domain/import/problem.js';
import type { Table, TableSource } from '../../domain/import/table.js';
import type { ImportHead } from './ports.js';

/** Large files, sealed, outside the database. */
export interface SealedFiles {
  /** Durable when it resolves. `digest`: hex SHA-256. Throws media.too_large, having read all of it. */
  put(
    id: string,
    bytes: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<{ readonly bytes: number; readonly digest: string }>;
  /** null when there is none. */
  open(id: string): Promise<TableSource | null>;
  remove(id: string): Promise<void>;
  /** Ids of those written before that, in no order. */
  writtenBefore(time: Date): AsyncIterable<string>;
}

/** Throws TableFault. */
export type OpenTable = (source: TableSource) => Promise<Table>;

/** Which header, from 0, is which column. */
export type ChosenColumns<C extends string = Column> = Readonly<Partial<Record<C, number>>>;

export interface Upload {
  readonly id: string;
  readonly source: Source;
  /** ISO date. */
  readonly asOf: string;
  readonly whole: boolean;
  readonly bytes: number;
  readonly fileName: string;
  /** Hex SHA-256. */
  readonly digest: string;
  readonly uploadedById: string;
  readonly uploadedAt: Date;
  /** null until its import begins, as is importId. */
  readonly columns: ChosenColumns | null;
  readonly importId: string | null;
  /** The last line of the file that has something in it; null: not counted yet. */
  readonly lastLine: number | null;
}

/** What people did with an import, beside how far it is. */
export interface RunMarks {
  readonly stopped: boolean;
  readonly failure: ImportFailure | null;
}

/** In the transaction that moves the import. */
export interface ImportRunWork {
  addUpload(upload: Omit<Upload, 'columns' | 'importId' | 'lastLine'>): Promise<void>;
  /** Row-locked. null: not there, or its file is gone. */
  lockUpload(id: string): Promise<Upload | null>;
  uploadOf(importId: string): Promise<Upload | null>;
  tie(uploadId: string, importId: string, columns: ChosenColumns): Promise<void>;
  /** Of one that belongs to no import. */
  forgetUpload(id: string): Promise<void>;
  counted(uploadId: string, lastLine: number): Promise<void>;
  removed(uploadId: string, at: Date): Promise<void>;
  /** Those with a file that nobody needs any more: not begun since then, or of an import that has ended. */
  leftUploads(notBegunSince: Date): Promise<readonly Upload[]>;
  saveMapping(
    source: Source,
    headers: SavedMapping,
    by: { readonly userId: string; readonly at: Date },
  ): Promise<void>;
  savedMapping(source: Source): Promise<SavedMapping | null>;
  marks(importId: string): Promise<RunMarks>;
  stop(importId: string, by: { readonly userId: string; readonly at: Date }): Promise<void>;
  /** Neither stopped nor failed any more. */
  resume(importId: string): Promise<void>;
  fail(importId: string, failure: ImportFailure): Promise<void>;
  did(
    importId: string,
    what: 'applied' | 'reverted' | 'dropped',
    by: { readonly userId: string; readonly reason: string | null },
  ): Promise<void>;
  /** Another import of the source is under way. */
  isBusy(head: ImportHead): Promise<boolean>;
}

export interface ImportSummary extends ImportHead, RunMarks {
  /** null: begun at the terminal, before or without an upload. */
  readonly fileName: string | null;
  readonly startedBy: string | null;
  readonly startedAt: Date;
  readonly appliedBy: string | null;
  readonly appliedAt: Date | null;
  readonly revertedBy: string | null;
  readonly droppedBy: string | null;
  readonly endedAt: Date | null;
}

export interface ImportDetail extends ImportSummary {
  /** The file waits here for the reading to go on. */
  readonly hasFile: boolean;
  readonly stoppedBy: string | null;
  readonly revertReason: string | null;
  /** Of the newest data of its source that were taken over: only it can be reverted. */
  readonly newest: boolean;
  readonly busy: boolean;
}

export interface ImportProgress {
  readonly state: ImportHead['state'];
  readonly settled: number;
  /** null: not counted yet. */
  readonly total: number | null;
}

/** A record that the file says something else of. */
export interface SampleRow {
  /** Its line in the file. */
  readonly n: number;
  /** null: of a sensitive category, which is shown to nobody here; masked: `nik`. */
  readonly person: { readonly name: string; readonly nik: string | null } | null;
  /** It was gone, and is back. */
  readonly back: boolean;
  readonly differences: readonly FieldDifference[];
}

/** What is wrong with a row of a file. */
export interface ListedFault extends RowFault {
  readonly n: number;
  /** The row was taken all the same. */
  readonly taken: boolean;
}

export interface SourceImportQueries {
  /** Newest first. */
  imports(page: { readonly from: number; readonly count: number }): Promise<readonly ImportSummary[]>;
  importCount(): Promise<number>;
  detail(id: string): Promise<ImportDetail | null>;
  progress(id: string): Promise<ImportProgress | null>;
  /** Uploaded by them and not begun; newest first. */
  waiting(userId: string): Promise<readonly Upload[]>;
  upload(id: string): Promise<Upload | null>;
  savedMapping(source: Source): Promise<SavedMapping | null>;
  /** The first that differ, in the order of the file; while the import waits to be taken over. */
  sample(id: string, count: number): Promise<readonly SampleRow[]>;
  faultCount(id: string): Promise<{ readonly left: number; readonly warned: number }>;
  /** In the order of the file. */
  faults(
    id: string,
    page: { readonly from: number; readonly count: number },
  ): Promise<readonly ListedFault[]>;
  /** Those behind it; null: from the first on. */
  faultsAfter(id: string, after: ListedFault | null, count: number): Promise<readonly ListedFault[]>;
}
