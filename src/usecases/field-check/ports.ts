import type { CaseEvent } from '../../domain/case/events.js';
import type { ReporterReach } from '../../domain/access/report-rules.js';
import type { Staff } from '../../domain/access/scope.js';
import type { Report, ReportKind } from '../../domain/report/report.js';
import type { CasePhoto, StaffActor } from '../console-services.js';

/** Somebody of the office, as rules ask for them. */
export interface StaffMember extends Staff {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly string[];
}

/** A check that is late, and of which its checker was not told yet. */
export interface OverdueCheck {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
  /** ISO date. */
  readonly dueOn: string;
  /** null: somebody of the office. */
  readonly reporterId: string | null;
}

export interface FieldCheckWork {
  /** Whether a check of this case waits for its result. */
  isOpen(caseId: string): Promise<boolean>;
  /** Numbers of the cases, soonest due first, that this reporter is to check, of the desa in their reach. */
  numbersFor(reporter: ReporterReach, limit: number): Promise<readonly string[]>;
  /** Those who may sign in; null: there is none. */
  staff(userId: string): Promise<StaffMember | null>;
  /** Row-locks up to `limit` open checks due before that day (ISO date) that nobody else has locked. */
  lockOverdue(today: string, limit: number): Promise<readonly OverdueCheck[]>;
  reminded(checkId: string, at: Date): Promise<void>;
}

/** A case as its checks are shown and ordered. */
export interface CheckedCase {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly kind: ReportKind;
  readonly state: string;
  readonly sensitive: boolean;
  readonly desaCode: string;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly reporterId: string;
  readonly ownerId: string;
  readonly answers: Report;
  readonly events: readonly CaseEvent[];
  /** Of people named in its checks, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly photos: readonly Omit<CasePhoto, 'role'>[];
  /** How far the message of each task got, by the check's id; none: not said to anybody. */
  readonly deliveries: ReadonlyMap<string, string>;
}

/** Who may be asked, before the rules of the case are. */
export interface PossibleCheckers {
  readonly reporters: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    /** Has a chat that takes messages. */
    readonly reachable: boolean;
  }[];
  readonly staff: readonly StaffMember[];
}

export interface FieldCheckQueries {
  /** null: not in the actor's scope, or concealed from them. */
  checkedCase(actor: StaffActor, caseId: string): Promise<CheckedCase | null>;
  /** Active reporters of the desa; active reviewers and supervisors in whose regions it lies. */
  possibleCheckers(desaCode: string): Promise<PossibleCheckers>;
}
