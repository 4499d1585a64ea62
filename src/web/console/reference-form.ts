/** What is typed into the forms of reference data, and how it is read. */
import { z } from 'zod';
import { pmksCategories } from '../../domain/pmks/categories.js';
import type { Category, OfficeTime, Question, Reason } from '../../domain/reference/values.js';
import { QuestionTopic, reasonTopics } from '../../domain/reference/values.js';
import { reportKinds } from '../../domain/report/report.js';
import { problemAt, referenceProblems } from '../../i18n/reference.js';
import type { AgencyInput, ReferenceProblem } from '../../usecases/reference/services.js';
import { manyTexts, typedText } from './context.js';

const version = z.coerce.number().int().min(0).catch(0);
const ticked = z
  .string()
  .transform((value) => value === '1')
  .catch(false);
/** '': it is new. */
const code = z.string().max(60).catch('');

export const OfficeTimeForm = z.object({
  version,
  new_poor_household: typedText,
  pmks_case: typedText,
  no_longer_eligible: typedText,
  data_update: typedText,
  urgent: typedText,
  weekdays: manyTexts,
});
export type OfficeTimeForm = z.infer<typeof OfficeTimeForm>;

export const HolidayForm = z.object({ text: typedText, year: typedText });
export type HolidayForm = z.infer<typeof HolidayForm>;
export const RemoveHolidayForm = z.object({ version, day: z.iso.date() });
export type RemoveHolidayForm = z.infer<typeof RemoveHolidayForm>;

export const ReasonForm = z.object({
  topic: z.enum(reasonTopics),
  code,
  version,
  label: typedText,
  order: typedText,
  active: ticked,
  kinds: manyTexts,
});
export type ReasonForm = z.infer<typeof ReasonForm>;

export const QuestionForm = z.object({
  code,
  version,
  about: typedText,
  text: typedText,
  order: typedText,
  active: ticked,
});
export type QuestionForm = z.infer<typeof QuestionForm>;

export const CategoryForm = z.object({
  code,
  version,
  name: typedText,
  active: ticked,
  sensitive: ticked,
  needsDisability: ticked,
  minAge: typedText,
  maxAge: typedText,
  sex: typedText,
});
export type CategoryForm = z.infer<typeof CategoryForm>;

export const AgencyForm = z.object({
  id: z.uuid(),
  version,
  code: typedText,
  name: typedText,
  person: typedText,
  reach: typedText,
  active: ticked,
});
export type AgencyForm = z.infer<typeof AgencyForm>;

/** NaN for what is no number of three digits at most. */
function numberIn(text: string): number {
  return /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

/** On one line, without what surrounds it. */
function lineIn(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function officeTimeIn(form: OfficeTimeForm): OfficeTime {
  const { new_poor_household: household, pmks_case: pmks, no_longer_eligible: eligible } = form;
  return {
    days: {
      new_poor_household: numberIn(household),
      pmks_case: numberIn(pmks),
      no_longer_eligible: numberIn(eligible),
      data_update: numberIn(form.data_update),
    },
    urgentDays: numberIn(form.urgent),
    weekdays: [...new Set(form.weekdays.map(numberIn))].toSorted((a, b) => a - b),
  };
}

export function holidaysIn({ text, year }: HolidayForm, today: string): { text: string; year: number } {
  const typed = /^\d{4}$/.test(year.trim()) ? Number(year) : Number(today.slice(0, 4));
  return { text: text.slice(0, 10_000), year: typed };
}

export function reasonIn({ label, order, active, kinds }: ReasonForm): Reason {
  const known = reportKinds.filter((kind) => kinds.includes(kind));
  return { label: lineIn(label).replace(/\.+$/, ''), order: numberIn(order), active, kinds: known };
}

export function questionIn({ about, text, order, active }: QuestionForm): Question {
  const topic = QuestionTopic.catch('whole').parse(about);
  return { about: topic, text: lineIn(text), order: numberIn(order), active };
}

/** What is as it came is told so: whatever the annex says then, it follows. */
export function categoryIn(form: CategoryForm): Category {
  const { minAge, maxAge, sex, active, sensitive, needsDisability: needs } = form;
  const came = pmksCategories.find((one) => one.code === form.code);
  const age = (text: string) => (text.trim() === '' ? null : numberIn(text));
  const name = lineIn(form.name);
  return {
    name: name === '' || name === came?.name ? null : name,
    active,
    sensitive,
    needsDisability: needs === came?.needsDisability ? null : needs,
    minAge: age(minAge),
    maxAge: age(maxAge),
    sex: sex === 'L' || sex === 'P' ? sex : null,
  };
}

export function agencyIn(form: AgencyForm): AgencyInput {
  const { id, version: shown, code: typed, name, person, reach, active } = form;
  const contact = { person: lineIn(person), reach: lineIn(reach) };
  return { id, version: shown, code: typed.trim().toLowerCase(), name: lineIn(name), contact, active };
}

export function sentenceOf({ code: what, line, text }: ReferenceProblem): string {
  const sentence = referenceProblems[what];
  return line === undefined ? sentence : problemAt(line, text ?? '', sentence);
}
