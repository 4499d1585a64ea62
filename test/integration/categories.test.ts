/** A category that an admin makes sensitive: its cases are gone for who may not see them, everywhere, and come back. */
import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { verifyHistory } from '../../src/domain/case/verify.js';
import { Category } from '../../src/domain/reference/values.js';
import type { PmksCase } from '../../src/domain/report/pmks-case.js';
import {
  consoleOf,
  exportsOf,
  fieldChecksOf,
  overviewOf,
  printOf,
  queueOf,
  referenceOf,
  savedViewsOf,
} from '../../src/parts.js';
import { PrismaHistoryStore } from '../../src/storage/oversight/history.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { recountSensitivity } from '../../src/usecases/reference/recount-sensitivity.js';
import { submitReport } from '../../src/usecases/report/submit-report.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import { pmks, registered, screened, type Sender } from '../support/kinds.js';
import { staff, syntheticContact, syntheticNik } from '../support/reports.js';

const ip = '127.0.0.1';
const notFound = { code: 'not_found' };
const asItCame = Category.parse({ minAge: null, maxAge: null, sex: null });

describe('PMKS categories that the office sets', () => {
  let container: Container;
  let admin: StaffActor;
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  let by: Sender;
  let desa: string;
  let n = 300;

  beforeAll(async () => {
    container = await openTestContainer();
    admin = await staff(container, 'admin');
    reviewer = await staff(container, 'verifikator');
    supervisor = await staff(container, 'supervisor');
    by = await syntheticContact(container);
    const row = await container.database.region.findFirstOrThrow({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    desa = row.code;
  });

  const report = (categories: string[], more: Partial<PmksCase> = {}) =>
    pmks(desa, { nik: syntheticNik((n += 1)), name: `Uji Pulung ${String(n)}`, categories, ...more });
  const save = async (code: string, value: Partial<Category>, actor = admin) => {
    const { categories } = await referenceOf(container).current();
    const stands = categories.find((one) => one.code === code);
    if (stands === undefined) throw new Error('no such category');
    const input = { code, version: stands.version, value: { ...stands.value, ...value } };
    return referenceOf(container).saveCategory(actor, input, ip);
  };
  const rowOf = (id: string) => container.database.case.findUniqueOrThrow({ where: { id } });
  const textOf = async (actor: StaffActor, list: 'cases' | 'entries') => {
    const { chunks } = await exportsOf(container).file(actor, {
      selection: list === 'cases' ? { list, filter: { state: 'all' } } : { list, filter: {} },
      format: 'csv',
      identities: false,
      purpose: 'aid',
      note: '',
      ip,
    });
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    return Buffer.concat(parts).toString('utf8');
  };
  /** All that this person is told of whose case it is, by every way there is to it. */
  const toldOf = async (actor: StaffActor, caseId: string) => {
    const services = consoleOf(container);
    const { number, nikMac: _, subjectName: name } = await rowOf(caseId);
    const [row] = (await services.queue(actor, { state: 'all', q: number })).items;
    return {
      inQueue: row?.subjectName ?? null,
      byName: (await services.queue(actor, { state: 'all', q: name })).items.length,
      byCategory: (await services.queue(actor, { state: 'all', category: '13' })).items.some(
        ({ id }) => id === caseId,
      ),
      onPage: (await services.caseById(actor, caseId, ip)).answers?.name ?? null,
      inFile: (await textOf(actor, 'cases')).includes(name),
      onPaper: await printOf(container)
        .sheet(actor, { caseId, identities: false, purpose: 'aid', note: '', ip })
        .then(
          ({ answers }) => answers?.name ?? null,
          (error: unknown) => (error as { code?: string }).code,
        ),
    };
  };
  const nothing = {
    inQueue: null,
    byName: 0,
    byCategory: false,
    onPage: null,
    inFile: false,
    onPaper: 'not_found',
  };
  const allOf = (name: string, byCategory: boolean) => ({
    inQueue: name,
    byName: 1,
    byCategory,
    onPage: name,
    inFile: true,
    onPaper: name,
  });
  const historiesHold = async () => {
    const store = new PrismaHistoryStore(container.database, container.storage);
    return (await store.batch(null, 500)).map(verifyHistory).filter((fault) => fault !== null);
  };

  it('vanish from every list, page and file of who may not see them, and come back', async () => {
    const views = savedViewsOf(container);
    const caseId = await screened(container, by, report(['13']));
    const both = await screened(container, by, report(['13', '16']));
    const other = await screened(container, by, report(['24']));
    const { subjectName: name, nikMac } = await rowOf(caseId);
    const twin = await screened(container, by, report(['24'], { nik: syntheticNik(301) }));
    expect(nikMac).toBe((await rowOf(twin)).nikMac);
    await views.save(reviewer, { id: uuidv7(), name: 'Pemulung', filter: { state: 'all', category: '13' } });
    await queueOf(container).take(reviewer, caseId);
    const countOf = async () => (await views.counted(reviewer, [])).own[0]?.count;
    const duplicatesFor = async (actor: StaffActor) =>
      (await consoleOf(container).caseById(actor, twin, ip)).duplicates.length;
    const known = await toldOf(reviewer, caseId);
    expect(known).toEqual(allOf(name, true));
    expect(await duplicatesFor(reviewer)).toBe(1);
    expect(await countOf()).toBe(1);

    expect(await save('13', { sensitive: true })).toEqual({ ok: true });
    expect(await toldOf(reviewer, caseId)).toEqual(nothing);
    expect(await duplicatesFor(reviewer)).toBe(0);
    expect(await countOf()).toBe(0);
    expect((await toldOf(reviewer, other)).inQueue).not.toBeNull();
    expect(await rowOf(caseId)).toMatchObject({ sensitive: true, categories: [], claimedById: null });
    const decision = { type: 'reject', reason: 'other', note: 'Uji' } as const;
    const decide = () => consoleOf(container).decide(reviewer, { caseId, version: 2, decision, ip });
    await expect(decide()).rejects.toMatchObject(notFound);
    await expect(queueOf(container).take(reviewer, caseId)).rejects.toMatchObject(notFound);
    const { categories } = await overviewOf(container).overview(reviewer, { preset: 'year' });
    expect(categories.map(({ code }) => code)).not.toContain('13');
    // Who has the grant sees all of it, and it is in the access log. Of nobody is it filtered by category.
    expect(await toldOf(supervisor, caseId)).toEqual(allOf(name, false));
    expect(
      await container.database.accessLog.count({
        where: { action: 'case.sensitive_viewed', subject: caseId, userId: supervisor.id },
      }),
    ).toBeGreaterThan(0);
    expect(await referenceOf(container).lastSensitivity(admin)).toMatchObject({
      code: '13',
      sensitive: true,
      moved: 1,
    });
    expect(await historiesHold()).toEqual([]);

    expect(await save('13', { sensitive: false })).toEqual({ ok: true });
    expect(await toldOf(reviewer, caseId)).toEqual(known);
    // What is sensitive by another of its categories stays so.
    expect((await rowOf(both)).sensitive).toBe(true);
    expect(await toldOf(reviewer, both)).toMatchObject({ inQueue: null, onPage: null });
    expect(await historiesHold()).toEqual([]);
    const { changes } = await referenceOf(container).view(admin, ['pmks_category']);
    expect(changes.map(({ after }) => (after as Category).sensitive)).toEqual([false, true]);
  });

  it('conceal what stands in Data Pemda at once, and files of it', async () => {
    const { id: entryId, headName } = await registered(container, by, report(['13']));
    const entryFor = async (actor: StaffActor) =>
      (await consoleOf(container).entryById(actor, entryId, ip)).headName;
    expect(await entryFor(reviewer)).toBe(headName);
    await save('13', { sensitive: true });
    expect(await entryFor(reviewer)).toBeNull();
    expect(await entryFor(supervisor)).toBe(headName);
    const { items } = await consoleOf(container).entries(reviewer, { q: headName });
    expect(items).toEqual([]);
    expect(await textOf(reviewer, 'entries')).not.toContain(headName);
    const text = await textOf(supervisor, 'cases');
    expect(text).toContain(headName);
    // By number alone, as any sensitive one.
    expect(text).not.toMatch(/13 Pemulung/);
    await save('13', { sensitive: false });
    expect(await entryFor(reviewer)).toBe(headName);
  });

  it('never lets what the regulation makes sensitive be ordinary, nor the last one be retired', async () => {
    const before = (await referenceOf(container).current()).version;
    expect(await save('16', { sensitive: false })).toEqual({ ok: true });
    expect(await save('16', { sensitive: true })).toEqual({ ok: true });
    expect((await referenceOf(container).current()).version).toBe(before);
    for (let code = 2; code <= 26; code += 1) {
      expect(await save(String(code).padStart(2, '0'), { active: false })).toEqual({ ok: true });
    }
    expect(await save('01', { active: false })).toEqual({ ok: false, problems: [{ code: 'last_category' }] });
    for (let code = 2; code <= 26; code += 1) await save(String(code).padStart(2, '0'), { active: true });
  });

  it('are named once, and no ordinary one like a sensitive one', async () => {
    const problems = async (code: string, name: string | null, more: Partial<Category> = {}) => {
      const saved = await save(code, { name, ...more });
      return saved.ok ? [] : saved.problems.map((one) => one.code);
    };
    expect(await problems('13', 'x')).toEqual(['category_name']);
    expect(await problems('13', 'pengemis')).toEqual(['category_name_taken']);
    expect(await problems('13', 'Pemakai narkoba')).toEqual(['sensitive_word']);
    expect(await problems('13', 'Pemulung 6408010101800001')).toEqual(['identity_number']);
    expect(await problems('16', 'Anak')).toEqual(['category_name_part']);
    expect(await problems('13', 'Pemungut barang bekas')).toEqual([]);
    const caseId = await screened(container, by, report(['13']));
    expect(await textOf(reviewer, 'cases')).toContain('13 Pemungut barang bekas');
    expect((await rowOf(caseId)).categories).toEqual(['13']);
    expect(await problems('13', null)).toEqual([]);
  });

  it('are seen by other processes within seconds, and reports sent meanwhile follow', async () => {
    const other = await openSecondContainer(container);
    await save('12', { sensitive: true, name: 'Peminta-minta' });
    const category = async () => (await other.office.categories()).find(({ code }) => code === '12');
    await expect
      .poll(category, { timeout: 10_000 })
      .toMatchObject({ name: 'Peminta-minta', sensitive: true });
    const caseId = await screened(other, by, report(['12'], { note: 'Kisahnya panjang' }));
    expect(await rowOf(caseId)).toMatchObject({ sensitive: true, categories: [] });
    // Of a sensitive case no free text is kept.
    expect((await consoleOf(container).caseById(supervisor, caseId, ip)).answers?.note).toBeNull();
    await save('12', { sensitive: false, name: null });
  });

  it('wait for reports that are being registered, and take them along', async () => {
    const draftId = uuidv7();
    const answers = report(['11']);
    const order: string[] = [];
    let change: Promise<unknown> = Promise.resolve();
    await container.unitOfWork.run(async (tx) => {
      const sender = { ...by, regions: [desa], now: new Date() };
      await submitReport(tx, sender, { type: 'submit_report', draftId, kind: answers.kind, answers });
      change = save('11', { sensitive: true }).then(() => order.push('changed'));
      await delay(400);
      order.push('sent');
    });
    await change;
    expect(order).toEqual(['sent', 'changed']);
    const { sensitive } = await container.database.case.findUniqueOrThrow({ where: { draftId } });
    expect(sensitive).toBe(true);
    await save('11', { sensitive: false });
  });

  it('of two admins tell the later one, and change cases once', async () => {
    const { id } = await container.database.consoleUser.create({
      data: { id: uuidv7(), username: 'admin-ketiga', name: 'Uji Admin Ketiga', role: 'admin' },
    });
    const second = { ...admin, id, username: 'admin-ketiga' };
    const version = (await referenceOf(container).current()).categories.find(
      ({ code }) => code === '22',
    )?.version;
    const recounts = await container.database.sensitivityRecount.count();
    const results = await Promise.allSettled(
      [admin, second].map((actor, at) =>
        referenceOf(container).saveCategory(
          actor,
          { code: '22', version: version ?? 0, value: { ...asItCame, sensitive: true, minAge: at } },
          ip,
        ),
      ),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await container.database.sensitivityRecount.count()).toBe(recounts + 1);
    await save('22', { ...asItCame });
    for (const actor of [reviewer, supervisor]) {
      await expect(save('22', { active: false }, actor)).rejects.toMatchObject(notFound);
    }
    await expect(referenceOf(container).lastSensitivity(reviewer)).rejects.toMatchObject(notFound);
  });

  it('go on from where it was broken off, and count nothing twice', async () => {
    const ids = [];
    for (let made = 0; made < 5; made += 1) ids.push(await screened(container, by, report(['15'])));
    // As if it was killed before the first report: what was saved is to be done by the job.
    const version =
      (await referenceOf(container).current()).categories.find(({ code }) => code === '15')?.version ?? 0;
    const change = await container.unitOfWork.run(async (tx) => {
      await tx.reference.lock();
      const { id } = await tx.reference.write({
        topic: 'pmks_category',
        code: '15',
        version: version + 1,
        before: asItCame,
        after: { ...asItCame, sensitive: true },
        byId: admin.id,
        at: new Date(),
      });
      return tx.reference.beginSensitivity({ id, code: '15', sensitive: true }, new Date());
    });
    await container.database.pmksCategory.update({ where: { code: '15' }, data: { sensitive: true } });
    // Half way the histories hold as well.
    const batch = () =>
      container.unitOfWork.run((tx) =>
        tx.reference.recountSensitivity(change.id, { limit: 2, at: new Date() }),
      );
    expect((await batch()).more).toBe(true);
    expect(await historiesHold()).toEqual([]);
    const job = { recountId: change.id };
    await Promise.all([recountSensitivity(container, job), recountSensitivity(container, job)]);
    await recountSensitivity(container, job);
    for (const id of ids) expect((await rowOf(id)).sensitive).toBe(true);
    expect(await referenceOf(container).lastSensitivity(admin)).toMatchObject({ code: '15', moved: 5 });
    expect(await historiesHold()).toEqual([]);
    await save('15', { sensitive: false });
    for (const id of ids) expect((await rowOf(id)).sensitive).toBe(false);
  });

  it('end a reporter’s field check, who is told; the office’s goes on', async () => {
    const { id: neighbourId = '', phone = '' } = trialReporters[2] ?? {};
    const [contactId = ''] = await container.inbox.save([
      {
        channel: 'simulator',
        account: 'web',
        providerId: uuidv7(),
        address: neighbourId,
        chat: 'private',
        phone,
        content: { type: 'text', text: 'bantuan' },
      },
    ]);
    await container.database.contact.update({
      where: { id: contactId },
      data: { reporterId: neighbourId },
    });
    await container.database.reporterScope.createMany({
      data: [{ reporterId: neighbourId, desaCode: desa }],
      skipDuplicates: true,
    });
    const checks = fieldChecksOf(container);
    const order = async (checker: { kind: 'reporter' | 'user'; id: string }) => {
      const caseId = await screened(container, by, report(['13']));
      await checks.order(supervisor, {
        caseId,
        version: 2,
        checker,
        days: 5,
        questions: ['lives_there'],
        note: '',
        ip,
      });
      return caseId;
    };
    const byReporter = await order({ kind: 'reporter', id: neighbourId });
    const byOffice = await order({ kind: 'user', id: supervisor.id });
    const stateOf = async (caseId: string) =>
      (await container.database.fieldCheck.findFirstOrThrow({ where: { caseId } })).state;
    await save('13', { sensitive: true });
    expect([await stateOf(byReporter), await stateOf(byOffice)]).toEqual(['cancelled', 'open']);
    const told = await container.database.outbox.findMany({ where: { job: 'check.notify' } });
    expect(told.filter(({ payload }) => JSON.stringify(payload).includes(byReporter))).toHaveLength(2);
    const { events } = await consoleOf(container).caseById(supervisor, byReporter, ip);
    expect(events.at(-1)).toMatchObject({ type: 'field_check_cancelled', actor: { kind: 'system' } });
    expect(await historiesHold()).toEqual([]);
    await save('13', { sensitive: false });
  });
});
