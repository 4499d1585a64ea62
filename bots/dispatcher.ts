import { setTimeout as delay } from 'node:timers/promises';
import {
  RECLAIM_AFTER_MS,
  type ClaimedMessage,
  type Outgoing,
  type SendResult,
} from '../src/domain/channel/ports.js';
import type { Log } from '../src/usecases/ports.js';
import type { Channel } from './channel.js';
import { Pace } from './pace.js';

export interface DispatcherDeps {
  readonly channel: Channel;
  readonly outgoing: Outgoing;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly reclaimEveryMs?: number;
  /** The channel's own when left out. */
  readonly pace?: Channel['pace'];
}

/** Claimed and not begun, at most: what is queued stays there until its turn is near. */
const CLAIM_AT_ONCE = 100;
/** Room for fewer is not worth a claim, unless nothing is left. */
const WORTH_A_CLAIM = CLAIM_AT_ONCE / 2;
const POLL_MS = 250;
const RECLAIM_EVERY_MS = 10_000;
const CHATS_AT_ONCE = 16;
const PAUSE_AFTER_FAULT_MS = 500;
const GATHER_RESULTS_MS = 5;

interface Settled {
  readonly id: string;
  readonly result: SendResult;
}

/**
 * Sends what is said on one account, until aborted: what this process says, handed over after its
 * commit, and what others queued. Never two sends to one chat at once; results settle in batches. Who has
 * just written is answered before those who are told something unasked.
 */
export async function runDispatcher(deps: DispatcherDeps): Promise<void> {
  await new Dispatcher(deps).run();
}

class Dispatcher {
  private readonly chats = new Map<string, ClaimedMessage[]>();
  /** Chats that wait for one of the senders: those answered, then those told. */
  private readonly answered: string[] = [];
  private readonly idle: string[] = [];
  /** Ids of all that was claimed or handed over and is not settled. */
  private readonly own = new Set<string>();
  /** Of those, how many wait in `chats`. */
  private waiting = 0;
  /** The last claim got all it asked for. */
  private more = false;
  private reclaimAt: number;
  /** Chats with a message that waits for another try, by when that may be (milliseconds). */
  private readonly held = new Map<string, number>();
  private readonly pace: Pace;
  private readonly sending = new Set<Promise<void>>();
  private settled: Settled[] = [];
  private settling: Promise<void> | null = null;
  private wake: () => void = () => undefined;

  constructor(private readonly deps: DispatcherDeps) {
    this.pace = new Pace(deps.pace ?? deps.channel.pace);
    this.reclaimAt = this.nextReclaim();
  }

  async run(): Promise<void> {
    const { channel, outgoing, signal } = this.deps;
    await this.patiently(() => outgoing.recover(channel.name, channel.account));
    const detach = outgoing.attach(channel.name, channel.account, (messages) =>
      this.take(messages, this.answered),
    );
    const unsubscribe = outgoing.onQueued(() => this.wake());
    signal.addEventListener('abort', () => this.wake(), { once: true });
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await this.reclaim();
      const claimed = await this.claim();
      if (claimed !== null && claimed.length > 0) {
        this.take(claimed, this.idle);
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

  private async claim(): Promise<ClaimedMessage[] | null> {
    const { channel, outgoing } = this.deps;
    const room = CLAIM_AT_ONCE - this.waiting;
    if (room < WORTH_A_CLAIM) return null;
    const claimed = await this.patiently(() => outgoing.claim(channel.name, channel.account, room));
    this.more = claimed?.length === room;
    return claimed;
  }

  /** Between claims, never beside one: all that was claimed for this owner is its own by then. */
  private async reclaim(): Promise<void> {
    const { channel, outgoing } = this.deps;
    if (Date.now() < this.reclaimAt) return;
    await this.patiently(() =>
      outgoing.reclaim(channel.name, channel.account, [...this.own], RECLAIM_AFTER_MS),
    );
    this.reclaimAt = this.nextReclaim();
  }

  private nextReclaim(): number {
    return Date.now() + (this.deps.reclaimEveryMs ?? RECLAIM_EVERY_MS);
  }

  private take(messages: readonly ClaimedMessage[], queue: string[]): void {
    const now = Date.now();
    for (const [address, until] of this.held) if (until <= now) this.held.delete(address);
    for (const message of messages) {
      this.own.add(message.id);
      const until = this.held.get(message.address);
      if (until !== undefined) {
        // Handed over after its commit, it would overtake the one that waits.
        this.settle({
          id: message.id,
          result: { outcome: 'retry', reason: 'held_back', afterMs: until - now },
        });
        continue;
      }
      this.waiting += 1;
      const waiting = this.chats.get(message.address);
      if (waiting === undefined) {
        this.chats.set(message.address, [message]);
        queue.push(message.address);
      } else {
        waiting.push(message);
      }
    }
    this.fill();
  }

  private fill(): void {
    while (this.sending.size < CHATS_AT_ONCE) {
      const address = this.answered.shift() ?? this.idle.shift();
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
      this.left(1);
      await this.pace.turn(address, this.deps.signal);
      const { id, lastTry } = message;
      if (lastTry) await this.patiently(() => this.deps.outgoing.begin(id));
      const result: SendResult = this.deps.signal.aborted
        ? { outcome: 'retry', reason: 'stopping', afterMs: 0 }
        : await this.send(message);
      this.settle({ id: message.id, result });
      if (result.outcome === 'retry') {
        this.held.set(address, Date.now() + result.afterMs);
        const later = waiting.splice(0);
        this.left(later.length);
        for (const { id: held } of later) this.settle({ id: held, result });
      }
    }
    this.chats.delete(address);
  }

  private left(count: number): void {
    this.waiting -= count;
    if (this.more && CLAIM_AT_ONCE - this.waiting >= WORTH_A_CLAIM) this.wake();
  }

  private async send({ id, address, body }: ClaimedMessage): Promise<SendResult> {
    try {
      return await this.deps.channel.send(address, body, id);
    } catch (error) {
      const kind = error instanceof Error ? error.name : 'unknown';
      this.deps.log.error({ channel: this.deps.channel.name, kind }, 'adapter broke off');
      return { outcome: 'unknown', reason: 'adapter_fault' };
    }
  }

  /** Messages nobody began to send go back to the queue. */
  private giveBack(): void {
    for (const address of [...this.answered.splice(0), ...this.idle.splice(0)]) {
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
      for (const { id } of batch) this.own.delete(id);
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
