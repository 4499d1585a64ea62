/** What must be true of the database, of the provider and of what people were told, after all the kills. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Container } from '../../src/container.js';
import { checkCases } from './check-cases.js';
import { checkMessages } from './check-messages.js';
import { checkNews } from './check-news.js';
import { checkQuestions } from './check-questions.js';
import { checkRegistry } from './check-registry.js';
import type { Findings, Witnesses } from './findings.js';

/** Jobs of a dead worker wait for their lock to end; a queue that lost them gets them a minute later. */
const DRAINED_WITHIN_MS = 150_000;

/** Waits until nothing is under way; returns what still is, in words. */
export async function drained(container: Container): Promise<readonly string[]> {
  const until = Date.now() + DRAINED_WITHIN_MS;
  for (;;) {
    const left = await underWay(container);
    if (left.length === 0 || Date.now() > until) return left;
    await delay(250);
  }
}

async function underWay({ database, jobQueue }: Container): Promise<readonly string[]> {
  const waiting = {
    'inbox rows not processed': await database.inboxMessage.count({ where: { processedAt: null } }),
    'outbox rows not done': await database.outbox.count({ where: { doneAt: null } }),
    'messages not settled': await database.outboundMessage.count({ where: { settledAt: null } }),
    'photos not fetched': await database.attachment.count({ where: { state: 'pending' } }),
    'jobs in the queue': Object.values(await jobQueue.sizes()).reduce((sum, size) => sum + size, 0),
  };
  return Object.entries(waiting).flatMap(([what, count]) =>
    count === 0 ? [] : [`${String(count)} ${what}`],
  );
}

export async function checkBooks(container: Container, witnesses: Witnesses): Promise<Findings> {
  const parts = [
    await checkCases(container, witnesses),
    await checkRegistry(container),
    await checkInbox(container, witnesses),
    await checkNews(container),
    await checkQuestions(container),
    await checkMessages(container, witnesses),
    await checkPhotos(container, witnesses),
  ];
  return {
    counts: Object.assign({}, ...parts.map((part) => part.counts)) as Findings['counts'],
    violations: parts.flatMap((part) => part.violations),
  };
}

async function checkInbox({ database }: Container, { people }: Witnesses): Promise<Findings> {
  const inbox = await database.inboxMessage.findMany({ select: { id: true, failure: true } });
  const replies = await database.outboundMessage.findMany({
    where: { purpose: 'reply' },
    select: { dedupeKey: true },
  });
  const keys = new Set(replies.map(({ dedupeKey }) => dedupeKey));
  const said = people.reduce((sum, person) => sum + person.said, 0);
  const unanswered = inbox.filter(({ id }) => !keys.has(`reply:${id}:0`)).length;
  const failed = inbox.filter(({ failure }) => failure !== null).length;
  const violations: string[] = [];
  if (inbox.length !== said)
    violations.push(`${String(said)} messages were sent in, and ${String(inbox.length)} are in the inbox`);
  if (unanswered > 0) violations.push(`${String(unanswered)} messages have no answer`);
  if (failed > 0) violations.push(`${String(failed)} messages were given up`);
  return { counts: { messages_in: inbox.length, replies: replies.length }, violations };
}

async function checkPhotos({ database, blobs }: Container, { people }: Witnesses): Promise<Findings> {
  const sent = people.flatMap(({ told }) => told).reduce((sum, { said }) => sum + said.photos, 0);
  const attachments = await database.attachment.findMany();
  const violations: string[] = [];
  for (const { id, state, caseId } of attachments) {
    const whole = state === 'stored' && caseId !== null && (await blobs.get(id)) !== null;
    if (!whole) violations.push(`photo ${id} is ${state}, or of no case, or gone`);
  }
  if (attachments.length !== sent)
    violations.push(`${String(sent)} photos were sent, and ${String(attachments.length)} are there`);
  return { counts: { photos: attachments.length }, violations };
}
