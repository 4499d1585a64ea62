/** Aid that is recorded from a file: how far it is, and what can be wrong with a row. */
import type { TableFaultCode } from '../import/table.js';
import type { RowFaultCode } from '../import/row.js';
import type { AidFileColumn } from './file-columns.js';
import { aidProblems, type AidProblem } from './given.js';

/**
 * uploaded: its columns are to be chosen. checking, recording, withdrawing: a job is at work. checked: it waits for
 * somebody to have it recorded. failed: it cannot be read.
 */
export const aidFileStates = [
  'uploaded',
  'checking',
  'checked',
  'recording',
  'recorded',
  'withdrawing',
  'withdrawn',
  'dropped',
  'failed',
] as const;
export type AidFileState = (typeof aidFileStates)[number];

/** Why a file can go no further. not_allowed: whoever brought it in may not record aid any more. */
export type AidFileFailure = TableFaultCode | 'file.gone' | 'not_allowed';

/** As an import's rows may have them, too. */
const shared = [
  'row.quotes',
  'row.too_many_cells',
  'nik.scientific',
  'nik.placeholder',
  'nik.not_16_digits',
  'nik.unknown_region',
  'nik.impossible_date',
  'nik.no_serial',
  'date.unreadable',
  'date.impossible',
  'date.month_first',
  'date.future',
  'date.too_old',
] as const satisfies readonly RowFaultCode[];
export type SharedFaultCode = (typeof shared)[number];

const own = [
  'nik.missing',
  /** Nobody whom the office may know has it. */
  'nik.unknown',
  /** They are not on the list that was chosen. */
  'nik.not_on_list',
  /** Of a row that is taken all the same: whoever has this NIK is called otherwise. */
  'name.differs',
  'day.missing',
  /** An earlier row is of the same person and day. */
  'given.twice',
] as const;
export type OwnFaultCode = (typeof own)[number];

export const aidFileFaultCodes = [...shared, ...own, ...aidProblems] as const;
export type AidFileFaultCode = SharedFaultCode | OwnFaultCode | AidProblem;

/** Rows of people who are not there, or not on the list: told apart from rows that are wrong. */
export const absentCodes: readonly AidFileFaultCode[] = ['nik.unknown', 'nik.not_on_list'];
/** Rows with these are taken all the same. */
export const warningCodes: readonly AidFileFaultCode[] = ['name.differs'];

export function isShared(code: AidFileFaultCode): code is SharedFaultCode {
  return shared.some((one) => one === code);
}

/** `value`: as it is written, at most 40 characters; for who may see the row, never for a log. */
export interface AidFileFault {
  /** Its line in the file. */
  readonly n: number;
  /** null: the row as a whole. */
  readonly column: AidFileColumn | null;
  readonly code: AidFileFaultCode;
  readonly value: string | null;
}

/** Which column each is about. */
export function columnOf(code: AidFileFaultCode): AidFileColumn | null {
  if (code.startsWith('nik.')) return 'nik';
  if (code.startsWith('date.') || code.startsWith('day')) return 'givenOn';
  if (code.startsWith('name.')) return 'name';
  if (code.startsWith('goods')) return 'goods';
  return code === 'amount' ? 'amount' : null;
}

/** Rows of the file. The four add up to all of them. */
export interface AidFileCounts {
  /** To be recorded. */
  readonly fresh: number;
  /** The programme is on record as having given this person something on that day. */
  readonly standing: number;
  readonly absent: number;
  readonly wrong: number;
}
