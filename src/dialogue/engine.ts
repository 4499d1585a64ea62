/** The dialogue: what comes in, what is said, what is to be done. Pure (see types.ts). */
import type { InboundBody, OutboundBody } from '../domain/channel/message.js';
import { answer } from './answer.js';
import { readCommand, runCommand } from './commands.js';
import { withOwnDesa } from './draft.js';
import { hearResult } from './fed.js';
import { photo } from './photo.js';
import { prompt } from './prompt.js';
import { parseState, type State } from './state.js';
import { nothingSaid, type Move } from './move.js';
import { dialogue } from '../i18n/chat.js';
import type { ConversationState, DialogueContext, DialogueInput, DraftTimes, StepResult } from './types.js';

export { commandToken } from './prompt.js';
export { initialState, parseState } from './state.js';

/** Longer than any answer; what is longer was meant for somebody else. */
const MAX_TEXT = 2_000;
/** The same button again within this time is the same tap. */
const DOUBLE_TAP_MS = 10_000;

export function step(stored: ConversationState, input: DialogueInput, context: DialogueContext): StepResult {
  const state = owned(parseState(stored), context);
  const move = moveOf(state, input, context);
  return { state: move.state, replies: move.replies, effects: move.effects };
}

function moveOf(state: State, input: DialogueInput, context: DialogueContext): Move {
  switch (input.type) {
    case 'message':
      return hear(state, input.body, context);
    case 'fed':
      return hearResult(state, input.fed, context);
    case 'time':
    case 'photo_failed':
    case 'photo_place':
      return nothingSaid(state);
  }
}

/** When the conversation has something to say by itself; null: never. */
export function dueAt(_state: ConversationState, _times: DraftTimes): Date | null {
  return null;
}

function owned(state: State, context: DialogueContext): State {
  return state.draft === null ? state : { ...state, draft: withOwnDesa(state.draft, context) };
}

function hear(before: State, body: InboundBody, context: DialogueContext): Move {
  const { content } = body;
  if (body.chat === 'group') return nothingSaid(before);
  // Whatever was said in between, the next press is no double tap.
  const state = content.type === 'choice' ? before : { ...before, press: null };
  const say = (lead: string): Move => ({ state, replies: [prompt(state, context, lead)], effects: [] });
  switch (content.type) {
    case 'text':
      return hearText(state, content.text, context);
    case 'choice':
      return hearPress(state, { token: content.token, pressedOn: body.pressedOn }, context);
    case 'photo':
      return photo(state, content.source, context);
    case 'pdf':
      return say(dialogue.other.document);
    case 'location':
      return say(dialogue.location);
    case 'contact':
      return say(dialogue.contact);
    case 'other':
      return say(dialogue.other[content.what]);
  }
}

function hearText(state: State, text: string, context: DialogueContext): Move {
  if (text.length > MAX_TEXT)
    return { state, replies: [prompt(state, context, dialogue.tooLong)], effects: [] };
  const command = readCommand(text);
  return command === null ? answer(state, { typed: text }, context) : runCommand(state, command, context);
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
  return { state: pressed, replies: [prompt(pressed, context, dialogue.staleButton)], effects: [] };
}

/** The answer to a press that left the question standing (a toggle) replaces it on the screen. */
function inPlace(move: Move, before: State, pressedOn: string | undefined): Move {
  if (pressedOn === undefined || move.state.turn !== before.turn || move.refused === true) return move;
  const replies: OutboundBody[] = move.replies.map((reply) => ({ ...reply, replaces: pressedOn }));
  return { ...move, replies };
}
