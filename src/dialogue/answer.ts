/** What is said to the question that stands. */
import { dayIn } from '../domain/time.js';
import { dialogue } from '../i18n/dialogue.js';
import { answerAsk } from './answer-ask.js';
import { answerField } from './answer-field.js';
import { answerSummary } from './answer-summary.js';
import { runCommand } from './run-command.js';
import { settleConflict, type BirthDateConflict } from './draft.js';
import { editMeant } from './edit.js';
import { textOf, type Given } from './given.js';
import { answerKnown, unsettled } from './known.js';
import { askAgain, moveOn, type Move } from './move.js';
import { kindWorded } from './kinds.js';
import { start } from './begin.js';
import { answerPlace } from './places.js';
import { readChoice } from './parse/choice.js';
import { readDate } from './parse/date.js';
import { questionOf, type Question } from './question.js';
import { isForeign } from './small-talk.js';
import { noBeginning, type State } from './state.js';
import type { DialogueContext } from './types.js';

export function answer(state: State, given: Given, context: DialogueContext): Move {
  const question = questionOf(state, context);
  switch (question.type) {
    case 'menu':
      return answerMenu({ ...state, ask: null }, given, context);
    case 'ask': {
      const move = answerAsk(state, question.ask, given, context);
      // What was said is no answer to it, but to what stood before.
      return move ?? answer({ ...state, ask: null }, given, context);
    }
    case 'known': {
      const edit = 'typed' in given ? editMeant(given.typed, unsettled(question.draft), context) : null;
      if (edit !== null && !question.known.asksReason) return edit.move(state, context);
      return answerKnown(state, question.draft, question.known, textOf(given), context);
    }
    case 'place': {
      const { draft, place } = question;
      return (
        answerPlace(state, draft, place, given) ??
        answer({ ...state, draft: { ...draft, place: null } }, given, context)
      );
    }
    case 'conflict':
      return answerConflict(state, question, given, context);
    case 'summary':
      return answerSummary(state, question.draft, given, context);
    case 'field':
      return answerField(state, question, given, context);
  }
}

const menuCommands = [
  { name: 'start', said: null },
  { name: 'status', number: null, readable: true },
  { name: 'help' },
] as const;

function answerMenu(state: State, given: Given, context: DialogueContext): Move {
  const said = textOf(given);
  const labels = [dialogue.menuStart, dialogue.menuStatus, dialogue.menuHelp];
  const command = menuCommands[readChoice(said, labels) ?? -1];
  if (command !== undefined) return runCommand(state, command, context);
  const kind = kindWorded(said);
  if (kind !== null) return start(state, { ...noBeginning, ...kind }, context);
  const greeting = state.turn === 0 ? dialogue.greeting(context.reporter.name) : undefined;
  return askAgain(state, isForeign(said) ? dialogue.small.language : greeting);
}

function answerConflict(
  state: State,
  { draft, conflict }: Extract<Question, { type: 'conflict' }>,
  given: Given,
  context: DialogueContext,
): Move {
  const edit = 'typed' in given ? editMeant(given.typed, draft, context) : null;
  if (edit !== null) return edit.move(state, context);
  const place =
    'value' in given ? ['nik', 'typed'].indexOf(given.value) : whichDate(given.typed, conflict, context);
  if (place !== 0 && place !== 1) return askAgain(state, dialogue.chooseOne);
  return moveOn({ ...state, draft: settleConflict(draft, place === 0 ? 'nik' : 'typed') });
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
