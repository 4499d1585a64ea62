/** Who is known by a NIK or a KK: in full in one's own desa, and no more than that elsewhere. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { performIn } from '../../src/usecases/chat/advance.js';
import type { ReportedPerson } from '../../src/domain/matching/person.js';
import type { Match } from '../../src/dialogue/types.js';
import type { LookUpQuestion } from '../../src/usecases/ports.js';
import { matchesFor } from '../../src/usecases/report/look-up.js';
import { simulatorOf } from '../../src/parts.js';
import { PgAlikeStore } from '../../src/storage/matching/alike.js';
import { PgLookUpStore } from '../../src/storage/repositories/look-ups.js';
import { lookAlikeIn } from '../../src/usecases/report/look-alike.js';
import { trialReporters } from '../../prisma/seed/trial.js';
import { openTestContainer } from '../support/container.js';
import { decided, household, member, pmks, registered, screened, type Sender } from '../support/kinds.js';
import { whileDatabaseIsAway } from '../support/outage.js';
import { tell } from '../support/phone.js';
import { syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { simulatorPhone } from '../support/simulator-phone.js';
import { importedAs, sourceRow } from '../support/source-rows.js';

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

  it('says that somebody alike is recorded, of one’s own desa alone, and of nobody with a sensitive category', async () => {
    const alike = new PgAlikeStore(container.storage);
    const born = '1957-04-23';
    const who = { birthDate: born, birthEstimated: false, sex: 'P' as const };
    const { caseId } = await registered(container, by, pmks(desa, { ...who, name: 'Maimunah Uji Sarwati' }));
    await registered(container, by, pmks(other, { ...who, name: 'Sukinah Uji Wartini' }));
    await registered(
      container,
      by,
      pmks(desa, { ...who, name: 'Kartinah Uji Rusmini', categories: ['16'], note: null }),
    );
    await importedAs(container, 'DTSEN', [
      sourceRow(800, { name: 'Tumirah Uji Saodah', birthDate: born, sex: 'P', desaCode: desa }),
      sourceRow(801, { name: 'Painem Uji Wagiyah', birthDate: born, sex: 'P', desaCode: null }),
    ]);
    const asked = (name: string, more: Partial<ReportedPerson> = {}, regions = [desa]) =>
      alike.isAlikeKnown(
        { name, birthDate: born, sex: null, nik: null, kk: null, desaCode: desa, caseId: null, ...more },
        { regions },
      );
    expect(await asked('Maimunah Uji Sarwati')).toBe(true);
    expect(await asked('Maemunah Uji Sarwati')).toBe(true);
    expect(await asked('Tumirah Uji Saodah')).toBe(true);
    expect(await asked('Tumirah Uji Saodah', { birthDate: '1991-11-02' })).toBe(false);
    expect(await asked('Wagimin Uji Lain')).toBe(false);
    // Not the one that the corrected report itself has recorded.
    expect(await asked('Maimunah Uji Sarwati', { caseId })).toBe(false);
    expect(await asked('Sukinah Uji Wartini')).toBe(false);
    expect(await asked('Sukinah Uji Wartini', {}, [desa, other])).toBe(true);
    expect(await asked('Kartinah Uji Rusmini')).toBe(false);
    expect(await asked('Painem Uji Wagiyah')).toBe(false);
  });

  it('of who is alike says nothing, and soon, while the database is away', async () => {
    const look = lookAlikeIn(new PgAlikeStore(container.storage), container.log);
    const question = { name: 'Tumirah Uji Saodah', birthDate: '1957-04-23', sex: null, nik: null, kk: null };
    const asked = () => look({ ...question, desaCode: desa, caseId: null }, { regions: [desa] });
    expect(await asked()).toEqual({ type: 'looked_alike', alike: true });
    await whileDatabaseIsAway(container, async () => {
      expect(await asked()).toEqual({ type: 'looked_alike', alike: false });
    });
    expect(await asked()).toEqual({ type: 'looked_alike', alike: true });
  });

  it('in the chat tells who types a report that somebody alike is recorded, and takes the report', async () => {
    const simulator = simulatorOf(container);
    if (simulator === null) throw new Error('no simulator');
    // Of the second desa.
    const phone = simulatorPhone(simulator, trialReporters[1]?.id ?? '');
    const born = { birthDate: '1961-09-14', birthEstimated: false };
    await registered(container, by, pmks(other, { ...born, name: 'Jumiati Uji Harsono', sex: 'P' }));
    container.pump.start();
    try {
      await tell(phone, 'lapor pmks', /Kategori PMKS apa/);
      await tell(phone, 'lansia', /Berapa NIK/);
      await tell(phone, 'tidak ada', /Siapa nama/);
      await tell(phone, 'Djumiati Uji Harsono', /tanggal lahir/i);
      const warned = await tell(phone, '14 September 1961', /Laki-laki atau perempuan/);
      expect(warned).toMatch(/^Mungkin orang ini sudah tercatat\./);
      expect(warned).not.toMatch(/Jumiati|DP-|lansia/i);
      await tell(phone, 'P', /alamat/i);
      await tell(phone, 'Jalan Uji RT 1 RW 2', /keterangan/);
      await tell(phone, '-', /foto/);
      await tell(phone, 'lewati', /Mohon periksa/);
      await tell(phone, 'kirim', /Laporan diterima/);
    } finally {
      await container.pump.stop();
    }
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
