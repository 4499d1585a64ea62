import type { QueueFilter, StaffActor } from '../console-services.js';
import type { ClaimView } from './services.js';

export interface Lease {
  readonly now: Date;
  readonly until: Date;
}

/**
 * Who works on what. Every method keeps to cases that wait for a decision, in the actor's scope, which
 * the actor may decide; of all others it finds nothing.
 */
export interface ClaimStore {
  /** false when somebody else holds it, or it is not there. One's own lease is made longer, never shorter. */
  take(actor: StaffActor, caseId: string, lease: Lease): Promise<boolean>;
  /** The first of the queue under a filter that nobody holds; two who ask at once get two. */
  takeNext(actor: StaffActor, filter: QueueFilter, lease: Lease): Promise<string | null>;
  /** null: not there. `from`: who held it until now; null: nobody else. */
  takeOver(actor: StaffActor, caseId: string, lease: Lease): Promise<{ readonly from: string | null } | null>;
  release(actor: StaffActor, caseId: string): Promise<void>;
  /** One's own; of those who may take over, anybody's. Whose it was; null: nobody's. */
  free(actor: StaffActor, caseId: string, now: Date): Promise<string | null>;
  /** false when it is not there for both. Whoever held it holds it no more, and is told. */
  assign(actor: StaffActor, to: StaffActor, caseId: string, lease: Lease): Promise<boolean>;
  /** Notes that the actor has its page open, and makes their lease longer if it has not lapsed. */
  look(actor: StaffActor, caseId: string, lease: Lease): Promise<void>;
  /** null: not there. */
  view(actor: StaffActor, caseId: string, now: Date): Promise<ClaimView | null>;
  /** Of any case: who holds it. */
  holder(
    caseId: string,
    now: Date,
  ): Promise<{ readonly id: string; readonly name: string; readonly until: Date } | null>;
}

export interface CaseChange {
  readonly caseId: string;
  readonly desaCode: string;
}

export interface CaseChanges {
  /** Until what it returns is called. */
  on(listener: (change: CaseChange) => void): () => void;
}
