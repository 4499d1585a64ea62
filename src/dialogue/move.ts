import type { OutboundBody } from '../domain/channel/message.js';
import type { State } from './state.js';
import type { Effect } from './types.js';

/** What one input leads to. */
export interface Move {
  readonly state: State;
  /** Messages of their own, before the question. */
  readonly said: readonly OutboundBody[];
  /** Whether the question that stands is asked, and what is said in front of it. */
  readonly asks: boolean;
  readonly lead: readonly string[];
  readonly effects: readonly Effect[];
  /** The answer was not taken: its reason is said, and the question stands. */
  readonly refused?: boolean;
  /** The message whose button was pressed: the question takes its place on the screen. */
  readonly replaces?: string;
}

type Lead = readonly (string | undefined)[];

const none = [] as const;
const quiet = { said: none, asks: false, lead: none, effects: none } as const;

export function nothingSaid(state: State): Move {
  return { ...quiet, state };
}

/** The question that stands, asked (again), after what there is to say first. */
export function ask(state: State, ...lead: Lead): Move {
  const said = lead.filter((part): part is string => part !== undefined && part !== '');
  return { state, said: none, asks: true, lead: said, effects: none };
}

/** Goes on to the next question: buttons of earlier ones are void from here. */
export function moveOn(state: State, ...lead: Lead): Move {
  return ask({ ...state, turn: state.turn + 1 }, ...lead);
}

/** The same question again. */
export function askAgain(state: State, reason?: string): Move {
  return { ...ask(state, reason), refused: true };
}

export function saying(said: readonly OutboundBody[], move: Move): Move {
  return { ...move, said: [...said, ...move.said] };
}

/** Says something, and asks nothing. */
export function tell(state: State, ...said: readonly OutboundBody[]): Move {
  return { ...quiet, state, said };
}

export function effect(state: State, wanted: Effect): Move {
  return { ...quiet, state, effects: [wanted] };
}
