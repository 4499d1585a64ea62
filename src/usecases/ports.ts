/** What the use cases need of the outside. Implemented in src/storage and src/queue. */
import type {
  InboundBody,
  InboundMessage,
  MediaSource,
  OutboundBody,
  ChannelName,
} from '../domain/channel/message.js';
import type { CaseSnapshot } from '../domain/case/fold.js';
import type { Actor, CaseEvent, CaseEventData, CaseState } from '../domain/case/events.js';
import type { JobName, JobPayload } from '../domain/jobs/jobs.js';
import type { Report, ReportKind } from '../domain/report/report.js';
import type { Desa } from '../domain/region/desa.js';

export interface Clock {
  now(): Date;
}

/** Ids and codes only: a log line never holds what a person said. */
export interface Log {
  info(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void;
  warn(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void;
  error(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void;
}

/** All that one transaction may touch. State, event and outbox row share it (invariant 3). */
export interface Work {
  readonly chat: ChatWork;
  readonly cases: CaseWork;
  readonly registry: RegistryWork;
  readonly attachments: AttachmentWork;
  readonly outbox: OutboxWork;
  readonly messages: MessageWork;
  readonly access: AccessWork;
}

export interface UnitOfWork {
  /** Commits when `work` resolves; `work` may run again from its start after a serialisation fault. */
  run<T>(work: (tx: Work) => Promise<T>): Promise<T>;
}

// --- chat ---------------------------------------------------------------------------------------

export interface InboxStore {
  /** Commits; messages seen before are left alone. Returns the contacts that now have work. */
  save(messages: readonly InboundMessage[]): Promise<readonly string[]>;
  /** Contacts with messages that have waited longer than `olderThanMs`: someone died on them. */
  stale(olderThanMs: number, limit: number): Promise<readonly string[]>;
}

export interface ConversationReporter {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly desa: readonly Desa[];
}

export interface ContactAddress {
  readonly channel: ChannelName;
  readonly account: string;
  readonly address: string;
}

export interface PendingMessage {
  readonly id: string;
  readonly contactId: string;
  readonly body: InboundBody;
}

export interface Conversation {
  readonly id: string;
  readonly version: number;
  /** null: nothing said yet. */
  readonly state: unknown;
  readonly contacts: ReadonlyMap<string, ContactAddress>;
  /** The one written by last; null: not known. */
  readonly contactId: string | null;
  readonly reporter: ConversationReporter | null;
  /** Oldest first, over all its contacts. */
  readonly pending: readonly PendingMessage[];
}

export interface NewOutbound extends ContactAddress {
  readonly contactId: string;
  readonly purpose: 'reply' | 'notification' | 'reminder' | 'digest' | 'alert';
  /** Said once per key, whatever happens. */
  readonly dedupeKey: string;
  readonly caseId: string | null;
  readonly body: OutboundBody;
}

export interface ConversationWrite {
  readonly id: string;
  /** The version it was read at. */
  readonly version: number;
  /** undefined: unchanged. */
  readonly state: unknown;
  /** When it has something to say by itself; null: never. */
  readonly dueAt: Date | null | undefined;
  /** The contact written by last; undefined: as before. */
  readonly contactId: string | undefined;
  readonly processed: readonly { readonly id: string; readonly failure: string | null }[];
  readonly replies: readonly NewOutbound[];
}

/** Without a transaction around it: what is saved is saved if nobody was faster. */
export interface ChatStore {
  load(contactIds: readonly string[]): Promise<Conversation[]>;
  /** All of a conversation or, when its version moved on, nothing of it. Returns those that were saved. */
  save(writes: readonly ConversationWrite[]): Promise<ReadonlySet<string>>;
}

export interface ChatWork {
  /** Row-locks the conversations of these contacts, in one order everywhere, with their messages. */
  lock(contactIds: readonly string[]): Promise<Conversation[]>;
  save(writes: readonly ConversationWrite[]): Promise<void>;
  /** Binds a contact to the reporter with this phone; true when there is one. */
  enrol(contactId: string, phone: string): Promise<boolean>;
}

export interface MessageWork {
  /** false when its dedupe key was used before. */
  queue(message: NewOutbound): Promise<boolean>;
  contact(contactId: string): Promise<ContactAddress>;
}

// --- cases --------------------------------------------------------------------------------------

export interface CaseHead {
  readonly id: string;
  readonly number: string;
  readonly kind: ReportKind;
  readonly state: CaseState;
  readonly version: number;
  readonly reporterId: string;
  /** Who goes on with it; the reporter, unless it was handed over. */
  readonly ownerId: string;
  readonly contactId: string;
  readonly desaCode: string;
  readonly kecamatanCode: string;
  readonly urgent: boolean;
  readonly sensitive: boolean;
  readonly objection: 'open' | 'lapsed' | null;
  readonly submittedAt: Date;
}

export interface NewCase {
  readonly draftId: string;
  readonly kind: ReportKind;
  readonly reporterId: string;
  readonly contactId: string;
  readonly answers: Report;
  readonly at: Date;
}

export interface AppendEvent {
  readonly actor: Actor;
  readonly at: Date;
  readonly data: CaseEventData;
}

export interface DuplicateFound {
  readonly rule: 'nik' | 'kk';
  readonly otherCaseId: string | null;
  readonly otherEntryId: string | null;
}

export interface CaseWork {
  byDraft(draftId: string): Promise<CaseHead | null>;
  create(input: NewCase): Promise<{ head: CaseHead; eventId: string }>;
  lock(caseId: string): Promise<CaseHead | null>;
  /** The case must be locked by this transaction. Refuses an event that may not follow its state. */
  append(head: CaseHead, event: AppendEvent): Promise<{ head: CaseHead; eventId: string }>;
  events(caseId: string): Promise<readonly CaseEvent[]>;
  event(eventId: string): Promise<CaseEvent | null>;
  snapshot(caseId: string): Promise<CaseSnapshot>;
  ofReporter(reporterId: string, limit: number): Promise<readonly CaseHead[]>;
  /** The oldest case of this reporter that waits for a correction; with `number`, only that one. */
  awaitingCorrection(reporterId: string, number: string | null): Promise<CaseHead | null>;
  findDuplicates(head: CaseHead): Promise<readonly DuplicateFound[]>;
  saveDuplicates(caseId: string, found: readonly DuplicateFound[]): Promise<void>;
  staffName(userId: string): Promise<string>;
}

export interface AttachmentWork {
  register(input: { id: string; contactId: string; source: MediaSource }): Promise<void>;
  /** Ties photos to their case; only those that came by the same reporter's contacts. */
  assign(caseId: string, reporterId: string, ids: readonly string[]): Promise<void>;
  /** false when it was not pending any more. */
  fail(id: string, code: string): Promise<boolean>;
}

export interface AttachmentStore {
  pending(id: string): Promise<{ contactId: string; source: MediaSource } | null>;
  stored(id: string, image: { mime: string; bytes: number; width: number; height: number }): Promise<void>;
}

/** Sealed files outside the database. */
export interface BlobStore {
  /** Durable when it resolves; writing the same id again replaces it whole. */
  put(id: string, bytes: Buffer): Promise<void>;
  /** null when there is none. */
  get(id: string): Promise<Buffer | null>;
  remove(id: string): Promise<void>;
}

// --- registry -----------------------------------------------------------------------------------

export interface RegistryWrite {
  readonly caseId: string;
  readonly eventId: string;
  readonly desaCode: string;
  readonly kecamatanCode: string;
  readonly answers: Report;
  readonly at: Date;
}

export interface RegistryWork {
  versionOfEvent(eventId: string): Promise<{ entryId: string; entryNumber: string; version: number } | null>;
  /** New entry, or a new version of the household's existing one. */
  write(input: RegistryWrite): Promise<{ entryId: string; entryNumber: string; version: number }>;
}

// --- outbox and queue ---------------------------------------------------------------------------

export interface OutboxWork {
  add<N extends JobName>(job: N, payload: JobPayload<N>): Promise<void>;
}

export interface OutboxRow {
  readonly id: string;
  readonly job: JobName;
  readonly payload: unknown;
}

export interface OutboxStore {
  /**
   * Hands over up to `limit` rows not yet relayed (or relayed longer than `againAfterMs` ago and
   * still not done: the queue may have been emptied). They count as relayed only if `hand` resolves.
   */
  relay(
    limit: number,
    againAfterMs: number,
    hand: (rows: readonly OutboxRow[]) => Promise<void>,
  ): Promise<number>;
  done(id: string): Promise<void>;
  failed(id: string, code: string): Promise<void>;
  /** Calls back when this process wrote rows. */
  onAdded(listener: () => void): () => void;
}

export interface JobQueue {
  add(rows: readonly OutboxRow[]): Promise<void>;
}

export interface AccessWork {
  record(entry: {
    userId: string | null;
    action: string;
    subject: string | null;
    ip: string | null;
  }): Promise<void>;
}
