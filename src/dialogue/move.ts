import type { OutboundBody } from '../domain/channel/message.js';
import { prompt } from './prompt.js';
import type { State } from './state.js';
import type { DialogueContext, Effect } from './types.js';

/** What one input leads to. */
export interface Move {
  readonly state: State;
  readonly replies: readonly OutboundBody[];
  readonly effects: readonly Effect[];
  /** The answer was not taken: its reason is said, and the question stands. */
  readonly refused?: boolean;
}

export function nothingSaid(state: State): Move {
  return { state, replies: [], effects: [] };
}

/** Goes on to the next question: buttons of earlier ones are void from here. */
export function moveOn(
  state: State,
  context: DialogueContext,
  ...lead: readonly (string | undefined)[]
): Move {
  const next = { ...state, turn: state.turn + 1 };
  return { state: next, replies: [prompt(next, context, ...lead)], effects: [] };
}

/** The same question again. */
export function askAgain(state: State, context: DialogueContext, reason?: string): Move {
  return { state, replies: [prompt(state, context, reason)], effects: [], refused: true };
}

/** Says something and stands idle. */
export function endWith(state: State, text: string, choices: OutboundBody['choices'] = []): Move {
  return {
    state: { ...state, turn: state.turn + 1, draft: null, confirm: null },
    replies: [choices.length === 0 ? { text } : { text, choices }],
    effects: [],
  };
}

export function effect(state: State, wanted: Effect): Move {
  return { state, replies: [], effects: [wanted] };
}
