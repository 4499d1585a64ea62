/** What the console's pages about persons may ask for. Every method authorises by `actor` itself. */
import type { ReportKind } from '../../domain/report/report.js';
import type { CaseState } from '../../domain/case/events.js';
import type { EntryStatus } from '../../domain/registry/entry-status.js';
import type { Store } from '../../domain/people/person-file.js';
import type { SeenPerson } from '../../domain/people/conceal.js';
import type { AidReceived } from '../aid/ports.js';
import type { StaffActor } from '../console-services.js';

export interface PeopleFilter {
  /** Words of a name in any of its spellings, each by its beginning; a whole NIK or No. KK; a number of Data Pemda. */
  readonly q?: string | undefined;
  readonly kecamatan?: string | undefined;
  readonly desa?: string | undefined;
  /** Id of the last person of the page before. */
  readonly cursor?: string | undefined;
}

export interface PeoplePage {
  readonly items: readonly SeenPerson[];
  /** null on the last page. */
  readonly next: string | null;
  /** So many fit that the pages show some of them only. */
  readonly partial: boolean;
}

/** Something that the office recorded about a person, or took back. */
export type HistoryEvent = {
  /** When it was recorded. */
  readonly at: Date;
  /** ISO date from when it is so; null: that does not arise. */
  readonly from: string | null;
} & (
  | {
      readonly type: 'said' | 'gone' | 'withdrawn';
      readonly store: Store;
      readonly name: string;
      readonly desil: number | null;
      readonly category: string | null;
    }
  | {
      readonly type: 'entry';
      readonly entryId: string;
      readonly number: string;
      readonly status: EntryStatus;
    }
  | { readonly type: 'joined' | 'left'; readonly householdId: string; readonly relation: string }
  | { readonly type: 'merged' | 'parted'; readonly byName: string | null }
);

/** How it was on a day (`on`), by what the office knew at the end of another; left out: by all that it knows. ISO dates. */
export interface PastDays {
  readonly on: string;
  readonly knownOn: string | undefined;
}

export interface PersonCase {
  readonly id: string;
  readonly number: string;
  readonly kind: ReportKind;
  readonly state: CaseState;
  readonly submittedAt: Date;
}

export interface PersonView {
  /** As whom they are read now. */
  readonly id: string;
  readonly name: string;
  /** null: of that day nothing was known of them. */
  readonly person: SeenPerson | null;
  /** null: as it stands now. */
  readonly past: PastDays | null;
  readonly aid: readonly AidReceived[];
  readonly cases: readonly PersonCase[];
  /** Newest first; the newest of very many. */
  readonly history: readonly HistoryEvent[];
}

export interface FamilyMember {
  readonly person: SeenPerson;
  /** In which stores under this card; of Data Pemda with the relation and since when. */
  readonly listed: readonly Store[];
  readonly memberships: readonly {
    readonly relation: string;
    readonly from: Date;
    readonly to: Date | null;
  }[];
}

export interface FamilyView {
  /** null: the household has no card. */
  readonly kk: string | null;
  /** Of Data Pemda; null: it is known by its card alone, or lies outside of where the actor answers for. */
  readonly household: {
    readonly entryId: string;
    readonly number: string;
    readonly status: EntryStatus;
    readonly desaCode: string;
  } | null;
  readonly members: readonly FamilyMember[];
  /** Others of it, for whom the actor does not answer. */
  readonly others: number;
  /** null: as it stands now. */
  readonly past: PastDays | null;
}

export interface PeopleServices {
  search(actor: StaffActor, filter: PeopleFilter): Promise<PeoplePage>;
  /**
   * Noted in the access log. `past` left out: as it is now. Of one who is read as another: that one. Throws not_found.
   */
  personById(
    actor: StaffActor,
    id: string,
    options: { readonly ip: string; readonly past?: PastDays | undefined },
  ): Promise<PersonView>;
  /**
   * A household of Data Pemda, by its id, or that of the card which is told of a person, as of then. Noted in the access
   * log. Throws not_found.
   */
  familyOf(
    actor: StaffActor,
    of: { readonly householdId: string } | { readonly personId: string },
    options: { readonly ip: string; readonly past?: PastDays | undefined },
  ): Promise<FamilyView>;
}
