/** What should not stand in the registry as it does: one check each, by which people are found. */
import { stores } from '../aid/criteria.js';

/** The highest desil that is called poor: up to there the central programmes of aid go. */
export const poorDesil = 4;

/** Those that say who is poor. PEMDA is Data Pemda, the region's own. */
export const poorStores = ['DTKS', 'DTSEN', 'P3KE', 'PEMDA'] as const;
export type PoorStore = (typeof poorStores)[number];

/** Whose rows are to be looked at in the field before they are entered. */
export const markedStores = ['P3KE', 'PMKS', 'PEMDA'] as const;
export type MarkedStore = (typeof markedStores)[number];

/** Whose poor are to be told apart from those whom Data Pemda calls better off. */
export const ineligibleStores = ['DTKS', 'DTSEN', 'P3KE'] as const;

export const nikFaults = ['none', 'other', 'shared', 'alone'] as const;

/**
 * missing: poor by one store (`of`) and not in the other (`absentFrom`). ended: has died or moved away, and still
 * stands in the store. ineligible: by Data Pemda not poor any more, and still poor by the store. unverified: stands in
 * the store, and nobody ever looked. nik: no number (none); one that is another person's (other); one that two have
 * in a file, so that it is nobody's (shared); a record that hangs on no person (alone).
 */
export const qualityTopics = {
  missing: poorStores.flatMap((of) =>
    poorStores.filter((one) => one !== of).map((absentFrom) => `missing.${of}.${absentFrom}` as const),
  ),
  ended: stores.map((store) => `ended.${store}` as const),
  ineligible: ineligibleStores.map((store) => `ineligible.${store}` as const),
  unverified: markedStores.map((store) => `unverified.${store}` as const),
  nik: nikFaults.map((fault) => `nik.${fault}` as const),
} as const;
export type QualityTopic = keyof typeof qualityTopics;
export type QualityPart = (typeof qualityTopics)[QualityTopic][number];
/** A topic alone: any of its parts. */
export type QualityCheck = QualityTopic | QualityPart;

export const topics = [
  'missing',
  'ended',
  'ineligible',
  'unverified',
  'nik',
] as const satisfies readonly QualityTopic[];
export const qualityParts: readonly QualityPart[] = topics.flatMap((topic) => partsOf(topic));

export function partsOf(topic: QualityTopic): readonly QualityPart[] {
  return qualityTopics[topic];
}

/**
 * Those of a topic with this store first and that second (of nik: with what is wrong first); undefined: with whichever.
 * Empty: there is no such part.
 */
export function chosenParts(
  topic: QualityTopic,
  first: string | undefined,
  second: string | undefined,
): readonly QualityPart[] {
  return partsOf(topic).filter((part) => {
    const [, one, other] = part.split('.');
    return (first === undefined || first === one) && (second === undefined || second === other);
  });
}

export function topicOf(check: QualityCheck): QualityTopic {
  return topics.find((topic) => topic === check || check.startsWith(`${topic}.`)) ?? 'nik';
}

/** null: there is no such check. */
export function qualityCheck(text: string): QualityCheck | null {
  return [...topics, ...qualityParts].find((one) => one === text) ?? null;
}
