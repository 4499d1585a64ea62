import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../errors.js';
import type { InboxStore, Log } from '../ports.js';
import type { AnswerResult } from './answer-messages.js';

export interface PumpDeps {
  readonly inbox: InboxStore;
  /** Calls `saved` when all is answered but what needs a transaction. */
  readonly answer: (contactIds: readonly string[], saved: () => void) => Promise<AnswerResult>;
  /** Answers for a message that no transaction could digest, and ticks it off. */
  readonly giveUp: (contactId: string) => Promise<void>;
  /** A fault of the database's, not of the message: it will pass. */
  readonly isOutage: (error: unknown) => boolean;
  readonly log: Log;
}

const CONTACTS_AT_ONCE = 128;
/** Of which all but one are at their transactions: those are slow, and hold nobody up. */
const BATCHES_AT_ONCE = 3;
/** From one batch's start to the next one's, so that a flood is answered in large batches, which cost less. */
const GATHER_MS = 40;
/** A batch that has not saved by then waits for something: the next begins beside it. */
const HELD_UP_MS = 150;
const SWEEP_EVERY_MS = 1_000;
/** Older than this, whoever received the message has died or failed before answering it. */
const STALE_AFTER_MS = 2_000;
const TRIES = 4;

/**
 * Drives the dialogue: contacts with new messages are answered in batches, one batch at a
 * time but for its transactions. One conversation never runs twice at once: its row lock sees to that, across processes too.
 */
export class ConversationPump {
  private readonly due = new Set<string>();
  private readonly busy = new Set<string>();
  private readonly running = new Set<Promise<void>>();
  /** A batch has not got to its transactions yet. */
  private answering = false;
  private begun = -Infinity;
  private gathering: NodeJS.Timeout | null = null;
  private stopped = false;
  private sweeping: Promise<void> | null = null;
  private readonly stopSignal = new AbortController();

  constructor(private readonly deps: PumpDeps) {}

  readonly wake = (contactIds: readonly string[]): void => {
    for (const id of contactIds) this.due.add(id);
    this.fill();
  };

  /** Also picks up what dead processes left behind, now and from time to time. */
  start(): void {
    this.sweeping ??= this.sweep();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.stopSignal.abort();
    await this.sweeping;
    await Promise.all(this.running);
  }

  private fill(): void {
    if (this.stopped || this.answering || this.running.size >= BATCHES_AT_ONCE || this.mayGather()) return;
    const batch = this.nextBatch();
    if (batch.length === 0) return;
    this.begun = performance.now();
    this.answering = true;
    let saved = false;
    const afterSave = () => {
      if (saved) return;
      saved = true;
      this.answering = false;
      this.fill();
    };
    // A row that another process holds is waited for: that is nobody else's delay.
    const heldUp = setTimeout(afterSave, HELD_UP_MS);
    const run: Promise<void> = this.answerBatch(batch, afterSave).finally(() => {
      clearTimeout(heldUp);
      for (const id of batch) this.busy.delete(id);
      this.running.delete(run);
      afterSave();
      this.fill();
    });
    this.running.add(run);
  }

  /** Nobody waits who comes alone, nor when there are enough for a whole batch. */
  private mayGather(): boolean {
    const wait = this.begun + GATHER_MS - performance.now();
    if (wait <= 0 || this.due.size >= CONTACTS_AT_ONCE) return false;
    this.gathering ??= setTimeout(() => {
      this.gathering = null;
      this.fill();
    }, wait);
    return true;
  }

  /** A contact under way stays due: what came meanwhile may have missed its batch. */
  private nextBatch(): string[] {
    const batch: string[] = [];
    for (const id of this.due) {
      if (this.busy.has(id)) continue;
      batch.push(id);
      this.due.delete(id);
      this.busy.add(id);
      if (batch.length >= CONTACTS_AT_ONCE) break;
    }
    return batch;
  }

  private async answerBatch(batch: readonly string[], saved: () => void): Promise<void> {
    try {
      const { again } = await this.deps.answer(batch, saved);
      for (const id of again) this.due.add(id);
    } catch {
      saved();
      for (const id of batch) await this.answerOne(id);
    }
  }

  /** Alone, so that one message that cannot be digested holds up nobody else. */
  private async answerOne(contactId: string): Promise<void> {
    for (let attempt = 1; attempt <= TRIES && !this.stopped; attempt += 1) {
      try {
        const { again } = await this.deps.answer([contactId], () => undefined);
        for (const id of again) this.due.add(id);
        return;
      } catch (error) {
        const outage = this.deps.isOutage(error);
        const code = error instanceof AppError ? error.code : outage ? 'database.unavailable' : 'internal';
        this.deps.log.error({ contactId, attempt, code }, 'chat step failed');
        if (!outage) return this.giveUp(contactId);
        await delay(attempt * 100, undefined, { signal: this.stopSignal.signal }).catch(() => undefined);
      }
    }
    // The message stays in the inbox for the next sweep.
  }

  private async giveUp(contactId: string): Promise<void> {
    try {
      await this.deps.giveUp(contactId);
    } catch {
      this.deps.log.error({ contactId }, 'chat step left for later');
    }
  }

  private async sweep(): Promise<void> {
    while (!this.stopped) {
      try {
        this.wake(await this.deps.inbox.stale(STALE_AFTER_MS, CONTACTS_AT_ONCE));
      } catch {
        this.deps.log.warn({}, 'inbox not reachable');
      }
      await delay(SWEEP_EVERY_MS, undefined, { signal: this.stopSignal.signal }).catch(() => undefined);
    }
  }
}
