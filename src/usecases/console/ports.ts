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

/** What is known of a case before it is asked what the actor may do with it. */
export type FoundCase = Omit<CaseView, 'decidable' | 'reopenable' | 'answerable'>;

/** Reads for the pages. Each applies the actor's scope in its query. */
export interface ConsoleQueries {
  regions(actor: StaffActor): Promise<readonly RegionOption[]>;
  cases(actor: StaffActor, filter: QueueFilter): Promise<Page<CaseRow>>;
  caseCounts(actor: StaffActor): Promise<QueueCounts>;
  caseById(actor: StaffActor, id: string): Promise<FoundCase | null>;
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

/**
 * What a person searches for is a name, a NIK or a No. KK: it stands in no address, where a browser's
 * history, a proxy's log or the next page would keep it. Addresses carry it sealed.
 */
export interface SearchSeal {
  /** `owner`: the person whose search it is; nobody else's session opens it. */
  seal(words: string, owner: { readonly id: string }): string;
  /** undefined: none of ours, or somebody else's. */
  open(token: string, owner: { readonly id: string }): string | undefined;
}
