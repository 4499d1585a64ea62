/** The overview's sums against the events that they are made of. */
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { CaseEvent, CaseEventData } from '../../src/domain/case/events.js';
import { usualWeekdays, workingDayAfter } from '../../src/domain/working-days.js';
import { presets } from '../../src/domain/overview/period.js';
import { addDays } from '../../src/domain/time.js';
import { waitClass } from '../../src/domain/overview/tally.js';
import { builtInSensitive } from '../../src/domain/pmks/categories.js';
import { reportKinds, type Report, type ReportKind } from '../../src/domain/report/report.js';
import { overviewOf } from '../../src/parts.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { countAllEvents, countEvents } from '../../src/usecases/overview/count-events.js';
import type { OverviewFilter, OverviewServices } from '../../src/usecases/overview/services.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import { syntheticKinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';

const now = new Date('2026-11-25T04:00:00Z');
const today = '2026-11-25';
const DAY_MS = 86_400_000;
const timeZone = 'Asia/Makassar';
// By another way than the service's own.
const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const dayOf = (at: Date) => clock.format(at);
const desaCodes = ['64.08.01.2001', '64.08.01.2002', '64.08.10.2001', '64.08.12.1002'];
const kecamatanOf = (desa: string) => desa.slice(0, 8);

interface Plan {
  readonly kind: ReportKind;
  readonly desa: number;
  readonly categories: readonly string[];
  /** What happens after each other, and after how many hours. */
  readonly steps: readonly {
    readonly what: 'go' | 'correct' | 'reject' | 'withdraw';
    readonly hours: number;
  }[];
  readonly movesTo: number;
  readonly by: number;
  readonly ageDays: number;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom(...reportKinds),
  desa: fc.nat(desaCodes.length - 1),
  categories: fc.subarray(['03', '08', '09', '16', '18', '24'], { minLength: 1, maxLength: 3 }),
  steps: fc.array(
    fc.record({
      what: fc.constantFrom('go', 'go', 'go', 'correct', 'reject', 'withdraw'),
      hours: fc.nat(24 * 12),
    }),
    { maxLength: 6 },
  ),
  movesTo: fc.nat(desaCodes.length - 1),
  by: fc.nat(1),
  ageDays: fc.double({ min: 0, max: 420, noNaN: true }),
});

describe('the overview', { timeout: 120_000 }, () => {
  let container: Container;
  let services: OverviewServices;
  let by: { reporterId: string; contactId: string };
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  let n = 0;

  beforeAll(async () => {
    container = await openTestContainer({ clock: { now: () => now } });
    services = overviewOf(container);
    by = await syntheticContact(container);
    reviewer = await staff(container, 'verifikator');
    supervisor = await staff(container, 'supervisor');
  });

  const count = () => countAllEvents({ unitOfWork: container.unitOfWork, timeZone });

  const answersOf = ({ kind, desa, categories }: Plan): Report => {
    n += 1;
    const all = Object.values(syntheticKinds(desaCodes[desa] ?? '')) as Report[];
    const answers = all.find((one) => one.kind === kind);
    if (answers === undefined) throw new Error('no such kind');
    const numbered = { ...answers, nik: syntheticNik(n), kk: syntheticKk(n) } as Report;
    return numbered.kind === 'pmks_case' ? { ...numbered, categories: [...categories] } : numbered;
  };

  /** Lives through its plan; what would lie in the future does not happen. */
  async function live(life: Plan): Promise<void> {
    const answers = answersOf(life);
    let at = new Date(now.getTime() - life.ageDays * DAY_MS);
    await container.unitOfWork.run(async (tx) => {
      const created = await tx.cases.create({ draftId: uuidv7(), kind: answers.kind, ...by, answers, at });
      let { head } = created;
      for (const { what, hours } of life.steps) {
        at = new Date(at.getTime() + hours * 3_600_000);
        if (at > now) return;
        const data = next(head.state, what, { ...answers, desaCode: desaCodes[life.movesTo] ?? '' });
        if (data === null) return;
        const user = [reviewer, supervisor][life.by] ?? reviewer;
        const decides = ['approved', 'rejected', 'correction_requested'].includes(data.type);
        const actor = decides
          ? ({ kind: 'user', id: user.id } as const)
          : ({ kind: 'reporter', id: by.reporterId } as const);
        ({ head } = await tx.cases.append(head, { actor, at, data }));
      }
    });
  }

  function next(state: string, what: Plan['steps'][number]['what'], moved: Report): CaseEventData | null {
    if (['approved', 'rejected', 'registered', 'withdrawn'].includes(state)) return null;
    if (what === 'withdraw') return { type: 'withdrawn', note: '' };
    if (state === 'needs_correction') return { type: 'resubmitted', answers: moved };
    if (state !== 'in_review') return { type: 'screened', duplicates: 0 };
    if (what === 'reject') return { type: 'rejected', reason: 'other', note: 'Uji' };
    if (what === 'correct')
      return { type: 'correction_requested', reason: 'unclear', note: 'Uji', fields: [] };
    return { type: 'approved', note: '' };
  }

  const histories = async (): Promise<readonly (readonly CaseEvent[])[]> => {
    const rows = await container.database.case.findMany({ select: { id: true } });
    return Promise.all(rows.map(({ id }) => container.unitOfWork.run((tx) => tx.cases.events(id))));
  };

  /** All that happened to a case up to and with an event, told anew from the beginning. */
  function standing(events: readonly CaseEvent[]) {
    let answers: Report | null = null;
    let waits = false;
    let corrected = false;
    for (const { data } of events) {
      if ('answers' in data) answers = data.answers;
      if (data.type === 'correction_requested') corrected = true;
      if (['submitted', 'screened', 'resubmitted'].includes(data.type)) waits = true;
      if (['correction_requested', 'approved', 'rejected', 'withdrawn'].includes(data.type)) waits = false;
    }
    if (answers === null) throw new Error('no answers');
    return { answers, waits, corrected };
  }

  type Standing = ReturnType<typeof standing>;

  /** Numbers as somebody would count them who reads every history. */
  function recount(
    all: readonly (readonly CaseEvent[])[],
    { from, to }: { from: string; to: string },
    counts: (one: Standing, event: CaseEvent) => boolean,
  ) {
    const within = ({ at }: CaseEvent) => dayOf(at) >= from && dayOf(at) <= to;
    const happened = all.flatMap((events) =>
      events.map((event, at) => ({
        event,
        first: events[0]?.at ?? now,
        ...standing(events.slice(0, at + 1)),
      })),
    );
    const chosen = happened.filter((one) => within(one.event) && counts(one, one.event));
    const ofType = (...types: string[]) => chosen.filter(({ event }) => types.includes(event.data.type));
    const decisions = ofType('approved', 'rejected');
    const waits = decisions.map(({ event, first }) => waitClass(first, event.at)).toSorted((a, b) => a - b);
    const at = (share: number) => waits[Math.ceil(share * waits.length) - 1] ?? null;
    return {
      received: ofType('submitted').length,
      decided: decisions.length,
      approved: ofType('approved').length,
      sentBack: decisions.filter(({ corrected }) => corrected).length,
      median: at(0.5),
      p90: at(0.9),
    };
  }

  function waitingAt(
    all: readonly (readonly CaseEvent[])[],
    day: string,
    counts: (one: Standing) => boolean,
    isMeant: (until: readonly CaseEvent[]) => boolean = () => true,
  ): number {
    return all.filter((events) => {
      const until = events.filter(({ at }) => dayOf(at) <= day);
      if (until.length === 0 || !isMeant(until)) return false;
      const one = standing(until);
      return one.waits && counts(one);
    }).length;
  }

  /** Five working days after it was last sent. */
  function isLate(events: readonly CaseEvent[]): boolean {
    const sent = events.findLast(({ data }) => 'answers' in data)?.at ?? now;
    const { timeZone } = container.config;
    const calendar = { timeZone, weekdays: new Set(usualWeekdays), holidays: new Set<string>() };
    return workingDayAfter(calendar, dayOf(sent), 5) < today;
  }

  const asked = fc.record({
    regions: fc.subarray(['64.08', '64.08.01', '64.08.10'], { minLength: 1 }),
    filter: fc.record({
      preset: fc.constantFrom(...presets),
      range: fc.option(fc.tuple(fc.nat(500), fc.nat(400)), { nil: null }),
      kecamatan: fc.constantFrom(undefined, undefined, '64.08.01', '64.08.12'),
      kind: fc.constantFrom(undefined, undefined, ...reportKinds),
    }),
  });

  it('tells what reading all histories tells, whatever happened and whatever is asked', async () => {
    const questions = fc.array(asked, { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(plan, { minLength: 8, maxLength: 14 }), questions, async (lives, asks) => {
        for (const life of lives) await live(life);
        await count();
        const all = await histories();
        for (const { regions, filter } of asks) await compare(all, regions, filter);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  async function compare(
    all: readonly (readonly CaseEvent[])[],
    regions: readonly string[],
    { range, ...filter }: { readonly range: [number, number] | null } & OverviewFilter,
  ): Promise<void> {
    const actor = { ...supervisor, regions };
    const own =
      range === null ? {} : { from: addDays(today, -range[0] - range[1]), to: addDays(today, -range[0]) };
    const view = await services.overview(actor, { ...filter, ...own });
    const seen = ({ answers }: Standing) =>
      regions.some((region) => answers.desaCode.startsWith(`${region}.`)) &&
      (filter.kecamatan === undefined || kecamatanOf(answers.desaCode) === filter.kecamatan) &&
      (filter.kind === undefined || answers.kind === filter.kind);
    expect(view.totals).toEqual(recount(all, view.period, seen));
    expect(view.totalsBefore).toEqual(recount(all, view.before, seen));
    expect(view.now).toEqual({
      waiting: waitingAt(all, today, seen),
      late: waitingAt(all, today, seen, isLate),
      waitingBefore: waitingAt(all, view.before.to, seen),
    });
    let last = addDays(view.period.from, -1);
    for (const point of view.trend.points) {
      const { received, decided } = recount(all, { from: addDays(last, 1), to: point.day }, seen);
      const waiting = waitingAt(all, point.day, seen);
      expect(point).toEqual({ day: point.day, waiting, received, decided });
      last = point.day;
    }
    for (const [lines, placeOf] of [
      [view.kecamatan, (answers: Report) => kecamatanOf(answers.desaCode)],
      [view.desa, (answers: Report) => answers.desaCode],
      [view.kinds, (answers: Report) => answers.kind],
    ] as const) {
      for (const { code, name: _name, waiting, late, ...measures } of lines) {
        const here = (one: Standing) => seen(one) && placeOf(one.answers) === code;
        expect(measures).toEqual(recount(all, view.period, here));
        expect({ waiting, late }).toEqual({
          waiting: waitingAt(all, today, here),
          late: waitingAt(all, today, here, isLate),
        });
      }
      const sum = (part: 'waiting' | 'received' | 'decided') =>
        lines.reduce((total, line) => total + (line[part] ?? 0), 0);
      expect([sum('waiting'), sum('received'), sum('decided')]).toEqual([
        view.now.waiting,
        view.totals.received,
        view.totals.decided,
      ]);
    }
    const has = (code: string) => (one: Standing) =>
      seen(one) && one.answers.kind === 'pmks_case' && one.answers.categories.includes(code);
    for (const { code, name: _name, ...measures } of view.categories) {
      expect(measures).toEqual(recount(all, view.period, has(code)));
    }
    for (const code of ['03', '08', '09', '16', '18', '24']) {
      const { received, decided } = recount(all, view.period, has(code));
      expect(view.categories.some((line) => line.code === code)).toBe(received + decided > 0);
    }
    for (const { code, name, ...measures } of view.reviewers ?? []) {
      expect(name).not.toBe('');
      const mine = (one: Standing, event: CaseEvent) => seen(one) && event.actor.id === code;
      const { decided, approved, median } = recount(all, view.period, mine);
      expect(measures).toMatchObject({ decided, approved, median });
    }
  }

  it('counts each event once, also when two count at once and when a count is undone', async () => {
    const sums = () =>
      container.database.overviewTally.aggregate({
        where: { dimension: 'desa', grain: 'd' },
        _sum: { received: true, decided: true },
      });
    await count();
    const { _sum: before } = await sums();
    for (let i = 0; i < 20; i += 1) {
      const steps = ['go', 'go'].map(() => ({ what: 'go' as const, hours: 1 }));
      await live({ kind: 'data_update', desa: 0, categories: [], steps, movesTo: 0, by: 0, ageDays: 2 });
    }
    const other = await openSecondContainer(container);
    const failing = container.unitOfWork.run(async (tx) => {
      await countEvents({ unitOfWork: { run: (work) => work(tx) }, timeZone }, 10);
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    for (;;) {
      await Promise.all([container, other].map(({ unitOfWork }) => countEvents({ unitOfWork, timeZone }, 7)));
      if ((await container.database.overviewUncounted.count()) === 0) break;
    }
    const { _sum: after } = await sums();
    expect([after.received, after.decided]).toEqual([
      (before.received ?? 0) + 20,
      (before.decided ?? 0) + 20,
    ]);
    expect(await count()).toBe(0);
  });

  it('counts what was not counted when it is looked at, and says so where too much is left', async () => {
    await live({ kind: 'data_update', desa: 0, categories: [], steps: [], movesTo: 0, by: 0, ageDays: 0 });
    const [row] = (await services.overview(supervisor, { preset: 'this_month' })).trend.points.slice(-1);
    expect(row?.received).toBeGreaterThan(0);
    await container.database.$executeRaw`
      INSERT INTO overview_uncounted SELECT id, case_id FROM case_event LIMIT 150`;
    expect((await services.overview(supervisor, { preset: 'this_month' })).uncounted).toBeGreaterThan(0);
    await container.database.overviewUncounted.deleteMany();
  });

  it('tells of sensitive categories only together, and not of few, to those who may not see them', async () => {
    const filter = { preset: 'year', kecamatan: '64.08.09' } as const;
    const report = (categories: readonly string[]) => {
      const life = { kind: 'pmks_case', desa: 0, movesTo: 0, by: 0, ageDays: 3 } as const;
      const answers = { ...answersOf({ ...life, categories, steps: [] }), desaCode: '64.08.09.2001' };
      return container.unitOfWork.run((tx) =>
        tx.cases.create({
          draftId: uuidv7(),
          kind: 'pmks_case',
          ...by,
          answers,
          at: new Date(now.getTime() - 3),
        }),
      );
    };
    for (const categories of [['03', '16'], ['18'], ['16'], ['03'], ['08']]) await report(categories);
    const told = async (actor: StaffActor) =>
      (await services.overview(actor, filter)).categories.map(({ code, received }) => [code, received]);
    expect(await told(supervisor)).toEqual([
      ['03', 2],
      ['16', 2],
      ['08', 1],
      ['18', 1],
    ]);
    expect(await told(reviewer)).toEqual([
      ['08', 1],
      ['sensitive', null],
    ]);
    await report(['19']);
    const lines = await told(reviewer);
    expect(lines).toEqual([
      ['sensitive', 5],
      ['08', 1],
    ]);
    expect(lines.some(([code]) => builtInSensitive.has(String(code)))).toBe(false);
  });

  it('compares reviewers for supervisors only, and is not there for an admin', async () => {
    expect((await services.overview(reviewer, { preset: 'year' })).reviewers).toBeNull();
    expect((await services.overview(supervisor, { preset: 'year' })).reviewers).not.toEqual([]);
    const admin = await staff(container, 'admin');
    await expect(services.overview(admin, { preset: 'year' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes days the wrong way round and to come, and says of others that they are none', async () => {
    const ask = (from?: string, to?: string) =>
      services.overview(supervisor, { preset: 'last_month', from, to });
    expect(await ask('2026-11-30', '2026-11-02')).toMatchObject({
      period: { from: '2026-11-02', to: today },
      preset: null,
      fault: null,
    });
    const usual = { from: '2026-10-01', to: '2026-10-31' };
    expect(await ask(usual.from, usual.to)).toMatchObject({ preset: 'last_month', fault: null });
    for (const [from, to] of [
      ['2026-02-30', today],
      [undefined, today],
      ['kemarin', 'besok'],
    ] as const) {
      expect(await ask(from, to)).toMatchObject({ period: usual, preset: 'last_month', fault: 'not_days' });
    }
    expect(await ask('2001-01-01', today)).toMatchObject({ period: usual, fault: 'too_long' });
  });
});
