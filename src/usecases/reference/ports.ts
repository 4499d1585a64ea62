import type { Reference } from '../../domain/reference/reference.js';
import type { Agency, AgencyContact, ReferenceChangeView, DueRecountView } from './services.js';

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
  /** Open cases by category that is not sensitive, whatever their place. */
  openByCategory(): Promise<ReadonlyMap<string, number>>;
  agencies(): Promise<readonly Agency[]>;
}

export type { AgencyContact };
