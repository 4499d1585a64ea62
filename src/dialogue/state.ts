import { z } from 'zod';
import { DataChange } from '../domain/report/data-update.js';
import { GeoPoint, PhotoRole } from '../domain/report/parts.js';
import { CheckQuestion } from '../domain/case/field-check.js';
import { CorrectableField, ReportKind, reportKinds } from '../domain/report/report.js';
import type { ConversationState } from './types.js';

/** Answers by field id, each in the form that its field gives it. */
export type Answers = Readonly<Record<string, unknown>>;

/** Drafts of before roles were asked hold the bare id. */
const DraftPhoto = z.preprocess(
  (value) => (typeof value === 'string' ? { id: value, role: null } : value),
  /** role null: nobody said what it shows. */
  z.object({ id: z.string(), role: PhotoRole.nullable() }),
);
export type DraftPhoto = z.infer<typeof DraftPhoto>;

/** Somebody is known by a number of the draft, and it is to be said what that means. */
const Known = z.object({
  /** As it was told. */
  said: z.string(),
  /** Values of the answers offered, see look-up.ts. */
  choices: z.array(z.string()),
  entries: z.array(z.object({ entryId: z.string(), name: z.string(), desaName: z.string() })),
  /** PMKS categories that the person has already. */
  held: z.array(z.string()),
  /** The numbers that were looked up: when they are given anew, nothing is settled. */
  numbers: z.array(z.string()),
  /** "Go on nevertheless" was chosen: the reason is asked. */
  asksReason: z.boolean(),
});
export type Known = z.infer<typeof Known>;

const PlaceAsked = z.object({ point: GeoPoint, why: z.enum(['outside', 'photo']) });
export type PlaceAsked = z.infer<typeof PlaceAsked>;

const CheckTask = z.object({
  checkId: z.string(),
  number: z.string(),
  dueOn: z.string(),
  questions: z.array(CheckQuestion),
  note: z.string(),
});
export type CheckTask = z.infer<typeof CheckTask>;

const Draft = z.object({
  /** Id of the message that began it. */
  id: z.string(),
  kind: z.enum([...reportKinds, 'field_check']),
  answers: z.record(z.string(), z.unknown()),
  photos: z.array(DraftPhoto),
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
  /** What is to be looked at; of a field check alone. */
  check: CheckTask.nullable().default(null),
  /** Moments, in milliseconds. null: of before they were noted. */
  begun: z.number().nullable().default(null),
  touched: z.number().nullable().default(null),
  /** Reminders said since it was touched, and whether its end was announced. */
  reminded: z.number().int().default(0),
  noticed: z.boolean().default(false),
  /** NIK and KK that were looked up. */
  lookedUp: z.array(z.string()).default([]),
  /** Of these, those by which somebody was found who it is about. */
  knownBy: z.array(z.string()).default([]),
  /** Whom it was last asked about whether somebody alike is recorded, see whoIsMeant. */
  alikeTo: z.string().nullable().default(null),
  known: Known.nullable().default(null),
  place: PlaceAsked.nullable().default(null),
});
export type Draft = z.infer<typeof Draft>;

const ReportAct = z.enum(['show', 'withdraw', 'object']);
export type ReportAct = z.infer<typeof ReportAct>;

/** What a report is begun with. */
const Beginning = z.object({
  kind: ReportKind.nullable(),
  change: DataChange.nullable(),
  urgent: z.boolean(),
  /** A pasted block that waits to be taken. */
  block: z.string().nullable(),
});
export type Beginning = z.infer<typeof Beginning>;

/** A question of the dialogue's own, which goes before the draft's. */
const Ask = z.discriminatedUnion('type', [
  z.object({ type: z.literal('kind'), beginning: Beginning }),
  /** Of which kind the empty block is wanted. */
  z.object({ type: z.literal('format') }),
  z.object({ type: z.literal('cancel') }),
  z.object({ type: z.literal('restart'), beginning: Beginning }),
  z.object({ type: z.literal('drafts') }),
  z.object({ type: z.literal('pick'), act: ReportAct, numbers: z.array(z.string()) }),
  z.object({ type: z.literal('withdraw'), number: z.string() }),
  z.object({ type: z.literal('object'), number: z.string() }),
  z.object({
    type: z.literal('pick_check'),
    items: z.array(z.object({ number: z.string(), dueOn: z.string() })),
  }),
]);
export type Ask = z.infer<typeof Ask>;

const State = z.object({
  v: z.literal(1),
  /** Counts the questions asked: a button belongs to one of them. */
  turn: z.number().int(),
  draft: Draft.nullable(),
  /** Drafts put aside, the newest last. */
  aside: z.array(Draft).default([]),
  ask: Ask.nullable().default(null),
  /** The press acted on last, to tell a double tap from a late one. */
  press: z.object({ token: z.string(), at: z.number() }).nullable(),
  /** Between an effect and what comes of it: what is to be said first, and whom it is about. */
  looking: z
    .object({ lead: z.array(z.string()), subject: z.number().int(), numbers: z.array(z.string()) })
    .nullable()
    .default(null),
  listing: ReportAct.nullable().default(null),
});
export type State = z.infer<typeof State>;

/** Draft and drafts, whatever else of the state cannot be read. */
const Rest = z
  .object({
    turn: State.shape.turn.catch(0),
    draft: State.shape.draft.catch(null),
    aside: z.array(Draft.nullable().catch(null)).catch([]),
  })
  .catch({ turn: 0, draft: null, aside: [] });

export const noBeginning: Beginning = { kind: null, change: null, urgent: false, block: null };

export const emptyState: State = {
  v: 1,
  turn: 0,
  draft: null,
  aside: [],
  ask: null,
  press: null,
  looking: null,
  listing: null,
};

export function initialState(): ConversationState {
  return emptyState;
}

/** Read or made by this process: a message passes its state from hand to hand, and it is checked but once. */
const sound = new WeakSet<object>();

/** What the dialogue itself has made needs no checking. */
export function soundState(state: State): State {
  sound.add(state);
  return state;
}

function isSound(stored: unknown): stored is State {
  return typeof stored === 'object' && stored !== null && sound.has(stored);
}

/** Never throws: of a state that cannot be read whole, the drafts are kept when they can be. */
export function parseState(stored: unknown): State {
  return isSound(stored) ? stored : soundState(read(stored));
}

function read(stored: unknown): State {
  const whole = State.safeParse(upToDate(stored));
  if (whole.success) return whole.data;
  // The turn as well, so that no button of an earlier question fits a later one.
  const { turn, draft, aside } = Rest.parse(stored);
  return { ...emptyState, turn, draft, aside: aside.filter((one) => one !== null) };
}

/** The first states had two questions of their own, under another name. */
function upToDate(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('confirm' in stored) || 'ask' in stored)
    return stored;
  const { confirm, ...rest } = stored;
  if (confirm === 'cancel') return { ...rest, ask: { type: 'cancel' } };
  if (confirm === 'restart') return { ...rest, ask: { type: 'restart', beginning: noBeginning } };
  return confirm === null ? rest : stored;
}
