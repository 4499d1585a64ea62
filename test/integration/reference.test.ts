/** What the office sets by itself: who may, twice is once, two at once, and what follows from it. */
import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { offeredReasons, reasonLabel } from '../../src/domain/reference/reference.js';
import { Category, type OfficeTime, type Reason } from '../../src/domain/reference/values.js';
import { reportKinds } from '../../src/domain/report/report.js';
import { consoleOf, referenceOf } from '../../src/parts.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { notifyReporter } from '../../src/usecases/notify/notify-reporter.js';
import { recountDue } from '../../src/usecases/reference/recount-due.js';
import type { ReferenceServices } from '../../src/usecases/reference/services.js';
import { submitReport } from '../../src/usecases/report/submit-report.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import { staff, submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';

const ip = '127.0.0.1';
const asItCame = Category.parse({ minAge: null, maxAge: null, sex: null });
const usual: OfficeTime = {
  days: { new_poor_household: 5, pmks_case: 5, no_longer_eligible: 5, data_update: 5 },
  urgentDays: 5,
  weekdays: [1, 2, 3, 4, 5],
};

describe('reference data', () => {
  let container: Container;
  let reference: ReferenceServices;
  let admin: StaffActor;
  let second: StaffActor;
  let by: { reporterId: string; contactId: string };
  let n = 0;

  beforeAll(async () => {
    container = await openTestContainer();
    reference = referenceOf(container);
    admin = await staff(container, 'admin');
    const { id } = await container.database.consoleUser.create({
      data: { id: uuidv7(), username: 'admin-kedua', name: 'Uji Admin Kedua', role: 'admin' },
    });
    second = { ...admin, id, username: 'admin-kedua', name: 'Uji Admin Kedua' };
    by = await syntheticContact(container);
  });

  const report = async (urgent = false) => {
    const answers = { ...(await syntheticAnswers(container, (n += 1))), urgent };
    const caseId = await submitSynthetic(container, by, answers);
    await screenCase(container, { caseId, eventId: caseId });
    return caseId;
  };
  const dueOf = async (caseId: string) => {
    const { dueOn } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
    return dueOn.toISOString().slice(0, 10);
  };
  const recountAll = async () => {
    const rows = await container.database.dueRecount.findMany({ where: { finishedAt: null } });
    for (const { id } of rows) await recountDue(container, { recountId: id });
  };
  const versionOf = async () => (await reference.current()).officeTime.version;
  const sentAt = async (caseId: string, at: string) => {
    // As if it had come then: the only thing that a due day is reckoned from.
    await container.database.$executeRawUnsafe('ALTER TABLE case_event DISABLE TRIGGER USER');
    await container.database.caseEvent.updateMany({
      where: { caseId, type: 'submitted' },
      data: { at: new Date(at) },
    });
    await container.database.$executeRawUnsafe('ALTER TABLE case_event ENABLE TRIGGER USER');
  };
  const reason = (label: string, more: Partial<Reason> = {}): Reason => ({
    label,
    order: 5,
    active: true,
    kinds: [...reportKinds],
    ...more,
  });
  const outcome = (call: () => Promise<unknown>) =>
    call().then(
      () => 'done',
      (error: unknown) => (error as { code?: string }).code,
    );

  it('is read by supervisors and changed by admins; to others it is not there', async () => {
    const supervisor = await staff(container, 'supervisor');
    const reviewer = await staff(container, 'verifikator');
    const save = (actor: StaffActor) => () =>
      reference.saveOfficeTime(actor, { version: 0, value: usual }, ip);
    expect((await reference.view(supervisor, ['holiday'])).mayChange).toBe(false);
    expect(await outcome(() => reference.agencies(supervisor))).toBe('done');
    expect(await outcome(() => reference.view(reviewer, ['holiday']))).toBe('not_found');
    expect(await outcome(() => reference.agencies(reviewer))).toBe('not_found');
    expect(await outcome(save(supervisor))).toBe('not_found');
    expect(await outcome(save(reviewer))).toBe('not_found');
    const agency = { id: uuidv7(), version: 0, code: 'uji', name: 'Uji', active: true };
    const contact = { person: '', reach: '' };
    const add = () => reference.saveAgency(supervisor, { ...agency, contact }, ip);
    expect(await outcome(add)).toBe('not_found');
    expect(await container.database.referenceChange.count()).toBe(0);
  });

  it('gives open reports the due day of the new rules, once, and decided ones keep theirs', async () => {
    const [open, urgent, decided] = [await report(), await report(true), await report()];
    const decision = { type: 'reject', reason: 'other', note: 'Uji' } as const;
    const reviewer = await staff(container, 'verifikator');
    await consoleOf(container).decide(reviewer, { caseId: decided, version: 2, decision, ip });
    for (const caseId of [open, urgent, decided]) await sentAt(caseId, '2026-11-25T00:00:00Z');
    const before = await dueOf(decided);
    const days = { ...usual.days, new_poor_household: 2 };
    const input = { version: 0, value: { ...usual, days, urgentDays: 1 } };
    expect(await reference.saveOfficeTime(admin, input, ip)).toEqual({ ok: true });
    // Sent again, it is what stands there already.
    expect(await reference.saveOfficeTime(admin, input, ip)).toEqual({ ok: true });
    expect(await container.database.outbox.count({ where: { job: 'case.recount_due' } })).toBe(1);
    expect(await reference.lastRecount(admin)).toMatchObject({ finishedAt: null, cases: 0 });
    await recountAll();
    expect([await dueOf(open), await dueOf(urgent), await dueOf(decided)]).toEqual([
      '2026-11-27',
      '2026-11-26',
      before,
    ]);
    const done = await reference.lastRecount(admin);
    expect(done).toMatchObject({ cases: 2, moved: 2 });
    const { id: recountId } = await container.database.dueRecount.findFirstOrThrow();
    await recountDue(container, { recountId });
    expect(await reference.lastRecount(admin)).toEqual(done);
  });

  it('goes on from where a recount was broken off, and counts nothing twice', async () => {
    const cases = [await report(), await report(), await report()];
    for (const caseId of cases) await sentAt(caseId, '2026-11-25T00:00:00Z');
    const days = { ...usual.days, new_poor_household: 4 };
    await reference.saveOfficeTime(admin, { version: await versionOf(), value: { ...usual, days } }, ip);
    const { id } = await container.database.dueRecount.findFirstOrThrow({ where: { finishedAt: null } });
    const batch = () =>
      container.unitOfWork.run((tx) => tx.reference.recount(id, { limit: 2, at: new Date() }));
    expect(await batch()).toBe(true);
    await Promise.all([recountDue(container, { recountId: id }), recountDue(container, { recountId: id })]);
    const open = await container.database.case.count({ where: { state: 'in_review' } });
    expect(await reference.lastRecount(admin)).toMatchObject({ cases: open });
    for (const caseId of cases) expect(await dueOf(caseId)).toBe('2026-12-01');
  });

  it('knows a holiday in every process at once, and takes it away again', async () => {
    const other = await openSecondContainer(container);
    const text = '30 November 2026 Libur daerah\n1 Desember 2026';
    const added = await reference.addHolidays(admin, { text, year: 2026 }, ip);
    expect(added).toEqual({ ok: true, added: 2 });
    expect(await reference.addHolidays(admin, { text, year: 2026 }, ip)).toEqual({ ok: true, added: 0 });
    const elsewhere = await referenceOf(other).current();
    expect(elsewhere.holidays.map(({ code, value }) => [code, value.name])).toEqual([
      ['2026-11-30', 'Libur daerah'],
      ['2026-12-01', 'Hari libur'],
    ]);
    await recountAll();
    const [one] = await container.database.case.findMany({ where: { state: 'in_review' }, take: 1 });
    expect(await dueOf(one?.id ?? '')).toBe('2026-12-03');
    const remove = { day: '2026-11-30', version: 1 };
    expect(await referenceOf(other).removeHoliday(admin, remove, ip)).toEqual({ ok: true });
    expect(await reference.removeHoliday(admin, remove, ip)).toEqual({ ok: true });
    expect(await outcome(() => reference.removeHoliday(second, remove, ip))).toBe('reference.changed');
    await recountAll();
    expect(await dueOf(one?.id ?? '')).toBe('2026-12-02');
    const wrong = await reference.addHolidays(admin, { text: '2 Mei 2027\nLebaran', year: 2027 }, ip);
    expect(wrong).toEqual({ ok: false, problems: [{ code: 'holiday_unread', line: 2, text: 'Lebaran' }] });
    expect((await reference.current()).holidays).toHaveLength(2);
  });

  it('of two admins tells the later one who was first, and loses neither', async () => {
    const version = await versionOf();
    const value = (urgentDays: number) => ({ ...usual, urgentDays });
    const results = await Promise.all([
      outcome(() => reference.saveOfficeTime(admin, { version, value: value(2) }, ip)),
      outcome(() => reference.saveOfficeTime(second, { version, value: value(3) }, ip)),
    ]);
    expect(results.toSorted()).toEqual(['done', 'reference.changed']);
    const { officeTime } = await reference.current();
    expect(officeTime.version).toBe(version + 1);
    const late = await reference
      .saveOfficeTime(officeTime.value.urgentDays === 2 ? second : admin, { version, value: value(7) }, ip)
      .catch((error: unknown) => (error as { details?: unknown }).details);
    const first = officeTime.value.urgentDays === 2 ? admin.name : second.name;
    expect(late).toMatchObject({ by: first });
    const { changes } = await reference.view(admin, ['office_time']);
    expect(changes[0]).toMatchObject({ byName: first, after: { urgentDays: officeTime.value.urgentDays } });
  });

  it('a change waits for reports that were given their due day, and reckons them anew', async () => {
    const value = { ...usual, days: { ...usual.days, new_poor_household: 9 } };
    const answers = await syntheticAnswers(container, (n += 1));
    const draftId = uuidv7();
    const version = await versionOf();
    const order: string[] = [];
    let change: Promise<unknown> = Promise.resolve();
    await container.unitOfWork.run(async (tx) => {
      const reporter = { ...by, regions: [answers.desaCode], now: new Date() };
      const effect = { type: 'submit_report', draftId, kind: answers.kind, answers } as const;
      await submitReport(tx, reporter, effect);
      change = reference.saveOfficeTime(admin, { version, value }, ip).then(() => order.push('changed'));
      await delay(400);
      order.push('sent');
    });
    await change;
    expect(order).toEqual(['sent', 'changed']);
    await recountAll();
    const { id } = await container.database.case.findUniqueOrThrow({ where: { draftId } });
    expect(await dueOf(id)).toBe(await dueOf(await report()));
  });

  it('lets a reason of its own be given, read by the reporter as it was called, and be taken away', async () => {
    const value = reason('Sudah dibantu program lain');
    const add = () => reference.saveReason(admin, 'reject_reason', { code: null, version: 0, value }, ip);
    expect([await add(), await add()]).toEqual([{ ok: true }, { ok: true }]);
    const offered = offeredReasons(await reference.current(), 'reject_reason', 'new_poor_household');
    const own = offered.find(({ label }) => label === value.label);
    expect(offered).toHaveLength(6);
    const code = own?.code ?? '';
    const caseId = await report();
    const reviewer = await staff(container, 'verifikator');
    const decide = (id: string) =>
      consoleOf(container).decide(reviewer, {
        caseId: id,
        version: 2,
        decision: { type: 'reject', reason: code, note: 'Uji' },
        ip,
      });
    await decide(caseId);
    const { id: eventId, at } = await container.database.caseEvent.findFirstOrThrow({
      where: { caseId, type: 'rejected', reasonCode: code },
    });
    const changed = { code, version: 1, value: reason('Sudah menerima bantuan lain', { active: false }) };
    expect(await reference.saveReason(admin, 'reject_reason', changed, ip)).toEqual({ ok: true });
    await notifyReporter(container, { caseId, eventId });
    const { bodyEnc, id } = await container.database.outboundMessage.findFirstOrThrow({ where: { caseId } });
    const body = container.storage.cipher.openJson(bodyEnc, {
      table: 'outbound_message',
      column: 'body_enc',
      row: id,
    });
    expect(body).toMatchObject({ text: expect.stringContaining('Sudah dibantu program lain') as string });
    const now = await reference.current();
    expect(reasonLabel(now, 'reject_reason', { code, at })).toBe(value.label);
    expect(reasonLabel(now, 'reject_reason', { code, at: new Date() })).toBe('Sudah menerima bantuan lain');
    const another = await report();
    expect(await outcome(() => decide(another))).toBe('input.invalid');
  });

  it('leaves a reason for every kind of report, names none twice, and no sensitive category', async () => {
    const problemsOf = async (input: Parameters<ReferenceServices['saveReason']>[2]) => {
      const saved = await reference.saveReason(admin, 'correction_reason', input, ip);
      return saved.ok ? [] : saved.problems.map(({ code }) => code);
    };
    const { correction_reason: items } = (await reference.current()).reasons;
    for (const { code, value } of items.slice(1)) {
      expect(await problemsOf({ code, version: 0, value: { ...value, active: false } })).toEqual([]);
    }
    const [last] = items;
    if (last === undefined) throw new Error('no reason');
    const off = { code: last.code, version: 0, value: { ...last.value, active: false } };
    expect(await problemsOf(off)).toEqual(['last_active']);
    const narrow = { ...off, value: { ...last.value, kinds: ['pmks_case' as const] } };
    expect(await problemsOf(narrow)).toEqual(['kind_left']);
    const fresh = (value: Reason) => problemsOf({ code: null, version: 0, value });
    expect(await fresh(reason('tidak JELAS'))).toEqual(['label_taken']);
    expect(await fresh(reason('Korban trafficking'))).toEqual(['sensitive_word']);
    expect(await fresh(reason('x', { order: Number.NaN, kinds: [] }))).toEqual(['label', 'order', 'kinds']);
    expect(await fresh(reason('Lihat 6408010101800001'))).toEqual(['identity_number']);
  });

  it('keeps questions and limits, and refuses limits that nobody meets', async () => {
    const value = { about: 'photos', text: 'Mohon foto KTP dari dekat.', order: 1, active: true } as const;
    const input = { code: null, version: 0, value };
    expect(await reference.saveQuestion(admin, input, ip)).toEqual({ ok: true });
    expect(await reference.saveQuestion(admin, input, ip)).toEqual({ ok: true });
    const { questions } = await reference.current();
    expect(questions.filter((one) => one.value.text === value.text)).toHaveLength(1);
    const limits = (minAge: number | null, maxAge: number | null) =>
      reference.saveCategory(admin, { code: '08', version: 0, value: { ...asItCame, minAge, maxAge } }, ip);
    expect(await limits(70, 60)).toEqual({ ok: false, problems: [{ code: 'age_order' }] });
    expect(await limits(Number.NaN, null)).toEqual({ ok: false, problems: [{ code: 'age' }] });
    expect(await limits(65, null)).toEqual({ ok: true });
    const none = () =>
      reference.saveCategory(
        admin,
        { code: '27', version: 0, value: { ...asItCame, minAge: 1, maxAge: 2 } },
        ip,
      );
    expect(await outcome(none)).toBe('not_found');
    const limit = async () => (await container.office.categories()).find(({ code }) => code === '08')?.minAge;
    await expect.poll(limit, { timeout: 10_000 }).toBe(65);
  });

  it('keeps agencies under a code of their own, and who speaks for one sealed', async () => {
    const agency = {
      id: uuidv7(),
      version: 0,
      code: 'dinkes',
      name: 'Dinas Kesehatan (uji)',
      contact: { person: 'Uji Contoh', reach: '0812-0000-0000' },
      active: true,
    };
    expect(await reference.saveAgency(admin, agency, ip)).toEqual({ ok: true });
    expect(await reference.saveAgency(admin, agency, ip)).toEqual({ ok: true });
    const twin = { ...agency, id: uuidv7() };
    expect(await reference.saveAgency(admin, twin, ip)).toEqual({
      ok: false,
      problems: [{ code: 'agency_code_taken' }],
    });
    const changed = {
      ...agency,
      version: 1,
      contact: { person: 'Uji Contoh Dua', reach: 'uji@contoh.invalid' },
    };
    // The code stays whatever is sent.
    expect(await reference.saveAgency(admin, { ...changed, code: 'lain' }, ip)).toEqual({ ok: true });
    expect(
      await outcome(() => reference.saveAgency(second, { ...agency, version: 1, name: 'Uji lain' }, ip)),
    ).toBe('reference.changed');
    const { agencies, changes } = await reference.agencies(admin);
    expect(agencies).toEqual([{ ...changed, version: 2 }]);
    expect(changes.map(({ after }) => after)).toEqual([
      { name: agency.name, active: true, contactChanged: true },
      { name: agency.name, active: true },
    ]);
    const rows = JSON.stringify(await container.database.$queryRaw`SELECT * FROM agency`);
    expect(rows).not.toContain('Uji Contoh');
    expect(rows).not.toContain('uji@');
  });

  it('writes nothing into its history anew, and each change into the access log', async () => {
    const { database } = container;
    await expect(database.$executeRaw`UPDATE reference_change SET code = 'x'`).rejects.toThrow(/append-only/);
    await expect(database.$executeRaw`DELETE FROM reference_change`).rejects.toThrow(/append-only/);
    const changes = await database.referenceChange.count();
    expect(await database.accessLog.count({ where: { action: { startsWith: 'reference.' } } })).toBe(changes);
  });
});
