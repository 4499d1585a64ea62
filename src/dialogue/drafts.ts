/** Several drafts, one of them active. */
import type { DialogueContext } from './types.js';
import { fieldsOf, isAnswered } from './draft.js';
import type { Draft, State } from './state.js';

export const maxDrafts = 5;

export function allDrafts({ draft, aside }: State): readonly Draft[] {
  return draft === null ? aside : [draft, ...aside];
}

export function mayPutAside(state: State): boolean {
  return allDrafts(state).length < maxDrafts;
}

export function putAside(state: State): State {
  const { draft, aside } = state;
  return draft === null ? state : { ...state, draft: null, aside: [...aside, draft] };
}

/** The draft becomes the active one; what was active is put aside. */
export function activate(state: State, id: string): State {
  const chosen = state.aside.find((draft) => draft.id === id);
  if (chosen === undefined) return state;
  const rest = putAside({ ...state, aside: state.aside.filter((draft) => draft.id !== id) });
  // A copy: to be gone on with is to be touched.
  return { ...rest, draft: { ...chosen } };
}

/** How many questions of a draft are answered. */
export function answersIn(draft: Draft, context: DialogueContext): number {
  const { answers } = draft;
  return fieldsOf(draft).filter(
    (field) =>
      field.id !== 'desaCode' && (field.shown?.(answers, context) ?? true) && isAnswered(field, answers),
  ).length;
}
