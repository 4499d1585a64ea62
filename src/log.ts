import { pino, type Logger } from 'pino';
import type { Log } from './usecases/ports.js';

/** NIK and No. KK have 16 digits: should one ever slip into a message it does not reach the log. */
const LONG_NUMBER = /\d{16}/g;

function scrub(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(LONG_NUMBER, '[16 digits]') : value;
}

/** JSON lines on standard output, scrubbed. */
export function createLogger(level: string, bindings: Readonly<Record<string, string>>): Logger {
  return pino({
    level,
    base: bindings,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, scrub(value)])),
    },
  });
}

/** The fields of `Log` are flat ids and codes; that is all there is. */
export function logOf(logger: Logger): Log {
  return {
    info: (fields, message) => {
      logger.info(fields, message);
    },
    warn: (fields, message) => {
      logger.warn(fields, message);
    },
    error: (fields, message) => {
      logger.error(fields, message);
    },
  };
}
