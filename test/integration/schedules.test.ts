import { afterEach, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { ScheduleName, schedules } from '../../src/domain/jobs/jobs.js';
import { keepSchedules, scheduleProcessor, type ScheduleHandlers } from '../../workers/schedules.js';
import { describeOnEachQueue } from '../support/backends.js';
import { openTestContainer } from '../support/container.js';
import { silentLog } from '../support/log.js';
import { emptyQueue } from '../support/queue.js';

const everySecond = Object.fromEntries(ScheduleName.options.map((name) => [name, '* * * * * *']));
const ignore = () => undefined;

describeOnEachQueue('what is done again and again', (backend) => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  function start(container: Container, wanted: Readonly<Record<string, string>>) {
    const runs: ScheduleName[] = [];
    const handler = (name: ScheduleName) => async () => {
      runs.push(name);
      // One that fails comes again like the others.
      if (name === 'digests.send') throw new Error('broken');
      return 0;
    };
    const handlers = Object.fromEntries(ScheduleName.options.map((name) => [name, handler(name)]));
    const process = scheduleProcessor({ handlers: handlers as unknown as ScheduleHandlers, log: silentLog });
    const worker = container.backend.worker('uji', 4, { process, onError: ignore });
    const lane = container.backend.schedules('uji', ignore);
    const stop = new AbortController();
    const keeping = keepSchedules({
      keep: () => lane.keep(wanted),
      log: silentLog,
      signal: stop.signal,
      lookEveryMs: 200,
    });
    ends.push(async () => {
      stop.abort();
      await keeping;
      await worker.close();
      await lane.close();
    });
    return runs;
  }

  const timesOf = (runs: readonly ScheduleName[]) =>
    ScheduleName.options.map((name) => runs.filter((run) => run === name).length);

  it('is done at its times, by one of two workers, and again after the queue was emptied', async () => {
    const container = await openTestContainer({ backend });
    const runs = start(container, everySecond);
    const others = start(container, everySecond);
    const all = () => [...runs, ...others];
    const began = Date.now();
    await expect.poll(() => Math.min(...timesOf(all())), { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
    const seconds = (Date.now() - began) / 1000;
    expect(Math.max(...timesOf(all()))).toBeLessThanOrEqual(seconds + 2);
    await emptyQueue(container);
    const before = all().length;
    await expect.poll(() => all().length, { timeout: 10_000 }).toBeGreaterThan(before + 8);
  }, 30_000);

  it('is scheduled as BullMQ has it, and no job that waits', async () => {
    const container = await openTestContainer({ backend });
    start(container, schedules);
    await expect
      .poll(async () => Object.values(await container.jobQueue.sizes()).reduce((sum, size) => sum + size, 0))
      .toBe(0);
  });
});
