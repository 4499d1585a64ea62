import { conflictOf, fieldAsked, type BirthDateConflict } from './draft.js';
import type { Field } from './forms/field.js';
import type { Ask, Draft, Known, PlaceAsked, State } from './state.js';
import type { DialogueContext } from './types.js';

/** What stands to be answered. It follows from the state alone, so that no detour loses it. */
export type Question =
  | { readonly type: 'menu' }
  | { readonly type: 'ask'; readonly ask: Ask }
  | { readonly type: 'known'; readonly draft: Draft; readonly known: Known }
  | { readonly type: 'place'; readonly draft: Draft; readonly place: PlaceAsked }
  | { readonly type: 'conflict'; readonly draft: Draft; readonly conflict: BirthDateConflict }
  | { readonly type: 'field'; readonly draft: Draft; readonly field: Field }
  | { readonly type: 'summary'; readonly draft: Draft };

/** Questions about the draft that is open have no sense without one. */
function stands({ ask, draft, aside }: State): Ask | null {
  const aboutOpen = ask?.type === 'cancel' || ask?.type === 'restart';
  const open = aboutOpen ? draft !== null : draft !== null || aside.length > 0;
  return (aboutOpen || ask?.type === 'drafts') && !open ? null : ask;
}

export function questionOf(state: State, context: DialogueContext): Question {
  const ask = stands(state);
  if (ask !== null) return { type: 'ask', ask };
  const { draft } = state;
  if (draft === null) return { type: 'menu' };
  if (draft.known !== null) return { type: 'known', draft, known: draft.known };
  if (draft.place !== null) return { type: 'place', draft, place: draft.place };
  const conflict = conflictOf(draft);
  if (conflict !== null) return { type: 'conflict', draft, conflict };
  const field = fieldAsked(draft, context);
  return field === null ? { type: 'summary', draft } : { type: 'field', draft, field };
}
