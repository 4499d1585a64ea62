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

/** Conversations told at the same time, each in a transaction of its own. */
const AT_ONCE = 3;
/** A dialogue that wants to speak again at once is made to wait: it would be asked for ever. */
const APART_MS = 60_000;
const AFTER_FAULT_MS = 3_600_000;

/**
 * Lets every conversation whose time has come hear that it has, but not in quiet hours: those come after.
 * Each is claimed, told and settled in one short transaction; two of these at once share the work. Returns
 * how many were told.
 */
export async function remindDue(deps: RemindDeps): Promise<number> {
  const { clock, news } = deps;
  const until = clock.now();
  let told = 0;
  const work = async () => {
    while (quietUntil(news.quietHours, news.timeZone, clock.now()) === null) {
      if (!(await tellNext(deps, until))) return;
      told += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return told;
}

/** false: there is none. */
async function tellNext(deps: RemindDeps, until: Date): Promise<boolean> {
  let claimed: DueConversation | null = null;
  try {
    return await deps.unitOfWork.run(async (tx) => {
      claimed = await tx.chat.lockDue(until);
      if (claimed === null) return false;
      await tell(deps, tx, claimed);
      return true;
    });
  } catch (error) {
    const due = claimed as DueConversation | null;
    if (due === null) throw error;
    const kind = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ conversationId: due.id, kind }, 'reminder put off');
    // One that cannot be told must not keep the others from being told.
    await deps.unitOfWork.run((tx) => tx.chat.postpone(due.id, new Date(until.getTime() + AFTER_FAULT_MS)));
    return true;
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
