/** What was typed into one of the forms of a field check, and what is wrong with it. */
import { z } from 'zod';
import {
  CheckFinding,
  CheckQuestion,
  checkQuestions,
  defaultCheckDays,
  type Checker,
} from '../../domain/case/field-check.js';
import { namesSensitive, type PmksCategory } from '../../domain/pmks/categories.js';
import { checkText } from '../../i18n/field-check.js';
import { CHECK_NOTE_LIMIT } from '../../usecases/field-check/change-check.js';
import { manyTexts, typedText } from './context.js';
import { holdsIdentityNumber } from './decision-form.js';

export const checkActs = ['minta', 'ganti', 'batal', 'hasil'] as const;
export type CheckAct = (typeof checkActs)[number];

const Form = z.object({
  version: z.coerce.number().int().min(0),
  check: typedText,
  /** "reporter:ID" or "user:ID". */
  checker: typedText,
  days: z.coerce.number().int().catch(defaultCheckDays),
  questions: manyTexts,
  note: typedText,
  reason: typedText,
  found: z.enum(['yes', 'no']).optional().catch(undefined),
});
/** One answer each, in a field of its own: f_house. */
const Findings = z.record(z.string(), z.unknown());

export interface TypedCheck {
  readonly act: CheckAct;
  readonly version: number;
  readonly check: string;
  readonly checker: string;
  readonly days: number;
  readonly questions: readonly CheckQuestion[];
  readonly note: string;
  readonly reason: string;
  readonly found: 'yes' | 'no' | undefined;
  readonly findings: Readonly<Partial<Record<CheckQuestion, CheckFinding>>>;
}

/** A form that was not taken: what was typed, and why. */
export interface CheckAttempt {
  readonly typed: TypedCheck;
  readonly problems: readonly string[];
}

/** null: not a form of ours. */
export function readCheckForm(act: CheckAct, body: unknown): TypedCheck | null {
  const parsed = Form.safeParse(body);
  if (!parsed.success) return null;
  const told = Findings.parse(body);
  const { version, check, checker, days, questions, found } = parsed.data;
  const findings = checkQuestions.flatMap((question) => {
    const finding = CheckFinding.safeParse(told[`f_${question}`]);
    return finding.success ? [[question, finding.data] as const] : [];
  });
  return {
    act,
    version,
    check,
    checker,
    days,
    questions: CheckQuestion.options.filter((one) => questions.includes(one)),
    note: tidy(parsed.data.note),
    reason: tidy(parsed.data.reason),
    found,
    findings: Object.fromEntries(findings),
  };
}

/** Browsers end lines with CR LF. */
const tidy = (text: string) => text.replace(/\r\n/g, '\n').trim();

/** null: none, or none that can be one. */
export function checkerOf(typed: string): Checker | null {
  const [kind, id] = typed.split(':');
  if ((kind !== 'reporter' && kind !== 'user') || !z.uuid().safeParse(id).success) return null;
  return { kind, id: id ?? '' };
}

/** What is missing, or would tell in a chat what must not be told there. */
export function problemsOf(
  typed: TypedCheck,
  asked: readonly CheckQuestion[],
  categories: readonly PmksCategory[],
): readonly string[] {
  const { missing } = checkText;
  const needsChecker = (typed.act === 'minta' || typed.act === 'ganti') && checkerOf(typed.checker) === null;
  const needsReason = (typed.act === 'ganti' || typed.act === 'batal') && typed.reason === '';
  const unanswered = typed.found === 'yes' && asked.some((one) => typed.findings[one] === undefined);
  return [
    ...(needsChecker ? [missing.checker] : []),
    ...(typed.act === 'minta' && typed.questions.length === 0 ? [missing.questions] : []),
    ...(typed.act === 'minta' ? spokenProblems(typed.note, categories) : []),
    ...(needsReason ? [missing.reason] : []),
    ...(typed.act === 'hasil' && typed.found === undefined ? [missing.found] : []),
    ...(typed.act === 'hasil' && unanswered ? [missing.findings] : []),
    ...([typed.note, typed.reason].some((text) => text.length > CHECK_NOTE_LIMIT)
      ? [checkText.tooLong(CHECK_NOTE_LIMIT)]
      : []),
  ];
}

function spokenProblems(note: string, categories: readonly PmksCategory[]): readonly string[] {
  return [
    ...(holdsIdentityNumber(note) ? [checkText.personalNumber] : []),
    ...(namesSensitive(note, categories) ? [checkText.sensitiveWord] : []),
  ];
}
