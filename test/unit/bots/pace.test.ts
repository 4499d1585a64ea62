import { describe, expect, it } from 'vitest';
import { Pace } from '../../../bots/pace.js';

const never = new AbortController().signal;

describe('the pace', () => {
  /** A clock that moves only by waiting. */
  function clock(pace: Pace) {
    let now = 1_790_000_000_000;
    return {
      wait: (ms: number) => (now += ms),
      /** When each of the turns may go, in milliseconds from now. */
      turns: (chats: readonly string[]) => {
        const begun = now;
        return chats.map((chat) => {
          now += pace.book(chat, now);
          return Math.round(now - begun);
        });
      },
    };
  }

  it('lets a chat have a short burst, then one at a time', () => {
    const { turns } = clock(new Pace({ perSecond: 1_000, perChatPerSecond: 1, perChatBurst: 5 }));
    expect(turns(Array.from({ length: 8 }, () => 'a'))).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 3_000]);
  });

  it('fills the burst again with time, and never beyond it', () => {
    const { turns, wait } = clock(new Pace({ perSecond: 1_000, perChatPerSecond: 1, perChatBurst: 3 }));
    turns(['a', 'a', 'a']);
    wait(2_000);
    expect(turns(['a', 'a', 'a'])).toEqual([0, 0, 1_000]);
    wait(60_000);
    expect(turns(['a', 'a', 'a', 'a'])).toEqual([0, 0, 0, 1_000]);
  });

  it('holds all chats together to the account’s limit', () => {
    const { turns } = clock(new Pace({ perSecond: 30, perChatPerSecond: 1, perChatBurst: 5 }));
    const times = turns(Array.from({ length: 90 }, (_, n) => `chat-${String(n)}`));
    expect([times[29], times[59], times[89]]).toEqual([0, 1_000, 2_000]);
  });

  it('keeps its promise to a chat when there are very many', () => {
    const { turns } = clock(new Pace({ perSecond: 1_000_000, perChatPerSecond: 1, perChatBurst: 1 }));
    turns(['a', ...Array.from({ length: 12_000 }, (_, n) => `chat-${String(n)}`)]);
    expect(turns(['a'])[0]).toBeGreaterThan(900);
  });
});

describe('a turn', () => {
  it('comes at once where nothing is limited, and when it is stopped', async () => {
    const free = new Pace({ perSecond: Infinity, perChatPerSecond: Infinity, perChatBurst: Infinity });
    for (let n = 0; n < 100; n += 1) await free.turn('a', never);
    const slow = new Pace({ perSecond: 1, perChatPerSecond: 0.001, perChatBurst: 1 });
    await slow.turn('a', never);
    const stop = new AbortController();
    const turn = slow.turn('a', stop.signal);
    stop.abort();
    await turn;
    await slow.turn('a', stop.signal);
  });
});
