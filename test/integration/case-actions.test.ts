/** Second approvals, duplicates, reopening, answers to objections, and what the office says to itself. */
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { caseActionsOf, consoleOf } from '../../src/parts.js';
import type { CaseActionServices } from '../../src/usecases/case/services.js';
import type { ConsoleServices, Decision, StaffActor } from '../../src/usecases/console-services.js';
import { notifyReporter } from '../../src/usecases/notify/notify-reporter.js';
import { objectReport } from '../../src/usecases/report/object-report.js';
import { lapseObjections } from '../../src/usecases/case/lapse-objections.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { openTestContainer } from '../support/container.js';
import { saidTo } from '../support/decided.js';
import { approval, household, pmks, screened } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';

const ip = '127.0.0.1';
const rejection: Decision = { type: 'reject', reason: 'other', note: 'Uji alasan' };
const notFound = { code: 'not_found' };

describe('what is done with a case', () => {
  let container: Container;
  let services: ConsoleServices;
  let actions: CaseActionServices;
  let by: { reporterId: string; contactId: string };
  let desa: string;
  let neighbour: string;
  let far: string;
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  let second: StaffActor;
  let n = 500;

  beforeAll(async () => {
    container = await openTestContainer();
    services = consoleOf(container);
    actions = caseActionsOf(container);
    by = await syntheticContact(container);
    const rows = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    desa = rows[0]?.code ?? '';
    neighbour = rows[1]?.code ?? '';
    far = rows.find(({ parentCode }) => parentCode !== rows[0]?.parentCode)?.code ?? '';
    reviewer = await staff(container, 'verifikator');
    supervisor = await staff(container, 'supervisor');
    second = await staff(container, 'supervisor2');
  });

  const elsewhere = (actor: StaffActor): StaffActor => ({ ...actor, regions: ['64.08.99'] });
  const poor = (more: Partial<Report> = {}): Report =>
    household(desa, { nik: syntheticNik((n += 1)), kk: syntheticKk(n), ...(more as object) });
  const secret = (): Report =>
    pmks(desa, { nik: syntheticNik((n += 1)), categories: ['16'], name: 'Uji Rahasia' });
  const submit = (report: Report) => screened(container, by, report);
  const decide = (actor: StaffActor, caseId: string, decision: Decision, version = 2) =>
    services.decide(actor, { caseId, version, decision, ip });
  const rowOf = (id: string) => container.database.case.findUniqueOrThrow({ where: { id } });
  const typesOf = async (caseId: string) =>
    (await container.database.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } }))
      .map(({ type }) => type)
      .slice(2);
  const object = async (caseId: string, now = new Date()) => {
    const { number, desaCode } = await rowOf(caseId);
    const actor = { ...by, regions: [desaCode], now };
    return container.unitOfWork.run((tx) =>
      objectReport(tx, actor, { type: 'object_report', number, note: 'Mohon dilihat lagi' }),
    );
  };
  /** What the reporter hears of the last event. */
  const heard = async (caseId: string): Promise<string | undefined> => {
    const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({
      where: { caseId },
      orderBy: { seq: 'desc' },
    });
    await notifyReporter(container, { caseId, eventId });
    await notifyReporter(container, { caseId, eventId });
    const said = await saidTo(container, by.contactId);
    const mine = said.filter((message) => message.caseId === caseId);
    expect(new Set(mine.map(({ text }) => text)).size).toBe(mine.length);
    return mine.at(-1)?.text;
  };

  describe('the second approval', () => {
    it('is by another person; the first one is told nothing outside the office and writes no entry', async () => {
      const caseId = await submit(secret());
      const first = await decide(supervisor, caseId, { type: 'approve', note: 'Cocok' });
      expect(first).toMatchObject({ state: 'in_review', event: 'approval_proposed' });
      expect(await heard(caseId)).toBeUndefined();
      const jobs = await container.database.outbox.findMany();
      const about = jobs.filter(({ payload }) => JSON.stringify(payload).includes(caseId));
      expect(about.map(({ job }) => job)).not.toContain('registry.write');
      expect(await services.caseById(supervisor, caseId, ip)).toMatchObject({
        decidable: true,
        proposal: { byName: supervisor.name, own: true, note: 'Cocok' },
      });
      expect(await services.caseById(second, caseId, ip)).toMatchObject({ proposal: { own: false } });
      expect(await services.caseById(reviewer, caseId, ip)).toMatchObject({ proposal: null, answers: null });
      await expect(decide(supervisor, caseId, approval, 3)).rejects.toMatchObject({
        code: 'case.second_person_needed',
      });
      expect(await decide(second, caseId, approval, 3)).toMatchObject({ event: 'approved' });
      expect(await typesOf(caseId)).toEqual(['approval_proposed', 'approved']);
      // Sent again, each approval is what it was.
      expect(await decide(supervisor, caseId, { type: 'approve', note: 'Cocok' })).toMatchObject({
        event: 'approval_proposed',
      });
      expect(await decide(second, caseId, approval, 3)).toMatchObject({ event: 'approved' });
      expect(await typesOf(caseId)).toHaveLength(2);
      expect(await heard(caseId)).toMatch(/disetujui/);
    });

    it('of two who approve at once one is the first; the other is told and has not approved', async () => {
      for (let round = 0; round < 3; round += 1) {
        const caseId = await submit(secret());
        const both = await Promise.allSettled([
          decide(supervisor, caseId, approval),
          decide(second, caseId, approval),
        ]);
        const late = both.find(({ status }) => status === 'rejected');
        expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(late).toMatchObject({
          reason: {
            code: 'case.already_decided',
            details: { event: 'approval_proposed', state: 'in_review' },
          },
        });
        expect(await typesOf(caseId)).toEqual(['approval_proposed']);
      }
    });

    it('is not needed to reject, and a correction voids the first', async () => {
      const caseId = await submit(secret());
      await decide(supervisor, caseId, approval);
      const ask: Decision = { type: 'ask_correction', reason: 'unclear', note: 'Uji?', fields: [] };
      await decide(second, caseId, ask, 3);
      expect(await services.caseById(second, caseId, ip)).toMatchObject({
        state: 'needs_correction',
        proposal: null,
      });
      const other = await submit(secret());
      expect(await decide(supervisor, other, rejection)).toMatchObject({ state: 'rejected' });
    });

    it('is not asked for of other cases', async () => {
      expect(await decide(reviewer, await submit(poor()), approval)).toMatchObject({ event: 'approved' });
    });
  });

  describe('a duplicate', () => {
    it('closes the case; the reporter hears the number of one’s own desa', async () => {
      const report = poor();
      const one = await submit(report);
      const twin = await submit({ ...report, name: 'Uji Contoh Kembar' });
      const { number } = await rowOf(one);
      const decision: Decision = { type: 'duplicate', number: number.toLowerCase(), note: 'Sama' };
      expect(await decide(reviewer, twin, decision)).toMatchObject({ state: 'duplicate' });
      expect(await decide(reviewer, twin, decision)).toMatchObject({ state: 'duplicate' });
      expect(await typesOf(twin)).toEqual(['duplicate_confirmed']);
      expect(await heard(twin)).toContain(`sama dengan laporan ${number}`);
      const { events } = await services.caseById(reviewer, twin, ip);
      expect(events.at(-1)?.duplicateOf).toEqual({ number, caseId: one, entryId: null });
      // It is no candidate any more, and holds nobody.
      expect(await services.caseById(reviewer, await submit(report), ip)).toMatchObject({
        duplicateCount: 1,
      });
      const back: Decision = { type: 'duplicate', number: (await rowOf(twin)).number, note: '' };
      await expect(decide(reviewer, one, back)).rejects.toMatchObject({
        code: 'case.no_such_duplicate',
        details: { state: 'duplicate' },
      });
    });

    it('two are never each other’s, however close they are decided', async () => {
      for (let round = 0; round < 3; round += 1) {
        const report = poor();
        const [a, b] = [await submit(report), await submit(report)];
        const of = async (id: string): Promise<Decision> => ({
          type: 'duplicate',
          number: (await rowOf(id)).number,
          note: '',
        });
        const [ofA, ofB] = [await of(a), await of(b)];
        const both = await Promise.allSettled([decide(reviewer, a, ofB), decide(supervisor, b, ofA)]);
        expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      }
    });

    it('of another desa, or of a sensitive case, is not told by number', async () => {
      const report = poor();
      const away = await submit({ ...report, desaCode: neighbour });
      const caseId = await submit(report);
      const { number } = await rowOf(away);
      await decide(reviewer, caseId, { type: 'duplicate', number, note: '' });
      const said = await heard(caseId);
      expect(said).toContain('sama dengan laporan lain');
      expect(said).not.toContain(number);

      const hidden = secret();
      const concealed = await rowOf(await submit(hidden));
      const open = await submit(pmks(desa, { nik: hidden.nik }));
      const same: Decision = { type: 'duplicate', number: concealed.number, note: '' };
      // Who may not see it does not learn that it is there, nor afterwards what was found.
      await expect(decide(reviewer, open, same)).rejects.toMatchObject({
        code: 'case.no_such_duplicate',
        details: {},
      });
      await decide(supervisor, open, same);
      expect(await heard(open)).toContain('sama dengan laporan lain');
      const told = await services.caseById(reviewer, open, ip);
      expect(told.events.at(-1)).toMatchObject({ type: 'duplicate_confirmed', duplicateOf: null });
      expect(JSON.stringify(told)).not.toContain(concealed.number);
      expect(JSON.stringify(told)).not.toContain(concealed.id);
    });

    it('of an entry of Data Pemda, by its number', async () => {
      const report = poor();
      const first = await submit(report);
      await decide(reviewer, first, approval);
      const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId: first, type: 'approved' },
      });
      await registerCase(container, { caseId: first, eventId });
      const { entry } = await services.caseById(reviewer, first, ip);
      const again = await submit({ ...report, duplicateReason: 'Uji' });
      const number = entry?.number ?? '';
      await decide(reviewer, again, { type: 'duplicate', number, note: '' });
      expect(await heard(again)).toContain(`sama dengan Data Pemda ${number}`);
    });

    it('is none of a number out of scope that the check did not find, of itself, or of nothing', async () => {
      const report = poor();
      const caseId = await submit(report);
      const other = await rowOf(await submit(poor({ desaCode: far })));
      const here: StaffActor = { ...reviewer, regions: [desa] };
      const { number: own } = await rowOf(caseId);
      for (const number of [other.number, own, 'LP-2020-00001-O', 'bukan nomor']) {
        await expect(decide(here, caseId, { type: 'duplicate', number, note: '' })).rejects.toMatchObject({
          code: 'case.no_such_duplicate',
          details: {},
        });
      }
      expect(await typesOf(caseId)).toEqual([]);
    });
  });

  describe('reopening', () => {
    const reopen = (
      actor: StaffActor,
      caseId: string,
      version = 3,
      { note = 'Keliru', reason = 'decision_mistaken' } = {},
    ) => actions.reopen(actor, { caseId, version, reason, note, ip });

    it('is the supervisor’s, with a reason, once', async () => {
      const caseId = await submit(poor());
      await decide(reviewer, caseId, rejection);
      await expect(reopen(reviewer, caseId)).rejects.toMatchObject(notFound);
      await expect(reopen(elsewhere(supervisor), caseId)).rejects.toMatchObject(notFound);
      await expect(reopen(supervisor, uuidv7())).rejects.toMatchObject(notFound);
      await expect(reopen(supervisor, caseId, 3, { note: ' ' })).rejects.toMatchObject({
        code: 'case.reason_required',
      });
      // A reason of another action, or of none, is none.
      for (const reason of ['not_resident', 'entah']) {
        await expect(reopen(supervisor, caseId, 3, { reason })).rejects.toMatchObject({
          code: 'input.invalid',
        });
      }
      expect(await services.caseById(supervisor, caseId, ip)).toMatchObject({ reopenable: true });
      expect(await services.caseById(reviewer, caseId, ip)).toMatchObject({ reopenable: false });
      const both = await Promise.allSettled([reopen(supervisor, caseId), reopen(second, caseId)]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'case.already_decided', details: { event: 'reopened' } },
      });
      const winner = both[0].status === 'fulfilled' ? supervisor : second;
      await expect(reopen(winner, caseId, 3, { reason: 'new_facts' })).rejects.toMatchObject({
        code: 'case.already_decided',
      });
      expect(await reopen(winner, caseId)).toMatchObject({ state: 'in_review' });
      expect(await typesOf(caseId)).toEqual(['rejected', 'reopened']);
      const said = await heard(caseId);
      expect(said).toMatch(/dibuka kembali/);
      expect(said).not.toMatch(/keliru/i);
      const { reasonCode } = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId, type: 'reopened' },
      });
      expect(reasonCode).toBe('decision_mistaken');
      expect(await decide(reviewer, caseId, approval, 4)).toMatchObject({ state: 'approved' });
      await expect(reopen(supervisor, caseId, 5)).rejects.toMatchObject({ code: 'case.wrong_state' });
    });

    it('waits for the answer to an objection', async () => {
      const caseId = await submit(poor());
      await decide(reviewer, caseId, rejection);
      await object(caseId);
      await expect(reopen(supervisor, caseId, 4)).rejects.toMatchObject({ code: 'case.wrong_state' });
    });
  });

  describe('the answer to an objection', () => {
    const answer = (actor: StaffActor, caseId: string, outcome: 'upheld' | 'refused', version = 4) =>
      actions.answerObjection(actor, { caseId, version, outcome, note: 'Sudah kami cek ulang', ip });

    it('refused, is told; nothing lapses any more, and it is objected to no more', async () => {
      const caseId = await submit(poor());
      await decide(reviewer, caseId, rejection);
      const longAgo = new Date(Date.now() - 20 * 86_400_000);
      await object(caseId, longAgo);
      expect(await services.caseById(supervisor, caseId, ip)).toMatchObject({ answerable: true });
      await expect(answer(reviewer, caseId, 'refused')).rejects.toMatchObject(notFound);
      await expect(answer(elsewhere(supervisor), caseId, 'refused')).rejects.toMatchObject(notFound);
      expect(await answer(supervisor, caseId, 'refused')).toMatchObject({ state: 'rejected' });
      expect(await answer(supervisor, caseId, 'refused')).toMatchObject({ state: 'rejected' });
      await expect(answer(second, caseId, 'refused')).rejects.toMatchObject({ code: 'case.already_decided' });
      expect(await heard(caseId)).toMatch(/dijawab: tidak diterima, putusan tetap[\s\S]*cek ulang/);
      await lapseObjections(container);
      expect(await typesOf(caseId)).toEqual(['rejected', 'objected', 'objection_answered']);
      expect(await object(caseId)).toMatchObject({ type: 'object_refused' });
      expect(await rowOf(caseId)).toMatchObject({ objection: 'refused' });
    });

    it('upheld, reopens what was rejected, and the next decision may be objected to', async () => {
      const caseId = await submit(poor());
      await decide(reviewer, caseId, rejection);
      await object(caseId);
      expect(await answer(supervisor, caseId, 'upheld')).toMatchObject({ state: 'in_review' });
      expect(await heard(caseId)).toMatch(/dijawab: diterima, laporan diperiksa lagi/);
      await decide(reviewer, caseId, rejection, 5);
      expect(await object(caseId)).toMatchObject({ type: 'objected' });
    });

    it('upheld against an approval, leaves the state: Data Pemda is changed by a report alone', async () => {
      const caseId = await submit(poor());
      await decide(reviewer, caseId, approval);
      await object(caseId);
      expect(await answer(supervisor, caseId, 'upheld')).toMatchObject({ state: 'approved' });
    });

    it('is for those who may see a sensitive case, and only while there is an objection', async () => {
      const caseId = await submit(secret());
      await decide(supervisor, caseId, rejection);
      await expect(answer(supervisor, caseId, 'upheld', 3)).rejects.toMatchObject({
        code: 'case.wrong_state',
      });
    });
  });

  describe('comments', () => {
    it('are for those who may read the case; the same one twice is one; sealed', async () => {
      const caseId = await submit(secret());
      const input = { id: uuidv7(), caseId, text: ' Sudah ditelepon ', ip };
      await actions.comment(supervisor, input);
      await actions.comment(supervisor, input);
      expect(await actions.comments(second, caseId)).toMatchObject([
        { authorName: supervisor.name, text: 'Sudah ditelepon' },
      ]);
      for (const actor of [reviewer, elsewhere(supervisor), await staff(container, 'admin')]) {
        await expect(actions.comments(actor, caseId)).rejects.toMatchObject(notFound);
        await expect(actions.comment(actor, { ...input, id: uuidv7() })).rejects.toMatchObject(notFound);
      }
      const row = await container.database.caseComment.findUniqueOrThrow({ where: { id: input.id } });
      expect(row.bodyEnc).not.toContain('ditelepon');
      expect(await rowOf(caseId)).toMatchObject({ version: 2 });
    });
  });
});
