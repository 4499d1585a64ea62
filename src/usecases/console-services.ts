/** What the console pages may ask for. Every method authorises by `actor` itself. */
import type { Source } from '../domain/import/sources.js';
import type { PairVerdict } from '../domain/matching/person.js';
import type { FieldResult } from '../domain/matching/score.js';
import type { SentKind } from './simulator/ports.js';
import type {
  CaseEvent,
  CaseEventData,
  CaseEventType,
  CaseState,
  ReasonCode,
} from '../domain/case/events.js';
import type { DifferenceReason } from '../domain/case/duplicate.js';
import type { ObjectionState } from '../domain/case/fold.js';
import type { PriorityReason } from '../domain/case/priority.js';
import type { Disability, PhotoRole } from '../domain/report/parts.js';
import type { CorrectableField, Report, ReportKind } from '../domain/report/report.js';
import type { Grant, StaffRole } from '../domain/access/scope.js';
import type { ChannelName } from '../domain/channel/message.js';
import type { EntryStatus } from '../domain/registry/entry-status.js';

export type Role = StaffRole;

/** The signed-in person. `regions`: kecamatan codes, or the kabupaten's code for all of it. */
export interface StaffActor {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly regions: readonly string[];
  readonly grants: readonly Grant[];
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null on the last page. */
  readonly next: string | null;
  readonly total: number;
}

export interface RegionOption {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
}

export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly kind: ReportKind;
  readonly state: CaseState;
  readonly urgent: boolean;
  /** Has a sensitive category. */
  readonly sensitive: boolean;
  readonly objection: ObjectionState | null;
  /** null: concealed. Of a sensitive case most of the staff see its number, place and dates only. */
  readonly subjectName: string | null;
  readonly desaName: string;
  readonly kecamatanName: string;
  /** null: concealed. */
  readonly reporterName: string | null;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
  readonly photoCount: number;
  readonly duplicateCount: number;
  /** Why it goes before others; of a concealed case only that it is urgent, or waits long. */
  readonly priority: readonly PriorityReason[];
  /** null: it does not wait for a decision. */
  readonly due: {
    /** ISO date: the last day in time. */
    readonly on: string;
    /** Working days; 0 on the last day, negative when it is over. */
    readonly daysLeft: number;
  } | null;
  /** Who works on it now; null: nobody, or concealed. */
  readonly holder: { readonly name: string; readonly me: boolean } | null;
  /** It waited too long, and the actor is to look after it. */
  readonly escalated: boolean;
  /** To whom a supervisor gave it; null: nobody, or concealed. */
  readonly assigned: { readonly name: string; readonly me: boolean } | null;
  /** A field check waits for its result, or came back with it; null: neither, or concealed. */
  readonly fieldCheck: { readonly state: 'open' | 'reported'; readonly overdue: boolean } | null;
}

export const queueSorts = ['priority', 'due', 'oldest', 'newest'] as const;
export type QueueSort = (typeof queueSorts)[number];

/** Totals and counts go up to this; one more stands for "more than that". */
export const countLimit = 1000;

/** Of what was decided: what was approved, and what a correction was asked for before it was decided. */
export const decisionFilters = ['approved', 'corrected'] as const;

export const fieldCheckFilters = ['open', 'late', 'reported', 'mine'] as const;

export interface QueueFilter {
  /**
   * undefined: what waits for a decision (submitted, in_review, resubmitted). objected: decided, and a
   * reporter objects.
   */
  readonly state?: CaseState | 'all' | 'objected' | undefined;
  readonly kind?: ReportKind | undefined;
  readonly kecamatan?: string | undefined;
  readonly desa?: string | undefined;
  /** A PMKS category that is not sensitive. */
  readonly category?: string | undefined;
  /** Who works on it. */
  readonly holder?: 'me' | 'nobody' | 'others' | undefined;
  /** Sent so many days ago or earlier; late: past its due day. */
  readonly age?: 3 | 7 | 14 | 'late' | undefined;
  /** Before the supervisors, for having waited too long; for others nothing is. */
  readonly escalated?: boolean | undefined;
  readonly duplicates?: boolean | undefined;
  readonly photos?: boolean | undefined;
  /** Of field checks; late: open beyond their day; mine: the actor is the checker of an open one. */
  readonly fieldCheck?: (typeof fieldCheckFilters)[number] | undefined;
  readonly urgent?: boolean | undefined;
  /** One person has approved it, a second one is awaited. */
  readonly second?: boolean | undefined;
  /** ISO dates by the office's clock, both included: when the report came. */
  readonly receivedFrom?: string | undefined;
  readonly receivedTo?: string | undefined;
  /** The same of a decision on it, whatever became of it since. */
  readonly decidedFrom?: string | undefined;
  readonly decidedTo?: string | undefined;
  /** Of which decisions, in those days. */
  readonly decision?: (typeof decisionFilters)[number] | undefined;
  /** Case number, part of it or of the name of whom it is about or of its reporter, or a whole NIK / KK. */
  readonly q?: string | undefined;
  /** undefined: by priority. */
  readonly sort?: QueueSort | undefined;
  readonly cursor?: string | undefined;
}

/** How many there are of each, up to countLimit + 1, within an actor's scope. */
export type QueueCounts = Readonly<Record<CaseState | 'objected', number>>;

export interface CaseEventView extends Omit<CaseEvent, 'data'> {
  readonly type: CaseEventType;
  /** null: concealed. */
  readonly data: CaseEventData | null;
  readonly actorName: string;
  /** Of a handover: from whom to whom. */
  readonly handover: { readonly from: string; readonly to: string } | null;
  /** Of a duplicate: the other. null: not told to the actor. */
  readonly duplicateOf: DuplicateLink | null;
}

export interface DuplicateLink {
  /** Case or registry number. */
  readonly number: string;
  /** Null outside the actor's scope; otherwise one of both is set. */
  readonly caseId: string | null;
  readonly entryId: string | null;
}

export interface NotificationView {
  readonly id: string;
  /** Of the day's digest, for what was said in one. */
  readonly state: string;
  /** Waits for the day's digest, or was said in it. */
  readonly digest: boolean;
  /** Repeats on this channel what did not arrive on another. */
  readonly fallback: boolean;
  readonly channel: ChannelName;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly failure: string | null;
  readonly text: string;
}

export interface CasePerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly phone: string;
}

export interface CasePhoto {
  readonly id: string;
  readonly role: PhotoRole;
  readonly state: 'pending' | 'stored' | 'failed';
  /** Of a berita acara; 1 otherwise. */
  readonly pages: number;
  readonly width: number | null;
  readonly height: number | null;
}

export interface EntryLink {
  readonly id: string;
  readonly number: string;
  /** null outside the actor's scope, and concealed. */
  readonly name: string | null;
}

/** What a source says of the one that a report is about, found by their NIK. */
export interface NationalFinding {
  readonly desil: number | null;
  /** PMKS code. */
  readonly category: string | null;
  /** Somebody has looked, as far as the source says. */
  readonly verified: boolean;
  /** ISO date: of the data that first said so. */
  readonly since: string;
  /** null outside the actor's scope. `differs`: from what was reported. */
  readonly known: {
    readonly name: string;
    readonly birthDate: string | null;
    readonly desaName: string;
    readonly differs: readonly ('name' | 'birthDate' | 'desa')[];
  } | null;
}

export interface NationalView {
  readonly source: Source;
  /** ISO date of its newest data; null: none were ever taken over. */
  readonly asOf: string | null;
  readonly found: readonly NationalFinding[];
  /** Others who stand in it under the report's No. KK. */
  readonly family: number;
}

/** Somebody recorded who may be whom a report is about. */
export interface AlikeView {
  /** null: Data Pemda. */
  readonly source: Source | null;
  readonly verdict: PairVerdict;
  /** What speaks for and against it, in bits. */
  readonly fields: readonly FieldResult[];
  /** null outside the actor's scope. */
  readonly known: {
    readonly name: string;
    readonly birthDate: string | null;
    readonly desaName: string | null;
  } | null;
}

export interface CaseView extends CaseRow {
  readonly version: number;
  /** null: concealed, and then nothing below tells anything. */
  readonly answers: Report | null;
  readonly reporter: CasePerson | null;
  /** Who goes on with it after a handover; null: who reported it. */
  readonly owner: CasePerson | null;
  readonly channel: ChannelName;
  readonly photos: readonly CasePhoto[];
  /** The entry of Data Pemda that the report is about; null: none, or it was not found. */
  readonly about: EntryLink | null;
  /** The last objection to the decision. */
  readonly objected: {
    readonly note: string;
    readonly at: Date;
    readonly state: ObjectionState;
    /** Until when Dinsos answers it. */
    readonly until: Date;
  } | null;
  readonly duplicates: readonly {
    readonly rule: 'nik' | 'kk';
    readonly caseId: string | null;
    readonly entryId: string | null;
    /** Case or registry number. */
    readonly number: string;
    /** null outside the actor's scope. */
    readonly name: string | null;
    /** Somebody called the two different; null: it is to be looked at. */
    readonly verdict: {
      readonly reason: DifferenceReason;
      readonly note: string;
      readonly byName: string;
      readonly at: Date;
    } | null;
  }[];
  /** Source by source. */
  readonly national: readonly NationalView[];
  /** The likeliest first. */
  readonly alike: readonly AlikeView[];
  readonly events: readonly CaseEventView[];
  readonly notifications: readonly NotificationView[];
  readonly entry: { readonly id: string; readonly number: string } | null;
  /** Of a case that takes two: who was the first of them to approve it. */
  readonly proposal: {
    readonly byName: string;
    readonly own: boolean;
    readonly at: Date;
    readonly note: string;
  } | null;
  /** By the office, since the reporter last sent it; oldest first. */
  readonly edits: readonly { readonly byName: string; readonly own: boolean; readonly at: Date }[];
  /** Whether the actor may decide it now. */
  readonly decidable: boolean;
  /** Whether the actor may take the decision back now. */
  readonly reopenable: boolean;
  /** Whether the actor may answer the objection now. */
  readonly answerable: boolean;
}

export type Decision =
  | { readonly type: 'approve'; readonly note: string }
  | { readonly type: 'reject'; readonly reason: ReasonCode; readonly note: string }
  | {
      readonly type: 'ask_correction';
      readonly reason: ReasonCode;
      readonly note: string;
      readonly fields: readonly CorrectableField[];
    }
  /** Of another report, or of an entry of Data Pemda, by its number as it was typed. */
  | { readonly type: 'duplicate'; readonly number: string; readonly note: string };

export interface EntryRow {
  readonly id: string;
  readonly number: string;
  readonly source: string;
  /** Of a person with a sensitive category. */
  readonly sensitive: boolean;
  /** Of the household's head, or of the person. null: concealed. */
  readonly headName: string | null;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly status: EntryStatus;
  readonly version: number;
  readonly updatedAt: Date;
}

export interface EntryView extends EntryRow {
  /** null: no card, or the entry of a person. */
  readonly kk: string | null;
  /** PMKS categories that the person of a person's entry has now; empty when concealed. */
  readonly categories: readonly {
    readonly code: string;
    readonly sensitive: boolean;
    readonly disability: Disability | null;
  }[];
  /** Of a household; of a person's entry that person alone, with relation ''. */
  readonly members: readonly {
    readonly personId: string;
    readonly name: string;
    readonly nik: string | null;
    readonly birthDate: string | null;
    readonly sex: 'L' | 'P' | null;
    readonly relation: string;
  }[];
  /** Of the head, or of the person; source by source. Empty when concealed. */
  readonly national: readonly NationalView[];
  readonly versions: readonly {
    readonly version: number;
    readonly validFrom: Date;
    readonly recordedAt: Date;
    readonly caseId: string;
    readonly caseNumber: string;
    readonly approvedBy: string;
    readonly reportedBy: string;
    /** null: concealed. */
    readonly answers: Report | null;
  }[];
}

export interface ChannelStatusView {
  readonly channel: ChannelName;
  readonly account: string;
  readonly state: string;
  readonly detail: string | null;
  /** QR text or pairing code while pairing; admins only, else null. */
  readonly pairing: string | null;
  readonly updatedAt: Date;
}

export interface ConsoleServices {
  /** Throws auth.invalid_credentials or auth.locked (details.minutes). Returns the cookie's token. */
  signIn(input: {
    username: string;
    password: string;
    ip: string;
    userAgent: string;
  }): Promise<{ token: string; expiresAt: Date }>;
  /** Writes the access log, if the token opened a session. */
  signOut(token: string, ip: string): Promise<void>;
  /**
   * null when the token is unknown, expired, or its user was deactivated, and while signing in is not done
   * (a code, a new password or the second factor is due).
   */
  authenticate(token: string): Promise<StaffActor | null>;

  /** Regions the actor may filter by: its kecamatan and their desa. */
  regions(actor: StaffActor): Promise<readonly RegionOption[]>;
  queue(actor: StaffActor, filter: QueueFilter): Promise<Page<CaseRow>>;
  queueCounts(actor: StaffActor): Promise<QueueCounts>;
  /** Throws not_found outside the scope. Writes the access log. */
  caseById(actor: StaffActor, caseId: string, ip: string): Promise<CaseView>;
  /**
   * `version` is the one the page showed. Throws case.already_decided with details
   * {by, state, at (ISO), event} when someone was first; case.second_person_needed; case.no_such_duplicate;
   * case.reason_required; not_found. `event`: what it came to.
   * The same decision by the same person at the same version again changes nothing and succeeds.
   */
  decide(
    actor: StaffActor,
    input: { caseId: string; version: number; decision: Decision; ip: string },
  ): Promise<{ number: string; state: CaseState; event: CaseEventType }>;
  /**
   * Decrypted image bytes. Throws not_found unless the photo belongs to a case in scope. `page`: of a
   * berita acara, from 1.
   */
  photo(
    actor: StaffActor,
    caseId: string,
    photoId: string,
    more?: { readonly page?: number; readonly ip?: string },
  ): Promise<{ mime: string; bytes: Buffer }>;

  entries(
    actor: StaffActor,
    filter: {
      q?: string | undefined;
      kecamatan?: string | undefined;
      desa?: string | undefined;
      cursor?: string | undefined;
    },
  ): Promise<Page<EntryRow>>;
  entryById(actor: StaffActor, entryId: string, ip: string): Promise<EntryView>;

  /** Supervisor and admin; others get not_found. */
  channels(actor: StaffActor): Promise<readonly ChannelStatusView[]>;
  /** Jobs waiting, messages by delivery state: for the system page and /metrics. */
  health(actor: StaffActor): Promise<{
    readonly outboxWaiting: number;
    readonly outboxOldestSeconds: number;
    readonly outboxFailing: number;
    readonly inboxWaiting: number;
    readonly outbound: Readonly<Record<string, number>>;
    readonly queueBackend: 'postgres' | 'redis';
  }>;
}

/** The chat page in the browser: the same inbox, dialogue and outbox as the real channels. */
export interface SimulatorServices {
  /** Synthetic reporters to write as (trial mode), plus one stranger. */
  people(): Promise<readonly { readonly id: string; readonly name: string; readonly note: string }[]>;
  /** Messages of this person's simulator chat after `afterSeq`, oldest first. */
  messages(
    personId: string,
    after: string | null,
  ): Promise<{
    readonly items: readonly {
      /** Sortable cursor value, unique. */
      readonly cursor: string;
      readonly id: string;
      readonly from: 'person' | 'bot';
      readonly text: string;
      readonly at: Date;
      readonly choices: readonly { readonly token: string; readonly label: string }[];
      readonly sent: SentKind | null;
      /** Of a person's press: id of the bot message whose button it was. */
      readonly pressedOn: string | null;
      /** Id of an earlier bot message that this one replaces on screen, or null. */
      readonly replaces: string | null;
    }[];
    readonly cursor: string | null;
  }>;
  /** `clientId`: made by the page per message; sending it again changes nothing. */
  send(
    personId: string,
    input: {
      clientId: string;
      text?: string | undefined;
      choice?: { token: string; label: string; pressedOn: string } | undefined;
      /** A photo or a PDF. */
      photo?: Buffer | undefined;
      place?: { latitude: number; longitude: number } | undefined;
      /** Something that the service cannot use, or that proves nothing. */
      other?: 'voice' | 'sticker' | 'video' | 'contact' | undefined;
    },
  ): Promise<void>;
}

export interface ReadinessServices {
  /** Each part's own word; `ready` only when all that this process runs are. */
  readiness(): Promise<{
    readonly ready: boolean;
    readonly parts: Readonly<Record<string, 'ok' | 'off' | 'failing'>>;
  }>;
  /** Prometheus text. */
  metrics(): Promise<string>;
}
