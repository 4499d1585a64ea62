import { dialogue, form } from '../i18n/chat.js';
import { fieldAsked, newDraft, reportOf, summaryFields, withAnswer } from './draft.js';
import type { Field } from './forms/field.js';
import { askAgain, effect, endWith, moveOn, nothingSaid, type Move } from './move.js';
import { readChoice } from './parse/choice.js';
import { plainWords, readYesNo } from './parse/text.js';
import { pickedOf, prompt } from './prompt.js';
import type { Answers, Confirm, Draft, State } from './state.js';
import type { DialogueContext } from './types.js';

/** Typed, or the value of a pressed button. */
export type Given = { readonly typed: string } | { readonly value: string };

export function answer(state: State, given: Given, context: DialogueContext): Move {
  if (state.confirm !== null) return answerConfirm(state, state.confirm, given, context);
  const { draft } = state;
  if (draft === null) return idle(state, given, context);
  const field = fieldAsked(draft, context);
  if (field === null) return answerSummary(state, draft, given, context);
  return field.kind === 'multi' && 'value' in given
    ? toggle(state, { draft, field, value: given.value }, context)
    : answerField(state, { draft, field, text: textOf(given) }, context);
}

function textOf(given: Given): string {
  return 'typed' in given ? given.typed : given.value;
}

function idle(state: State, given: Given, context: DialogueContext): Move {
  const place =
    'typed' in given
      ? readChoice(given.typed, [dialogue.menuStart, dialogue.menuStatus, dialogue.menuHelp])
      : null;
  if (place === 0) {
    const kind = 'new_poor_household';
    return moveOn({ ...state, draft: newDraft(kind, context) }, context, dialogue.begin(kind));
  }
  if (place === 1) return effect(state, { type: 'list_reports' });
  if (place === 2) return { state, replies: [{ text: dialogue.help }], effects: [] };
  return askAgain(state, context, state.turn === 0 ? dialogue.greeting(context.reporter.name) : undefined);
}

// --- the dialogue's own questions ---------------------------------------------------------------

function answerConfirm(state: State, confirm: Confirm, given: Given, context: DialogueContext): Move {
  const settled: State = { ...state, confirm: null };
  switch (confirm.type) {
    case 'cancel': {
      const yes =
        'value' in given ? given.value === 'yes' : yesOrChoice(given.typed, [dialogue.yes, dialogue.no]);
      if (yes === null) return askAgain(state, context, dialogue.yesNo);
      return yes ? endWith(settled, dialogue.cancelled) : moveOn(settled, context, dialogue.kept);
    }
    case 'restart': {
      const place = 'value' in given ? ['continue', 'new'].indexOf(given.value) : restartChoice(given.typed);
      if (place === 0) return moveOn(settled, context);
      if (place !== 1) return askAgain(state, context, dialogue.restartUnclear);
      const kind = 'new_poor_household';
      return moveOn({ ...settled, draft: newDraft(kind, context) }, context, dialogue.begin(kind));
    }
    case 'birth_date':
      return answerBirthDate(settled, state, { confirm, given }, context);
  }
}

/** `ya`, `tidak`, or the number of the option. */
function yesOrChoice(typed: string, labels: readonly string[]): boolean | null {
  const place = readChoice(typed, labels);
  return place === null ? readYesNo(typed) : place === 0;
}

function restartChoice(typed: string): number | null {
  const place = readChoice(typed, [dialogue.restartContinue, dialogue.restartNew]);
  if (place !== null) return place;
  const yes = readYesNo(typed);
  return yes === null ? null : yes ? 0 : 1;
}

function answerBirthDate(
  settled: State,
  state: State,
  { confirm, given }: { confirm: Confirm & { type: 'birth_date' }; given: Given },
  context: DialogueContext,
): Move {
  if (state.draft === null) return moveOn(settled, context);
  const labels = [dialogue.birthDateFromNik(confirm.fromNik), dialogue.birthDateTyped(confirm.typed)];
  const place = 'value' in given ? ['nik', 'typed'].indexOf(given.value) : readChoice(given.typed, labels);
  if (place !== 0 && place !== 1) return askAgain(state, context, dialogue.chooseOne);
  const { birthDate: _typed, ...others } = state.draft.answers;
  const answers: Answers = place === 0 ? others : { ...others, birthDate: confirm.typed };
  return moveOn({ ...settled, draft: { ...state.draft, answers } }, context);
}

// --- the form's questions -----------------------------------------------------------------------

interface Question {
  readonly draft: Draft;
  readonly field: Field;
}

function answerField(
  state: State,
  { draft, field, text }: Question & { readonly text: string },
  context: DialogueContext,
): Move {
  const reading = field.read(text, context, draft.answers);
  if (!reading.ok) return askAgain(state, context, reading.reason);
  return accept(state, { draft, field }, reading.set, context, reading.note);
}

function accept(
  state: State,
  { draft, field }: Question,
  values: Answers,
  context: DialogueContext,
  note?: string,
): Move {
  const next = withAnswer(draft, field, { ...values, [`${field.id}:picked`]: undefined });
  const { birthDate: typed, nikBirthDate: fromNik } = next.answers;
  const touched = 'birthDate' in values || 'nikBirthDate' in values;
  const conflict = touched && typeof typed === 'string' && typeof fromNik === 'string' && typed !== fromNik;
  const confirm: Confirm | null = conflict ? { type: 'birth_date', typed, fromNik } : null;
  return moveOn({ ...state, draft: next, confirm }, context, note);
}

/** `+id`, `-id` or `done`. */
function toggle(
  state: State,
  { draft, field, value }: Question & { readonly value: string },
  context: DialogueContext,
): Move {
  const picked = pickedOf(draft, field);
  if (value === 'done') return accept(state, { draft, field }, { [field.id]: picked }, context);
  const options = (field.options?.(context) ?? []).map((option) => option.value);
  const id = value.slice(1);
  const wanted = value.startsWith('+') ? [...picked, id] : picked.filter((one) => one !== id);
  const next = options.filter((option) => wanted.includes(option));
  if (next.length === picked.length) return nothingSaid(state);
  const places = next.map((option) => options.indexOf(option));
  const answers = { ...draft.answers, [`${field.id}:picked`]: next };
  const toggled: State = { ...state, draft: { ...draft, answers } };
  return { state: toggled, replies: [prompt(toggled, context, form.indicators.chosen(places))], effects: [] };
}

// --- the summary --------------------------------------------------------------------------------

const sendWords = new Set(['kirim', 'kirimkan', 'send']);

function answerSummary(state: State, draft: Draft, given: Given, context: DialogueContext): Move {
  const words = plainWords(textOf(given)).replace(/^(ubah|ganti|perbaiki|edit)\s+/, '');
  const sends = 'value' in given ? given.value === 'send' : sendWords.has(words) || readYesNo(words) === true;
  if (sends) return send(state, draft, context);
  const fields = summaryFields(draft, context);
  const place = readChoice(
    words,
    fields.map((field) => field.label),
  );
  const field = place === null ? undefined : fields[place];
  if (field === undefined) return askAgain(state, context, dialogue.summaryUnclear);
  return moveOn({ ...state, draft: { ...draft, todo: [field.id] } }, context);
}

function send(state: State, draft: Draft, context: DialogueContext): Move {
  const answers = reportOf(draft);
  if (answers === null) return askAgain(state, context, dialogue.notYet);
  const { id: draftId, kind, correction } = draft;
  if (correction === null) return effect(state, { type: 'submit_report', draftId, kind, answers });
  const { caseId, number } = correction;
  return effect(state, { type: 'resubmit_report', draftId, caseId, number, answers });
}
