import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { findOrCreateContact } from '../../src/storage/repositories/contacts.js';
import type { ClaimedMessage } from '../../src/domain/channel/ports.js';
import { Signal } from '../../src/storage/context.js';
import { PgChatStore } from '../../src/storage/repositories/chat.js';
import { SenderAttachments } from '../../src/storage/repositories/outbound.js';
import { openTestContainer } from '../support/container.js';
import { syntheticContact } from '../support/reports.js';

describe('a message whose senders die', () => {
  let container: Container;
  let contactId: string;

  beforeAll(async () => {
    container = await openTestContainer();
    ({ contactId } = await syntheticContact(container));
  });

  async function queue(dedupeKey: string): Promise<void> {
    await container.unitOfWork.run(async (tx) => {
      const contact = await tx.messages.contact(contactId);
      const words = { purpose: 'reply', caseId: null, body: { text: 'Uji' } } as const;
      await tx.messages.queue({ ...contact, contactId, dedupeKey, ...words });
    });
  }

  async function claim(): Promise<ClaimedMessage> {
    const [message] = await container.outgoing.claim('simulator', 'web', 10);
    if (message === undefined) throw new Error('nothing to send');
    return message;
  }

  const die = () => container.outgoing.recover('simulator', 'web');
  const stateOf = async (dedupeKey: string) => {
    const row = await container.database.outboundMessage.findUniqueOrThrow({ where: { dedupeKey } });
    return [row.state, row.uncertain];
  };

  it('is tried once more, and not again when that try was cut as well', async () => {
    await queue('cut-twice');
    expect((await claim()).lastTry).toBe(false);
    await die();
    const { id, lastTry } = await claim();
    expect(lastTry).toBe(true);
    await container.outgoing.begin(id);
    await die();
    expect(await stateOf('cut-twice')).toEqual(['unknown', 2]);
  });

  it('is not given up while it only waits for its last try', async () => {
    await queue('never-begun');
    await claim();
    for (let death = 0; death < 5; death += 1) {
      await die();
      await claim();
    }
    await die();
    expect(await stateOf('never-begun')).toEqual(['queued', 1]);
    await container.outgoing.settle([
      { id: (await claim()).id, result: { outcome: 'sent', providerId: 'uji' } },
    ]);
  });

  it('is taken back by the next owner when it was claimed for one that had gone, and only then', async () => {
    await queue('orphan');
    await queue('own');
    const claimed = await container.outgoing.claim('simulator', 'web', 10);
    const row = async (dedupeKey: string) =>
      container.database.outboundMessage.findUniqueOrThrow({ where: { dedupeKey } });
    const held = [(await row('own')).id];
    expect(claimed).toHaveLength(2);
    const reclaim = () => container.outgoing.reclaim('simulator', 'web', held, 30_000);
    expect(await reclaim()).toBe(0);
    await container.database.$executeRaw`
      UPDATE outbound_message SET claimed_at = now() - interval '31 seconds' WHERE state = 'sending'`;
    expect(await reclaim()).toBe(1);
    expect(await stateOf('orphan')).toEqual(['queued', 1]);
    expect(await stateOf('own')).toEqual(['sending', 0]);
    const { id, lastTry } = await claim();
    expect([id, lastTry]).toEqual([(await row('orphan')).id, true]);
    await container.outgoing.settle(
      [id, ...held].map((one) => ({ id: one, result: { outcome: 'sent', providerId: one } })),
    );
    expect(await reclaim()).toBe(0);
  });
});

describe('what is queued for an account', () => {
  it('goes after what someone waits for, each in its order', async () => {
    const container = await openTestContainer();
    const { contactId } = await syntheticContact(container);
    await container.unitOfWork.run(async (tx) => {
      const contact = await tx.messages.contact(contactId);
      const purposes = ['notification', 'reminder', 'alert', 'digest', 'reply', 'notification'] as const;
      for (const [n, purpose] of purposes.entries()) {
        const body = { text: `${purpose} ${String(n)}` };
        await tx.messages.queue({
          ...contact,
          contactId,
          purpose,
          dedupeKey: `uji-${String(n)}`,
          caseId: null,
          body,
        });
      }
      const later = { purpose: 'reply', dedupeKey: 'later', caseId: null, body: { text: 'later' } } as const;
      await tx.messages.queue({ ...contact, contactId, ...later, notBefore: new Date(Date.now() + 60_000) });
      await tx.messages.queue({ ...contact, contactId, ...later, dedupeKey: 'held', held: true });
    });
    const claim = async (limit: number) =>
      (await container.outgoing.claim('simulator', 'web', limit)).map(({ body }) => body.text);
    expect(await claim(1)).toEqual(['alert 2']);
    expect(await claim(3)).toEqual(['reply 4', 'notification 0', 'reminder 1']);
    expect(await claim(10)).toEqual(['digest 3', 'notification 5']);
    expect(await claim(10)).toEqual([]);
  });
});

describe('a reply that was saved while no sender was attached', () => {
  it('waits in the queue, also for one that comes before the commit', async () => {
    const container = await openTestContainer();
    const { contactId } = await syntheticContact(container);
    const senders = new SenderAttachments();
    const store = new PgChatStore(container.storage, new Signal(), senders);
    const [conversation] = await store.load([contactId]);
    const address = conversation?.contacts.get(contactId);
    if (conversation === undefined || address === undefined) throw new Error('no conversation');
    const { id, version } = conversation;
    const reply = { ...address, contactId, purpose: 'reply', caseId: null, body: { text: 'Uji' } } as const;
    const write = { id, version, state: { v: 1 }, dueAt: null, contactId, processed: [] };
    const saving = store.save([{ ...write, replies: [{ ...reply, dedupeKey: 'late-sender' }] }]);
    const handed: ClaimedMessage[] = [];
    senders.add(address.channel, address.account, (messages) => handed.push(...messages));
    await saving;
    expect(handed).toEqual([]);
    const claimed = await container.outgoing.claim(address.channel, address.account, 10);
    expect(claimed.map(({ body }) => body.text)).toEqual(['Uji']);
  });
});

describe('a first contact', () => {
  const account = 'uji';

  it('is not made on WhatsApp, where only who wrote to us is written to', async () => {
    const container = await openTestContainer();
    const contact = async (channel: 'whatsapp' | 'simulator', address: string, wrote: boolean) => {
      const place = { channel, account, address };
      const contactId = await findOrCreateContact(container.storage, place);
      if (wrote) {
        const content = { type: 'text', text: 'halo' } as const;
        await container.inbox.save([{ ...place, providerId: address, chat: 'private', content }]);
      }
      return { ...place, contactId };
    };
    const people = [
      await contact('whatsapp', 'pernah@lid', true),
      await contact('whatsapp', 'belum@lid', false),
      await contact('simulator', 'belum', false),
    ];
    await container.unitOfWork.run(async (tx) => {
      for (const person of people) {
        const words = { purpose: 'notification', caseId: null, body: { text: 'Uji' } } as const;
        await tx.messages.queue({
          ...person,
          dedupeKey: `kontak:${person.channel}:${person.address}`,
          ...words,
        });
      }
    });
    const addresses = async (channel: 'whatsapp' | 'simulator') =>
      (await container.outgoing.claim(channel, account, 10)).map(({ address }) => address);
    expect(await addresses('whatsapp')).toEqual(['pernah@lid']);
    expect(await addresses('simulator')).toEqual(['belum']);
    const refused = await container.database.outboundMessage.findUniqueOrThrow({
      where: { dedupeKey: 'kontak:whatsapp:belum@lid' },
    });
    expect(refused).toMatchObject({ state: 'failed', failure: 'never_wrote', attempts: 0 });
    expect(refused.settledAt).not.toBeNull();
    expect(await addresses('whatsapp')).toEqual([]);
  });
});
