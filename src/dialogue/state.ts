import { z } from 'zod';
import { CorrectableField, ReportKind } from '../domain/report/report.js';
import type { ConversationState } from './types.js';

/** Answers by field id, each in the form that its field gives it. */
export type Answers = Readonly<Record<string, unknown>>;

const Draft = z.object({
  /** Id of the message that began it. */
  id: z.string(),
  kind: ReportKind,
  answers: z.record(z.string(), z.unknown()),
  photos: z.array(z.string()),
  /** Fields to ask before anything else: an edit, a step back, or what a reviewer wants corrected. */
  todo: z.array(z.string()),
  /** The first of `todo` was named (`ubah nama`): the way back leads to where that was. */
  editing: z.boolean(),
  /** Fields answered, in the order they were: the way back. */
  trail: z.array(z.string()),
  correction: z
    .object({
      caseId: z.string(),
      number: z.string(),
      fields: z.array(CorrectableField),
      question: z.string(),
    })
    .nullable(),
});
export type Draft = z.infer<typeof Draft>;

/** A question of the dialogue's own, which goes before the draft's. */
const Confirm = z.enum(['cancel', 'restart']);
export type Confirm = z.infer<typeof Confirm>;

const State = z.object({
  v: z.literal(1),
  /** Counts the questions asked: a button belongs to one of them. */
  turn: z.number().int(),
  draft: Draft.nullable(),
  confirm: Confirm.nullable(),
  /** The press acted on last, to tell a double tap from a late one. */
  press: z.object({ token: z.string(), at: z.number() }).nullable(),
});
export type State = z.infer<typeof State>;

const Rest = z
  .object({ turn: State.shape.turn.catch(0), draft: State.shape.draft.catch(null) })
  .catch({ turn: 0, draft: null });

export const emptyState: State = { v: 1, turn: 0, draft: null, confirm: null, press: null };

export function initialState(): ConversationState {
  return emptyState;
}

/** Never throws: of a state that cannot be read whole, the draft is kept when it can be. */
export function parseState(stored: unknown): State {
  const whole = State.safeParse(stored);
  if (whole.success) return whole.data;
  // The turn as well, so that no button of an earlier question fits a later one.
  const { turn, draft } = Rest.parse(stored);
  return { ...emptyState, turn, draft };
}
