/** That what was taken out of the access log, changed or put into it is found, however many write at once. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { consoleOf, oversightOf } from '../../src/parts.js';
import { PgAccessChain } from '../../src/storage/oversight/access-chain.js';
import { PrismaHistoryStore } from '../../src/storage/oversight/history.js';
import { runAccessCheck, sealAccessLog } from '../../src/usecases/oversight/access-chain.js';
import { beginNightlyCheck, runHistoryCheck } from '../../src/usecases/oversight/verify-histories.js';
import { openTestContainer } from '../support/container.js';
import { staff } from '../support/reports.js';

describe('the chain of the access log', () => {
  let container: Container;
  let accessChain: PgAccessChain;

  beforeAll(async () => {
    container = await openTestContainer();
    accessChain = new PgAccessChain(container.storage);
  });

  const write = (n: number) =>
    container.unitOfWork.run((tx) =>
      tx.access.record({ userId: null, action: 'uji', subject: String(n), ip: '192.0.2.1' }),
    );
  const seal = () => sealAccessLog({ accessChain });
  /** As somebody with the database's own rights would, past its triggers. */
  const tamper = (sql: string) =>
    container.database.$transaction([
      container.database.$executeRaw`ALTER TABLE access_log DISABLE TRIGGER USER`,
      container.database.$executeRawUnsafe(sql),
      container.database.$executeRaw`ALTER TABLE access_log ENABLE TRIGGER USER`,
    ]);

  it('covers each row once, while everybody writes and two seal', async () => {
    const writing = Array.from({ length: 120 }, (_, n) => write(n));
    const sealing = Array.from({ length: 12 }, () => seal());
    await Promise.all([...writing, ...sealing]);
    await seal();
    expect(await seal()).toBe(0);
    const blocks = await container.database.accessLogBlock.findMany({ orderBy: { seq: 'asc' } });
    expect(blocks.map(({ seq }) => seq)).toEqual(blocks.map((_, nth) => nth + 1));
    expect(blocks.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(120);
    expect(await accessChain.verify()).toEqual({ rowCount: 120, fault: null });
  });

  it('leaves alone what a transaction under way may still write, without keeping anybody waiting', async () => {
    const before = await container.database.accessLogBlock.count();
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const slow = container.unitOfWork.run(async (tx) => {
      await tx.access.record({ userId: null, action: 'uji', subject: 'lambat', ip: '' });
      await held;
    });
    await expect
      .poll(async () => {
        const [row] = await container.database.$queryRaw<{ n: number }[]>`
          SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'access_log'::regclass AND mode = 'RowExclusiveLock'`;
        return row?.n;
      })
      .toBeGreaterThan(0);
    const began = Date.now();
    await Promise.all([seal(), write(1000), write(1001)]);
    expect(Date.now() - began).toBeLessThan(3000);
    expect(await container.database.accessLogBlock.count()).toBe(before);
    go();
    await slow;
    expect(await seal()).toBe(3);
    expect(await accessChain.verify()).toMatchObject({ rowCount: 123, fault: null });
  });

  it.each([
    ['a changed cell', `UPDATE access_log SET ip = '192.0.2.9' WHERE subject = '5'`],
    ['a row that is gone', `DELETE FROM access_log WHERE subject = '7'`],
  ])('finds %s, says where, and no longer once it is back', async (_what, sql) => {
    const { database } = container;
    await database.$executeRawUnsafe('CREATE TABLE kept AS SELECT * FROM access_log');
    await tamper(sql);
    const { fault } = await accessChain.verify();
    expect(fault?.seq).toBeGreaterThan(0);
    expect(fault?.from?.getTime()).toBeLessThanOrEqual(fault?.until?.getTime() ?? 0);
    const check = await beginNightlyCheck(container);
    expect(check).toBe(1);
    const { id: checkId } = await database.historyCheck.findFirstOrThrow({ where: { finishedAt: null } });
    await runAccessCheck({ accessChain }, { checkId });
    await runHistoryCheck({ history: new PrismaHistoryStore(database, container.storage) }, { checkId });
    const supervisor = await staff(container, 'supervisor');
    expect(await oversightOf(container).lastCheck(supervisor)).toMatchObject({
      faultCount: 0,
      access: { fault: { from: fault?.from } },
    });
    await tamper('DELETE FROM access_log');
    await tamper('INSERT INTO access_log SELECT * FROM kept');
    await database.$executeRawUnsafe('DROP TABLE kept');
    expect((await accessChain.verify()).fault).toBeNull();
  });

  it('keeps who went out, once', async () => {
    const services = consoleOf(container);
    const { id } = await staff(container, 'verifikator');
    const from = { ip: '192.0.2.3', userAgent: '' };
    const { token } = await services.signIn({
      username: 'verifikator',
      password: 'coba-verifikator',
      ...from,
    });
    await services.signOut(token, from.ip);
    await services.signOut(token, from.ip);
    const rows = await container.database.accessLog.findMany({ where: { action: 'session.closed' } });
    expect(rows).toMatchObject([{ userId: id, ip: from.ip }]);
  });
});
