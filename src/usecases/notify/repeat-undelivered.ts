import type { OutboundBody } from '../../domain/channel/message.js';
import type { NotifyDeps } from './notify-reporter.js';
import { waitsUntil } from './rules.js';

const AT_ONCE = 50;
const DAY_MS = 86_400_000;
/** What is older than this is no news any more. */
const WITHIN_MS = 3 * DAY_MS;

/**
 * What was said unasked and did not reach its person is said once more, in their other chat, if they have
 * one that takes messages. What repeats another is not repeated. Returns how many were.
 */
export async function repeatUndelivered(deps: NotifyDeps): Promise<number> {
  const { clock, news, unitOfWork } = deps;
  for (let repeated = 0; ;) {
    const now = clock.now();
    const made = await unitOfWork.run(async (tx) => {
      const failed = await tx.news.lockUndelivered(new Date(now.getTime() - WITHIN_MS), AT_ONCE);
      for (const { id, to, purpose, caseId, body, urgent } of failed) {
        await tx.messages.queue({
          ...to,
          purpose,
          caseId,
          dedupeKey: `again:${id}`,
          body: elsewhere(body),
          fallbackOf: id,
          notBefore: waitsUntil(news, now, urgent || purpose === 'alert'),
        });
      }
      return failed.length;
    });
    repeated += made;
    if (made === 0) return repeated;
  }
}

/** Without what only means something in the chat that it was made for. */
function elsewhere({ text, choices, menu }: OutboundBody): OutboundBody {
  return {
    text,
    ...(choices === undefined ? {} : { choices }),
    ...(menu === undefined ? {} : { menu }),
  };
}
