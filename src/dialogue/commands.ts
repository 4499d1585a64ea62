import { readNumber } from '../domain/case/number.js';
import { dialogue } from '../i18n/chat.js';
import { fieldAsked, newDraft, oneBack } from './draft.js';
import { askAgain, effect, moveOn, type Move } from './move.js';
import { plainWords } from './parse/text.js';
import { menuChoices, prompt } from './prompt.js';
import type { State } from './state.js';
import type { DialogueContext } from './types.js';

export type Command =
  | { readonly name: 'start' | 'cancel' | 'back' | 'resume' | 'status' | 'help' }
  | { readonly name: 'correct'; readonly number: string | null; readonly readable: boolean };

const words: Readonly<Record<string, Exclude<Command['name'], 'correct'>>> = {
  mulai: 'start',
  start: 'start',
  lapor: 'start',
  'mulai lapor': 'start',
  batal: 'cancel',
  batalkan: 'cancel',
  kembali: 'back',
  lanjut: 'resume',
  lanjutkan: 'resume',
  status: 'status',
  bantuan: 'help',
  help: 'help',
  tolong: 'help',
};

/** A command as it is typed (`Batal`, `/status`, `perbaiki LP-2026-00012-K`); null: an answer. */
export function readCommand(text: string): Command | null {
  const plain = plainWords(text).replace(/^\//, '').replace(/@\w+$/, '');
  const name = words[plain];
  if (name !== undefined) return { name };
  const [first, ...rest] = plain.split(' ');
  if (first !== 'perbaiki' && first !== 'perbaikan') return null;
  const typed = rest.join('');
  const number = readNumber(typed);
  return { name: 'correct', number, readable: typed === '' || number !== null };
}

export function runCommand(state: State, command: Command, context: DialogueContext): Move {
  switch (command.name) {
    case 'start':
      return start(state, context);
    case 'cancel':
      if (state.draft === null) return askAgain(state, context, dialogue.nothingToCancel);
      return moveOn({ ...state, confirm: { type: 'cancel' } }, context);
    case 'back':
      return back(state, context);
    case 'resume':
      // To the question whether to go on with the open report, this is an answer.
      return moveOn({ ...state, confirm: null }, context);
    case 'status':
      return effect(state, { type: 'list_reports' });
    case 'help':
      return help(state, context);
    case 'correct':
      return correct(state, command, context);
  }
}

function start(state: State, context: DialogueContext): Move {
  if (state.draft !== null) return moveOn({ ...state, confirm: { type: 'restart' } }, context);
  const kind = 'new_poor_household';
  return moveOn({ ...state, draft: newDraft(kind, context), confirm: null }, context, dialogue.begin(kind));
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
  const { draft } = state;
  if (draft === null) return effect(state, { type: 'load_correction', number: command.number });
  const same =
    draft.correction !== null && (command.number === null || draft.correction.number === command.number);
  if (same) return moveOn({ ...state, confirm: null }, context);
  const asked = fieldAsked(draft, context);
  return askAgain(
    state,
    context,
    asked === null || command.number === null ? dialogue.notYet : dialogue.draftOpen(command.number),
  );
}
