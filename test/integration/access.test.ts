/** Nobody reads or touches a report of another desa, or of another reporter; refusal looks like absence. */
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import type { Effect, Fed } from '../../src/dialogue/types.js';
import type { Report } from '../../src/domain/report/report.js';
import { performIn } from '../../src/usecases/chat/advance.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { openTestContainer } from '../support/container.js';
import { approval, household, pmks, registered, screened, type Sender } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';

interface Target {
  readonly caseId: string;
  readonly number: string;
  readonly desaCode: string;
  readonly ownerId: string;
  readonly report: Report;
}

interface Person {
  readonly reporterId: string;
  readonly regions: readonly string[];
}

const ABSENT = 'LP-2020-00001-O';
const ask: Decision = { type: 'ask_correction', reason: 'unclear', note: 'Uji tanya?', fields: ['name'] };
const reject: Decision = { type: 'reject', reason: 'other', note: 'Uji alasan' };

describe('reporters × desa × reports × commands', () => {
  let container: Container;
  let contact: Sender;
  let desa: readonly string[];
  let targets: readonly Target[];
  const people = trialReporters.map(({ id }) => id);

  beforeAll(async () => {
    container = await openTestContainer();
    contact = await syntheticContact(container);
    const rows = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    const far = rows.find(({ parentCode }) => parentCode !== rows[0]?.parentCode);
    desa = [rows[0]?.code ?? '', rows[1]?.code ?? '', far?.code ?? ''];
    const made: Target[] = [];
    for (const [place, desaCode] of desa.entries()) {
      for (const [n, ownerId] of people.slice(0, 2).entries()) {
        const serial = 10 * place + n;
        made.push(
          await target(
            household(desaCode, { nik: syntheticNik(serial), kk: syntheticKk(serial) }),
            ownerId,
            ask,
          ),
          await target(pmks(desaCode, { nik: syntheticNik(serial + 100) }), ownerId, reject),
        );
      }
      await registered(container, contact, household(desaCode, { nik: syntheticNik(900 + place) }));
    }
    // One that was handed over: its reporter is no longer its owner.
    const [first] = made;
    if (first === undefined) throw new Error('none');
    const heir = people[2] ?? '';
    await container.unitOfWork.run(async (tx) => {
      const head = await tx.cases.lock(first.caseId);
      if (head === null) throw new Error('none');
      const data = { type: 'handed_over', fromReporterId: first.ownerId, toReporterId: heir } as const;
      await tx.cases.append(head, { actor: { kind: 'system', id: null }, at: new Date(), data });
    });
    targets = [{ ...first, ownerId: heir }, ...made.slice(1)];
  });

  async function target(report: Report, ownerId: string, decision: Decision): Promise<Target> {
    const caseId = await screened(container, { ...contact, reporterId: ownerId }, report);
    const actor = await staff(container, 'verifikator');
    const { number } = await decideCase(container, actor, { caseId, version: 2, decision, ip: '' });
    return { caseId, number, desaCode: report.desaCode, ownerId, report };
  }

  const perform = (person: Person, effect: Effect): Promise<Fed | null> =>
    container.unitOfWork.run(async (tx) =>
      performIn(tx)([effect], { ...person, contactId: contact.contactId, now: new Date() }),
    );
  const eventsOf = (caseId: string) => container.database.caseEvent.count({ where: { caseId } });
  /** With the number asked for left out, since that is the asker's own word. */
  const outcome = async (person: Person, effect: Effect, number: string): Promise<string> =>
    JSON.stringify(await perform(person, effect)).replaceAll(number, '#');

  const commands: Readonly<Record<string, (number: string, target: Target) => Effect>> = {
    show: (number) => ({ type: 'show_report', number }),
    correction: (number) => ({ type: 'load_correction', number }),
    withdraw: (number) => ({ type: 'withdraw_report', number, note: 'Uji' }),
    object: (number) => ({ type: 'object_report', number, note: 'Uji sanggah' }),
  };
  const anybody = fc.record({
    reporterId: fc.constantFrom(...people),
    at: fc.subarray([0, 1, 2]),
  });

  it('keeps each to their own', async () => {
    const refused = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        anybody,
        fc.nat({ max: 11 }),
        fc.constantFrom(...Object.keys(commands)),
        async ({ reporterId, at }, which, command) => {
          const person = { reporterId, regions: at.map((place) => desa[place] ?? '') };
          const one = targets[which];
          const effectOf = commands[command];
          if (one === undefined || effectOf === undefined) throw new Error('none');
          const inReach = person.regions.includes(one.desaCode);
          const allowed = inReach && (command === 'object' || one.ownerId === reporterId);
          const before = await eventsOf(one.caseId);
          const told = await outcome(person, effectOf(one.number, one), one.number);
          const absent = await outcome(person, effectOf(ABSENT, one), ABSENT);
          if (!allowed) {
            refused.set(command, (refused.get(command) ?? 0) + 1);
            expect(told).toBe(absent);
            expect(await eventsOf(one.caseId)).toBe(before);
          } else if (command !== 'correction') {
            expect(told).not.toBe(absent);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect([...refused.keys()].toSorted()).toEqual(Object.keys(commands).toSorted());
  });

  it('lists and looks up no more than one’s reach', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, fc.nat({ max: 11 }), async ({ reporterId, at }, which) => {
        const person = { reporterId, regions: at.map((place) => desa[place] ?? '') };
        const fed = await perform(person, { type: 'list_reports' });
        const numbers = fed?.type === 'reports' ? fed.items.map(({ number }) => number) : [];
        const own = targets.filter(
          (one) => one.ownerId === reporterId && person.regions.includes(one.desaCode),
        );
        const listed = targets.filter(({ number }) => numbers.includes(number));
        expect(listed.map(({ number }) => number).toSorted()).toEqual(
          own.map(({ number }) => number).toSorted(),
        );
        const one = targets[which];
        if (one === undefined) throw new Error('none');
        const { nik, kk } = one.report;
        const found = await perform(person, { type: 'look_up', nik, kk });
        if (found?.type !== 'looked_up') throw new Error('not looked up');
        if (!person.regions.includes(one.desaCode)) {
          expect(JSON.stringify(found)).not.toMatch(/Uji|LP-|DP-|64\.08/);
        }
        for (const match of found.matches) {
          expect(match.own || Object.keys(match).toSorted().join() === 'by,own,what').toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes no correction and no report for a desa or from a reporter that it is not of', async () => {
    await fc.assert(
      fc.asyncProperty(
        anybody,
        fc.nat({ max: 11 }),
        fc.constantFrom(0, 1, 2),
        async ({ reporterId, at }, which, place) => {
          const person = { reporterId, regions: at.map((one) => desa[one] ?? '') };
          const one = targets[which];
          const desaCode = desa[place] ?? '';
          if (one === undefined) throw new Error('none');
          const { caseId, number } = one;
          const answers = { ...one.report, desaCode };
          const draftId = uuidv7();
          const send = (id: string) =>
            perform(person, { type: 'resubmit_report', draftId, caseId: id, number, answers }).then(
              (fed) => JSON.stringify(fed),
              (error: unknown) => (error as { code?: string }).code ?? String(error),
            );
          const before = await eventsOf(caseId);
          const row = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
          const absent = await send(uuidv7());
          const told = await send(caseId);
          const own = one.ownerId === reporterId && person.regions.includes(row.desaCode);
          if (!own || !person.regions.includes(desaCode)) {
            expect(told).toBe(absent);
            expect(await eventsOf(caseId)).toBe(before);
          }
          if (!person.regions.includes(desaCode)) {
            const { kind } = answers;
            await expect(
              perform(person, { type: 'submit_report', draftId, kind, answers }),
            ).rejects.toMatchObject({
              code: 'not_found',
            });
            expect(await container.database.case.count({ where: { draftId } })).toBe(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets an approval be objected to by the desa’s other reporter, who cannot read it', async () => {
    const caseId = await screened(container, contact, household(desa[0] ?? ''));
    const actor = await staff(container, 'verifikator');
    const { number } = await decideCase(container, actor, { caseId, version: 2, decision: approval, ip: '' });
    const neighbour = { reporterId: people[1] ?? '', regions: [desa[0] ?? ''] };
    expect(await perform(neighbour, { type: 'show_report', number })).toMatchObject({ report: null });
    expect(await perform(neighbour, { type: 'object_report', number, note: 'Uji' })).toMatchObject({
      type: 'objected',
    });
  });
});
