/** What reviewers do with a case besides deciding it. Every method authorises by `actor` itself. */
import type { DifferenceReason } from '../../domain/case/duplicate.js';
import type { CaseEventType, CaseState, EditReason } from '../../domain/case/events.js';
import type { Report, ReportKind } from '../../domain/report/report.js';
import type { EditFault, EditField, Typed } from '../../dialogue/office-edit.js';
import type { QueueFilter, StaffActor } from '../console-services.js';

export { nothingTyped, type EditFault, type EditField, type Typed } from '../../dialogue/office-edit.js';

/** The form in which the answers of a case are put right, and what comes of what was typed into it. */
export interface EditView {
  readonly number: string;
  readonly kind: ReportKind;
  readonly state: CaseState;
  /** The one that the form is about now. */
  readonly version: number;
  readonly sensitive: boolean;
  /** Whether it can be saved: the case still waits for a decision. */
  readonly open: boolean;
  readonly fields: readonly EditField[];
  readonly faults: readonly EditFault[];
  /** What was typed; of what was typed on an older version, what was changed there. */
  readonly typed: Typed;
  /** The answers as they stand. */
  readonly before: Report;
  /** As they would be; null: there are faults. */
  readonly after: Report | null;
  /** What happened since the version that was typed on; null: nothing. */
  readonly meanwhile: {
    /** '': nobody of the office. */
    readonly by: string;
    readonly at: Date;
    readonly event: CaseEventType;
    /** The answers that were typed on. */
    readonly before: Report;
  } | null;
}

interface OnCase {
  readonly caseId: string;
  /** The one that the page showed. */
  readonly version: number;
  readonly ip: string;
}

export interface SaveEditInput extends OnCase {
  readonly typed: Typed;
  readonly reason: EditReason;
  /** Read by the office alone. */
  readonly note: string;
}

/** Where a case stands in a list. */
export interface Neighbours {
  /** Ids of the cases right before and behind it; null: it is the first, or the last. */
  readonly before: string | null;
  readonly after: string | null;
  /** From 1, up to countLimit + 1; null: it is not in the list (any more). */
  readonly place: number | null;
  /** Up to countLimit + 1. */
  readonly total: number;
}

/** That somebody called upon the actor, and on which case; what they said is on its page. */
export interface MentionView {
  readonly commentId: string;
  readonly caseId: string;
  readonly number: string;
  readonly subjectName: string;
  readonly desaName: string;
  readonly authorName: string;
  readonly at: Date;
  readonly read: boolean;
}

interface OnPair {
  readonly caseId: string;
  /** Of the other case, or of the entry of Data Pemda. */
  readonly otherId: string;
  readonly ip: string;
}

export interface CaseworkServices {
  /**
   * `typed` on an older version is carried over to the case as it is now. Throws not_found for those who may
   * not decide it. Writes the access log.
   */
  editView(
    actor: StaffActor,
    input: {
      readonly caseId: string;
      readonly ip: string;
      readonly version?: number;
      readonly typed?: Typed;
    },
  ): Promise<EditView>;
  /**
   * A version of the office's own; what was sent stays in the history, and duplicates and priority are
   * looked at anew. Throws case.reason_required, input.invalid (faults, or nothing changed), case.claimed
   * {by, until}, case.already_decided {by, state, at (ISO), event}, case.wrong_state {state}, not_found. The
   * same by the same person at the same version again changes nothing and succeeds.
   */
  saveEdit(actor: StaffActor, input: SaveEditInput): Promise<{ number: string; state: CaseState }>;
  /**
   * The two are not the same, and are not asked about again, on neither page. Throws case.reason_required
   * ('other' takes a note); not_found where both may not be looked at and decided. Said before, by whomever,
   * it stays as it was said.
   */
  dismissDuplicate(
    actor: StaffActor,
    input: OnPair & { readonly reason: DifferenceReason; readonly note: string },
  ): Promise<void>;
  /** In the list under that filter, in its order; its cursor counts for nothing. Throws not_found. */
  neighbours(actor: StaffActor, caseId: string, filter: QueueFilter): Promise<Neighbours>;
  /** The newest, of cases that the actor may read. Throws not_found. */
  mentions(actor: StaffActor): Promise<readonly MentionView[]>;
  /** Up to countLimit + 1; 0 for those who read no cases. */
  unreadMentions(actor: StaffActor): Promise<number>;
  /** What is said on that case was before their eyes. */
  readMentions(actor: StaffActor, caseId: string): Promise<void>;
  /** Others who may read that case. Throws not_found. */
  mentionable(
    actor: StaffActor,
    caseId: string,
  ): Promise<readonly { readonly username: string; readonly name: string }[]>;
  /** Takes that back. Throws not_found. */
  restoreDuplicate(actor: StaffActor, input: OnPair): Promise<void>;
}
