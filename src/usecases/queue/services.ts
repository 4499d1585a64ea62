/** Working on the queue together. Every method authorises by `actor` itself. */
import type { QueueFilter, StaffActor } from '../console-services.js';

/** Who works on a case, as its page shows it to somebody who may decide it. */
export interface ClaimView {
  /** null: nobody works on it. */
  readonly holder: { readonly name: string; readonly me: boolean; readonly until: Date } | null;
  /** Somebody took it from the actor, and works on it now. */
  readonly takenFromMe: boolean;
  /** Names of others who have the page open. */
  readonly lookers: readonly string[];
  /** Whether the actor may take it from who holds it. */
  readonly mayTakeOver: boolean;
}

export interface QueueServices {
  /** Throws case.claimed {by, until (ISO)} when somebody else holds it; not_found. */
  take(actor: StaffActor, caseId: string): Promise<void>;
  /** The id of the first case of the queue that nobody works on, now the actor's; null: there is none. */
  takeNext(actor: StaffActor, filter: QueueFilter): Promise<string | null>;
  /** Supervisors; others get not_found. Writes the access log when somebody held it. */
  takeOver(actor: StaffActor, caseId: string, ip: string): Promise<void>;
  /** Of one's own; changes nothing else. */
  release(actor: StaffActor, caseId: string): Promise<void>;
  /**
   * Asked while the page of a case is open: others see who looks, and one's own lease is made longer.
   * null: the case does not wait for the actor's decision.
   */
  look(actor: StaffActor, caseId: string): Promise<ClaimView | null>;
  /** Tells the id of each case in the actor's scope that comes or changes its state, until it is stopped. */
  watch(actor: StaffActor, told: (caseId: string) => void): () => void;
}
