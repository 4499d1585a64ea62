/** What a reviewer typed into one of the three decision forms, and what is wrong with it. */
import { z } from 'zod';
import { CorrectionReason, RejectReason } from '../../domain/case/events.js';
import { namesSensitive } from '../../domain/pmks/categories.js';
import { CorrectableField } from '../../domain/report/report.js';
import { decisionText } from '../../i18n/console.js';
import type { Decision } from '../../usecases/console-services.js';
import { manyTexts, typedText } from './context.js';

/** Characters: what a chat message carries beside our own words. */
export const NOTE_LIMIT = 1000;

const Form = z.object({
  decision: z.enum(['approve', 'reject', 'ask_correction']),
  version: z.coerce.number().int().min(0),
  reason: typedText,
  note: typedText,
  fields: manyTexts,
});
export type TypedDecision = z.infer<typeof Form>;
export type DecisionType = TypedDecision['decision'];

export interface FieldProblem {
  readonly field: 'reason' | 'note';
  readonly sentence: string;
}

/** null: not a form of ours. */
export function readDecisionForm(body: unknown): TypedDecision | null {
  const parsed = Form.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** The decision, or what is still wrong. */
export function decisionFrom(typed: TypedDecision): Decision | readonly FieldProblem[] {
  // Browsers end lines with CR LF.
  const note = typed.note.replace(/\r\n/g, '\n').trim();
  const decision = decisionOf(typed, note);
  const problems = [
    ...(decision === null ? [{ field: 'reason', sentence: decisionText.reasonMissing } as const] : []),
    ...noteProblems(typed.decision, note),
  ];
  return decision === null || problems.length > 0 ? problems : decision;
}

function decisionOf({ decision, reason, fields }: TypedDecision, note: string): Decision | null {
  switch (decision) {
    case 'approve':
      return { type: 'approve', note };
    case 'reject': {
      const known = RejectReason.safeParse(reason);
      return known.success ? { type: 'reject', reason: known.data, note } : null;
    }
    case 'ask_correction': {
      const known = CorrectionReason.safeParse(reason);
      const wanted = CorrectableField.options.filter((field) => fields.includes(field));
      return known.success ? { type: 'ask_correction', reason: known.data, note, fields: wanted } : null;
    }
  }
}

function noteProblems(type: DecisionType, note: string): readonly FieldProblem[] {
  const sentences: string[] = [];
  if (note === '' && type === 'reject') sentences.push(decisionText.noteMissing);
  if (note === '' && type === 'ask_correction') sentences.push(decisionText.questionMissing);
  if (note.length > NOTE_LIMIT) sentences.push(decisionText.noteTooLong(NOTE_LIMIT));
  if (type !== 'approve' && holdsIdentityNumber(note)) sentences.push(decisionText.personalNumber);
  if (type !== 'approve' && namesSensitive(note)) sentences.push(decisionText.sensitiveWord);
  return sentences.map((sentence) => ({ field: 'note', sentence }));
}

/** NIK and KK never leave the service in a message, however they are spaced. */
function holdsIdentityNumber(note: string): boolean {
  return /(?<!\d)\d{16}(?!\d)/.test(note.replace(/(?<=\d)[ .-](?=\d)/g, ''));
}

/** A decision that was not taken: what was typed, and why. */
export interface Attempt {
  readonly typed: TypedDecision;
  readonly problems: readonly FieldProblem[];
  /** Someone or something was first. */
  readonly overtaken: { readonly title: string; readonly sentence: string } | null;
}
