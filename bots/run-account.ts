import type { ChannelStatusBoard, Outgoing, Ownership } from '../src/domain/channel/ports.js';
import type { Log } from '../src/usecases/ports.js';
import type { Channel } from './channel.js';
import { runDispatcher } from './dispatcher.js';

export interface AccountDeps {
  readonly channel: Channel;
  readonly ownership: Ownership;
  readonly outgoing: Outgoing;
  readonly status: ChannelStatusBoard;
  readonly log: Log;
  readonly signal: AbortSignal;
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
    try {
      await Promise.all([
        channel.run(both).finally(() => stop.abort()),
        runDispatcher({ ...deps, signal: both }),
      ]);
    } catch (error) {
      log.error(
        { channel: channel.name, kind: error instanceof Error ? error.name : 'unknown' },
        'channel stopped',
      );
    }
    await held.release();
  }
}
