import { setTimeout as delay } from 'node:timers/promises';
import type { ClaimedMessage, Outgoing, SendResult } from '../src/domain/channel/ports.js';
import type { Log } from '../src/usecases/ports.js';
import type { Channel } from './channel.js';
import { Pace } from './pace.js';

export interface DispatcherDeps {
  readonly channel: Channel;
  readonly outgoing: Outgoing;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const CLAIM_AT_ONCE = 100;
const POLL_MS = 250;
const CHATS_AT_ONCE = 16;
const PAUSE_AFTER_FAULT_MS = 500;
const GATHER_RESULTS_MS = 5;

interface Settled {
  readonly id: string;
  readonly result: SendResult;
}

/**
 * Sends what is said on one account, until aborted: what this process says, handed over after its
 * commit, and what others queued. Never two sends to one chat at once; results settle in batches.
 */
export async function runDispatcher(deps: DispatcherDeps): Promise<void> {
  await new Dispatcher(deps).run();
}

class Dispatcher {
  private readonly chats = new Map<string, ClaimedMessage[]>();
  private readonly idle: string[] = [];
  private readonly pace: Pace;
  private readonly sending = new Set<Promise<void>>();
  private settled: Settled[] = [];
  private settling: Promise<void> | null = null;
  private wake: () => void = () => undefined;

  constructor(private readonly deps: DispatcherDeps) {
    this.pace = new Pace(deps.channel.pace);
  }

  async run(): Promise<void> {
    const { channel, outgoing, signal } = this.deps;
    await this.patiently(() => outgoing.recover(channel.name, channel.account));
    const detach = outgoing.attach(channel.name, channel.account, (messages) => this.take(messages));
    const unsubscribe = outgoing.onQueued(() => this.wake());
    signal.addEventListener('abort', () => this.wake(), { once: true });
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      const claimed = await this.patiently(() =>
        outgoing.claim(channel.name, channel.account, CLAIM_AT_ONCE),
      );
      if (claimed !== null && claimed.length > 0) {
        this.take(claimed);
        continue;
      }
      const poll = setTimeout(() => this.wake(), POLL_MS);
      await woken;
      clearTimeout(poll);
    }
    detach();
    unsubscribe();
    this.giveBack();
    await Promise.all(this.sending);
    await this.settling;
  }

  private take(messages: readonly ClaimedMessage[]): void {
    for (const message of messages) {
      const waiting = this.chats.get(message.address);
      if (waiting === undefined) {
        this.chats.set(message.address, [message]);
        this.idle.push(message.address);
      } else {
        waiting.push(message);
      }
    }
    this.fill();
  }

  private fill(): void {
    while (this.sending.size < CHATS_AT_ONCE) {
      const address = this.idle.shift();
      if (address === undefined) return;
      const run: Promise<void> = this.drain(address).finally(() => {
        this.sending.delete(run);
        this.fill();
      });
      this.sending.add(run);
    }
  }

  /** One chat's messages, in order. After a refusal the later ones wait with the first. */
  private async drain(address: string): Promise<void> {
    const waiting = this.chats.get(address) ?? [];
    for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
      await this.pace.turn(address, this.deps.signal);
      const result: SendResult = this.deps.signal.aborted
        ? { outcome: 'retry', reason: 'stopping', afterMs: 0 }
        : await this.deps.channel.send(address, message.body);
      this.settle({ id: message.id, result });
      if (result.outcome === 'retry') {
        for (const later of waiting.splice(0)) this.settle({ id: later.id, result });
      }
    }
    this.chats.delete(address);
  }

  /** Messages nobody began to send go back to the queue. */
  private giveBack(): void {
    for (const address of this.idle.splice(0)) {
      for (const message of this.chats.get(address) ?? []) {
        this.settle({ id: message.id, result: { outcome: 'retry', reason: 'stopping', afterMs: 0 } });
      }
      this.chats.delete(address);
    }
  }

  private settle(settled: Settled): void {
    this.settled.push(settled);
    this.settling ??= this.settleAll().finally(() => {
      this.settling = null;
    });
  }

  private async settleAll(): Promise<void> {
    // Lets the other chats' results join. Not to be aborted: what was sent is to be known.
    await delay(GATHER_RESULTS_MS);
    while (this.settled.length > 0) {
      const batch = this.settled;
      this.settled = [];
      await this.patiently(() => this.deps.outgoing.settle(batch));
    }
  }

  /** Tries until it works; null when aborted first (then the next owner recovers the rows). */
  private async patiently<T>(work: () => Promise<T>): Promise<T | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        this.deps.log.warn(
          { kind: error instanceof Error ? error.name : 'unknown', attempt },
          'sender waits for the database',
        );
        if (this.deps.signal.aborted) return null;
        await this.pause(PAUSE_AFTER_FAULT_MS);
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.deps.signal }).catch(() => undefined);
  }
}
