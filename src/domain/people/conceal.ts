/** What of a person's file somebody may see. */
import { personFile } from './told.js';
import type { EntryFact, MembershipFact, PersonFile, SourceFact } from './person-file.js';

/** How somebody may look; decided by src/domain/access. */
export interface Sight {
  /** Whether they answer for this desa; null: for whom no desa is known. */
  readonly answersFor: (desaCode: string | null) => boolean;
  readonly sensitive: boolean;
}

export interface SeenPerson extends PersonFile {
  /**
   * Records of sources outside of where the viewer answers for: of them only desil, category and mark are told, as
   * beside a report.
   */
  readonly elsewhere: ReadonlySet<string>;
  /** Something of a sensitive category is in it. */
  readonly sensitive: boolean;
}

/** null: nothing is recorded of them that the viewer answers for; to them there is no such person. */
export function concealed(file: PersonFile, { answersFor, sensitive }: Sight): SeenPerson | null {
  const shown = <T extends { readonly sensitive: boolean }>(facts: readonly T[]) =>
    facts.filter((fact) => sensitive || !fact.sensitive);
  const listed = shown(file.sources);
  const sources = listed.map((fact) => (answersFor(fact.desaCode) ? fact : withoutSelf(fact)));
  const elsewhere = listed.filter(({ desaCode }) => !answersFor(desaCode));
  const entries: readonly EntryFact[] = shown(file.entries).filter(({ desaCode }) => answersFor(desaCode));
  const households: readonly MembershipFact[] = file.households.filter(({ desaCode }) =>
    answersFor(desaCode),
  );
  if (elsewhere.length === sources.length && entries.length === 0 && households.length === 0) return null;
  const registered = shown(file.registered);
  return {
    ...personFile({ ...file, sources, entries, households, registered }),
    elsewhere: new Set(elsewhere.map(({ recordId }) => recordId)),
    sensitive: [...sources, ...entries, ...registered].some((fact) => fact.sensitive),
  };
}

function withoutSelf(fact: SourceFact): SourceFact {
  return { ...fact, name: '', birthDate: null, sex: null, desaCode: null, said: null };
}
