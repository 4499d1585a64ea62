/** Reference data: what the office sets by itself, without a new release. */
import { z } from 'zod';
import { correctableFields, CorrectableField, ReportKind } from '../report/report.js';

/** ISO numbers: Monday is 1. */
const Weekday = z.number().int().min(1).max(7);
const SlaDays = z.number().int().min(1).max(60);

/** When the office works, and within how many working days it means to decide. */
export const OfficeTime = z.object({
  days: z.record(ReportKind, SlaDays),
  /** Of an emergency, whatever its kind. */
  urgentDays: SlaDays,
  weekdays: z.array(Weekday).min(1),
});
export type OfficeTime = z.infer<typeof OfficeTime>;

/** `kept` is false of one that was taken away. Its code is the day, an ISO date. */
export const Holiday = z.object({ name: z.string().min(1).max(80), kept: z.boolean() });
export type Holiday = z.infer<typeof Holiday>;

/** Why a report is rejected, sent back or reopened. A reporter reads the label of a rejection. */
export const Reason = z.object({
  label: z.string().min(2).max(60),
  /** Offered from the smallest. */
  order: z.number().int().min(0).max(999),
  active: z.boolean(),
  /** Of which reports it can be said. */
  kinds: z.array(ReportKind).min(1),
});
export type Reason = z.infer<typeof Reason>;

/** What a question is about: an answer, or the report as a whole. */
export const QuestionTopic = z.enum(['whole', ...CorrectableField.options]);
export type QuestionTopic = z.infer<typeof QuestionTopic>;

/** A question to begin with when a correction is asked for. */
export const Question = z.object({
  about: QuestionTopic,
  text: z.string().min(5).max(300),
  order: z.number().int().min(0).max(999),
  active: z.boolean(),
});
export type Question = z.infer<typeof Question>;

export function fitsKind({ about }: Question, kind: ReportKind): boolean {
  const asked: readonly string[] = correctableFields[kind];
  return about === 'whole' || asked.includes(about);
}

const Age = z.number().int().min(0).max(120);

/** What the office sets of a PMKS category. Its code and its place in the annex stay. */
export const Category = z
  .object({
    /** null: as the annex calls it. */
    name: z.string().min(3).max(70).nullable().default(null),
    /** Offered for new reports. */
    active: z.boolean().default(true),
    /** Sensitive though the regulation does not make it so; what it makes so is, whatever stands here. */
    sensitive: z.boolean().default(false),
    /** Whether the kind of disability is asked; null: as it came. */
    needsDisability: z.boolean().nullable().default(null),
    // Limits warn when a report is made. Nothing of them ever blocks one.
    minAge: Age.nullable(),
    maxAge: Age.nullable(),
    sex: z.enum(['L', 'P']).nullable(),
  })
  .refine(({ minAge, maxAge }) => minAge === null || maxAge === null || minAge <= maxAge);
export type Category = z.infer<typeof Category>;

export const referenceValues = {
  office_time: OfficeTime,
  holiday: Holiday,
  reject_reason: Reason,
  correction_reason: Reason,
  reopen_reason: Reason,
  question: Question,
  pmks_category: Category,
} as const;

export const referenceTopics = [
  'office_time',
  'holiday',
  'reject_reason',
  'correction_reason',
  'reopen_reason',
  'question',
  'pmks_category',
] as const satisfies readonly (keyof typeof referenceValues)[];
export const ReferenceTopic = z.enum(referenceTopics);
export type ReferenceTopic = z.infer<typeof ReferenceTopic>;
export type ReferenceValue<T extends ReferenceTopic> = z.infer<(typeof referenceValues)[T]>;

export const reasonTopics = ['reject_reason', 'correction_reason', 'reopen_reason'] as const;
export type ReasonTopic = (typeof reasonTopics)[number];

export function isReasonTopic(topic: string): topic is ReasonTopic {
  return reasonTopics.some((one) => one === topic);
}

/** There is one of it. */
export const OFFICE_TIME = 'office';
