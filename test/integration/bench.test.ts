import { beforeAll, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { reportKinds } from '../../src/domain/report/report.js';
import { addReporters, chatServiceEnv, startChatService, webhookHeaders } from '../bench/chat-service.js';
import type { ChatService } from '../bench/chat-service.js';
import { load } from '../bench/load.js';
import { measureReminders } from '../bench/reminders.js';
import { measureReports } from '../bench/reports.js';
import { shareNumber, Talk } from '../bench/talk.js';
import { openTestContainer } from '../support/container.js';
import { atEnd } from '../support/ends.js';

const CHATS = 16;
/** Each chat gets to the end of one report, wherever it began. */
const TURNS = 28;

let container: Container;
let service: ChatService;

beforeAll(async () => {
  container = await openTestContainer({ env: chatServiceEnv });
  await addReporters(container, CHATS);
  service = await startChatService(container);
  atEnd(() => service.stop());
});

const post = (requests: number, body: (n: number) => string) =>
  load({ url: service.url, headers: webhookHeaders, connections: 4, requests, body });

it('counts chat steps that are committed, answered and handed over, one reply each', async () => {
  const talk = new Talk({ chats: CHATS, scripts: 'allKinds', sends: true });
  await post(CHATS, shareNumber);
  await expect.poll(service.handed).toBe(CHATS);
  const { sent } = await post(CHATS * TURNS, () => talk.next());
  await expect.poll(service.handed).toBe(CHATS + sent);

  const { inboxMessage, outboundMessage, conversation, case: cases } = container.database;
  expect(await inboxMessage.count({ where: { processedAt: { not: null }, failure: null } })).toBe(
    CHATS + sent,
  );
  await expect
    .poll(() => outboundMessage.count({ where: { purpose: 'reply', state: 'sent' } }))
    .toBe(CHATS + sent);
  expect(await conversation.count({ where: { stateEnc: { not: null } } })).toBe(CHATS);
  // Reports that end in a case were understood line by line.
  expect(await cases.count()).toBeGreaterThanOrEqual(CHATS);
  expect(await cases.groupBy({ by: ['kind'] })).toHaveLength(reportKinds.length);
});

it('counts reports that are registered', async () => {
  const { registered } = await measureReports(container, 500);
  const { registryEntryVersion } = container.database;
  expect(registered).toBeGreaterThan(0);
  expect(await registryEntryVersion.count()).toBe(registered);
});

it('counts reminders and news that arrive, each once, at the pace of the provider', async () => {
  const options = { reminders: 60, notifications: 90, scale: 1 };
  const { sent, lost, twice, perSecond, pace } = await measureReminders(container, options);
  expect({ sent, lost, twice }).toEqual({ sent: 150, lost: 0, twice: 0 });
  expect(pace).toBe(30);
  // Of 150, the first 30 may go at once.
  expect(perSecond).toBeLessThan((30 * 150) / 118);
}, 30_000);
