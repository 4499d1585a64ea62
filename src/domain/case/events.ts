/** Case history: every transition is an event; the state is the fold of the events. */
import { z } from 'zod';
import { CorrectableField, Report, type ReportKind } from '../report/report.js';
import { Checker, CheckQuestion, CheckResult } from './field-check.js';

export const caseStates = [
  'submitted',
  'in_review',
  'needs_correction',
  'resubmitted',
  'approved',
  'rejected',
  'duplicate',
  'registered',
  'withdrawn',
] as const;
export const CaseState = z.enum(caseStates);
export type CaseState = z.infer<typeof CaseState>;

/** Of a reason for a decision: one of those below, or one that the office added (see ../reference). */
export const ReasonCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
export type ReasonCode = z.infer<typeof ReasonCode>;

export const rejectReasons = [
  'not_poor',
  'category_not_met',
  'still_eligible',
  'already_registered',
  'not_resident',
  'data_not_credible',
  'other',
] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** Those that came with the service and can be said of a report of that kind, in the order they are offered. */
export const rejectReasonsOf: Readonly<Record<ReportKind, readonly RejectReason[]>> = {
  new_poor_household: ['not_poor', 'already_registered', 'not_resident', 'data_not_credible', 'other'],
  pmks_case: ['category_not_met', 'already_registered', 'not_resident', 'data_not_credible', 'other'],
  no_longer_eligible: ['still_eligible', 'not_resident', 'data_not_credible', 'other'],
  data_update: ['already_registered', 'not_resident', 'data_not_credible', 'other'],
};

export const correctionReasons = ['unclear', 'incomplete', 'contradictory', 'photo_needed', 'other'] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** Why a supervisor takes a decision back. */
export const reopenReasons = [
  'decision_mistaken',
  'new_facts',
  'objection_right',
  'duplicate_mistaken',
  'other',
] as const;
export type ReopenReason = (typeof reopenReasons)[number];

/** Why the office itself puts an answer right. */
export const editReasons = ['documents', 'told', 'visited', 'typing', 'other'] as const;
export const EditReason = z.enum(editReasons);
export type EditReason = z.infer<typeof EditReason>;

export const objectionOutcomes = ['upheld', 'refused'] as const;
export const ObjectionOutcome = z.enum(objectionOutcomes);
export type ObjectionOutcome = z.infer<typeof ObjectionOutcome>;

export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reporter'), id: z.uuid() }),
  z.object({ kind: z.literal('user'), id: z.uuid() }),
  z.object({ kind: z.literal('system'), id: z.null() }),
]);
export type Actor = z.infer<typeof Actor>;

/** The part of an event that is sealed at rest. */
export const CaseEventData = z.discriminatedUnion('type', [
  z.object({ type: z.literal('submitted'), answers: Report }),
  /** First duplicate check done; the case stands in the review queue. */
  z.object({ type: z.literal('screened'), duplicates: z.number().int() }),
  z.object({
    type: z.literal('correction_requested'),
    reason: ReasonCode,
    /** The question as the reporter reads it. */
    note: z.string().min(1),
    /** Empty: any answer may be changed. */
    fields: z.array(CorrectableField),
  }),
  z.object({ type: z.literal('resubmitted'), answers: Report }),
  /** Put right by the office: a version of its own, what was sent stays in the history. */
  z.object({
    type: z.literal('edited'),
    reason: EditReason,
    /** Read by the office alone. */
    note: z.string().min(1),
    answers: Report,
  }),
  /** Of a sensitive or an edited case: the first of the two people whom its approval takes. */
  z.object({ type: z.literal('approval_proposed'), note: z.string() }),
  z.object({ type: z.literal('approved'), note: z.string() }),
  z.object({ type: z.literal('rejected'), reason: ReasonCode, note: z.string() }),
  /** The same as another report, or as an entry of Data Pemda: exactly one of the two ids is set. */
  z.object({
    type: z.literal('duplicate_confirmed'),
    otherCaseId: z.uuid().nullable(),
    otherEntryId: z.uuid().nullable(),
    /** Of that other. */
    number: z.string(),
    /** Whether the reporter may be told that number: it is of their desa, and not sensitive. */
    told: z.boolean(),
    note: z.string(),
  }),
  /** By a supervisor; why is for the office alone. */
  z.object({
    type: z.literal('reopened'),
    /** The first ones had none. */
    reason: ReasonCode.optional(),
    note: z.string().min(1),
  }),
  z.object({
    type: z.literal('registered'),
    entryId: z.uuid(),
    entryNumber: z.string(),
    version: z.number().int(),
  }),
  /** Taken back by the reporter. */
  z.object({ type: z.literal('withdrawn'), note: z.string() }),
  /** Sanggah: a reporter of the same desa objects to the decision. */
  z.object({ type: z.literal('objected'), note: z.string().min(1) }),
  /** Not answered within the time that the office gives itself. */
  z.object({ type: z.literal('objection_lapsed') }),
  /** The office's answer, as the reporter reads it. */
  z.object({
    type: z.literal('objection_answered'),
    outcome: ObjectionOutcome,
    /** Upheld against a rejection or a duplicate; what stands in Data Pemda is changed by a report alone. */
    reopens: z.boolean(),
    note: z.string().min(1),
  }),
  /** The desa has another reporter now, who goes on with the case. */
  z.object({ type: z.literal('handed_over'), fromReporterId: z.uuid(), toReporterId: z.uuid() }),
  /** Somebody is asked to go and look. */
  z.object({
    type: z.literal('field_check_ordered'),
    checker: Checker,
    /** The last day in time. */
    dueOn: z.iso.date(),
    questions: z.array(CheckQuestion).min(1),
    /** As the checker reads it; may be empty. */
    note: z.string(),
  }),
  /** Taken back by the office; why is for the office alone. */
  z.object({ type: z.literal('field_check_cancelled'), note: z.string().min(1) }),
  /** By whoever was asked, or written down by the office. `checkId`: the event that ordered it. */
  z.object({ type: z.literal('field_check_reported'), checkId: z.uuid(), result: CheckResult }),
]);
export type CaseEventData = z.infer<typeof CaseEventData>;
export type CaseEventType = CaseEventData['type'];

export interface CaseEvent {
  readonly id: string;
  readonly caseId: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly actor: Actor;
  readonly at: Date;
  readonly data: CaseEventData;
}
