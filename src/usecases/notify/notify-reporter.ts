import type { OutboundBody } from '../../domain/channel/message.js';
import type { CaseEventData } from '../../domain/case/events.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import { commandToken } from '../../dialogue/engine.js';
import { notifications } from '../../i18n/chat.js';
import { rejectReasonLabels } from '../../i18n/labels.js';
import type { UnitOfWork } from '../ports.js';

/**
 * Queues what an event means for the reporter, to the contact the report came by. Once per case,
 * event and recipient. Says the number, the state and the reviewer's question or reason: no more.
 */
export async function notifyReporter(
  deps: { readonly unitOfWork: UnitOfWork },
  { caseId, eventId }: JobPayload<'case.notify'>,
): Promise<void> {
  await deps.unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(caseId);
    const event = await tx.cases.event(eventId);
    const body = head === null || event === null ? null : bodyOf(head.number, event.data);
    if (head === null || body === null) return;
    const contact = await tx.messages.contact(head.contactId);
    await tx.messages.queue({
      ...contact,
      contactId: head.contactId,
      purpose: 'notification',
      dedupeKey: `case:${caseId}:${eventId}:${head.contactId}`,
      caseId,
      body,
    });
  });
}

function bodyOf(number: string, data: CaseEventData): OutboundBody | null {
  switch (data.type) {
    case 'correction_requested':
      return {
        text: notifications.needs_correction(number, data.note),
        choices: [{ token: commandToken('perbaiki', number), label: notifications.correctLabel }],
      };
    case 'approved':
      return { text: notifications.approved(number) };
    case 'rejected':
      return { text: notifications.rejected(number, rejectReasonLabels[data.reason], data.note) };
    case 'registered':
      return { text: notifications.registered(number) };
    case 'submitted':
    case 'screened':
    case 'resubmitted':
    case 'withdrawn':
    case 'objected':
    case 'objection_lapsed':
    case 'handed_over':
      return null;
  }
}
