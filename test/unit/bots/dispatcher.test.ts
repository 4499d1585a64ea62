import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../../bots/channel.js';
import { runDispatcher } from '../../../bots/dispatcher.js';
import type { ClaimedMessage, Outgoing, SendResult } from '../../../src/domain/channel/ports.js';

const unlimited = { perSecond: Infinity, perChatPerSecond: Infinity, perChatBurst: Infinity };
const sent: SendResult = { outcome: 'sent', providerId: '1' };
const retry = (afterMs: number): SendResult => ({ outcome: 'retry', reason: 'flood', afterMs });
const stopping = { outcome: 'retry', reason: 'stopping', afterMs: 0 };

function message(address: string, id: string): ClaimedMessage {
  return { id, address, caseId: null, body: { text: id }, lastTry: false };
}

/** What the senders' side of the database would do, in memory. */
class FakeOutgoing implements Outgoing {
  readonly settled: { id: string; result: SendResult }[] = [];
  readonly calls: string[] = [];
  queued: ClaimedMessage[] = [];
  deliver: (messages: readonly ClaimedMessage[]) => void = () => undefined;
  failing = 0;
  private wake: () => void = () => undefined;

  async recover() {
    this.calls.push('recover');
    return 0;
  }

  reclaims: (readonly string[])[] = [];

  async reclaim(_channel: string, _account: string, held: readonly string[]) {
    this.reclaims.push(held);
    return 0;
  }

  attach(_channel: string, _account: string, deliver: FakeOutgoing['deliver']) {
    this.calls.push('attach');
    this.deliver = deliver;
    return () => {
      this.calls.push('detach');
      this.deliver = () => undefined;
    };
  }

  async claim(_channel: string, _account: string, limit: number) {
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('away');
    }
    return this.queued.splice(0, limit);
  }

  async settle(results: FakeOutgoing['settled']) {
    this.settled.push(...results);
  }

  async begin(id: string) {
    this.calls.push(`begin ${id}`);
  }

  async receipt() {
    return undefined;
  }

  async sentBody() {
    return null;
  }

  onQueued(listener: () => void) {
    this.wake = listener;
    return () => undefined;
  }

  say(...messages: readonly ClaimedMessage[]) {
    this.queued.push(...messages);
    this.wake();
  }

  get ids() {
    return this.settled.map(({ id }) => id);
  }
}

function start(send: Channel['send'], outgoing = new FakeOutgoing()) {
  const stop = new AbortController();
  const silent = () => undefined;
  const done = runDispatcher({
    channel: { name: 'telegram', account: '1', pace: unlimited, run: async () => undefined, send },
    outgoing,
    log: { info: silent, warn: silent, error: silent },
    signal: stop.signal,
    reclaimEveryMs: 50,
  });
  const end = async () => {
    stop.abort();
    await done;
  };
  return { outgoing, end };
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 5_000 });

/** Sends that wait until they are let go, one by one. */
function gate() {
  const waiting: {
    readonly address: string;
    readonly text: string;
    readonly resolve: (result: SendResult) => void;
  }[] = [];
  const send: Channel['send'] = (address, body) =>
    new Promise((resolve) => waiting.push({ address, text: body.text, resolve }));
  return { waiting, send };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the dispatcher', () => {
  it('takes up what a dead owner left before it claims anything', async () => {
    const { outgoing, end } = start(async () => sent);
    outgoing.say(message('a', '1'));
    await eventually(() => {
      expect(outgoing.ids).toEqual(['1']);
    });
    await end();
    expect(outgoing.calls).toEqual(['recover', 'attach', 'detach']);
  });

  it('never sends two messages to one chat at once, and keeps their order; other chats do not wait', async () => {
    const active = new Map<string, number>();
    const order = new Map<string, string[]>();
    let overlap = false;
    let most = 0;
    const { outgoing, end } = start(async (address, { text }) => {
      overlap ||= active.has(address);
      active.set(address, 1);
      most = Math.max(most, active.size);
      order.set(address, [...(order.get(address) ?? []), text]);
      await new Promise((resolve) => setImmediate(resolve));
      active.delete(address);
      return sent;
    });
    await eventually(() => {
      expect(outgoing.calls).toContain('attach');
    });
    const ids = Array.from({ length: 300 }, (_, n) => String(n));
    for (const id of ids) {
      const one = message(`chat-${String(Number(id) % 30)}`, id);
      outgoing.deliver([one]);
      if (Number(id) % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(() => {
      expect(outgoing.settled).toHaveLength(300);
    });
    await end();
    expect(overlap).toBe(false);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(16);
    for (const texts of order.values())
      expect(texts).toEqual(texts.toSorted((a, b) => Number(a) - Number(b)));
  });

  it('sends what other processes queued, in order', async () => {
    const texts: string[] = [];
    const { outgoing, end } = start(async (_address, { text }) => {
      texts.push(text);
      return sent;
    });
    const ids = Array.from({ length: 250 }, (_, n) => String(n));
    outgoing.say(...ids.map((id) => message('a', id)));
    await eventually(() => {
      expect(texts).toEqual(ids);
    });
    await end();
    expect(outgoing.ids).toEqual(ids);
  });

  it('after a refusal gives the chat’s later messages back with it, and sends those of others', async () => {
    const { waiting, send } = gate();
    const { outgoing, end } = start(send);
    outgoing.say(message('a', '1'), message('a', '2'), message('b', '3'), message('a', '4'));
    await eventually(() => {
      expect(waiting.map(({ text }) => text)).toEqual(['1', '3']);
    });
    waiting[0]?.resolve(retry(60_000));
    waiting[1]?.resolve(sent);
    await eventually(() => {
      expect(outgoing.settled).toHaveLength(4);
    });
    const result = (id: string) => outgoing.settled.find((one) => one.id === id)?.result;
    expect(['1', '2', '4'].map(result)).toEqual([retry(60_000), retry(60_000), retry(60_000)]);
    expect(result('3')).toEqual(sent);
    await end();
  });

  it('lets nothing overtake a message that waits for another try', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const texts: string[] = [];
    let refused = false;
    const { outgoing, end } = start(async (_address, { text }) => {
      texts.push(text);
      if (refused) return sent;
      refused = true;
      return retry(60_000);
    });
    outgoing.say(message('a', '1'));
    await eventually(() => {
      expect(outgoing.ids).toEqual(['1']);
    });
    outgoing.deliver([message('a', '2')]);
    await eventually(() => {
      expect(outgoing.ids).toEqual(['1', '2']);
    });
    expect(outgoing.settled[1]?.result).toMatchObject({ outcome: 'retry' });
    expect(texts).toEqual(['1']);
    vi.setSystemTime(Date.now() + 60_000);
    outgoing.say(message('a', '1'), message('a', '2'));
    await eventually(() => {
      expect(texts).toEqual(['1', '1', '2']);
    });
    await end();
  });

  it('when stopped finishes what it sends and gives back what it has not begun', async () => {
    const { waiting, send } = gate();
    const { outgoing, end } = start(send);
    outgoing.say(
      ...Array.from({ length: 90 }, (_, n) => message(`chat-${String(n)}`, String(n))),
      message('chat-0', 'late'),
    );
    await eventually(() => {
      expect(waiting).toHaveLength(16);
    });
    const ended = end();
    for (const one of waiting) one.resolve(sent);
    await ended;
    expect(waiting).toHaveLength(16);
    expect(outgoing.settled).toHaveLength(91);
    const unsent = outgoing.settled.filter(({ result }) => result.outcome !== 'sent');
    expect(unsent).toHaveLength(75);
    expect(unsent.map(({ id }) => id)).toContain('late');
    expect(unsent.every(({ result }) => result.outcome === 'retry')).toBe(true);
    expect(unsent[0]?.result).toEqual(stopping);
  });

  it('goes on when the database was away', async () => {
    const outgoing = new FakeOutgoing();
    outgoing.failing = 1;
    const { end } = start(async () => sent, outgoing);
    outgoing.say(message('a', '1'));
    await eventually(() => {
      expect(outgoing.ids).toEqual(['1']);
    });
    await end();
  });

  it('calls a send unknown when the adapter breaks its promise, and goes on with the chat', async () => {
    const { outgoing, end } = start(async (_address, { text }) => {
      if (text === '1') throw new TypeError('broken adapter');
      return sent;
    });
    outgoing.say(message('a', '1'), message('a', '2'));
    await eventually(() => {
      expect(outgoing.settled).toEqual([
        { id: '1', result: { outcome: 'unknown', reason: 'adapter_fault' } },
        { id: '2', result: sent },
      ]);
    });
    await end();
  });

  it('notes that a last try begins before it is made, and only then', async () => {
    const outgoing = new FakeOutgoing();
    const { end } = start(async (_address, { text }) => {
      outgoing.calls.push(`send ${text}`);
      return sent;
    }, outgoing);
    outgoing.say(message('a', '1'), { ...message('a', '2'), lastTry: true });
    await eventually(() => {
      expect(outgoing.ids).toEqual(['1', '2']);
    });
    await end();
    expect(outgoing.calls.filter((call) => /send|begin/.test(call))).toEqual(['send 1', 'begin 2', 'send 2']);
  });

  it('answers who has just written before the many who are told something, and claims those by and by', async () => {
    const { waiting, send } = gate();
    const { outgoing, end } = start(send);
    const notices = Array.from({ length: 1_000 }, (_, n) => message(`chat-${String(n)}`, String(n)));
    outgoing.say(...notices);
    await eventually(() => {
      expect(waiting).toHaveLength(16);
    });
    expect(outgoing.queued.length).toBeGreaterThan(800);
    outgoing.deliver([message('asks', 'answer')]);
    waiting[0]?.resolve(sent);
    await eventually(() => {
      expect(waiting.at(-1)?.text).toBe('answer');
    });
    let freed = 0;
    while (freed < 1_001) {
      waiting[freed]?.resolve(sent);
      freed += 1;
      await eventually(() => {
        expect(waiting.length).toBeGreaterThanOrEqual(Math.min(1_001, freed + 1));
      });
    }
    await eventually(() => {
      expect(outgoing.settled).toHaveLength(1_001);
    });
    await end();
    expect(new Set(outgoing.ids).size).toBe(1_001);
  });

  it('takes back what no owner holds, and leaves alone what it holds itself', async () => {
    const { waiting, send } = gate();
    const { outgoing, end } = start(send);
    await eventually(() => {
      expect(outgoing.calls).toContain('attach');
    });
    outgoing.deliver([message('b', '3')]);
    outgoing.say(message('a', '1'), message('a', '2'));
    await eventually(() => {
      expect(waiting).toHaveLength(2);
      expect(outgoing.reclaims.at(-1)?.toSorted()).toEqual(['1', '2', '3']);
    });
    for (const one of waiting) one.resolve(sent);
    await eventually(() => {
      expect(outgoing.reclaims.at(-1)).toEqual(['2']);
    });
    waiting[2]?.resolve(sent);
    await eventually(() => {
      expect(outgoing.reclaims.at(-1)).toEqual([]);
    });
    await end();
  });
});
