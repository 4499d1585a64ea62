import type { BulkAction, BulkFacts, BulkOrder, SkipCode } from '../../domain/case/bulk.js';
import type { StaffActor } from '../console-services.js';
import type {
  BulkCase,
  BulkRow,
  BulkRowFilter,
  BulkRunSummary,
  BulkRunView,
  BulkSelection,
} from './services.js';

export interface BulkDraftHead {
  readonly id: string;
  readonly action: BulkAction;
  readonly more: boolean;
  readonly confirmed: boolean;
}

/** `facts`, `opened`: null where it is not for the actor (any more). */
export interface ChosenCase extends BulkCase {
  readonly facts: BulkFacts | null;
  /** Whether the actor opened its page at any time. */
  readonly opened: boolean;
}

/** Each applies the actor's scope in its query. */
export interface BulkQueries {
  /** Their own only. */
  draft(actor: StaffActor, id: string): Promise<BulkDraftHead | null>;
  /** In the order of the run. */
  chosen(actor: StaffActor, id: string): Promise<readonly ChosenCase[]>;
  /** Who is active, and answers for a part of the actor's regions, or for all of them; by name. */
  colleagues(actor: StaffActor): Promise<readonly StaffActor[]>;
  /** `all`: not only the actor's own. A run of others' needs a report in the actor's scope. */
  runs(actor: StaffActor, all: boolean): Promise<readonly BulkRunSummary[]>;
  run(actor: StaffActor, id: string, all: boolean): Promise<BulkRunView | null>;
  rows(actor: StaffActor, id: string, filter: BulkRowFilter): Promise<readonly BulkRow[]>;
}

export interface RunHead {
  readonly id: string;
  readonly userId: string;
  readonly state: 'draft' | 'running' | 'stopped' | 'finished';
  /** null of a draft. */
  readonly order: BulkOrder | null;
  readonly action: BulkAction;
  readonly ip: string;
}

export interface RunRow {
  readonly seq: number;
  readonly caseId: string;
  readonly version: number;
}

export interface NewDraft {
  readonly action: BulkAction;
  readonly selection: BulkSelection;
  readonly limit: number;
  readonly now: Date;
}

export interface BulkWork {
  /** The draft's id, with what of the selection lies in the actor's scope; null: nothing does. */
  freeze(actor: StaffActor, draft: NewDraft): Promise<string | null>;
  /** Drafts of anybody from before then. */
  forgetDrafts(before: Date): Promise<void>;
  /** Row-locks the run: whoever works on it, or stops it, waits for the other. */
  lock(id: string): Promise<RunHead | null>;
  confirm(
    id: string,
    with_: { readonly order: BulkOrder; readonly ip: string; readonly now: Date },
  ): Promise<void>;
  end(
    id: string,
    how: { readonly state: 'stopped' | 'finished'; readonly by: string | null; readonly now: Date },
  ): Promise<void>;
  size(id: string): Promise<number>;
  /** The first that is not done yet. */
  next(id: string): Promise<RunRow | null>;
  /** `code`: why it was passed over; null: it was done. A settled row stays as it is. */
  settle(
    id: string,
    seq: number,
    result: { readonly code: SkipCode | null; readonly now: Date },
  ): Promise<void>;
  /** As it stands now; null: not there, or not for the actor. */
  facts(actor: StaffActor, row: RunRow, now: Date): Promise<BulkFacts | null>;
  /** Somebody of the staff who is active, as they are now. */
  person(id: string): Promise<StaffActor | null>;
}
