import type { Reference } from '../../domain/reference/reference.js';
import type { PmksCategory } from '../../domain/pmks/categories.js';
import type {
  Agency,
  AgencyContact,
  DueRecountView,
  ReferenceChangeView,
  SensitivityView,
} from './services.js';

/** Everything that is kept of a change. `topic` may be one of more than the reference holds: agencies. */
export interface NewChange {
  readonly topic: string;
  readonly code: string;
  /** From 1. */
  readonly version: number;
  readonly before: unknown;
  readonly after: unknown;
  readonly byId: string;
  readonly at: Date;
}

export interface LastChange {
  readonly byId: string;
  readonly byName: string;
  readonly at: Date;
}

export interface ReferenceWork {
  /** As it stands in this transaction. */
  current(): Promise<Reference>;
  /** Nobody else changes it, and no report is given its due day, until this transaction ends. */
  lock(): Promise<void>;
  write(change: NewChange): Promise<{ id: bigint }>;
  last(topic: string, code: string): Promise<LastChange | null>;
  beginRecount(changeId: bigint, at: Date): Promise<{ id: string }>;
  /**
   * Gives up to `limit` open cases the due day that holds now, going on from where it stopped.
   * false: there is nothing left to do.
   */
  recount(id: string, input: { readonly limit: number; readonly at: Date }): Promise<boolean>;
  /** What holds of a category, for those who ask the database. */
  keepCategory(category: PmksCategory): Promise<void>;
  beginSensitivity(
    change: { readonly id: bigint; readonly code: string; readonly sensitive: boolean },
    at: Date,
  ): Promise<{ id: string }>;
  /**
   * Makes up to `limit` cases of that category sensitive or ordinary, by all that holds now, going on from where
   * it stopped. What is concealed is nobody's to work on who may not see it. `concealed`: ids of those that have
   * become sensitive; `more`: there is something left to do.
   */
  recountSensitivity(
    id: string,
    input: { readonly limit: number; readonly at: Date },
  ): Promise<{ readonly more: boolean; readonly concealed: readonly string[] }>;
  agency(id: string): Promise<Agency | null>;
  /** false: there is one with that code. */
  addAgency(agency: Agency, at: Date): Promise<boolean>;
  changeAgency(agency: Agency): Promise<void>;
}

export interface ReferenceQueries {
  current(): Promise<Reference>;
  /** Newest first, no more than a page shows. */
  changes(topics: readonly string[]): Promise<readonly ReferenceChangeView[]>;
  lastRecount(): Promise<DueRecountView | null>;
  lastSensitivity(): Promise<SensitivityView | null>;
  /** Open cases by category that is not sensitive, whatever their place. */
  openByCategory(): Promise<ReadonlyMap<string, number>>;
  agencies(): Promise<readonly Agency[]>;
}

export type { AgencyContact };
