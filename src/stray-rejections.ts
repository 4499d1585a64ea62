import type { Log } from './usecases/ports.js';

const WHATSAPP_LIBRARY = /node_modules[\\/](@whiskeysockets[\\/]baileys|libsignal)[\\/]/;

/** True for a rejection that began in the WhatsApp library. */
export function isOfWhatsAppLibrary(reason: unknown): boolean {
  return reason instanceof Error && WHATSAPP_LIBRARY.test(reason.stack ?? '');
}

/**
 * Baileys starts work that nobody waits for, and when its line or the database breaks in the middle its
 * rejections reach nobody: they must not take the console and the other channels down. Whatever else
 * rejects unheard is a fault of ours, and ends the process as Node would.
 */
export function outliveWhatsAppLibrary(log: Log): void {
  process.on('unhandledRejection', (reason) => {
    const kind = reason instanceof Error ? reason.name : 'unknown';
    if (isOfWhatsAppLibrary(reason)) {
      log.warn({ kind }, 'the WhatsApp library dropped a fault');
      return;
    }
    log.error({ kind, at: firstFrame(reason) }, 'rejection that nobody heard');
    process.exit(1);
  });
}

/** Where, and not what: a message can hold what a person said. */
function firstFrame(reason: unknown): string {
  const stack = reason instanceof Error ? (reason.stack ?? '') : '';
  return /^\s+at (.*)$/m.exec(stack)?.[1] ?? 'unknown';
}
