import type { Work } from '../ports.js';

/**
 * Appends what may end an open field check (a decision, a withdrawal, a correction, a handover), and has
 * its checker told if it did.
 */
export async function tellingChecker<T extends { readonly eventId: string }>(
  tx: Work,
  caseId: string,
  append: () => Promise<T>,
): Promise<T> {
  const wasOpen = await tx.fieldChecks.isOpen(caseId);
  const appended = await append();
  if (wasOpen && !(await tx.fieldChecks.isOpen(caseId))) {
    await tx.outbox.add('check.notify', { caseId, eventId: appended.eventId });
  }
  return appended;
}
