import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { findOrCreateContact } from '../../src/storage/repositories/contacts.js';
import type { ClaimedMessage } from '../../src/domain/channel/ports.js';
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
