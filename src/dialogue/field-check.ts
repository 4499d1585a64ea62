/** `tugas`: the field checks that somebody was asked for, and filling in what they found. */
import { checkChat } from '../i18n/field-check.js';
import { goOnWith } from './begin.js';
import { checkDraft } from './draft.js';
import { allDrafts, mayPutAside, putAside } from './drafts.js';
import { ask, askAgain, effect, moveOn, type Move } from './move.js';
import type { State } from './state.js';
import type { DialogueContext, Fed } from './types.js';

export function checkCommand(
  state: State,
  { number, readable }: { readonly number: string | null; readonly readable: boolean },
): Move {
  if (!readable) return askAgain(state, checkChat.badNumber);
  return number === null ? effect(state, { type: 'list_checks' }) : fillCheck(state, number);
}

/** One that was begun is gone on with. */
export function fillCheck(before: State, number: string): Move {
  const state: State = { ...before, ask: null };
  const begun = allDrafts(state).find(({ check }) => check?.number === number);
  if (begun === undefined) return effect(state, { type: 'load_check', number });
  return begun === state.draft ? moveOn(state, checkChat.goOn(number)) : goOnWith(state, begun.id);
}

export function hearChecks(state: State, { items }: Fed & { readonly type: 'checks' }): Move {
  const [only, another] = items;
  if (only === undefined) return ask(state, checkChat.none);
  if (another === undefined) return fillCheck(state, only.number);
  return moveOn({ ...state, ask: { type: 'pick_check', items: [...items] } });
}

/** What is being filled in meanwhile is put aside, and said to be. */
export function hearCheck(
  state: State,
  { number, check }: Fed & { readonly type: 'check' },
  context: DialogueContext,
): Move {
  if (check === null) return ask(state, checkChat.noSuch(number));
  if (state.draft !== null && !mayPutAside(state)) return ask(state, checkChat.full);
  const task = { number, ...check, questions: [...check.questions] };
  const next: State = { ...putAside(state), ask: null, draft: checkDraft(task, context) };
  return moveOn(next, state.draft === null ? undefined : checkChat.putAside, checkChat.begin(task));
}
