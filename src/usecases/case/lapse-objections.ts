import { objectionsLapseBefore } from '../../domain/case/objection.js';
import type { Clock, UnitOfWork } from '../ports.js';

/** Of one transaction: none is held for long. */
const AT_ONCE = 20;

/**
 * Lets objections lapse that the office has not answered in time, and tells their reporters. Several
 * may run at once: each takes what no other has. Returns how many have lapsed.
 */
export async function lapseObjections(deps: {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}): Promise<number> {
  const now = deps.clock.now();
  for (let lapsed = 0; ;) {
    const some = await lapseSome(deps.unitOfWork, now);
    lapsed += some;
    if (some < AT_ONCE) return lapsed;
  }
}

async function lapseSome(unitOfWork: UnitOfWork, now: Date): Promise<number> {
  return unitOfWork.run(async (tx) => {
    const overdue = await tx.cases.lockOverdueObjections(objectionsLapseBefore(now), AT_ONCE);
    for (const head of overdue) {
      const { eventId } = await tx.cases.append(head, {
        actor: { kind: 'system', id: null },
        at: now,
        data: { type: 'objection_lapsed' },
      });
      await tx.outbox.add('case.notify', { caseId: head.id, eventId });
    }
    return overdue.length;
  });
}
