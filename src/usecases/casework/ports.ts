import type { DifferenceReason } from '../../domain/case/duplicate.js';
import type { StaffActor } from '../console-services.js';

/** A case, and what it was found to share a number with: another case or an entry of Data Pemda. */
export interface DuplicatePair {
  readonly caseId: string;
  readonly otherCaseId: string | null;
  readonly otherEntryId: string | null;
}

/** Of two cases it is one, whichever of both it was given on. */
export interface VerdictWork {
  /** Found by the duplicate check, and open to the actor to look at; null: none, or not for them. */
  candidate(actor: StaffActor, caseId: string, otherId: string): Promise<DuplicatePair | null>;
  stands(pair: DuplicatePair): Promise<boolean>;
  add(
    pair: DuplicatePair,
    verdict: {
      readonly reason: DifferenceReason;
      readonly note: string;
      readonly by: string;
      readonly at: Date;
    },
  ): Promise<void>;
  undo(pair: DuplicatePair, by: string, at: Date): Promise<void>;
}
