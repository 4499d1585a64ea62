import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { postgresBackend } from '../../src/queue/backend.js';
import { openTestContainer } from '../support/container.js';
import { whileDatabaseIsAway } from '../support/outage.js';

it('a queue and a worker that began while the database was away work once it is back', async () => {
  const container = await openTestContainer();
  const backend = await postgresBackend(container.databaseUrl, 5);
  const done: unknown[] = [];
  const errors: Error[] = [];
  const onError = (error: Error) => void errors.push(error);
  const data = { outboxId: '1', job: 'case.screen' as const, version: 1, payload: {} };
  const jobs = [{ name: 'case.screen', data, opts: { jobId: 'uji-1' } }];

  const { lane, worker } = await whileDatabaseIsAway(container, async () => {
    const began = {
      lane: backend.lane('case', onError),
      worker: backend.worker('case', 1, { process: async (one) => void done.push(one), onError }),
    };
    await expect(began.lane.add(jobs)).rejects.toThrow();
    // Others in the process get their turn: without a pause between its tries the worker lets none.
    await delay(100);
    expect(errors.length).toBeGreaterThan(0);
    return began;
  });
  await expect
    .poll(async () => {
      await lane.add(jobs).catch(() => undefined);
      return done;
    })
    .toContainEqual(data);
  await worker.close();
  await lane.close();
  await backend.close();
});
