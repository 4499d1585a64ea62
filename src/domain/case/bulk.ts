/** One action for many reports: what may be done so, and which reports it passes over. */
import { z } from 'zod';
import { offeredReasons, type OfferedReason, type Reference } from '../reference/reference.js';
import type { ReasonTopic } from '../reference/values.js';
import type { ReportKind } from '../report/report.js';
import type { CaseEventType, CaseState } from './events.js';
import { isWaiting, mayFollow } from './fold.js';

/**
 * Not among them: calling a report a duplicate, which takes a look at two; withdrawing, which is its
 * reporter's alone; reopening and answering an objection, which are one person's case each.
 */
export const bulkActions = ['take', 'release', 'assign', 'approve', 'reject', 'ask_correction'] as const;
export const BulkAction = z.enum(bulkActions);
export type BulkAction = z.infer<typeof BulkAction>;

/** What was confirmed. `note`: as it is read by the reporter; of an approval, by the office. */
export const BulkOrder = z.discriminatedUnion('action', [
  z.object({ action: z.literal('take') }),
  z.object({ action: z.literal('release') }),
  /** `to`: id of a user. */
  z.object({ action: z.literal('assign'), to: z.guid() }),
  z.object({ action: z.literal('approve'), note: z.string() }),
  z.object({ action: z.literal('reject'), reason: z.string(), note: z.string() }),
  z.object({ action: z.literal('ask_correction'), reason: z.string(), note: z.string() }),
]);
export type BulkOrder = z.infer<typeof BulkOrder>;

const eventOf = {
  approve: 'approved',
  reject: 'rejected',
  ask_correction: 'correction_requested',
} as const satisfies Partial<Record<BulkAction, CaseEventType>>;

export type BulkDecision = keyof typeof eventOf;

export function isDecision(action: BulkAction): action is BulkDecision {
  return action in eventOf;
}

/** Why a report is passed over. */
export const skipCodes = [
  /** It is not there, or not for the runner. */
  'gone',
  /** Sensitive cases are decided one by one, and are taken by those who may decide them. */
  'sensitive',
  /** Its state does not allow it: it was decided, withdrawn, or waits for its reporter. */
  'state',
  /** Its answers, or what stands about it, changed since it was chosen. */
  'changed',
  /** Somebody else works on it. */
  'claimed',
  /** Nobody holds it whose claim could be given back. */
  'not_held',
  /** It may be the same as another: that is looked at before it is approved. */
  'duplicates',
  /** A field check is under way, or its result is to be read first. */
  'field_check',
  /** Its runner put answers of it right: another is to approve it. */
  'second_person',
  /** Not for the one whom it was to be assigned to. */
  'not_theirs',
  /** The reason cannot be given for a report of its kind. */
  'reason',
  /** A fault of ours. */
  'failed',
] as const;
export const SkipCode = z.enum(skipCodes);
export type SkipCode = z.infer<typeof SkipCode>;

/** A report as it stands now, to somebody in whose scope it lies. */
export interface BulkFacts {
  readonly kind: ReportKind;
  readonly state: CaseState;
  readonly version: number;
  /** The version that was chosen. */
  readonly chosenVersion: number;
  readonly sensitive: boolean;
  readonly holder: 'me' | 'nobody' | 'other';
  /** It may be the same as another that the runner may know of. */
  readonly duplicates: boolean;
  /** Of a field check: its result is waited for, or nobody has decided since it came. */
  readonly fieldCheck: boolean;
}

export interface BulkRights {
  /** decide_sensitive */
  readonly sensitive: boolean;
  /** take_over_claims */
  readonly takeOver: boolean;
}

/** Why the action passes the report over; null: it does not. What is concealed of a sensitive one is not asked. */
export function passedOver(action: BulkAction, facts: BulkFacts, rights: BulkRights): SkipCode | null {
  const { sensitive, state, holder } = facts;
  if (isDecision(action)) {
    if (sensitive) return 'sensitive';
    if (!mayFollow(eventOf[action], state)) return 'state';
    if (facts.version !== facts.chosenVersion) return 'changed';
    if (holder === 'other') return 'claimed';
    if (facts.fieldCheck) return 'field_check';
    return action === 'approve' && facts.duplicates ? 'duplicates' : null;
  }
  if (sensitive && !rights.sensitive) return 'sensitive';
  if (!isWaiting(state)) return 'state';
  if (action === 'release') {
    if (holder === 'nobody') return 'not_held';
    return holder === 'me' || rights.takeOver ? null : 'claimed';
  }
  return action === 'take' && holder === 'other' ? 'claimed' : null;
}

export function reasonTopicOf(action: BulkAction): ReasonTopic | null {
  if (action === 'reject') return 'reject_reason';
  return action === 'ask_correction' ? 'correction_reason' : null;
}

/** Reasons that can be given for each of the kinds, in the order in which they are offered. */
export function commonReasons(
  reference: Reference,
  topic: ReasonTopic,
  kinds: readonly ReportKind[],
): readonly OfferedReason[] {
  const [first = [], ...others] = kinds.map((kind) => offeredReasons(reference, topic, kind));
  return first.filter(({ code }) => others.every((offered) => offered.some((one) => one.code === code)));
}

/** Reports of one run. More are another run: a person reads what comes of them. */
export const BULK_LIMIT = 5000;
/** One may take for oneself no more than a day's work. */
export const TAKE_LIMIT = 50;

export function bulkLimit(action: BulkAction): number {
  return action === 'take' ? TAKE_LIMIT : BULK_LIMIT;
}
