/** Keeps what libraries do on their own from harming the process and the people in its data. */
import type { Log } from './usecases/ports.js';

const WHATSAPP_LIBRARY = /node_modules[\\/](@whiskeysockets[\\/]baileys|libsignal)[\\/]/;
const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

export function containForeignCode(log: Log): void {
  silenceConsole(log);
  outliveWhatsAppLibrary(log);
}

/**
 * We log through `log` alone. Libraries that print do it unasked: libsignal prints whole sessions, keys
 * and all. That something was printed is logged, what was is not. Returns how to undo it.
 */
export function silenceConsole(log: Log): () => void {
  const before = methods.map((method) => [method, Reflect.get(console, method) as unknown] as const);
  for (const method of methods) {
    Reflect.set(console, method, () => {
      log.info({ method }, 'a library wrote to the console');
    });
  }
  return () => {
    for (const [method, original] of before) Reflect.set(console, method, original);
  };
}

/** True for a rejection that began in the WhatsApp library. */
export function isOfWhatsAppLibrary(reason: unknown): boolean {
  return reason instanceof Error && WHATSAPP_LIBRARY.test(reason.stack ?? '');
}

/**
 * Baileys starts work that nobody waits for, and when its line or the database breaks in the middle its
 * rejections reach nobody: they must not take the console and the other channels down. Whatever else
 * rejects unheard is a fault of ours, and ends the process as Node would.
 */
function outliveWhatsAppLibrary(log: Log): void {
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
