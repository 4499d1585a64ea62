/** What the console and the API ask of keys, grants and people. */
import type { AgencyGrant } from '../../domain/access/agency.js';
import type { ExportPurpose } from '../../domain/access/export-purpose.js';
import type { AidProblem, WithdrawReason } from '../../domain/aid/given.js';
import type { KeyState } from '../../domain/opd/api-key.js';
import type { DeliveryOutcome, DeliveryType, PauseReason, WebhookState } from '../../domain/opd/webhook.js';
import type { AidListRowTold, AidListTold } from '../../domain/opd/aid-list.js';
import type { PeopleFilter, PersonTold } from '../../domain/opd/person.js';
import type { StaffActor } from '../console-services.js';
import type { Agency } from '../reference/services.js';

/** What an agency may, as the office sets it. */
export interface AgencyPolicy {
  readonly grant: AgencyGrant;
  /** Requests of each key. */
  readonly perMinute: number;
  /** From 1; 0: nothing was ever given. */
  readonly version: number;
}

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly state: KeyState;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  /** Id of the one that takes its place. */
  readonly replacedBy: string | null;
}

export interface AgencyAccessView {
  readonly agency: Agency;
  readonly policy: AgencyPolicy;
  /** Newest first, as many as a page shows. */
  readonly policyHistory: readonly {
    readonly version: number;
    readonly byName: string;
    readonly at: Date;
    readonly policy: AgencyPolicy;
  }[];
  /** Newest first. */
  readonly keys: readonly KeyView[];
  readonly webhooks: readonly WebhookView[];
  readonly kecamatan: readonly { readonly code: string; readonly name: string }[];
  readonly home: { readonly code: string; readonly name: string };
  readonly programs: readonly { readonly code: string; readonly name: string }[];
  readonly mayChange: boolean;
}

/** `text` null: the same form made it before, and it is not shown twice. */
export interface KeyMade {
  readonly id: string;
  readonly text: string | null;
}

export const keyDays = [30, 90, 180, 365] as const;
export const overlapDays = [1, 7, 30] as const;

export const keyProblems = ['name', 'days', 'too_many', 'agency_inactive', 'not_good'] as const;
export type KeyProblem = (typeof keyProblems)[number];
export const policyProblems = ['areas', 'per_minute'] as const;
export type PolicyProblem = (typeof policyProblems)[number];

export interface NewKeyInput {
  /** Made by the page: the same form sent twice makes one key. */
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  /** For how long it is good. */
  readonly days: number;
}

export interface RotateInput {
  readonly id: string;
  readonly keyId: string;
  /** For how long the new one is good. */
  readonly days: number;
  /** For how long the old one stays good beside it, at most. */
  readonly overlapDays: number;
}

type Outcome<T, P> = ({ readonly ok: true } & T) | { readonly ok: false; readonly problem: P };

export interface WebhookView {
  readonly id: string;
  readonly url: string;
  readonly state: WebhookState;
  readonly pausedWhy: PauseReason | null;
  readonly failingSince: Date | null;
  readonly createdAt: Date;
  /** Newest first, as many as a page shows. */
  readonly deliveries: readonly {
    readonly id: string;
    readonly type: DeliveryType;
    readonly delivered: boolean;
    readonly madeAt: Date;
    readonly triedAt: Date | null;
    readonly dueAt: Date;
    readonly attempts: number;
    readonly outcome: DeliveryOutcome | null;
    readonly status: number | null;
    readonly isReplay: boolean;
  }[];
}

export const webhookProblems = ['url', 'too_many'] as const;
export type WebhookProblem = (typeof webhookProblems)[number];

/** Every method authorises by `actor` itself, and throws not_found to who may not. */
export interface WebhookServices {
  /** `text` of what is made: the secret that signs, shown once. */
  addWebhook(
    actor: StaffActor,
    input: { readonly id: string; readonly agencyId: string; readonly url: string },
    ip: string,
  ): Promise<Outcome<KeyMade, WebhookProblem>>;
  setWebhook(
    actor: StaffActor,
    id: string,
    state: WebhookState,
    ip: string,
  ): Promise<{ readonly agencyId: string }>;
  /** What was told once more; with null a trial. `id` is the page's: the same form twice is one telling. */
  tellAgain(
    actor: StaffActor,
    input: { readonly id: string; readonly webhookId: string; readonly deliveryId: string | null },
  ): Promise<{ readonly agencyId: string }>;
}

/** Every method authorises by `actor` itself, and throws not_found to who may not. */
export interface OpdAdminServices extends WebhookServices {
  access(actor: StaffActor, agencyId: string): Promise<AgencyAccessView>;
  /** Throws reference.changed {by, at} when somebody else was first. */
  savePolicy(
    actor: StaffActor,
    agencyId: string,
    policy: AgencyPolicy,
    ip: string,
  ): Promise<Outcome<object, PolicyProblem>>;
  makeKey(actor: StaffActor, input: NewKeyInput, ip: string): Promise<Outcome<KeyMade, KeyProblem>>;
  rotateKey(actor: StaffActor, input: RotateInput, ip: string): Promise<Outcome<KeyMade, KeyProblem>>;
  /** At once in this process, within five seconds in others. */
  revokeKey(actor: StaffActor, keyId: string, ip: string): Promise<{ readonly agencyId: string }>;
}

/** Who asks by a key, and what they may. Good until `expiresAt`, unless it is revoked. */
export interface KnownKey {
  readonly id: string;
  readonly secretHash: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly agency: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly active: boolean;
  };
  readonly grant: AgencyGrant;
  /** Another one with each change: what was told under an older one no longer holds. */
  readonly grantVersion: number;
  readonly perMinute: number;
}

/** Who asks, from where, and what for. */
export interface Asking {
  readonly key: KnownKey;
  readonly ip: string;
  readonly purpose: ExportPurpose;
  readonly purposeNote: string | null;
}

export type Change =
  | { readonly id: string; readonly person: PersonTold }
  /** Not told of any more; `mergedInto`: who is told in their place. */
  | { readonly id: string; readonly gone: true; readonly mergedInto: string | null };

export interface ChangesPage {
  readonly items: readonly Change[];
  /** Where to go on, now or later. */
  readonly next: string;
  /** Whether there is more to read at once. */
  readonly more: boolean;
}

export interface PeoplePage {
  readonly items: readonly PersonTold[];
  /** null: that was all. A page may hold fewer than were asked for, even none, and be followed by another. */
  readonly next: string | null;
}

export interface AidGiven {
  readonly personId: string;
  readonly program: string;
  /** ISO date. */
  readonly givenOn: string;
  /** Whole rupiah. */
  readonly amount: number | null;
  readonly goods: string | null;
  /** An approved list of the programme, by which it was given. */
  readonly listId: string | null;
}

/** not_on_list: the person is not on that list, or there is no such list in sight. */
export type AgencyAidProblem = AidProblem | 'not_on_list';

/** What is read is in the access log before it is answered. Whoever may not, is answered as if there was nothing. */
export interface OpdReadServices {
  /** Throws auth.required. */
  holder(sent: string): Promise<KnownKey>;
  lookUp(
    asking: Asking,
    by: { readonly nik: string } | { readonly kk: string },
  ): Promise<readonly PersonTold[]>;
  /** By the id of somebody who was merged, the one they are read as. Throws not_found. */
  person(asking: Asking, id: string): Promise<PersonTold>;
  /** Throws api.cursor_expired. */
  people(
    asking: Asking,
    filter: PeopleFilter,
    page: { readonly cursor: string | null; readonly limit: number },
  ): Promise<PeoplePage>;
  /** Throws api.cursor_expired. */
  /**
   * Under a key of the agency's own making: the same again is the same aid. Throws not_found where the grant does not
   * cover the person or the programme, and api.key_reused where the key named another aid.
   */
  recordAid(
    asking: Pick<Asking, 'key' | 'ip'>,
    key: string,
    aid: AidGiven,
  ): Promise<
    | { readonly ok: true; readonly id: string; readonly status: 'recorded' | 'same' | 'already' }
    | { readonly ok: false; readonly problem: AgencyAidProblem }
  >;
  /**
   * Of aid that the agency recorded itself; again changes nothing. Throws not_found. ok is false where the note is
   * missing, too long or holds an identity number.
   */
  withdrawAid(
    asking: Pick<Asking, 'key' | 'ip'>,
    id: string,
    why: { readonly reason: WithdrawReason; readonly note: string },
  ): Promise<{ readonly ok: boolean }>;
  aidLists(asking: Asking): Promise<readonly AidListTold[]>;
  /** Throws not_found and api.cursor_expired. */
  aidListRows(
    asking: Asking,
    id: string,
    page: { readonly cursor: string | null; readonly limit: number },
  ): Promise<{ readonly items: readonly AidListRowTold[]; readonly next: string | null }>;
  /** Throws api.cursor_expired. */
  changes(
    asking: Asking,
    page: { readonly cursor: string | null; readonly limit: number },
  ): Promise<ChangesPage>;
}
