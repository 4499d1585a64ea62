/** What a person sends: words, presses, pictures, places, and everything else. */
import type { InboundBody } from '../domain/channel/message.js';
import { dialogue } from '../i18n/dialogue.js';
import { answer } from './answer.js';
import { start } from './begin.js';
import { isOnePerson, kindOfBlock, takeBlock } from './block.js';
import { readCommand } from './commands.js';
import { asksMember } from './forms/members.js';
import { ask, askAgain, nothingSaid, type Move } from './move.js';
import { readBlock } from './parse/block.js';
import { minutes, photo } from './photo.js';
import { sharedPlace, typedPlace } from './places.js';
import { questionOf } from './question.js';
import { runCommand } from './run-command.js';
import { smallTalk } from './small-talk.js';
import { noBeginning, type State } from './state.js';
import type { DialogueContext } from './types.js';

/** Longer than any answer on one line; what is longer was meant for somebody else. */
const MAX_TEXT = 2_000;
const MAX_BLOCK = 10_000;
/** The same button again within this time is the same tap. */
const DOUBLE_TAP_MS = 10_000;

export function hear(before: State, body: InboundBody, context: DialogueContext): Move {
  const { content } = body;
  if (body.chat === 'group') return nothingSaid(before);
  // Whatever was said in between, the next press is no double tap.
  const state = content.type === 'choice' ? before : { ...before, press: null };
  switch (content.type) {
    case 'text':
      return hearText(state, content.text, context);
    case 'choice':
      return hearPress(state, { token: content.token, pressedOn: body.pressedOn }, context);
    case 'photo':
      return photo(state, content, context);
    case 'pdf':
      return minutes(state, content.source, context);
    case 'location':
      return sharedPlace(state, content, context);
    case 'contact':
      return ask(state, dialogue.contact);
    case 'other':
      return ask(state, dialogue.other[content.what]);
  }
}

function hearText(state: State, text: string, context: DialogueContext): Move {
  if (text.length > MAX_BLOCK) return askAgain(state, dialogue.tooLong);
  // A reason in one message may look like anything but a command.
  const free = state.ask?.type === 'object';
  const command = text.length > MAX_TEXT ? null : readCommand(text);
  if (command !== null) return runCommand(state, command, context);
  const block = free ? null : hearBlock(state, text, context);
  if (block !== null) return block;
  // A whole family, one a line, is long as well.
  if (text.length > MAX_TEXT && linesIn(text) < 3) return askAgain(state, dialogue.tooLong);
  const talk = smallTalk(text, state.turn === 0, context);
  if (talk !== null) return ask(state, talk);
  const place = free || state.ask !== null ? null : typedPlace(state, text, context);
  return place ?? answer(state, { typed: text }, context);
}

const linesIn = (text: string) => text.trim().split('\n').length;

/** null: it is no block. */
function hearBlock(state: State, text: string, context: DialogueContext): Move | null {
  const pairs = readBlock(text);
  if (pairs === null) return null;
  const said = kindOfBlock(pairs);
  const { draft } = state;
  const question = questionOf(state, context);
  if (question.type === 'field' && asksMember(question.field) && isOnePerson(text, pairs)) return null;
  const saysKind = pairs.some(({ label }) => label === 'kind');
  // A field check is told in one's own words.
  if (draft?.kind === 'field_check' && !saysKind) return null;
  if (draft !== null && (said === null || !saysKind || said.kind === draft.kind)) {
    return takeBlock({ ...state, ask: null }, text, context);
  }
  return start({ ...state, ask: null }, { ...noBeginning, ...said, block: text }, context);
}

interface Press {
  readonly token: string;
  readonly pressedOn: string | undefined;
}

function hearPress(state: State, { token, pressedOn }: Press, context: DialogueContext): Move {
  const at = context.now.getTime();
  if (state.press?.token === token && at - state.press.at < DOUBLE_TAP_MS) return nothingSaid(state);
  const pressed = { ...state, press: { token, at } };
  const [kind, first = '', ...rest] = token.split(':');
  if (kind === 'c') {
    const command = readCommand([first, ...rest].join(' '));
    if (command !== null) return runCommand(pressed, command, context);
  }
  if (kind === 'a' && first === String(state.turn)) {
    return inPlace(answer(pressed, { value: rest.join(':') }, context), state, pressedOn);
  }
  return ask(pressed, dialogue.staleButton);
}

/** The answer to a press that left the question standing (a toggle) replaces it on the screen. */
function inPlace(move: Move, before: State, pressedOn: string | undefined): Move {
  if (pressedOn === undefined || !move.asks || move.state.turn !== before.turn || move.refused === true)
    return move;
  return { ...move, replaces: pressedOn };
}
