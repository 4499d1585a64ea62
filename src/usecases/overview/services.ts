/** What the overview page may ask for. It authorises by `actor` itself. */
import type { Period, Preset } from '../../domain/overview/period.js';
import type { ReportKind } from '../../domain/report/report.js';
import type { StaffActor } from '../console-services.js';

export interface OverviewFilter {
  readonly preset: Preset;
  /** Days of one's own, in place of the preset's. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly kecamatan?: string | undefined;
  readonly kind?: ReportKind | undefined;
}

/** null: too few to be told. */
export type Told = number | null;

export interface Measures {
  readonly received: Told;
  readonly decided: Told;
  readonly approved: Told;
  /** Decided, and sent back for a correction before. */
  readonly sentBack: Told;
  /** Classes of days to the decision (`waitClasses`); null: nothing was decided, or it is not told. */
  readonly median: number | null;
  readonly p90: number | null;
}

export interface Line extends Measures {
  /** Of a place, a kind, a category (or `sensitiveKey`), or a reviewer's id. */
  readonly code: string;
  /** Of a reviewer; '' otherwise. */
  readonly name: string;
}

export interface WaitingLine extends Line {
  /** Now. */
  readonly waiting: number;
  readonly late: number;
}

export interface TrendPoint {
  /** The last day that it tells of. */
  readonly day: string;
  /** At the end of that day; of today, now. */
  readonly waiting: number;
  /** In the days up to it, since the point before. */
  readonly received: number;
  readonly decided: number;
}

export interface Overview {
  readonly period: Period;
  readonly before: Period;
  /** null: days of one's own. */
  readonly preset: Preset | null;
  /** What was asked for cannot be shown, and the usual period is. */
  readonly fault: 'not_days' | 'too_long' | null;
  readonly now: { readonly waiting: number; readonly late: number; readonly waitingBefore: number };
  readonly totals: Measures;
  readonly totalsBefore: Measures;
  readonly trend: { readonly step: 'day' | 'week'; readonly points: readonly TrendPoint[] };
  /** Those in which there was anything, most waiting first. */
  readonly kecamatan: readonly WaitingLine[];
  readonly desa: readonly WaitingLine[];
  readonly kinds: readonly WaitingLine[];
  readonly categories: readonly Line[];
  /** null: not for this person. */
  readonly reviewers: readonly Line[] | null;
  /** Events of the last moments that the sums do not count yet. */
  readonly uncounted: number;
}

export interface OverviewServices {
  /** Throws not_found for those who see no overview. */
  overview(actor: StaffActor, filter: OverviewFilter): Promise<Overview>;
}
