import type { SensitiveCodes } from '../../domain/pmks/categories.js';
import type { CaseEvent } from '../../domain/case/events.js';
import type { Span } from '../../domain/overview/period.js';
import type { Sums } from '../../domain/overview/tally.js';
import type { ReportKind } from '../../domain/report/report.js';
import type { StaffActor } from '../console-services.js';

export type Dimension = 'desa' | 'kecamatan' | 'category' | 'reviewer';

/** What one day's, and its month's, sums become more by. */
export interface TallyRow extends Sums {
  readonly dimension: Dimension;
  /** The office's day. */
  readonly day: string;
  /** A desa's code for the dimension desa; of all others the kecamatan's. */
  readonly area: string;
  readonly kind: ReportKind;
  /** A category or a reviewer; '' for places. */
  readonly key: string;
}

export interface OverviewWork {
  /**
   * Takes up to `limit` events that are not counted yet, with the whole histories of their cases. Empty
   * also while another process counts.
   */
  takeUncounted(limit: number): Promise<{
    readonly eventIds: ReadonlySet<string>;
    readonly histories: readonly (readonly CaseEvent[])[];
    /** Kecamatan by desa. */
    readonly kecamatan: ReadonlyMap<string, string>;
  }>;
  /** Adds to the sums of the rows' days and months. */
  addTally(rows: readonly TallyRow[]): Promise<void>;
}

export interface Slice {
  readonly months: readonly Span[];
  readonly days: readonly Span[];
  readonly kecamatan: string | undefined;
  readonly kind: ReportKind | undefined;
}

export interface PlaceSums extends Sums {
  readonly desa: string;
  readonly kecamatan: string;
  readonly kind: ReportKind;
}

export interface WaitingRow {
  readonly desa: string;
  readonly kecamatan: string;
  readonly kind: ReportKind;
  readonly waiting: number;
  /** Of them, those from before a day that was asked for. */
  readonly late: number;
}

export interface DaySums {
  readonly day: string;
  readonly received: number;
  readonly decided: number;
  readonly delta: number;
}

/** Each applies the actor's scope in its query. */
export interface OverviewQueries {
  places(actor: StaffActor, slice: Slice): Promise<readonly PlaceSums[]>;
  /** Of all places together. */
  totals(actor: StaffActor, slice: Slice): Promise<Sums>;
  keyed(
    actor: StaffActor,
    dimension: 'category' | 'reviewer',
    slice: Slice,
  ): Promise<readonly (Sums & { readonly key: string })[]>;
  /** `today`: the office's day; what was due before it is late. */
  waiting(
    actor: StaffActor,
    narrowed: Pick<Slice, 'kecamatan' | 'kind'>,
    today: string,
  ): Promise<readonly WaitingRow[]>;
  /** From a day on, those days on which something changed. */
  daysFrom(
    actor: StaffActor,
    narrowed: Pick<Slice, 'kecamatan' | 'kind'>,
    from: string,
  ): Promise<readonly DaySums[]>;
  staffNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  uncounted(): Promise<number>;
  /** Of the PMKS categories as they are now. */
  sensitive(): Promise<SensitiveCodes>;
}
