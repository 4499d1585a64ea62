/** What enrolment needs of the store. The works are parts of one transaction; the queries read for pages. */
import type { Page, StaffActor } from '../console-services.js';
import type {
  ChatAddress,
  DesaName,
  ImportedRow,
  InviteFor,
  NewReporter,
  ReporterEvent,
  ReporterEventData,
  ReporterRecord,
} from './model.js';
import type { AlertsView, OrphanedDesa, ReporterFilter, ReporterRow, ReporterView } from './services.js';

export interface ReporterWork {
  /** Row-locks them, in one order everywhere. Those that there are not are left out. */
  lock(ids: readonly string[]): Promise<readonly ReporterRecord[]>;
  byPhones(phones: readonly string[]): Promise<readonly ReporterRecord[]>;
  /** Throws input.invalid {field: 'phone_taken'}. */
  create(reporters: readonly NewReporter[]): Promise<readonly string[]>;
  /** The same. */
  update(id: string, change: Partial<Omit<ReporterRecord, 'id' | 'desaCodes'>>): Promise<void>;
  setDesa(id: string, change: { add: readonly string[]; remove: readonly string[] }): Promise<void>;
  /** Returns the ids of the events, in their order. */
  record(events: readonly ReporterEvent[]): Promise<readonly string[]>;
  /** Of one reporter and type, newest first. */
  recorded(
    reporterId: string,
    type: ReporterEvent['type'],
  ): Promise<readonly { readonly id: string; readonly at: Date; readonly data: ReporterEventData }[]>;
  /** Chats of these reporters: the one written by last first. */
  contacts(reporterIds: readonly string[]): Promise<readonly ReporterContact[]>;
  /**
   * Cases of the desa that are still open and owned by `ownerId`, or by nobody who reports for the desa
   * now; never those of `notOf`. Oldest first.
   */
  openCases(desaCode: string, owners: { ownerId: string | null; notOf: string }): Promise<readonly string[]>;
  /** Those of the codes that are desa of this region. */
  knownDesa(codes: readonly string[]): Promise<readonly string[]>;
  desaName(code: string): string;
}

export interface ReporterContact extends ChatAddress {
  readonly id: string;
  readonly reporterId: string;
}

/** A chat's ties to a person. */
export interface ContactWork {
  /** The reporter whose number the channel vouches for; null: nobody's. */
  reporterOf(phone: string): Promise<string | null>;
  /** The chat is this reporter's from now on, and goes on with the conversation they have elsewhere. */
  bindReporter(contactId: string, reporterId: string): Promise<void>;
  bindStaff(contactId: string, userId: string): Promise<void>;
  /** One more code that was wrong; a day begins with the first. */
  countTry(contactId: string, tries: { readonly count: number; readonly since: Date }): Promise<void>;
  /** They can be written to again. */
  revive(contactIds: readonly string[]): Promise<void>;
  /** The chat is nobody's, with a conversation of its own. false: it was not theirs. */
  unbindReporter(contactId: string, reporterId: string): Promise<boolean>;
  unbindStaff(contactId: string, userId: string): Promise<boolean>;
}

export interface InviteUse {
  readonly contactId: string;
  readonly at: Date;
  /** The chat is a reporter's already: it does not become another's. */
  readonly staffOnly: boolean;
}

export interface InviteWork {
  /** Codes made before for the same person are worth nothing from now on. */
  create(invite: {
    readonly code: string;
    readonly for: InviteFor;
    readonly createdById: string;
    readonly at: Date;
    readonly expiresAt: Date;
  }): Promise<void>;
  /** Of two who use a code at once, one gets it. null: unknown, expired, revoked or used. */
  take(code: string, use: InviteUse): Promise<InviteFor | null>;
  /** What this very chat once used the code for. */
  usedBy(code: string, contactId: string): Promise<InviteFor | null>;
  /** How many were still good. */
  revoke(of: InviteFor, at: Date): Promise<number>;
}

export interface StaffAlertContact extends ChatAddress {
  readonly contactId: string;
}

export interface StaffAlertStore {
  /** Chats of those on duty whose regions hold the desa and who may decide cases there. */
  onDuty(desaCode: string): Promise<readonly StaffAlertContact[]>;
  setDuty(userId: string, on: boolean): Promise<void>;
}

export interface ImportWork {
  /** Sealed. Also forgets those made before `forgetBefore`. */
  keep(input: {
    readonly userId: string;
    readonly rows: readonly ImportedRow[];
    readonly at: Date;
    readonly forgetBefore: Date;
  }): Promise<string>;
  /** null: none of this person's. */
  rows(
    id: string,
    userId: string,
  ): Promise<{ readonly rows: readonly ImportedRow[]; readonly confirmed: boolean } | null>;
  confirm(id: string, at: Date): Promise<void>;
}

export interface EnrolmentQueries {
  list(actor: StaffActor, filter: ReporterFilter): Promise<Page<ReporterRow>>;
  byId(actor: StaffActor, id: string, now: Date): Promise<ReporterView | null>;
  successors(actor: StaffActor): Promise<readonly Pick<ReporterRow, 'id' | 'name' | 'desaNames'>[]>;
  orphans(actor: StaffActor): Promise<readonly OrphanedDesa[]>;
  desa(): readonly DesaName[];
  alerts(userId: string, now: Date): Promise<AlertsView>;
}
