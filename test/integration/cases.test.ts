import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { brokenAt } from '../../src/domain/case/chain.js';
import { foldCase } from '../../src/domain/case/fold.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { consoleOf } from '../../src/parts.js';
import { notifyReporter } from '../../src/usecases/notify/notify-reporter.js';
import { resubmitReport } from '../../src/usecases/report/resubmit-report.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { openTestContainer } from '../support/container.js';
import { staff, submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';

const approve: Decision = { type: 'approve', note: '' };
const reject: Decision = { type: 'reject', reason: 'not_poor', note: 'Sudah mampu' };

describe('a case', () => {
  let container: Container;
  let by: { reporterId: string; contactId: string };
  let n = 0;

  beforeAll(async () => {
    container = await openTestContainer();
    by = await syntheticContact(container);
  });

  const submitted = async () => submitSynthetic(container, by, await syntheticAnswers(container, (n += 1)));
  const waiting = async () => {
    const caseId = await submitted();
    await screenCase(container, { caseId, eventId: caseId });
    return caseId;
  };
  const decide = async (username: string, caseId: string, decision: Decision, version = 2) =>
    decideCase(container, await staff(container, username), { caseId, version, decision, ip: '127.0.0.1' });
  const eventTypes = async (caseId: string) =>
    (await container.unitOfWork.run((tx) => tx.cases.events(caseId))).map((event) => event.data.type);
  const lastEvent = async (caseId: string, type: string) =>
    container.database.caseEvent.findFirstOrThrow({ where: { caseId, type }, orderBy: { seq: 'desc' } });

  it('comes of a draft once, however often the draft is sent', async () => {
    const answers = await syntheticAnswers(container, (n += 1));
    const draftId = uuidv7();
    const ids = new Set<string>();
    for (let i = 0; i < 5; i += 1) ids.add(await submitSynthetic(container, by, answers, draftId));
    expect(ids.size).toBe(1);
    expect(await eventTypes([...ids][0] ?? '')).toEqual(['submitted']);
  });

  it('is screened once, however often and at once the job runs', async () => {
    const caseId = await submitted();
    await Promise.all(Array.from({ length: 5 }, () => screenCase(container, { caseId, eventId: caseId })));
    expect(await eventTypes(caseId)).toEqual(['submitted', 'screened']);
  });

  it('is decided by one of two reviewers; the other learns who, what and when', async () => {
    for (let round = 0; round < 10; round += 1) {
      const caseId = await waiting();
      const outcomes = await Promise.allSettled([
        decide('verifikator', caseId, approve),
        decide('verifikator2', caseId, reject),
      ]);
      const late = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(late).toHaveLength(1);
      const row = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
      expect(late[0]?.reason).toMatchObject({
        code: 'case.already_decided',
        details: {
          by: row.state === 'approved' ? 'Verifikator Uji Satu' : 'Verifikator Uji Dua',
          state: row.state,
          at: expect.stringMatching(/^\d{4}-/) as string,
        },
      });
      expect(await eventTypes(caseId)).toEqual(['submitted', 'screened', row.state]);
    }
  });

  it('takes the same decision of the same person twice as one', async () => {
    const caseId = await waiting();
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => decide('verifikator', caseId, reject)),
    );
    expect(new Set(outcomes.map((outcome) => outcome.state))).toEqual(new Set(['rejected']));
    expect(await eventTypes(caseId)).toEqual(['submitted', 'screened', 'rejected']);
    const jobs = await container.database.outbox.count({
      where: { job: 'case.notify', payload: { path: ['caseId'], equals: caseId } },
    });
    expect(jobs).toBe(1);
  });

  it('cannot be decided by who may not, and does not show that it exists', async () => {
    const caseId = await waiting();
    await expect(decide('admin', caseId, approve)).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = { ...(await staff(container, 'verifikator')), regions: ['64.08.18'] };
    await expect(
      decideCase(container, elsewhere, { caseId, version: 2, decision: approve, ip: '' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not rejected, nor sent back, without a reason in words', async () => {
    const caseId = await waiting();
    await expect(decide('verifikator', caseId, { ...reject, note: '  ' })).rejects.toMatchObject({
      code: 'case.reason_required',
    });
  });

  it('is registered once, however often and at once the job runs', async () => {
    const caseId = await waiting();
    await decide('verifikator', caseId, approve);
    const { id: eventId } = await lastEvent(caseId, 'approved');
    await Promise.all(Array.from({ length: 5 }, () => registerCase(container, { caseId, eventId })));
    await registerCase(container, { caseId, eventId });
    expect(await container.database.registryEntryVersion.count({ where: { caseId } })).toBe(1);
    expect(await eventTypes(caseId)).toEqual(['submitted', 'screened', 'approved', 'registered']);
  });

  it('of a family that is registered already becomes a new version of its entry', async () => {
    const answers = await syntheticAnswers(container, (n += 1));
    for (const name of ['Uji Contoh Lama', 'Uji Contoh Baru']) {
      const caseId = await submitSynthetic(container, by, { ...answers, name });
      await screenCase(container, { caseId, eventId: caseId });
      await decide('verifikator', caseId, approve);
      await registerCase(container, { caseId, eventId: (await lastEvent(caseId, 'approved')).id });
    }
    const entries = await container.database.registryEntry.findMany({
      where: { headName: 'Uji Contoh Baru' },
      include: { versions: true },
    });
    expect(entries).toHaveLength(1);
    expect(entries[0]?.versions.map((version) => version.version).sort()).toEqual([1, 2]);
  });

  it('finds the others with the same NIK or KK, in reports and in the registry', async () => {
    const answers = await syntheticAnswers(container, (n += 1));
    const first = await submitSynthetic(container, by, answers);
    await screenCase(container, { caseId: first, eventId: first });
    await decide('verifikator', first, approve);
    await registerCase(container, { caseId: first, eventId: (await lastEvent(first, 'approved')).id });
    const second = await submitSynthetic(container, by, { ...answers, kk: null });
    await screenCase(container, { caseId: second, eventId: second });
    const found = await container.database.caseDuplicate.findMany({ where: { caseId: second } });
    expect(
      found.map(({ rule, otherCaseId, otherEntryId }) => [
        rule,
        otherCaseId === first,
        otherEntryId !== null,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['nik', true, false],
        ['nik', false, true],
      ]),
    );
    expect(found).toHaveLength(2);

    // The same by NIK and by KK, as the first report and its entry are, counts once.
    const third = await submitSynthetic(container, by, answers);
    await screenCase(container, { caseId: third, eventId: third });
    const events = await container.unitOfWork.run((tx) => tx.cases.events(third));
    expect(events.at(-1)?.data).toEqual({ type: 'screened', duplicates: 3 });
    expect(await container.database.caseDuplicate.count({ where: { caseId: third } })).toBe(5);
    const { items } = await consoleOf(container).queue(await staff(container, 'verifikator'), {
      q: answers.nik ?? '',
    });
    expect(items.find(({ id }) => id === third)?.duplicateCount).toBe(3);
  });

  it('goes through a correction, and the answer is refused once it is decided', async () => {
    const caseId = await waiting();
    await decide('verifikator', caseId, {
      type: 'ask_correction',
      reason: 'unclear',
      note: 'Nama lengkap?',
      fields: ['name'],
    });
    const answers = { ...(await syntheticAnswers(container, n)), name: 'Uji Contoh Diperbaiki' };
    const row = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
    const send = () =>
      container.unitOfWork.run((tx) =>
        resubmitReport(
          tx,
          { ...by, regions: [answers.desaCode], now: new Date() },
          { type: 'resubmit_report', draftId: uuidv7(), caseId, number: row.number, answers },
        ),
      );
    expect(await send()).toEqual({ type: 'resubmitted', number: row.number });
    await screenCase(container, { caseId, eventId: caseId });
    await decide('verifikator', caseId, approve, 5);
    expect(await send()).toEqual({ type: 'resubmit_refused', number: row.number, state: 'approved' });
    expect(await eventTypes(caseId)).toEqual([
      'submitted',
      'screened',
      'correction_requested',
      'resubmitted',
      'screened',
      'approved',
    ]);
  });

  it('is told of each event once, however often the job runs', async () => {
    const caseId = await waiting();
    await decide('verifikator', caseId, reject);
    const { id: eventId } = await lastEvent(caseId, 'rejected');
    await Promise.all(Array.from({ length: 5 }, () => notifyReporter(container, { caseId, eventId })));
    expect(await container.database.outboundMessage.count({ where: { caseId } })).toBe(1);
  });

  it('stands in its row as its events tell it, in a chain that holds', async () => {
    for (const row of await container.database.case.findMany()) {
      const events = await container.unitOfWork.run((tx) => tx.cases.events(row.id));
      expect(foldCase(events)).toMatchObject({ state: row.state, version: row.version });
      const stored = await container.database.caseEvent.findMany({
        where: { caseId: row.id },
        orderBy: { seq: 'asc' },
      });
      const chain = stored.map((link, index) => {
        const event = events[index];
        if (event === undefined) throw new Error('an event is missing');
        return {
          event: { ...event, type: link.type, reasonCode: link.reasonCode },
          dataMac: link.dataMac,
          prevHash: link.prevHash,
          hash: link.hash,
        };
      });
      expect(brokenAt(chain)).toBeNull();
    }
  });

  it('keeps its history even from the database owner', async () => {
    await expect(container.database.caseEvent.updateMany({ data: { type: 'rejected' } })).rejects.toThrow(
      /append-only/,
    );
    await expect(container.database.caseEvent.deleteMany({})).rejects.toThrow(/append-only/);
  });
});
