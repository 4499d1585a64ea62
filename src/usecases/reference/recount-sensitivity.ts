import type { JobPayload } from '../../domain/jobs/jobs.js';
import { endReporterCheck } from '../field-check/end-reporter-check.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';

/** Reports in one transaction. */
const AT_ONCE = 200;

/**
 * Conceals the reports of a category that was made sensitive, or tells of them again. Done twice, it is done
 * once; `batches`: no more than that are done now.
 */
export async function recountSensitivity(
  { unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  { recountId }: JobPayload<'case.recount_sensitivity'>,
  batches = Infinity,
): Promise<void> {
  let more = true;
  for (let done = 0; more && done < batches; done += 1) {
    more = await unitOfWork.run((tx) => batch(tx, recountId, clock.now()));
  }
}

async function batch(tx: Work, recountId: string, at: Date): Promise<boolean> {
  const { more, concealed } = await tx.reference.recountSensitivity(recountId, { limit: AT_ONCE, at });
  for (const caseId of concealed) {
    const now = await tx.cases.lock(caseId);
    if (now !== null) await endReporterCheck(tx, { before: { sensitive: false }, now, at });
  }
  return more;
}
