import { readNumber } from '../domain/case/number.js';
import { dialogue } from '../i18n/chat.js';
import { newDraft, oneBack } from './draft.js';
import { askAgain, effect, moveOn, type Move } from './move.js';
import { plainWords } from './parse/text.js';
import { menuChoices, prompt } from './prompt.js';
import type { State } from './state.js';
import type { DialogueContext } from './types.js';

export type Command =
  | { readonly name: 'start' | 'cancel' | 'back' | 'resume' | 'status' | 'help' }
  | { readonly name: 'correct'; readonly number: string | null; readonly readable: boolean };

const words: ReadonlyMap<string, Exclude<Command['name'], 'correct'>> = new Map([
  ...(['mulai', 'start', 'lapor', 'mulai lapor', 'mau lapor'] as const).map(
    (word) => [word, 'start'] as const,
  ),
  ...(['batal', 'batalkan', 'cancel', 'stop', 'berhenti'] as const).map((word) => [word, 'cancel'] as const),
  ...(['kembali', 'mundur'] as const).map((word) => [word, 'back'] as const),
  ...(['lanjut', 'lanjutkan'] as const).map((word) => [word, 'resume'] as const),
  ...(['status', 'cek status'] as const).map((word) => [word, 'status'] as const),
  ...(['bantuan', 'bantu', 'help', 'tolong', 'menu'] as const).map((word) => [word, 'help'] as const),
]);

/** A command as it is typed (`Batal`, `/status`, `perbaiki LP-2026-00012-K`); null: an answer. */
export function readCommand(text: string): Command | null {
  // Telegram adds the bot's name where there are several, and what a link to the bot carries.
  const slashed = /^\s*\/([a-z]+)(?:@\w+)?(?:\s|$)/i.exec(text)?.[1];
  const plain = plainWords(text).replace(/^\//, '');
  const name = words.get(plain) ?? words.get(slashed?.toLowerCase() ?? '');
  if (name !== undefined) return { name };
  const [first, ...rest] = plain.split(' ');
  if (first !== 'perbaiki' && first !== 'perbaikan') return null;
  const typed = rest.join('');
  // `perbaiki nama`, `perbaiki 3` means an answer, not a report.
  if (typed !== '' && !/\d{4}/.test(typed)) return null;
  const number = readNumber(typed);
  return { name: 'correct', number, readable: typed === '' || number !== null };
}

export function runCommand(state: State, command: Command, context: DialogueContext): Move {
  switch (command.name) {
    case 'start':
      return start(state, context);
    case 'cancel':
      if (state.draft === null) return askAgain(state, context, dialogue.nothingToCancel);
      return moveOn({ ...state, confirm: 'cancel' }, context);
    case 'back':
      return back(state, context);
    case 'resume':
      return resume(state, context);
    case 'status':
      return effect(state, { type: 'list_reports' });
    case 'help':
      return help(state, context);
    case 'correct':
      return correct(state, command, context);
  }
}

function start(state: State, context: DialogueContext): Move {
  return state.draft === null ? begin(state, context) : moveOn({ ...state, confirm: 'restart' }, context);
}

export function begin(state: State, context: DialogueContext): Move {
  const kind = 'new_poor_household';
  return moveOn({ ...state, draft: newDraft(kind, context), confirm: null }, context, dialogue.begin(kind));
}

/** To the question whether to go on with the open report, this is an answer. */
function resume(state: State, context: DialogueContext): Move {
  const correction = state.draft?.correction ?? null;
  const lead = correction === null ? undefined : dialogue.correction(correction.number, correction.question);
  return moveOn({ ...state, confirm: null }, context, lead);
}

function back(state: State, context: DialogueContext): Move {
  if (state.confirm !== null) return moveOn({ ...state, confirm: null }, context);
  if (state.draft === null) return askAgain(state, context);
  const draft = oneBack(state.draft, context);
  return draft === null
    ? askAgain(state, context, dialogue.nothingToGoBack)
    : moveOn({ ...state, draft }, context);
}

function help(state: State, context: DialogueContext): Move {
  const idle = state.draft === null;
  const replies = idle
    ? [{ text: dialogue.help, choices: [...menuChoices] }]
    : [{ text: dialogue.help }, prompt(state, context)];
  return { state, replies, effects: [] };
}

function correct(state: State, command: Command & { name: 'correct' }, context: DialogueContext): Move {
  if (!command.readable) return askAgain(state, context, dialogue.badNumber);
  const { number } = command;
  const { draft } = state;
  if (draft === null) return effect(state, { type: 'load_correction', number });
  const same = draft.correction !== null && (number === null || draft.correction.number === number);
  return same ? resume(state, context) : askAgain(state, context, dialogue.draftOpen(number));
}
