/** What staff may do with a case besides deciding it. Every method authorises by `actor` itself. */
import type { CaseState, ObjectionOutcome, ReasonCode } from '../../domain/case/events.js';
import type { StaffActor } from '../console-services.js';

/** `version`: the one that the page showed. */
interface OnCase {
  readonly caseId: string;
  readonly version: number;
  readonly ip: string;
}

export interface ReopenInput extends OnCase {
  /** One of the reasons that are offered for it. */
  readonly reason: ReasonCode;
  /** Why; read by the office alone. */
  readonly note: string;
}

export interface AnswerInput extends OnCase {
  readonly outcome: ObjectionOutcome;
  /** As the reporter reads it. */
  readonly note: string;
}

export interface CommentView {
  readonly id: string;
  readonly authorName: string;
  readonly at: Date;
  readonly text: string;
}

export interface CaseActionServices {
  /**
   * Takes a rejection or a duplicate back: the case stands in review again. Throws case.reason_required,
   * input.invalid (no such reason is offered), case.wrong_state {state}, case.already_decided {by, state, at
   * (ISO), event}, not_found. The same again by the same person changes nothing and succeeds.
   */
  reopen(actor: StaffActor, input: ReopenInput): Promise<{ number: string; state: CaseState }>;
  /**
   * Answers the open objection (sanggah). Upheld against a rejection or a duplicate it reopens the case;
   * what stands in Data Pemda stays. Throws as `reopen` does.
   */
  answerObjection(actor: StaffActor, input: AnswerInput): Promise<{ number: string; state: CaseState }>;
  /** Oldest first. Throws not_found where the case's contents may not be read. */
  comments(actor: StaffActor, caseId: string): Promise<readonly CommentView[]>;
  /**
   * `id`: made by the page; the same one again changes nothing. `@username` calls upon a colleague who may
   * read the case; `unknown`: names of nobody who may. Throws input.invalid, not_found.
   */
  comment(
    actor: StaffActor,
    input: { readonly id: string; readonly caseId: string; readonly text: string; readonly ip: string },
  ): Promise<{ readonly unknown: readonly string[] }>;
}
