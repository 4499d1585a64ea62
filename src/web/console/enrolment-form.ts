import { z } from 'zod';
import { AppError } from '../../errors.js';
import { reporterText } from '../../i18n/console.js';
import { manyTexts, typedText } from './context.js';

export const EnrolmentForm = z.object({
  name: typedText,
  role: typedText,
  phone: typedText,
  desa: manyTexts,
});
export type EnrolmentForm = z.infer<typeof EnrolmentForm>;
export type ReporterProblem = keyof typeof reporterText.problem;

/** An enrolment that failed: what was typed, and the field that is wrong. */
export interface FailedEnrolment {
  readonly typed: EnrolmentForm;
  readonly problem: ReporterProblem;
}

/** null: not the fault of what was typed. */
export function problemOf(error: unknown): ReporterProblem | null {
  if (!(error instanceof AppError) || error.code !== 'input.invalid') return null;
  const { field } = error.details;
  return typeof field === 'string' && field in reporterText.problem ? (field as ReporterProblem) : null;
}
