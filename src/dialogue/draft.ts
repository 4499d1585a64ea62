import { dayIn } from '../domain/time.js';
import type { CorrectableField, Report, ReportKind } from '../domain/report/report.js';
import type { Field, Form } from './forms/field.js';
import { conflictSettled, fromReport, newPoorHouseholdForm, toReport } from './forms/new-poor-household.js';
import type { Answers, Draft } from './state.js';
import type { DialogueContext } from './types.js';

const forms: Readonly<Record<ReportKind, Form>> = {
  new_poor_household: newPoorHouseholdForm,
  pmks_case: newPoorHouseholdForm,
  no_longer_eligible: newPoorHouseholdForm,
  data_update: newPoorHouseholdForm,
};

export function formOf(draft: Draft): Form {
  return forms[draft.kind];
}

export function newDraft(kind: ReportKind, { messageId, reporter }: DialogueContext): Draft {
  const [first, second] = reporter.desa;
  // Who answers for one desa is not asked which.
  const answers: Answers =
    first !== undefined && second === undefined ? { desaCode: first.code, desaName: first.name } : {};
  return { id: messageId, kind, answers, photos: [], todo: [], editing: false, trail: [], correction: null };
}

export function correctionDraft(
  request: {
    readonly caseId: string;
    readonly number: string;
    readonly kind: ReportKind;
    readonly answers: Report;
    readonly fields: readonly CorrectableField[];
    readonly question: string;
  },
  { messageId, reporter, now, timeZone }: DialogueContext,
): Draft {
  const { caseId, number, kind, answers, question } = request;
  const fields = [...request.fields];
  const desaName = reporter.desa.find((desa) => desa.code === answers.desaCode)?.name ?? '';
  return {
    id: messageId,
    kind,
    answers: fromReport(answers, desaName, dayIn(timeZone, now)),
    photos: answers.photos.map(({ id }) => id),
    todo: [...fields],
    editing: false,
    trail: [],
    correction: { caseId, number, fields, question },
  };
}

/** The field that is asked now; null: everything is answered, the summary stands. */
export function fieldAsked(draft: Draft, context: DialogueContext): Field | null {
  const { fields } = formOf(draft);
  const wanted = fields.find((field) => field.id === draft.todo[0]);
  return wanted ?? fields.find((field) => isMissing(field, draft, context)) ?? null;
}

function isMissing(field: Field, draft: Draft, context: DialogueContext): boolean {
  return draft.answers[field.id] === undefined && (field.asked?.(context, draft.answers) ?? true);
}

export function isComplete(draft: Draft, context: DialogueContext): boolean {
  return !formOf(draft).fields.some((field) => isMissing(field, draft, context));
}

/** Fields with their answers, numbered as the summary numbers them. */
export function summaryFields(draft: Draft, { reporter }: DialogueContext): readonly Field[] {
  return formOf(draft).fields.filter((field) => field.id !== 'desaCode' || reporter.desa.length > 1);
}

/** `undefined` takes an answer back; where it is one of the form's, it is asked again next. */
export function withAnswer(draft: Draft, field: Field, values: Answers): Draft {
  const isField = (id: string) => formOf(draft).fields.some((one) => one.id === id);
  const emptied = Object.keys(values).filter((id) => values[id] === undefined && isField(id));
  return {
    ...draft,
    answers: merged(draft.answers, values),
    todo: [...emptied, ...draft.todo.filter((id) => id !== field.id && !emptied.includes(id))],
    editing: false,
    trail: [...draft.trail.filter((id) => id !== field.id), field.id],
  };
}

function merged(answers: Answers, values: Answers): Answers {
  return Object.fromEntries(
    Object.entries({ ...answers, ...values }).filter(([, value]) => value !== undefined),
  );
}

/** One question back; null when there is none. What was answered since stays answered. */
export function oneBack(draft: Draft, context: DialogueContext): Draft | null {
  if (draft.editing) return { ...draft, todo: draft.todo.slice(1), editing: false };
  const asked = conflictOf(draft) === null ? fieldAsked(draft, context) : null;
  const place = asked === null ? -1 : draft.trail.indexOf(asked.id);
  const before = place === -1 ? draft.trail.at(-1) : draft.trail[place - 1];
  if (before === undefined) return null;
  return { ...draft, todo: [before, ...draft.todo.filter((id) => !draft.trail.includes(id))] };
}

export interface BirthDateConflict {
  readonly typed: string;
  readonly fromNik: string;
}

/** The date of birth typed is not the one in the NIK, and nobody has said yet which is right. */
export function conflictOf(draft: Draft): BirthDateConflict | null {
  const { birthDate: typed, nikBirthDate: fromNik, [conflictSettled]: settled } = draft.answers;
  // One of the two is about to be given anew.
  if (draft.todo[0] === 'birthDate' || draft.todo[0] === 'nik') return null;
  const differ = typeof typed === 'string' && typeof fromNik === 'string' && typed !== fromNik;
  return differ && settled !== true ? { typed, fromNik } : null;
}

export function settleConflict(draft: Draft, right: 'nik' | 'typed'): Draft {
  // A date that only follows from the NIK follows a corrected NIK, too.
  const values = right === 'nik' ? { birthDate: undefined } : { [conflictSettled]: true };
  return { ...draft, answers: merged(draft.answers, values) };
}

/** Who answers for other villages than when the draft was begun is asked anew which it is for. */
export function withOwnDesa(draft: Draft, { reporter }: DialogueContext): Draft {
  const own = reporter.desa.some(({ code }) => code === draft.answers['desaCode']);
  return own ? draft : { ...draft, answers: merged(draft.answers, { desaCode: undefined }) };
}

export function reportOf(draft: Draft): Report | null {
  return toReport(draft.answers, draft.photos);
}
