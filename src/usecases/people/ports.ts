import type { AsOf, PersonFile } from '../../domain/people/person-file.js';
import type { StaffActor } from '../console-services.js';
import type { AccessEntry } from '../ports.js';
import type { FamilyView, HistoryEvent, PeopleFilter, PersonCase } from './services.js';

/**
 * Reads of the registry by person, of no scope: whoever shows what is read conceals what its reader may not see.
 * 'now': all that is recorded, whatever a clock says.
 */
export interface PeopleReader {
  /**
   * In the order of the ids; two of one person give that person once, where the first stands. Who had not been
   * recorded at that moment is left out. A few statements, however many ids.
   */
  peopleAsOf(ids: readonly string[], asOf: AsOf | 'now'): Promise<readonly PersonFile[]>;
}

export interface FoundPeople {
  readonly ids: readonly string[];
  /** So many fit that only some of them were looked through. */
  readonly partial: boolean;
}

/** What of a person, beside their file, the pages show. */
export interface PeopleQueries {
  /** Those whom the actor may see, by name; one more than `limit`, where there are more. */
  find(actor: StaffActor, filter: PeopleFilter, limit: number): Promise<FoundPeople>;
  /** By NIK of the person, or with one of these as what they became. In scope. */
  cases(
    actor: StaffActor,
    of: { readonly niks: readonly string[]; readonly caseIds: readonly string[] },
  ): Promise<readonly PersonCase[]>;
  /** Of these persons (all who are one). Of no scope. Newest first. */
  history(ids: readonly string[]): Promise<readonly HistoryFact[]>;
  recordView(entry: AccessEntry): Promise<void>;
  /** Whoever is, or was, in the household or under the card in a source. Of no scope. */
  family(of: { readonly householdId: string } | { readonly kk: string }): Promise<FamilyFacts | null>;
}

/** Where it happened, to be concealed by. */
export type HistoryFact = HistoryEvent & { readonly desaCode: string | null; readonly sensitive: boolean };

export interface FamilyFacts {
  readonly kk: string | null;
  /** Of Data Pemda; null: it has none of this card. */
  readonly householdId: string | null;
  readonly household: FamilyView['household'];
  readonly personIds: readonly string[];
}
