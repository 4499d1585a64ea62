import { isOpen } from '../../domain/case/fold.js';
import type { CaseEvent } from '../../domain/case/events.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import { notifications } from '../../i18n/notifications.js';
import type { UnitOfWork } from '../ports.js';

/**
 * Tells the reviewers on duty, at any hour, that an emergency waits: its number and its kecamatan, nothing
 * of the people. Only the report that made the case urgent does so, once per reviewer's chat.
 */
export async function alertReviewers(
  deps: { readonly unitOfWork: UnitOfWork },
  { caseId, eventId }: JobPayload<'case.alert'>,
): Promise<void> {
  await deps.unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(caseId);
    if (head?.urgent !== true || !isOpen(head.state)) return;
    if (!becameUrgent(await tx.cases.events(caseId), eventId)) return;
    const text = notifications.urgentWaiting(head.number, await tx.cases.kecamatanName(head));
    for (const contact of await tx.staff.onDuty(head.desaCode)) {
      await tx.messages.queue({
        ...contact,
        purpose: 'alert',
        dedupeKey: `alert:${caseId}:${eventId}:${contact.contactId}`,
        caseId,
        body: { text },
      });
    }
  });
}

function becameUrgent(events: readonly CaseEvent[], eventId: string): boolean {
  const at = events.findIndex(({ id }) => id === eventId);
  const urgent = events
    .slice(0, at + 1)
    .flatMap(({ data }) => ('answers' in data ? data.answers.urgent : []));
  return urgent.at(-1) === true && urgent.at(-2) !== true;
}
