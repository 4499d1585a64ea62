/** One action for many reports: exactly those that were seen, each exactly once, by the rights of that moment. */
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { BulkAction, BulkOrder, SkipCode } from '../../src/domain/case/bulk.js';
import type { Report } from '../../src/domain/report/report.js';
import { bulkOf, caseworkOf, consoleOf, queueOf } from '../../src/parts.js';
import { runBulk } from '../../src/usecases/bulk/run-rows.js';
import type { BulkServices } from '../../src/usecases/bulk/services.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import type { UnitOfWork } from '../../src/usecases/ports.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import { dyingAfter } from '../support/dying.js';
import { submitKind, syntheticKinds, type Kinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticNik } from '../support/reports.js';

const ip = '192.0.2.9';
const rejection: BulkOrder = { action: 'reject', reason: 'other', note: 'Uji: tidak dapat diterima.' };

describe('an action for many reports', () => {
  let container: Container;
  let bulk: BulkServices;
  let kinds: Kinds;
  let by: { reporterId: string; contactId: string };
  let reviewer: StaffActor;
  let second: StaffActor;
  let supervisor: StaffActor;
  let n = 2000;

  beforeAll(async () => {
    container = await openTestContainer();
    bulk = bulkOf(container);
    by = await syntheticContact(container);
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    kinds = syntheticKinds(desa.code);
    reviewer = await staff(container, 'verifikator');
    second = await staff(container, 'verifikator2');
    supervisor = await staff(container, 'supervisor');
  });
  beforeEach(async () => {
    await container.database.case.updateMany({
      data: { state: 'withdrawn', claimedById: null, claimedUntil: null },
    });
  });

  const submit = (answers: Partial<Report> = {}) => {
    n += 1;
    const own = { ...kinds.household, nik: syntheticNik(n), kk: null, members: [], ...answers };
    return submitKind(container, by, own as Report);
  };
  const several = async (count: number) => {
    const all: string[] = [];
    for (let i = 0; i < count; i += 1) all.push(await submit());
    return all;
  };
  const sensitive = () =>
    submit({ ...kinds.person, nik: null, kk: null, categories: ['16'], disability: null, note: null });
  const prepare = async (actor: StaffActor, action: BulkAction, caseIds: readonly string[]) =>
    (await bulk.prepare(actor, { action, selection: { type: 'ids', caseIds } })).id;
  const begun = async (actor: StaffActor, order: BulkOrder, caseIds: readonly string[]) => {
    const id = await prepare(actor, order.action, caseIds);
    await bulk.start(actor, { id, order, seen: true, ip });
    return id;
  };
  /** As the job does until nothing is left to go on with. */
  const finish = async (runId: string) => {
    for (let jobs = 0; jobs < 100; jobs += 1) {
      await runBulk(container, { runId });
      const { state } = await container.database.bulkRun.findUniqueOrThrow({ where: { id: runId } });
      if (state !== 'running') return;
    }
  };
  const run = async (actor: StaffActor, order: BulkOrder, caseIds: readonly string[]) => {
    const id = await begun(actor, order, caseIds);
    await finish(id);
    return id;
  };
  const results = async (id: string) =>
    Object.fromEntries(
      (await bulk.rows(supervisor, id, {})).map(({ caseId, state, code }) => [caseId, code ?? state]),
    );
  const eventsOf = async (caseId: string) => {
    const rows = await container.database.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
    return rows.map(({ type }) => type);
  };
  const jobsOf = (caseId: string, job: string) =>
    container.database.outbox.count({ where: { job, payload: { path: ['caseId'], equals: caseId } } });

  it('decides each of those that were frozen with their preview, and none that came later', async () => {
    const caseIds = await several(3);
    const { id } = await bulk.prepare(reviewer, {
      action: 'reject',
      selection: { type: 'all', filter: { kind: 'new_poor_household' } },
    });
    const later = await submit();
    expect(await bulk.draft(reviewer, id)).toMatchObject({
      total: 3,
      doable: 3,
      more: false,
      passedOver: [],
    });
    await bulk.start(reviewer, { id, order: rejection, seen: false, ip });
    await finish(id);
    for (const caseId of caseIds) {
      expect(await eventsOf(caseId)).toEqual(['submitted', 'screened', 'rejected']);
      expect(await jobsOf(caseId, 'case.notify')).toBe(1);
    }
    expect(await eventsOf(later)).toEqual(['submitted', 'screened']);
    expect(await bulk.run(reviewer, id)).toMatchObject({
      state: 'finished',
      order: rejection,
      counts: { pending: 0, done: 3, skipped: 0 },
    });
    expect(await container.database.accessLog.findMany({ where: { subject: id } })).toMatchObject([
      { userId: reviewer.id, action: 'bulk.reject', rowCount: 3, ip },
    ]);
  });

  it('passes over what cannot be done, and says why', async () => {
    const [plain = '', held = '', changed = '', decided = ''] = await several(4);
    const secret = await sensitive();
    const id = await prepare(reviewer, 'reject', [plain, held, changed, decided, secret]);
    await queueOf(container).take(second, held);
    await container.database.$executeRaw`UPDATE "case" SET version = version + 1 WHERE id = ${changed}::uuid`;
    const decision = { type: 'approve', note: '' } as const;
    await consoleOf(container).decide(second, { caseId: decided, version: 2, decision, ip });
    const draft = await bulk.draft(reviewer, id);
    expect(draft?.doable).toBe(1);
    expect(Object.fromEntries(draft?.passedOver.map(({ code, count }) => [code, count]) ?? [])).toEqual({
      sensitive: 1,
      state: 1,
      changed: 1,
      claimed: 1,
    });
    await bulk.start(reviewer, { id, order: rejection, seen: false, ip });
    await finish(id);
    const expected: Record<string, SkipCode | 'done'> = {
      [plain]: 'done',
      [held]: 'claimed',
      [changed]: 'changed',
      [decided]: 'state',
      [secret]: 'sensitive',
    };
    expect(await results(id)).toEqual(expected);
    expect(await eventsOf(secret)).toEqual(['submitted', 'screened']);
    await container.database.$executeRaw`UPDATE "case" SET version = version - 1 WHERE id = ${changed}::uuid`;
  });

  it('approves what is plain: into Data Pemda, never a possible duplicate, nor unread unawares', async () => {
    const read = await submit();
    const twin = await submit({ nik: syntheticNik(n) });
    await consoleOf(container).caseById(reviewer, read, ip);
    const unread = await submit();
    const order: BulkOrder = { action: 'approve', note: '' };
    const id = await prepare(reviewer, 'approve', [read, twin, unread]);
    expect(await bulk.draft(reviewer, id)).toMatchObject({
      doable: 2,
      unseen: 1,
      passedOver: [{ code: 'duplicates', count: 1 }],
    });
    await expect(bulk.start(reviewer, { id, order, seen: false, ip })).rejects.toMatchObject({
      code: 'input.invalid',
      details: { field: 'seen' },
    });
    await bulk.start(reviewer, { id, order, seen: true, ip });
    await finish(id);
    expect(await results(id)).toEqual({ [read]: 'done', [twin]: 'duplicates', [unread]: 'done' });
    expect(await jobsOf(read, 'registry.write')).toBe(1);
    // Somebody has looked at both, and called them different.
    const { otherCaseId: otherId } = await container.database.caseDuplicate.findFirstOrThrow({
      where: { caseId: twin },
    });
    const different = { reason: 'other_person', note: 'Beda orang.', ip } as const;
    const pair = { caseId: twin, otherId: otherId ?? '', ...different };
    await caseworkOf(container).dismissDuplicate(reviewer, pair);
    const again = await prepare(reviewer, 'approve', [twin]);
    expect(await bulk.draft(reviewer, again)).toMatchObject({ doable: 1, passedOver: [] });
  });

  it('asks many the same question, of which any answer may be changed', async () => {
    const caseIds = await several(2);
    await run(
      reviewer,
      { action: 'ask_correction', reason: 'photo_needed', note: 'Mohon foto rumah.' },
      caseIds,
    );
    for (const caseId of caseIds) expect((await eventsOf(caseId)).at(-1)).toBe('correction_requested');
  });

  it('takes for a working day, which no look makes shorter; gives back; and assigns', async () => {
    const [one = '', two = ''] = await several(2);
    const secret = await sensitive();
    const holder = async (caseId: string) =>
      (await container.database.case.findUniqueOrThrow({ where: { id: caseId } })).claimedById;
    const taken = await run(reviewer, { action: 'take' }, [one, two, secret]);
    expect(await results(taken)).toEqual({ [one]: 'done', [two]: 'done', [secret]: 'sensitive' });
    const until = async () =>
      (await container.database.case.findUniqueOrThrow({ where: { id: one } })).claimedUntil?.getTime() ?? 0;
    expect(await until()).toBeGreaterThan(Date.now() + 11 * 3_600_000);
    await queueOf(container).look(reviewer, one);
    await queueOf(container).take(reviewer, one);
    expect(await until()).toBeGreaterThan(Date.now() + 11 * 3_600_000);
    // Another reviewer gives back nobody's but their own; a supervisor anybody's.
    await expect(run(second, { action: 'release' }, [one])).rejects.toMatchObject({ code: 'input.invalid' });
    expect(await holder(one)).toBe(reviewer.id);
    await run(supervisor, { action: 'release' }, [one]);
    expect(await holder(one)).toBeNull();
    expect(
      await container.database.accessLog.count({ where: { action: 'case.claim_released', subject: one } }),
    ).toBe(1);
    const assigned = await run(supervisor, { action: 'assign', to: second.id }, [one, two, secret]);
    expect(await results(assigned)).toEqual({ [one]: 'done', [two]: 'done', [secret]: 'not_theirs' });
    expect([await holder(one), await holder(two), await holder(secret)]).toEqual([
      second.id,
      second.id,
      null,
    ]);
    expect(await queueOf(container).look(reviewer, two)).toMatchObject({ takenFromMe: true });
    await expect(prepare(reviewer, 'assign', [one])).rejects.toMatchObject({ code: 'not_found' });
    const id = await prepare(supervisor, 'assign', [one]);
    const nobody: BulkOrder = { action: 'assign', to: uuidv7() };
    await expect(bulk.start(supervisor, { id, order: nobody, seen: true, ip })).rejects.toMatchObject({
      details: { field: 'to' },
    });
  });

  it('is confirmed once, however often and by how many tabs at once', async () => {
    const caseIds = await several(2);
    const id = await prepare(reviewer, 'reject', caseIds);
    const confirm = () => bulk.start(reviewer, { id, order: rejection, seen: true, ip });
    await Promise.all(Array.from({ length: 6 }, confirm));
    await confirm();
    const jobs = { job: 'bulk.run', payload: { path: ['runId'], equals: id } };
    expect(await container.database.outbox.count({ where: jobs })).toBe(1);
    expect(await container.database.accessLog.count({ where: { subject: id } })).toBe(1);
    expect(await bulk.draft(reviewer, id)).toBeNull();
  });

  it('does each report once, wherever its process dies, and goes on where it was', async () => {
    const caseIds = await several(2);
    const id = await begun(reviewer, rejection, caseIds);
    let deaths = 0;
    for (let call = 1; call <= 40; call += 1) {
      const { unitOfWork, clock } = container;
      const outcome = await runBulk({ unitOfWork: dyingAfter(unitOfWork, call), clock }, { runId: id }).then(
        () => 'lived',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
      if (outcome === 'lived') break;
      expect(outcome).toBe('died');
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(8);
    // And right before its commit, when everything is written.
    const again = await begun(reviewer, { action: 'take' }, await several(1));
    const { unitOfWork, clock } = container;
    const atCommit: UnitOfWork['run'] = (work) =>
      unitOfWork.run(async (tx) => {
        await work(tx);
        throw new Error('died');
      });
    const dying: UnitOfWork = { run: atCommit };
    await expect(runBulk({ unitOfWork: dying, clock }, { runId: again })).rejects.toThrow('died');
    expect((await bulk.run(reviewer, again)).counts.pending).toBe(1);
    await finish(id);
    await runBulk(container, { runId: id });
    for (const caseId of caseIds) {
      expect(await eventsOf(caseId)).toEqual(['submitted', 'screened', 'rejected']);
      expect(await jobsOf(caseId, 'case.notify')).toBe(1);
    }
    expect((await bulk.run(reviewer, id)).counts).toEqual({ pending: 0, done: 2, skipped: 0 });
  });

  it('does each report once when its job is handed to two processes at once', async () => {
    const caseIds = await several(8);
    const id = await begun(reviewer, rejection, caseIds);
    const other = await openSecondContainer(container);
    await Promise.all([runBulk(container, { runId: id }), runBulk(other, { runId: id })]);
    await finish(id);
    for (const caseId of caseIds)
      expect(await eventsOf(caseId)).toEqual(['submitted', 'screened', 'rejected']);
    expect((await bulk.run(reviewer, id)).counts.done).toBe(8);
  });

  it('approves nothing that its runner put right, and does not say that it did', async () => {
    const [own = '', other = ''] = await several(2);
    const typed = { said: { name: ['Uji Nama Lain'] }, asked: [] };
    const edit = { caseId: own, version: 2, typed, reason: 'typing', note: 'Salah ketik', ip } as const;
    await caseworkOf(container).saveEdit(reviewer, edit);
    const order = { action: 'approve', note: '' } as const;
    const id = await run(reviewer, order, [own, other]);
    expect(await results(id)).toEqual({ [own]: 'second_person', [other]: 'done' });
    expect(await eventsOf(own)).toEqual(['submitted', 'screened', 'edited']);
    const again = await run(second, order, [own]);
    expect(await results(again)).toEqual({ [own]: 'done' });
    expect((await eventsOf(own)).at(-1)).toBe('approved');
  });

  it('leaves nothing of a report that it was refused in the midst of', async () => {
    const [one = '', two = ''] = await several(2);
    const id = await begun(reviewer, rejection, [one, two]);
    const { unitOfWork, clock } = container;
    let taken = false;
    const overtaken: UnitOfWork['run'] = async (work) => {
      if (!taken) {
        taken = true;
        await queueOf(container).take(second, one);
      }
      return unitOfWork.run(work);
    };
    await runBulk({ unitOfWork: { run: overtaken }, clock }, { runId: id });
    expect(await results(id)).toEqual({ [one]: 'claimed', [two]: 'done' });
    expect(await eventsOf(one)).toEqual(['submitted', 'screened']);
  });

  it('goes on in another job after some reports, and stops before the next when it is told', async () => {
    const caseIds = await several(27);
    const id = await begun(reviewer, rejection, caseIds);
    await runBulk(container, { runId: id });
    expect((await bulk.run(reviewer, id)).counts).toEqual({ pending: 2, done: 25, skipped: 0 });
    const jobs = { job: 'bulk.run', payload: { path: ['runId'], equals: id } };
    expect(await container.database.outbox.count({ where: jobs })).toBe(2);
    await bulk.stop(supervisor, id, ip);
    await bulk.stop(supervisor, id, ip);
    await runBulk(container, { runId: id });
    expect(await bulk.run(reviewer, id)).toMatchObject({
      state: 'stopped',
      stoppedBy: supervisor.name,
      counts: { pending: 2, done: 25 },
    });
    expect(await container.database.accessLog.count({ where: { action: 'bulk.stopped', subject: id } })).toBe(
      1,
    );
  }, 60_000);

  it('goes by the rights that its runner has at each report', async () => {
    const { database } = container;
    const caseIds = await several(2);
    const id = await begun(second, rejection, caseIds);
    await database.consoleUser.update({ where: { id: second.id }, data: { active: false } });
    await finish(id);
    await database.consoleUser.update({ where: { id: second.id }, data: { active: true } });
    expect(await bulk.run(second, id)).toMatchObject({
      state: 'stopped',
      stoppedBy: null,
      counts: { pending: 2 },
    });
    // Of a region that is theirs no longer nothing is decided, either.
    const moved = await begun(second, rejection, caseIds);
    const scopes = await database.consoleUserScope.findMany({ where: { userId: second.id } });
    await database.consoleUserScope.deleteMany({ where: { userId: second.id } });
    await finish(moved);
    await database.consoleUserScope.createMany({ data: scopes });
    expect(Object.values(await results(moved))).toEqual(['gone', 'gone']);
    for (const caseId of caseIds) expect(await eventsOf(caseId)).toEqual(['submitted', 'screened']);
  });

  it('is there for its runner and for supervisors of the same region, and for nobody else', async () => {
    const caseIds = await several(1);
    const draft = await prepare(reviewer, 'reject', caseIds);
    await expect(bulk.draft(supervisor, draft)).rejects.toMatchObject({ code: 'not_found' });
    await expect(bulk.run(supervisor, draft)).rejects.toMatchObject({ code: 'not_found' });
    const id = await begun(reviewer, rejection, caseIds);
    expect((await bulk.runs(supervisor)).map((one) => one.id)).toContain(id);
    expect((await bulk.runs(second)).map((one) => one.id)).not.toContain(id);
    const elsewhere = { ...(await staff(container, 'supervisor2')), regions: ['64.08.99'] };
    expect(await bulk.runs(elsewhere)).toEqual([]);
    for (const actor of [second, elsewhere, { ...supervisor, role: 'admin' as const }]) {
      for (const call of [
        () => bulk.run(actor, id),
        () => bulk.rows(actor, id, {}),
        () => bulk.stop(actor, id, ip),
        () => bulk.start(actor, { id, order: rejection, seen: true, ip }),
      ]) {
        await expect(call()).rejects.toMatchObject({ code: 'not_found' });
      }
    }
    expect((await bulk.run(reviewer, id)).state).toBe('running');
    const nothing = { action: 'reject', selection: { type: 'ids', caseIds } } as const;
    await expect(bulk.prepare(elsewhere, nothing)).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('takes no more at once than a person can answer for, and forgets drafts after a day', async () => {
    await several(3);
    const before = await container.database.bulkRun.count({ where: { state: 'draft' } });
    expect(before).toBeGreaterThan(0);
    await container.unitOfWork.run(async (tx) => {
      const all = { type: 'all', filter: { sort: 'newest' } } as const;
      const id = await tx.bulk.freeze(reviewer, {
        action: 'take',
        selection: all,
        limit: 2,
        now: new Date(),
      });
      expect(await tx.bulk.size(id ?? '')).toBe(2);
      await tx.bulk.forgetDrafts(new Date(Date.now() + 1000));
    });
    expect(await container.database.bulkRun.count({ where: { state: 'draft' } })).toBe(0);
    expect(await container.database.bulkRun.count()).toBeGreaterThan(0);
  });
});
