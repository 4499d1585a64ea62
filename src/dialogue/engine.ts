/** The dialogue: what comes in, what is said, what is to be done. Pure (see types.ts). */
import type { OutboundBody } from '../domain/channel/message.js';
import { withOwnDesa } from './draft.js';
import { hearResult } from './fed.js';
import { hear } from './hear.js';
import { withLookUp } from './look-up.js';
import type { Move } from './move.js';
import { photoFailed } from './photo.js';
import { photoPlace } from './places.js';
import { prompt } from './prompt.js';
import { parseState, soundState, type State } from './state.js';
import { hearTime } from './time.js';
import { unnamed } from './unnamed.js';
import type { ConversationState, DialogueContext, DialogueInput, StepResult } from './types.js';

export { commandToken } from './tokens.js';
export { initialState, parseState } from './state.js';
export { dueAt } from './time.js';

export function step(stored: ConversationState, input: DialogueInput, context: DialogueContext): StepResult {
  const state = owned(parseState(stored), context);
  const move = moveOf(state, input, context);
  return {
    state: soundState(byPerson(input) ? touched(state, move.state, context) : move.state),
    replies: repliesOf(move, context),
    effects: move.effects,
  };
}

function byPerson({ type }: DialogueInput): boolean {
  return type === 'message' || type === 'fed';
}

function moveOf(state: State, input: DialogueInput, context: DialogueContext): Move {
  switch (input.type) {
    case 'message':
      return withLookUp(hear({ ...state, looking: null, listing: null }, input.body, context));
    case 'fed':
      return withLookUp(hearResult(state, input.fed, context));
    case 'time':
      return hearTime(state, context);
    case 'photo_failed':
      return photoFailed(state, input.attachmentId, input.reason);
    case 'photo_place':
      return photoPlace(state, input, context);
  }
}

function repliesOf({ state, said, asks, lead, replaces }: Move, context: DialogueContext): OutboundBody[] {
  const asked = asks ? [prompt(state, context, lead)] : [];
  const placed = replaces === undefined ? asked : asked.map((body) => ({ ...body, replaces }));
  return [...said, ...placed].map((body) => unnamed(body, context.categories));
}

function owned(state: State, context: DialogueContext): State {
  const { draft } = state;
  const own = draft === null ? null : withOwnDesa(draft, context);
  return own === draft ? state : { ...state, draft: own };
}

/** Whatever changed the draft begins its time anew. */
function touched(before: State, state: State, { now }: DialogueContext): State {
  const { draft } = state;
  if (draft === null || draft === before.draft) return state;
  const moment = now.getTime();
  return {
    ...state,
    draft: { ...draft, begun: draft.begun ?? moment, touched: moment, reminded: 0, noticed: false },
  };
}
