/** Changing an answer that was given: `ubah nama`, `ganti 3`, `nama salah`, `ubah nama jadi Uji`. */
import { dialogue } from '../i18n/dialogue.js';
import { fieldsOf, isAnswered, summaryFields, withAnswer } from './draft.js';
import type { Field } from './forms/field.js';
import { moveOn, type Move } from './move.js';
import { readChoice } from './parse/choice.js';
import { readCorrection } from './parse/correction.js';
import { plainWords } from './parse/text.js';
import type { Draft, State } from './state.js';
import type { DialogueContext } from './types.js';

const CHANGE = /^(?:ubah |ganti |perbaiki |edit |koreksi )+(.+)$/;
const WRONG = /^(?:ada |itu )?(.+?)(?: ?nya)? (?:salah|keliru|mau diubah|mau diganti)$/;
const BECOMES = /^(?:ubah|ganti|perbaiki|edit|koreksi) (.+?) (?:jadi|menjadi|dengan|ke) (.+)$/i;

/** A field by its label in the summary, or by its number there. */
export function fieldNamed(named: string, draft: Draft, context: DialogueContext): Field | null {
  const fields = summaryFields(draft, context);
  const place = readChoice(
    named,
    fields.map((field) => field.label),
  );
  return place === null ? null : (fields[place] ?? null);
}

export interface Edit {
  readonly field: Field;
  readonly move: (state: State, context: DialogueContext) => Move;
}

/** null: no change of an answer is meant. */
export function editMeant(text: string, draft: Draft, context: DialogueContext): Edit | null {
  const [, label, value] = BECOMES.exec(text.replace(/\s+/g, ' ').trim()) ?? [];
  const direct = label === undefined || value === undefined ? null : fieldNamed(label, draft, context);
  if (direct !== null && value !== undefined) {
    return { field: direct, move: (state) => answerWith(state, draft, direct, value, context) };
  }
  const words = plainWords(text);
  const named = CHANGE.exec(words)?.[1] ?? WRONG.exec(words)?.[1];
  const field = named === undefined ? null : fieldNamed(named, draft, context);
  return field === null ? null : { field, move: (state) => editField(state, draft, field) };
}

/** The field is asked, and then what stood before. */
export function editField(state: State, draft: Draft, { id }: Field, reason?: string): Move {
  const todo = [id, ...draft.todo.filter((other) => other !== id)];
  return moveOn({ ...state, draft: { ...draft, todo, editing: true } }, reason);
}

/** The new answer at once; where it cannot be taken, the field is asked. */
export function answerWith(
  state: State,
  draft: Draft,
  field: Field,
  value: string,
  context: DialogueContext,
): Move {
  const reading = field.read(value, context, draft.answers);
  if (!reading.ok) return editField(state, draft, field, reading.reason);
  const next = withAnswer(draft, field, reading.set);
  const shown = field.show(next.answers, next.photos, context);
  const said = shown === '' ? reading.note : dialogue.corrected(field.label, shown);
  return moveOn({ ...state, draft: { ...next, editing: draft.editing } }, said);
}

/** `bukan, 12-4-1980`: the last answer, when it fits that; null: it does not, or nothing is corrected. */
export function correctionMeant(text: string, draft: Draft, context: DialogueContext): Edit | null {
  const said = readCorrection(text);
  const last = draft.trail.at(-1);
  const field = fieldsOf(draft).find(({ id }) => id === last);
  if (said === null || field === undefined || field.kind === 'photos' || !isAnswered(field, draft.answers))
    return null;
  const reading = field.read(said, context, draft.answers);
  return reading.ok ? { field, move: (state) => answerWith(state, draft, field, said, context) } : null;
}
