import type { InboundMessage } from '../../src/domain/channel/message.js';

/** The sender's phone sends an undecrypted message anew within seconds, if it does at all. */
const WAIT_MS = 60_000;
const MOST = 1_000;

/** Messages that could not be decrypted: handed on only if no readable copy comes in time. */
export class UnreadableMessages {
  private readonly waiting = new Map<string, NodeJS.Timeout>();

  constructor(private readonly handOn: (message: InboundMessage) => void) {}

  add(message: InboundMessage): void {
    const { providerId } = message;
    if (this.waiting.has(providerId) || this.waiting.size >= MOST) return;
    const timer = setTimeout(() => {
      this.waiting.delete(providerId);
      this.handOn(message);
    }, WAIT_MS);
    this.waiting.set(providerId, timer.unref());
  }

  /** A message with this id came after all. */
  read(providerId: string): void {
    const key = unreadableId(providerId);
    clearTimeout(this.waiting.get(key));
    this.waiting.delete(key);
  }

  stop(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }
}

/** Another id than the message's own, which a readable copy will have. */
export function unreadableId(providerId: string): string {
  return `x:${providerId}`;
}
