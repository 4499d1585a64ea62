/** A desa changes hands: reports, drafts, messages and history, however often the form is sent. */
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { brokenAt } from '../../src/domain/case/chain.js';
import { enrolmentOf } from '../../src/parts.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import { openEvent } from '../../src/storage/repositories/cases.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import type { EnrolmentServices, HandoverInput } from '../../src/usecases/enrolment/services.js';
import { submitReport } from '../../src/usecases/report/submit-report.js';
import { openTestContainer } from '../support/container.js';
import { staff, submitSynthetic, syntheticAnswers } from '../support/reports.js';

interface Person {
  readonly id: string;
  readonly contactId: string;
  readonly phone: string;
}

describe('handover', () => {
  let container: Container;
  let enrolment: EnrolmentServices;
  let admin: StaffActor;
  let desa: readonly string[];
  let people = 0;
  let n = 0;

  beforeAll(async () => {
    container = await openTestContainer();
    enrolment = enrolmentOf(container);
    admin = await staff(container, 'admin');
    container.pump.start();
  });
  afterAll(() => container.pump.stop());
  beforeEach(async () => {
    // Desa of the test's own.
    const rows = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'desc' },
      skip: people * 2,
      take: 3,
    });
    desa = rows.map(({ code }) => code);
  });

  const [home, other] = [() => desa[0] ?? '', () => desa[1] ?? ''];
  const say = async ({ phone }: Person, text: string) => {
    await container.intake.receive([message(phone, text)]);
    await expect
      .poll(() => container.database.inboxMessage.count({ where: { processedAt: null } }), {
        timeout: 15_000,
      })
      .toBe(0);
    return contactOf(phone);
  };
  const message = (phone: string, text: string) => ({
    channel: 'whatsapp' as const,
    account: 'utama',
    providerId: uuidv7(),
    address: `${phone}@lid`,
    phone,
    chat: 'private' as const,
    content: { type: 'text' as const, text },
  });
  const contactOf = async (phone: string) => {
    const addressMac = container.storage.index.mac('address', `${phone}@lid`);
    return (await container.database.contact.findFirstOrThrow({ where: { addressMac } })).id;
  };
  const heard = async ({ contactId }: Person) => {
    const rows = await container.database.outboundMessage.findMany({
      where: { contactId },
      orderBy: { seq: 'asc' },
    });
    return rows.map((row) => openOutboundBody(container.storage, row.id, row.bodyEnc).text);
  };
  const newPerson = () => ({
    name: 'Uji Contoh Pelapor',
    role: 'kepala_desa',
    phone: `+62812910${String((people += 1)).padStart(5, '0')}`,
  });
  const enrol = async (desaCodes: readonly string[]): Promise<Person> => {
    const person = newPerson();
    const { id } = await enrolment.enrol(admin, { ...person, desaCodes }, '');
    const known = { id, contactId: '', phone: person.phone };
    return { ...known, contactId: await say(known, 'bantuan') };
  };
  const report = async ({ id, contactId }: Person, desaCode: string) => {
    const answers = { ...(await syntheticAnswers(container, (n += 1))), desaCode };
    return submitSynthetic(container, { reporterId: id, contactId }, answers);
  };
  const owners = async (caseIds: readonly string[]) => {
    const rows = await container.database.case.findMany({ where: { id: { in: [...caseIds] } } });
    return caseIds.map((id) => rows.find((row) => row.id === id)?.ownerId);
  };
  const numbers = async (caseIds: readonly string[]) => {
    const rows = await container.database.case.findMany({ where: { id: { in: [...caseIds] } } });
    return rows.map(({ number }) => number);
  };
  const events = async (reporterId: string) =>
    (await container.database.reporterEvent.findMany({ where: { reporterId }, orderBy: { id: 'asc' } })).map(
      ({ type }) => type,
    );
  const handOver = (input: HandoverInput, actor = admin) => enrolment.handOver(actor, input, '');

  it('gives the desa and its open reports to a successor, tells both, and changes nothing the second time', async () => {
    const [from, to] = [await enrol([home()]), await enrol([other()])];
    const cases = [await report(from, home()), await report(from, home())];
    const rejected = await report(from, home());
    await container.database.case.update({ where: { id: rejected }, data: { state: 'rejected' } });
    const input = { desaCode: home(), fromId: from.id, to: { type: 'existing', id: to.id } } as const;
    expect(await handOver(input)).toEqual({ id: to.id, cases: 2 });
    expect(await owners([...cases, rejected])).toEqual([to.id, to.id, from.id]);
    const [before, after] = await Promise.all([from, to].map(({ id }) => enrolment.reporter(admin, id, '')));
    expect(before).toMatchObject({ status: 'left', desa: [] });
    expect(after?.desa.map(({ code, openCases }) => [code, openCases]).toSorted()).toEqual(
      [
        [home(), 2],
        [other(), 0],
      ].toSorted(),
    );
    for (let again = 0; again < 2; again += 1) expect(await handOver(input)).toEqual({ id: to.id, cases: 0 });
    const toldSuccessor = (await heard(to)).filter((text) => text.includes('sekarang melapor untuk'));
    expect(toldSuccessor).toHaveLength(1);
    for (const number of await numbers(cases)) expect(toldSuccessor[0]).toContain(number);
    expect(toldSuccessor[0]).toContain('2 laporan terbuka');
    expect(toldSuccessor[0]).not.toContain('Uji Contoh');
    expect((await heard(from)).filter((text) => text.includes('sudah berganti'))).toHaveLength(1);
    expect(await events(from.id)).toEqual(['enrolled', 'connected', 'handed_over']);
    expect(await events(to.id)).toEqual(['enrolled', 'connected', 'took_over']);
    await say(from, 'mulai');
    expect((await heard(from)).at(-1)).toMatch(/tidak aktif sebagai pelapor/);
    await say(to, 'status');
    expect((await heard(to)).at(-1)).toContain((await numbers(cases))[0]);
  });

  it('keeps the history of each case whole, and says who handed it over without having decided it', async () => {
    const [from, to] = [await enrol([home()]), await enrol([other()])];
    const caseId = await report(from, home());
    await handOver({ desaCode: home(), fromId: from.id, to: { type: 'existing', id: to.id } });
    const rows = await container.database.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
    const chain = rows.map((row) => ({
      event: { ...openEvent(container.storage, row), type: row.type, reasonCode: row.reasonCode },
      dataMac: row.dataMac,
      prevHash: row.prevHash,
      hash: row.hash,
    }));
    expect(brokenAt(chain)).toBeNull();
    expect(chain.at(-1)?.event).toMatchObject({
      data: { type: 'handed_over', fromReporterId: from.id, toReporterId: to.id },
      actor: { kind: 'user', id: admin.id },
    });
    const row = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
    expect(row).toMatchObject({ state: 'submitted', decidedById: null, reporterId: from.id });
  });

  it('enrols somebody new on the way, once, though the form be sent four times at once', async () => {
    const from = await enrol([home()]);
    const cases = [await report(from, home())];
    const person = newPerson();
    const input = { desaCode: home(), fromId: from.id, to: { type: 'new', person } } as const;
    const done = await Promise.all(Array.from({ length: 4 }, () => handOver(input)));
    expect(new Set(done.map(({ id }) => id)).size).toBe(1);
    expect(done.reduce((sum, one) => sum + one.cases, 0)).toBe(1);
    const id = done[0]?.id ?? '';
    expect(await owners(cases)).toEqual([id]);
    expect(await events(id)).toEqual(['enrolled', 'took_over']);
    // Nobody could be told: they have no chat yet. They are when they come.
    const known = { id, phone: person.phone, contactId: '' };
    const to = { ...known, contactId: await say(known, 'halo') };
    await say(to, 'halo');
    expect((await heard(to)).filter((text) => text.includes('1 laporan terbuka'))).toHaveLength(1);
  });

  it('is refused where it makes no sense, and changes nothing then', async () => {
    const [from, to, gone] = [await enrol([home()]), await enrol([other()]), await enrol([other()])];
    const caseId = await report(from, home());
    await enrolment.setStatus(admin, gone.id, 'suspended', '');
    const base = { desaCode: home(), fromId: from.id } as const;
    const fails = async (input: HandoverInput, code: string, field?: string) =>
      expect(handOver(input)).rejects.toMatchObject({
        code,
        ...(field === undefined ? {} : { details: { field } }),
      });
    await fails({ ...base, to: { type: 'existing', id: from.id } }, 'input.invalid', 'successor');
    await fails({ ...base, to: { type: 'existing', id: gone.id } }, 'input.invalid', 'successor');
    await fails({ ...base, to: { type: 'existing', id: uuidv7() } }, 'input.invalid', 'successor');
    await fails(
      { ...base, to: { type: 'new', person: { ...newPerson(), name: 'X' } } },
      'input.invalid',
      'name',
    );
    await fails(
      { ...base, to: { type: 'new', person: { ...newPerson(), phone: to.phone } } },
      'input.invalid',
      'phone_taken',
    );
    await fails({ ...base, fromId: uuidv7(), to: { type: 'existing', id: to.id } }, 'not_found');
    await fails({ ...base, desaCode: '99.99', to: { type: 'existing', id: to.id } }, 'not_found');
    const far = { ...admin, regions: ['64.08.99'] };
    await expect(handOver({ ...base, to: { type: 'existing', id: to.id } }, far)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      handOver({ ...base, to: { type: 'existing', id: to.id } }, await staff(container, 'verifikator')),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await owners([caseId])).toEqual([from.id]);
    expect(await events(from.id)).toEqual(['enrolled', 'connected']);
  });

  it('leaves reports of a desa that somebody was moved from visible to the office, and to nobody else', async () => {
    const moved = await enrol([home()]);
    const cases = [await report(moved, home())];
    const [number = ''] = await numbers(cases);
    const person = { name: 'Uji Contoh Pelapor', role: 'kepala_desa', phone: moved.phone };
    for (let twice = 0; twice < 2; twice += 1) {
      await enrolment.change(admin, moved.id, { ...person, desaCodes: [other()] }, '');
    }
    expect(await events(moved.id)).toEqual(['enrolled', 'connected', 'desa_changed']);
    expect(await owners(cases)).toEqual([moved.id]);
    expect((await enrolment.reporter(admin, moved.id, '')).strayCases).toBe(1);
    await say(moved, 'status');
    expect((await heard(moved)).at(-1)).not.toContain(number);
    const orphan = (await enrolment.orphans(admin)).find(({ code }) => code === home());
    expect(orphan).toMatchObject({ openCases: 1 });
    const next = await enrol([home()]);
    // Its new reporter does not find it yet: somebody has to say who goes on.
    const input = { desaCode: home(), fromId: null, to: { type: 'existing', id: next.id } } as const;
    expect(await handOver(input)).toEqual({ id: next.id, cases: 1 });
    expect(await handOver(input)).toEqual({ id: next.id, cases: 0 });
    expect((await enrolment.orphans(admin)).some(({ code }) => code === home())).toBe(false);
    await say(next, 'status');
    expect((await heard(next)).at(-1)).toContain(number);
    expect(await events(next.id)).toEqual(['enrolled', 'connected', 'took_over']);
  });

  it('asks anew for the desa of a draft whose desa was lost', async () => {
    const [from, to] = [await enrol([home(), other()]), await enrol([home()])];
    await say(from, 'miskin baru');
    const { name } = await container.database.region.findUniqueOrThrow({ where: { code: home() } });
    await say(from, name);
    expect((await heard(from)).at(-1)).not.toMatch(/desa mana/);
    await handOver({ desaCode: home(), fromId: from.id, to: { type: 'existing', id: to.id } });
    expect(await enrolment.reporter(admin, from.id, '')).toMatchObject({ status: 'active' });
    await say(from, 'lanjut');
    expect((await heard(from)).at(-1)).toMatch(/desa mana/);
  });

  it('waits for a report that the predecessor is just sending, and takes it along', async () => {
    const [from, to] = [await enrol([home()]), await enrol([other()])];
    const answers = { ...(await syntheticAnswers(container, (n += 1))), desaCode: home() };
    const draftId = uuidv7();
    let release = () => {};
    const locked = new Promise<void>((resolve) => (release = resolve));
    const sending = container.unitOfWork.run(async (tx) => {
      const [conversation] = await tx.chat.lock([from.contactId]);
      release();
      await new Promise((resolve) => setTimeout(resolve, 300));
      const regions = (conversation?.reporter?.desa ?? []).map(({ code }) => code);
      const actor = { reporterId: from.id, contactId: from.contactId, regions, now: new Date() };
      await submitReport(tx, actor, { type: 'submit_report', draftId, kind: 'new_poor_household', answers });
    });
    await locked;
    await handOver({ desaCode: home(), fromId: from.id, to: { type: 'existing', id: to.id } });
    await sending;
    const { ownerId } = await container.database.case.findUniqueOrThrow({ where: { draftId } });
    expect(ownerId).toBe(to.id);
  });

  it('writes every change into the reporter’s history and the access log, once', async () => {
    const person = newPerson();
    const { id } = await enrolment.enrol(admin, { ...person, desaCodes: [home()] }, '10.0.0.1');
    const changed = { ...person, name: 'Uji Contoh Lain', desaCodes: [home(), other()] };
    for (let twice = 0; twice < 2; twice += 1) await enrolment.change(admin, id, changed, '10.0.0.1');
    for (const status of ['suspended', 'suspended', 'active', 'left', 'left', 'active'] as const) {
      await enrolment.setStatus(admin, id, status, '10.0.0.1');
    }
    await enrolment.invite(admin, id, '10.0.0.1');
    for (let twice = 0; twice < 2; twice += 1) await enrolment.revokeInvite(admin, id, '10.0.0.1');
    expect(await events(id)).toEqual([
      ...['enrolled', 'changed', 'desa_changed', 'suspended', 'reactivated', 'suspended', 'reactivated'],
      ...['invited', 'invited'],
    ]);
    const log = await container.database.accessLog.findMany({
      where: { subject: id },
      orderBy: { id: 'asc' },
    });
    expect(log.map(({ action }) => action)).toEqual([
      ...['reporter.enrolled', 'reporter.changed', 'reporter.suspended', 'reporter.active', 'reporter.left'],
      ...['reporter.active', 'reporter.invited', 'reporter.invite_revoked'],
    ]);
    expect(log.every(({ userId, ip }) => userId === admin.id && ip === '10.0.0.1')).toBe(true);
    const stored = JSON.stringify(
      await container.database.reporterEvent.findMany({ where: { reporterId: id } }),
    );
    expect(stored).not.toMatch(/Uji Contoh|\+62/);
    const view = await enrolment.reporter(admin, id, '');
    expect(view.events.every(({ actorName }) => actorName === 'Admin Uji')).toBe(true);
  });

  it('does not make active again who has no desa, nor takes a number that another has', async () => {
    const [from, to] = [await enrol([home()]), await enrol([other()])];
    await handOver({ desaCode: home(), fromId: from.id, to: { type: 'existing', id: to.id } });
    await expect(enrolment.setStatus(admin, from.id, 'active', '')).rejects.toMatchObject({
      details: { field: 'desa' },
    });
    const person = { name: 'Uji Contoh', role: 'psm', phone: to.phone, desaCodes: [home()] };
    await expect(enrolment.change(admin, from.id, person, '')).rejects.toMatchObject({
      details: { field: 'phone_taken' },
    });
    await expect(enrolment.invite(admin, from.id, '')).rejects.toMatchObject({
      details: { field: 'status' },
    });
    expect(await events(from.id)).toEqual(['enrolled', 'connected', 'handed_over']);
  });

  it('finds reporters by name, place and status, page by page, and only of the admin’s own regions', async () => {
    const place = home();
    const ids: string[] = [];
    for (let count = 0; count < 55; count += 1) {
      const person = { ...newPerson(), name: 'Uji Halaman' };
      ids.push((await enrolment.enrol(admin, { ...person, desaCodes: [place] }, '')).id);
    }
    const first = await enrolment.list(admin, { q: 'HALAMAN' });
    expect(first).toMatchObject({ total: 55 });
    const second = await enrolment.list(admin, { q: 'halaman', cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(second.next).toBeNull();
    await enrolment.setStatus(admin, ids[0] ?? '', 'suspended', '');
    const filters = [{ status: 'suspended' }, { desa: place }, { kecamatan: place.slice(0, 8) }] as const;
    for (const filter of filters) {
      const { items } = await enrolment.list(admin, { q: 'halaman', ...filter });
      expect(items.length).toBeGreaterThan(0);
    }
    expect((await enrolment.list(admin, { q: 'halaman', status: 'left' })).items).toEqual([]);
    const far = { ...admin, regions: ['64.08.99'] };
    expect(await enrolment.list(far, {})).toEqual({ items: [], next: null, total: 0 });
    await expect(enrolment.reporter(far, ids[0] ?? '', '')).rejects.toMatchObject({ code: 'not_found' });
    await expect(enrolment.setStatus(far, ids[0] ?? '', 'left', '')).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
