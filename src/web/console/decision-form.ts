/** What was typed into one of the forms that change what a case is, and what is wrong with it. */
import { z } from 'zod';
import { ObjectionOutcome, type ReasonCode } from '../../domain/case/events.js';
import { namesSensitive, type PmksCategory } from '../../domain/pmks/categories.js';
import { categoriesOf, type Reference } from '../../domain/reference/reference.js';
import type { ReasonTopic } from '../../domain/reference/values.js';
import { CorrectableField } from '../../domain/report/report.js';
import { readNumber } from '../../domain/case/number.js';
import { duplicateText, objectionText, reopenText } from '../../i18n/case-actions.js';
import { decisionText } from '../../i18n/console.js';
import type { Decision } from '../../usecases/console-services.js';
import { manyTexts, typedText } from './context.js';

/** Characters: what a chat message carries beside our own words. */
export const NOTE_LIMIT = 1000;

const Form = z.object({
  decision: z.enum(['approve', 'reject', 'ask_correction', 'duplicate', 'reopen', 'answer_objection']),
  version: z.coerce.number().int().min(0),
  /** Of a rejection, a correction or a reopening; of an answer to an objection, its outcome. */
  reason: typedText,
  /** Of a duplicate: the other's. */
  number: typedText,
  /** Of a correction: the question to send where none was written. */
  template: typedText,
  note: typedText,
  fields: manyTexts,
});
export type TypedDecision = z.infer<typeof Form>;
export type DecisionType = TypedDecision['decision'];

export interface FieldProblem {
  readonly field: 'reason' | 'number' | 'note';
  readonly sentence: string;
}

/** null: not a form of ours. */
export function readDecisionForm(body: unknown): TypedDecision | null {
  const parsed = Form.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** What a form does: a decision, or what changes one. */
export type Act =
  | Decision
  | { readonly type: 'reopen'; readonly reason: ReasonCode; readonly note: string }
  | { readonly type: 'answer_objection'; readonly outcome: ObjectionOutcome; readonly note: string };

/** The act, or what is still wrong. */
export function actFrom(typed: TypedDecision, reference: Reference): Act | readonly FieldProblem[] {
  // Browsers end lines with CR LF.
  const written = typed.note.replace(/\r\n/g, '\n').trim();
  const note = written === '' ? templateOf(typed, reference) : written;
  const act = actOf(typed, note, reference);
  const problems = [
    ...('field' in act ? [act] : []),
    ...noteProblems(typed.decision, note, categoriesOf(reference)),
  ];
  return 'field' in act || problems.length > 0 ? problems : act;
}

/** Only a question of ours; '': none was chosen. */
function templateOf({ decision, template }: TypedDecision, { questions }: Reference): string {
  const ours = questions.some(({ value }) => value.active && value.text === template);
  return decision === 'ask_correction' && ours ? template : '';
}

const missing = (field: FieldProblem['field'], sentence: string): FieldProblem => ({ field, sentence });

function actOf(
  { decision, reason, fields, number }: TypedDecision,
  note: string,
  { reasons }: Reference,
): Act | FieldProblem {
  // Whether it can be said of that kind of report is told by the use case.
  const given = (topic: ReasonTopic) =>
    reasons[topic].some(({ code, value }) => code === reason && value.active);
  switch (decision) {
    case 'approve':
      return { type: 'approve', note };
    case 'reopen':
      if (!given('reopen_reason')) return missing('reason', decisionText.reasonMissing);
      return { type: 'reopen', reason, note };
    case 'reject': {
      if (!given('reject_reason')) return missing('reason', decisionText.reasonMissing);
      return { type: 'reject', reason, note };
    }
    case 'ask_correction': {
      if (!given('correction_reason')) return missing('reason', decisionText.reasonMissing);
      const wanted = CorrectableField.options.filter((field) => fields.includes(field));
      return { type: 'ask_correction', reason, note, fields: wanted };
    }
    case 'duplicate': {
      if (number.trim() === '') return missing('number', duplicateText.numberMissing);
      const read = readNumber(number);
      return read === null
        ? missing('number', duplicateText.noSuch)
        : { type: 'duplicate', number: read, note };
    }
    case 'answer_objection': {
      const known = ObjectionOutcome.safeParse(reason);
      if (!known.success) return missing('reason', objectionText.outcomeMissing);
      return { type: 'answer_objection', outcome: known.data, note };
    }
  }
}

/** What is said where a note is needed and there is none. */
const noteMissing: Partial<Readonly<Record<DecisionType, string>>> = {
  reject: decisionText.noteMissing,
  ask_correction: decisionText.questionMissing,
  reopen: reopenText.noteMissing,
  answer_objection: decisionText.noteMissing,
};

/** Its note is read by the reporter. */
export function isSpoken(type: DecisionType): boolean {
  return type === 'reject' || type === 'ask_correction' || type === 'answer_objection';
}

function noteProblems(
  type: DecisionType,
  note: string,
  categories: readonly PmksCategory[],
): readonly FieldProblem[] {
  const needed = noteMissing[type];
  const sentences: string[] = [];
  if (note === '' && needed !== undefined) sentences.push(needed);
  if (note.length > NOTE_LIMIT) sentences.push(decisionText.noteTooLong(NOTE_LIMIT));
  if (isSpoken(type) && holdsIdentityNumber(note)) sentences.push(decisionText.personalNumber);
  if (isSpoken(type) && namesSensitive(note, categories)) sentences.push(decisionText.sensitiveWord);
  return sentences.map((sentence) => ({ field: 'note', sentence }));
}

/** NIK and KK never leave the service in a message, however they are spaced. */
export function holdsIdentityNumber(note: string): boolean {
  return /(?<!\d)\d{16}(?!\d)/.test(note.replace(/(?<=\d)[ .-](?=\d)/g, ''));
}

/** A decision that was not taken: what was typed, and why. */
export interface Attempt {
  readonly typed: TypedDecision;
  readonly problems: readonly FieldProblem[];
  /** Someone or something was first. */
  readonly overtaken: { readonly title: string; readonly sentence: string } | null;
}
