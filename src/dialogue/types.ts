/**
 * The guided chat as a pure machine: (state, input, context) → {state, replies, effects}.
 * It reads no clock, makes no ids and touches no store: the same inputs give the same report.
 */
import { z } from 'zod';
import type { InboundBody, MediaSource, OutboundBody } from '../domain/channel/message.js';
import type { CaseEventType, CaseState } from '../domain/case/events.js';
import type { ObjectionState } from '../domain/case/fold.js';
import type { ReportedPerson } from '../domain/matching/person.js';
import type { PmksCategory } from '../domain/pmks/categories.js';
import type { Desa } from '../domain/region/desa.js';
import type { Bounds } from '../domain/region/bounds.js';
import type { CheckQuestion, CheckResult } from '../domain/case/field-check.js';
import type { CorrectableField, Report, ReportKind } from '../domain/report/report.js';

export interface DialogueContext {
  readonly now: Date;
  /** Where the office is, by its IANA name: what day it is there. */
  readonly timeZone: string;
  /** Id of the inbox row being handled (uuid): drafts and attachments begun by it take this id. */
  readonly messageId: string;
  readonly reporter: { readonly name: string; readonly desa: readonly Desa[] };
  /** Region code whose NIK prefix is the usual one, for example "64.08". */
  readonly homeRegion: string;
  /** Where the kabupaten lies; null: not known, and no place is questioned. */
  readonly bounds: Bounds | null;
  /** Address of the guide for reporters; null: the service has no public address. */
  readonly guideUrl: string | null;
  /** As they are now: what they are called, which are offered and which sensitive, whose limits warn. */
  readonly categories: readonly PmksCategory[];
  readonly drafts: DraftTimes;
}

/** When a draft left alone is spoken of (hours after its last answer), and when it ends. */
export interface DraftTimes {
  /** Ascending, for example [24, 72]. */
  readonly remindAfterHours: readonly number[];
  readonly lapseAfterHours: number;
  /** So long before its end that is announced. */
  readonly noticeHours: number;
}

export interface ReportSummary {
  readonly number: string;
  readonly kind: ReportKind;
  readonly state: CaseState;
  readonly submittedAt: Date;
}

/** One's own report, told again: what became of it, and when. Never names, numbers or categories. */
export interface ReportDetail extends ReportSummary {
  readonly urgent: boolean;
  readonly objection: ObjectionState | null;
  /** Oldest first. `note`: the reviewer's question or reason, as the reporter was told. */
  readonly history: readonly {
    readonly type: CaseEventType;
    readonly at: Date;
    readonly note: string | null;
  }[];
  /** What the reporter may do with it now. */
  readonly may: { readonly correct: boolean; readonly withdraw: boolean; readonly object: boolean };
}

/**
 * Somebody known by that NIK or KK. Of one's own desa all that helps; of another no more than that:
 * `place` is then the name of the kecamatan only where the reporter has a desa in it, else null.
 */
export type Match =
  | {
      readonly own: true;
      readonly by: 'nik' | 'kk';
      readonly what: 'entry';
      /** One of the stores: PEMDA, DTKS, DTSEN, P3KE, PMKS. */
      readonly store: string;
      readonly entryId: string;
      readonly number: string;
      readonly name: string;
      readonly desaName: string;
      readonly status: 'active' | 'ineligible' | 'moved' | 'deceased';
      /** PMKS codes the person has. */
      readonly categories: readonly string[];
    }
  | {
      readonly own: true;
      readonly by: 'nik' | 'kk';
      readonly what: 'case';
      readonly number: string;
      readonly kind: ReportKind;
      readonly state: CaseState;
      readonly name: string;
      readonly desaName: string;
    }
  | { readonly own: false; readonly by: 'nik' | 'kk'; readonly what: 'entry' | 'case' };

/** What the runner hands back after carrying out an effect, in the same transaction. */
export type Fed =
  | { readonly type: 'submitted'; readonly number: string }
  | { readonly type: 'resubmitted'; readonly number: string }
  /** The case moved on meanwhile (for example it was rejected): the draft is put away. */
  | { readonly type: 'resubmit_refused'; readonly number: string; readonly state: CaseState }
  | { readonly type: 'reports'; readonly items: readonly ReportSummary[] }
  | {
      readonly type: 'correction';
      readonly caseId: string;
      readonly number: string;
      readonly kind: ReportKind;
      readonly answers: Report;
      readonly fields: readonly CorrectableField[];
      readonly question: string;
    }
  /** No report of this reporter waits for a correction (under that number). */
  | { readonly type: 'no_correction'; readonly number: string | null }
  /** Open reports and entries with that NIK or KK; empty: nobody is known. */
  | { readonly type: 'looked_up'; readonly matches: readonly Match[] }
  /** Somebody may be recorded already, in a desa of theirs, whom a report is about; no more than that is told. */
  | { readonly type: 'looked_alike'; readonly alike: boolean }
  /** null: there is no report of that number for this reporter. */
  | { readonly type: 'report'; readonly number: string; readonly report: ReportDetail | null }
  | { readonly type: 'withdrawn'; readonly number: string }
  /** state null: no such report. */
  | { readonly type: 'withdraw_refused'; readonly number: string; readonly state: CaseState | null }
  | { readonly type: 'objected'; readonly number: string }
  | { readonly type: 'object_refused'; readonly number: string; readonly state: CaseState | null }
  | { readonly type: 'digest_set'; readonly on: boolean }
  /** Field checks that wait for this person, soonest due first. `dueOn`: ISO date. */
  | {
      readonly type: 'checks';
      readonly items: readonly { readonly number: string; readonly dueOn: string }[];
    }
  /** null: none under that number is theirs. */
  | { readonly type: 'check'; readonly number: string; readonly check: CheckAsked | null }
  | { readonly type: 'checked'; readonly number: string }
  /** It was closed, or given to somebody else, meanwhile. */
  | { readonly type: 'check_refused'; readonly number: string };

/** What the office wants to know; nothing of whom it is about. */
export interface CheckAsked {
  readonly checkId: string;
  /** ISO date. */
  readonly dueOn: string;
  readonly questions: readonly CheckQuestion[];
  readonly note: string;
}

export type DialogueInput =
  | { readonly type: 'message'; readonly body: InboundBody }
  | { readonly type: 'fed'; readonly fed: Fed }
  /** What was due by `dueAt` of the state: a reminder, the end of a draft. */
  | { readonly type: 'time' }
  /** A picture could not be fetched or read: it is taken off its draft, and asked for again. */
  | { readonly type: 'photo_failed'; readonly attachmentId: string; readonly reason: PhotoFailure }
  /** A picture knew where it was taken. */
  | {
      readonly type: 'photo_place';
      readonly attachmentId: string;
      readonly latitude: number;
      readonly longitude: number;
    };

export type PhotoFailure = 'gone' | 'too_large' | 'not_an_image';

/** Each effect but `attach_photo` is answered by one Fed; a step asks for at most one of those. */
export type Effect =
  | {
      readonly type: 'submit_report';
      readonly draftId: string;
      readonly kind: ReportKind;
      readonly answers: Report;
    }
  | {
      readonly type: 'resubmit_report';
      readonly draftId: string;
      readonly caseId: string;
      readonly number: string;
      readonly answers: Report;
    }
  | { readonly type: 'list_reports' }
  | { readonly type: 'load_correction'; readonly number: string | null }
  /** Only reads: needs no lock, and several may be looked up at once. */
  | {
      readonly type: 'look_up';
      readonly nik: string | null;
      readonly kk: string | null;
      /** The case that is being corrected: it does not find itself. */
      readonly caseId?: string | null;
    }
  /** Only reads, and is of no weight: whoever cannot look says that there is nobody. */
  | ({ readonly type: 'look_alike' } & ReportedPerson)
  | { readonly type: 'show_report'; readonly number: string }
  | { readonly type: 'withdraw_report'; readonly number: string; readonly note: string }
  | { readonly type: 'object_report'; readonly number: string; readonly note: string }
  | { readonly type: 'set_digest'; readonly on: boolean }
  | { readonly type: 'list_checks' }
  | { readonly type: 'load_check'; readonly number: string }
  | {
      readonly type: 'report_check';
      readonly checkId: string;
      readonly number: string;
      readonly result: CheckResult;
    }
  | { readonly type: 'attach_photo'; readonly attachmentId: string; readonly source: MediaSource };

export interface StepResult {
  readonly state: ConversationState;
  readonly replies: readonly OutboundBody[];
  readonly effects: readonly Effect[];
}

/** Opaque to everyone but src/dialogue: parsed from the sealed column, written back whole. */
export const ConversationState = z.object({ v: z.literal(1) }).loose();
export type ConversationState = z.infer<typeof ConversationState>;

export type Step = (state: ConversationState, input: DialogueInput, context: DialogueContext) => StepResult;
