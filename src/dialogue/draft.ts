import type { CorrectableField, NewPoorHousehold, ReportKind } from '../domain/report/new-poor-household.js';
import type { Field, Form } from './forms/field.js';
import { fromReport, newPoorHouseholdForm, toReport } from './forms/new-poor-household.js';
import type { Answers, Draft } from './state.js';
import type { DialogueContext } from './types.js';

const forms: Readonly<Record<ReportKind, Form>> = { new_poor_household: newPoorHouseholdForm };

export function formOf(draft: Draft): Form {
  return forms[draft.kind];
}

export function newDraft(kind: ReportKind, { messageId, reporter }: DialogueContext): Draft {
  const [first, second] = reporter.desa;
  // Who answers for one desa is not asked which.
  const answers: Answers =
    first !== undefined && second === undefined ? { desaCode: first.code, desaName: first.name } : {};
  return { id: messageId, kind, answers, photos: [], todo: [], trail: [], correction: null };
}

export function correctionDraft(
  request: {
    readonly caseId: string;
    readonly number: string;
    readonly kind: ReportKind;
    readonly answers: NewPoorHousehold;
    readonly fields: readonly CorrectableField[];
    readonly question: string;
  },
  { messageId, reporter, now }: DialogueContext,
): Draft {
  const { caseId, number, kind, answers, question } = request;
  const fields = [...request.fields];
  const desaName = reporter.desa.find((desa) => desa.code === answers.desaCode)?.name ?? '';
  return {
    id: messageId,
    kind,
    answers: fromReport(answers, desaName, now),
    photos: [...answers.photos],
    todo: [...fields],
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

export function withAnswer(draft: Draft, field: Field, values: Answers): Draft {
  const merged = { ...draft.answers, ...values };
  return {
    ...draft,
    answers: Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)),
    todo: draft.todo.filter((id) => id !== field.id),
    trail: [...draft.trail.filter((id) => id !== field.id), field.id],
  };
}

/** One question back; null when there is none. */
export function oneBack(draft: Draft, context: DialogueContext): Draft | null {
  if (isComplete(draft, context) && draft.todo.length > 0 && draft.correction === null)
    return { ...draft, todo: [] };
  const asked = fieldAsked(draft, context);
  const place = asked === null ? -1 : draft.trail.indexOf(asked.id);
  const before = place === -1 ? draft.trail.at(-1) : draft.trail[place - 1];
  return before === undefined
    ? null
    : { ...draft, todo: [before, ...draft.todo.filter((id) => id !== before)] };
}

export function reportOf(draft: Draft): NewPoorHousehold | null {
  return toReport(draft.answers, draft.photos);
}
