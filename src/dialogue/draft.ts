import type { z } from 'zod';
import { dayIn } from '../domain/time.js';
import { maxMinutes, maxPhotos, photoRoles } from '../domain/report/parts.js';
import { CheckResult } from '../domain/case/field-check.js';
import { Report, type ReportKind } from '../domain/report/report.js';
import type { Field, Form } from './forms/field.js';
import { fieldCheckForm } from './forms/field-check.js';
import { forms } from './forms/forms.js';
import { yearsApart } from './forms/member-told.js';
import { isMinutes, isPicture } from './forms/photos.js';
import { bornOf, brief, conflictSettled, nameOfEntry } from './forms/shared.js';
import type { Answers, Beginning, CheckTask, Draft } from './state.js';
import type { DialogueContext, Fed } from './types.js';

export function formOf({ kind, check }: Draft): Pick<Form, 'fields' | 'make' | 'remarks'> {
  return kind === 'field_check' ? fieldCheckForm(check?.questions ?? []) : forms[kind];
}

export function fieldsOf(draft: Draft): readonly Field[] {
  return formOf(draft).fields(draft.answers);
}

const blank = {
  photos: [],
  todo: [],
  editing: false,
  trail: [],
  correction: null,
  check: null,
  reminded: 0,
  noticed: false,
  lookedUp: [],
  knownBy: [],
  alikeTo: null,
  known: null,
  place: null,
} satisfies Partial<Draft>;

export function newDraft(
  { kind, change, urgent }: Beginning & { readonly kind: ReportKind },
  { messageId, reporter, now }: DialogueContext,
): Draft {
  const [first, second] = reporter.desa;
  // Who answers for one desa is not asked which.
  const desa =
    first !== undefined && second === undefined ? { desaCode: first.code, desaName: first.name } : {};
  const answers: Answers = {
    ...desa,
    ...(change === null ? {} : { change }),
    ...(urgent ? { urgent } : {}),
  };
  const moment = now.getTime();
  return { ...blank, id: messageId, kind, answers, begun: moment, touched: moment };
}

export function checkDraft(check: CheckTask, { messageId, now }: DialogueContext): Draft {
  const moment = now.getTime();
  return {
    ...blank,
    id: messageId,
    kind: 'field_check',
    answers: {},
    check,
    begun: moment,
    touched: moment,
  };
}

export function correctionDraft(
  { caseId, number, kind, answers, fields, question }: Fed & { readonly type: 'correction' },
  { messageId, reporter, now, timeZone }: DialogueContext,
): Draft {
  const desaName = reporter.desa.find((desa) => desa.code === answers.desaCode)?.name ?? '';
  const moment = now.getTime();
  const given: Answers = { ...forms[kind].answersOf(answers, dayIn(timeZone, now)), desaName };
  return {
    ...blank,
    id: messageId,
    kind,
    answers: given,
    photos: answers.photos.map(({ id, role }) => ({ id, role: role === 'other' ? null : role })),
    todo: [...fields],
    correction: { caseId, number, fields: [...fields], question },
    begun: moment,
    touched: moment,
    // Who was known then was settled then.
    lookedUp: numbersIn(answers),
    alikeTo: whoIsMeant(given)?.key ?? null,
  };
}

/** A report that was sent, as a draft: for whoever puts it right without the chat. */
export function reportDraft(report: Report, { reporter, now, timeZone }: DialogueContext): Draft {
  const desaName = reporter.desa.find((desa) => desa.code === report.desaCode)?.name ?? '';
  return {
    ...blank,
    id: '',
    kind: report.kind,
    answers: { ...forms[report.kind].answersOf(report, dayIn(timeZone, now)), desaName },
    photos: report.photos.map(({ id, role }) => ({ id, role: role === 'other' ? null : role })),
    begun: null,
    touched: null,
  };
}

export interface Meant {
  readonly name: string;
  /** ISO date; an estimate, where it was said to be one. */
  readonly birthDate: string;
  readonly desaCode: string;
  readonly nik: string | null;
  /** The same for the same person, as far as they were told. */
  readonly key: string;
}

/** Whom the report is about, once so much is told that somebody alike can be looked for. */
export function whoIsMeant(answers: Answers): Meant | null {
  const { name, desaCode } = answers;
  const { date } = bornOf(answers);
  if (typeof name !== 'string' || typeof desaCode !== 'string' || typeof date !== 'string') return null;
  const nik = typeof answers['nik'] === 'string' ? answers['nik'] : null;
  return { name, birthDate: date, desaCode, nik, key: [name, date, desaCode, nik].join('|') };
}

function numbersIn(answers: Report): string[] {
  const members = 'members' in answers ? answers.members.map(({ nik }) => nik) : [];
  return [answers.nik, answers.kk, ...members].filter((digits) => digits !== null);
}

/** The field that is asked now; null: everything is answered, the summary stands. */
export function fieldAsked(draft: Draft, context: DialogueContext): Field | null {
  const fields = fieldsOf(draft);
  // What a deploy has taken out of the form is asked no more.
  const wanted = draft.todo.flatMap((id) => fields.find((field) => field.id === id) ?? [])[0];
  return wanted ?? fields.find((field) => isMissing(field, draft.answers, context)) ?? null;
}

/** All that would be asked still, in the order of the form. */
export function lacking(draft: Draft, context: DialogueContext): readonly Field[] {
  return fieldsOf(draft).filter(
    (field) => draft.todo.includes(field.id) || isMissing(field, draft.answers, context),
  );
}

export function isAnswered(field: Field, answers: Answers): boolean {
  return field.answered?.(answers) ?? answers[field.id] !== undefined;
}

function isMissing(field: Field, answers: Answers, context: DialogueContext): boolean {
  if (isAnswered(field, answers) || (field.optional === true && answers[brief] === true)) return false;
  return field.asked?.(context, answers) ?? true;
}

/** Fields with their answers, numbered as the summary numbers them. */
export function summaryFields(draft: Draft, context: DialogueContext): readonly Field[] {
  return fieldsOf(draft).filter(
    (field) =>
      (field.shown?.(draft.answers, context) ?? true) &&
      (field.id !== 'desaCode' || context.reporter.desa.length > 1),
  );
}

/** `undefined` takes an answer back; where it is one of the form's, it is asked again next. */
export function withAnswer(draft: Draft, field: Field, values: Answers): Draft {
  const known = fieldsOf(draft);
  const place = field.backTo ?? field.id;
  const isField = (id: string) => known.some((one) => one.id === id);
  const emptied = Object.keys(values).filter(
    (id) => values[id] === undefined && isField(id) && id !== 'note' && !isNumber(id),
  );
  return {
    ...draft,
    answers: merged(draft.answers, { ...outdatedBy(draft.answers, values), ...values }),
    todo: [...emptied, ...draft.todo.filter((id) => id !== field.id && !emptied.includes(id))],
    editing: false,
    trail: [...draft.trail.filter((id) => id !== place), place],
  };
}

const isNumber = (id: string) => id === 'nik' || id === 'kk' || id === 'who';

/** What was known of somebody by their number goes with the number. */
function outdatedBy(answers: Answers, values: Answers): Answers {
  const other = ['nik', 'kk', 'who'].some(
    (id) =>
      id in values &&
      /^\d{16}$/.test(String(answers[id])) &&
      values[id] !== answers[id] &&
      values[id] !== 'given',
  );
  if (!other) return {};
  const name = answers[nameOfEntry] === true ? { name: undefined, [nameOfEntry]: undefined } : {};
  return { entryId: undefined, duplicateReason: undefined, ...name };
}

export function merged(answers: Answers, values: Answers): Record<string, unknown> {
  const both: Record<string, unknown> = {};
  for (const [id, value] of Object.entries(answers)) if (!(id in values)) both[id] = value;
  for (const [id, value] of Object.entries(values)) if (value !== undefined) both[id] = value;
  return both;
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

/** An estimate this near the date in the NIK is the same date. */
const SAME_WITHIN_YEARS = 2;

/** The date of birth typed is not the one in the NIK, and nobody has said yet which is right. */
export function conflictOf(draft: Draft): BirthDateConflict | null {
  const { birthDate: typed, nikBirthDate: fromNik, [conflictSettled]: settled } = draft.answers;
  // One of the two is about to be given anew.
  if (draft.todo[0] === 'birthDate' || draft.todo[0] === 'nik') return null;
  const differ = typeof typed === 'string' && typeof fromNik === 'string' && typed !== fromNik;
  if (!differ || settled === true) return null;
  const near = draft.answers['birthEstimated'] === true && yearsApart(typed, fromNik) <= SAME_WITHIN_YEARS;
  return near ? null : { typed, fromNik };
}

export function settleConflict(draft: Draft, right: 'nik' | 'typed'): Draft {
  // A date that only follows from the NIK follows a corrected NIK, too.
  const values =
    right === 'nik' ? { birthDate: undefined, birthEstimated: undefined } : { [conflictSettled]: true };
  return { ...draft, answers: merged(draft.answers, values) };
}

/** Who answers for other villages than when the draft was begun is asked anew which it is for. */
export function withOwnDesa(draft: Draft, { reporter }: DialogueContext): Draft {
  const { desaCode } = draft.answers;
  if (desaCode === undefined || reporter.desa.some(({ code }) => code === desaCode)) return draft;
  return { ...draft, answers: merged(draft.answers, { desaCode: undefined }) };
}

// --- the report -----------------------------------------------------------------------------------

/** The report; else the answers that keep it from being one. */
export function reportOf(
  draft: Draft,
  context: DialogueContext,
): { readonly ok: true; readonly report: Report } | { readonly ok: false; readonly bad: readonly string[] } {
  const report = Report.safeParse({ ...madeOf(draft, context), kind: draft.kind });
  if (report.success) return { ok: true, report: report.data };
  return { ok: false, bad: badIn(report.error) };
}

/** The result of a field check; else the answers that keep it from being one. */
export function resultOf(
  draft: Draft,
  context: DialogueContext,
):
  | { readonly ok: true; readonly result: CheckResult }
  | { readonly ok: false; readonly bad: readonly string[] } {
  const result = CheckResult.safeParse(madeOf(draft, context));
  if (result.success) return { ok: true, result: result.data };
  return { ok: false, bad: badIn(result.error) };
}

function madeOf(draft: Draft, context: DialogueContext): Record<string, unknown> {
  const photos = draft.photos.map(({ id, role }) => ({ id, role: role ?? 'other' }));
  return { ...formOf(draft).make(draft.answers, context), photos };
}

function badIn({ issues }: z.ZodError): readonly string[] {
  return [...new Set(issues.flatMap(({ path }) => answersAt(path)))];
}

/** Ids of the answers that a part of the report is made of. */
function answersAt(path: readonly PropertyKey[]): readonly string[] {
  const [part, place] = path.map(String);
  switch (part) {
    case undefined:
      return [];
    case 'address':
      return place === 'line' ? ['address'] : ['rtRw', ...(place === undefined ? ['address'] : [])];
    case 'birthDate':
      return ['birthDate', 'nikBirthDate', 'nik'];
    case 'members':
      return ['members:bad'];
    default:
      return [part];
  }
}

/** The draft without what cannot stand in a report (kept from before the form was another): asked anew. */
export function withoutBad(draft: Draft, bad: readonly string[]): Draft {
  const isBad = (id: string) => bad.includes(id) || (bad.includes('members:bad') && id.startsWith('member:'));
  const answers = Object.fromEntries(Object.entries(draft.answers).filter(([id]) => !isBad(id)));
  const photos = bad.includes('photos') ? sound(draft.photos) : draft.photos;
  const left = { ...draft, answers, photos };
  const untouched =
    Object.keys(answers).length === Object.keys(draft.answers).length && photos === draft.photos;
  // Never a dead end: what cannot be told apart is asked whole.
  return untouched ? { ...left, answers: {} } : left;
}

function sound(photos: Draft['photos']): Draft['photos'] {
  const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
  const good = photos.filter(({ id, role }) => uuid.test(id) && (role === null || photoRoles.includes(role)));
  return [...good.filter(isPicture).slice(0, maxPhotos), ...good.filter(isMinutes).slice(0, maxMinutes)];
}
