/** Invariant 2: one conversation in order and never twice at once, over processes; different ones side by side. */
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import type { InboundMessage } from '../../src/domain/channel/message.js';
import { Signal } from '../../src/storage/context.js';
import { PgChatStore } from '../../src/storage/repositories/chat.js';
import { SenderAttachments } from '../../src/storage/repositories/outbound.js';
import { openAnswers } from '../../src/storage/repositories/answers.js';
import { openTestContainer, openSecondContainer } from '../support/container.js';
import { syntheticKk, syntheticNik } from '../support/reports.js';

const REPORTS = 8;

describe('conversations over two processes', () => {
  let processes: readonly [Container, Container];

  beforeAll(async () => {
    const first = await openTestContainer();
    processes = [first, await openSecondContainer(first)];
    for (const { pump } of processes) pump.start();
    return async () => {
      for (const { pump } of processes) await pump.stop();
    };
  });

  const message = (reporter: (typeof trialReporters)[number], id: string, text: string): InboundMessage => ({
    channel: 'whatsapp',
    account: 'utama',
    providerId: `${reporter.id}:${id}`,
    address: `lid-${reporter.id}`,
    chat: 'private',
    phone: reporter.phone,
    content: { type: 'text', text },
  });
  /** Ten messages, each of which only fits after the one before. */
  const reportOf = (place: number, n: number): string[] => [
    'lapor miskin baru',
    ...(place === 2 ? ['1'] : []),
    syntheticKk(place * 100 + n),
    syntheticNik(place * 100 + n),
    'Uji Contoh Urut',
    'Jalan Percobaan RT 3 RW 1',
    String(n + 2),
    'lewati',
    '1',
    'lewati',
    'kirim',
  ];

  it('answer hundreds of messages of a few people in order, once, whichever process takes them', async () => {
    const [{ database, storage }] = processes;
    const people = trialReporters.slice(0, 3);
    const scripts = people.map((_, place) =>
      Array.from({ length: REPORTS }, (__, n) => reportOf(place, n)).flat(),
    );
    await Promise.all(
      people.map(async (reporter, place) => {
        for (const [step, text] of (scripts[place] ?? []).entries()) {
          const one = message(reporter, String(step), text);
          // Both processes are handed the same message at once, now one first and now the other.
          const order = step % 2 === 0 ? processes : processes.toReversed();
          await Promise.all(order.map(({ intake }) => intake.receive([one])));
        }
      }),
    );
    await expect
      .poll(() => database.inboxMessage.count({ where: { processedAt: null } }), { timeout: 30_000 })
      .toBe(0);

    const inbox = await database.inboxMessage.findMany({ orderBy: { seq: 'asc' } });
    expect(inbox).toHaveLength(scripts.flat().length);
    expect(inbox.filter(({ failure }) => failure !== null)).toEqual([]);
    for (const [place, reporter] of people.entries()) {
      const cases = await database.case.findMany({
        where: { reporterId: reporter.id },
        orderBy: { submittedAt: 'asc' },
      });
      const answers = cases.map((row) => openAnswers(storage, row.id, row.answersEnc));
      expect(answers.map((one) => one.kind === 'new_poor_household' && [one.nik, one.memberCount])).toEqual(
        Array.from({ length: REPORTS }, (_, n) => [syntheticNik(place * 100 + n), n + 2]),
      );
    }
    const contacts = await database.contact.findMany();
    for (const { id: contactId } of contacts) {
      const said = await database.outboundMessage.findMany({ where: { contactId }, orderBy: { seq: 'asc' } });
      const asked = inbox.filter((row) => row.contactId === contactId);
      expect(said.map(({ dedupeKey }) => dedupeKey)).toEqual(asked.map(({ id }) => `reply:${id}:0`));
    }
  });

  it('run side by side: one that is held up holds up no other', async () => {
    const [{ database, databaseUrl, intake }] = processes;
    const [slow, quick] = trialReporters;
    if (slow === undefined || quick === undefined) throw new Error('too few reporters');
    const contact = await database.contact.findFirstOrThrow({ where: { reporterId: slow.id } });
    const holder = new pg.Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [contact.conversationId]);
    const waiting = () =>
      database.inboxMessage.count({ where: { contactId: contact.id, processedAt: null } });
    await intake.receive([message(slow, 'held', 'lanjut')]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = await database.outboundMessage.count();
    await intake.receive([message(quick, 'free', 'lanjut')]);
    await expect.poll(() => database.outboundMessage.count()).toBe(before + 1);
    expect(await waiting()).toBe(1);
    await holder.query('ROLLBACK');
    await holder.end();
    await expect.poll(waiting).toBe(0);
  });

  it('yield: of two processes that read the same, one saves and the other changes nothing', async () => {
    const [first, second] = processes;
    const [reporter] = trialReporters;
    if (reporter === undefined) throw new Error('no reporter');
    const contact = await first.database.contact.findFirstOrThrow({ where: { reporterId: reporter.id } });
    await Promise.all([first.pump.stop(), second.pump.stop()]);
    await first.inbox.save([message(reporter, 'raced', 'lanjut')]);
    const stores = processes.map(
      ({ storage }) => new PgChatStore(storage, new Signal(), new SenderAttachments()),
    );
    const loaded = await Promise.all(stores.map((store) => store.load([contact.id])));
    const writes = loaded.map(([conversation], place) => {
      const message = conversation?.pending[0];
      const address = conversation?.contacts.get(contact.id);
      if (conversation === undefined || message === undefined || address === undefined) {
        throw new Error('nothing waits');
      }
      const { id, version } = conversation;
      const reply = { ...address, contactId: contact.id, purpose: 'reply', caseId: null } as const;
      return {
        id,
        version,
        state: { v: place },
        dueAt: null,
        contactId: contact.id,
        processed: [{ id: message.id, failure: null }],
        replies: [{ ...reply, dedupeKey: `raced-${String(place)}`, body: { text: String(place) } }],
      };
    });
    const saved = await Promise.all(stores.map((store, place) => store.save(writes.slice(place, place + 1))));
    const winner = saved.findIndex((ids) => ids.size === 1);
    expect(saved.map((ids) => ids.size).toSorted()).toEqual([0, 1]);
    const [after] = (await stores[0]?.load([contact.id])) ?? [];
    expect(after).toMatchObject({
      state: { v: winner },
      version: (writes[0]?.version ?? 0) + 1,
      pending: [],
    });
    const said = await first.database.outboundMessage.findMany({
      where: { dedupeKey: { startsWith: 'raced' } },
    });
    expect(said.map(({ dedupeKey }) => dedupeKey)).toEqual([`raced-${String(winner)}`]);
  });
});
