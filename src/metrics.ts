import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ConsoleQueries } from './usecases/console/ports.js';

/** Prometheus text: the process, and what waits. Counts and codes only. */
export function createMetrics(deps: {
  readonly queries: Pick<ConsoleQueries, 'health'>;
  readonly queueSizes: () => Promise<Readonly<Record<string, number>>>;
}): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const outbox = gauge('sipmas_outbox_waiting', 'Jobs written to the outbox and not done');
  const failing = gauge('sipmas_outbox_failing', 'Jobs whose last try failed');
  const oldest = gauge('sipmas_outbox_oldest_seconds', 'Age of the oldest job not done');
  const inbox = gauge('sipmas_inbox_waiting', 'Messages received and not answered');
  const outbound = gauge('sipmas_outbound_messages', 'Messages to people, by delivery state', ['state']);
  const queue = gauge('sipmas_queue_jobs', 'Jobs in BullMQ, by queue', ['queue']);
  return async () => {
    const [health, sizes] = await Promise.all([deps.queries.health(), deps.queueSizes()]);
    outbox.set(health.outboxWaiting);
    failing.set(health.outboxFailing);
    oldest.set(health.outboxOldestSeconds);
    inbox.set(health.inboxWaiting);
    outbound.reset();
    for (const [state, count] of Object.entries(health.outbound)) outbound.set({ state }, count);
    for (const [name, count] of Object.entries(sizes)) queue.set({ queue: name }, count);
    return registry.metrics();
  };
}
