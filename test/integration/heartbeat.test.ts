import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { systemOf } from '../../src/parts.js';
import { readProcesses, startHeartbeat } from '../../src/storage/health.js';
import { openTestContainer } from '../support/container.js';
import { silentLog } from '../support/log.js';
import { whileDatabaseIsAway } from '../support/outage.js';
import { staff } from '../support/reports.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

describe('a process that says that it is well', () => {
  let container: Container;
  const folder = mkdtempSync(path.join(tmpdir(), 'sipmas-heartbeat-'));
  const file = path.join(folder, 'beat');

  beforeAll(async () => {
    container = await openTestContainer();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const begin = (parts: readonly ('web' | 'bots' | 'workers')[]) =>
    startHeartbeat({ database: container.database, parts, file, log: silentLog, everyMs: 50 });
  const running = async (now = new Date()) =>
    Object.fromEntries(
      (await readProcesses(container.database, now)).map(({ part, running: n }) => [part, n]),
    );
  const age = () => Date.now() - statSync(file).mtimeMs;

  it('is counted while it does, forgotten when it ends, and late when it falls silent', async () => {
    const [first, second] = [begin(['workers']), begin(['bots', 'workers'])];
    await expect.poll(running).toEqual({ web: 0, bots: 1, workers: 2 });
    const supervisor = await staff(container, 'supervisor');
    const state = await systemOf(container).state(supervisor);
    expect(state.warnings).toEqual(expect.arrayContaining(['process_missing', 'backup_missing']));
    expect(state.queues?.map(({ name }) => name).toSorted()).toEqual([
      'case',
      'import',
      'media',
      'notify',
      'webhook',
    ]);
    expect(state.disk?.total).toBeGreaterThan(0);
    await first.stop();
    expect(await running()).toEqual({ web: 0, bots: 1, workers: 1 });
    expect(await running(new Date(Date.now() + 60_000))).toEqual({ web: 0, bots: 0, workers: 0 });
    await second.stop();
    expect(await running()).toEqual({ web: 0, bots: 0, workers: 0 });
  });

  it('does not say so while it cannot reach the database, and does again afterwards', async () => {
    const beat = begin(['bots']);
    await expect.poll(running).toMatchObject({ bots: 1 });
    await whileDatabaseIsAway(container, async () => {
      // One that was under way may still arrive.
      await new Promise((resolve) => setTimeout(resolve, 300));
      utimesSync(file, new Date(0), new Date(0));
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(age()).toBeGreaterThan(60_000);
    });
    await expect.poll(age, { timeout: 10_000 }).toBeLessThan(5_000);
    await beat.stop();
  });

  it('is found well by its health command, and not once it is silent, or never spoke', () => {
    const built = spawnSync('node', ['scripts/build.mjs'], { cwd: project });
    expect(built.status).toBe(0);
    const ask = (beat: string | undefined) =>
      spawnSync('node', [path.join(project, 'dist/health.js')], {
        cwd: folder,
        env: { PATH: process.env['PATH'], ...(beat === undefined ? {} : { HEARTBEAT_FILE: beat }) },
      }).status;
    utimesSync(file, new Date(), new Date());
    expect(ask(file)).toBe(0);
    utimesSync(file, new Date(0), new Date(0));
    expect(ask(file)).toBe(1);
    expect(ask(path.join(folder, 'none'))).toBe(1);
    expect(ask(undefined)).toBe(1);
  });
});
