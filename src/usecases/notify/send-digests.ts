import { v7 as uuidv7 } from 'uuid';
import { lastTime } from '../../domain/office-hours.js';
import { digest } from '../../i18n/notifications.js';
import type { HeldNews, Work } from '../ports.js';
import type { NotifyDeps } from './notify-reporter.js';
import { waitsUntil } from './rules.js';

/** As many reports as one message bears, and a cheap phone shows. */
const SHOWN = 20;

/**
 * Sends each reporter the news held back for them as one message, once the time of the day has come; at
 * once to who wants no digest any more. Returns how many messages that made.
 */
export async function sendDigests(deps: NotifyDeps): Promise<number> {
  const { clock, news, unitOfWork } = deps;
  const now = clock.now();
  const cutoff = lastTime(news.digestAt, news.timeZone, now);
  for (let sent = 0; ; sent += 1) {
    const more = await unitOfWork.run(async (tx) => {
      const reporterId = await tx.news.lockDueDigest(now, cutoff);
      if (reporterId !== null) await sendDigest(tx, reporterId, waitsUntil(news, now, false));
      return reporterId !== null;
    });
    if (!more) return sent;
  }
}

async function sendDigest(tx: Work, reporterId: string, notBefore: Date | null): Promise<void> {
  const held = await tx.news.held(reporterId);
  const [first] = held;
  const recipient = await tx.news.recipient(reporterId, held.at(-1)?.contactId ?? null);
  if (first === undefined || recipient === null) return;
  const { digest: _, ...contact } = recipient;
  const lines = lastOfEachCase(held);
  const id = uuidv7();
  await tx.messages.queue({
    ...contact,
    id,
    purpose: 'digest',
    dedupeKey: `digest:${first.id}`,
    caseId: null,
    body: { text: digest(lines.slice(0, SHOWN), Math.max(0, lines.length - SHOWN)) },
    notBefore,
  });
  await tx.news.digested(
    held.map((one) => one.id),
    id,
  );
}

/** "Disetujui" is no news once "tercatat" is. */
function lastOfEachCase(held: readonly HeldNews[]): readonly string[] {
  const texts = new Map<string, string>();
  for (const { id, caseId, text } of held) {
    if (text === null) continue;
    const key = caseId ?? id;
    texts.delete(key);
    texts.set(key, text);
  }
  return [...texts.values()];
}
