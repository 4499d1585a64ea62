/** What another agency (OPD) may see of the registry, and do with it. The API asks here, and nowhere else. */
import { liesIn } from './scope.js';

/** Parts of what is told of a person. Which stores know them, and where they live, is told with any. */
export const fieldGroups = [
  'identity',
  'contact',
  'socio_economic',
  'household',
  'pmks',
  'pmks_sensitive',
  'aid',
] as const;
export type FieldGroup = (typeof fieldGroups)[number];

export const agencyActions = ['read', 'record_aid'] as const;
export type AgencyAction = (typeof agencyActions)[number];

export interface AgencyGrant {
  /** Region codes: the kabupaten, or some of its kecamatan. */
  readonly areas: readonly string[];
  readonly groups: readonly FieldGroup[];
  readonly actions: readonly AgencyAction[];
  /** Codes of the aid programmes whose lists it reads, and for which it records. */
  readonly programs: readonly string[];
}

/** Of an agency that nobody has given anything. */
export const noGrant: AgencyGrant = { areas: [], groups: [], actions: [], programs: [] };

/** What a store says of a person, as far as who may see it goes by it. */
export type GuardedFact = { readonly desaCode: string | null } & (
  | { readonly store: 'DTKS' | 'DTSEN' }
  /** Without a mark of verification in the field it is nobody's but the office's. */
  | { readonly store: 'P3KE'; readonly verified: boolean }
  | { readonly store: 'PMKS'; readonly sensitive: boolean }
  /** `sensitive`: the entry is of a person who has, or had, a sensitive category. */
  | { readonly store: 'PEMDA'; readonly sensitive: boolean }
);

/** A fact whose desa nobody knows is seen by who sees the whole kabupaten. */
export function liesInAreas({ areas }: Pick<AgencyGrant, 'areas'>, desaCode: string | null): boolean {
  return areas.some((area) => (desaCode === null ? isKabupaten(area) : liesIn(desaCode, area)));
}

function isKabupaten(area: string): boolean {
  return area.split('.').length === 2;
}

/** A person of whom an agency may see no fact does not exist for it. */
export function maySeeFact(grant: AgencyGrant, fact: GuardedFact): boolean {
  if (!grant.actions.includes('read') || !liesInAreas(grant, fact.desaCode)) return false;
  switch (fact.store) {
    case 'DTKS':
    case 'DTSEN':
      return true;
    case 'P3KE':
      return fact.verified;
    case 'PMKS':
      return mayKnowCategory(grant, fact.sensitive);
    case 'PEMDA':
      return !fact.sensitive || grant.groups.includes('pmks_sensitive');
  }
}

export function mayKnowCategory({ groups }: AgencyGrant, sensitive: boolean): boolean {
  return groups.includes(sensitive ? 'pmks_sensitive' : 'pmks');
}
