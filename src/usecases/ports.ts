/** What the use cases need of the outside. Implemented in src/storage and src/queue. */
import type { RotationWork } from './rotation/ports.js';
import type { AidFileWork } from './aid/file-ports.js';
import type { AidListWork, AidWork } from './aid/ports.js';
import type { ImportRunWork } from './source-import/console-ports.js';
import type { OnePersonWork } from './one-person/ports.js';
import type { SourceImportWork } from './source-import/ports.js';
import type { InboundBody, InboundMessage, MediaSource, OutboundBody } from '../domain/channel/message.js';
import type { AccountWork } from './accounts/ports.js';
import type { ReporterReach } from '../domain/access/report-rules.js';
import type { Scoped } from '../domain/access/scope.js';
import type { ReportedPerson } from '../domain/matching/person.js';
import type { CaseSnapshot, ObjectionState } from '../domain/case/fold.js';
import type { Actor, CaseEvent, CaseEventData, CaseState } from '../domain/case/events.js';
import type { JobName, JobPayload } from '../domain/jobs/jobs.js';
import type { Report, ReportKind } from '../domain/report/report.js';
import type { EntryStatus } from '../domain/registry/entry-status.js';
import type { StaffActor } from './console-services.js';
import type { Desa } from '../domain/region/desa.js';
import type {
  ContactWork,
  ImportWork,
  InviteWork,
  ReporterWork,
  StaffAlertStore,
} from './enrolment/ports.js';
import type { ContactAddress } from './contact-address.js';
import type { VerdictWork } from './casework/ports.js';
import type { OverviewWork } from './overview/ports.js';
import type { QualityWork } from './quality/work.js';
import type { HistoryWork } from './oversight/ports.js';
import type { ShapeWork } from './place/ports.js';
import type { BulkWork } from './bulk/ports.js';
import type { ClaimStore } from './queue/ports.js';
import type { EscalationWork } from './escalation/ports.js';
import type { FieldCheckWork } from './field-check/ports.js';
import type { SavedViewWork } from './views/ports.js';
import type { ReferenceWork } from './reference/ports.js';
import type { OpdWork } from './opd/ports.js';
import type { WebhookWork } from './opd/webhook-ports.js';

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
  readonly comments: CommentWork;
  readonly registry: RegistryWork;
  readonly lookUps: LookUpStore;
  readonly preferences: PreferenceWork;
  readonly attachments: AttachmentWork;
  readonly outbox: OutboxWork;
  readonly messages: MessageWork;
  readonly access: AccessWork;
  readonly news: NewsWork;
  readonly reporters: ReporterWork;
  readonly contacts: ContactWork;
  readonly invites: InviteWork;
  readonly staff: StaffAlertStore;
  readonly imports: ImportWork;
  readonly sourceImports: SourceImportWork;
  readonly onePerson: OnePersonWork;
  readonly importRuns: ImportRunWork;
  readonly rotation: RotationWork;
  readonly overview: OverviewWork;
  readonly quality: QualityWork;
  readonly accounts: AccountWork;
  readonly history: HistoryWork;
  readonly reference: ReferenceWork;
  readonly claims: ClaimStore;
  readonly shapes: ShapeWork;
  readonly escalations: EscalationWork;
  readonly fieldChecks: FieldCheckWork;
  readonly verdicts: VerdictWork;
  readonly bulk: BulkWork;
  readonly savedViews: SavedViewWork;
  readonly opd: OpdWork;
  readonly webhooks: WebhookWork;
  readonly aid: AidWork;
  readonly aidLists: AidListWork;
  readonly aidFiles: AidFileWork;
}

export interface UnitOfWork {
  /**
   * Commits when `work` resolves; `work` may run again from its start after a serialisation fault. What takes longer
   * than `longestMs`, 20 seconds where it is not given, is rolled back.
   */
  run<T>(work: (tx: Work) => Promise<T>, longestMs?: number): Promise<T>;
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

export interface ConversationContact extends ContactAddress {
  /** Of the staff: alerts are told here. */
  readonly userId: string | null;
  /** The person had turned the service away, or was gone. */
  readonly away: boolean;
  /** Codes that were wrong, since when. */
  readonly tries: { readonly count: number; readonly since: Date | null };
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
  readonly contacts: ReadonlyMap<string, ConversationContact>;
  /** The one written by last; null: not known. */
  readonly contactId: string | null;
  /** When it has something to say by itself; null: never. */
  readonly dueAt: Date | null;
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

/** What is said unasked, and need not be said at once. */
export interface NewNotice extends NewOutbound {
  /** A uuid of version 7, when it must be known beforehand. */
  readonly id?: string;
  /** Not before then; null: at once. */
  readonly notBefore?: Date | null;
  /** Waits for the digest; `notBefore`: when it is due there even if its reporter wants no digest. */
  readonly held?: boolean;
  /** The message on another channel that this one repeats. */
  readonly fallbackOf?: string;
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
  /** Those of the numbers (E.164) that are a reporter's. */
  knownPhones(phones: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of the keys under which something was said already. */
  said(dedupeKeys: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface ChatWork {
  /** Row-locks the conversations of these contacts, in one order everywhere, with their messages. */
  lock(contactIds: readonly string[]): Promise<Conversation[]>;
  save(writes: readonly ConversationWrite[]): Promise<void>;
  /** Row-locks the conversations that are due for longest, of those not locked by another. */
  lockDue(now: Date, limit: number): Promise<readonly DueConversation[]>;
  /** After it was told: never due again at the same time, nor before `earliest`. */
  settleDue(due: DueConversation, earliest: Date): Promise<void>;
  /** Due later, after a fault. */
  postpone(conversationId: string, until: Date): Promise<void>;
  said(dedupeKeys: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface PreferenceWork {
  /** One message a day instead of one for each event. */
  setDigest(reporterId: string, on: boolean): Promise<void>;
}

export interface MessageWork {
  /** false when its dedupe key was used before. */
  queue(message: NewNotice): Promise<boolean>;
  contact(contactId: string): Promise<ContactAddress>;
}

export interface Recipient extends ContactAddress {
  readonly contactId: string;
  /** Wants news once a day. */
  readonly digest: boolean;
}

export interface HeldNews {
  readonly id: string;
  readonly contactId: string;
  readonly caseId: string | null;
  /** null: cannot be read any more. */
  readonly text: string | null;
}

/** What failed on one channel, and where its person can be reached. */
export interface Undelivered {
  readonly id: string;
  readonly purpose: NewOutbound['purpose'];
  readonly caseId: string | null;
  readonly urgent: boolean;
  readonly body: OutboundBody;
  readonly to: ContactAddress & { readonly contactId: string };
}

export interface NewsWork {
  /**
   * Where a reporter is told things: a chat that takes messages before others, then `preferred`, then the
   * one written by last, then the newest. null: nowhere yet.
   */
  recipient(reporterId: string, preferred: string | null): Promise<Recipient | null>;
  /** Notifications to a reporter since then, but for those held back; counts no further than `atMost`. */
  countSince(reporterId: string, since: Date, atMost: number): Promise<number>;
  /**
   * Row-locks a reporter, not locked by another, for whom held news are due: those from before `cutoff`,
   * all when no digest is wanted, or when their own time has come. null: there is none.
   */
  lockDueDigest(now: Date, cutoff: Date): Promise<string | null>;
  /** Oldest first. */
  held(reporterId: string): Promise<readonly HeldNews[]>;
  /** Their words stand in the digest now. */
  digested(ids: readonly string[], digestId: string): Promise<void>;
  /** Row-locks what failed since then and was not repeated, of people with another chat that takes messages. */
  lockUndelivered(since: Date, limit: number): Promise<readonly Undelivered[]>;
}

/** A conversation that has something to say by itself. */
export interface DueConversation {
  readonly id: string;
  /** Any of its contacts; null: it has none. */
  readonly contactId: string | null;
  readonly dueAt: Date;
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
  readonly objection: ObjectionState | null;
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

/** What a case may be the same as. */
export interface DuplicateTarget {
  readonly caseId: string | null;
  readonly entryId: string | null;
  readonly number: string;
  readonly desaCode: string;
  readonly sensitive: boolean;
  /** Of a case. A rejected, withdrawn or duplicate one holds nobody: both would be lost. */
  readonly state: CaseState | null;
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
  byNumber(number: string): Promise<CaseHead | null>;
  /** Cases that this reporter goes on with, of the desa in their reach; newest first. */
  ofReporter(reporter: ReporterReach, limit: number): Promise<readonly CaseHead[]>;
  /** The oldest of those that waits for a correction; with `number`, only that one. */
  awaitingCorrection(reporter: ReporterReach, number: string | null): Promise<CaseHead | null>;
  /** Locks up to `limit` cases whose open objection was made before then and that nobody else has locked. */
  lockOverdueObjections(before: Date, limit: number): Promise<readonly CaseHead[]>;
  findDuplicates(head: CaseHead): Promise<readonly DuplicateFound[]>;
  saveDuplicates(caseId: string, found: readonly DuplicateFound[]): Promise<void>;
  /**
   * The case or entry of Data Pemda with that number: in the actor's scope and open to them, or found by
   * the duplicate check of this case. null: none, or not for them.
   */
  duplicateTarget(actor: StaffActor, caseId: string, number: string): Promise<DuplicateTarget | null>;
  staffName(userId: string): Promise<string>;
  kecamatanName(head: CaseHead): Promise<string>;
}

export interface CommentWork {
  /** false when there was one with that id before. */
  add(comment: {
    readonly id: string;
    readonly caseId: string;
    readonly authorId: string;
    readonly at: Date;
    readonly text: string;
  }): Promise<boolean>;
  /** All who are active, by username. */
  staff(): Promise<readonly StaffActor[]>;
  mention(commentId: string, userIds: readonly string[], at: Date): Promise<void>;
  /** Those of that person in the comments on that case. */
  readMentions(userId: string, caseId: string, at: Date): Promise<void>;
}

export interface AttachmentWork {
  register(input: { id: string; contactId: string; source: MediaSource }): Promise<void>;
  /** Ties photos to their case; only those that came by the same reporter's contacts. */
  assign(caseId: string, reporterId: string, ids: readonly string[]): Promise<void>;
  /** The case it belongs to by now, if to any; null when it was not pending any more. */
  store(id: string, media: StoredMedia): Promise<{ readonly caseId: string | null } | null>;
  fail(id: string, code: string): Promise<{ readonly caseId: string | null } | null>;
  /** false when it belongs to a case, or is not there. */
  forget(id: string): Promise<boolean>;
}

/** Of the first page, but for `bytes`, which are those of all. */
export interface StoredMedia {
  readonly mime: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly pages: number;
}

export interface PendingAttachment {
  readonly contactId: string;
  readonly source: MediaSource;
  readonly since: Date;
}

export interface OrphanAttachment {
  readonly id: string;
  readonly contactId: string;
  readonly pages: number;
  /** Of files beside its own: the raw upload, if it was never fetched. */
  readonly blobIds: readonly string[];
}

export interface AttachmentStore {
  pending(id: string): Promise<PendingAttachment | null>;
  /** Of no case and older than that, by id; `after`: the last one seen. */
  unsent(before: Date, after: string | null, limit: number): Promise<readonly OrphanAttachment[]>;
  /** Those of the ids that are an attachment's, or the upload that a pending one is made of. */
  named(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Sealed files outside the database. */
export interface BlobStore {
  /** Durable when it resolves; writing the same id again replaces it whole. */
  put(id: string, bytes: Buffer): Promise<void>;
  /** null when there is none. */
  get(id: string): Promise<Buffer | null>;
  remove(id: string): Promise<void>;
  /** Ids of those last written before that, in no order. */
  writtenBefore(time: Date): AsyncIterable<string>;
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
  /** What the approval of a report does: one new version, of a new entry or of an existing one. */
  write(input: RegistryWrite): Promise<{ entryId: string; entryNumber: string; version: number }>;
}

// --- look-ups -----------------------------------------------------------------------------------

export interface LookUpQuestion {
  readonly nik: string | null;
  readonly kk: string | null;
  /** A case that does not count: the one being corrected. */
  readonly exceptCaseId: string | null;
}

/** Whoever has that NIK or KK, wherever they are: who asks is told no more than their reach allows. */
export type Found =
  | {
      readonly what: 'entry';
      readonly by: 'nik' | 'kk';
      readonly store: string;
      readonly id: string;
      readonly number: string;
      readonly name: string;
      readonly desaCode: string;
      readonly desaName: string;
      readonly status: EntryStatus;
      readonly categories: readonly string[];
    }
  | {
      readonly what: 'case';
      readonly by: 'nik' | 'kk';
      readonly id: string;
      readonly number: string;
      readonly kind: ReportKind;
      readonly state: CaseState;
      readonly name: string;
      readonly desaCode: string;
      readonly desaName: string;
    };

export interface AlikeStore {
  /**
   * Whether somebody is recorded, in a desa of the reporter, who may be this one. Who has, or had, a sensitive
   * category is not counted: of them nobody is to learn anything.
   */
  isAlikeKnown(question: ReportedPerson, reporter: Scoped): Promise<boolean>;
}

export interface LookUpStore {
  /** Answers in the order of the questions, all in one statement that locks nothing. */
  find(questions: readonly LookUpQuestion[]): Promise<readonly (readonly Found[])[]>;
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

/** Ids, codes and counts: no names, no identity numbers, no words of a search. */
export interface AccessEntry {
  /** null: nobody known, as at a sign-in under an unknown name. */
  readonly userId: string | null;
  readonly action: string;
  /** An id, or of an export the codes of its filter. */
  readonly subject: string | null;
  readonly ip: string | null;
  readonly purpose?: string | null;
  /** Only of a purpose that no code names. */
  readonly purposeNote?: string | null;
  readonly rowCount?: number | null;
  /** Of an agency's application, by the API. */
  readonly agencyId?: string;
  readonly apiKeyId?: string;
}

export interface AccessWork {
  record(entry: AccessEntry): Promise<void>;
}
