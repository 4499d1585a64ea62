import { describe, expect, it, vi } from 'vitest';
import { ConversationPump, type PumpDeps } from '../../../src/usecases/chat/conversation-pump.js';

class Outage extends Error {}

function pump(deps: Partial<PumpDeps>): ConversationPump {
  const silent = () => undefined;
  return new ConversationPump({
    inbox: { save: async () => [], stale: async () => [] },
    answer: async () => ({ again: [] }),
    giveUp: async () => undefined,
    isOutage: (error) => error instanceof Outage,
    log: { info: silent, warn: silent, error: silent },
    ...deps,
  });
}

describe('the conversation pump', () => {
  it('never answers one contact twice at once, and misses nothing that came meanwhile', async () => {
    const active = new Set<string>();
    const overlaps: string[] = [];
    const answered: string[] = [];
    const pumped = pump({
      answer: async (contacts) => {
        for (const contact of contacts) {
          if (active.has(contact)) overlaps.push(contact);
          active.add(contact);
        }
        await new Promise((resolve) => setImmediate(resolve));
        for (const contact of contacts) active.delete(contact);
        answered.push(...contacts);
        return { again: [] };
      },
    });
    for (let round = 0; round < 50; round += 1) {
      pumped.wake(['a', 'b', `c${String(round)}`]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await vi.waitFor(() => {
      expect(new Set(answered).size).toBe(52);
    });
    await pumped.stop();
    expect(overlaps).toEqual([]);
  });

  it('answers the next batch while the last is at its transactions, and not before', async () => {
    const batches: string[][] = [];
    let save = (): void => undefined;
    let end = (): void => undefined;
    const pumped = pump({
      answer: async (contacts, saved) => {
        batches.push([...contacts]);
        if (batches.length > 1) return { again: [] };
        save = saved;
        await new Promise<void>((resolve) => {
          end = resolve;
        });
        return { again: [] };
      },
    });
    pumped.wake(['a']);
    pumped.wake(['a', 'b']);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(batches).toEqual([['a']]);
    save();
    await vi.waitFor(() => {
      expect(batches).toEqual([['a'], ['b']]);
    });
    // Still being answered: it waits for itself.
    end();
    await vi.waitFor(() => {
      expect(batches).toEqual([['a'], ['b'], ['a']]);
    });
    await pumped.stop();
  });

  it('is held up by no batch that waits for something', async () => {
    const answered: string[] = [];
    let end = (): void => undefined;
    const pumped = pump({
      answer: async (contacts) => {
        if (contacts.includes('held')) await new Promise<void>((resolve) => (end = resolve));
        answered.push(...contacts);
        return { again: [] };
      },
    });
    pumped.wake(['held']);
    pumped.wake(['a']);
    await vi.waitFor(() => {
      expect(answered).toEqual(['a']);
    });
    end();
    await pumped.stop();
    expect(answered).toEqual(['a', 'held']);
  });

  it('goes on with the others while those of a batch that broke are tried one by one', async () => {
    const answered: string[] = [];
    const pumped = pump({
      answer: async (contacts) => {
        if (contacts.includes('away')) throw new Outage();
        answered.push(...contacts);
        return { again: [] };
      },
    });
    pumped.wake(['away']);
    pumped.wake(['a']);
    await vi.waitFor(
      () => {
        expect(answered).toEqual(['a']);
      },
      { timeout: 300 },
    );
    await pumped.stop();
  });

  it('answers a contact once more when its conversation changed under it', async () => {
    let first = true;
    const answer = vi.fn(async () => {
      const again = first ? ['a'] : [];
      first = false;
      return { again };
    });
    const pumped = pump({ answer });
    pumped.wake(['a']);
    await vi.waitFor(() => {
      expect(answer).toHaveBeenCalledTimes(2);
    });
    await pumped.stop();
  });

  it('gives up on the contact whose message cannot be digested, and answers the others', async () => {
    const givenUp: string[] = [];
    const answered: string[] = [];
    const pumped = pump({
      answer: async (contacts) => {
        if (contacts.includes('bad')) throw new TypeError('poison');
        answered.push(...contacts);
        return { again: [] };
      },
      giveUp: async (contact) => {
        givenUp.push(contact);
      },
    });
    pumped.wake(['a', 'bad', 'b']);
    await vi.waitFor(() => {
      expect(answered.toSorted()).toEqual(['a', 'b']);
      expect(givenUp).toEqual(['bad']);
    });
    await pumped.stop();
  });

  it('keeps the messages for later while the database is away', async () => {
    const giveUp = vi.fn(async () => undefined);
    let away = true;
    const answered: string[] = [];
    const pumped = pump({
      inbox: { save: async () => [], stale: async () => (answered.length === 0 ? ['a'] : []) },
      answer: async (contacts) => {
        if (away) throw new Outage();
        answered.push(...contacts);
        return { again: [] };
      },
      giveUp,
    });
    pumped.start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    away = false;
    await vi.waitFor(
      () => {
        expect(answered).toContain('a');
      },
      { timeout: 5_000 },
    );
    await pumped.stop();
    expect(giveUp).not.toHaveBeenCalled();
  });
});
