import { describe } from 'vitest';
import { findBinary } from './find-binary.js';

export type QueueBackend = 'postgres' | 'redis';

/** Both, always: what this machine lacks is skipped and counted, not left out. */
export function queueBackends(): readonly { readonly backend: QueueBackend; readonly available: boolean }[] {
  return [
    { backend: 'postgres', available: true },
    { backend: 'redis', available: findBinary('redis-server') !== null },
  ];
}

/** Declares the suite once for each queue backend. */
export function describeOnEachQueue(title: string, suite: (backend: QueueBackend) => void): void {
  for (const { backend, available } of queueBackends()) {
    describe.skipIf(!available)(`${title} [queue: ${backend}]`, () => suite(backend));
  }
}
