/** What is said unasked to many at once: due reminders and queued news, by the real sender at its pace. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from '../../bots/channel.js';
import { runAccount } from '../../bots/run-account.js';
import type { Container } from '../../src/container.js';
import { remindDue } from '../../src/usecases/schedule/remind-due.js';
import { dueAccount, dueConversations, speaks } from '../support/reminders.js';

/** Telegram's, as the channel in bots/ keeps it: over all chats, a second. */
export const PROVIDER_PER_SECOND = 30;
const SEND_MS = 20;
const GIVE_UP_AFTER_MS = 120_000;

export interface RemindersOptions {
  readonly reminders: number;
  readonly notifications: number;
  /** The pace is the provider's, so many times faster. */
  readonly scale: number;
}

export interface RemindersMeasured {
  readonly sent: number;
  readonly lost: number;
  readonly twice: number;
  readonly perSecond: number;
  /** What the scaled pace allows. */
  readonly pace: number;
  /** Due conversations told, by the schedule's own job, before anything was sent. */
  readonly toldPerSecond: number;
}

export async function measureReminders(
  container: Container,
  { reminders, notifications, scale }: RemindersOptions,
): Promise<RemindersMeasured> {
  const contacts = await dueConversations(container, Math.max(reminders, notifications), null);
  await queueNews(container, contacts.slice(0, notifications));
  await makeDue(container, contacts.slice(0, reminders));
  const toldPerSecond = await remindAll(container, reminders);
  const sends = new Map<string, number>();
  const times: number[] = [];
  const pace = PROVIDER_PER_SECOND * scale;
  const channel: Channel = {
    ...dueAccount,
    pace: { perSecond: pace, perChatPerSecond: 1, perChatBurst: 3 },
    run: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve());
      }),
    send: async (_address, _body, key) => {
      sends.set(key, (sends.get(key) ?? 0) + 1);
      times.push(performance.now());
      await delay(SEND_MS);
      return { outcome: 'sent', providerId: key };
    },
  };
  const { ownership, outgoing, status, log } = container;
  const end = new AbortController();
  const sending = runAccount({ channel, ownership, outgoing, status, log, signal: end.signal });
  const until = performance.now() + GIVE_UP_AFTER_MS;
  while ((await unsettled(container)) > 0 && performance.now() < until) await delay(100);
  end.abort();
  await sending;
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  const counted = await audit(container, reminders + notifications, sends);
  return { ...counted, perSecond: times.length / seconds, pace, toldPerSecond };
}

async function remindAll({ office, unitOfWork, news, log }: Container, wanted: number): Promise<number> {
  const began = performance.now();
  // What the dialogue says depends on the draft; here it is one line for each.
  const told = await remindDue({ ...office, unitOfWork, news, log, tell: (_, tx, t) => speaks(tx, t, null) });
  if (told !== wanted) throw new Error(`${String(told)} were told instead of ${String(wanted)}`);
  return (told * 1000) / (performance.now() - began);
}

async function makeDue({ database }: Container, contactIds: readonly string[]): Promise<void> {
  await database.conversation.updateMany({
    where: { contacts: { some: { id: { in: [...contactIds] } } } },
    data: { dueAt: new Date(Date.now() - 1_000) },
  });
}

async function queueNews({ unitOfWork }: Container, contactIds: readonly string[]): Promise<void> {
  for (let from = 0; from < contactIds.length; from += 500) {
    await unitOfWork.run(async (tx) => {
      for (const contactId of contactIds.slice(from, from + 500)) {
        const contact = await tx.messages.contact(contactId);
        await tx.messages.queue({
          ...contact,
          contactId,
          purpose: 'notification',
          dedupeKey: `uji:${contactId}`,
          caseId: null,
          body: { text: 'Pemberitahuan uji' },
        });
      }
    });
  }
}

function unsettled({ database }: Container): Promise<number> {
  return database.outboundMessage.count({ where: { settledAt: null, channel: dueAccount.name } });
}

/** The books against what arrived. */
async function audit(
  { database }: Container,
  wanted: number,
  sends: ReadonlyMap<string, number>,
): Promise<Pick<RemindersMeasured, 'sent' | 'lost' | 'twice'>> {
  const rows = await database.outboundMessage.findMany({
    where: { channel: dueAccount.name, state: 'sent' },
    select: { id: true, contactId: true, purpose: true },
  });
  // To each chat one of a sort: two rows that say the same are twice as well.
  const arrived = new Set(
    rows.filter(({ id }) => sends.has(id)).map(({ contactId, purpose }) => `${contactId} ${purpose}`),
  );
  const all = [...sends.values()].reduce((sum, count) => sum + count, 0);
  return { sent: all, lost: wanted - arrived.size, twice: all - arrived.size };
}
