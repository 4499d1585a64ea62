/** Imports of DTKS, DTSEN, P3KE and PMKS in the console: of who runs the service for the whole kabupaten. */
import type { Mapping } from '../../domain/import/mapping.js';
import type { BeginProblem } from '../../domain/import/problem.js';
import type { Column, Source } from '../../domain/import/sources.js';
import type { StaffActor } from '../console-services.js';
import type { HeaderView } from './headers.js';
import type {
  ImportDetail,
  ImportProgress,
  ImportSummary,
  ListedFault,
  SampleRow,
  Upload,
} from './console-ports.js';

export const UPLOAD_LIMIT_BYTES = 500_000_000;
export const IMPORTS_A_PAGE = 20;
export const FAULTS_A_PAGE = 50;
export const REASON_LIMIT = 500;

export interface ImportHome {
  readonly waiting: readonly Upload[];
  readonly imports: readonly ImportSummary[];
  readonly total: number;
}

/** A file as it came, before anything is known of it. */
export interface StoredFile {
  readonly id: string;
  readonly bytes: number;
  /** Hex SHA-256. */
  readonly digest: string;
}

export interface MappingView {
  readonly upload: Upload;
  readonly headers: readonly HeaderView[];
  readonly mapping: Mapping;
  /** By which it goes: the office's own choice for files of this source, or a guess. */
  readonly from: 'saved' | 'guessed';
  /** Columns that this source has. */
  readonly columns: readonly Column[];
}

export type Begun =
  | {
      readonly ok: true;
      readonly importId: string;
      /** The very file is in the register already. */ readonly known: boolean;
    }
  | { readonly ok: false; readonly problem: BeginProblem };

export interface ImportView {
  readonly detail: ImportDetail;
  readonly progress: ImportProgress;
  readonly sample: readonly SampleRow[];
  /** Rows that were left out, and warnings about rows that were taken. */
  readonly faultCount: { readonly left: number; readonly warned: number };
  readonly faults: readonly ListedFault[];
}

export interface Doing {
  readonly id: string;
  readonly ip: string;
}

/** Everything throws not_found to who may not; refusal looks like absence. */
export interface SourceImportServices {
  home(actor: StaffActor, page: number): Promise<ImportHome>;
  /** Stores a file as it comes; it is forgotten unless `upload` follows. Throws media.too_large. */
  store(actor: StaffActor, bytes: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  /** Throws TableFault, and forgets the file; input.invalid with details.field `asOf` for a day to come. */
  upload(
    actor: StaffActor,
    given: {
      readonly file: StoredFile;
      readonly fileName: string;
      readonly source: Source;
      readonly asOf: string;
      readonly whole: boolean;
      readonly ip: string;
    },
  ): Promise<{ readonly id: string }>;
  forgetFile(file: StoredFile): Promise<void>;
  /** Of one's own upload; null: its import has begun, and is this one. */
  mapping(actor: StaffActor, uploadId: string): Promise<MappingView | { readonly importId: string }>;
  /** `chosen`: by header, in order; null: nothing is taken from it. Twice is once. */
  begin(actor: StaffActor, given: Doing & { readonly chosen: readonly (Column | null)[] }): Promise<Begun>;
  discard(actor: StaffActor, doing: Doing): Promise<void>;
  /** Noted in the access log where it shows rows. */
  view(actor: StaffActor, given: Doing & { readonly page: number }): Promise<ImportView>;
  detail(actor: StaffActor, id: string): Promise<ImportDetail>;
  progress(actor: StaffActor, id: string): Promise<ImportProgress & { readonly running: boolean }>;
  stop(actor: StaffActor, doing: Doing): Promise<void>;
  resume(actor: StaffActor, doing: Doing): Promise<void>;
  /** Throws import.wrong_state. Twice is once; so are the others. */
  apply(actor: StaffActor, doing: Doing): Promise<void>;
  /** Throws import.not_newest, import.open; input.invalid without a reason. */
  revert(actor: StaffActor, doing: Doing & { readonly reason: string }): Promise<void>;
  drop(actor: StaffActor, doing: Doing): Promise<void>;
  /** All of them, in the order of the file, as they are asked for. Noted in the access log. */
  faults(actor: StaffActor, doing: Doing): Promise<AsyncIterable<ListedFault>>;
}
