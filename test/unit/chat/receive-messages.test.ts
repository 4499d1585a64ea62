import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../../src/domain/channel/message.js';
import { ReceiveMessages } from '../../../src/usecases/chat/receive-messages.js';
import type { InboxStore } from '../../../src/usecases/ports.js';

function message(providerId: string): InboundMessage {
  return {
    channel: 'telegram',
    account: '1',
    providerId,
    address: providerId,
    chat: 'private',
    content: { type: 'text', text: 'halo' },
  };
}

function inbox(save: InboxStore['save']): InboxStore {
  return { save, stale: async () => [] };
}

describe('receiving messages', () => {
  it('resolves only after the commit, and wakes the dialogue after it too', async () => {
    const log: string[] = [];
    let commit: () => void = () => undefined;
    const receive = new ReceiveMessages(
      inbox(async (messages) => {
        await new Promise<void>((resolve) => (commit = resolve));
        log.push('committed');
        return messages.map((one) => one.address);
      }),
      (contacts) => log.push(`woke ${contacts.join()}`),
    );
    const received = receive.receive([message('a')]).then(() => log.push('acknowledged'));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual([]);
    commit();
    await received;
    expect(log).toEqual(['committed', 'woke a', 'acknowledged']);
  });

  it('puts what arrives together into one statement', async () => {
    const batches: number[] = [];
    const receive = new ReceiveMessages(
      inbox(async (messages) => {
        batches.push(messages.length);
        return [];
      }),
      () => undefined,
    );
    await Promise.all(Array.from({ length: 20 }, (_, n) => receive.receive([message(String(n))])));
    expect(batches).toEqual([20]);
  });

  it('turns away the one message that cannot be stored, and no other', async () => {
    const stored: string[] = [];
    const receive = new ReceiveMessages(
      inbox(async (messages) => {
        if (messages.some((one) => one.providerId === 'bad')) throw new Error('refused');
        stored.push(...messages.map((one) => one.providerId));
        return [];
      }),
      () => undefined,
    );
    const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map((id) => receive.receive([message(id)])));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored).toEqual(['a', 'b']);
  });

  it('goes on after the database was away', async () => {
    let away = true;
    const receive = new ReceiveMessages(
      inbox(async () => {
        if (away) throw new Error('away');
        return [];
      }),
      () => undefined,
    );
    await expect(receive.receive([message('a')])).rejects.toThrow('away');
    away = false;
    await expect(receive.receive([message('a')])).resolves.toBeUndefined();
  });
});
