import type { AsOf, PersonFile } from '../../domain/people/person-file.js';
import type { AidReceived } from '../aid/ports.js';
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
  /** In one round trip. */
  beside(actor: StaffActor, of: PersonClues, asOf: AsOf | 'now'): Promise<BesidePerson>;
  recordView(entry: AccessEntry): Promise<void>;
  /** Whoever is, or was, in the household or under the card in a source. Of no scope. */
  family(of: { readonly householdId: string } | { readonly kk: string }): Promise<FamilyFacts | null>;
}

export interface PersonClues {
  readonly id: string;
  /** Of all who are one with them. */
  readonly ids: readonly string[];
  readonly niks: readonly string[];
  /** What became entries of theirs. */
  readonly caseIds: readonly string[];
}

export interface BesidePerson {
  /** As AidReader tells it, as of then. */
  readonly aid: readonly AidReceived[];
  /** By NIK, or what became their entries. In scope; newest first. */
  readonly cases: readonly PersonCase[];
  /** Of no scope. Newest first. */
  readonly history: readonly HistoryFact[];
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
