import type { FoundFault, StoredHistory } from '../../domain/case/verify.js';
import type { StaffActor } from '../console-services.js';
import type { AccessFilter, AccessPage, HistoryCheckView } from './services.js';

/** Each applies the actor's scope in its query. */
export interface OversightQueries {
  accessLog(actor: StaffActor, filter: AccessFilter): Promise<AccessPage>;
  accessUsers(actor: StaffActor): Promise<readonly { readonly id: string; readonly name: string }[]>;
  lastCheck(actor: StaffActor): Promise<HistoryCheckView | null>;
}

export interface HistoryWork {
  /** The new check's id; null while one runs. `startedBy`: a user's id, or null for the schedule. */
  begin(startedBy: string | null): Promise<string | null>;
}

export interface HistoryCounts {
  readonly caseCount: number;
  readonly eventCount: number;
  readonly faultCount: number;
}

export interface HistoryStore {
  /** By id, behind `after`; each as it stands at one moment. */
  batch(after: string | null, limit: number): Promise<readonly StoredHistory[]>;
  numberOf(caseId: string): Promise<string>;
  /** false when it is finished, or is not there. */
  isRunning(checkId: string): Promise<boolean>;
  progress(checkId: string, counts: HistoryCounts): Promise<void>;
  finish(checkId: string, counts: HistoryCounts, first: FoundFault | null): Promise<void>;
}

export interface AccessVerdict {
  /** Rows of the blocks that hold, from the first. */
  readonly rowCount: number;
  /** The first block that does not hold, and between when its rows, as far as there are any, were written. */
  readonly fault: { readonly seq: number; readonly from: Date | null; readonly until: Date | null } | null;
}

/** The sealed blocks of the access log. */
export interface AccessChain {
  /** Seals what follows the last block, as far as nobody writes there any more. Returns how many rows. */
  sealNext(): Promise<number>;
  verify(): Promise<AccessVerdict>;
  /** With a check that runs. */
  note(checkId: string, verdict: AccessVerdict): Promise<void>;
}
