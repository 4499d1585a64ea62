import { conflictOf, fieldAsked, type BirthDateConflict } from './draft.js';
import type { Field } from './forms/field.js';
import type { Confirm, Draft, State } from './state.js';
import type { DialogueContext } from './types.js';

/** What stands to be answered. It follows from the state alone, so that no detour loses it. */
export type Question =
  | { readonly type: 'menu' }
  | { readonly type: 'confirm'; readonly draft: Draft; readonly confirm: Confirm }
  | { readonly type: 'conflict'; readonly draft: Draft; readonly conflict: BirthDateConflict }
  | { readonly type: 'field'; readonly draft: Draft; readonly field: Field }
  | { readonly type: 'summary'; readonly draft: Draft };

export function questionOf({ draft, confirm }: State, context: DialogueContext): Question {
  if (draft === null) return { type: 'menu' };
  if (confirm !== null) return { type: 'confirm', draft, confirm };
  const conflict = conflictOf(draft);
  if (conflict !== null) return { type: 'conflict', draft, conflict };
  const field = fieldAsked(draft, context);
  return field === null ? { type: 'summary', draft } : { type: 'field', draft, field };
}
