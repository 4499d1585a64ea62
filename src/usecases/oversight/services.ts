/** What the office can be held to: who saw or did what, and whether the histories still hold. */
import type { HistoryFault } from '../../domain/case/verify.js';
import type { StaffActor } from '../console-services.js';

export interface AccessFilter {
  /** A user's id. */
  readonly user?: string | undefined;
  readonly action?: string | undefined;
  /** ISO dates by the office's clock, both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Of a case or of an entry of Data Pemda, as typed. */
  readonly number?: string | undefined;
  readonly cursor?: string | undefined;
}

export interface AccessRow {
  readonly id: string;
  readonly at: Date;
  /** null: an unknown user name. */
  readonly userName: string | null;
  /** Who read it by the API, and with which key; null: somebody of the office. */
  readonly agency: { readonly name: string; readonly keyPrefix: string } | null;
  readonly action: string;
  readonly subject:
    | { readonly kind: 'case' | 'entry'; readonly id: string; readonly number: string }
    | { readonly kind: 'reporter'; readonly id: string }
    /** Codes of a filter, or an id of something else. */
    | { readonly kind: 'other'; readonly text: string }
    | null;
  readonly ip: string;
  readonly purpose: string | null;
  readonly purposeNote: string | null;
  readonly rowCount: number | null;
}

export interface AccessPage {
  /** Newest first. */
  readonly items: readonly AccessRow[];
  /** null on the last page. */
  readonly next: string | null;
}

export interface HistoryCheckView {
  readonly startedAt: Date;
  /** null: still running, or waiting for its turn. */
  readonly finishedAt: Date | null;
  /** null: every night. */
  readonly startedBy: string | null;
  readonly caseCount: number;
  readonly eventCount: number;
  /** Cases that there are by now. */
  readonly caseTotal: number;
  /** Cases whose history does not hold. */
  readonly faultCount: number;
  readonly first: {
    readonly fault: HistoryFault;
    /** null outside the actor's scope. */
    readonly number: string | null;
    readonly seq: number | null;
  } | null;
  /** Of the access log; null: not looked at yet. `fault`: its first part that does not hold. */
  readonly access: {
    readonly rowCount: number;
    readonly fault: { readonly from: Date | null; readonly until: Date | null } | null;
  } | null;
}

/** Every method throws not_found for those who may not. */
export interface OversightServices {
  /** Of cases, entries and people in the actor's regions; of everything for an admin of the whole region. */
  accessLog(actor: StaffActor, filter: AccessFilter): Promise<AccessPage>;
  /** Whose entries the actor may see, to filter by. */
  accessUsers(actor: StaffActor): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** The newest; null: there was none yet. */
  lastCheck(actor: StaffActor): Promise<HistoryCheckView | null>;
  /** Has all histories verified soon. While one check runs, no other is begun. */
  requestCheck(actor: StaffActor, ip: string): Promise<void>;
}
