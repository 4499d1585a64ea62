import type { StaffActor } from '../console-services.js';
import type { DecidedPair, PairRow, PairView, ToldOf } from './services.js';

/** A pair, row-locked. */
export interface PairHead {
  readonly id: string;
  readonly oneId: string;
  readonly otherId: string;
  readonly decision: 'same' | 'different' | null;
  /** The merge that it led to and that stands. */
  readonly mergeId: string | null;
}

/** Parts of one transaction. */
export interface OnePersonWork {
  lock(pairId: string): Promise<PairHead | null>;
  /**
   * Both are read as the one recorded first, and told as `told` says. Returns false where they were one already.
   */
  merge(
    pair: PairHead,
    by: { readonly userId: string; readonly at: Date; readonly told: ToldOf | null },
  ): Promise<boolean>;
  undoMerge(mergeId: string, by: { readonly userId: string; readonly at: Date }): Promise<boolean>;
  decide(
    pairId: string,
    what: 'same' | 'different' | 'undone',
    by: { readonly userId: string; readonly at: Date },
  ): Promise<void>;
}

/** Each keeps to pairs of whom both are written in the actor's regions. */
export interface PairQueries {
  openCount(actor: StaffActor): Promise<number>;
  /** The likeliest first; behind `after`, if it is given. */
  open(
    actor: StaffActor,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly PairRow[]>;
  /** Newest first. */
  decided(actor: StaffActor, limit: number): Promise<readonly DecidedPair[]>;
  one(actor: StaffActor, id: string): Promise<PairView | null>;
}
