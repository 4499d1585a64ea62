/** Field checks: who may be asked, who may answer, what is told to whom, and what the queue makes of it. */
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import type { CheckResult } from '../../src/domain/case/field-check.js';
import type { Report } from '../../src/domain/report/report.js';
import { consoleOf, fieldChecksOf, queueOf, savedViewsOf } from '../../src/parts.js';
import type { ConsoleServices, StaffActor } from '../../src/usecases/console-services.js';
import { notifyChecker } from '../../src/usecases/field-check/notify-checker.js';
import { remindChecks } from '../../src/usecases/field-check/remind-checks.js';
import { listChecks, loadCheck, reportCheck } from '../../src/usecases/field-check/report-check.js';
import type { FieldCheckServices } from '../../src/usecases/field-check/services.js';
import { verifyHistory } from '../../src/domain/case/verify.js';
import type { ReporterActor } from '../../src/usecases/report/actor.js';
import type { QueueServices } from '../../src/usecases/queue/services.js';
import { withdrawReport } from '../../src/usecases/report/withdraw-report.js';
import { PrismaHistoryStore } from '../../src/storage/oversight/history.js';
import { openTestContainer } from '../support/container.js';
import { saidTo } from '../support/decided.js';
import { approval, household, pmks, screened } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';

const ip = '127.0.0.1';
const notFound = { code: 'not_found' };
const invalid = (field: string) => ({ code: 'input.invalid', details: { field } });
const DAY_MS = 86_400_000;

const found: CheckResult = {
  found: true,
  answers: [
    { question: 'lives_there', finding: 'matches' },
    { question: 'house', finding: 'differs' },
  ],
  note: 'Dinding sudah tembok',
  photos: [],
  location: null,
};

describe('field checks', () => {
  const clock = { shift: 0, now: () => new Date(Date.now() + clock.shift) };
  let container: Container;
  let services: ConsoleServices;
  let checks: FieldCheckServices;
  let queue: QueueServices;
  let by: { reporterId: string; contactId: string };
  let neighbour: ReporterActor;
  let stranger: ReporterActor;
  let desa: string;
  let reviewer: StaffActor;
  let colleague: StaffActor;
  let supervisor: StaffActor;
  let n = 900;

  beforeAll(async () => {
    container = await openTestContainer({ clock });
    services = consoleOf(container);
    checks = fieldChecksOf(container);
    queue = queueOf(container);
    by = await syntheticContact(container);
    const rows = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    desa = rows[0]?.code ?? '';
    neighbour = await reporter(2, [desa]);
    stranger = await reporter(1, [rows[1]?.code ?? '']);
    reviewer = await staff(container, 'verifikator');
    colleague = await staff(container, 'verifikator2');
    supervisor = await staff(container, 'supervisor');
  });

  async function reporter(place: number, regions: readonly string[]): Promise<ReporterActor> {
    const { id = '', phone = '' } = trialReporters[place] ?? {};
    const [contactId = ''] = await container.inbox.save([
      {
        channel: 'simulator',
        account: 'web',
        providerId: uuidv7(),
        address: id,
        chat: 'private',
        phone,
        content: { type: 'text', text: 'bantuan' },
      },
    ]);
    await container.database.contact.update({ where: { id: contactId }, data: { reporterId: id } });
    return { reporterId: id, contactId, regions, now: new Date() };
  }

  const poor = (): Report => household(desa, { nik: syntheticNik((n += 1)), kk: syntheticKk(n) });
  const secret = (): Report => pmks(desa, { nik: syntheticNik((n += 1)), categories: ['16'] });
  const submit = (report: Report = poor()) => screened(container, by, report);
  const rowOf = (id: string) => container.database.case.findUniqueOrThrow({ where: { id } });
  const checkOf = (caseId: string) =>
    container.database.fieldCheck.findFirstOrThrow({ where: { caseId }, orderBy: { id: 'desc' } });
  const person = ({ reporterId: id }: { reporterId: string }) => ({ kind: 'reporter' as const, id });
  const user = ({ id }: StaffActor) => ({ kind: 'user' as const, id });
  const orderOf = (caseId: string, more: Partial<Parameters<FieldCheckServices['order']>[1]> = {}) => ({
    caseId,
    version: 2,
    checker: person(neighbour),
    days: 5,
    questions: ['lives_there', 'house'] as const,
    note: 'Mohon difoto.',
    ip,
    ...more,
  });
  const ordered = async (report?: Report) => {
    const caseId = await submit(report);
    const { number } = await checks.order(reviewer, orderOf(caseId));
    return { caseId, number, checkId: (await checkOf(caseId)).id };
  };
  const inChat = <T>(work: Parameters<typeof container.unitOfWork.run<T>>[0]) =>
    container.unitOfWork.run(work);
  const answer = (
    actor: ReporterActor,
    of: { number: string; checkId: string },
    result: CheckResult = found,
  ) =>
    inChat((tx) =>
      reportCheck(tx, actor, { type: 'report_check', number: of.number, checkId: of.checkId, result }),
    );
  const typesOf = async (caseId: string) =>
    (await container.database.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } }))
      .map(({ type }) => type)
      .slice(2);
  /** Does the jobs that tell checkers of this case, twice; what the person then has been told of it. */
  const told = async (caseId: string, { contactId }: ReporterActor) => {
    const jobs = await container.database.outbox.findMany({ where: { job: 'check.notify' } });
    for (const { payload } of [...jobs, ...jobs]) {
      const job = payload as { caseId: string; eventId: string };
      if (job.caseId === caseId) await notifyChecker(container, job);
    }
    return (await saidTo(container, contactId))
      .filter((one) => one.caseId === caseId)
      .map(({ text }) => text);
  };

  it('tells the checker number, questions and note, once; and nothing of whom it is about', async () => {
    const { caseId, number } = await ordered();
    const said = await told(caseId, neighbour);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(number);
    expect(said[0]).toMatch(/Tinggal di alamat[\s\S]*Keadaan rumah[\s\S]*Mohon difoto/);
    const { subjectName } = await rowOf(caseId);
    expect(said[0]).not.toContain(subjectName);
    expect(said[0]).not.toMatch(/\d{16}|Jalan|miskin/i);
    const page = await checks.page(reviewer, caseId, ip);
    expect(page.checks[0]).toMatchObject({
      state: 'open',
      checkerName: trialReporters[2]?.name,
      orderedByName: reviewer.name,
      delivery: 'queued',
      overdue: false,
    });
    // The same again is that order; another one is not taken.
    expect(await checks.order(reviewer, orderOf(caseId))).toEqual({ number });
    await expect(checks.order(colleague, orderOf(caseId))).rejects.toMatchObject({
      code: 'case.wrong_state',
    });
    await expect(checks.order(reviewer, orderOf(caseId, { version: 3 }))).rejects.toMatchObject({
      code: 'case.wrong_state',
    });
    expect(await typesOf(caseId)).toEqual(['field_check_ordered']);
  });

  it('is not given to who reported it, to another desa’s reporter, or to who may not see it', async () => {
    const caseId = await submit();
    const give = (more: Parameters<typeof orderOf>[1]) => checks.order(reviewer, orderOf(caseId, more));
    await expect(give({ checker: person(by) })).rejects.toMatchObject(invalid('checker'));
    await expect(give({ checker: person(stranger) })).rejects.toMatchObject(invalid('checker'));
    await expect(give({ checker: { kind: 'reporter', id: uuidv7() } })).rejects.toMatchObject(
      invalid('checker'),
    );
    const admin = await staff(container, 'admin');
    await expect(give({ checker: user(admin) })).rejects.toMatchObject(invalid('checker'));
    await expect(give({ questions: ['change'] })).rejects.toMatchObject(invalid('questions'));
    await expect(give({ questions: [] })).rejects.toMatchObject(invalid('questions'));
    await expect(give({ days: 99 })).rejects.toMatchObject(invalid('days'));
    const { checkers } = await checks.page(reviewer, caseId, ip);
    const ids = checkers.map(({ id }) => id);
    expect(ids).toContain(neighbour.reporterId);
    expect(ids).toContain(supervisor.id);
    for (const id of [by.reporterId, stranger.reporterId, admin.id]) expect(ids).not.toContain(id);
    expect(await typesOf(caseId)).toEqual([]);
  });

  it('of a sensitive case is the office’s alone, and concealed from who may not see it', async () => {
    const caseId = await submit(secret());
    await expect(checks.page(reviewer, caseId, ip)).rejects.toMatchObject(notFound);
    expect(await checks.ofCase(reviewer, caseId)).toBeNull();
    await expect(checks.order(reviewer, orderOf(caseId))).rejects.toMatchObject(notFound);
    const give = (checker: ReturnType<typeof user> | ReturnType<typeof person>) =>
      checks.order(supervisor, orderOf(caseId, { checker, questions: ['lives_there'], note: '' }));
    await expect(give(person(neighbour))).rejects.toMatchObject(invalid('checker'));
    await expect(give(user(reviewer))).rejects.toMatchObject(invalid('checker'));
    const { checkers } = await checks.page(supervisor, caseId, ip);
    expect(checkers.every(({ kind }) => kind === 'user')).toBe(true);
    expect(checkers.map(({ id }) => id)).not.toContain(reviewer.id);
    await give(user(supervisor));
    expect(await told(caseId, neighbour)).toEqual([]);
    await expect(checks.sheet(reviewer, caseId, ip)).rejects.toMatchObject(notFound);
    const row = async (actor: StaffActor) =>
      (await services.queue(actor, { state: 'all' })).items.find(({ id }) => id === caseId);
    expect(await row(reviewer)).toMatchObject({ fieldCheck: null });
    expect(await row(supervisor)).toMatchObject({ fieldCheck: { state: 'open' } });
    const filtered = async (actor: StaffActor) =>
      (await services.queue(actor, { fieldCheck: 'open' })).items.map(({ id }) => id);
    expect(await filtered(reviewer)).not.toContain(caseId);
    expect(await filtered(supervisor)).toContain(caseId);
    expect((await services.queue(supervisor, { fieldCheck: 'mine' })).items.map(({ id }) => id)).toEqual([
      caseId,
    ]);
  });

  it('is seen and answered by its checker alone', async () => {
    const of = await ordered();
    const listed = async (actor: ReporterActor) => {
      const fed = await inChat((tx) => listChecks(tx, actor));
      return fed.type === 'checks' ? fed.items.map(({ number }) => number) : [];
    };
    expect(await listed(neighbour)).toContain(of.number);
    const own = { ...by, regions: [desa], now: new Date() };
    const lostDesa = { ...neighbour, regions: stranger.regions };
    for (const actor of [stranger, own, lostDesa]) {
      expect(await listed(actor)).toEqual([]);
      expect(await inChat((tx) => loadCheck(tx, actor, of.number))).toEqual({
        type: 'check',
        number: of.number,
        check: null,
      });
      expect(await answer(actor, of)).toEqual({ type: 'check_refused', number: of.number });
    }
    expect(await typesOf(of.caseId)).toEqual(['field_check_ordered']);
    const loaded = await inChat((tx) => loadCheck(tx, neighbour, of.number));
    expect(loaded).toMatchObject({ check: { questions: ['lives_there', 'house'], note: 'Mohon difoto.' } });
    expect(JSON.stringify(loaded)).not.toContain((await rowOf(of.caseId)).subjectName);
  });

  it('comes back with its result once, to who ordered it', async () => {
    const of = await ordered();
    expect(await told(of.caseId, neighbour)).toHaveLength(1);
    // While it is out nobody is given the case as the next one.
    const next = await queue.takeNext(colleague, {});
    expect(next).not.toBe(of.caseId);
    const both = await Promise.all([answer(neighbour, of), answer(neighbour, of)]);
    expect(both).toEqual([
      { type: 'checked', number: of.number },
      { type: 'checked', number: of.number },
    ]);
    expect(await answer(neighbour, of)).toEqual({ type: 'checked', number: of.number });
    expect(await typesOf(of.caseId)).toEqual(['field_check_ordered', 'field_check_reported']);
    const listed = await services.queue(reviewer, { fieldCheck: 'reported' });
    expect(listed.items.find(({ id }) => id === of.caseId)).toMatchObject({
      state: 'in_review',
      fieldCheck: { state: 'reported', overdue: false },
    });
    const shown = await checks.ofCase(reviewer, of.caseId);
    expect(shown?.checks[0]).toMatchObject({
      state: 'reported',
      result: { byName: trialReporters[2]?.name, written: false, note: 'Dinding sudah tembok' },
    });
    const mine = new Set<string | null>();
    for (let round = 0; round < 3; round += 1) mine.add(await queue.takeNext(reviewer, {}));
    expect(mine).toContain(of.caseId);
    await services.decide(reviewer, { caseId: of.caseId, version: 4, decision: approval, ip });
    expect((await checkOf(of.caseId)).state).toBe('settled');
    expect(await told(of.caseId, neighbour)).toHaveLength(1);
  });

  it('is written down by the office, whole, once', async () => {
    const { caseId, checkId } = await ordered();
    const { photos: _, location: __, ...result } = found;
    const write = (actor: StaffActor, told_ = result, version = 3) =>
      checks.write(actor, { caseId, version, ip, checkId, result: told_ });
    await expect(write(reviewer, { ...result, answers: [] })).rejects.toMatchObject(invalid('answers'));
    const { number } = await write(colleague);
    expect(await write(colleague)).toEqual({ number });
    await expect(write(reviewer)).rejects.toMatchObject({ code: 'case.wrong_state' });
    const shown = await checks.ofCase(reviewer, caseId);
    expect(shown?.checks[0]?.result).toMatchObject({ byName: colleague.name, written: true });
    // Whoever was asked need not go any more.
    expect((await told(caseId, neighbour)).at(-1)).toMatch(/tidak perlu dikerjakan lagi/);
  });

  it('is taken back or given to another with a reason that stays in the office', async () => {
    const { caseId } = await ordered();
    await told(caseId, neighbour);
    await expect(checks.cancel(reviewer, { caseId, version: 3, reason: ' ', ip })).rejects.toMatchObject({
      code: 'case.reason_required',
    });
    const give = { caseId, version: 3, checker: user(colleague), days: 2, reason: 'Sedang sakit', ip };
    const both = await Promise.allSettled([
      checks.reassign(reviewer, give),
      checks.reassign(colleague, { ...give, reason: 'Lain' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await typesOf(caseId)).toEqual([
      'field_check_ordered',
      'field_check_cancelled',
      'field_check_ordered',
    ]);
    const said = await told(caseId, neighbour);
    expect(said).toHaveLength(2);
    expect(said[1]).toMatch(/tidak perlu dikerjakan lagi/);
    expect(said.join('\n')).not.toContain('sakit');
    expect((await services.queue(colleague, { fieldCheck: 'mine' })).items.map(({ id }) => id)).toContain(
      caseId,
    );
    await checks.cancel(reviewer, { caseId, version: 5, reason: 'Tidak jadi', ip });
    expect(
      (await checks.ofCase(reviewer, caseId))?.checks.map(({ state, reason }) => [state, reason]),
    ).toEqual([
      ['cancelled', 'Tidak jadi'],
      ['cancelled', both[0].status === 'fulfilled' ? 'Sedang sakit' : 'Lain'],
    ]);
  });

  it('ends with a decision or a withdrawal, and the checker is told', async () => {
    const decided = await ordered();
    await told(decided.caseId, neighbour);
    await services.decide(reviewer, { caseId: decided.caseId, version: 3, decision: approval, ip });
    const withdrawn = await ordered();
    await told(withdrawn.caseId, neighbour);
    const own = { ...by, regions: [desa], now: new Date() };
    await inChat((tx) =>
      withdrawReport(tx, own, { type: 'withdraw_report', number: withdrawn.number, note: '' }),
    );
    for (const of of [decided, withdrawn]) {
      expect((await told(of.caseId, neighbour)).at(-1)).toMatch(/tidak perlu dikerjakan lagi/);
      expect(await answer(neighbour, of)).toEqual({ type: 'check_refused', number: of.number });
      expect((await checkOf(of.caseId)).state).toBe('dropped');
    }
  });

  it('is not ordered over the head of who works on the case', async () => {
    const caseId = await submit();
    await queue.take(colleague, caseId);
    await expect(checks.order(reviewer, orderOf(caseId))).rejects.toMatchObject({ code: 'case.claimed' });
    await checks.order(colleague, orderOf(caseId));
    expect((await rowOf(caseId)).claimedById).toBeNull();
  });

  it('reminds of what is late once, and shows it', async () => {
    const { caseId } = await ordered();
    const before = (await told(caseId, neighbour)).length;
    const remind = () => remindChecks(container);
    expect(await remind()).toBe(0);
    clock.shift = 30 * DAY_MS;
    try {
      expect(await Promise.all([remind(), remind()]).then(([a, b]) => a + b)).toBeGreaterThan(0);
      expect(await remind()).toBe(0);
      const said = await told(caseId, neighbour);
      expect(said).toHaveLength(before + 1);
      expect(said.at(-1)).toMatch(/belum ada hasilnya/);
      const late = await services.queue(reviewer, { fieldCheck: 'late' });
      expect(late.items.find(({ id }) => id === caseId)).toMatchObject({
        fieldCheck: { state: 'open', overdue: true },
      });
      expect((await checks.ofCase(reviewer, caseId))?.checks[0]?.overdue).toBe(true);
    } finally {
      clock.shift = 0;
    }
    expect((await services.queue(reviewer, { fieldCheck: 'late' })).items).toEqual([]);
  });

  it('is kept as a filter of a saved view', async () => {
    const views = savedViewsOf(container);
    const filter = { fieldCheck: 'late' } as const;
    await views.save(reviewer, { id: uuidv7(), name: 'Cek terlambat', filter });
    expect((await views.list(reviewer)).map((view) => view.filter)).toEqual([filter]);
  });

  it('prints name and address for the checker’s hand, and says who printed it', async () => {
    const { caseId } = await ordered();
    const sheet = await checks.sheet(reviewer, caseId, ip);
    expect(sheet.answers.name).toBe((await rowOf(caseId)).subjectName);
    expect(
      await container.database.accessLog.count({ where: { action: 'case.task_sheet', subject: caseId } }),
    ).toBe(1);
    const elsewhere = { ...reviewer, regions: ['64.08.99'] };
    await expect(checks.sheet(elsewhere, caseId, ip)).rejects.toMatchObject(notFound);
    await expect(checks.sheet(reviewer, await submit(), ip)).rejects.toMatchObject(notFound);
  });

  it('leaves histories that hold, with what was found sealed in them', async () => {
    const store = new PrismaHistoryStore(container.database, container.storage);
    const all = await container.database.case.findMany({ select: { id: true } });
    expect((await store.batch(null, 500)).map(verifyHistory)).toEqual(all.map(() => null));
    const events = await container.database.caseEvent.findMany({ where: { type: 'field_check_reported' } });
    expect(events.length).toBeGreaterThan(0);
    expect(JSON.stringify(events)).not.toContain('tembok');
  });
});
