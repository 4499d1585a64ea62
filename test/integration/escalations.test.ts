/** What waits too long comes before the supervisors: never early, once, and of nothing that was decided. */
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { addDays } from '../../src/domain/time.js';
import { officeDay } from '../../src/domain/working-days.js';
import type { PmksCase } from '../../src/domain/report/pmks-case.js';
import type { Report } from '../../src/domain/report/report.js';
import { consoleOf, escalationRulesOf, escalationsOf, queueOf } from '../../src/parts.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import {
  raiseEscalations,
  sendEscalationDigests,
  type RaiseDeps,
} from '../../src/usecases/escalation/raise.js';
import type { UnitOfWork } from '../../src/usecases/ports.js';
import { scheduleProcessor, type ScheduleHandlers } from '../../workers/schedules.js';
import { describeOnEachQueue } from '../support/backends.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import { otherContact, saidTo } from '../support/decided.js';
import { silentLog } from '../support/log.js';
import { submitKind, syntheticKinds, type Kinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticNik } from '../support/reports.js';

const HOUR = 3_600_000;
/** A Monday, 08:00 where the office is. */
const MONDAY = new Date('2026-11-02T08:00:00+08:00');

let container: Container;
let now = MONDAY;
let kinds: Kinds;
let by: { reporterId: string; contactId: string };
let supervisor: StaffActor;
let deps: RaiseDeps;
let n = 700;

async function begin(options: { readonly backend?: 'postgres' | 'redis' } = {}): Promise<void> {
  now = MONDAY;
  container = await openTestContainer({ ...options, clock: { now: () => now } });
  by = await syntheticContact(container);
  const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
  kinds = syntheticKinds(desa.code);
  supervisor = await staff(container, 'supervisor');
  deps = depsOf(container);
}

function depsOf(of: Container): RaiseDeps {
  return { unitOfWork: of.unitOfWork, clock: { now: () => now }, escalationRules: escalationRulesOf(of) };
}

const submit = (answers: Partial<Report> = {}) => {
  n += 1;
  const own = { nik: syntheticNik(n), kk: null };
  return submitKind(container, by, { ...kinds.household, ...own, ...answers } as Report, now);
};
const submitSensitive = (answers: Partial<PmksCase> = {}) => {
  n += 1;
  return submitKind(
    container,
    by,
    { ...kinds.person, nik: syntheticNik(n), categories: ['19'], disability: null, ...answers },
    now,
  );
};
const later = (hours: number) => {
  now = new Date(now.getTime() + hours * HOUR);
};
const at = (moment: string) => {
  now = new Date(`${moment}+08:00`);
};
const raise = () => raiseEscalations(deps);
const raisedOf = (caseId: string) =>
  container.database.caseEscalation.findMany({ where: { caseId }, orderBy: { raisedAt: 'asc' } });
const numberOf = async (caseId: string) =>
  (await container.database.case.findUniqueOrThrow({ where: { id: caseId } })).number;
const reviewer = () => staff(container, 'verifikator');
const reject = async (caseId: string) => {
  const { version } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
  const decision = { type: 'reject', reason: 'other', note: 'Uji' } as const;
  await decideCase(container, await reviewer(), { caseId, version, decision, ip: '' });
};
const chatOf = (userId: string) => otherContact(container, 'telegram', { userId });
const sendBack = async (caseId: string) => {
  const { version } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
  const decision = { type: 'ask_correction', reason: 'unclear', note: 'Uji', fields: [] } as const;
  await decideCase(container, await reviewer(), { caseId, version, decision, ip: '' });
};
const correct = async (caseId: string, answers: Report) => {
  const { eventId } = await container.unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(caseId);
    if (head === null) throw new Error('no case');
    const actor = { kind: 'reporter', id: by.reporterId } as const;
    return tx.cases.append(head, { actor, at: now, data: { type: 'resubmitted', answers } });
  });
  await screenCase(container, { caseId, eventId });
};

/** Dies once it has done so much of what it was to do. */
function dyingAfter(calls: number): UnitOfWork {
  return {
    run: (work) =>
      container.unitOfWork.run(async (tx) => {
        let left = calls;
        const queue: typeof tx.messages.queue = async (message) => {
          if (left === 0) throw new Error('killed');
          left -= 1;
          return tx.messages.queue(message);
        };
        const messages = { queue, contact: tx.messages.contact.bind(tx.messages) };
        return work({ ...tx, messages });
      }),
  };
}

describe('what waits too long', () => {
  beforeAll(() => begin());
  beforeEach(async () => {
    now = MONDAY;
    await container.database.outboundMessage.updateMany({
      where: { state: 'held' },
      data: { state: 'failed' },
    });
    await container.database.case.updateMany({
      data: { state: 'withdrawn', claimedById: null, claimedUntil: null },
    });
    await container.database.contact.updateMany({
      where: { userId: { not: null } },
      data: { userId: null },
    });
  });

  it('is raised on the day after the last one in time, and once', async () => {
    const caseId = await submit();
    at('2026-11-09T23:59');
    await raise();
    expect(await raisedOf(caseId)).toEqual([]);
    at('2026-11-10T00:00');
    await Promise.all([raise(), raise(), raise(), raise(), raise()]);
    later(24);
    await raise();
    expect(await raisedOf(caseId)).toMatchObject([{ cause: 'overdue', handledAt: null, endedAt: null }]);
    await reject(caseId);
    await raise();
    expect(await raisedOf(caseId)).toMatchObject([{ endedAt: now }]);
  });

  it('follows the rule whatever happens to a report and whenever it is looked for', async () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('decide' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('handle' as const) }) },
    );
    const services = escalationsOf(container);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        now = MONDAY;
        const answers = { ...kinds.household, nik: syntheticNik((n += 1)), kk: null };
        const caseId = await submitKind(container, by, answers, now);
        const expected = new Set<number>();
        let decided = false;
        for (const one of steps) {
          if (one.do === 'wait') later(one.hours);
          if (one.do === 'correct' && !decided) {
            await sendBack(caseId);
            await raise();
            await correct(caseId, answers);
          }
          if (one.do === 'decide' && !decided) {
            await reject(caseId);
            decided = true;
          }
          if (one.do === 'handle' && !decided) {
            await services.handle(supervisor, { caseId, note: '', assignee: null, ip: '' });
          }
          await raise();
          const row = await container.database.case.findUniqueOrThrow({
            where: { id: caseId },
            include: { events: true },
          });
          const came = row.events.filter(({ type }) => type === 'submitted' || type === 'resubmitted');
          const today = officeDay({ timeZone: container.config.timeZone }, now);
          if (!decided && row.dueOn.toISOString().slice(0, 10) < today)
            expected.add(Math.max(...came.map(({ seq }) => seq)));
          const raised = await raisedOf(caseId);
          expect(raised.map(({ round }) => round).toSorted()).toEqual([...expected].toSorted());
          const open = raised.filter(({ handledAt, endedAt }) => handledAt === null && endedAt === null);
          if (decided) expect(open).toEqual([]);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('has its time anew after a correction, and is raised again when that is over, too', async () => {
    const answers = { ...kinds.household, nik: syntheticNik((n += 1)), kk: null };
    const caseId = await submitKind(container, by, answers, now);
    at('2026-11-10T09:00');
    await raise();
    await sendBack(caseId);
    await correct(caseId, answers);
    await raise();
    expect(await raisedOf(caseId)).toHaveLength(1);
    at('2026-11-18T09:00');
    await raise();
    expect((await raisedOf(caseId)).map(({ endedAt }) => endedAt === null)).toEqual([false, true]);
  });

  it('is an emergency that nobody took up within four office hours: its supervisors are told at once', async () => {
    const chat = await chatOf(supervisor.id);
    const caseId = await submit({ urgent: true });
    const taken = await submit({ urgent: true });
    await queueOf(container).take(await reviewer(), taken);
    await container.database.case.update({
      where: { id: taken },
      data: { claimedUntil: new Date('2027-01-01') },
    });
    later(3.9);
    await raise();
    expect(await raisedOf(caseId)).toEqual([]);
    later(0.1);
    await Promise.all([raise(), raise(), raise()]);
    later(24);
    await raise();
    expect(await raisedOf(caseId)).toMatchObject([{ cause: 'emergency' }]);
    expect(await raisedOf(taken)).toEqual([]);
    const said = await saidTo(container, chat);
    expect(said).toHaveLength(1);
    expect(said[0]?.text).toContain(await numberOf(caseId));
    expect(said[0]?.text).not.toMatch(/Uji Contoh|Percobaan|\d{16}/);
    // Whose claim lapses without a decision has taken up nothing.
    await container.database.case.update({ where: { id: taken }, data: { claimedUntil: now } });
    await raise();
    expect(await raisedOf(taken)).toMatchObject([{ cause: 'emergency' }]);
  });

  it('is raised and told whole after a kill between the two', async () => {
    const chat = await chatOf(supervisor.id);
    const caseId = await submit({ urgent: true });
    later(5);
    await expect(raiseEscalations({ ...deps, unitOfWork: dyingAfter(0) })).rejects.toThrow('killed');
    expect(await raisedOf(caseId)).toEqual([]);
    expect(await saidTo(container, chat)).toEqual([]);
    await raise();
    expect(await raisedOf(caseId)).toHaveLength(1);
    expect(await saidTo(container, chat)).toHaveLength(1);
  });
});

describe('the digest of supervisors', () => {
  beforeEach(() => begin());

  it('comes once a working day, while the office works, with counts and numbers alone', async () => {
    const chat = await chatOf(supervisor.id);
    const caseId = await submit();
    await submitSensitive({ note: 'Catatan uji yang tersembunyi' });
    const send = () => sendEscalationDigests(deps);
    const texts = async () => (await saidTo(container, chat)).map(({ text }) => text);
    // Nothing waits too long yet: nobody is disturbed.
    expect(await send()).toBe(0);
    at('2026-11-10T03:00');
    await raise();
    expect(await send()).toBe(0);
    at('2026-11-10T07:30');
    await Promise.all([send(), send(), send(), send(), send()]);
    later(6);
    await send();
    const [text = '', ...more] = await texts();
    expect(more).toEqual([]);
    expect(text).toContain('2 laporan');
    expect(text).toContain(await numberOf(caseId));
    expect(text).toContain('Kasus sensitif: 1');
    expect(text.match(/LP-/g)).toHaveLength(1);
    expect(text).not.toMatch(/Uji Contoh|Percobaan|tersembunyi|\d{16}|kekerasan/i);
    // In the evening, on a Saturday: not. On Monday again.
    for (const moment of ['2026-11-10T20:00', '2026-11-14T10:00']) {
      at(moment);
      expect(await send()).toBe(0);
    }
    at('2026-11-16T10:00');
    expect(await send()).toBe(1);
    await escalationsOf(container).handle(supervisor, { caseId, note: '', assignee: null, ip: '' });
    at('2026-11-17T10:00');
    await send();
    expect((await texts()).at(-1)).toMatch(/^1 laporan/);
  });

  it('says nothing of sensitive cases without the grant, nor of other regions', async () => {
    const chat = await chatOf(supervisor.id);
    await container.database.consoleUserGrant.deleteMany({ where: { userId: supervisor.id } });
    await submitSensitive();
    at('2026-11-10T10:00');
    await raise();
    expect(await sendEscalationDigests(deps)).toBe(0);
    await submit();
    at('2026-11-20T10:00');
    await raise();
    await container.database.consoleUserScope.updateMany({
      where: { userId: supervisor.id },
      data: { regionCode: '64.08.18' },
    });
    expect(await sendEscalationDigests(deps)).toBe(0);
    await container.database.consoleUserScope.updateMany({
      where: { userId: supervisor.id },
      data: { regionCode: '64.08' },
    });
    expect(await sendEscalationDigests(deps)).toBe(1);
    expect((await saidTo(container, chat)).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^1 laporan(?!.*sensitif)/is),
    ]);
  });
});

describe('looking after what waited too long', () => {
  beforeEach(() => begin());

  const overdue = async (make: () => Promise<string> = submit) => {
    const caseId = await make();
    at('2026-11-10T09:00');
    await raise();
    return caseId;
  };

  it('is shown to supervisors, and settled once, with who, when and why', async () => {
    const caseId = await overdue();
    const services = escalationsOf(container);
    expect(await services.openCount(supervisor)).toBe(1);
    expect(await services.openCount(await reviewer())).toBe(0);
    const { open } = await services.page(supervisor);
    expect(open).toMatchObject([{ caseId, causes: ['overdue'], due: { daysLeft: -1 } }]);
    const input = { caseId, note: ' Sudah ditelepon. ', assignee: null, ip: '127.0.0.1' };
    const both = await Promise.all([
      services.handle(supervisor, input),
      services.handle(await staff(container, 'supervisor2'), input),
    ]);
    expect(both.map(({ done }) => done).toSorted()).toEqual([false, true]);
    const after = await services.page(supervisor);
    expect(after.open).toEqual([]);
    expect(after.handled).toMatchObject([{ caseId, note: 'Sudah ditelepon.', handledAt: now }]);
    const log = await container.database.accessLog.findMany({ where: { action: 'case.escalation_handled' } });
    expect(log.map(({ subject }) => subject)).toEqual([caseId]);
    const { noteEnc } = (await raisedOf(caseId))[0] ?? {};
    expect(noteEnc).not.toContain('telepon');
  });

  it('gives a report to a reviewer, who is told, keeps it from the others, and loses it with the decision', async () => {
    const caseId = await overdue();
    const services = escalationsOf(container);
    const [first, second] = [await reviewer(), await staff(container, 'verifikator2')];
    const chat = await chatOf(first.id);
    await queueOf(container).take(second, caseId);
    await services.handle(supervisor, { caseId, note: '', assignee: first.id, ip: '' });
    expect((await saidTo(container, chat)).map(({ text }) => text)).toEqual([
      expect.stringContaining(await numberOf(caseId)),
    ]);
    expect(await queueOf(container).takeNext(second, {})).toBeNull();
    const rows = await consoleOf(container).queue(first, {});
    expect(rows.items).toMatchObject([
      { id: caseId, assigned: { me: true }, holder: null, escalated: false },
    ]);
    expect(await queueOf(container).takeNext(first, {})).toBe(caseId);
    await reject(caseId);
    const { assignedToId } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
    expect(assignedToId).toBeNull();
  });

  it('refuses who may not work on it, and keeps from others that there is any', async () => {
    const caseId = await overdue(submitSensitive);
    const services = escalationsOf(container);
    const input = { caseId, note: '', assignee: (await reviewer()).id, ip: '' };
    await expect(services.handle(supervisor, input)).rejects.toMatchObject({
      code: 'input.invalid',
      details: { field: 'assignee' },
    });
    const long = { ...input, assignee: null, note: 'x'.repeat(501) };
    await expect(services.handle(supervisor, long)).rejects.toMatchObject({ details: { field: 'note' } });
    const outsiders: StaffActor[] = [
      await reviewer(),
      { ...supervisor, grants: [] },
      { ...supervisor, regions: ['64.08.18'] },
      { ...supervisor, role: 'admin' },
    ];
    for (const actor of outsiders) {
      await expect(services.handle(actor, input)).rejects.toMatchObject({ code: 'not_found', details: {} });
      await expect(services.handle(actor, { ...input, caseId: uuidv7() })).rejects.toMatchObject({
        code: 'not_found',
        details: {},
      });
      expect(await services.openCount(actor)).toBe(0);
      const { items } = await consoleOf(container)
        .queue(actor, { escalated: true })
        .catch(() => ({ items: [] }));
      expect(items).toEqual([]);
    }
    const mine = await consoleOf(container).queue(supervisor, { escalated: true });
    expect(mine.items).toMatchObject([{ id: caseId, escalated: true }]);
  });

  it('shows which supervisors cannot be told', async () => {
    const chat = await chatOf(supervisor.id);
    await overdue();
    await sendEscalationDigests(deps);
    await container.database.outboundMessage.updateMany({
      where: { contactId: chat },
      data: { state: 'blocked' },
    });
    const { supervisors } = await escalationsOf(container).page(supervisor);
    expect(supervisors.find(({ me }) => me)).toMatchObject({ hasChat: true, last: { state: 'blocked' } });
    expect(supervisors.filter(({ hasChat }) => !hasChat).length).toBeGreaterThan(0);
  });
});

describeOnEachQueue('escalations by the schedule', (backend) => {
  it('are raised and told once by two workers, also when the first of them dies in the middle', async () => {
    await begin({ backend });
    const chat = await chatOf(supervisor.id);
    const late = await submit();
    at(`${addDays('2026-11-09', 1)}T09:00`);
    const urgent = await submit({ urgent: true });
    later(5);
    const second = await openSecondContainer(container);
    const dying = { ...deps, unitOfWork: dyingAfter(0) };
    const handlers = (of: RaiseDeps): ScheduleHandlers =>
      ({
        'escalations.raise': () => raiseEscalations(of),
        'escalations.digest': () => sendEscalationDigests(of),
      }) as unknown as ScheduleHandlers;
    const work = (of: Container, with_: RaiseDeps) =>
      of.backend.worker('uji', 2, {
        process: scheduleProcessor({ handlers: handlers(with_), log: silentLog }),
        onError: () => undefined,
      });
    const lane = container.backend.schedules('uji', () => undefined);
    const first = work(container, dying);
    await lane.keep({ 'escalations.raise': '* * * * * *', 'escalations.digest': '* * * * * *' });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await saidTo(container, chat)).toEqual([]);
    await first.close();
    const others = [work(container, depsOf(container)), work(second, depsOf(second))];
    await expect.poll(async () => (await saidTo(container, chat)).length, { timeout: 15_000 }).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    for (const worker of others) await worker.close();
    await lane.close();
    expect((await saidTo(container, chat)).length).toBe(2);
    expect(await raisedOf(late)).toHaveLength(1);
    expect(await raisedOf(urgent)).toHaveLength(1);
  });
});
