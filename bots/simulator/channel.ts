import { randomUUID } from 'node:crypto';
import type { Channel } from '../channel.js';
import { unlimited } from '../pace.js';

/** The browser's chat page reads its rows itself: a message is delivered once it is written. */
export function simulatorChannel(account: string): Channel {
  return {
    name: 'simulator',
    account,
    pace: unlimited,
    run: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    send: () => Promise.resolve({ outcome: 'sent', providerId: randomUUID() }),
  };
}
