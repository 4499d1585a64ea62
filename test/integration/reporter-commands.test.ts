/** What reporters may do with a report once it is sent; each of it done twice is done once. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Effect, Fed } from '../../src/dialogue/types.js';
import { performIn } from '../../src/usecases/chat/advance.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { lapseObjections } from '../../src/usecases/case/lapse-objections.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import type { ReporterActor } from '../../src/usecases/report/actor.js';
import { trialReporters } from '../../prisma/seed/trial.js';
import { openTestContainer } from '../support/container.js';
import { approval, decided, household, pmks, screened, type Sender } from '../support/kinds.js';
import { staff, syntheticContact } from '../support/reports.js';

const reject: Decision = { type: 'reject', reason: 'not_resident', note: 'Sudah pindah.' };
const question: Decision = {
  type: 'ask_correction',
  reason: 'unclear',
  note: 'Nama lengkap?',
  fields: ['name'],
};
const DAY = 24 * 60 * 60 * 1000;

describe('a reporter', () => {
  let container: Container;
  let by: Sender;
  let desa: string;
  let owner: ReporterActor;
  /** Of the same desa, and owner of none of these. */
  let neighbour: ReporterActor;

  beforeAll(async () => {
    container = await openTestContainer();
    by = await syntheticContact(container);
    const row = await container.database.region.findFirstOrThrow({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    desa = row.code;
    owner = { ...by, regions: [desa], now: new Date() };
    neighbour = { ...owner, reporterId: trialReporters[2]?.id ?? '' };
  });

  const perform = (effect: Effect, actor = owner): Promise<Fed | null> =>
    container.unitOfWork.run(async (tx) => performIn(tx)([effect], actor));
  const types = async (caseId: string) => {
    const rows = await container.database.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
    return rows.map(({ type }) => type);
  };
  const numberOf = async (caseId: string) =>
    (await container.database.case.findUniqueOrThrow({ where: { id: caseId } })).number;
  const waiting = async () => {
    const caseId = await screened(container, by, household(desa));
    return { caseId, number: await numberOf(caseId) };
  };
  const rejected = () => decided(container, by, { report: household(desa), decision: reject });
  const show = async (number: string, actor = owner) => {
    const fed = await perform({ type: 'show_report', number }, actor);
    if (fed?.type !== 'report') throw new Error('no report');
    return fed.report;
  };

  it('reads what became of a report, with the question or the reason, and what may be done', async () => {
    const { caseId, number } = await waiting();
    expect(await show(number)).toMatchObject({
      number,
      kind: 'new_poor_household',
      state: 'in_review',
      urgent: false,
      objection: null,
      may: { correct: false, withdraw: true, object: false },
      history: [
        { type: 'submitted', note: null },
        { type: 'screened', note: null },
      ],
    });
    const reviewer = await staff(container, 'verifikator');
    await decideCase(container, reviewer, { caseId, version: 2, decision: question, ip: '' });
    expect(await show(number)).toMatchObject({
      state: 'needs_correction',
      may: { correct: true, withdraw: true, object: false },
      history: [{}, {}, { type: 'correction_requested', note: 'Nama lengkap?' }],
    });
    const answers = household(desa, { name: 'Uji Contoh Lengkap' });
    const draftId = caseId;
    expect(await perform({ type: 'resubmit_report', draftId, caseId, number, answers })).toEqual({
      type: 'resubmitted',
      number,
    });
    await screenCase(container, { caseId, eventId: caseId });
    await decideCase(container, reviewer, { caseId, version: 5, decision: reject, ip: '' });
    await perform({ type: 'object_report', number, note: 'Warga kami.' });
    const report = await show(number);
    expect(report).toMatchObject({
      state: 'rejected',
      objection: 'open',
      may: { correct: false, withdraw: false, object: false },
    });
    expect(report?.history.map(({ type, note }) => [type, note])).toEqual([
      ['submitted', null],
      ['screened', null],
      ['correction_requested', 'Nama lengkap?'],
      ['resubmitted', null],
      ['screened', null],
      ['rejected', 'Bukan warga desa ini: Sudah pindah.'],
      ['objected', null],
    ]);
  });

  it('reads nothing of what the report says', async () => {
    const report = pmks(desa, { name: 'Uji Contoh Rahasia', categories: ['16'], note: 'Uji keterangan' });
    const caseId = await screened(container, by, report);
    const shown = JSON.stringify(await show(await numberOf(caseId)));
    expect(shown).not.toMatch(/Rahasia|HIV|keterangan/);
    // And of a case with a sensitive category no free text is kept.
    const { answers } = await container.unitOfWork.run((tx) => tx.cases.snapshot(caseId));
    expect(answers.note).toBeNull();
  });

  it('withdraws an open report, once however often and at once', async () => {
    const { caseId, number } = await waiting();
    const withdraw = () => perform({ type: 'withdraw_report', number, note: 'Salah orang' });
    const fed = await Promise.all(Array.from({ length: 5 }, withdraw));
    expect([...fed, await withdraw()]).toEqual(
      Array.from({ length: 6 }, () => ({ type: 'withdrawn', number })),
    );
    expect(await types(caseId)).toEqual(['submitted', 'screened', 'withdrawn']);
    const decision = decideCase(container, await staff(container, 'verifikator'), {
      caseId,
      version: 2,
      decision: approval,
      ip: '',
    });
    await expect(decision).rejects.toMatchObject({ code: 'case.wrong_state' });
  });

  it('does not withdraw what is decided, or what is not there', async () => {
    const { caseId, number } = await rejected();
    expect(await perform({ type: 'withdraw_report', number, note: '' })).toEqual({
      type: 'withdraw_refused',
      number,
      state: 'rejected',
    });
    expect(await types(caseId)).toEqual(['submitted', 'screened', 'rejected']);
    const absent = 'LP-2020-00001-O';
    expect(await perform({ type: 'withdraw_report', number: absent, note: '' })).toEqual({
      type: 'withdraw_refused',
      number: absent,
      state: null,
    });
  });

  it('withdraws or is decided, of the two at once one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { caseId, number } = await waiting();
      const reviewer = await staff(container, 'verifikator');
      await Promise.allSettled([
        perform({ type: 'withdraw_report', number, note: '' }),
        decideCase(container, reviewer, { caseId, version: 2, decision: reject, ip: '' }),
      ]);
      expect([['withdrawn'], ['rejected']]).toContainEqual((await types(caseId)).slice(2));
    }
  });

  it('objects to a decision of the own desa, once; another objection waits for the answer', async () => {
    const { caseId, number } = await rejected();
    const object = (note: string, actor: ReporterActor) =>
      perform({ type: 'object_report', number, note }, actor);
    const fed = await Promise.all(Array.from({ length: 4 }, () => object('Warga kami.', neighbour)));
    expect(new Set(fed.map((one) => one?.type))).toEqual(new Set(['objected']));
    for (const [note, actor] of [
      ['Warga kami.', owner],
      ['Ada lagi.', neighbour],
    ] as const) {
      expect(await object(note, actor)).toEqual({ type: 'object_refused', number, state: 'rejected' });
    }
    expect(await types(caseId)).toEqual(['submitted', 'screened', 'rejected', 'objected']);
  });

  it('objects to what is registered, too, but not to what is undecided, nor without a word', async () => {
    const { caseId, eventId, number } = await decided(container, by, {
      report: household(desa),
      decision: approval,
    });
    expect(await perform({ type: 'object_report', number, note: '  ' })).toMatchObject({
      type: 'object_refused',
    });
    await perform({ type: 'object_report', number, note: 'Bukan miskin.' });
    await registerCase(container, { caseId, eventId });
    expect(await types(caseId)).toEqual(['submitted', 'screened', 'approved', 'objected', 'registered']);
    expect(await show(number)).toMatchObject({ state: 'registered', objection: 'open' });
    const open = await waiting();
    expect(await perform({ type: 'object_report', number: open.number, note: 'Cepat.' })).toEqual({
      type: 'object_refused',
      number: open.number,
      state: 'in_review',
    });
  });

  it('sees an objection lapse after 14 days, once, and may object anew', async () => {
    const { caseId, number } = await rejected();
    await perform({ type: 'object_report', number, note: 'Warga kami.' });
    const later = (days: number) => ({
      unitOfWork: container.unitOfWork,
      clock: { now: () => new Date(owner.now.getTime() + days * DAY) },
    });
    expect(await lapseObjections(later(13.9))).toBe(0);
    const lapsed = await Promise.all(Array.from({ length: 4 }, () => lapseObjections(later(14.1))));
    // Those of the tests above lapse as well.
    expect(lapsed.reduce((sum, one) => sum + one, 0)).toBe(
      await container.database.case.count({ where: { objection: 'lapsed' } }),
    );
    expect(await lapseObjections(later(15))).toBe(0);
    expect((await types(caseId)).slice(2)).toEqual(['rejected', 'objected', 'objection_lapsed']);
    expect(await show(number)).toMatchObject({ objection: 'lapsed', may: { object: true } });
    const jobs = await container.database.outbox.count({
      where: { job: 'case.notify', payload: { path: ['caseId'], equals: caseId } },
    });
    expect(jobs).toBe(2);
    expect(await perform({ type: 'object_report', number, note: 'Warga kami.' })).toEqual({
      type: 'objected',
      number,
    });
    expect(await show(number)).toMatchObject({ objection: 'open' });
  });

  it('lets more objections lapse than one transaction takes', async () => {
    for (let round = 0; round < 23; round += 1) {
      const { number } = await rejected();
      await perform({ type: 'object_report', number, note: 'Warga kami.' });
    }
    const clock = { now: () => new Date(owner.now.getTime() + 20 * DAY) };
    expect(await lapseObjections({ unitOfWork: container.unitOfWork, clock })).toBeGreaterThanOrEqual(23);
    expect(await container.database.case.count({ where: { objection: 'open' } })).toBe(0);
  });

  it('moves a report to another of their desa by correcting it', async () => {
    const { caseId, number } = await waiting();
    const reviewer = await staff(container, 'verifikator');
    await decideCase(container, reviewer, { caseId, version: 2, decision: question, ip: '' });
    const other = await container.database.region.findFirstOrThrow({
      where: { level: 'desa', code: { not: { startsWith: desa.slice(0, 8) } } },
      orderBy: { code: 'asc' },
    });
    const both = { ...owner, regions: [desa, other.code] };
    const answers = household(other.code);
    await perform({ type: 'resubmit_report', draftId: caseId, caseId, number, answers }, both);
    expect(await container.database.case.findUniqueOrThrow({ where: { id: caseId } })).toMatchObject({
      desaCode: other.code,
      kecamatanCode: other.parentCode,
      state: 'resubmitted',
    });
    expect(await show(number)).toBeNull();
    expect(await show(number, both)).toMatchObject({ number });
  });

  it('chooses a daily digest, and takes it back', async () => {
    const digest = async () =>
      (await container.database.reporter.findUniqueOrThrow({ where: { id: owner.reporterId } })).digest;
    for (const on of [true, true, false]) {
      expect(await perform({ type: 'set_digest', on })).toEqual({ type: 'digest_set', on });
      expect(await digest()).toBe(on);
    }
  });
});
