import type { OutboundBody } from '../../domain/channel/message.js';
import type { CaseEvent } from '../../domain/case/events.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import { reasonLabel, type Reference } from '../../domain/reference/reference.js';
import { lastTime, nextTime } from '../../domain/office-hours.js';
import { commandToken } from '../../dialogue/engine.js';
import { notifications } from '../../i18n/notifications.js';
import type { CaseHead, Clock, NewNotice, Recipient, UnitOfWork, Work } from '../ports.js';
import { waitsUntil, type NewsRules } from './rules.js';

export interface NotifyDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly news: NewsRules;
}

/**
 * Queues what an event means for who goes on with the case: in the chat that the report came by, unless
 * that takes no messages or the case is another's by now. Once per case, event and recipient. Says the
 * number, the state and the reviewer's question or reason: no more.
 */
export async function notifyReporter(
  deps: NotifyDeps,
  { caseId, eventId }: JobPayload<'case.notify'>,
): Promise<void> {
  await deps.unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(caseId);
    const event = await tx.cases.event(eventId);
    const reference = await tx.reference.current();
    const body = head === null || event === null ? null : bodyOf(head.number, event, reference);
    if (head === null || event === null || body === null) return;
    const { ownerId, reporterId, contactId } = head;
    const recipient = await tx.news.recipient(ownerId, ownerId === reporterId ? contactId : null);
    if (recipient === null) return;
    const { digest: _, ...contact } = recipient;
    await tx.messages.queue({
      ...contact,
      purpose: 'notification',
      dedupeKey: `case:${caseId}:${eventId}:${ownerId}`,
      caseId,
      body,
      ...(await timing(deps, tx, {
        head,
        pressing: head.urgent || event.data.type === 'correction_requested',
        recipient,
      })),
    });
  });
}

/** A question needs its answer, and an emergency its help: neither waits for a digest. */
export async function timing(
  { clock, news }: NotifyDeps,
  tx: Work,
  about: { readonly head: CaseHead; readonly pressing: boolean; readonly recipient: Recipient },
): Promise<Pick<NewNotice, 'notBefore' | 'held'>> {
  const { head, pressing, recipient } = about;
  const now = clock.now();
  if (!pressing && recipient.digest) return { held: true };
  if (!pressing && news.digestAfter !== null) {
    const today = lastTime(0, news.timeZone, now);
    const told = await tx.news.countSince(head.ownerId, today, news.digestAfter);
    if (told >= news.digestAfter) {
      return { held: true, notBefore: nextTime(news.digestAt, news.timeZone, now) };
    }
  }
  return { notBefore: waitsUntil(news, now, head.urgent) };
}

function bodyOf(number: string, { data, at }: CaseEvent, reference: Reference): OutboundBody | null {
  switch (data.type) {
    case 'correction_requested':
      return {
        text: notifications.needs_correction(number, data.note),
        choices: [{ token: commandToken('perbaiki', number), label: notifications.correctLabel }],
      };
    case 'approved':
      return { text: notifications.approved(number) };
    case 'rejected': {
      const reason = reasonLabel(reference, 'reject_reason', { code: data.reason, at });
      return { text: notifications.rejected(number, reason, data.note) };
    }
    case 'edited':
      return { text: notifications.edited(number) };
    case 'registered':
      return { text: notifications.registered(number) };
    case 'duplicate_confirmed': {
      const { told, otherEntryId: entry } = data;
      const same = entry === null ? notifications.otherReport : notifications.otherEntry;
      return { text: notifications.duplicate(number, same(told ? data.number : null)) };
    }
    case 'reopened':
      return { text: notifications.reopened(number) };
    case 'objection_answered':
      return { text: notifications.objectionAnswered(number, data, data.note) };
    case 'objection_lapsed':
      return { text: notifications.objectionLapsed(number) };
    // Said in the chat where it was done, by whoever handed the case over, or to its checker.
    case 'submitted':
    case 'screened':
    case 'approval_proposed':
    case 'resubmitted':
    case 'withdrawn':
    case 'objected':
    case 'handed_over':
    case 'field_check_ordered':
    case 'field_check_cancelled':
    case 'field_check_reported':
      return null;
  }
}
