import { mayFollow } from '../../domain/case/fold.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import type { Clock, DuplicateFound, UnitOfWork } from '../ports.js';

/** First duplicate check, by NIK and KK; then the case stands in the review queue. Twice is once. */
export async function screenCase(
  deps: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  { caseId, eventId }: JobPayload<'case.screen'>,
): Promise<void> {
  await deps.unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(caseId);
    if (head === null || !mayFollow('screened', head.state)) return;
    const duplicates = await tx.cases.findDuplicates(head);
    await tx.cases.saveDuplicates(caseId, duplicates);
    await tx.cases.append(head, {
      actor: { kind: 'system', id: null },
      at: deps.clock.now(),
      // The same by NIK and by KK is one.
      data: { type: 'screened', duplicates: new Set(duplicates.map(idOf)).size },
    });
    if (head.urgent) await tx.outbox.add('case.alert', { caseId, eventId });
  });
}

function idOf({ otherCaseId, otherEntryId }: DuplicateFound): string | null {
  return otherCaseId ?? otherEntryId;
}
