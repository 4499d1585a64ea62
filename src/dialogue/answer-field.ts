/** Answers to the questions of a form. */
import { dialogue } from '../i18n/dialogue.js';
import { form } from '../i18n/form.js';
import { fieldsOf, isAnswered, withAnswer } from './draft.js';
import { answerWith, correctionMeant, editMeant } from './edit.js';
import type { FieldReading } from './forms/field.js';
import { asksMember, asksSameOfMember } from './forms/members.js';
import { chosenRole, isPicture, pictureRoles } from './forms/photos.js';
import { textOf, type Given } from './given.js';
import { ask, askAgain, moveOn, type Move } from './move.js';
import { readChoice } from './parse/choice.js';
import { readCorrection } from './parse/correction.js';
import { saysDone, saysSend } from './parse/text.js';
import { pickedOf } from './prompt.js';
import type { Question } from './question.js';
import { labelled, severalIn, type Said } from './several.js';
import type { Answers, Draft, State } from './state.js';
import type { DialogueContext } from './types.js';

type Asked = Extract<Question, { type: 'field' }>;

export function answerField(state: State, asked: Asked, given: Given, context: DialogueContext): Move {
  const { draft, field } = asked;
  const meant = 'typed' in given ? otherMeant(state, asked, given.typed, context) : null;
  if (meant !== null) return meant;
  if (field.kind === 'multi' && (!('typed' in given) || saysDone(given.typed))) {
    return toggle(state, asked, 'typed' in given ? 'done' : given.value, context);
  }
  if (field.kind === 'photos' && draft.photos.length > 0) {
    const about = aboutPhotos(state, draft, textOf(given));
    if (about !== null) return about;
  }
  const reading = readingOf(asked, given, context);
  return reading.ok ? accept(state, asked, reading.set, reading.note) : askAgain(state, reading.reason);
}

/** Told in one's own words: "salah satu anaknya sakit" corrects nothing. */
const free = new Set(['note', 'gone', 'duplicateReason']);

/** `bukan, Uji Contoh` says the name alone. */
function readingOf({ draft, field }: Asked, given: Given, context: DialogueContext): FieldReading {
  const said = textOf(given);
  const instead = 'typed' in given && !free.has(field.id) ? readCorrection(said) : null;
  const corrected = instead === null ? null : field.read(instead, context, draft.answers);
  return corrected?.ok === true ? corrected : field.read(said, context, draft.answers);
}

/** To the question of a member, `Nama: …` is the member's. */
const ofPerson = new Set(['nik', 'name', 'birthDate', 'sex', 'disability']);

/** What is typed may be meant for another answer, or for several. */
function otherMeant(
  state: State,
  { draft, field }: Asked,
  typed: string,
  context: DialogueContext,
): Move | null {
  // Asked for another answer while all is there: they may have thought better of it.
  if (saysSend(typed) && field.kind === 'text') {
    return draft.editing ? leaveEdit(state, draft) : askAgain(state, dialogue.notYet);
  }
  const edit = editMeant(typed, draft, context);
  if (edit !== null && isAnswered(edit.field, draft.answers)) return edit.move(state, context);
  const fields = fieldsOf(draft);
  const named = labelled(typed, fields);
  if (named !== null && asksSameOfMember(field, named.field)) {
    return acceptAll(state, draft, [{ field, text: named.text }], context);
  }
  if (named !== null && !(asksMember(field) && ofPerson.has(named.field.id))) {
    return answerWith(state, draft, named.field, named.text, context);
  }
  const several = severalIn(typed, field, fields);
  if (several !== null) return acceptAll(state, draft, several, context);
  return correctionMeant(typed, draft, context)?.move(state, context) ?? null;
}

/** Each as if it had been said alone; the first that cannot be taken stands, with its reason. */
function acceptAll(state: State, draft: Draft, several: readonly Said[], context: DialogueContext): Move {
  let next = draft;
  const notes: string[] = [];
  for (const { field, text } of several) {
    const reading = field.read(text, context, next.answers);
    if (!reading.ok) return moveOn({ ...state, draft: next }, ...notes, reading.reason);
    next = withAnswer(next, field, reading.set);
    notes.push(reading.note ?? '');
  }
  return moveOn({ ...state, draft: next }, ...notes);
}

function leaveEdit(state: State, draft: Draft): Move {
  return moveOn({ ...state, draft: { ...draft, todo: draft.todo.slice(1), editing: false } });
}

/** `hapus`, `hapus semua foto`, or the place of that button; or what the last one shows. */
function aboutPhotos(state: State, draft: Draft, said: string): Move | null {
  const ends = [form.photos.done, form.photos.erase];
  const erases = readChoice(said.replace(/^\s*hapus(kan)?\b.*$/is, form.photos.erase), ends) === 1;
  if (erases) return moveOn({ ...state, draft: { ...draft, photos: [] } }, dialogue.photos.erased);
  const pressed = pictureRoles.find((role) => said === `role-${role}`);
  const role = pressed ?? chosenRole(said, ends.length);
  const last = draft.photos.findLast(isPicture);
  if (role === null || role === 'minutes' || last === undefined) return null;
  const photos = draft.photos.map((photo) => (photo === last ? { ...photo, role } : photo));
  return moveOn({ ...state, draft: { ...draft, photos } });
}

function accept(state: State, { draft, field }: Asked, values: Answers, note?: string): Move {
  const next = withAnswer(draft, field, { ...values, [`${field.id}:picked`]: undefined });
  return moveOn({ ...state, draft: next }, note);
}

/** `+id`, `-id` or `done`. */
function toggle(state: State, asked: Asked, value: string, context: DialogueContext): Move {
  const { draft, field } = asked;
  const picked = pickedOf(draft, field);
  if (value === 'done') return finish(state, asked, picked, context);
  const options = field.options?.(context, draft.answers) ?? [];
  const id = value.slice(1);
  const wanted = value.startsWith('+') ? [...picked, id] : picked.filter((one) => one !== id);
  const next = options.filter((option) => wanted.includes(option.value));
  const numbers = next.map((option) => option.number ?? options.indexOf(option) + 1);
  const answers = { ...draft.answers, [`${field.id}:picked`]: next.map((option) => option.value) };
  return ask({ ...state, draft: { ...draft, answers } }, form.multi.chosen(numbers));
}

function finish(state: State, asked: Asked, picked: readonly string[], context: DialogueContext): Move {
  const { draft, field } = asked;
  const reading = field.take?.(picked, draft.answers, context) ?? { ok: true, set: { [field.id]: picked } };
  return reading.ok ? accept(state, asked, reading.set, reading.note) : askAgain(state, reading.reason);
}
