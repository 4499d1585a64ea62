/** What follows from a person's facts: which No. KK, desa and indicators are told of them, and by whom. */
import { indicatorSet } from '../report/indicators.js';
import type {
  CategoryFact,
  DesilFact,
  EntryFact,
  IndicatorFact,
  PersonFacts,
  PersonFile,
  SourceFact,
  Told,
} from './person-file.js';

type Facts = Pick<PersonFacts, 'sources' | 'entries' | 'households'>;

/** `registered`: categories that Data Pemda holds. */
export function personFile(facts: PersonFacts): PersonFile {
  const { sources, entries, registered } = facts;
  return {
    ...facts,
    kk: toldKk(facts),
    desa: toldDesa(facts),
    categories: [...registered, ...listedCategories(sources)],
    desil: desilOf(sources),
    indicators: indicatorsOf(entries),
  };
}

/** The region's own register before the central ones; of these the newest data. */
function toldKk({ sources, households }: Facts): Told<string> | null {
  const own = households.find(({ to, kk }) => to === null && kk !== null)?.kk;
  if (own !== undefined && own !== null) return { value: own, of: 'PEMDA' };
  for (const { source, said } of newestFirst(sources)) {
    if (said?.kk !== undefined && said.kk !== null) return { value: said.kk, of: source };
  }
  return null;
}

/** The same; an entry from which the person has moved, or that has ended, says no longer where they live. */
function toldDesa({ sources, entries }: Facts): Told<string> | null {
  const standing = entries.filter(({ status }) => status === 'active' || status === 'ineligible');
  const own = standing.toSorted((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime())[0];
  if (own !== undefined) return { value: own.desaCode, of: 'PEMDA' };
  for (const { source, desaCode } of newestFirst(sources)) {
    if (desaCode !== null) return { value: desaCode, of: source };
  }
  const left = entries[0];
  return left === undefined ? null : { value: left.desaCode, of: 'PEMDA' };
}

/** A sensitive list is told of by itself alone: no other fact follows from it. */
function newestFirst(sources: readonly SourceFact[]): readonly SourceFact[] {
  return sources
    .filter(({ present, sensitive }) => present && !sensitive)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : 0));
}

function desilOf(sources: readonly SourceFact[]): readonly DesilFact[] {
  return sources.flatMap(({ source, present, desil, said, validFrom, desaCode }) =>
    present && desil !== null ? [{ source, desil, on: said?.rankedOn ?? validFrom, desaCode }] : [],
  );
}

/** Of the lists of PMKS: from the first delivery that had the record to the one that came without it. */
function listedCategories(sources: readonly SourceFact[]): readonly CategoryFact[] {
  return sources.flatMap((fact) => {
    if (fact.category === null) return [];
    const { category, sensitive, desaCode, verified, recordId: id, since: from } = fact;
    const to = fact.present ? null : fact.validFrom;
    const disability = fact.said?.disability ?? null;
    return [{ category, of: 'PMKS', from, to, disability, sensitive, desaCode, verified, id } as const];
  });
}

/** As last reported of the household. The set of rules is the one by which they were asked. */
function indicatorsOf(entries: readonly EntryFact[]): IndicatorFact | null {
  const reported = entries
    .flatMap(({ entryId, versions }) => versions.map((version) => ({ entryId, ...version })))
    .toSorted((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime());
  for (const { entryId, validFrom, report } of reported) {
    if (report.kind === 'new_poor_household')
      return { entryId, validFrom, ids: report.indicators, ruleSet: indicatorSet };
  }
  return null;
}
