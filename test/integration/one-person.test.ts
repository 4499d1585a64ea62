/** People who are one: found, asked about, merged, and taken apart again with nothing lost. */
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { SourceRow } from '../../src/domain/import/row.js';
import type { Source } from '../../src/domain/import/sources.js';
import { consoleOf, onePersonOf } from '../../src/parts.js';
import { candidatesOf, factsOf } from '../../src/storage/matching/candidates.js';
import { mergePeople, notePairs, undoMerge } from '../../src/storage/matching/pairs.js';
import {
  applyImport,
  beginImport,
  readRows,
  revertImport,
} from '../../src/usecases/source-import/import-file.js';
import { openTestContainer } from '../support/container.js';
import { pmks, registered } from '../support/kinds.js';
import { submitKind } from '../support/one-of-each-kind.js';
import { staff, syntheticContact } from '../support/reports.js';
import { sourceLines, sourceRow as row } from '../support/source-rows.js';

describe('people who are one', () => {
  let container: Container;

  beforeEach(async () => {
    container = await openTestContainer();
  });

  const take = async (source: Source, rows: readonly SourceRow[], asOf = '2026-03-01') => {
    const digest = `${source} ${asOf} ${JSON.stringify(rows)}`;
    const { id } = await beginImport(container, { source, asOf, whole: true, digest, startedById: null });
    await readRows(container, { id, rows: sourceLines(rows) });
    await applyImport(container, { id, by: null });
    return id;
  };
  const personOf = async (source: Source, name: string) => {
    const version = await container.database.sourceRecordVersion.findFirstOrThrow({
      where: { name },
      orderBy: { version: 'desc' },
    });
    const record = await container.database.sourceRecord.findUniqueOrThrow({
      where: { id: version.recordId },
    });
    expect(record.source).toBe(source);
    return record.personId ?? '';
  };
  const readAs = async (id: string) =>
    (await container.database.person.findUniqueOrThrow({ where: { id } })).sameAsId ?? id;
  const told = async (id: string) => {
    const [one] = await container.database.$queryRaw<{ name: string; birth: string | null }[]>`
      SELECT name, birth_date::text AS birth FROM one_person WHERE id = ${id}::uuid`;
    return one;
  };

  /** A name of its own for each, of two words. */
  const spelled = (n: number) =>
    ['Ka', 'Lu', 'Mi', 'No', 'Pe', 'Ra', 'Su', 'Ti', 'Wo', 'Ya'].reduce(
      (name, part, digit) => name.replaceAll(String(digit), part.toLowerCase()),
      `X${String(n).padStart(3, '0')}x Z${String((n * 37) % 1000).padStart(3, '0')}z`,
    );

  const known = row(1, {
    name: 'Contoh Budiman',
    birthDate: '1980-03-12',
    sex: 'L',
    kk: '6408040101100011',
    nik: '6408041203800001',
    motherName: 'Sumiati Misalnya',
  });

  it('are merged at once where all speaks for it, and asked about where much does', async () => {
    await take('DTSEN', [known]);
    const { nik: _nik, ...without } = known;
    await take('DTKS', [
      { ...without, nik: null, sourceKey: 'A' },
      { ...without, nik: null, kk: null, motherName: null, sourceKey: 'B', birthDate: null },
    ]);
    const [pair, ...more] = await container.database.personPair.findMany({ where: { verdict: 'same' } });
    expect(more).toEqual([]);
    expect(pair).toMatchObject({ decision: 'same', oneDesaCode: '64.08.04.1010' });
    expect(await readAs(pair?.otherId ?? '')).toBe(pair?.oneId);
    const asked = await container.database.personPair.findMany({ where: { decision: null } });
    expect(asked.length).toBeGreaterThan(0);
    const by = await staff(container, 'verifikator');
    const page = await onePersonOf(container).page(by, null);
    expect(page.open.map(({ one }) => one.name)).toContain('Contoh Budiman');
    expect(page.openCount).toBe(page.open.length);
  });

  it('are not doubled by a NIK that is somebody else’s', async () => {
    await take('DTSEN', [known]);
    await take('DTKS', [
      { ...known, name: 'Umpama Rahayu', birthDate: '1991-07-05', sex: 'P', sourceKey: 'A' },
    ]);
    const other = await personOf('DTKS', 'Umpama Rahayu');
    expect(other).not.toBe(await personOf('DTSEN', known.name));
    expect(await container.database.personPair.findMany()).toMatchObject([
      { verdict: 'conflict', decision: null, otherId: other },
    ]);
  });

  it('are asked about once each where one number is everybody’s, and found among them', async () => {
    const nik = known.nik;
    const villager = (n: number) =>
      row(n, {
        nik,
        name: `Umpama ${spelled(n)}`,
        birthDate: `${String(1985 + (n % 30))}-0${String(1 + (n % 9))}-2${String(n % 7)}`,
        sex: 'P',
        kk: null,
        desaCode: '64.08.04.1010',
        sourceKey: `V-${String(n)}`,
      });
    await take('DTSEN', [known]);
    const villagers = Array.from({ length: 120 }, (_, n) => villager(n));
    await take('DTKS', villagers);
    const asked = await container.database.personPair.findMany({ where: { verdict: 'conflict' } });
    expect(new Set(asked.map(({ oneId }) => oneId))).toEqual(new Set([await personOf('DTSEN', known.name)]));
    expect(new Set(asked.map(({ otherId }) => otherId)).size).toBe(villagers.length);
    expect(asked).toHaveLength(villagers.length);
    const last = villager(119);
    const found = await candidatesOf(container.storage, factsOf({ ...last, sex: null }), '2026-04-01');
    expect(found[0]).toMatchObject({ personId: await personOf('DTKS', last.name), source: 'DTKS' });
    // Who was born about then, and three of all the others.
    expect(found.filter(({ verdict }) => verdict === 'conflict').length).toBeLessThan(20);
  });

  it('are decided about once: the second of two who decide at once is told, and asked again they are not', async () => {
    await take('DTSEN', [known]);
    await take('DTKS', [
      { ...known, nik: null, kk: null, motherName: null, birthDate: null, sourceKey: 'B' },
    ]);
    const services = onePersonOf(container);
    const [one, two] = [await staff(container, 'verifikator'), await staff(container, 'supervisor')];
    const { open } = await services.page(one, null);
    const id = open[0]?.id ?? '';
    const decide = (by: typeof one, what: 'same' | 'different') =>
      services.decide(by, { id, what, told: null, ip: '' });
    const outcomes = await Promise.allSettled([decide(one, 'same'), decide(two, 'different')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'pair.decided' });
    const { decision } = await container.database.personPair.findUniqueOrThrow({ where: { id } });
    // The same again is nothing new.
    await decide(one, decision as 'same' | 'different');
    expect(await container.database.personPairEvent.count()).toBe(1);
    await services.undo(one, { id, ip: '' });
    await services.undo(one, { id, ip: '' });
    expect(await container.database.personPairEvent.count()).toBe(2);
    await decide(two, 'different');
    await take('P3KE', [
      { ...known, nik: null, kk: null, motherName: null, birthDate: null, sourceKey: 'C' },
    ]);
    expect((await services.page(one, null)).open.map((pair) => pair.id)).not.toContain(id);
  });

  it('are told as was chosen, and as before once it is undone', async () => {
    await take('DTSEN', [known]);
    await take('DTKS', [
      { ...known, name: 'Contoh Budimann', nik: null, kk: null, birthDate: null, sourceKey: 'B' },
    ]);
    const services = onePersonOf(container);
    const by = await staff(container, 'verifikator');
    const id = (await services.page(by, null)).open[0]?.id ?? '';
    const view = await services.pair(by, id, '');
    const choice = { name: 'other', birthDate: 'one', sex: 'one', nik: 'one' } as const;
    await services.decide(by, { id, what: 'same', told: choice, ip: '' });
    expect(await told(view.one.id)).toEqual({ name: 'Contoh Budimann', birth: '1980-03-12' });
    expect((await services.pair(by, id, '')).areOne).toBe(true);
    await services.undo(by, { id, ip: '' });
    expect(await told(view.one.id)).toEqual({ name: 'Contoh Budiman', birth: '1980-03-12' });
    expect(await readAs(view.other.id)).toBe(view.other.id);
  });

  it('are found by whoever asks, whatever one value is missing', async () => {
    await take('DTSEN', [known]);
    for (const missing of ['nik', 'kk', 'birthDate', 'sex', 'address', 'motherName', 'desaCode'] as const) {
      const found = await candidatesOf(
        container.storage,
        factsOf({ ...known, [missing]: null }),
        '2026-11-01',
      );
      expect(found).toHaveLength(1);
      expect(found[0]?.weight).toBeGreaterThan(0);
    }
    const nobody = factsOf({ name: 'Umpama Lain', birthDate: '1950-05-05', desaCode: '64.08.12.1002' });
    expect(await candidatesOf(container.storage, nobody, '2026-11-01')).toEqual([]);
  });

  it('are told beside a report, and merged or asked about when it is registered', async () => {
    await take('DTSEN', [known]);
    const by = await syntheticContact(container);
    const supervisor = await staff(container, 'supervisor');
    const told = { name: known.name, birthDate: '1980-03-12', sex: 'L' as const };
    const report = pmks('64.08.04.1010', { ...told, nik: null });
    const caseId = await submitKind(container, by, report);
    const view = await consoleOf(container).caseById(supervisor, caseId, '');
    expect(view.alike).toMatchObject([{ source: 'DTSEN', verdict: 'ask', known: { name: told.name } }]);
    const elsewhere = { ...supervisor, regions: ['64.08.04'] };
    expect((await consoleOf(container).caseById(elsewhere, caseId, '')).alike).toHaveLength(1);
    const registeredCase = await registered(container, by, report);
    const asked = await container.database.personPair.findMany({ where: { caseId: registeredCase.caseId } });
    expect(asked).toMatchObject([
      { verdict: 'ask', decision: null, oneId: await personOf('DTSEN', told.name) },
    ]);
    // Who was recorded by the report is not told beside it.
    const after = await consoleOf(container).caseById(supervisor, registeredCase.caseId, '');
    expect(after.alike.map(({ source }) => source)).toEqual(['DTSEN']);
  });

  it('are whose they were once an import that found them to be another’s is reverted', async () => {
    const unnumbered = { ...known, nik: null, kk: null, motherName: null, sourceKey: 'A' };
    await take('DTKS', [unnumbered]);
    await take('DTSEN', [known]);
    const link = async (source: Source = 'DTKS') =>
      (await container.database.sourceRecord.findFirstOrThrow({ where: { source } })).personId;
    const before = await link();
    const id = await take('DTKS', [{ ...known, sourceKey: 'A' }], '2026-06-01');
    expect(await link()).toBe(await link('DTSEN'));
    expect(await link()).not.toBe(before);
    await revertImport(container, { id, by: null });
    expect(await link()).toBe(before);
    await take('DTKS', [{ ...known, sourceKey: 'A', desil: 9 }], '2026-07-01');
    expect(await link()).not.toBe(before);
  });

  it('have one entry of Data Pemda, also when they were recorded twice', async () => {
    const by = await syntheticContact(container);
    const told = { name: known.name, birthDate: '1980-03-12', birthEstimated: false, sex: 'L' as const };
    const report = (nik: string | null) => pmks('64.08.04.1010', { ...told, nik });
    const first = await registered(container, by, report(known.nik));
    const second = await registered(container, by, report(null));
    expect(second.id).not.toBe(first.id);
    const [pair] = await container.database.personPair.findMany();
    const supervisor = await staff(container, 'supervisor');
    const decision = { id: pair?.id ?? '', what: 'same', told: null, ip: '' } as const;
    await onePersonOf(container).decide(supervisor, decision);
    const third = await registered(container, by, report(known.nik));
    expect(third.id).toBe(first.id);
  });

  it('are the same whatever was merged and undone in between: what stands decides, and nothing is lost', async () => {
    const ids = Array.from({ length: 7 }, () => uuidv7()).toSorted();
    await container.database.person.createMany({
      data: ids.map((id, n) => ({ id, name: `Uji ${String(n)}` })),
    });
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => ({ merge: [a, b] as const })) },
      { weight: 2, arbitrary: fc.nat(20).map((nth) => ({ undo: nth })) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const by = (await staff(container, 'supervisor')).id;
        /** Who was read as whom before each merge that stands, with the merge. */
        const standing: { id: string; from: string; into: string }[] = [];
        const rootOf = (id: string): string => {
          const edge = standing.find(({ from }) => from === id);
          return edge === undefined ? id : rootOf(edge.into);
        };
        let rows = await container.database.personMerge.count();
        for (const one of steps) {
          if ('merge' in one) {
            const [a = '', b = ''] = one.merge.map((n) => ids[n]);
            const id = await container.unitOfWork.run(() =>
              mergePeople(container.storage, {
                one: a,
                other: b,
                told: null,
                by,
                pairId: null,
                at: new Date(),
              }),
            );
            const [into = '', from] = [...new Set([rootOf(a), rootOf(b)])].toSorted();
            expect(id === null).toBe(from === undefined);
            if (id !== null && from !== undefined) standing.push({ id, from, into });
            if (id !== null) rows += 1;
          } else {
            const [merge] = standing.splice(one.undo % Math.max(1, standing.length), 1);
            if (merge === undefined) continue;
            expect(await undoMerge(container.storage, { mergeId: merge.id, by, at: new Date() })).toBe(true);
            expect(await undoMerge(container.storage, { mergeId: merge.id, by, at: new Date() })).toBe(false);
          }
          for (const id of ids) expect(await readAs(id)).toBe(rootOf(id));
        }
        expect(await container.database.personMerge.count()).toBe(rows);
        // Each is told once, under who they are read as.
        const shown = await container.database.$queryRaw<{ id: string }[]>`
          SELECT id FROM one_person WHERE id = ANY(${ids}::uuid[]) ORDER BY id`;
        expect(shown.map(({ id }) => id)).toEqual(ids.filter((id) => rootOf(id) === id));
        for (const { id } of standing.toReversed()) {
          await undoMerge(container.storage, { mergeId: id, by, at: new Date() });
        }
        for (const [n, id] of ids.entries()) {
          expect(await readAs(id)).toBe(id);
          expect((await told(id))?.name).toBe(`Uji ${String(n)}`);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are merged in bulk as one by one, also three who are one', async () => {
    const ids = Array.from({ length: 5 }, () => uuidv7()).toSorted();
    await container.database.person.createMany({ data: ids.map((id) => ({ id, name: 'Uji' })) });
    const pair = (a: number, b: number) => ({
      between: [
        { personId: ids[a] ?? '', desaCode: null },
        { personId: ids[b] ?? '', desaCode: null },
      ] as const,
      verdict: 'same' as const,
      weight: 30,
      fields: [],
    });
    const note = () =>
      notePairs(container.storage, [pair(1, 0), pair(0, 1), pair(2, 3), pair(4, 3)], {
        at: new Date(),
        importId: null,
        caseId: null,
      });
    expect(await note()).toEqual({ asked: 0, merged: 3 });
    expect(await Promise.all(ids.map(readAs))).toEqual([ids[0], ids[0], ids[2], ids[2], ids[2]]);
    expect(await note()).toEqual({ asked: 0, merged: 0 });
    expect(await container.database.personMerge.count()).toBe(3);
  });
});
