import type { OutboundBody } from '../../domain/channel/message.js';
import type { CaseEvent } from '../../domain/case/events.js';
import type { FieldCheck } from '../../domain/case/field-check.js';
import { foldCase } from '../../domain/case/fold.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import { commandToken } from '../../dialogue/engine.js';
import { checkNotices } from '../../i18n/field-check.js';
import type { NotifyDeps } from '../notify/notify-reporter.js';
import { waitsUntil } from '../notify/rules.js';
import type { NewNotice, Work } from '../ports.js';

/**
 * Tells a reporter that they are to check a case, or need not any more. Once per event and checker; says
 * the number, what to look at and the reviewer's note: no more. A task waits for no digest.
 */
export async function notifyChecker(
  { unitOfWork, clock, news }: NotifyDeps,
  { caseId, eventId }: JobPayload<'check.notify'>,
): Promise<void> {
  await unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(caseId);
    if (head === null) return;
    const said = newsOf(await tx.cases.events(caseId), eventId, head.number);
    if (said === null) return;
    await tellReporter(tx, said.reporterId, {
      dedupeKey: `check:${caseId}:${eventId}:${said.reporterId}`,
      caseId,
      body: said.body,
      notBefore: waitsUntil(news, clock.now(), head.urgent),
    });
  });
}

/** In the chat that they wrote by last. Who has none yet finds the task there once they have. */
export async function tellReporter(
  tx: Work,
  reporterId: string,
  notice: Pick<NewNotice, 'dedupeKey' | 'caseId' | 'body' | 'notBefore'>,
): Promise<void> {
  const recipient = await tx.news.recipient(reporterId, null);
  if (recipient === null) return;
  const { digest: _, ...contact } = recipient;
  await tx.messages.queue({ ...contact, purpose: 'notification', ...notice });
}

/** What an event means for its checker; null: nothing, or it is somebody of the office. */
function newsOf(
  events: readonly CaseEvent[],
  eventId: string,
  number: string,
): { readonly reporterId: string; readonly body: OutboundBody } | null {
  const at = events.findIndex(({ id }) => id === eventId);
  if (at < 1) return null;
  const before = foldCase(events.slice(0, at)).fieldCheck;
  const after = foldCase(events.slice(0, at + 1)).fieldCheck;
  if (after?.id === eventId) {
    // Taken back before it could be said: then only that would be left to say.
    const now = foldCase(events).fieldCheck;
    return isTask(after) && now?.id === after.id && now.state === 'open'
      ? { reporterId: after.checker.id, body: orderBody(number, after) }
      : null;
  }
  const ended = before?.state === 'open' && after?.state !== 'open';
  const own = events[at]?.actor.id === before?.checker.id;
  return ended && !own && isTask(before)
    ? { reporterId: before.checker.id, body: { text: checkNotices.ended(number) } }
    : null;
}

function isTask({ checker }: FieldCheck): boolean {
  return checker.kind === 'reporter';
}

function orderBody(number: string, { dueOn, questions, note }: FieldCheck): OutboundBody {
  return {
    text: checkNotices.ordered({ number, dueOn, questions, note }),
    choices: [{ token: commandToken('tugas', number), label: checkNotices.fill }],
  };
}
