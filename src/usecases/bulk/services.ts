/** One action for many reports. Every method authorises by `actor` itself; refusal looks like absence. */
import type { BulkAction, BulkOrder, SkipCode } from '../../domain/case/bulk.js';
import type { OfferedReason } from '../../domain/reference/reference.js';
import type { ReportKind } from '../../domain/report/report.js';
import type { QueueFilter, StaffActor } from '../console-services.js';

export type BulkSelection =
  | { readonly type: 'ids'; readonly caseIds: readonly string[] }
  /** All that fit, in their order; no more than one run takes. */
  | { readonly type: 'all'; readonly filter: QueueFilter };

export interface BulkCase {
  readonly caseId: string;
  readonly number: string;
  readonly desaName: string;
}

/** What a run would do now, to its maker, before it is confirmed. */
export interface BulkDraft {
  readonly id: string;
  readonly action: BulkAction;
  readonly total: number;
  /** More fitted the filter than one run takes: those first in its order are here. */
  readonly more: boolean;
  readonly doable: number;
  /** The first of them. */
  readonly samples: readonly BulkCase[];
  readonly passedOver: readonly {
    readonly code: SkipCode;
    readonly count: number;
    readonly samples: readonly BulkCase[];
  }[];
  /** Of an approval: how many of those that it would approve the actor never opened. 0 otherwise. */
  readonly unseen: number;
  /** Of what is doable. */
  readonly kinds: readonly ReportKind[];
  /** Of a rejection or a correction: those that can be given for each of the kinds. */
  readonly reasons: readonly OfferedReason[];
  /** Of an assignment: to whom. */
  readonly assignees: readonly { readonly id: string; readonly name: string }[];
}

export const rowStates = ['pending', 'done', 'skipped'] as const;
export type RowState = (typeof rowStates)[number];
export type RowCounts = Readonly<Record<RowState, number>>;

export interface BulkRunSummary {
  readonly id: string;
  readonly action: BulkAction;
  readonly state: 'running' | 'stopped' | 'finished';
  readonly runnerName: string;
  readonly startedAt: Date;
  /** null: it goes on. */
  readonly endedAt: Date | null;
  /** Of reports in the actor's scope. */
  readonly counts: RowCounts;
}

export interface BulkRunView extends BulkRunSummary {
  readonly order: BulkOrder;
  /** Of an assignment. */
  readonly assigneeName: string | null;
  /** Of a stopped one; null: its runner may not do this any more. */
  readonly stoppedBy: string | null;
}

export interface BulkRow extends BulkCase {
  readonly state: RowState;
  /** Why it was skipped. */
  readonly code: SkipCode | null;
  readonly at: Date | null;
}

export interface BulkRowFilter {
  readonly state?: RowState | undefined;
  /** From 1. undefined: all rows. */
  readonly page?: number | undefined;
}

export const ROWS_A_PAGE = 100;

export interface BulkServices {
  /** Freezes what was chosen as a draft. Throws input.invalid when nothing of it is there. */
  prepare(
    actor: StaffActor,
    input: { readonly action: BulkAction; readonly selection: BulkSelection },
  ): Promise<{ readonly id: string }>;
  /** null: it was confirmed. Throws not_found for all but its maker. */
  draft(actor: StaffActor, id: string): Promise<BulkDraft | null>;
  /**
   * Confirms a draft; the same again changes nothing. Writes the access log. `seen`: its maker says that
   * they looked at those which they never opened. Throws input.invalid {field: 'reason' | 'to' | 'seen'},
   * case.reason_required.
   */
  start(
    actor: StaffActor,
    input: { readonly id: string; readonly order: BulkOrder; readonly seen: boolean; readonly ip: string },
  ): Promise<void>;
  /** Before the next report. Its runner, and supervisors who see it. One that ended stays as it is. */
  stop(actor: StaffActor, id: string, ip: string): Promise<void>;
  run(actor: StaffActor, id: string): Promise<BulkRunView>;
  /** In the order of the run; those in the actor's scope. */
  rows(actor: StaffActor, id: string, filter: BulkRowFilter): Promise<readonly BulkRow[]>;
  /** Newest first: one's own; for supervisors also others' with reports in their scope. */
  runs(actor: StaffActor): Promise<readonly BulkRunSummary[]>;
}
