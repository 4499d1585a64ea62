import { AsyncResource } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { isPnUser, jidNormalizedUser, type WAMessage, type WASocket } from '@whiskeysockets/baileys';
import type { InboundMessage } from '../../src/domain/channel/message.js';
import type { Intake } from '../../src/domain/channel/ports.js';
import type { Log } from '../../src/usecases/ports.js';
import { translateMessage } from './translate.js';
import { UnreadableMessages } from './unreadable.js';

const PAUSE_AFTER_FAULT_MS = 500;
const LID_WITHIN_MS = 3_000;

export interface InboundDeps {
  readonly account: string;
  readonly intake: Intake;
  readonly log: Log;
}

/**
 * Takes messages in, in the order they came, each until it is committed: what cannot be committed now is
 * tried again, and holds up what came after it. The same message twice is one.
 */
export class InboundMessages {
  private readonly unreadable = new UnreadableMessages((message) => {
    this.enqueue(message).catch(() => undefined);
  });
  private readonly stopping = new AbortController();
  /**
   * Baileys hands messages over in the middle of a transaction of its keys, which it ties to the running
   * of our code: what we do with a message, such as answering it, must not fall into that transaction.
   */
  private readonly outside = new AsyncResource('WhatsAppInbound');
  private last: Promise<void> = Promise.resolve();
  private socket: WASocket | null = null;

  constructor(private readonly deps: InboundDeps) {}

  /** The connection that knows more of a sender than the message says. */
  resolveWith(socket: WASocket): void {
    this.socket = socket;
  }

  /** Resolves when all of them are committed; rejects when it is stopped before. */
  async take(raws: readonly WAMessage[]): Promise<void> {
    const taken: Promise<void>[] = [];
    for (const raw of raws) {
      const translation = translateMessage(raw, this.deps.account);
      if (translation.type === 'unreadable') this.unreadable.add(translation.message);
      if (translation.type !== 'message') continue;
      this.unreadable.read(translation.message.providerId);
      taken.push(this.outside.runInAsyncScope(() => this.enqueue(translation.message)));
    }
    await Promise.all(taken);
  }

  /** Resolves when all that was taken is committed, or given up because the database is away. */
  async stop(): Promise<void> {
    this.unreadable.stop();
    this.stopping.abort();
    await this.last;
  }

  private enqueue(message: InboundMessage): Promise<void> {
    const committed = this.last.then(async () => this.commit(await withLid(message, this.socket)));
    this.last = committed.catch(() => undefined);
    return committed;
  }

  private async commit(message: InboundMessage): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.deps.intake.receive([message]);
        return;
      } catch (error) {
        const kind = error instanceof Error ? error.name : 'unknown';
        this.deps.log.error({ channel: 'whatsapp', kind, attempt }, 'message waits for the database');
        if (this.stopping.signal.aborted) throw error;
        await delay(PAUSE_AFTER_FAULT_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }
}

/** People are told apart by their LID; of older phones only the number comes with a message. */
async function withLid(message: InboundMessage, socket: WASocket | null): Promise<InboundMessage> {
  if (socket === null || isPnUser(message.address) !== true) return message;
  const known = socket.signalRepository.lidMapping.getLIDForPN(message.address).catch(() => null);
  const lid = await Promise.race([known, delay(LID_WITHIN_MS, null, { ref: false })]);
  return lid === null ? message : { ...message, address: jidNormalizedUser(lid) };
}
