import { beforeEach, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { lastTime, nextTime } from '../../src/domain/office-hours.js';
import { notifyReporter, type NotifyDeps } from '../../src/usecases/notify/notify-reporter.js';
import { repeatUndelivered } from '../../src/usecases/notify/repeat-undelivered.js';
import type { NewsRules } from '../../src/usecases/notify/rules.js';
import { sendDigests } from '../../src/usecases/notify/send-digests.js';
import { consoleOf } from '../../src/parts.js';
import { openTestContainer } from '../support/container.js';
import { decidedCase, otherContact, saidTo, settleAs } from '../support/decided.js';
import { staff, syntheticContact } from '../support/reports.js';

const HOUR_MS = 3_600_000;
const timeZone = 'Asia/Makassar';
const digestAt = 16 * 60;
const always: NewsRules = { timeZone, quietHours: null, digestAfter: null, digestAt };
const five = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 5 }, work));

describe('news', () => {
  let container: Container;
  let by: { reporterId: string; contactId: string };
  let now: Date;

  const deps = (news: Partial<NewsRules> = {}): NotifyDeps => ({
    unitOfWork: container.unitOfWork,
    clock: { now: () => now },
    news: { ...always, ...news },
  });
  const told = (contactId = by.contactId) => saidTo(container, contactId);
  const wantDigest = (digest: boolean) =>
    container.database.reporter.update({ where: { id: by.reporterId }, data: { digest } });
  const block = (id: string) =>
    container.database.contact.update({ where: { id }, data: { status: 'blocked' } });

  /** Quiet from an hour ago until in an hour. */
  const quiet = () => {
    const minute = (at: number) => {
      const [hour = '', min = ''] = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' })
        .format(new Date(at))
        .split(':');
      return Number(hour) * 60 + Number(min);
    };
    return { from: minute(now.getTime() - HOUR_MS), until: minute(now.getTime() + HOUR_MS) };
  };

  beforeEach(async () => {
    container = await openTestContainer();
    by = await syntheticContact(container);
    now = new Date();
  });

  describe('that wait for the morning', () => {
    it('are not handed to a sender before', async () => {
      const decided = await decidedCase(container, by);
      await notifyReporter(deps({ quietHours: quiet() }), decided);
      const [message] = await told();
      expect(message?.state).toBe('queued');
      expect(Number(message?.notBefore) - now.getTime()).toBeGreaterThan(HOUR_MS - 120_000);
      expect(Number(message?.notBefore) - now.getTime()).toBeLessThanOrEqual(HOUR_MS);
      expect(await container.outgoing.claim('simulator', 'web', 10)).toEqual([]);
    });

    it('do not when they are about an emergency', async () => {
      const decided = await decidedCase(container, by, { urgent: true });
      await notifyReporter(deps({ quietHours: quiet() }), decided);
      const claimed = await container.outgoing.claim('simulator', 'web', 10);
      expect(claimed.map(({ caseId }) => caseId)).toEqual([decided.caseId]);
    });
  });

  describe('told to whom', () => {
    it('once per event and person, whichever chat a try would choose', async () => {
      const decided = await decidedCase(container, by);
      const other = await otherContact(container, 'whatsapp', { reporterId: by.reporterId });
      await five(() => notifyReporter(deps(), decided));
      await block(by.contactId);
      await five(() => notifyReporter(deps(), decided));
      expect(await told()).toHaveLength(1);
      expect(await told(other)).toEqual([]);
    });

    it('goes straight to the other chat of who blocked the first', async () => {
      const decided = await decidedCase(container, by);
      const other = await otherContact(container, 'whatsapp', { reporterId: by.reporterId });
      await block(by.contactId);
      await notifyReporter(deps(), decided);
      expect(await told()).toEqual([]);
      expect((await told(other))[0]).toMatchObject({ channel: 'whatsapp', state: 'queued' });
    });

    it('goes to the successor, where they wrote last', async () => {
      const [, successor] = trialReporters;
      const reporterId = successor?.id ?? '';
      const first = await otherContact(container, 'telegram', { reporterId });
      await otherContact(container, 'whatsapp', { reporterId });
      const { conversationId } = await container.database.contact.findUniqueOrThrow({ where: { id: first } });
      await container.database.conversation.update({
        where: { id: conversationId },
        data: { contactId: first },
      });
      const decided = await decidedCase(container, by);
      await container.database.case.update({ where: { id: decided.caseId }, data: { ownerId: reporterId } });
      await notifyReporter(deps(), decided);
      expect(await told()).toEqual([]);
      expect((await told(first)).map(({ dedupeKey }) => dedupeKey)).toEqual([
        `case:${decided.caseId}:${decided.eventId}:${reporterId}`,
      ]);
    });

    it('of withdrawing and objecting: nobody; of an objection that lapsed: the owner', async () => {
      const { caseId } = await decidedCase(container, by);
      const append = (type: 'objected' | 'objection_lapsed') =>
        container.unitOfWork.run(async (tx) => {
          const head = await tx.cases.lock(caseId);
          if (head === null) throw new Error('no case');
          const data = type === 'objected' ? ({ type, note: 'Mohon ditinjau.' } as const) : { type };
          return (await tx.cases.append(head, { actor: { kind: 'system', id: null }, at: now, data }))
            .eventId;
        });
      await notifyReporter(deps(), { caseId, eventId: await append('objected') });
      expect(await told()).toEqual([]);
      await notifyReporter(deps(), { caseId, eventId: await append('objection_lapsed') });
      expect((await told()).map(({ text }) => text)).toEqual([expect.stringContaining('Sanggah')]);
    });
  });

  describe('held back for the digest', () => {
    const tell = async (news?: Partial<NewsRules>, options: Parameters<typeof decidedCase>[2] = {}) => {
      const decided = await decidedCase(container, by, options);
      await notifyReporter(deps(news), decided);
      return decided;
    };

    it('are sent once, at the time of the day, as one message that the console follows', async () => {
      await wantDigest(true);
      const decided = [await tell(), await tell(), await tell()];
      expect((await told()).map(({ state }) => state)).toEqual(['held', 'held', 'held']);
      expect(await container.outgoing.claim('simulator', 'web', 10)).toEqual([]);
      now = new Date(Date.now() + 1_000);
      expect(await sendDigests(deps())).toBe(0);

      now = nextTime(digestAt, timeZone, now);
      const sent = await five(() => sendDigests(deps()));
      expect(sent.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1);
      const messages = await told();
      const [digest, ...more] = messages.filter(({ purpose }) => purpose === 'digest');
      expect(more).toEqual([]);
      for (const { number } of decided) expect(digest?.text).toContain(`${number} ditolak`);
      expect(messages.filter(({ digestId }) => digestId === digest?.id).map(({ state }) => state)).toEqual([
        'digested',
        'digested',
        'digested',
      ]);
      expect(await container.database.outboundMessage.count({ where: { state: 'held' } })).toBe(0);

      const [claimed] = await container.outgoing.claim('simulator', 'web', 10);
      await container.outgoing.settle([
        { id: claimed?.id ?? '', result: { outcome: 'sent', providerId: 'uji' } },
      ]);
      const view = await consoleOf(container).caseById(
        await staff(container, 'verifikator'),
        decided[0]?.caseId ?? '',
        '127.0.0.1',
      );
      expect(view.notifications.map(({ state }) => state)).toEqual(['sent']);
    });

    it('are not: questions, and what is about an emergency', async () => {
      await wantDigest(true);
      await tell({}, { urgent: true });
      await tell(
        {},
        { decision: { type: 'ask_correction', reason: 'unclear', note: 'Mana fotonya?', fields: [] } },
      );
      expect((await told()).map(({ state }) => state)).toEqual(['queued', 'queued']);
    });

    it('are those of who was told enough today, and come even if no digest is wanted', async () => {
      const many = { digestAfter: 2 };
      for (let n = 0; n < 4; n += 1) await tell(many);
      expect((await told()).map(({ state }) => state)).toEqual(['queued', 'queued', 'held', 'held']);
      expect(await sendDigests(deps(many))).toBe(0);
      now = nextTime(digestAt, timeZone, now);
      expect(await sendDigests(deps(many))).toBe(1);
      expect((await told()).at(-1)?.purpose).toBe('digest');
      // A new day begins without them.
      await container.database.outboundMessage.updateMany({
        data: { createdAt: new Date(lastTime(0, timeZone, now).getTime() - 1) },
      });
      await tell(many);
      expect((await told()).at(-1)?.state).toBe('queued');
    });

    it('are sent in the next run to who wants no digest any more', async () => {
      await wantDigest(true);
      const { number } = await tell();
      expect(await sendDigests(deps())).toBe(0);
      await wantDigest(false);
      now = new Date(now.getTime() + 1_000);
      expect(await sendDigests(deps())).toBe(1);
      expect((await told()).at(-1)?.text).toContain(number);
      expect(await sendDigests(deps())).toBe(0);
    });

    it('come late after an outage, and once', async () => {
      await wantDigest(true);
      await tell();
      now = new Date(now.getTime() + 7 * 24 * HOUR_MS);
      expect(await sendDigests(deps())).toBe(1);
      expect(await sendDigests(deps())).toBe(0);
    });

    it('tell of each case its last, and of no more than a phone shows', async () => {
      await wantDigest(true);
      const approved = await tell({}, { decision: { type: 'approve', note: '' } });
      const { caseId, number } = approved;
      const registered = await container.unitOfWork.run(async (tx) => {
        const head = await tx.cases.lock(caseId);
        if (head === null) throw new Error('no case');
        const data = { type: 'registered', entryId: caseId, entryNumber: 'DP-1', version: 1 } as const;
        return tx.cases.append(head, { actor: { kind: 'system', id: null }, at: now, data });
      });
      await notifyReporter(deps(), { caseId, eventId: registered.eventId });
      for (let n = 0; n < 21; n += 1) await tell();
      now = nextTime(digestAt, timeZone, now);
      await sendDigests(deps());
      const { text = '' } = (await told()).at(-1) ?? {};
      expect(text).toContain(`• Laporan ${number} sudah tercatat`);
      expect(text).not.toContain('disetujui');
      expect(text.match(/•/g)).toHaveLength(20);
      expect(text).toContain('2 laporan lain');
      expect(text.length).toBeLessThan(4_096);
    }, 30_000);
  });

  describe('that did not arrive', () => {
    const failed = async (state: 'failed' | 'blocked' = 'blocked', options = {}) => {
      await notifyReporter(deps(), await decidedCase(container, by, options));
      const message = (await told()).at(-1);
      if (message === undefined) throw new Error('nothing was said');
      await settleAs(container, message.id, state);
      return message;
    };

    it('are said once more in the person’s other chat, and only there', async () => {
      const other = await otherContact(container, 'whatsapp', { reporterId: by.reporterId });
      const stranger = await otherContact(container, 'telegram', { reporterId: trialReporters[1]?.id ?? '' });
      const first = await failed();
      await five(() => repeatUndelivered(deps()));
      expect(await told(other)).toMatchObject([
        {
          fallbackOf: first.id,
          text: first.text,
          caseId: first.caseId,
          channel: 'whatsapp',
          state: 'queued',
        },
      ]);
      const [again] = await told(other);
      await settleAs(container, again?.id ?? '', 'failed');
      expect(await repeatUndelivered(deps())).toBe(0);
      expect(await told()).toHaveLength(1);
      expect(await told(stranger)).toEqual([]);
    });

    it('wait for the morning there, too', async () => {
      const other = await otherContact(container, 'whatsapp', { reporterId: by.reporterId });
      await failed('failed');
      await failed('failed', { urgent: true });
      await repeatUndelivered(deps({ quietHours: quiet() }));
      const waits = (await told(other)).map(({ notBefore, createdAt }) => notBefore > createdAt);
      expect(waits).toEqual([true, false]);
    });

    it('stay so without another chat that takes messages, and are not repeated days later', async () => {
      await failed();
      expect(await repeatUndelivered(deps())).toBe(0);
      const other = await otherContact(container, 'whatsapp', { reporterId: by.reporterId });
      await block(other);
      expect(await repeatUndelivered(deps())).toBe(0);
      await container.database.contact.update({ where: { id: other }, data: { status: 'active' } });
      now = new Date(now.getTime() + 73 * HOUR_MS);
      expect(await repeatUndelivered(deps())).toBe(0);
      now = new Date();
      expect(await repeatUndelivered(deps())).toBe(1);
    });

    it('are not repeated when they were answers', async () => {
      await otherContact(container, 'whatsapp', { reporterId: by.reporterId });
      await container.unitOfWork.run(async (tx) => {
        const contact = await tx.messages.contact(by.contactId);
        const said = { purpose: 'reply', caseId: null, body: { text: 'Uji' }, dedupeKey: 'uji' } as const;
        await tx.messages.queue({ ...contact, contactId: by.contactId, ...said });
      });
      await container.database.outboundMessage.updateMany({
        data: { state: 'blocked', settledAt: new Date() },
      });
      expect(await repeatUndelivered(deps())).toBe(0);
    });
  });
});
