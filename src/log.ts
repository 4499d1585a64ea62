import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Log } from './usecases/ports.js';

/** NIK and No. KK have 16 digits, often in fours: should one ever slip in it does not reach the log. */
const LONG_NUMBER = /\d(?:[ .]?\d){15}/g;

function scrub(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(LONG_NUMBER, '[16 digits]');
  return Array.isArray(value) ? value.map(scrub) : value;
}

/** What libraries hand over as `err`: its kind, without the message, which may quote what a person typed. */
function kindOf(error: unknown): { readonly kind: string; readonly code: string | null } {
  if (!(error instanceof Error)) return { kind: typeof error, code: null };
  return { kind: error.name, code: 'code' in error && typeof error.code === 'string' ? error.code : null };
}

/** JSON lines on standard output (or another destination), scrubbed. */
export function createLogger(
  level: string,
  bindings: Readonly<Record<string, string>>,
  destination?: DestinationStream,
): Logger {
  const options: LoggerOptions = {
    level,
    base: bindings,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: kindOf },
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, scrub(value)])),
    },
    hooks: {
      logMethod(given, log) {
        // Of a bare error pino would take the message for its own.
        const [first] = given as readonly unknown[];
        if (first instanceof Error) log.call(this, { err: first }, 'fault');
        else log.apply(this, given.map(scrub) as typeof given);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
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
