/** Invariants 3 and 4: state, event and outbox row share one transaction; effects happen once. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { workers } from '../../src/parts.js';
import { Signal } from '../../src/storage/context.js';
import { PgAlikeStore } from '../../src/storage/matching/alike.js';
import { PgChatStore } from '../../src/storage/repositories/chat.js';
import { PgLookUpStore } from '../../src/storage/repositories/look-ups.js';
import { openOutboundBody, SenderAttachments } from '../../src/storage/repositories/outbound.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { answerMessages } from '../../src/usecases/chat/answer-messages.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { notifyReporter } from '../../src/usecases/notify/notify-reporter.js';
import type { UnitOfWork } from '../../src/usecases/ports.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { lookAlikeIn } from '../../src/usecases/report/look-alike.js';
import { describeOnEachQueue } from '../support/backends.js';
import { openTestContainer } from '../support/container.js';
import { dumpTables } from '../support/dumps.js';
import { dyingAfter } from '../support/dying.js';
import { atEnd } from '../support/ends.js';
import { tell, waitForReply } from '../support/phone.js';
import { emptyQueue, longAgo } from '../support/queue.js';
import {
  staff,
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticKk,
  syntheticNik,
} from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.js';
import { pmksCategories } from '../../src/domain/pmks/categories.js';

const approve: Decision = { type: 'approve', note: '' };
const [reporter] = trialReporters;

describe('a step of a case', () => {
  let container: Container;
  let contactId: string;
  let caseId: string;

  beforeAll(async () => {
    container = await openTestContainer();
    ({ contactId } = await syntheticContact(container));
  });

  const rows = () => dumpTables(container.databaseUrl);
  const eventId = async (type: string) =>
    (await container.database.caseEvent.findFirstOrThrow({ where: { caseId, type } })).id;
  const jobs = async () => {
    const found = await container.database.outbox.findMany({ orderBy: { id: 'asc' } });
    return found.map(({ job }) => job);
  };

  /** Lets it die after each of its calls, and live at last. Returns how often it died. */
  async function dyingEverywhere(step: (unitOfWork: UnitOfWork) => Promise<unknown>): Promise<number> {
    const before = await rows();
    for (let n = 1; ; n += 1) {
      const outcome = await step(dyingAfter(container.unitOfWork, n)).then(
        () => 'lived',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
      if (outcome === 'lived') {
        expect(await rows()).not.toEqual(before);
        return n - 1;
      }
      expect(outcome).toBe('died');
      expect(await rows()).toEqual(before);
    }
  }

  const chat = (unitOfWork: UnitOfWork) =>
    answerMessages(
      {
        chat: new PgChatStore(container.storage, new Signal(), new SenderAttachments()),
        unitOfWork,
        lookUps: new PgLookUpStore(container.storage),
        lookAlike: lookAlikeIn(new PgAlikeStore(container.storage), container.log),
        clock: container.clock,
        homeRegion: container.config.region,
        timeZone: container.config.timeZone,
        bounds: container.config.bounds,
        guideUrl: null,
        categories: () => pmksCategories,
        drafts: container.config.drafts,
      },
      [contactId],
    );
  const say = async (text: string) => {
    await container.inbox.save([
      {
        channel: 'simulator',
        account: 'web',
        providerId: randomUUID(),
        address: reporter?.id ?? '',
        chat: 'private',
        content: { type: 'text', text },
      },
    ]);
  };

  it('leaves nothing behind when a report breaks off while it is sent', async () => {
    const lines = [
      ...[
        'lapor miskin baru',
        syntheticKk(1),
        syntheticNik(1),
        'Uji Contoh Putus',
        'Jalan Percobaan RT 3 RW 1',
      ],
      ...['4', 'lewati', '1', 'lewati'],
    ];
    for (const line of lines) await say(line);
    await chat(container.unitOfWork);
    await say('kirim');
    expect(await dyingEverywhere(chat)).toBeGreaterThanOrEqual(4);
    caseId = (await container.database.case.findFirstOrThrow()).id;
    expect(await container.database.caseEvent.count()).toBe(1);
    expect(await jobs()).toEqual(['case.screen']);
    expect(await container.database.inboxMessage.count({ where: { processedAt: null } })).toBe(0);
  });

  it('leaves nothing behind when the first check breaks off', async () => {
    const { clock } = container;
    const died = await dyingEverywhere((unitOfWork) =>
      screenCase({ unitOfWork, clock }, { caseId, eventId: caseId }),
    );
    expect(died).toBeGreaterThanOrEqual(4);
  });

  it('leaves nothing behind when a decision breaks off', async () => {
    const actor = await staff(container, 'verifikator');
    const { clock } = container;
    const died = await dyingEverywhere((unitOfWork) =>
      decideCase({ unitOfWork, clock }, actor, { caseId, version: 2, decision: approve, ip: '127.0.0.1' }),
    );
    expect(died).toBeGreaterThanOrEqual(5);
    expect(await jobs()).toEqual(['case.screen', 'case.notify', 'registry.write']);
  });

  it('leaves nothing behind when the writing into Data Pemda breaks off', async () => {
    const { clock } = container;
    const approved = await eventId('approved');
    const died = await dyingEverywhere((unitOfWork) =>
      registerCase({ unitOfWork, clock }, { caseId, eventId: approved }),
    );
    expect(died).toBeGreaterThanOrEqual(5);
    expect(await jobs()).toEqual(['case.screen', 'case.notify', 'registry.write', 'case.notify']);
    expect(await container.database.registryEntryVersion.count()).toBe(1);
  });

  it('leaves nothing behind when a notification breaks off', async () => {
    const registered = await eventId('registered');
    const died = await dyingEverywhere((unitOfWork) =>
      notifyReporter({ ...container, unitOfWork }, { caseId, eventId: registered }),
    );
    expect(died).toBeGreaterThanOrEqual(4);
    expect(await container.database.outboundMessage.count({ where: { caseId } })).toBe(1);
  });
});

describeOnEachQueue('the queue', (backend) => {
  it('is rebuilt from the database when all that it held is lost, and everything is finished', async () => {
    const container = await openTestContainer({ backend });
    const { database, outbox, jobQueue } = container;
    const by = await syntheticContact(container);
    const actor = await staff(container, 'verifikator');
    const ids: string[] = [];
    for (let n = 1; n <= 6; n += 1) {
      ids.push(await submitSynthetic(container, by, await syntheticAnswers(container, n)));
    }
    const toQueue = () => outbox.relay(100, 60_000, (rows) => jobQueue.add(rows));
    const queued = async () => Object.values(await jobQueue.sizes()).reduce((sum, size) => sum + size, 0);
    expect(await toQueue()).toBe(6);
    expect(await queued()).toBe(6);
    await emptyQueue(container);
    expect(await queued()).toBe(0);
    expect(await toQueue()).toBe(0);
    await longAgo(container);
    const part = await workers.start(container);
    atEnd(() => part.stop());
    const states = async () => (await database.case.findMany()).map(({ state }) => state);
    await expect.poll(states, { timeout: 10_000 }).toEqual(ids.map(() => 'in_review'));
    for (const caseId of ids) {
      await decideCase(container, actor, { caseId, version: 2, decision: approve, ip: '127.0.0.1' });
    }
    await emptyQueue(container);
    await longAgo(container);
    await expect.poll(states, { timeout: 20_000 }).toEqual(ids.map(() => 'registered'));
    await expect.poll(() => database.outbox.count({ where: { doneAt: null } }), { timeout: 20_000 }).toBe(0);
    expect(await database.registryEntryVersion.count()).toBe(6);
    expect(await database.outboundMessage.count({ where: { caseId: { not: null } } })).toBe(12);
  });
});

describe('a notification whose sending is cut off', () => {
  let telegram: TelegramServer;
  let service: TestService;
  let by: { reporterId: string; contactId: string };
  let n = 0;

  beforeAll(async () => {
    telegram = await startTelegramServer();
    service = await startTestService({
      env: { TELEGRAM_BOT_TOKEN: '640806:test-token', TELEGRAM_API_ROOT: telegram.url },
    });
    atEnd(() => telegram.stop());
    const phone = telegram.phone({ id: 7005, phone: reporter?.phone ?? '' });
    await tell(phone, '/start', /belum terdaftar/);
    const before = (await phone.read()).length;
    await phone.shareNumber();
    await waitForReply(phone, before, /sudah dikenal/);
    const contact = await service.container.database.contact.findFirstOrThrow();
    by = { reporterId: reporter?.id ?? '', contactId: contact.id };
  });

  /** A rejection, told while the next `cuts` answers of Telegram are lost. */
  async function tellWith(cuts: number) {
    const { container } = service;
    const { database } = container;
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, (n += 1)));
    const state = async () => (await database.case.findUniqueOrThrow({ where: { id: caseId } })).state;
    await expect.poll(state, { timeout: 10_000 }).toBe('in_review');
    telegram.cutAnswers(cuts);
    const decision: Decision = { type: 'reject', reason: 'not_poor', note: 'Sudah mampu' };
    const actor = await staff(container, 'verifikator');
    const { number } = await decideCase(container, actor, { caseId, version: 2, decision, ip: '' });
    const message = () => database.outboundMessage.findFirst({ where: { caseId } });
    await expect.poll(async () => (await message())?.settledAt ?? null, { timeout: 15_000 }).not.toBeNull();
    telegram.cutAnswers(0);
    const texts = telegram.sent.map(({ text }) => text).filter((text) => text.includes(number));
    return { number, texts, state: (await message())?.state };
  }

  it('is sent once when nothing breaks', async () => {
    const { texts, state } = await tellWith(0);
    expect([texts.length, state]).toEqual([1, 'sent']);
  });

  it('is sent once more, with the number that shows it to be the same', async () => {
    const { texts, state, number } = await tellWith(1);
    expect([texts.length, state]).toEqual([2, 'sent']);
    for (const text of texts) expect(text).toContain(number);
  });

  it('is never sent a third time', async () => {
    const { texts, state } = await tellWith(10);
    expect([texts.length, state]).toEqual([2, 'unknown']);
  });

  it('of a sender that died is sent once more by the next, and never a third time', async () => {
    const { outgoing, database, unitOfWork } = service.container;
    const [channel, account] = ['whatsapp', 'mati'] as const;
    await unitOfWork.run((tx) =>
      tx.messages.queue({
        channel,
        account,
        address: 'lid-mati',
        contactId: by.contactId,
        purpose: 'notification',
        dedupeKey: 'mati',
        caseId: null,
        body: { text: 'Laporan' },
      }),
    );
    for (const lastTries of [[false], [true], []]) {
      const claimed = await outgoing.claim(channel, account, 10);
      expect(claimed.map(({ lastTry }) => lastTry)).toEqual(lastTries);
      for (const { id, lastTry } of claimed) if (lastTry) await outgoing.begin(id);
      expect(await outgoing.recover(channel, account)).toBe(claimed.length);
    }
    expect(await database.outboundMessage.findUnique({ where: { dedupeKey: 'mati' } })).toMatchObject({
      state: 'unknown',
    });
  });

  it('carries the number of its case, whatever it tells', async () => {
    const { container } = service;
    const { database, storage } = container;
    const actor = await staff(container, 'verifikator');
    const decide = async (decision: Decision) => {
      const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, (n += 1)));
      const state = async () => (await database.case.findUniqueOrThrow({ where: { id: caseId } })).state;
      await expect.poll(state, { timeout: 10_000 }).toBe('in_review');
      await decideCase(container, actor, { caseId, version: 2, decision, ip: '' });
    };
    await decide(approve);
    await decide({ type: 'ask_correction', reason: 'unclear', note: 'Apa?', fields: [] });
    await expect.poll(() => database.outbox.count({ where: { doneAt: null } }), { timeout: 10_000 }).toBe(0);
    const told = await database.outboundMessage.findMany({ where: { caseId: { not: null } } });
    const events = await database.caseEvent.findMany();
    const kinds = new Set(told.map(({ dedupeKey }) => events.find(({ id }) => dedupeKey.includes(id))?.type));
    expect(kinds).toEqual(new Set(['rejected', 'approved', 'registered', 'correction_requested']));
    for (const row of told) {
      const { number } = await database.case.findUniqueOrThrow({ where: { id: row.caseId ?? '' } });
      expect(openOutboundBody(storage, row.id, row.bodyEnc).text).toContain(number);
    }
  });
});
