/** What the queue lists under each filter, order and search, and how far it counts. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { consoleOf } from '../../src/parts.js';
import type { ConsoleServices, QueueFilter, StaffActor } from '../../src/usecases/console-services.js';
import { openTestContainer } from '../support/container.js';
import { submitKind, syntheticKinds, syntheticMember, type Kinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';

const day = (date: string) => new Date(`${date}T02:00:00Z`);

describe('the queue', () => {
  let container: Container;
  let services: ConsoleServices;
  let kinds: Kinds;
  let by: Awaited<ReturnType<typeof syntheticContact>>;
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  const cases = new Map<string, string>();

  beforeAll(async () => {
    container = await openTestContainer({ clock: { now: () => day('2026-11-25') } });
    services = consoleOf(container);
    by = await syntheticContact(container);
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    kinds = syntheticKinds(desa.code);
    reviewer = await staff(container, 'verifikator');
    supervisor = await staff(container, 'supervisor');
    const adult = { ...kinds.household, kk: null, members: [] };
    const child = { ...syntheticMember, nik: null, birthDate: '2024-01-01' };
    const sent: readonly (readonly [string, Report, string])[] = [
      ['plain', { ...adult, name: 'Uji Biasa' }, '2026-11-20'],
      ['child', { ...adult, name: 'Uji Balita', members: [child] }, '2026-11-22'],
      ['homeless', { ...adult, name: 'Uji Tanpa Rumah', indicators: ['no_fixed_home'] }, '2026-11-23'],
      ['urgent', { ...adult, name: 'Uji Darurat', urgent: true }, '2026-11-24'],
      [
        'old',
        { ...kinds.person, kk: null, name: 'Uji Lansia', categories: ['08'], disability: null },
        '2026-11-02',
      ],
      [
        'secret',
        {
          ...kinds.person,
          kk: null,
          name: 'Uji Rahasia',
          categories: ['08', '16'],
          disability: null,
          note: null,
        },
        '2026-11-21',
      ],
    ];
    for (const [index, [name, answers, date]] of sent.entries()) {
      const own = { ...answers, nik: syntheticNik(700 + index) } as Report;
      cases.set(name, await submitKind(container, by, own, day(date)));
    }
    const twin = { ...adult, name: 'Uji Kembar', nik: syntheticNik(700), kk: syntheticKk(700) };
    cases.set('twin', await submitKind(container, by, twin, day('2026-11-25')));
  });

  const names = async (actor: StaffActor, filter: QueueFilter) => {
    const { items } = await services.queue(actor, filter);
    return items.map(({ id }) => [...cases].find(([, caseId]) => caseId === id)?.[0]);
  };

  it('stands in the order of its reasons and of waiting', async () => {
    // old: 2 − 3; homeless: 23 − 5; secret, by its elderly: 21 − 3; child: 22 − 3; plain: 20.
    const byPriority = ['urgent', 'old', 'homeless', 'secret', 'child', 'plain', 'twin'];
    expect(await names(supervisor, {})).toEqual(byPriority);
    const oldest = ['old', 'plain', 'secret', 'child', 'homeless', 'urgent', 'twin'];
    expect(await names(supervisor, { sort: 'oldest' })).toEqual(oldest);
    expect(await names(supervisor, { sort: 'newest' })).toEqual(oldest.toReversed());
    expect((await names(supervisor, { sort: 'due' }))[0]).toBe('old');
  });

  it('tells the reasons and the days left; of a concealed case neither more than it is', async () => {
    const rows = (await services.queue(reviewer, {})).items;
    const row = (name: string) => rows.find(({ id }) => id === cases.get(name));
    expect(row('urgent')).toMatchObject({ priority: ['urgent'], due: { on: '2026-12-01', daysLeft: 4 } });
    expect(row('old')).toMatchObject({
      priority: ['elderly_alone', 'long_wait'],
      due: { on: '2026-11-09', daysLeft: -12 },
    });
    expect(row('secret')).toMatchObject({ priority: [], due: { on: '2026-11-27', daysLeft: 2 } });
    const view = await services.caseById(reviewer, cases.get('old') ?? '', '');
    expect(view).toMatchObject({ priority: ['elderly_alone', 'long_wait'], due: { daysLeft: -12 } });
    expect(await services.caseById(reviewer, cases.get('secret') ?? '', '')).toMatchObject({ priority: [] });
  });

  it.each<[QueueFilter, readonly string[]]>([
    [{ kind: 'pmks_case' }, ['old', 'secret']],
    // The category of a sensitive case narrows nothing, whoever asks.
    [{ category: '08' }, ['old']],
    [{ category: '16' }, []],
    [{ age: 'late' }, ['old']],
    [{ age: 3 }, ['old', 'secret', 'child', 'plain']],
    [{ age: 14 }, ['old']],
    [{ duplicates: true }, ['twin']],
    [{ photos: true }, []],
    [{ receivedFrom: '2026-11-22', receivedTo: '2026-11-23' }, ['homeless', 'child']],
    [{ receivedTo: '2026-11-02' }, ['old']],
    [{ receivedFrom: '2026-11-26' }, []],
    [{ decidedFrom: '2026-01-01' }, []],
    [{ q: 'balita' }, ['child']],
    [{ q: '100%' }, []],
    [{ q: 'Pelapor Uji' }, ['urgent', 'old', 'homeless', 'secret', 'child', 'plain', 'twin']],
    [{ q: syntheticNik(700) }, ['plain', 'twin']],
    [{ q: `${syntheticKk(700).slice(0, 8)} ${syntheticKk(700).slice(8)}` }, ['twin']],
    [{ q: syntheticNik(700).slice(0, 12) }, []],
  ])('under %o lists %o', async (filter, wanted) => {
    expect(await names(supervisor, filter)).toEqual(wanted);
    const { total } = await services.queue(supervisor, filter);
    expect(total).toBe(wanted.length);
  });

  it('finds nobody by what the searcher may not know', async () => {
    expect(await names(reviewer, { q: 'rahasia' })).toEqual([]);
    expect(await names(reviewer, { q: syntheticNik(705) })).toEqual([]);
    expect(await names(reviewer, { q: 'Pelapor Uji' })).not.toContain('secret');
    expect(await names(supervisor, { q: 'rahasia' })).toEqual(['secret']);
  });

  it('counts days by the office’s clock, and what was decided by the day of the decision', async () => {
    const id = cases.get('plain') ?? '';
    const on20 = { receivedFrom: '2026-11-20', receivedTo: '2026-11-20' };
    for (const [at, listed] of [
      ['2026-11-19T15:59:59.999Z', false],
      ['2026-11-19T16:00:00.000Z', true],
      ['2026-11-20T15:59:59.999Z', true],
      ['2026-11-20T16:00:00.000Z', false],
    ] as const) {
      await container.database.case.update({ where: { id }, data: { submittedAt: new Date(at) } });
      expect((await names(supervisor, on20)).includes('plain')).toBe(listed);
    }
    const decision = { type: 'reject', reason: 'other', note: 'Uji' } as const;
    await services.decide(supervisor, { caseId: id, version: 2, decision, ip: '' });
    const decided = (from: string, to: string) =>
      names(supervisor, { state: 'all', decidedFrom: from, decidedTo: to });
    expect(await decided('2026-11-25', '2026-11-25')).toEqual(['plain']);
    expect(await decided('2026-11-01', '2026-11-24')).toEqual([]);
    expect(await decided('2026-11-26', '2026-11-30')).toEqual([]);
    const { total } = await services.queue(supervisor, { state: 'all', decidedFrom: '2026-11-25' });
    expect(total).toBe(1);
  });

  it('finds no duplicate of what the actor may not know, and counts none', async () => {
    const answers = { ...kinds.household, kk: null, members: [], name: 'Uji Sama', nik: syntheticNik(705) };
    cases.set('shadow', await submitKind(container, by, answers, day('2026-11-25')));
    const duplicates = async (actor: StaffActor) =>
      (await services.queue(actor, {})).items.find(({ id }) => id === cases.get('shadow'))?.duplicateCount;
    expect(await names(supervisor, { duplicates: true })).toEqual(['twin', 'shadow']);
    expect(await names(reviewer, { duplicates: true })).toEqual(['twin']);
    expect(await duplicates(supervisor)).toBe(1);
    expect(await duplicates(reviewer)).toBe(0);
  });
});
