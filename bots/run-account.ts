import { setMaxListeners } from 'node:events';
import type { ChannelStatusBoard, Ownership } from '../src/domain/channel/ports.js';
import { runDispatcher, type DispatcherDeps } from './dispatcher.js';

export interface AccountDeps extends Pick<
  DispatcherDeps,
  'channel' | 'outgoing' | 'log' | 'signal' | 'pace'
> {
  readonly ownership: Ownership;
  readonly status: ChannelStatusBoard;
}

/** Receives and sends on an account while this process owns it; one process at a time does. */
export async function runAccount(deps: AccountDeps): Promise<void> {
  const { channel, ownership, log, signal } = deps;
  while (!signal.aborted) {
    const held = await ownership
      .acquire(`channel:${channel.name}:${channel.account}`, signal)
      .catch(() => null);
    if (held === null) continue;
    const until = AbortSignal.any([signal, held.lost]);
    const stop = new AbortController();
    const both = AbortSignal.any([until, stop.signal]);
    // Every send that waits for its turn listens: more of them than Node expects, and no leak.
    setMaxListeners(0, both);
    // Both to their end: the next owner must not meet a sender that is still at work.
    const ends = await Promise.allSettled([
      channel.run(both).finally(() => stop.abort()),
      runDispatcher({ ...deps, signal: both }),
    ]);
    for (const end of ends) {
      if (end.status === 'fulfilled') continue;
      const kind = end.reason instanceof Error ? end.reason.name : 'unknown';
      log.error({ channel: channel.name, kind }, 'channel stopped');
    }
    await held.release();
  }
}
