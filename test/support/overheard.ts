/** All that a service of a test writes where others may read it: log lines, and what it hands to BullMQ. */
import { Queue } from 'bullmq';
import { vi } from 'vitest';
import type { Logger } from 'pino';
import { createLogger } from '../../src/log.js';

export interface Overheard {
  readonly logger: Logger;
  log(): string;
  jobs(): string;
}

/** Listens from now on, until mocks are restored. */
export function overhear(): Overheard {
  const lines: string[] = [];
  const handed = vi.spyOn(Queue.prototype, 'addBulk');
  return {
    logger: createLogger('debug', { part: 'test' }, { write: (line) => void lines.push(line) }),
    log: () => lines.join(''),
    jobs: () => handed.mock.calls.map(([batch]) => JSON.stringify(batch)).join('\n'),
  };
}
