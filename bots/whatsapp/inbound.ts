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
 * Takes messages in, in the order they came. Baileys has acknowledged them before it tells us, so that
 * nobody will deliver them again: each is tried until it is committed. What a killed process lost in
 * between was not answered either, and its sender says it again.
 */
export class InboundMessages {
  private readonly unreadable = new UnreadableMessages((message) => this.enqueue(message, null));
  private readonly stopping = new AbortController();
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly deps: InboundDeps) {}

  take(socket: WASocket, raws: readonly WAMessage[]): void {
    for (const raw of raws) {
      const translation = translateMessage(raw, this.deps.account);
      if (translation.type === 'unreadable') this.unreadable.add(translation.message);
      if (translation.type !== 'message') continue;
      this.unreadable.read(translation.message.providerId);
      this.enqueue(translation.message, socket);
    }
  }

  /** Resolves when all that was taken is committed, or given up because the database is away. */
  async stop(): Promise<void> {
    this.unreadable.stop();
    this.stopping.abort();
    await this.last;
  }

  private enqueue(message: InboundMessage, socket: WASocket | null): void {
    this.last = this.last.then(async () => this.commit(await withLid(message, socket)));
  }

  private async commit(message: InboundMessage): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.deps.intake.receive([message]);
        return;
      } catch (error) {
        const kind = error instanceof Error ? error.name : 'unknown';
        this.deps.log.error({ channel: 'whatsapp', kind, attempt }, 'message waits for the database');
        if (this.stopping.signal.aborted) return;
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
