/** How a report is begun, and which of several goes on. */
import { dialogue } from '../i18n/dialogue.js';
import { checkChat } from '../i18n/field-check.js';
import { takeBlock } from './block.js';
import { newDraft } from './draft.js';
import { activate, allDrafts, maxDrafts } from './drafts.js';
import { ask, moveOn, type Move } from './move.js';
import type { Beginning, State } from './state.js';
import type { DialogueContext } from './types.js';

/** With a draft open, it is asked what becomes of it. */
export function start(state: State, beginning: Beginning, context: DialogueContext): Move {
  if (state.draft !== null) return moveOn({ ...state, ask: { type: 'restart', beginning } }, full(state));
  return allDrafts(state).length < maxDrafts
    ? begin(state, beginning, context)
    : moveOn({ ...state, ask: { type: 'drafts' } }, dialogue.draftsFull(maxDrafts));
}

function full(state: State): string | undefined {
  return allDrafts(state).length < maxDrafts ? undefined : dialogue.draftsFull(maxDrafts);
}

/** Where the kind is not said, it is asked. */
export function begin(state: State, beginning: Beginning, context: DialogueContext): Move {
  const { kind, block, urgent } = beginning;
  const mark = urgent ? dialogue.urgentBegin : undefined;
  if (kind === null) return moveOn({ ...state, ask: { type: 'kind', beginning } }, mark);
  const begun: State = { ...state, draft: newDraft({ ...beginning, kind }, context), ask: null };
  return block === null ? moveOn(begun, dialogue.begin(kind)) : takeBlock(begun, block, context);
}

/** Goes on with a draft that was put aside. */
export function goOnWith(state: State, id: string): Move {
  const next = activate({ ...state, ask: null }, id);
  const { draft } = next;
  if (draft === null) return ask(next);
  const { correction, kind } = draft;
  if (kind === 'field_check') return moveOn(next, checkChat.goOn(draft.check?.number ?? ''));
  return moveOn(
    next,
    correction === null
      ? dialogue.drafts.goOn(kind)
      : dialogue.correction(correction.number, correction.question),
  );
}
