import type { Log } from '../../src/usecases/ports.js';

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
