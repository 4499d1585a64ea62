import { z } from 'zod';
import { AppError } from '../../errors.js';
import { reporterText } from '../../i18n/enrolment.js';
import { manyTexts, optionalText, typedText } from './context.js';

export const EnrolmentForm = z.object({
  name: typedText,
  role: typedText,
  phone: typedText,
  desa: manyTexts,
});
export type EnrolmentForm = z.infer<typeof EnrolmentForm>;
export type ReporterProblem = keyof typeof reporterText.problem;

/** A form that failed: what was typed, and the field that is wrong. */
export interface Failed<T> {
  readonly typed: T;
  readonly problem: ReporterProblem;
}
export type FailedEnrolment = Failed<EnrolmentForm>;

/** null: not the fault of what was typed. */
export function problemOf(error: unknown): ReporterProblem | null {
  if (!(error instanceof AppError) || error.code !== 'input.invalid') return null;
  const { field } = error.details;
  return typeof field === 'string' && field in reporterText.problem ? (field as ReporterProblem) : null;
}

/** Of the page Pelapor, as its address carries it. */
export const ReportersFilter = z.object({
  q: optionalText,
  kecamatan: optionalText,
  desa: optionalText,
  status: z.enum(['active', 'suspended', 'left']).optional().catch(undefined),
  cursor: z.uuid().optional().catch(undefined),
});
export type ReportersFilter = z.infer<typeof ReportersFilter>;

/** Who takes over: somebody enrolled, or else somebody new. */
export const HandoverForm = z.object({
  desa: typedText,
  dari: typedText,
  successor: typedText,
  name: typedText,
  role: typedText,
  phone: typedText,
});
export type HandoverForm = z.infer<typeof HandoverForm>;
