import type { NewPoorHousehold } from '../../src/domain/report/new-poor-household.js';

/** What a new-poor-household report holds when nothing beyond the first form was said. */
export const unasked = {
  kind: 'new_poor_household',
  birthEstimated: false,
  members: [],
  location: null,
  urgent: false,
  note: null,
  duplicateReason: null,
} as const satisfies Partial<Omit<NewPoorHousehold, 'members'>> & { members: readonly [] };
