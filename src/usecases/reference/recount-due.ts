import type { JobPayload } from '../../domain/jobs/jobs.js';
import type { Clock, UnitOfWork } from '../ports.js';

/** Reports in one transaction. */
const AT_ONCE = 200;

/** Of what is open, until when it is to be decided by the rules that hold now. Done twice, it is done once. */
export async function recountDue(
  { unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  { recountId }: JobPayload<'case.recount_due'>,
): Promise<void> {
  const batch = () =>
    unitOfWork.run((tx) => tx.reference.recount(recountId, { limit: AT_ONCE, at: clock.now() }));
  while (await batch());
}
