/** What the office sets by itself. Every method authorises by `actor` itself. */
import type { Reference } from '../../domain/reference/reference.js';
import type { ReferenceProblemCode } from '../../domain/reference/problems.js';
import type {
  Category,
  OfficeTime,
  Question,
  Reason,
  ReasonTopic,
  ReferenceTopic,
} from '../../domain/reference/values.js';
import type { StaffActor } from '../console-services.js';

/** What is wrong with what was typed. `line` is of a pasted list, from 1. */
export interface ReferenceProblem {
  readonly code: ReferenceProblemCode;
  readonly line?: number;
  readonly text?: string;
}

/** Nothing is kept while anything is wrong. */
export type Saved<T = object> =
  ({ readonly ok: true } & T) | { readonly ok: false; readonly problems: readonly ReferenceProblem[] };

export interface ReferenceChangeView {
  readonly id: string;
  readonly topic: ReferenceTopic | 'agency' | 'aid_program';
  readonly code: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly byName: string;
  readonly at: Date;
}

/** Due days of open reports reckoned anew. */
export interface DueRecountView {
  readonly askedAt: Date;
  /** null: it goes on. */
  readonly finishedAt: Date | null;
  readonly cases: number;
  /** Of those: due on another day now. */
  readonly moved: number;
}

/** Cases gone through since a category became sensitive, or ordinary again. */
export interface SensitivityView {
  readonly code: string;
  /** What it became. */
  readonly sensitive: boolean;
  readonly askedAt: Date;
  /** null: it goes on. */
  readonly finishedAt: Date | null;
  readonly cases: number;
  /** Of those: concealed now, or told again. */
  readonly moved: number;
}

export interface ReferenceView {
  readonly reference: Reference;
  /** Newest first. */
  readonly changes: readonly ReferenceChangeView[];
  /** Whether this person may change any of it. */
  readonly mayChange: boolean;
}

export interface AgencyContact {
  readonly person: string;
  /** A phone number or an e-mail address. */
  readonly reach: string;
}

/** OPD. `code` is short and never changes: keys and grants hang on it. */
export interface Agency {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly contact: AgencyContact | null;
  readonly active: boolean;
  readonly version: number;
}

export interface AgencyInput {
  /** Made by the page for a new one: the same form sent twice is one agency. */
  readonly id: string;
  /** 0: it is new. */
  readonly version: number;
  readonly code: string;
  readonly name: string;
  readonly contact: AgencyContact;
  readonly active: boolean;
}

/** `code` null: it is new. `version`: the one that the page showed; 0 of what was never changed. */
export interface ItemInput<V> {
  readonly code: string | null;
  readonly version: number;
  readonly value: V;
}

/**
 * What is saved: throws not_found to who may not, reference.changed {by, at (ISO)} when somebody else was
 * first. One's own change sent again changes nothing and succeeds. Numbers that were not read are NaN.
 */
export interface ReferenceServices {
  /** For pages that only show what holds now. */
  current(): Promise<Reference>;
  /** With the changes of these topics. */
  view(actor: StaffActor, topics: readonly ReferenceTopic[]): Promise<ReferenceView>;
  /** null: nothing was ever reckoned anew. */
  lastRecount(actor: StaffActor): Promise<DueRecountView | null>;
  /** null: no category was ever made sensitive or ordinary again. */
  lastSensitivity(actor: StaffActor): Promise<SensitivityView | null>;
  /** Open cases by PMKS category; none of sensitive ones. */
  openByCategory(actor: StaffActor): Promise<ReadonlyMap<string, number>>;
  /** Reckons the due days of open reports anew, in the background. */
  saveOfficeTime(
    actor: StaffActor,
    input: { readonly version: number; readonly value: OfficeTime },
    ip: string,
  ): Promise<Saved>;
  /**
   * As people write them: a day a line, with its name; `20-21 Maret 2027 Idulfitri` are two.
   * `year`: of lines that name none. All of them, or none.
   */
  addHolidays(
    actor: StaffActor,
    input: { readonly text: string; readonly year: number },
    ip: string,
  ): Promise<Saved<{ readonly added: number }>>;
  removeHoliday(
    actor: StaffActor,
    input: { readonly day: string; readonly version: number },
    ip: string,
  ): Promise<Saved>;
  saveReason(actor: StaffActor, topic: ReasonTopic, input: ItemInput<Reason>, ip: string): Promise<Saved>;
  saveQuestion(actor: StaffActor, input: ItemInput<Question>, ip: string): Promise<Saved>;
  /**
   * Made sensitive, or ordinary again, its cases follow: the first at once, the rest in the background. What
   * the regulation makes sensitive stays so: of those `sensitive` is of no account.
   */
  saveCategory(
    actor: StaffActor,
    input: { readonly code: string; readonly version: number; readonly value: Category },
    ip: string,
  ): Promise<Saved>;
  agencies(
    actor: StaffActor,
  ): Promise<{ readonly agencies: readonly Agency[] } & Omit<ReferenceView, 'reference'>>;
  saveAgency(actor: StaffActor, input: AgencyInput, ip: string): Promise<Saved>;
}
