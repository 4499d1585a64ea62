import { setTimeout as delay } from 'node:timers/promises';
import type { JobQueue, Log, OutboxStore } from '../src/usecases/ports.js';

const ROWS_AT_ONCE = 500;
const POLL_MS = 250;
/** A job relayed this long ago and not done is handed over again: its queue may have been emptied. */
const AGAIN_AFTER_MS = 60_000;
const PAUSE_AFTER_FAULT_MS = 500;

/** Moves outbox rows to BullMQ until aborted. The database is the truth; the queue can be rebuilt. */
export async function runOutboxRelay(deps: {
  readonly outbox: OutboxStore;
  readonly queue: JobQueue;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly againAfterMs?: number;
}): Promise<void> {
  const { outbox, queue, log, signal, againAfterMs = AGAIN_AFTER_MS } = deps;
  let wake: () => void = () => undefined;
  const wakeUp = () => {
    wake();
  };
  const unsubscribe = outbox.onAdded(wakeUp);
  signal.addEventListener('abort', wakeUp);
  const added = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  while (!signal.aborted) {
    const woken = added();
    try {
      const moved = await outbox.relay(ROWS_AT_ONCE, againAfterMs, (rows) => queue.add(rows));
      if (moved > 0) continue;
      const poll = setTimeout(wakeUp, POLL_MS);
      await woken;
      clearTimeout(poll);
    } catch (error) {
      log.warn({ kind: error instanceof Error ? error.name : 'unknown' }, 'outbox relay paused');
      await pause(PAUSE_AFTER_FAULT_MS, signal);
    }
  }
  unsubscribe();
  signal.removeEventListener('abort', wakeUp);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
