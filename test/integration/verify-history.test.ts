/** That a tampered history is found: by the job, on the page, and in words of the office. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import { oversightOf } from '../../src/parts.js';
import { PrismaHistoryStore } from '../../src/storage/oversight/history.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import {
  beginNightlyCheck,
  runHistoryCheck,
  verifyHistories,
} from '../../src/usecases/oversight/verify-histories.js';
import { openTestContainer } from '../support/container.js';
import { decidedCase, type Decided } from '../support/decided.js';
import { staff, syntheticContact } from '../support/reports.js';

describe('verified histories', () => {
  let container: Container;
  let store: PrismaHistoryStore;
  let supervisor: StaffActor;
  let decided: readonly Decided[];
  const ip = '192.0.2.7';

  beforeAll(async () => {
    container = await openTestContainer();
    store = new PrismaHistoryStore(container.database, container.storage);
    supervisor = await staff(container, 'supervisor');
    const by = await syntheticContact(container);
    decided = [await decidedCase(container, by), await decidedCase(container, by)];
  }, 60_000);
  beforeEach(async () => {
    expect(await verifyHistories(store)).toEqual({ caseCount: 2, eventCount: 6, faultCount: 0, first: null });
  });

  const at = (n: number) => decided[n] ?? { caseId: '', eventId: '', number: '' };
  /** As somebody with the database's own rights would, past its triggers. */
  const tamper = async (statement: string, work: () => Promise<void>, back: string) => {
    const run = async (sql: string) =>
      container.database.$transaction([
        container.database.$executeRaw`ALTER TABLE case_event DISABLE TRIGGER USER`,
        container.database.$executeRawUnsafe(sql),
        container.database.$executeRaw`ALTER TABLE case_event ENABLE TRIGGER USER`,
      ]);
    await run(statement);
    try {
      await work();
    } finally {
      await run(back);
    }
  };

  it.each([
    ['reason_code', `'other'`, 'chain'],
    ['actor_kind', `'system'`, 'chain'],
    ['data_mac', `repeat('0', 64)`, 'chain'],
    ['data_enc', `'v1.x.AAAA'`, 'content'],
  ] as const)('finds a changed %s of an event', async (column, value, fault) => {
    const { caseId, eventId } = at(1);
    const where = `WHERE id = '${eventId}'`;
    await container.database.$executeRawUnsafe(
      `CREATE TABLE kept AS SELECT ${column} FROM case_event ${where}`,
    );
    await tamper(
      `UPDATE case_event SET ${column} = ${value} ${where}`,
      async () => {
        const verdict = await verifyHistories(store);
        expect(verdict).toMatchObject({ faultCount: 1, first: { caseId, fault, seq: 3 } });
      },
      `UPDATE case_event SET ${column} = (SELECT ${column} FROM kept) ${where}`,
    );
    await container.database.$executeRawUnsafe('DROP TABLE kept');
  });

  it.each([
    ['state', `'registered'`],
    ['sensitive', 'true'],
    ['version', '2'],
    ['subject_name', `'Uji Orang Lain'`],
  ] as const)('finds a case whose %s is not what its history says', async (column, value) => {
    const { caseId } = at(0);
    const set = (to: string) => `UPDATE "case" SET ${column} = ${to} WHERE id = '${caseId}'`;
    await container.database.$executeRawUnsafe(
      `CREATE TABLE kept AS SELECT ${column} FROM "case" WHERE id = '${caseId}'`,
    );
    await tamper(
      set(value),
      async () => {
        expect((await verifyHistories(store)).first).toEqual({ caseId, fault: 'state', seq: null });
      },
      set(`(SELECT ${column} FROM kept)`),
    );
    await container.database.$executeRawUnsafe('DROP TABLE kept');
  });

  it('finds an event that is gone, from the middle and from the end', async () => {
    const { database } = container;
    const { caseId } = at(0);
    for (const [seq, fault] of [
      [2, 'chain'],
      [3, 'state'],
    ] as const) {
      const where = `WHERE case_id = '${caseId}' AND seq = ${String(seq)}`;
      await database.$executeRawUnsafe(`CREATE TABLE kept AS SELECT * FROM case_event ${where}`);
      await tamper(
        `DELETE FROM case_event ${where}`,
        async () => {
          expect((await verifyHistories(store)).first).toMatchObject({ caseId, fault });
        },
        'INSERT INTO case_event SELECT * FROM kept',
      );
      await database.$executeRawUnsafe('DROP TABLE kept');
    }
  });

  it('is asked for in the console, runs once, and says what it found', async () => {
    const oversight = oversightOf(container);
    const jobs = () => container.database.outbox.findMany({ where: { job: 'history.verify' } });
    expect(await oversight.lastCheck(supervisor)).toBeNull();
    await Promise.all([1, 2, 3].map(() => oversight.requestCheck(supervisor, ip)));
    expect(await beginNightlyCheck(container)).toBe(0);
    const [job, ...more] = await jobs();
    expect(more).toEqual([]);
    const payload = job?.payload as { checkId: string };
    expect(await oversight.lastCheck(supervisor)).toMatchObject({
      finishedAt: null,
      startedBy: supervisor.name,
      caseTotal: 2,
    });
    await runHistoryCheck({ history: store }, payload);
    const found = await oversight.lastCheck(supervisor);
    expect(found).toMatchObject({ caseCount: 2, eventCount: 6, faultCount: 0, first: null });
    // The job again changes nothing.
    await runHistoryCheck({ history: store }, payload);
    expect(await oversight.lastCheck(supervisor)).toEqual(found);
    await runHistoryCheck({ history: store }, { checkId: uuidv7() });

    expect(await beginNightlyCheck(container)).toBe(1);
    const nightly = (await jobs()).at(-1)?.payload as { checkId: string };
    const set = (state: string) => `UPDATE "case" SET state = '${state}' WHERE id = '${at(1).caseId}'`;
    await tamper(set('approved'), () => runHistoryCheck({ history: store }, nightly), set('rejected'));
    const first = { fault: 'state', number: at(1).number, seq: null };
    expect(await oversight.lastCheck(supervisor)).toMatchObject({ startedBy: null, faultCount: 1, first });
    const elsewhere = await oversight.lastCheck({ ...supervisor, regions: ['64.08.10'] });
    expect(elsewhere).toMatchObject({ first: { fault: 'state', number: null } });
  });
});
