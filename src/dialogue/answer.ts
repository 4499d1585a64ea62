import { dayIn } from '../domain/time.js';
import { dialogue, form } from '../i18n/chat.js';
import { begin, runCommand } from './commands.js';
import { reportOf, settleConflict, summaryFields, withAnswer, type BirthDateConflict } from './draft.js';
import { askAgain, effect, endWith, moveOn, type Move } from './move.js';
import type { Field } from './forms/field.js';
import { readChoice } from './parse/choice.js';
import { readDate } from './parse/date.js';
import { plainWords, readYesNo, saysDone, saysSend } from './parse/text.js';
import { pickedOf, prompt } from './prompt.js';
import { questionOf, type Question } from './question.js';
import type { Answers, Draft, State } from './state.js';
import type { DialogueContext } from './types.js';

/** Typed, or the value of a pressed button. */
export type Given = { readonly typed: string } | { readonly value: string };

export function answer(state: State, given: Given, context: DialogueContext): Move {
  const question = questionOf(state, context);
  switch (question.type) {
    case 'menu':
      return answerMenu(state, given, context);
    case 'confirm':
      return answerConfirm(state, question, given, context);
    case 'conflict':
      return answerConflict(state, question, given, context);
    case 'summary':
      return answerSummary(state, question.draft, given, context);
    case 'field':
      return answerField(state, question, given, context);
  }
}

function textOf(given: Given): string {
  return 'typed' in given ? given.typed : given.value;
}

const menuCommands = ['start', 'status', 'help'] as const;

function answerMenu(state: State, given: Given, context: DialogueContext): Move {
  const labels = [dialogue.menuStart, dialogue.menuStatus, dialogue.menuHelp];
  const name = menuCommands[readChoice(textOf(given), labels) ?? -1];
  if (name !== undefined) return runCommand(state, { name }, context);
  return askAgain(state, context, state.turn === 0 ? dialogue.greeting(context.reporter.name) : undefined);
}

// --- the dialogue's own questions ---------------------------------------------------------------

type Asked<T extends Question['type']> = Extract<Question, { type: T }>;

function answerConfirm(
  state: State,
  { confirm, draft }: Asked<'confirm'>,
  given: Given,
  context: DialogueContext,
): Move {
  const settled: State = { ...state, confirm: null };
  switch (confirm) {
    case 'cancel': {
      const yes =
        'value' in given ? given.value === 'yes' : readYesOr(given.typed, [dialogue.yes, dialogue.no]);
      if (yes === null) return askAgain(state, context, dialogue.yesNo);
      if (!yes) return moveOn(settled, context, dialogue.kept);
      const { correction } = draft;
      return correction === null
        ? endWith(settled, dialogue.cancelled)
        : endWith(settled, dialogue.correctionCancelled(correction.number));
    }
    case 'restart': {
      const labels = [dialogue.restartContinue, dialogue.restartNew] as const;
      const goesOn = 'value' in given ? given.value !== 'new' : readYesOr(given.typed, labels);
      if (goesOn === null) return askAgain(state, context, dialogue.restartUnclear);
      return goesOn ? moveOn(settled, context) : begin(settled, context);
    }
  }
}

/** Whether the first of two options was meant: by `ya` or `tidak`, its number or its label. */
function readYesOr(typed: string, labels: readonly [string, string]): boolean | null {
  const place = readChoice(typed, labels);
  return place === null ? readYesNo(typed) : place === 0;
}

function answerConflict(
  state: State,
  { draft, conflict }: Asked<'conflict'>,
  given: Given,
  context: DialogueContext,
): Move {
  const place =
    'value' in given ? ['nik', 'typed'].indexOf(given.value) : whichDate(given.typed, conflict, context);
  if (place !== 0 && place !== 1) return askAgain(state, context, dialogue.chooseOne);
  return moveOn({ ...state, draft: settleConflict(draft, place === 0 ? 'nik' : 'typed') }, context);
}

/** By its number, by its label, or by the date itself. */
function whichDate(
  text: string,
  { typed, fromNik }: BirthDateConflict,
  context: DialogueContext,
): number | null {
  const labels = [dialogue.birthDateFromNik(fromNik), dialogue.birthDateTyped(typed)];
  const date = readDate(text, dayIn(context.timeZone, context.now));
  return date.ok ? [fromNik, typed].indexOf(date.date) : readChoice(text, labels);
}

// --- the form's questions -----------------------------------------------------------------------

function answerField(state: State, asked: Asked<'field'>, given: Given, context: DialogueContext): Move {
  const { draft, field } = asked;
  const typed = 'typed' in given;
  // Asked for another answer while all is there: they may have thought better of it.
  if (typed && saysSend(given.typed) && field.kind === 'text') {
    return draft.editing ? leaveEdit(state, draft, context) : askAgain(state, context, dialogue.notYet);
  }
  const other = typed ? fieldMeant(given.typed, draft, context) : null;
  if (other !== null && draft.trail.includes(other.id)) return editField(state, draft, other, context);
  if (field.kind === 'multi' && (!typed || saysDone(given.typed))) {
    return toggle(state, asked, typed ? 'done' : given.value, context);
  }
  if (field.kind === 'photos' && draft.photos.length > 0 && erases(textOf(given))) {
    return moveOn({ ...state, draft: { ...draft, photos: [] } }, context, dialogue.photosErased);
  }
  const reading = field.read(textOf(given), context, draft.answers);
  if (!reading.ok) return askAgain(state, context, reading.reason);
  return accept(state, asked, reading.set, context, reading.note);
}

function leaveEdit(state: State, draft: Draft, context: DialogueContext): Move {
  return moveOn({ ...state, draft: { ...draft, todo: draft.todo.slice(1), editing: false } }, context);
}

/** `hapus`, `hapus semua foto`, or the place of that button. */
function erases(text: string): boolean {
  return (
    readChoice(text.replace(/^\s*hapus(kan)?\b.*$/is, form.photos.erase), [
      form.photos.done,
      form.photos.erase,
    ]) === 1
  );
}

function accept(
  state: State,
  { draft, field }: Asked<'field'>,
  values: Answers,
  context: DialogueContext,
  note?: string,
): Move {
  const next = withAnswer(draft, field, { ...values, [`${field.id}:picked`]: undefined });
  return moveOn({ ...state, draft: next }, context, note);
}

/** `+id`, `-id` or `done`. */
function toggle(state: State, asked: Asked<'field'>, value: string, context: DialogueContext): Move {
  const { draft, field } = asked;
  const picked = pickedOf(draft, field);
  if (value === 'done') return accept(state, asked, { [field.id]: picked }, context);
  const options = (field.options?.(context) ?? []).map((option) => option.value);
  const id = value.slice(1);
  const wanted = value.startsWith('+') ? [...picked, id] : picked.filter((one) => one !== id);
  const next = options.filter((option) => wanted.includes(option));
  const places = next.map((option) => options.indexOf(option));
  const answers = { ...draft.answers, [`${field.id}:picked`]: next };
  const toggled: State = { ...state, draft: { ...draft, answers } };
  return { state: toggled, replies: [prompt(toggled, context, form.indicators.chosen(places))], effects: [] };
}

// --- the summary --------------------------------------------------------------------------------

function answerSummary(state: State, draft: Draft, given: Given, context: DialogueContext): Move {
  const words = textOf(given);
  const sends = 'value' in given ? given.value === 'send' : saysSend(words) || readYesNo(words) === true;
  if (sends) return send(state, draft, context);
  const field = fieldMeant(`ubah ${words}`, draft, context);
  if (field === null) return askAgain(state, context, dialogue.summaryUnclear);
  return editField(state, draft, field, context);
}

/** `ubah nama`, `ganti 3`: a field by its label in the summary, or by its number there. */
function fieldMeant(text: string, draft: Draft, context: DialogueContext): Field | null {
  const named = /^(?:ubah |ganti |perbaiki |edit )+(.+)$/.exec(plainWords(text))?.[1];
  if (named === undefined) return null;
  const fields = summaryFields(draft, context);
  const place = readChoice(
    named,
    fields.map((field) => field.label),
  );
  return place === null ? null : (fields[place] ?? null);
}

function editField(state: State, draft: Draft, { id }: Field, context: DialogueContext): Move {
  const todo = [id, ...draft.todo.filter((other) => other !== id)];
  return moveOn({ ...state, draft: { ...draft, todo, editing: true } }, context);
}

function send(state: State, draft: Draft, context: DialogueContext): Move {
  const answers = reportOf(draft);
  if (answers === null) return askAgain(state, context, dialogue.notYet);
  const { id: draftId, kind, correction } = draft;
  if (correction === null) return effect(state, { type: 'submit_report', draftId, kind, answers });
  const { caseId, number } = correction;
  return effect(state, { type: 'resubmit_report', draftId, caseId, number, answers });
}
