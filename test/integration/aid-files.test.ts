/** Aid that is recorded from a file: checked first, recorded once, withdrawn whole, and seen by whom it concerns. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { aidFilesOf, aidOf } from '../../src/parts.js';
import { TableFault } from '../../src/domain/import/table.js';
import { forgetUploads } from '../../src/usecases/source-import/forget-uploads.js';
import { runAidFile } from '../../src/usecases/aid/run-file.js';
import type { AidFileServices } from '../../src/usecases/aid/file-services.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import {
  begunAid,
  checkedAid,
  fileJobDeps,
  ip,
  nothingElse,
  peopleWith,
  uploadedAid,
  workedAid,
} from '../support/aid-files.js';
import { frozenList } from '../support/aid-people.js';
import { openTestContainer } from '../support/container.js';
import {
  staff,
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticNik,
} from '../support/reports.js';
import { workbook } from '../support/workbook.js';

const inside = '64.08.04.1010';
const outside = '64.08.01.2001';

describe('aid from a file', () => {
  let container: Container;
  let files: AidFileServices;
  let supervisor: StaffActor;
  /** Answers for `inside` alone. */
  let reviewer: StaffActor;
  let people: readonly string[];
  const beyondFrom = 101;
  const nik = syntheticNik;

  beforeAll(async () => {
    container = await openTestContainer();
    files = aidFilesOf(container);
    supervisor = await staff(container, 'supervisor');
    reviewer = { ...(await staff(container, 'verifikator')), regions: [inside] };
    const { database } = container;
    await database.consoleUserScope.deleteMany({ where: { userId: reviewer.id } });
    await database.consoleUserScope.create({ data: { userId: reviewer.id, regionCode: inside } });
    const admin = await staff(container, 'admin');
    for (const code of ['beras', 'tunai']) {
      const input = { code, name: `Bantuan Uji ${code}`, agencyId: null, active: true, version: 0 };
      await aidOf(container).saveProgram(admin, input, '');
    }
    const by = await syntheticContact(container);
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 9_000));
    const { id: eventId } = await database.caseEvent.findFirstOrThrow({ where: { caseId } });
    const made = (count: number, from: number, desa: string) =>
      peopleWith(
        container,
        Array.from({ length: count }, (_, n) => nik(from + n)),
        { desa, eventId },
      );
    people = await made(12, 1, inside);
    await made(2, beyondFrom, outside);
  });

  const doing = (id: string) => ({ id, ip });
  const look = (id: string, actor = reviewer) => files.view(actor, { ...doing(id), page: 1 });
  const recorded = async (id: string, actor = reviewer) => {
    await files.record(actor, doing(id));
    await workedAid(container, id);
  };
  const given = (day: string) =>
    container.database.aidGiven.findMany({
      where: { givenOn: new Date(day) },
      orderBy: { key: 'asc' },
      select: {
        personId: true,
        amount: true,
        goods: true,
        withdrawnAt: true,
        listId: true,
        programCode: true,
      },
    });
  const kept = () => readdirSync(path.join(container.config.dataDir, 'imports'));

  it('is checked without a trace, recorded once however often, and withdrawn whole', async () => {
    const row = (n: number, rest: string) => `${nik(n)};Uji;${rest}`;
    const file = [
      'NIK;Nama Lengkap;Tanggal Penyaluran;Nominal;Jenis Barang',
      row(1, '02/03/2026;Rp600.000;'),
      row(2, '2 Maret 2026;;Beras 10 kg'),
      row(3, '2026-03-02;600000;Beras 10 kg'),
      row(1, '02-03-2026;300.000;'),
      row(beyondFrom, '02/03/2026;600.000;'),
      row(5_000, '02/03/2026;600.000;'),
      `123;Uji;02/03/2026;600.000;`,
      row(4, ';600.000;'),
      row(5, '02/03/2026;;'),
      row(6, '02/03/2026;;6408010101800001'),
      row(7, '31/02/2026;-5;'),
    ].join('\n');
    const id = await checkedAid(container, reviewer, file);
    const checked = await look(id);
    expect(checked.file).toMatchObject({
      state: 'checked',
      counts: { fresh: 3, standing: 0, absent: 2, wrong: 6 },
      recorded: null,
      again: false,
    });
    expect(checked.faults.map(({ n, code }) => `${String(n)} ${code}`)).toEqual([
      '5 given.twice',
      '6 nik.unknown',
      '7 nik.unknown',
      '8 nik.not_16_digits',
      '9 day.missing',
      '10 nothing',
      '11 goods_identity',
      '12 amount',
      '12 date.impossible',
    ]);
    expect(await given('2026-03-02')).toEqual([]);
    expect(kept()).toEqual([]);

    await files.record(reviewer, doing(id));
    await files.record(reviewer, doing(id));
    await workedAid(container, id);
    await recorded(id);
    await runAidFile(fileJobDeps(container), { fileId: id });
    const stands = await given('2026-03-02');
    expect(stands.map(({ personId }) => personId).toSorted()).toEqual(people.slice(0, 3).toSorted());
    expect(stands.map(({ amount }) => Number(amount)).toSorted()).toEqual([0, 600_000, 600_000]);
    const { file: after } = await look(id);
    expect(after).toMatchObject({ state: 'recorded', recorded: { recorded: 3, standing: 0, refused: 0 } });

    const again = await checkedAid(container, reviewer, file);
    expect((await look(again)).file).toMatchObject({
      counts: { fresh: 0, standing: 3, absent: 2, wrong: 6 },
      again: true,
    });
    await recorded(again);
    expect(await given('2026-03-02')).toHaveLength(3);

    expect(await files.withdraw(reviewer, { ...doing(id), reason: 'other', note: '' })).toBe(false);
    for (const note of ['Berkas keliru', 'Lagi']) {
      expect(await files.withdraw(reviewer, { ...doing(id), reason: 'other', note })).toBe(true);
    }
    await workedAid(container, id);
    expect((await look(id)).file).toMatchObject({ state: 'withdrawn', withdrawn: { reason: 'other' } });
    expect((await given('2026-03-02')).map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([
      false,
      false,
      false,
    ]);
    // What was withdrawn may be recorded anew.
    const anew = await checkedAid(container, reviewer, file);
    expect((await look(anew)).file.counts).toMatchObject({ fresh: 3 });
    const log = await container.database.accessLog.findMany({
      where: { subject: id },
      orderBy: { id: 'asc' },
    });
    expect(log.filter(({ action }) => action !== 'aid.file_looked').map(({ action }) => action)).toEqual([
      'aid.file_uploaded',
      'aid.file_checked',
      'aid.file_recorded',
      'aid.recorded',
      'aid.file_withdrawn',
    ]);
    const news = await container.database.outbox.count({ where: { job: 'aid.notify' } });
    expect(news).toBe(1);
  });

  it('takes what the rows do not say from the form, warns of another name, and reads Excel', async () => {
    const gift = { givenOn: '2026-04-01', amount: null, goods: 'Paket Uji' };
    const book = workbook([
      ['DAFTAR PENERIMA'],
      ['No KTP', 'Nama Penerima'],
      [nik(1), 'Zainudin Hartawan'],
      [nik(2), 'Uji Warga'],
    ]);
    const id = await checkedAid(container, reviewer, book, { gift, fileName: 'uji.xlsx' });
    const { file, faults } = await look(id);
    expect(file.counts).toEqual({ fresh: 2, standing: 0, absent: 0, wrong: 0 });
    expect(faults).toMatchObject([{ n: 3, code: 'name.differs', value: 'Zainudin Hartawan' }]);
    await recorded(id);
    expect((await given('2026-04-01')).map(({ goods }) => goods)).toEqual(['Paket Uji', 'Paket Uji']);
  });

  it('is of an approved list for its people alone, wherever they are by now', async () => {
    const admin = await staff(container, 'admin');
    const whole = { ...supervisor, regions: ['64.08'] };
    const listId = await frozenList(container, admin, whole);
    const file = `nik,jumlah,tgl\n${nik(1)},"500,000",01/05/2026\n${nik(8_000)},500000,01/05/2026`;
    const stored = async (brought: { programCode: string; listId: string }, actor: StaffActor = whole) =>
      files.upload(actor, {
        file: await files.store(actor, one(Buffer.from(file))),
        fileName: 'uji.csv',
        ip,
        ...brought,
      });
    expect(await stored({ programCode: 'uji', listId })).toEqual({ ok: false, problems: ['list'] });
    const second = await staff(container, 'supervisor2');
    await aidOf(container).decide(second, { id: listId, approve: true, note: '', ip });
    expect(await stored({ programCode: 'beras', listId })).toEqual({ ok: false, problems: ['list'] });
    expect(await stored({ programCode: 'uji', listId }, reviewer)).toEqual({ ok: false, problems: ['list'] });
    expect(kept()).toEqual([]);
    const by = await syntheticContact(container);
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 9_001));
    const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({ where: { caseId } });
    await peopleWith(container, [nik(8_000)], { desa: inside, eventId });
    const id = await checkedAid(container, whole, file, { programCode: 'uji', listId });
    const { file: checked, faults } = await look(id, whole);
    expect(checked.counts).toEqual({ fresh: 1, standing: 0, absent: 1, wrong: 0 });
    expect(faults).toMatchObject([{ n: 3, code: 'nik.not_on_list' }]);
    await recorded(id, whole);
    expect(await given('2026-05-01')).toMatchObject([{ listId, programCode: 'uji', personId: people[0] }]);
  });

  it('is nobody else’s before it is recorded, and of the same regions afterwards', async () => {
    const file = `nik;barang;tanggal\n${nik(3)};Beras;01/06/2026\n${nik(beyondFrom)};Beras;01/06/2026`;
    const id = await checkedAid(container, supervisor, file);
    const other = { ...(await staff(container, 'supervisor2')), regions: supervisor.regions };
    const absent = { code: 'not_found' };
    for (const actor of [other, reviewer, await staff(container, 'admin')]) {
      await expect(look(id, actor)).rejects.toMatchObject(absent);
      await expect(files.record(actor, doing(id))).rejects.toMatchObject(absent);
      await expect(files.drop(actor, doing(id))).rejects.toMatchObject(absent);
      await expect(files.faults(actor, doing(id))).rejects.toMatchObject(absent);
    }
    await expect(files.home(await staff(container, 'admin'))).rejects.toMatchObject(absent);
    await recorded(id, supervisor);
    expect((await look(id, other)).faults).toEqual([]);
    await expect(look(id, reviewer)).rejects.toMatchObject(absent);
    await expect(files.faults(other, doing(id))).rejects.toMatchObject(absent);
    expect(await files.withdraw(other, { ...doing(id), reason: 'content', note: '' })).toBe(true);
    await expect(files.drop(supervisor, doing(id))).rejects.toMatchObject({ code: 'aid.file_changed' });
  });

  it('records of those alone whom its uploader may know when it is recorded', async () => {
    const file = `nik;barang;tanggal\n${nik(4)};Beras;01/07/2026\n${nik(beyondFrom + 1)};Beras;01/07/2026`;
    const second = await staff(container, 'verifikator2');
    const { database } = container;
    const scope = async (...regions: string[]) => {
      await database.consoleUserScope.deleteMany({ where: { userId: second.id } });
      await database.consoleUserScope.createMany({
        data: regions.map((regionCode) => ({ userId: second.id, regionCode })),
      });
      return staff(container, 'verifikator2');
    };
    const before = await scope(inside, outside);
    const id = await checkedAid(container, before, file);
    expect((await look(id, before)).file.counts).toMatchObject({ fresh: 2 });
    const after = await scope(inside);
    await recorded(id, after);
    expect((await given('2026-07-01')).map(({ personId }) => personId)).toEqual([people[3]]);
    const { file: stands, faults } = await look(id, after);
    expect(stands.recorded).toMatchObject({ recorded: 1, refused: 1 });
    expect(faults).toMatchObject([{ n: 3, code: 'person_unknown' }]);
  });

  it('is refused where it is no table, or its columns cannot be', async () => {
    await expect(uploadedAid(container, reviewer, '\u0000\u0001')).rejects.toBeInstanceOf(TableFault);
    await expect(uploadedAid(container, reviewer, 'nik;tanggal\n')).rejects.toBeInstanceOf(TableFault);
    expect(kept()).toEqual([]);
    const id = await uploadedAid(container, reviewer, `a;b;c\n${nik(1)};x;y\n`);
    const begin = (chosen: readonly ('nik' | 'name' | 'givenOn' | 'amount' | null)[], gift = nothingElse) =>
      files.begin(reviewer, { ...doing(id), chosen, gift });
    const problem = (more: object) => ({ ok: false, problem: more });
    expect(await begin([null, null, null])).toEqual(problem({ code: 'nik_missing' }));
    expect(await begin(['nik', null, null])).toEqual(problem({ code: 'day_missing' }));
    expect(await begin(['nik', 'givenOn', null])).toEqual(problem({ code: 'nothing' }));
    expect(await begin(['nik', 'nik', null])).toEqual(problem({ code: 'twice', column: 'nik' }));
    const gift = { givenOn: '2999-01-01', amount: 1, goods: null };
    expect(await begin(['nik', null, null], gift)).toEqual(problem({ code: 'gift', problem: 'day_future' }));
    const rounded = Array.from({ length: 20 }, (_, n) => `${nik(n + 10).slice(0, 15)}0;1000000;1/1/2026`);
    const spoilt = await uploadedAid(container, reviewer, ['nik;jumlah;tgl', ...rounded].join('\n'));
    await expect(begunAid(container, reviewer, spoilt)).rejects.toThrow('rounded');
    await expect(files.record(reviewer, doing(id))).rejects.toMatchObject({ code: 'aid.file_changed' });
    for (const one of [id, spoilt]) {
      await files.drop(reviewer, doing(one));
      await files.drop(reviewer, doing(one));
    }
    expect(kept()).toEqual([]);
  });

  it('is forgotten after a day if nobody begins it, and not while it is needed', async () => {
    const id = await uploadedAid(container, reviewer, `nik;barang;tgl\n${nik(1)};Beras;1/1/2026\n`);
    const later = (hours: number) => ({
      ...container,
      clock: { now: () => new Date(Date.now() + hours * 3_600_000) },
    });
    await forgetUploads(later(2));
    expect(kept()).toEqual([id]);
    await forgetUploads(later(25));
    expect(kept()).toEqual([]);
    await expect(files.mapping(reviewer, id)).resolves.toBeNull();
    expect((await files.home(reviewer)).files.some((file) => file.id === id)).toBe(false);
  });
});

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
