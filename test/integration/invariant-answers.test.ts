/** Invariants 1 and 8: acknowledged only after the commit, and always answered. With /healthz and /readyz. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { simulatorOf, telegramWebhookPath } from '../../src/parts.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import { atEnd } from '../support/ends.js';
import { whileDatabaseIsAway } from '../support/outage.js';
import { tell, waitForReply } from '../support/phone.js';
import { startRedis } from '../support/redis.js';
import { findBinary } from '../support/find-binary.js';
import { startTestService, type TestService } from '../support/service.js';
import { simulatorPhone } from '../support/simulator-phone.js';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.js';

const secret = 'rahasia-webhook-uji';
const [reporter] = trialReporters;

const readiness = async (service: TestService) => {
  const response = await fetch(new URL('/readyz', service.url));
  return { status: response.status, ...((await response.json()) as { parts: Record<string, string> }) };
};
const healthz = async (service: TestService) => (await fetch(new URL('/healthz', service.url))).status;
const received = ({ container }: TestService) => container.database.inboxMessage.count();

describe('a Telegram webhook', () => {
  let service: TestService;
  let telegram: TelegramServer;

  beforeAll(async () => {
    telegram = await startTelegramServer();
    service = await startTestService({
      env: {
        TELEGRAM_BOT_TOKEN: '640804:test-token',
        TELEGRAM_API_ROOT: telegram.url,
        TELEGRAM_WEBHOOK_SECRET: secret,
        PUBLIC_URL: 'http://127.0.0.1',
      },
    });
    atEnd(() => telegram.stop());
  });

  const post = (messageId: number, given = secret) =>
    fetch(new URL(telegramWebhookPath, service.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': given },
      body: JSON.stringify({
        update_id: messageId,
        message: { message_id: messageId, date: 1, chat: { id: 7003, type: 'private' }, text: 'halo' },
      }),
    });

  it('is answered 200 when the message stands in the inbox, once for each', async () => {
    const stored: number[] = [];
    for (const messageId of [1, 2, 2, 1]) {
      expect((await post(messageId)).status).toBe(200);
      stored.push(await received(service));
    }
    expect(stored).toEqual([1, 2, 2, 2]);
  });

  it('is refused without the secret, and nothing is stored', async () => {
    expect((await post(3, 'salah')).status).toBe(401);
    expect(await received(service)).toBe(2);
  });

  it('is answered 5xx while the database is away, so that Telegram sends it again', async () => {
    const status = await whileDatabaseIsAway(service.container, async () => (await post(4)).status);
    expect(status).toBe(503);
    expect(await received(service)).toBe(2);
    await expect.poll(async () => (await post(4)).status, { timeout: 10_000 }).toBe(200);
    expect(await received(service)).toBe(3);
  });

  it('makes the console say that it is not to be reached just now', async () => {
    const cookie = 'sipmas=apa-saja';
    const away = await whileDatabaseIsAway(service.container, async () => {
      const response = await fetch(new URL('/console', service.url), {
        headers: { cookie, accept: 'text/html' },
      });
      return { status: response.status, page: await response.text() };
    });
    expect(away.status).toBe(503);
    expect(away.page).toContain('Coba lagi sebentar lagi');
  });

  it('leaves /healthz alone and /readyz names what is away', async () => {
    await expect.poll(async () => (await readiness(service)).status, { timeout: 10_000 }).toBe(200);
    const away = await whileDatabaseIsAway(service.container, async () => [
      await healthz(service),
      await readiness(service),
    ]);
    expect(away).toMatchObject([200, { status: 503, parts: { database: 'failing', queue: 'failing' } }]);
    await expect
      .poll(() => readiness(service), { timeout: 10_000 })
      .toMatchObject({ status: 200, parts: { database: 'ok', queue: 'ok', telegram: 'ok' } });
  });
});

describe('Telegram polling', () => {
  it('confirms nothing while the database is away, and misses nothing', async () => {
    const telegram = await startTelegramServer();
    const service = await startTestService({
      env: { TELEGRAM_BOT_TOKEN: '640805:test-token', TELEGRAM_API_ROOT: telegram.url },
    });
    atEnd(() => telegram.stop());
    const phone = telegram.phone({ id: 7004, phone: reporter?.phone ?? '' });
    await tell(phone, '/start', /belum terdaftar/);
    const before = telegram.confirmed();
    await whileDatabaseIsAway(service.container, async () => {
      await phone.shareNumber();
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(telegram.confirmed()).toBe(before);
    });
    const seen = (await phone.read()).length;
    await waitForReply(phone, seen, /sudah dikenal/);
    await expect.poll(() => telegram.confirmed(), { timeout: 10_000 }).toBe(before + 1);
  });

  it('confirms nothing before the commit', async () => {
    const telegram = await startTelegramServer();
    const service = await startTestService({
      env: { TELEGRAM_BOT_TOKEN: '640807:test-token', TELEGRAM_API_ROOT: telegram.url },
    });
    atEnd(() => telegram.stop());
    const phone = telegram.phone({ id: 7006 });
    await tell(phone, '/start', /belum terdaftar/);
    const before = telegram.confirmed();
    const holder = new pg.Client({ connectionString: service.container.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE inbox_message IN EXCLUSIVE MODE');
    await phone.say('halo');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(telegram.confirmed()).toBe(before);
    await holder.query('COMMIT');
    await holder.end();
    await expect.poll(() => telegram.confirmed(), { timeout: 10_000 }).toBe(before + 1);
    expect(await received(service)).toBe(2);
  });
});

describe.skipIf(findBinary('redis-server') === null)('Redis that does not answer', () => {
  it('makes /readyz name the queue, until it answers again; the chat goes on', async () => {
    const redis = await startRedis();
    if (redis === null) throw new Error('no Redis');
    // Registered first, so it runs last: a queue does not end without its store.
    atEnd(() => redis.stop());
    const service = await startTestService({ env: { REDIS_URL: redis.url } });
    expect(await readiness(service)).toMatchObject({ status: 200, parts: { database: 'ok', queue: 'ok' } });
    process.kill(redis.pid, 'SIGSTOP');
    try {
      expect(await readiness(service)).toMatchObject({
        status: 503,
        parts: { database: 'ok', queue: 'failing' },
      });
      expect(await healthz(service)).toBe(200);
      const simulator = simulatorOf(service.container);
      if (simulator === null || reporter === undefined) throw new Error('no simulator');
      await tell(simulatorPhone(simulator, reporter.id), 'status', /Belum ada laporan/);
    } finally {
      process.kill(redis.pid, 'SIGCONT');
    }
    await expect.poll(async () => (await readiness(service)).status, { timeout: 10_000 }).toBe(200);
  });
});

describe('a message that cannot be digested', () => {
  let service: TestService;
  let fault: Error | null = null;

  beforeAll(async () => {
    service = await startTestService({
      clock: {
        now: () => {
          if (fault !== null) throw fault;
          return new Date();
        },
      },
    });
  });

  const phoneOf = (personId = reporter?.id ?? '') => {
    const simulator = simulatorOf(service.container);
    if (simulator === null) throw new Error('no simulator');
    return simulatorPhone(simulator, personId);
  };

  it('is apologised for once, kept, and followed by the next as if nothing had been', async () => {
    const phone = phoneOf();
    await tell(phone, 'lapor miskin baru', /No\. KK/);
    fault = new Error('broken');
    await tell(phone, 'tidak ada', /gangguan di pihak kami/);
    fault = null;
    const kept = await service.container.database.inboxMessage.findMany({
      where: { failure: { not: null } },
    });
    expect(kept.map(({ failure }) => failure)).toEqual(['undigested']);
    await tell(phone, 'lanjut', /No\. KK/);
    await tell(phone, 'batal', /Hentikan/);
    await tell(phone, 'ya', /dihentikan/);
  });

  it('is asked for again when its row does not open, and so is a conversation that does not', async () => {
    const { container } = service;
    const { database, storage, pump } = container;
    const phone = phoneOf();
    const contact = await database.contact.findFirstOrThrow();
    const id = randomUUID();
    const row = { id, channel: 'simulator', account: 'web', providerId: id, contactId: contact.id };
    await database.inboxMessage.create({ data: { ...row, bodyEnc: 'v1.k1.bukan' } });
    pump.wake([contact.id]);
    const reply = () => database.outboundMessage.findUnique({ where: { dedupeKey: `reply:${id}:0` } });
    await expect.poll(reply, { timeout: 10_000 }).not.toBeNull();
    const said = await reply();
    expect(openOutboundBody(storage, said?.id ?? '', said?.bodyEnc ?? '').text).toMatch(/tidak terbaca/);
    await database.inboxMessage.delete({ where: { id } });
    await database.conversation.updateMany({ data: { stateEnc: 'v1.k1.bukan' } });
    await tell(phone, 'lapor miskin baru', /No\. KK/);
  });
});
