/**
 * Field check (cek lapangan): somebody goes and looks, and says what is as it was reported. What events
 * hold of it; what they make of it is in fold.ts.
 */
import { z } from 'zod';
import { GeoPoint, maxMinutes, maxPhotos, Photo } from '../report/parts.js';
import type { ReportKind } from '../report/report.js';

/** What can be looked at, in the order in which it is asked. */
export const checkQuestions = [
  'lives_there',
  'members',
  'house',
  'utilities',
  'work',
  'assets',
  'condition',
  'change',
  'papers',
  'aid',
] as const;
export const CheckQuestion = z.enum(checkQuestions);
export type CheckQuestion = z.infer<typeof CheckQuestion>;

/** What there is to look at in a report of that kind. The first two are chosen unless others are. */
export const checkQuestionsOf: Readonly<Record<ReportKind, readonly CheckQuestion[]>> = {
  new_poor_household: ['lives_there', 'house', 'members', 'utilities', 'work', 'assets', 'papers', 'aid'],
  pmks_case: ['lives_there', 'condition', 'members', 'papers', 'aid'],
  no_longer_eligible: ['lives_there', 'work', 'house', 'assets', 'aid'],
  data_update: ['change', 'lives_there', 'members', 'papers'],
};

/** As it was reported, otherwise, or it could not be told. */
export const checkFindings = ['matches', 'differs', 'unknown'] as const;
export const CheckFinding = z.enum(checkFindings);
export type CheckFinding = z.infer<typeof CheckFinding>;

/** A reporter of the desa, or somebody of the office. */
export const Checker = z.object({ kind: z.enum(['reporter', 'user']), id: z.uuid() });
export type Checker = z.infer<typeof Checker>;

export const CheckResult = z.object({
  /** Whether the person or household was found. If not, nothing is answered. */
  found: z.boolean(),
  answers: z.array(z.object({ question: CheckQuestion, finding: CheckFinding })),
  note: z.string().min(1).max(500).nullable(),
  photos: z.array(Photo).max(maxPhotos + maxMinutes),
  location: GeoPoint.nullable(),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const checkStates = ['open', 'reported', 'settled', 'cancelled', 'dropped'] as const;
/**
 * open: its result is waited for. reported: it is there, and nothing was decided since; settled: something
 * was. cancelled by the office; dropped: the case was decided, or came to where this person may not look.
 */
export type CheckState = (typeof checkStates)[number];

export interface FieldCheck {
  /** Id of the event that ordered it. */
  readonly id: string;
  readonly checker: Checker;
  /** Id of the user. */
  readonly orderedBy: string;
  readonly orderedAt: Date;
  /** ISO date: the last day in time. */
  readonly dueOn: string;
  readonly questions: readonly CheckQuestion[];
  /** For the checker; '' when there is none. */
  readonly note: string;
  readonly state: CheckState;
  readonly result: CheckResult | null;
}

/** Working days within which a check is done, as they are offered; and what it is unless chosen. */
export const checkDays = [2, 3, 5, 7, 10] as const;
export const defaultCheckDays = 5;

interface OwnedCase {
  readonly reporterId: string;
  readonly ownerId: string;
  readonly sensitive: boolean;
}

/**
 * Nobody checks what they reported themselves or go on with, and of a sensitive case no reporter learns:
 * only somebody of the office who may see it goes there. Scope is asked for beside this.
 */
export function mayCheck(checker: Checker, { reporterId, ownerId, sensitive }: OwnedCase): boolean {
  if (checker.kind === 'user') return true;
  return !sensitive && checker.id !== reporterId && checker.id !== ownerId;
}

/** Whether a result answers only what was asked, each question once. */
export function answersAsked(asked: readonly CheckQuestion[], { found, answers }: CheckResult): boolean {
  const answered = answers.map(({ question }) => question);
  const once = new Set(answered).size === answered.length;
  return once && answered.every((question) => asked.includes(question)) && (found || answered.length === 0);
}

/** What is not as it was reported. */
export function differences({ answers }: Pick<CheckResult, 'answers'>): readonly CheckQuestion[] {
  return answers.flatMap(({ question, finding }) => (finding === 'differs' ? [question] : []));
}

export function photoIds({ photos }: CheckResult): readonly string[] {
  return photos.map(({ id }) => id);
}
