import type { AsOf } from '../../domain/people/person-file.js';
import type {
  AidComposition,
  AidCriteria,
  ListState,
  RankedStore,
  Store,
} from '../../domain/aid/criteria.js';
import type { AidContent, WithdrawReason } from '../../domain/aid/given.js';
import type { StaffActor } from '../console-services.js';

/** Who says that aid was given. Keys are made anew; what was recorded by them is the agency's. */
export type AidRecorder =
  | { readonly type: 'user'; readonly userId: string }
  | { readonly type: 'agency'; readonly agencyId: string; readonly apiKeyId: string };

export interface AidProgram {
  readonly code: string;
  readonly name: string;
  /** null: of the social office itself. */
  readonly agencyId: string | null;
  readonly active: boolean;
  readonly version: number;
}

export interface NewAid extends AidContent {
  readonly id: string;
  readonly personId: string;
  readonly listId: string | null;
  readonly key: string;
}

export interface AidWork {
  program(code: string): Promise<AidProgram | null>;
  /** false: there is one with that code. */
  addProgram(program: AidProgram, at: Date): Promise<boolean>;
  changeProgram(program: AidProgram): Promise<void>;
  /** Until the transaction ends nobody else records aid of these programmes. Those that there are, by code. */
  lockPrograms(codes: readonly string[]): Promise<ReadonlyMap<string, { readonly active: boolean }>>;
  /** By id the one that they are read as; of those that there are. */
  rootsOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  byKey(
    recorder: AidRecorder,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, AidContent & { readonly id: string }>>;
  /** What these people were given and was not withdrawn, by `aidOnce`. */
  standing(
    rootIds: readonly string[],
    of: { readonly programs: readonly string[]; readonly days: readonly string[] },
  ): Promise<ReadonlyMap<string, string>>;
  add(
    recorder: AidRecorder,
    aid: readonly NewAid[],
    of: { readonly batchId: string; readonly at: Date },
  ): Promise<void>;
  /**
   * Of those to whom something was recorded at once, and not withdrawn since: for each the newest report about them or
   * their household that stands in Data Pemda, with who goes on with it. In the order of the reports.
   */
  reportsOf(
    batchId: string,
  ): Promise<readonly { readonly caseId: string; readonly ownerId: string; readonly recordedAt: Date }[]>;
  /** Row-locks it. null: there is none. */
  lockGiven(id: string): Promise<{
    readonly personId: string;
    readonly agencyId: string | null;
    readonly withdrawn: boolean;
  } | null>;
  withdraw(id: string, how: Withdrawal): Promise<void>;
}

export interface Withdrawal {
  /** Of the person of the office, or of the agency's key. */
  readonly by: string;
  readonly reason: WithdrawReason;
  readonly note: string | null;
  readonly at: Date;
}

/** Aid that a person was given, as it is shown. */
export interface AidReceived {
  readonly id: string;
  readonly programCode: string;
  readonly programName: string;
  /** null: by the social office. */
  readonly agencyName: string | null;
  /** ISO date. */
  readonly givenOn: string;
  /** Whole rupiah. */
  readonly amount: number | null;
  readonly goods: string | null;
  readonly listId: string | null;
  readonly recordedAt: Date;
  /** Of the person of the office, or of the agency. */
  readonly recordedBy: string;
  readonly withdrawn: { readonly at: Date; readonly reason: WithdrawReason } | null;
}

export interface AidReader {
  /**
   * By each of the ids, whoever of those who are one it is, all that they together were given by then; newest first.
   * What was withdrawn by then says so. No scope is applied: whoever asks may know the person.
   */
  aidOf(
    personIds: readonly string[],
    asOf: AsOf | 'now',
  ): Promise<ReadonlyMap<string, readonly AidReceived[]>>;
}

// --- lists --------------------------------------------------------------------------------------

/** Without what is counted of it. */
export interface AidListHead {
  readonly id: string;
  readonly name: string;
  readonly programCode: string;
  readonly criteria: AidCriteria;
  /** For those alone who have the grant: one of its categories is, or was, sensitive. */
  readonly sensitive: boolean;
  readonly state: ListState;
  /** Of the draft. */
  readonly version: number;
  readonly authorId: string;
  /** null: the snapshot is not taken yet. */
  readonly frozenAt: Date | null;
  readonly rowCount: number | null;
  /** Rows whose numbers and address are sealed. */
  readonly sealedTo: number;
  readonly decidedById: string | null;
}

export interface AidDraft {
  readonly id: string;
  readonly name: string;
  readonly programCode: string;
  readonly criteria: AidCriteria;
  readonly sensitive: boolean;
  readonly version: number;
  readonly authorId: string;
}

export interface AidListWork {
  /** Row-locks it. null: there is none. */
  lock(id: string): Promise<AidListHead | null>;
  add(draft: AidDraft, at: Date): Promise<void>;
  change(draft: AidDraft): Promise<void>;
  drop(id: string): Promise<void>;
  beginFreezing(id: string): Promise<void>;
  /**
   * All who fit, as of one moment. Returns how many; of nobody none is taken, and it is a draft again.
   * `today`: ISO date by the office's clock.
   */
  snapshot(head: AidListHead, of: { readonly at: Date; readonly today: string }): Promise<number>;
  /** Seals the next rows' numbers and addresses; once all are, the list is frozen. true: there is more. */
  sealNext(head: AidListHead, limit: number): Promise<boolean>;
  decide(
    id: string,
    decision: {
      readonly state: 'approved' | 'returned';
      readonly by: string;
      readonly note: string | null;
      readonly at: Date;
    },
  ): Promise<void>;
  /** Of these rows, or of all behind `after`, in their order: whom the list holds. */
  peopleOf(
    id: string,
    which: { readonly rows: readonly number[] } | { readonly after: number; readonly limit: number },
  ): Promise<readonly { readonly n: number; readonly personId: string }[]>;
  /**
   * By each of the ids, whoever of those who are one it is: as whom they are read, what the list calls them, and where
   * it has them. Those that it holds.
   */
  among(
    id: string,
    personIds: readonly string[],
  ): Promise<
    ReadonlyMap<string, { readonly rootId: string; readonly name: string; readonly desaCode: string }>
  >;
}

export interface AidListSummary {
  readonly id: string;
  readonly name: string;
  readonly programCode: string;
  readonly programName: string;
  readonly state: ListState;
  readonly sensitive: boolean;
  readonly authorName: string;
  readonly createdAt: Date;
  readonly frozenAt: Date | null;
  /** null: it is not frozen. */
  readonly count: number | null;
  /** Of those, who was given something by it. */
  readonly given: number;
}

export interface AidListView extends AidListHead {
  readonly programName: string;
  readonly programActive: boolean;
  readonly authorName: string;
  readonly createdAt: Date;
  /** null: it is not frozen. */
  readonly composition: AidComposition | null;
  readonly decision: { readonly byName: string; readonly at: Date; readonly note: string | null } | null;
  /** Whom it holds and who was given something by it. */
  readonly given: number;
}

/** A person of a frozen list, as it was then. */
export interface AidListRow {
  readonly n: number;
  readonly personId: string;
  readonly name: string;
  /** ISO date. */
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
  readonly desaCode: string;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly desil: number | null;
  readonly desilStore: RankedStore | null;
  readonly stores: readonly Store[];
  /** Of a list that is not for those with the grant alone, without any that is sensitive now. */
  readonly categories: readonly string[];
  readonly verified: boolean;
  /** null: they are being sealed. */
  readonly told: {
    readonly nik: string | null;
    readonly kk: string | null;
    readonly address: {
      readonly line: string;
      readonly rt: string | null;
      readonly rw: string | null;
    } | null;
  } | null;
  /** The last that was given by this list; ISO date. */
  readonly givenOn: string | null;
}

/** Each applies the actor's scope and grant. */
export interface AidQueries {
  programs(): Promise<readonly (AidProgram & { readonly agencyName: string | null })[]>;
  /** By criteria that lie in the actor's scope. */
  compose(
    criteria: AidCriteria,
    of: { readonly today: string; readonly sensitive: boolean },
  ): Promise<AidComposition>;
  /** Newest first; drafts are their author's. */
  lists(actor: StaffActor): Promise<readonly AidListSummary[]>;
  list(actor: StaffActor, id: string): Promise<AidListView | null>;
  /** Behind row `after`. `missing`: those alone who were not given anything by it. */
  rows(
    list: AidListView,
    page: { readonly after: number; readonly limit: number; readonly missing?: boolean },
  ): Promise<readonly AidListRow[]>;
  /** By id whoever lives, as far as the actor may know, in the actor's scope. */
  people(
    actor: StaffActor,
    ids: readonly string[],
  ): Promise<
    ReadonlyMap<string, { readonly rootId: string; readonly name: string; readonly desaName: string }>
  >;
  personByNik(niks: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
