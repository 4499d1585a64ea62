/** The workers are killed while they read, take over and take back a file of the console: it ends as if they never had been. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { sourceImportsOf } from '../../src/parts.js';
import { begun, here, uploaded } from '../support/console-imports.js';
import { openTestContainer } from '../support/container.js';
import { staff } from '../support/reports.js';
import { csvBytes } from '../synth/files.js';
import { regionOf } from '../synth/places.js';
import { makeDelivery } from '../synth/sources.js';

const program = fileURLToPath(new URL('../../dist/workers.js', import.meta.url));
const ROWS = 7_000;

describe('an import of the console', () => {
  const start = ({ config, databaseUrl }: Container): ChildProcess => {
    const env = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATA_DIR: config.dataDir, REDIS_URL: '' };
    return spawn(process.execPath, [program], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: 'ignore',
    });
  };
  const until = async (when: () => Promise<boolean>) => {
    while (!(await when())) await delay(20);
  };

  it('goes on with new workers wherever the old ones were killed', { timeout: 300_000 }, async () => {
    const container = await openTestContainer();
    const { database } = container;
    const imports = sourceImportsOf(container);
    const admin = await staff(container, 'admin');
    const region = await regionOf('64.08');
    const { head, rows, truth } = makeDelivery({
      source: 'DTSEN',
      rows: ROWS,
      seed: 7,
      region,
      revision: 1,
      wrong: 0,
    });
    const file = Buffer.concat([...csvBytes(head, rows, { delimiter: ';', encoding: 'utf8' })]);
    const id = await begun(container, admin, await uploaded(container, admin, file));
    const stateIs = (state: string) => async () => (await imports.detail(admin, id)).state === state;
    const count = async (where: { readTo: { gt: number } } | { appliedTo: { gt: number } }) =>
      (await database.sourceImport.count({ where: { id, ...where } })) > 0;
    const killedWhen = async (when: () => Promise<boolean>) => {
      const workers = start(container);
      const gone = once(workers, 'exit');
      await until(when);
      workers.kill('SIGKILL');
      expect((await gone)[1]).toBe('SIGKILL');
    };

    await killedWhen(() => count({ readTo: { gt: 1_000 } }));
    expect(await stateIs('reading')()).toBe(true);
    let workers = start(container);
    await until(stateIs('read'));
    const { new: fresh, twice } = truth();
    expect((await imports.detail(admin, id)).counts).toMatchObject({
      new: fresh,
      changed: 0,
      gone: 0,
      wrong: twice,
    });
    workers.kill('SIGKILL');

    await imports.apply(admin, { id, ip: here });
    await killedWhen(() => count({ appliedTo: { gt: 1_000 } }));
    workers = start(container);
    await until(stateIs('applied'));
    expect(await database.sourceRecordVersion.count()).toBe(fresh);
    expect(await database.sourceRecord.count({ where: { present: true } })).toBe(fresh);
    await until(async () => !(await imports.detail(admin, id)).hasFile);
    workers.kill('SIGKILL');

    await imports.revert(admin, { id, ip: here, reason: 'Uji' });
    await killedWhen(
      async () => (await database.sourceRecordVersion.count({ where: { withdrawnAt: { not: null } } })) > 0,
    );
    workers = start(container);
    await until(stateIs('reverted'));
    expect(await database.sourceRecord.count({ where: { present: true } })).toBe(0);
    expect(await database.sourceRecordVersion.count({ where: { withdrawnAt: null } })).toBe(0);
    workers.kill('SIGTERM');
    await once(workers, 'exit');
  });
});
