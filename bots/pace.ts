import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from './channel.js';

/** Beyond this many chats, those whose bucket is full again are forgotten. */
const REMEMBERED_CHATS = 10_000;

/** Nothing to spare anybody. */
export const unlimited: Channel['pace'] = {
  perSecond: Infinity,
  perChatPerSecond: Infinity,
  perChatBurst: Infinity,
};

interface Bucket {
  /** Milliseconds since the epoch at which the next message may go. */
  next: number;
}

/** Keeps an account within what its provider bears: over all chats, and per chat with a short burst. */
export class Pace {
  private readonly all: Bucket = { next: 0 };
  private readonly chats = new Map<string, Bucket>();

  constructor(private readonly limits: Channel['pace']) {}

  /** Resolves when the chat's next message may go, or at once when aborted. */
  async turn(chat: string, signal: AbortSignal): Promise<void> {
    if (this.limits.perSecond === Infinity) return;
    const wait = this.book(chat, Date.now());
    if (wait > 0) await delay(wait, undefined, { signal }).catch(() => undefined);
  }

  /** Takes the chat's next turn; milliseconds to wait for it. */
  book(chat: string, now: number): number {
    const { perSecond, perChatPerSecond, perChatBurst } = this.limits;
    return Math.max(
      this.draw(this.all, now, 1000 / perSecond, perSecond),
      this.draw(this.bucket(chat, now), now, 1000 / perChatPerSecond, perChatBurst),
    );
  }

  /** Milliseconds to wait: none within the burst. */
  private draw(bucket: Bucket, now: number, gapMs: number, burst: number): number {
    const earliest = Math.max(bucket.next, now - (burst - 1) * gapMs);
    bucket.next = earliest + gapMs;
    return Math.max(0, earliest - now);
  }

  private bucket(chat: string, now: number): Bucket {
    const known = this.chats.get(chat);
    if (known !== undefined) return known;
    if (this.chats.size >= REMEMBERED_CHATS) {
      for (const [key, bucket] of this.chats) if (bucket.next < now) this.chats.delete(key);
    }
    const fresh = { next: 0 };
    this.chats.set(chat, fresh);
    return fresh;
  }
}
