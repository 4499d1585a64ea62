import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { lastTime } from '../../src/domain/office-hours.js';
import { Signal } from '../../src/storage/context.js';
import { PgAlikeStore } from '../../src/storage/matching/alike.js';
import { PgChatStore } from '../../src/storage/repositories/chat.js';
import { PgLookUpStore } from '../../src/storage/repositories/look-ups.js';
import { SenderAttachments } from '../../src/storage/repositories/outbound.js';
import { answerMessages } from '../../src/usecases/chat/answer-messages.js';
import type { Telling } from '../../src/usecases/chat/tell-conversation.js';
import type { Work } from '../../src/usecases/ports.js';
import { lookAlikeIn } from '../../src/usecases/report/look-alike.js';
import { remindDue, type RemindDeps } from '../../src/usecases/schedule/remind-due.js';
import { openTestContainer } from '../support/container.js';
import { saidTo } from '../support/decided.js';
import { syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { dueConversations, speaks } from '../support/reminders.js';

const HOUR_MS = 3_600_000;

describe('a conversation whose time has come', () => {
  let container: Container;
  let contactId: string;
  let conversationId: string;
  let told: Telling[];
  let now: Date;
  let next: Date | null;

  const deps = (): RemindDeps => ({
    ...container.office,
    clock: { now: () => now },
    unitOfWork: container.unitOfWork,
    news: container.news,
    log: container.log,
    tell: async (_deps, tx: Work, telling) => {
      told.push(telling);
      await speaks(tx, telling, next);
    },
  });
  const due = (at: Date | null) =>
    container.database.conversation.update({ where: { id: conversationId }, data: { dueAt: at } });
  const dueAt = async () =>
    (await container.database.conversation.findUniqueOrThrow({ where: { id: conversationId } })).dueAt;

  beforeEach(async () => {
    container = await openTestContainer();
    ({ contactId } = await syntheticContact(container));
    const contact = await container.database.contact.findUniqueOrThrow({ where: { id: contactId } });
    ({ conversationId } = contact);
    told = [];
    now = new Date();
    next = null;
  });

  it('is told so once, whoever looks, and again only at its next time', async () => {
    const first = new Date(now.getTime() - 1_000);
    await due(first);
    next = new Date(now.getTime() + HOUR_MS);
    const counts = await Promise.all(Array.from({ length: 4 }, () => remindDue(deps())));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(told.map(({ id, purpose, input }) => ({ id, purpose, input }))).toEqual([
      { id: uuidv5(first.toISOString(), conversationId), purpose: 'reminder', input: { type: 'time' } },
    ]);
    expect(await dueAt()).toEqual(next);
    expect(await remindDue(deps())).toBe(0);

    now = new Date(next.getTime() + 1);
    next = null;
    expect(await remindDue(deps())).toBe(1);
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
    expect((await saidTo(container, contactId)).map(({ purpose }) => purpose)).toEqual([
      'reminder',
      'reminder',
    ]);
    expect(await dueAt()).toBeNull();
  });

  it('is left alone afterwards when that changed nothing, and not asked at once for ever', async () => {
    const first = new Date(now.getTime() - HOUR_MS);
    await due(first);
    const silent = { ...deps(), tell: () => Promise.resolve() };
    expect(await remindDue(silent)).toBe(1);
    expect(await dueAt()).toBeNull();
    await due(first);
    next = new Date(first.getTime() + 1_000);
    expect(await remindDue(deps())).toBe(1);
    expect(await dueAt()).toEqual(new Date(now.getTime() + 60_000));
  });

  it('is looked at early when the draft was gone on with since, and told in time', async () => {
    const { storage, config, unitOfWork } = container;
    const say = async (text: string) => {
      await container.inbox.save([
        {
          channel: 'simulator',
          account: 'web',
          providerId: uuidv7(),
          address: trialReporters[0]?.id ?? '',
          chat: 'private',
          content: { type: 'text', text },
        },
      ]);
      const chat = new PgChatStore(storage, new Signal(), new SenderAttachments());
      const lookUps = new PgLookUpStore(storage);
      const lookAlike = lookAlikeIn(new PgAlikeStore(storage), container.log);
      const deps = { ...container.office, clock: { now: () => now }, chat, unitOfWork, lookUps, lookAlike };
      await answerMessages(deps, [contactId]);
    };
    const after = (minutes: number) => new Date(begun.getTime() + minutes * 60_000);
    const begun = now;
    const wait = (config.drafts.remindAfterHours[0] ?? 0) * 60;
    await say('lapor miskin baru');
    expect(await dueAt()).toEqual(after(wait));
    now = after(30);
    await say(syntheticKk(1));
    // Its row is spared the write; nothing is said for it at that time, and it is written then.
    expect(await dueAt()).toEqual(after(wait));
    const { tell: _, ...real } = deps();
    now = after(wait + 1);
    await remindDue(real);
    expect((await saidTo(container, contactId)).filter(({ purpose }) => purpose === 'reminder')).toEqual([]);
    expect(await dueAt()).toEqual(after(wait + 30));
    now = after(wait + 31);
    await remindDue(real);
    expect((await saidTo(container, contactId)).filter(({ purpose }) => purpose === 'reminder')).toHaveLength(
      1,
    );
    // And once it has moved by more than that, its row says so.
    now = after(wait + 120);
    await say(syntheticNik(1));
    expect(await dueAt()).toEqual(after(2 * wait + 120));
    await say('batal');
    await say('ya');
    expect(await dueAt()).toBeNull();
  });

  it('waits until it is no longer night', async () => {
    await due(now);
    const minute = Math.round((now.getTime() - lastTime(0, 'Asia/Makassar', now).getTime()) / 60_000);
    const day = 24 * 60;
    const quietHours = { from: (minute + day - 60) % day, until: (minute + 60) % day };
    const news = { ...container.news, quietHours };
    expect(await remindDue({ ...deps(), news })).toBe(0);
    now = new Date(now.getTime() + 62 * 60_000);
    expect(await remindDue({ ...deps(), news })).toBe(1);
  });

  it('that cannot be told is put off, and the others are told', async () => {
    await due(new Date(now.getTime() - 2_000));
    await dueConversations(container, 5, new Date(now.getTime() - 1_000));
    const breaking = deps().tell;
    const count = await remindDue({
      ...deps(),
      tell: async (office, tx, telling) => {
        if (telling.contactId === contactId) throw new TypeError('broken state');
        await breaking?.(office, tx, telling);
      },
    });
    expect(count).toBe(6);
    expect(told).toHaveLength(5);
    expect(await dueAt()).toEqual(new Date(now.getTime() + HOUR_MS));
  });

  it('is one of many: each is told once by two who share them', async () => {
    await dueConversations(container, 200, new Date(now.getTime() - 1_000));
    const counts = await Promise.all([remindDue(deps()), remindDue(deps())]);
    expect(Math.min(...counts)).toBeGreaterThan(10);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(new Set(told.map((telling) => telling.contactId)).size).toBe(200);
    expect(await container.database.outboundMessage.count({ where: { purpose: 'reminder' } })).toBe(200);
  });

  it('is heard by the dialogue itself', async () => {
    await due(new Date(now.getTime() - 1_000));
    const { tell: _, ...real } = deps();
    const version = async () =>
      (await container.database.conversation.findUniqueOrThrow({ where: { id: conversationId } })).version;
    const before = await version();
    expect(await remindDue(real)).toBe(1);
    expect(await version()).toBe(before + 1);
    expect(await dueAt()).toBeNull();
  });
});
