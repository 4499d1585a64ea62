/** What recording aid from a file needs of the stores. */
import type { AidFileColumn } from '../../domain/aid/file-columns.js';
import type { AidFileCounts, AidFileFailure, AidFileFault, AidFileState } from '../../domain/aid/file.js';
import type { AidProblem, WithdrawReason } from '../../domain/aid/given.js';
import type { StaffActor } from '../console-services.js';
import type { ChosenColumns } from '../source-import/console-ports.js';

/** For rows that say nothing of it themselves. */
export interface AidFileDefaults {
  /** ISO date. */
  readonly givenOn: string | null;
  /** Whole rupiah. */
  readonly amount: number | null;
  readonly goods: string | null;
}

export interface NewAidFile {
  readonly id: string;
  readonly programCode: string;
  /** An approved list: its people alone are given something. */
  readonly listId: string | null;
  /** Regions that its uploader answers for. */
  readonly areas: readonly string[];
  readonly fileName: string;
  /** Hex SHA-256. */
  readonly digest: string;
  readonly uploadedById: string;
  readonly uploadedAt: Date;
}

export interface AidFileHead {
  readonly id: string;
  readonly programCode: string;
  readonly listId: string | null;
  readonly state: AidFileState;
  readonly uploadedById: string;
  /** null until its columns are chosen. */
  readonly columns: ChosenColumns<AidFileColumn> | null;
  readonly defaults: AidFileDefaults;
  /** The last line that has something in it; null: not counted yet. */
  readonly lastLine: number | null;
  /** The last line that was checked. */
  readonly readTo: number;
  /** The last line that was recorded, or withdrawn again. */
  readonly settledTo: number;
  /** When it was asked to be withdrawn, by whom and why. */
  readonly withdrawal: {
    readonly by: string;
    readonly reason: WithdrawReason;
    readonly note: string | null;
  } | null;
}

/** A row that can be recorded; told of the person as they are read. */
export interface AidFileRow extends Omit<AidFileDefaults, 'givenOn'> {
  readonly n: number;
  readonly personId: string;
  readonly givenOn: string;
}

/** What of it was found to be on record when it was checked. */
export type CheckedRow = AidFileRow & { readonly standing: boolean };

/** What became of a row. `aidId`: of what was recorded by it. */
export interface SettledRow {
  readonly n: number;
  readonly outcome: 'recorded' | 'standing' | AidProblem;
  readonly aidId: string | null;
}

/** In the transaction that does the work. */
export interface AidFileWork {
  add(file: NewAidFile): Promise<void>;
  /** Row-locked. */
  lock(id: string): Promise<AidFileHead | null>;
  begin(
    id: string,
    how: { readonly columns: ChosenColumns<AidFileColumn>; readonly defaults: AidFileDefaults },
  ): Promise<void>;
  counted(id: string, lastLine: number): Promise<void>;
  /**
   * Rows up to line `readTo`; what is of the same person and day as a row before is left out, and its line is
   * returned.
   */
  stage(id: string, rows: readonly CheckedRow[]): Promise<readonly number[]>;
  note(id: string, faults: readonly AidFileFault[]): Promise<void>;
  checkedTo(id: string, readTo: number, counts: AidFileCounts): Promise<void>;
  /** From one state to the next; what is settled begins anew. */
  move(id: string, state: AidFileState, at: Date): Promise<void>;
  fail(id: string, failure: AidFileFailure): Promise<void>;
  /** Those behind what is settled, in the order of the file. */
  next(head: AidFileHead, limit: number): Promise<readonly AidFileRow[]>;
  settle(id: string, rows: readonly SettledRow[]): Promise<void>;
  askWithdrawal(id: string, withdrawal: NonNullable<AidFileHead['withdrawal']>): Promise<void>;
  /** What the next rows recorded is withdrawn, unless it was before. How many rows were gone through. */
  withdrawNext(
    head: AidFileHead,
    how: NonNullable<AidFileHead['withdrawal']> & { readonly at: Date; readonly limit: number },
  ): Promise<number>;
  /** The rows, and what was wrong with them. */
  forgetRows(id: string): Promise<void>;
  removed(id: string, at: Date): Promise<void>;
  /** Those whose file nobody needs any more: uploaded before that and never begun, or done with. */
  left(notBegunSince: Date): Promise<readonly { readonly id: string; readonly begun: boolean }[]>;
  /** false: there is no such file, or it is removed. */
  holds(id: string): Promise<boolean>;
}

export interface AidFileSummary {
  readonly id: string;
  readonly fileName: string;
  readonly programCode: string;
  readonly programName: string;
  readonly programActive: boolean;
  readonly listId: string | null;
  readonly listName: string | null;
  readonly state: AidFileState;
  readonly failure: AidFileFailure | null;
  readonly uploadedById: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  /** null: it is not checked yet. */
  readonly counts: AidFileCounts | null;
  /** Of those to be recorded; null: nobody had it recorded. */
  readonly recorded: {
    readonly at: Date;
    readonly recorded: number;
    readonly standing: number;
    readonly refused: number;
  } | null;
  readonly withdrawn: { readonly at: Date; readonly by: string; readonly reason: WithdrawReason } | null;
  readonly readTo: number;
  readonly settledTo: number;
  readonly lastLine: number | null;
  /** The very file was recorded before, for the same programme. */
  readonly again: boolean;
}

/**
 * A file is its uploader's; once it is recorded also of whoever answers for all that the uploader answered for, with
 * the grant if its list takes one.
 */
export interface AidFileQueries {
  /** Newest first; without those that were dropped. */
  files(actor: StaffActor): Promise<readonly AidFileSummary[]>;
  file(actor: StaffActor, id: string): Promise<AidFileSummary | null>;
  faultCount(id: string): Promise<number>;
  /** In the order of the file. */
  faults(
    id: string,
    page: { readonly from: number; readonly count: number },
  ): Promise<readonly AidFileFault[]>;
}
