/** Field checks (cek lapangan), as the console asks for them. Every method authorises by `actor` itself. */
import type { Checker, CheckQuestion, CheckResult, CheckState } from '../../domain/case/field-check.js';
import type { Report, ReportKind } from '../../domain/report/report.js';
import type { CasePhoto, StaffActor } from '../console-services.js';

/** `version`: the one that the page showed. */
interface OnCase {
  readonly caseId: string;
  readonly version: number;
  readonly ip: string;
}

export interface OrderInput extends OnCase {
  readonly checker: Checker;
  /** Working days from today, one of `checkDays`. */
  readonly days: number;
  readonly questions: readonly CheckQuestion[];
  /** For the checker; may be empty. */
  readonly note: string;
}

export interface ReassignInput extends OnCase {
  readonly checker: Checker;
  readonly days: number;
  /** Why; read by the office alone. */
  readonly reason: string;
}

export interface CancelInput extends OnCase {
  readonly reason: string;
}

export interface WriteResultInput extends OnCase {
  readonly checkId: string;
  readonly result: Omit<CheckResult, 'photos' | 'location'>;
}

export interface CheckView {
  readonly id: string;
  readonly state: CheckState;
  readonly checker: Checker;
  readonly checkerName: string;
  readonly orderedByName: string;
  readonly orderedAt: Date;
  /** ISO date. */
  readonly dueOn: string;
  /** Waits for its result beyond that day. */
  readonly overdue: boolean;
  readonly questions: readonly CheckQuestion[];
  readonly note: string;
  /** How far the message to its checker got; null: none was sent. */
  readonly delivery: string | null;
  /** Why it was cancelled. */
  readonly reason: string | null;
  readonly result:
    | (Omit<CheckResult, 'photos'> & {
        readonly at: Date;
        readonly byName: string;
        /** Written down in the console, for somebody else. */
        readonly written: boolean;
        readonly photos: readonly Omit<CasePhoto, 'role'>[];
      })
    | null;
}

export interface CaseChecks {
  readonly caseId: string;
  readonly number: string;
  readonly version: number;
  /** Newest first. */
  readonly checks: readonly CheckView[];
  /** Whether the actor may order one now. */
  readonly orderable: boolean;
}

export interface CheckerOption extends Checker {
  readonly name: string;
  readonly role: string;
  /** Of a reporter: has a chat that takes messages. */
  readonly reachable: boolean;
}

export interface CheckPage extends CaseChecks {
  readonly kind: ReportKind;
  readonly sensitive: boolean;
  readonly desaName: string;
  /** Those whom the case may be given to. */
  readonly checkers: readonly CheckerOption[];
  /** `day`: the ISO date that so many working days from today is. */
  readonly dueDays: readonly { readonly days: number; readonly day: string }[];
}

export interface TaskSheet {
  readonly number: string;
  readonly caseId: string;
  readonly check: CheckView;
  readonly answers: Report;
  readonly desaName: string;
  readonly kecamatanName: string;
}

/**
 * Every change throws not_found, case.wrong_state {state}, case.claimed {by, until (ISO)},
 * case.reason_required, input.invalid {field}. The same again by the same person changes nothing and
 * succeeds.
 */
export interface FieldCheckServices {
  /** null: not in the actor's scope, or concealed from them. */
  ofCase(actor: StaffActor, caseId: string): Promise<CaseChecks | null>;
  /** Throws not_found where the case's contents may not be read. Writes the access log. */
  page(actor: StaffActor, caseId: string, ip: string): Promise<CheckPage>;
  /** Name and address, for the checker's hand. Throws not_found without an open check. Writes the access log. */
  sheet(actor: StaffActor, caseId: string, ip: string): Promise<TaskSheet>;
  order(actor: StaffActor, input: OrderInput): Promise<{ number: string }>;
  reassign(actor: StaffActor, input: ReassignInput): Promise<{ number: string }>;
  cancel(actor: StaffActor, input: CancelInput): Promise<{ number: string }>;
  /** What was told by telephone or on paper. */
  write(actor: StaffActor, input: WriteResultInput): Promise<{ number: string }>;
}
