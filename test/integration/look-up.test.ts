/** Who is known by a NIK or a KK: in full in one's own desa, and no more than that elsewhere. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { performIn } from '../../src/usecases/chat/advance.js';
import type { Match } from '../../src/dialogue/types.js';
import type { LookUpQuestion } from '../../src/usecases/ports.js';
import { matchesFor } from '../../src/usecases/report/look-up.js';
import { PgLookUpStore } from '../../src/storage/repositories/look-ups.js';
import { openTestContainer } from '../support/container.js';
import { decided, household, member, pmks, registered, screened, type Sender } from '../support/kinds.js';
import { syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';

describe('a look-up', () => {
  let container: Container;
  let by: Sender;
  let desa: string;
  let other: string;
  let n = 0;

  beforeAll(async () => {
    container = await openTestContainer();
    by = await syntheticContact(container);
    const [first, second] = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    desa = first?.code ?? '';
    other = second?.code ?? '';
  });

  const nik = () => syntheticNik((n += 1));
  const kk = () => syntheticKk((n += 1));
  const store = () => new PgLookUpStore(container.storage);
  const question = (more: Partial<LookUpQuestion>): LookUpQuestion => ({
    nik: null,
    kk: null,
    exceptCaseId: null,
    ...more,
  });
  const matches = async (more: Partial<LookUpQuestion>, regions = [desa]): Promise<readonly Match[]> => {
    const [found = []] = await store().find([question(more)]);
    return matchesFor(found, { regions });
  };

  it('tells of one’s own desa the entry and the report, by NIK, by KK and by a member’s NIK', async () => {
    const [card, head, child] = [kk(), nik(), nik()];
    const report = household(desa, { kk: card, nik: head, members: [member('Uji Anak', { nik: child })] });
    const entry = await registered(container, by, report);
    const { number, desaCode } = await container.database.case.findUniqueOrThrow({
      where: { id: entry.caseId },
    });
    const desaName = container.storage.regions.desa.get(desaCode)?.name;
    for (const [asked, way] of [
      [{ nik: head, kk: card }, 'nik'],
      [{ kk: card }, 'kk'],
      [{ nik: child }, 'nik'],
    ] as const) {
      const told = await matches(asked);
      expect(told).toHaveLength(2);
      expect(told).toContainEqual({
        own: true,
        by: way,
        what: 'entry',
        store: 'PEMDA',
        entryId: entry.id,
        number: entry.number,
        name: 'Uji Contoh Kepala',
        desaName,
        status: 'active',
        categories: [],
      });
      expect(told).toContainEqual({
        own: true,
        by: way,
        what: 'case',
        number,
        kind: 'new_poor_household',
        state: 'registered',
        name: 'Uji Contoh Kepala',
        desaName,
      });
    }
  });

  it('tells a person’s entry with the categories', async () => {
    const person = nik();
    const entry = await registered(container, by, pmks(desa, { nik: person, categories: ['12', '08'] }));
    const told = await matches({ nik: person });
    expect(told.find(({ what }) => what === 'entry')).toMatchObject({
      entryId: entry.id,
      categories: ['08', '12'],
    });
  });

  it('tells of another desa that there is somebody, once a kind, and nothing more', async () => {
    const [card, head] = [kk(), nik()];
    await registered(container, by, household(other, { kk: card, nik: head }));
    await registered(container, by, pmks(other, { nik: head }));
    await screened(container, by, household(other, { nik: head }));
    expect(await matches({ nik: head, kk: card })).toEqual([
      { own: false, by: 'nik', what: 'entry' },
      { own: false, by: 'nik', what: 'case' },
    ]);
    const both = await matches({ nik: head, kk: card }, [desa, other]);
    expect(both.every(({ own }) => own)).toBe(true);
    expect(both).toHaveLength(5);
  });

  it('passes over what was rejected or withdrawn, and the case that is being corrected', async () => {
    const head = nik();
    const caseId = await screened(container, by, household(desa, { nik: head }));
    await decided(container, by, {
      report: household(desa, { nik: head }),
      decision: { type: 'reject', reason: 'other', note: 'Uji' },
    });
    expect(await matches({ nik: head })).toHaveLength(1);
    expect(await matches({ nik: head, exceptCaseId: caseId })).toEqual([]);
  });

  it('answers many at once, each its own', async () => {
    const persons = Array.from({ length: 6 }, nik);
    const known = persons.filter((_, place) => place % 2 === 0);
    for (const digits of known)
      await screened(container, by, pmks(desa, { nik: digits, name: `Uji ${digits}` }));
    const found = await store().find(persons.map((digits) => question({ nik: digits })));
    expect(found.map((one) => one.map(({ name }) => name))).toEqual(
      persons.map((digits) => (known.includes(digits) ? [`Uji ${digits}`] : [])),
    );
    expect(await store().find([])).toEqual([]);
    expect(await store().find([question({})])).toEqual([[]]);
  });

  it('says the same inside a transaction', async () => {
    const person = nik();
    await screened(container, by, pmks(desa, { nik: person }));
    const actor = { ...by, regions: [desa], now: new Date() };
    const fed = await container.unitOfWork.run(async (tx) =>
      performIn(tx)([{ type: 'look_up', nik: person, kk: null }], actor),
    );
    expect(fed).toEqual({ type: 'looked_up', matches: await matches({ nik: person }) });
  });

  it('waits for nobody: a row that is locked is read', async () => {
    const person = nik();
    const caseId = await screened(container, by, pmks(desa, { nik: person }));
    await container.unitOfWork.run(async (tx) => {
      await tx.cases.lock(caseId);
      expect(await matches({ nik: person })).toHaveLength(1);
    });
  });

  it('reads no table from end to end', async () => {
    const { storage } = container;
    const text: string[] = [];
    const sql = {
      ...storage.sql,
      rows: async <T>(statement: { name: string; text: string }, values: readonly unknown[]) => {
        const explained = { name: 'explained', text: `EXPLAIN ${statement.text}` };
        const plan = await storage.sql.rows<{ 'QUERY PLAN': string }>(explained, values);
        text.push(...plan.map((row) => row['QUERY PLAN']));
        return [] as T[];
      },
    };
    await new PgLookUpStore({ ...storage, sql }).find([question({ nik: nik(), kk: kk() })]);
    expect(text.join('\n')).toContain('case_members');
    expect(text.join('\n')).not.toContain('Seq Scan');
  });
});
