/**
 * How many people an approval takes. A sensitive case is approved by two who may decide such cases; and who
 * corrected the answers does not approve them alone.
 */
import type { CaseSnapshot } from './fold.js';

export type ApprovalStep = 'propose' | 'approve' | 'second_person_needed';

/** What it does when that user approves the case now. */
export function approvalStep(
  { sensitive }: { readonly sensitive: boolean },
  { proposal, editors }: Pick<CaseSnapshot, 'proposal' | 'editors'>,
  userId: string,
): ApprovalStep {
  if (proposal !== null) return proposal.by === userId ? 'second_person_needed' : 'approve';
  return sensitive || editors.includes(userId) ? 'propose' : 'approve';
}
