import type { Entry } from './entries.js';

/** The entry that a report is about: the one it names, else the household's, else the person's. */
export function targetOf(found: readonly Entry[], entryId: string | null): Entry | null {
  const named = found.find(({ id }) => id === entryId);
  const ofHousehold = found.find(({ householdId }) => householdId !== null);
  return named ?? ofHousehold ?? found[0] ?? null;
}
