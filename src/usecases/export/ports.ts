import type { CaseState } from '../../domain/case/events.js';
import type { EntryStatus } from '../../domain/registry/entry-status.js';
import type { Report, ReportKind } from '../../domain/report/report.js';
import type { StaffActor } from '../console-services.js';
import type { AccessEntry } from '../ports.js';
import type { BnbaFilter, BnbaMinutes, EntryFilter, Selection } from './services.js';

export interface ExportedCase {
  readonly id: string;
  readonly number: string;
  readonly kind: ReportKind;
  readonly state: CaseState;
  readonly urgent: boolean;
  readonly sensitive: boolean;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
  /** Opened when it is written, one after the other: of a batch all at once would be much to hold. null: concealed. */
  readonly told: (() => { readonly answers: Report; readonly reporterName: string }) | null;
}

export interface ExportedEntry {
  readonly id: string;
  readonly number: string;
  readonly source: string;
  readonly status: EntryStatus;
  readonly version: number;
  readonly sensitive: boolean;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly updatedAt: Date;
  /** null: concealed. */
  readonly told: {
    readonly name: string;
    readonly nik: string | null;
    readonly kk: string | null;
    /** As the last report that named one has it. */
    readonly address: {
      readonly line: string;
      readonly rt: string | null;
      readonly rw: string | null;
    } | null;
  } | null;
}

/** Each applies the actor's scope, and conceals, in its query. By id, behind `after`. */
export interface ExportQueries {
  count(actor: StaffActor, selection: Selection): Promise<number>;
  cases(
    actor: StaffActor,
    selection: Extract<Selection, { list: 'cases' | 'bnba' }>,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly ExportedCase[]>;
  entries(
    actor: StaffActor,
    filter: EntryFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly ExportedEntry[]>;
  minutes(actor: StaffActor, filter: BnbaFilter): Promise<readonly BnbaMinutes[]>;
  record(entries: readonly AccessEntry[]): Promise<void>;
}
