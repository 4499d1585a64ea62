import type { DifferenceReason } from '../../domain/case/duplicate.js';
import type { QueueFilter, StaffActor } from '../console-services.js';
import type { MentionView, Neighbours } from './services.js';

/** What says who may know of a case. */
export interface CaseRights {
  readonly desaCode: string;
  readonly sensitive: boolean;
}

/** Reads for the pages. Each applies the actor's scope in its query. */
export interface CaseworkQueries {
  /** null: there is no such case in the actor's scope. */
  neighbours(actor: StaffActor, caseId: string, filter: QueueFilter): Promise<Neighbours | null>;
  /** What decides who may read a case, whoever asks; null: there is none. */
  rights(caseId: string): Promise<CaseRights | null>;
  /** All who are active, by username. */
  staff(): Promise<readonly StaffActor[]>;
  /** Newest first; of cases that the actor may read (still). */
  mentions(actor: StaffActor): Promise<readonly MentionView[]>;
  /** Up to countLimit + 1. */
  unreadMentions(actor: StaffActor): Promise<number>;
}

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
