import type { JobPayload } from '../../domain/jobs/jobs.js';
import { nextTime } from '../../domain/office-hours.js';
import { dayIn } from '../../domain/time.js';
import { notifications } from '../../i18n/notifications.js';
import { timing, type NotifyDeps } from '../notify/notify-reporter.js';

/** More at once come as one message. */
const ONE_BY_ONE = 3;

/**
 * Tells who goes on with a report that aid was recorded for somebody it is about: its number, and no more. Once per
 * report and day of recording, however much was given; a list that is recorded does not become hundreds of messages. Each
 * report is a transaction of its own: a job that is killed, or comes twice, says nothing twice.
 */
export async function notifyOfAid(deps: NotifyDeps, { batchId }: JobPayload<'aid.notify'>): Promise<void> {
  const { unitOfWork, clock, news } = deps;
  const reports = await unitOfWork.run((tx) => tx.aid.reportsOf(batchId));
  for (const { caseId, recordedAt, ownerId: owner } of reports) {
    const many = reports.filter((one) => one.ownerId === owner).length > ONE_BY_ONE;
    await unitOfWork.run(async (tx) => {
      const head = await tx.cases.lock(caseId);
      if (head === null) return;
      const { number, ownerId, reporterId, contactId } = head;
      const recipient = await tx.news.recipient(ownerId, ownerId === reporterId ? contactId : null);
      if (recipient === null) return;
      // What was an emergency then wakes nobody now.
      const calm = { ...head, urgent: false };
      const { digest: wantsDigest, ...contact } = recipient;
      const digestAt = wantsDigest ? null : nextTime(news.digestAt, news.timeZone, clock.now());
      await tx.messages.queue({
        ...contact,
        purpose: 'notification',
        dedupeKey: `aid:${caseId}:${dayIn(news.timeZone, recordedAt)}:${ownerId}`,
        caseId,
        body: { text: notifications.aidRecorded(number) },
        ...(many
          ? { held: true, notBefore: digestAt }
          : await timing(deps, tx, { head: calm, pressing: false, recipient })),
      });
    });
  }
}
