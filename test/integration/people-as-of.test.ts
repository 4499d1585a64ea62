/** A person's file, of any day and as the office knew it at any moment. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Source } from '../../src/domain/import/sources.js';
import type { PersonFile } from '../../src/domain/people/person-file.js';
import { officeDay } from '../../src/domain/working-days.js';
import { peopleOf } from '../../src/parts.js';
import { mergePeople, undoMerge } from '../../src/storage/matching/pairs.js';
import { PgPeopleReader } from '../../src/storage/people/reader.js';
import { revertImport } from '../../src/usecases/source-import/import-file.js';
import { openTestContainer } from '../support/container.js';
import { household, ineligible, member, pmks, registered, update, type Sender } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { sourceRow, type Line } from '../support/source-rows.js';
import { takeSource } from '../support/take-source.js';

const desa = '64.08.04.1010';
const START = Date.parse('2026-01-10T01:00:00Z');
const HOUR = 3_600_000;

describe('the file of a person', () => {
  let container: Container;
  let reader: PgPeopleReader;
  let by: Sender;
  let now = START;
  const tick = (hours = 1) => new Date((now += hours * HOUR));

  beforeAll(async () => {
    container = await openTestContainer({ clock: { now: () => new Date(now) } });
    reader = new PgPeopleReader(container.storage, container.config.timeZone);
    by = await syntheticContact(container);
  });

  const take = (source: Source, asOf: string, rows: readonly Line[], whole = false) =>
    takeSource(container, { source, asOf, whole }, rows);
  const idOf = async (n: number) => {
    const nikMac = container.storage.index.mac('nik', syntheticNik(n));
    return (await container.database.person.findUniqueOrThrow({ where: { nikMac } })).id;
  };
  const allIds = async () =>
    (await container.database.person.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);

  const merge = (one: string, other: string) =>
    container.database.$transaction((db) =>
      mergePeople(
        { ...container.storage, db },
        { one, other, told: null, by: null, pairId: null, at: new Date(now) },
      ),
    );
  const undoLast = async () => {
    const { id: user } = await staff(container, 'supervisor');
    const last = await container.database.personMerge.findFirst({
      where: { undoneAt: null },
      orderBy: { mergedAt: 'desc' },
    });
    if (last === null) return;
    const undone = { mergeId: last.id, by: user, at: new Date(now) };
    await container.database.$transaction((db) => undoMerge({ ...container.storage, db }, undone));
  };

  it('joins what each source says, by day and by what was known', async () => {
    tick();
    await take('DTSEN', '2026-01-01', [sourceRow(101, { desil: 2, kk: syntheticKk(101) })]);
    await take('P3KE', '2026-01-05', [
      sourceRow(101, {
        desil: 1,
        verification: { on: '2026-01-04', by: 'Uji Petugas', result: 'layak' },
      }),
    ]);
    const before = tick();
    tick();
    const later = await take('DTSEN', '2026-03-01', [sourceRow(101, { desil: 6, kk: syntheticKk(101) })]);
    const after = tick();
    const id = await idOf(101);
    const desil = async (on: string, known: Date) =>
      (await reader.peopleAsOf([id], { on, known }))[0]?.desil.map(
        (one) => `${one.source} ${String(one.desil)}`,
      );
    expect(await desil('2026-03-15', before)).toEqual(['DTSEN 2', 'P3KE 1']);
    expect(await desil('2026-02-15', after)).toEqual(['DTSEN 2', 'P3KE 1']);
    expect(await desil('2026-03-01', after)).toEqual(['DTSEN 6', 'P3KE 1']);
    expect(await desil('2025-12-31', after)).toEqual([]);
    expect(await reader.peopleAsOf([id], { on: '2026-03-01', known: new Date(START - HOUR) })).toEqual([]);
    tick();
    await revertImport(container, { id: later, by: null });
    const reverted = tick();
    expect(await desil('2026-03-01', reverted)).toEqual(['DTSEN 2', 'P3KE 1']);
    expect(await desil('2026-03-01', after)).toEqual(['DTSEN 6', 'P3KE 1']);
    const [file] = await reader.peopleAsOf([id], 'now');
    expect(file).toMatchObject({
      nik: syntheticNik(101),
      kk: { value: syntheticKk(101), of: 'DTSEN' },
      desa: { value: desa, of: 'P3KE' },
      sources: [
        { source: 'DTSEN', verified: false, since: '2026-01-01' },
        { source: 'P3KE', verified: true, said: { verification: { by: 'Uji Petugas' } } },
      ],
    });
  });

  it('has the household, the indicators and who approved them, until the person has left', async () => {
    tick();
    const kk = syntheticKk(111);
    const report = { kk, nik: syntheticNik(111), indicators: ['no_latrine'] };
    await registered(
      container,
      by,
      household(desa, { ...report, members: [member('Uji Anak', { nik: syntheticNik(112) })] }),
    );
    const then = tick();
    const [head, child] = [await idOf(111), await idOf(112)];
    const [file] = await reader.peopleAsOf([child], 'now');
    expect(file).toMatchObject({
      kk: { value: kk, of: 'PEMDA' },
      desa: { value: desa, of: 'PEMDA' },
      entries: [
        { status: 'active', personId: null, versions: [{ approvedBy: expect.any(String) as string }] },
      ],
      households: [{ relation: 'child', to: null }],
      indicators: { ids: ['no_latrine'], ruleSet: { version: 1 } },
    });
    tick(24 * 60);
    const known = new Date(now);
    await registered(
      container,
      by,
      update(desa, 'died', { kk, nik: syntheticNik(112), name: 'Uji Anak', since: '2026-02-01' }),
    );
    const learnt = tick();
    const of = async (id: string, on: string, at: Date) =>
      (await reader.peopleAsOf([id], { on, known: at }))[0];
    expect((await of(child, '2026-02-15', learnt))?.entries).toEqual([]);
    expect((await of(child, '2026-02-15', learnt))?.households).toMatchObject([
      { to: new Date('2026-02-01') },
    ]);
    expect((await of(child, '2026-01-20', learnt))?.entries).toHaveLength(1);
    expect((await of(child, '2026-02-15', new Date(known.getTime() - HOUR)))?.entries).toHaveLength(1);
    expect((await of(head, '2026-02-15', then))?.entries[0]?.version).toBe(1);
  });

  it('knows since when an entry is no longer eligible, from the day that was said', async () => {
    tick();
    const nik = syntheticNik(121);
    await registered(container, by, pmks(desa, { nik, categories: ['08'] }));
    tick(24 * 90);
    const before = new Date(now - HOUR);
    await registered(container, by, ineligible(desa, { nik, since: '2026-05-01' }));
    const id = await idOf(121);
    const status = async (on: string, known: Date) =>
      (await reader.peopleAsOf([id], { on, known }))[0]?.entries[0]?.status;
    expect(await status('2026-04-30', new Date(now))).toBe('active');
    expect(await status('2026-05-01', new Date(now))).toBe('ineligible');
    expect(await status('2026-05-01', before)).toBe('active');
  });

  it('takes two who were called the same for one, and apart again', async () => {
    tick();
    await take('DTSEN', '2026-01-01', [sourceRow(131), sourceRow(132)]);
    const apart = tick();
    const [a, b] = [await idOf(131), await idOf(132)];
    tick();
    await merge(b, a);
    const one = tick();
    const files = async (known: Date | 'now') =>
      (await reader.peopleAsOf([b, a], known === 'now' ? 'now' : { on: '2026-02-01', known })).map(
        ({ id, sources }) => `${id} ${String(sources.length)}`,
      );
    expect(await files('now')).toEqual([`${a} 2`]);
    tick();
    await undoLast();
    tick();
    expect(await files('now')).toEqual([`${b} 1`, `${a} 1`]);
    expect(await files(one)).toEqual([`${a} 2`]);
    expect(await files(apart)).toEqual([`${b} 1`, `${a} 1`]);
  });

  it('shows a family as it was on a day, to who may see it now', async () => {
    tick();
    const [kk, kkBefore] = [syntheticKk(141), syntheticKk(149)];
    const on = (at: Date) => officeDay(container.config, at);
    const first = await take('DTSEN', on(new Date(now)), [sourceRow(143, { kk: kkBefore })]);
    tick(24 * 30);
    const [baby, son] = [
      member('Uji Bayi', { nik: syntheticNik(142) }),
      member('Uji Putra', { nik: syntheticNik(143) }),
    ];
    const report = { kk, nik: syntheticNik(141), name: 'Uji Ibu' };
    const { id: entryId } = await registered(container, by, household(desa, { ...report, members: [baby] }));
    const alone = on(new Date(now));
    tick(24 * 30);
    const second = await take('DTSEN', on(new Date(now)), [sourceRow(143, { kk, name: son.name })]);
    await registered(
      container,
      by,
      update(desa, 'died', { kk, nik: syntheticNik(142), name: baby.name, since: on(new Date(now)) }),
    );
    tick(24 * 30);
    const people = peopleOf(container);
    const actor = { ...(await staff(container, 'supervisor')), regions: ['64.08'] };
    const { householdId } = await container.database.registryEntry.findUniqueOrThrow({
      where: { id: entryId },
    });
    const of = { householdId: householdId ?? '' };
    const family = async (asked: Parameters<typeof people.familyOf>[1], day?: string, by = actor) => {
      const past = day === undefined ? undefined : { on: day, knownOn: undefined };
      const view = await people.familyOf(by, asked, { ip: '', past });
      const told = view.members.map(({ person: { name }, listed, memberships }) => [
        name,
        listed.join(),
        memberships.map(({ to }) => (to === null ? 'still' : 'ended')).join(),
      ]);
      return { ...view, told };
    };
    const now_ = await family(of);
    expect(now_.told).toEqual([
      ['Uji Ibu', '', 'still'],
      ['Uji Bayi', '', 'ended'],
      [sourceRow(143).name, 'DTSEN', ''],
    ]);
    expect(now_).toMatchObject({ kk, household: { entryId, status: 'active' }, past: null, others: 0 });
    const then = await family(of, alone);
    expect(then.told).toEqual([
      ['Uji Ibu', '', 'still'],
      ['Uji Bayi', '', 'still'],
    ]);
    expect(then).toMatchObject({ kk, household: { entryId }, past: { on: alone } });
    expect(await family(of, '2025-12-31')).toMatchObject({
      kk: null,
      household: null,
      members: [],
      others: 0,
    });
    // By the card that is told of a person: on that day it was another.
    const son_ = { personId: await idOf(143) };
    expect((await family(son_)).kk).toBe(kk);
    expect(await family(son_, alone)).toMatchObject({
      kk: kkBefore,
      household: null,
      told: [[expect.any(String), 'DTSEN', '']],
    });
    const far = { ...actor, regions: ['64.08.01'] };
    for (const asked of [of, son_]) {
      await expect(family(asked, alone, far)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await container.database.accessLog.count({ where: { action: 'family.viewed' } })).toBe(5);
    // What is taken over next is of earlier days.
    for (const id of [second, first]) await revertImport(container, { id, by: null });
  });

  const person = fc.integer({ min: 0, max: 3 });
  const step = fc.oneof(
    fc.record({
      do: fc.constant('take' as const),
      source: fc.constantFrom<Source>('DTKS', 'DTSEN', 'P3KE', 'PMKS'),
      people: fc.uniqueArray(person, { minLength: 1 }),
      desil: fc.integer({ min: 1, max: 10 }),
      category: fc.constantFrom('08', '10'),
      whole: fc.boolean(),
      // Another of the same NIK: the record is linked to nobody until it is put right.
      doubled: fc.boolean(),
    }),
    fc.record({
      do: fc.constant('revert' as const),
      source: fc.constantFrom<Source>('DTKS', 'DTSEN', 'P3KE', 'PMKS'),
    }),
    fc.record({
      do: fc.constantFrom('household', 'pmks', 'ineligible', 'died', 'moved', 'arrived'),
      of: person,
      with: person,
      since: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({ do: fc.constant('merge' as const), of: person, with: person }),
    fc.record({ do: fc.constant('undo' as const) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  const taking = {
    do: 'take',
    source: 'DTSEN',
    people: [0, 1],
    desil: 1,
    category: '08',
    whole: true,
    doubled: false,
  } as const;
  const since = 3;
  /** What seldom comes by chance. */
  const stories: [Step[]][] = [
    // Linked to nobody, then put right, then taken back.
    [
      [
        { ...taking, source: 'DTKS', people: [0] },
        { ...taking, people: [0], doubled: true },
        { ...taking, people: [0], desil: 3 },
        { do: 'revert', source: 'DTSEN' },
      ],
    ],
    [
      [
        { do: 'household', of: 0, with: 1, since },
        { do: 'died', of: 1, with: 1, since },
        { do: 'ineligible', of: 0, with: 0, since },
      ],
    ],
    [
      [
        { ...taking, people: [0, 1, 2] },
        { do: 'merge', of: 0, with: 1 },
        { do: 'merge', of: 1, with: 2 },
        { do: 'pmks', of: 2, with: 2, since },
        { do: 'undo' },
        { do: 'undo' },
      ],
    ],
  ];

  it('answers of each past moment for ever what it answered then, whatever was recorded since', async () => {
    let first = 200;
    let day = 1;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
        first += 10;
        const n = (of: number) => first + of;
        const imports = new Map<Source, string[]>();
        const perform = async (one: Step): Promise<void> => {
          if ('source' in one && 'people' in one) {
            const { source, people, desil } = one;
            const rows = people.map((of) =>
              sourceRow(n(of), { desil, category: source === 'PMKS' ? one.category : null }),
            );
            const again = rows
              .slice(0, one.doubled ? 1 : 0)
              .map((row) => ({ ...row, name: 'Uji Lain', sourceKey: `x${String(first)}` }));
            day += 1;
            const asOf = new Date(Date.parse('2026-01-01') + day * 24 * HOUR).toISOString().slice(0, 10);
            const id = await take(source, asOf, [...rows, ...again], one.whole);
            imports.set(source, [...(imports.get(source) ?? []), id]);
          } else if ('source' in one) {
            const id = imports.get(one.source)?.pop();
            if (id !== undefined) await revertImport(container, { id, by: null });
          } else if (one.do === 'merge' && 'of' in one) {
            const known = await container.database.person.findMany({
              where: {
                nikMac: {
                  in: [one.of, one.with].map((of) => container.storage.index.mac('nik', syntheticNik(n(of)))),
                },
              },
            });
            const [a, b] = known;
            if (a !== undefined && b !== undefined) await merge(a.id, b.id);
          } else if (!('of' in one)) {
            await undoLast();
          } else {
            await report(one, n);
          }
        };
        const answers: { on: string; known: Date; ids: readonly string[]; files: readonly PersonFile[] }[] =
          [];
        for (const one of steps) {
          tick();
          await perform(one);
          const known = tick();
          const ids = await allIds();
          for (const on of ['2026-01-15', '2026-03-05', '2026-12-01']) {
            answers.push({ on, known, ids, files: await reader.peopleAsOf(ids, { on, known }) });
          }
        }
        const ids = await allIds();
        const far = { on: '2030-01-01', known: tick() };
        expect(await reader.peopleAsOf(ids, 'now')).toEqual(await reader.peopleAsOf(ids, far));
        for (const { files, ids: asked, ...asOf } of answers)
          expect(await reader.peopleAsOf(asked, asOf)).toEqual(files);
      }),
      { numRuns: 6, examples: stories },
    );
  }, 120_000);

  async function report(
    { do: kind, of, with: other, since }: Extract<Step, { since: number }>,
    n: (of: number) => number,
  ) {
    const nik = syntheticNik(n(of));
    const since_ = `2026-03-0${String(since)}`;
    const kk = syntheticKk(n(of));
    const name = `Uji Contoh ${String(n(of))}`;
    const members =
      of === other ? [] : [member(`Uji Anggota ${String(n(other))}`, { nik: syntheticNik(n(other)) })];
    switch (kind) {
      case 'household':
        return registered(
          container,
          by,
          household(desa, { kk, nik, name, members, indicators: ['no_latrine'] }),
        );
      case 'pmks':
        return registered(container, by, pmks(desa, { nik, name, categories: [since > 5 ? '10' : '08'] }));
      case 'ineligible':
        return registered(container, by, ineligible(desa, { nik, name, since: since_ }));
      case 'died':
        return registered(container, by, update(desa, 'died', { nik, name, since: since_ }));
      case 'moved':
        return registered(
          container,
          by,
          update(desa, 'moved', { nik, name, since: since_, place: 'Uji Kota' }),
        );
      case 'arrived':
        return registered(
          container,
          by,
          update(desa, 'new_arrival', { nik, kk, name, since: since_, members }),
        );
    }
  }
});
