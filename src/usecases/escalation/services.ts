/** What waited too long, as supervisors see it and say what is done about it. */
import type { EscalationCause } from '../../domain/case/escalation.js';
import type { ReportKind } from '../../domain/report/report.js';
import type { StaffActor } from '../console-services.js';

export interface StaffName {
  readonly id: string;
  readonly name: string;
}

/** A report that waits for a decision, and for a supervisor to look after it. */
export interface OpenEscalation {
  readonly caseId: string;
  readonly number: string;
  readonly kind: ReportKind;
  readonly urgent: boolean;
  readonly sensitive: boolean;
  readonly subjectName: string;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly submittedAt: Date;
  readonly due: { readonly on: string; readonly daysLeft: number };
  readonly causes: readonly EscalationCause[];
  /** When the first of its causes was noticed. */
  readonly raisedAt: Date;
  /** Who works on it at this moment. */
  readonly holderName: string | null;
  readonly assignedName: string | null;
  /** To whom it may be given, by name. */
  readonly assignees: readonly StaffName[];
}

export interface HandledEscalation {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
  readonly causes: readonly EscalationCause[];
  readonly handledAt: Date;
  readonly handledBy: string;
  readonly note: string;
}

/** How far what is told to a supervisor in chat gets. */
export interface SupervisorReach {
  readonly id: string;
  readonly name: string;
  readonly me: boolean;
  readonly hasChat: boolean;
  /** The last message that told of waiting reports; null: none yet. State as of any message sent. */
  readonly last: { readonly state: string; readonly at: Date } | null;
}

export interface EscalationPage {
  /** Emergencies first, then the longest overdue; no more than `openLimit`. */
  readonly open: readonly OpenEscalation[];
  readonly openCount: number;
  /** Newest first, of the last two weeks. */
  readonly handled: readonly HandledEscalation[];
  readonly supervisors: readonly SupervisorReach[];
}

export interface HandleEscalation {
  readonly caseId: string;
  readonly note: string;
  /** Who is to work on it; null: as it is. */
  readonly assignee: string | null;
  readonly ip: string;
}

/** Characters. */
export const ESCALATION_NOTE_LIMIT = 500;

/** Every method throws not_found for those who may not. */
export interface EscalationServices {
  /** How many wait for the actor to look after; 0 for who does not handle any. */
  openCount(actor: StaffActor): Promise<number>;
  page(actor: StaffActor): Promise<EscalationPage>;
  /**
   * Says that a case is looked after, and gives it to somebody. false: it was already, by another or by
   * the same click. Throws not_found; input.invalid {field: 'note' | 'assignee'}.
   */
  handle(
    actor: StaffActor,
    input: HandleEscalation,
  ): Promise<{ readonly number: string; readonly done: boolean }>;
}
