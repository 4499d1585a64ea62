/** Aid that is recorded from a file. Every method authorises by `actor` itself; refusal looks like absence. */
import type { AidFileColumn } from '../../domain/aid/file-columns.js';
import type { AidFileFault } from '../../domain/aid/file.js';
import type { AidProblem, WithdrawReason } from '../../domain/aid/given.js';
import type { Mapping } from '../../domain/import/mapping.js';
import type { StaffActor } from '../console-services.js';
import type { HeaderView } from '../source-import/headers.js';
import type { Doing, StoredFile } from '../source-import/services.js';
import type { AidFileSummary } from './file-ports.js';
import type { AidListSummary } from './ports.js';
import type { GiftInput, ProgramView } from './services.js';

export const AID_FILE_LIMIT_BYTES = 50_000_000;
export const AID_FAULTS_A_PAGE = 50;

/** list: it is none that may be used, or of another programme. */
export type AidUploadProblem = 'program' | 'list';

export type AidBeginProblem =
  | { readonly code: 'nik_missing' | 'nothing' | 'day_missing' }
  | { readonly code: 'twice'; readonly column: AidFileColumn }
  | { readonly code: 'rounded' | 'month_first' }
  /** Of what holds for rows that say nothing themselves. */
  | { readonly code: 'gift'; readonly problem: AidProblem };

export interface AidFilesHome {
  readonly files: readonly AidFileSummary[];
  readonly programs: readonly ProgramView[];
  /** Approved, of a programme that is used. */
  readonly lists: readonly AidListSummary[];
}

export interface AidMappingView {
  readonly file: AidFileSummary;
  readonly headers: readonly HeaderView[];
  readonly mapping: Mapping<AidFileColumn>;
}

export interface AidFileView {
  readonly file: AidFileSummary;
  readonly faultCount: number;
  /** Its uploader's alone. */
  readonly faults: readonly AidFileFault[];
  readonly mayRecord: boolean;
  readonly mayWithdraw: boolean;
  readonly mayDrop: boolean;
}

export interface AidFileServices {
  home(actor: StaffActor): Promise<AidFilesHome>;
  /** Stores a file as it comes; it is forgotten unless `upload` follows. Throws media.too_large. */
  store(actor: StaffActor, bytes: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  forgetFile(file: StoredFile): Promise<void>;
  /** Throws TableFault, and forgets the file; so it does where something else is wrong. */
  upload(
    actor: StaffActor,
    given: {
      readonly file: StoredFile;
      readonly fileName: string;
      readonly programCode: string;
      readonly listId: string | null;
      readonly ip: string;
    },
  ): Promise<
    | { readonly ok: true; readonly id: string }
    | { readonly ok: false; readonly problems: readonly AidUploadProblem[] }
  >;
  /** null: its columns are chosen. */
  mapping(actor: StaffActor, id: string): Promise<AidMappingView | null>;
  /** Has it checked; nothing is recorded yet. `chosen`: by header, in order. Twice is once. */
  begin(
    actor: StaffActor,
    given: Doing & { readonly chosen: readonly (AidFileColumn | null)[]; readonly gift: GiftInput },
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: AidBeginProblem }>;
  /** Noted in the access log where it shows rows. `page`: of what is wrong, from 1. */
  view(actor: StaffActor, given: Doing & { readonly page: number }): Promise<AidFileView>;
  progress(
    actor: StaffActor,
    id: string,
  ): Promise<{
    readonly state: AidFileSummary['state'];
    readonly settled: number;
    /** null: not counted yet. */
    readonly total: number | null;
  }>;
  /** Has the rows that can be recorded recorded. Throws aid.file_changed. Twice is once; so are the others. */
  record(actor: StaffActor, doing: Doing): Promise<void>;
  /** Has all that it recorded withdrawn. false: the note is missing or holds an identity number. */
  withdraw(
    actor: StaffActor,
    given: Doing & { readonly reason: WithdrawReason; readonly note: string },
  ): Promise<boolean>;
  /** Of a file that was not recorded. */
  drop(actor: StaffActor, doing: Doing): Promise<void>;
  /** All of them, in the order of the file. Noted in the access log. */
  faults(actor: StaffActor, doing: Doing): Promise<AsyncIterable<AidFileFault>>;
}
