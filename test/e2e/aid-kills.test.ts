/** The workers are killed while they check, record and withdraw a file of aid, and while they freeze a list: it ends as if they never had been. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { aidFilesOf, aidOf, sourceImportsOf } from '../../src/parts.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { ip, uploadedAid } from '../support/aid-files.js';
import { begun, uploaded, worked } from '../support/console-imports.js';
import { openTestContainer } from '../support/container.js';
import { staff } from '../support/reports.js';
import { csvBytes } from '../synth/files.js';
import { regionOf } from '../synth/places.js';
import { makeDelivery } from '../synth/sources.js';

const program = fileURLToPath(new URL('../../dist/workers.js', import.meta.url));
const ROWS = 4_000;

describe('the work on aid', () => {
  let container: Container;
  let supervisor: StaffActor;
  let file: Buffer;

  beforeAll(async () => {
    container = await openTestContainer();
    supervisor = await staff(container, 'supervisor');
    const admin = await staff(container, 'admin');
    const region = await regionOf('64.08');
    const { head, rows } = makeDelivery({
      source: 'DTSEN',
      rows: ROWS,
      seed: 7,
      region,
      revision: 1,
      wrong: 0,
    });
    file = Buffer.concat([...csvBytes(head, rows, { delimiter: ';', encoding: 'utf8' })]);
    const importId = await begun(container, admin, await uploaded(container, admin, file));
    await worked(container, importId);
    await sourceImportsOf(container).apply(admin, { id: importId, ip });
    await worked(container, importId);
    const input = { code: 'beras', name: 'Bantuan Uji', agencyId: null, active: true, version: 0 };
    await aidOf(container).saveProgram(admin, input, ip);
  }, 120_000);

  const start = () => {
    const { config, databaseUrl } = container;
    const env = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATA_DIR: config.dataDir, REDIS_URL: '' };
    return spawn(process.execPath, [program], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: 'ignore',
    });
  };
  const until = async (when: () => Promise<boolean>) => {
    while (!(await when())) await delay(10);
  };
  /** Once with a worker that is killed at that moment, and then with one that comes to the end. */
  const killedWhen = async (when: () => Promise<boolean>, ended: () => Promise<boolean>) => {
    const killed = start();
    const gone = once(killed, 'exit');
    await until(when);
    killed.kill('SIGKILL');
    expect((await gone)[1]).toBe('SIGKILL');
    expect(await ended()).toBe(false);
    const workers = start();
    await until(ended);
    const left = once(workers, 'exit');
    workers.kill('SIGTERM');
    await left;
  };
  const has = async (sql: string, id: string) => {
    const rows = await container.database.$queryRawUnsafe<unknown[]>(sql, id);
    return rows.length > 0;
  };

  it(
    'on a file goes on wherever it was killed, and records and withdraws everything once',
    { timeout: 300_000 },
    async () => {
      const { database } = container;
      const files = aidFilesOf(container);
      const id = await uploadedAid(container, supervisor, file);
      const view = await files.mapping(supervisor, id);
      const nikAt = view?.mapping.columns.nik?.index ?? -1;
      const chosen = (view?.headers ?? []).map((_header, index) =>
        index === nikAt ? ('nik' as const) : null,
      );
      const gift = { givenOn: '2026-03-01', amount: 600_000, goods: null };
      expect(await files.begin(supervisor, { id, ip, chosen, gift })).toEqual({ ok: true });
      const inState = (state: string) => () =>
        has(`SELECT 1 FROM aid_file WHERE id = $1::uuid AND state = '${state}'`, id);
      const reached = (column: string) => () =>
        has(`SELECT 1 FROM aid_file WHERE id = $1::uuid AND ${column} > 0`, id);
      await killedWhen(reached('read_to'), inState('checked'));
      const { file: checked } = await files.view(supervisor, { id, ip, page: 1 });
      const { fresh = 0, standing, absent = 0, wrong = 0 } = checked.counts ?? {};
      expect([standing, fresh + absent + wrong]).toEqual([0, ROWS]);
      expect(fresh).toBeGreaterThan(ROWS / 2);

      await files.record(supervisor, { id, ip });
      await killedWhen(reached('settled_to'), inState('recorded'));
      expect(await database.aidGiven.count()).toBe(fresh);
      const recorded = await database.accessLog.findMany({ where: { subject: id, action: 'aid.recorded' } });
      expect(recorded.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)).toBe(fresh);
      const { file: stands } = await files.view(supervisor, { id, ip, page: 1 });
      expect(stands.recorded).toMatchObject({ recorded: fresh, standing: 0, refused: 0 });

      await files.withdraw(supervisor, { id, ip, reason: 'content', note: '' });
      await killedWhen(reached('settled_to'), inState('withdrawn'));
      expect(await database.aidGiven.count({ where: { withdrawnAt: null } })).toBe(0);
    },
  );

  it(
    'on a list goes on wherever it was killed: one snapshot, all of it sealed',
    { timeout: 300_000 },
    async () => {
      const services = aidOf(container);
      const id = uuidv7();
      const none = { desil: null, ageFrom: null, ageTo: null, sex: null, received: null, notReceived: null };
      const all = { areas: [...supervisor.regions], present: [], absent: [], categories: [], indicators: [] };
      const criteria = { ...none, ...all, verified: false, active: false };
      const list = { id, version: 0, name: 'Daftar Uji', programCode: 'beras', criteria };
      expect(await services.saveList(supervisor, list, ip)).toEqual({ ok: true });
      const preview = await services.preview(supervisor, criteria);
      await services.freeze(supervisor, { id, version: 1, ip });
      await killedWhen(
        () => has(`SELECT 1 FROM aid_list WHERE id = $1::uuid AND sealed_to > 0`, id),
        () => has(`SELECT 1 FROM aid_list WHERE id = $1::uuid AND state = 'frozen'`, id),
      );
      const { rowCount, composition } = await services.list(supervisor, id, ip);
      expect(preview).toMatchObject({ ok: true, composition });
      const [counted] = await container.database.$queryRaw<object[]>`
      SELECT count(*)::int AS rows, count(data_enc)::int AS sealed, max(n)::int AS last
      FROM aid_list_row WHERE list_id = ${id}::uuid`;
      expect(counted).toEqual({ rows: rowCount, sealed: rowCount, last: rowCount });
      expect(rowCount).toBeGreaterThan(ROWS / 2);
    },
  );
});
