import { v5 as uuidv5 } from 'uuid';
import { quietUntil } from '../../domain/office-hours.js';
import type { AdvanceDeps } from '../chat/advance.js';
import { tellConversation, type Telling } from '../chat/tell-conversation.js';
import type { NewsRules } from '../notify/rules.js';
import type { DueConversation, Log, UnitOfWork, Work } from '../ports.js';

export interface RemindDeps extends AdvanceDeps {
  readonly unitOfWork: UnitOfWork;
  readonly news: NewsRules;
  readonly log: Log;
  /** Another than the dialogue's own, for tests. */
  readonly tell?: (deps: AdvanceDeps, tx: Work, telling: Telling) => Promise<void>;
}

/** Batches under way at the same time, and the conversations of one, told in one transaction. */
const AT_ONCE = 2;
const BATCH = 10;
/** A dialogue that wants to speak again at once is made to wait: it would be asked for ever. */
const APART_MS = 60_000;
const AFTER_FAULT_MS = 3_600_000;

/**
 * Lets every conversation whose time has come hear that it has, but not in quiet hours: those come after.
 * They are claimed, told and settled in small batches; two of these at once share the work. Returns how
 * many were told.
 */
export async function remindDue(deps: RemindDeps): Promise<number> {
  const { clock, news } = deps;
  const until = clock.now();
  let told = 0;
  const work = async () => {
    // After a fault one by one, until the one that cannot be told is found.
    let alone = 0;
    while (quietUntil(news.quietHours, news.timeZone, clock.now()) === null) {
      const count = await tellSome(deps, until, alone > 0 ? 1 : BATCH);
      if (count === 0) return;
      alone = count === null ? BATCH : Math.max(0, alone - 1);
      told += count ?? 0;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return told;
}

/** How many there were; null: one of several cannot be told. */
async function tellSome(deps: RemindDeps, until: Date, limit: number): Promise<number | null> {
  let claimed: readonly DueConversation[] = [];
  try {
    return await deps.unitOfWork.run(async (tx) => {
      claimed = await tx.chat.lockDue(until, limit);
      for (const due of claimed) await tell(deps, tx, due);
      return claimed.length;
    });
  } catch (error) {
    const [due, ...more] = claimed;
    if (due === undefined) throw error;
    if (more.length > 0) return null;
    const kind = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ conversationId: due.id, kind }, 'reminder put off');
    // One that cannot be told must not keep the others from being told.
    await deps.unitOfWork.run((tx) => tx.chat.postpone(due.id, new Date(until.getTime() + AFTER_FAULT_MS)));
    return 1;
  }
}

async function tell(deps: RemindDeps, tx: Work, due: DueConversation): Promise<void> {
  const { tell: say = tellConversation } = deps;
  if (due.contactId !== null) {
    await say(deps, tx, {
      contactId: due.contactId,
      // The same for the same reminder, whoever is told of it again.
      id: uuidv5(due.dueAt.toISOString(), due.id),
      input: { type: 'time' },
      purpose: 'reminder',
    });
  }
  await tx.chat.settleDue(due, new Date(deps.clock.now().getTime() + APART_MS));
}
