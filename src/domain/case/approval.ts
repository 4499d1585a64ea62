/** How many people an approval takes: a sensitive case is approved by two who may decide such cases. */
import type { Proposal } from './fold.js';

export type ApprovalStep = 'propose' | 'approve' | 'second_person_needed';

/** What it does when that user approves the case now. */
export function approvalStep(
  { sensitive }: { readonly sensitive: boolean },
  proposal: Proposal | null,
  userId: string,
): ApprovalStep {
  if (proposal !== null) return proposal.by === userId ? 'second_person_needed' : 'approve';
  return sensitive ? 'propose' : 'approve';
}
