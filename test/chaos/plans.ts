import type { Plan, Recorded, Subject } from './plan.js';
import { dataUpdate } from './plan-data-update.js';
import { household, householdAgain, householdInOneBlock } from './plan-household.js';
import { noLongerEligible } from './plan-no-longer-eligible.js';
import { pmksCase, pmksCaseInOneBlock } from './plan-pmks.js';
import { pick } from './random.js';

const fresh = [
  ...[household, household, household, householdInOneBlock],
  ...[pmksCase, pmksCase, pmksCaseInOneBlock, noLongerEligible, dataUpdate],
] as const;

/** Now and then it is about a household that the person has reported before. */
export function planOf(subject: Subject, recorded: Recorded | null): Plan {
  const { random } = subject;
  if (recorded !== null && random() < 0.4) {
    const about = pick(random, [householdAgain, noLongerEligible, dataUpdate, dataUpdate] as const);
    return about(subject, recorded);
  }
  return pick(random, fresh)(subject, null);
}
