import type {
  CaseRow,
  CaseView,
  ChannelStatusView,
  ConsoleServices,
  EntryRow,
  EntryView,
  Page,
  QueueCounts,
  QueueFilter,
  RegionOption,
  StaffActor,
} from '../console-services.js';
import type { AccessEntry } from '../ports.js';

/** Reads for the pages. Each applies the actor's scope in its query. */
export interface ConsoleQueries {
  regions(actor: StaffActor): Promise<readonly RegionOption[]>;
  cases(actor: StaffActor, filter: QueueFilter): Promise<Page<CaseRow>>;
  caseCounts(actor: StaffActor): Promise<QueueCounts>;
  caseById(actor: StaffActor, id: string): Promise<Omit<CaseView, 'decidable'> | null>;
  photo(
    actor: StaffActor,
    caseId: string,
    wanted: { readonly photoId: string; readonly page: number },
  ): Promise<{ readonly mime: string; readonly blobId: string; readonly sensitive: boolean } | null>;
  /** Concealed by the use case; a search finds nobody whom the actor may not see. */
  entries(actor: StaffActor, filter: Parameters<ConsoleServices['entries']>[1]): Promise<Page<EntryRow>>;
  entryById(actor: StaffActor, id: string): Promise<EntryView | null>;
  channels(): Promise<readonly ChannelStatusView[]>;
  health(): Promise<Omit<Awaited<ReturnType<ConsoleServices['health']>>, 'queueBackend'>>;
  recordView(entry: AccessEntry): Promise<void>;
}

export interface Account {
  readonly id: string;
  readonly passwordHash: string;
  readonly active: boolean;
  readonly failedAttempts: number;
  readonly lockedUntil: Date | null;
}

export interface AccountStore {
  byUsername(username: string): Promise<Account | null>;
  recordFailure(id: string, lockedUntil: Date | null): Promise<void>;
  openSession(id: string, session: { tokenHash: string; expiresAt: Date }): Promise<void>;
  closeSession(tokenHash: string): Promise<void>;
  /** null when unknown, expired or of a deactivated user. */
  bySession(tokenHash: string, now: Date): Promise<StaffActor | null>;
}

/** argon2id. */
export interface Passwords {
  verify(hash: string, password: string): Promise<boolean>;
}
