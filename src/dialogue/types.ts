/**
 * The guided chat as a pure machine: (state, input, context) → {state, replies, effects}.
 * It reads no clock, makes no ids and touches no store: the same inputs give the same report.
 */
import { z } from 'zod';
import type { InboundBody, MediaSource, OutboundBody } from '../domain/channel/message.js';
import type { CaseState } from '../domain/case/events.js';
import type { Desa } from '../domain/region/desa.js';
import type { CorrectableField, NewPoorHousehold, ReportKind } from '../domain/report/new-poor-household.js';

export interface DialogueContext {
  readonly now: Date;
  /** Where the office is, by its IANA name: what day it is there. */
  readonly timeZone: string;
  /** Id of the inbox row being handled (uuid): drafts and attachments begun by it take this id. */
  readonly messageId: string;
  readonly reporter: { readonly name: string; readonly desa: readonly Desa[] };
  /** Region code whose NIK prefix is the usual one, for example "64.08". */
  readonly homeRegion: string;
}

export interface ReportSummary {
  readonly number: string;
  readonly kind: ReportKind;
  readonly state: CaseState;
  readonly submittedAt: Date;
}

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
      readonly answers: NewPoorHousehold;
      readonly fields: readonly CorrectableField[];
      readonly question: string;
    }
  /** No report of this reporter waits for a correction (under that number). */
  | { readonly type: 'no_correction'; readonly number: string | null };

export type DialogueInput =
  { readonly type: 'message'; readonly body: InboundBody } | { readonly type: 'fed'; readonly fed: Fed };

/** Each effect but `attach_photo` is answered by one Fed; a step asks for at most one of those. */
export type Effect =
  | {
      readonly type: 'submit_report';
      readonly draftId: string;
      readonly kind: ReportKind;
      readonly answers: NewPoorHousehold;
    }
  | {
      readonly type: 'resubmit_report';
      readonly draftId: string;
      readonly caseId: string;
      readonly number: string;
      readonly answers: NewPoorHousehold;
    }
  | { readonly type: 'list_reports' }
  | { readonly type: 'load_correction'; readonly number: string | null }
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
