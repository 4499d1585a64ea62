import { mayFollow } from '../../domain/case/fold.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import type { Clock, UnitOfWork } from '../ports.js';

/** Writes an approved case into Data Pemda: one approval, one version, however often the job runs. */
export async function registerCase(
  deps: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  { caseId, eventId }: JobPayload<'registry.write'>,
): Promise<void> {
  await deps.unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(caseId);
    if (head === null || !mayFollow('registered', head.state)) return;
    const { answers } = await tx.cases.snapshot(caseId);
    const at = deps.clock.now();
    const { desaCode, kecamatanCode } = head;
    const written =
      (await tx.registry.versionOfEvent(eventId)) ??
      (await tx.registry.write({ caseId, eventId, desaCode, kecamatanCode, answers, at }));
    const registered = await tx.cases.append(head, {
      actor: { kind: 'system', id: null },
      at,
      data: { type: 'registered', ...written },
    });
    await tx.outbox.add('case.notify', { caseId, eventId: registered.eventId });
  });
}
