import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { addReporters, chatServiceEnv, startChatService, webhookHeaders } from '../bench/chat-service.js';
import type { ChatService } from '../bench/chat-service.js';
import { load } from '../bench/load.js';
import { measureReports } from '../bench/reports.js';
import { shareNumber, Talk } from '../bench/talk.js';
import { openTestContainer } from '../support/container.js';

const CHATS = 16;
/** Each chat gets to the end of one report, wherever it began. */
const TURNS = 26;

let container: Container;
let service: ChatService;

beforeAll(async () => {
  container = await openTestContainer({ env: chatServiceEnv });
  await addReporters(container, CHATS);
  service = await startChatService(container);
  afterAll(() => service.stop());
});

const post = (requests: number, body: (n: number) => string) =>
  load({ url: service.url, headers: webhookHeaders, connections: 4, requests, body });

it('counts chat steps that are committed, answered and handed over, one reply each', async () => {
  const talk = new Talk({ chats: CHATS, sends: true });
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
});

it('counts reports that are registered', async () => {
  const { registered } = await measureReports(container, 500);
  const { registryEntryVersion } = container.database;
  expect(registered).toBeGreaterThan(0);
  expect(await registryEntryVersion.count()).toBe(registered);
});
