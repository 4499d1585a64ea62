/** All that the registry holds of one person, as of a day and as the office knew it at a moment. */
import type { Source } from '../import/sources.js';
import type { SourceRow } from '../import/row.js';
import type { EntryStatus } from '../registry/entry-status.js';
import type { Report } from '../report/report.js';

/** What was so on a day, as the office held it at a moment. */
export interface AsOf {
  /** ISO date. */
  readonly on: string;
  readonly known: Date;
}

/** The four central stores, and the region's own register. */
export type Store = Source | 'PEMDA';

/** A value with the store that says it. */
export interface Told<T> {
  readonly value: T;
  readonly of: Store;
}

/** That another recorded person was called the same, and still was. */
export interface MergeFact {
  readonly personId: string;
  readonly intoId: string;
  readonly at: Date;
  /** null: no person of the office. */
  readonly byName: string | null;
}

/** One record of a source; of PMKS one for each category. */
export interface SourceFact {
  readonly recordId: string;
  readonly source: Source;
  readonly version: number;
  /** ISO date: of the data that says so. */
  readonly validFrom: string;
  /** ISO date: of the data that first had the record. */
  readonly since: string;
  readonly recordedAt: Date;
  /** false: since `validFrom` it is no longer in the source; then `said` is null. */
  readonly present: boolean;
  readonly name: string;
  /** ISO date. */
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
  /** null: the row named no place that is known. */
  readonly desaCode: string | null;
  readonly desil: number | null;
  /** PMKS, "01" … "26". */
  readonly category: string | null;
  /** Its category is sensitive, as categories are now. */
  readonly sensitive: boolean;
  /** Somebody has looked, as far as the source says. Who, when and with what result: `said.verification`. */
  readonly verified: boolean;
  readonly said: Partial<SourceRow> | null;
}

/** One approved report of an entry. */
export interface EntryVersionFact {
  readonly version: number;
  readonly validFrom: Date;
  readonly recordedAt: Date;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly approvedBy: string | null;
  /** When somebody last reported having looked on the spot; null: nobody. */
  readonly checkedAt: Date | null;
  readonly report: Report;
}

/** An entry of Data Pemda, of the person or of the household that they live in. */
export interface EntryFact {
  readonly entryId: string;
  readonly number: string;
  /** One of both is set. */
  readonly personId: string | null;
  readonly householdId: string | null;
  readonly version: number;
  readonly status: EntryStatus;
  /** From when it is so. */
  readonly since: Date;
  readonly recordedAt: Date;
  readonly headName: string;
  readonly desaCode: string;
  readonly kecamatanCode: string;
  /** About a person who has, or had, a sensitive category, as categories are now. */
  readonly sensitive: boolean;
  /** Newest first. */
  readonly versions: readonly EntryVersionFact[];
}

export interface CategoryFact {
  /** "01" … "26" */
  readonly category: string;
  readonly of: 'PEMDA' | 'PMKS';
  /** ISO dates; `to` null: still. */
  readonly from: string;
  readonly to: string | null;
  readonly disability: string | null;
  readonly sensitive: boolean;
  /** Of a source's record the desa in it; of Data Pemda null. */
  readonly desaCode: string | null;
  readonly verified: boolean;
  /** The record or the row that says it. */
  readonly id: string;
}

export interface DesilFact {
  readonly source: Source;
  /** 1 poorest … 10 */
  readonly desil: number;
  /** ISO date: of the ranking, as far as the source says; else of the data. */
  readonly on: string;
  readonly desaCode: string | null;
}

/** Of a household of Data Pemda. */
export interface MembershipFact {
  readonly id: string;
  readonly householdId: string;
  readonly personId: string;
  readonly relation: string;
  readonly from: Date;
  /** null: still. */
  readonly to: Date | null;
  readonly kk: string | null;
  /** Of the household's entry; null: it has none. */
  readonly desaCode: string | null;
}

export interface IndicatorFact {
  readonly entryId: string;
  /** From when. */
  readonly validFrom: Date;
  /** Ids of `ruleSet`. What is not in it was not asked, or does not hold: never read it as "no". */
  readonly ids: readonly string[];
  readonly ruleSet: { readonly version: number; readonly source: string };
}

/** What is recorded of a person. */
export interface PersonFacts {
  /** Whom all of `ids` are read as. */
  readonly id: string;
  /** `id` first; then those who are read as them. */
  readonly ids: readonly string[];
  readonly name: string;
  /** ISO date. */
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
  readonly nik: string | null;
  readonly merges: readonly MergeFact[];
  readonly sources: readonly SourceFact[];
  readonly entries: readonly EntryFact[];
  /** Categories that Data Pemda holds. */
  readonly registered: readonly CategoryFact[];
  /** Also those that have ended; the newest first. */
  readonly households: readonly MembershipFact[];
}

/** And what follows from it. */
export interface PersonFile extends PersonFacts {
  readonly kk: Told<string> | null;
  /** Region code. */
  readonly desa: Told<string> | null;
  /** Of Data Pemda and of the lists of PMKS. */
  readonly categories: readonly CategoryFact[];
  readonly desil: readonly DesilFact[];
  readonly indicators: IndicatorFact | null;
}
