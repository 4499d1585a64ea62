import type { InboundMessage } from '../../domain/channel/message.js';
import type { Intake } from '../../domain/channel/ports.js';
import type { InboxStore } from '../ports.js';

interface Waiting {
  readonly messages: readonly InboundMessage[];
  resolve(): void;
  reject(reason: unknown): void;
}

/** Rows of one INSERT: beyond this a flood of webhooks waits for the next. */
const MESSAGES_AT_ONCE = 256;

/**
 * Puts messages into the inbox (invariant 1). While one INSERT is under way the messages that arrive
 * gather for the next, so that a burst of webhooks costs a few commits and not one each.
 */
export class ReceiveMessages implements Intake {
  private waiting: Waiting[] = [];
  private saving = false;

  constructor(
    private readonly inbox: InboxStore,
    private readonly wake: (contactIds: readonly string[]) => void,
  ) {}

  async receive(messages: readonly InboundMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ messages, resolve, reject });
      if (!this.saving) void this.saveAll();
    });
  }

  private async saveAll(): Promise<void> {
    this.saving = true;
    // One turn of the event loop lets everything that has already arrived join this batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.saveBatch(this.nextBatch());
    this.saving = false;
  }

  private nextBatch(): Waiting[] {
    let size = 0;
    const end = this.waiting.findIndex((entry) => (size += entry.messages.length) > MESSAGES_AT_ONCE);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : Math.max(end, 1));
  }

  private async saveBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      this.wake(await this.inbox.save(batch.flatMap((entry) => entry.messages)));
      for (const entry of batch) entry.resolve();
    } catch (error) {
      if (batch.length > 1) {
        // One bad message must not turn the others away.
        for (const entry of batch) await this.saveBatch([entry]);
      } else {
        batch[0]?.reject(error);
      }
    }
  }
}
