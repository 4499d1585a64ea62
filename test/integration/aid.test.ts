/** Aid given: recorded once whoever tells it, withdrawn but never gone, told of all who are one person. */
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { AidItem } from '../../src/domain/aid/given.js';
import { aidReader } from '../../src/storage/aid/aid-of.js';
import { saveProgram, type ProgramInput } from '../../src/usecases/aid/programs.js';
import type { AidRecorder } from '../../src/usecases/aid/ports.js';
import { recordAid, withdrawAid } from '../../src/usecases/aid/record-aid.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { openTestContainer } from '../support/container.js';
import { staff } from '../support/reports.js';

describe('aid', () => {
  let container: Container;
  let admin: StaffActor;
  let office: AidRecorder;
  let agency: AidRecorder & { readonly type: 'agency' };
  let person: string;

  const agencyOf = async (code: string) => {
    const id = uuidv7();
    const data = { id, code, name: `Dinas Uji ${code}`, active: true, version: 1, createdAt: new Date() };
    await container.database.agency.create({ data });
    return { type: 'agency', agencyId: id, apiKeyId: uuidv7() } as const;
  };
  const save = (more: Partial<ProgramInput>) =>
    saveProgram(container, admin, {
      input: { code: 'beras', name: 'Bantuan Beras Uji', agencyId: null, active: true, version: 0, ...more },
      ip: '127.0.0.1',
    });
  const newPerson = async () => {
    const id = uuidv7();
    await container.database.person.create({ data: { id, name: 'Uji Penerima' } });
    return id;
  };
  const item = (more: Partial<AidItem> = {}): AidItem => ({
    key: uuidv7(),
    personId: person,
    programCode: 'beras',
    givenOn: '2026-03-01',
    amount: null,
    goods: 'Beras 10 kg',
    listId: null,
    ...more,
  });
  const record = (recorder: AidRecorder, ...items: AidItem[]) =>
    container.unitOfWork.run((tx) =>
      recordAid(tx, { recorder, items, now: new Date(), timeZone: 'Asia/Makassar' }),
    );
  const merge = (personId: string, intoId: string, at: Date) =>
    container.unitOfWork.run(async () => {
      const own = { nameOf: intoId, birthDateOf: intoId, sexOf: intoId, nikOf: intoId };
      await container.database.personMerge.create({
        data: { id: uuidv7(), personId, intoId, ...own, mergedAt: at },
      });
      await container.database.person.update({ where: { id: personId }, data: { sameAsId: intoId } });
    });
  const aidOf = async (id: string, known?: Date) => {
    const asOf = known === undefined ? 'now' : { on: '2030-01-01', known };
    return (await aidReader(container.storage).aidOf([id], asOf)).get(id);
  };

  beforeAll(async () => {
    container = await openTestContainer();
    admin = await staff(container, 'admin');
    office = { type: 'user', userId: (await staff(container, 'verifikator')).id };
    agency = await agencyOf('perkim');
    await save({});
    await save({ code: 'tunai', name: 'Bantuan Tunai Uji' });
  });
  beforeEach(async () => {
    person = await newPerson();
  });

  describe('programmes', () => {
    it('are saved once, by an admin, and are told apart by a code that stays', async () => {
      expect(await save({ code: 'rumah' })).toEqual({ ok: true });
      expect(await save({ code: 'rumah' })).toEqual({ ok: true });
      expect(await save({ code: 'rumah', name: 'Yang Lain' })).toEqual({
        ok: false,
        problems: [{ code: 'program_code_taken' }],
      });
      expect(
        await save({ code: 'rumah', name: 'Bedah Rumah', version: 1, agencyId: agency.agencyId }),
      ).toEqual({
        ok: true,
      });
      await expect(save({ code: 'rumah', name: 'Terlambat', version: 1 })).rejects.toMatchObject({
        code: 'reference.changed',
      });
      expect(await save({ code: 'Dua Kata', name: 'x', agencyId: uuidv7() })).toEqual({
        ok: false,
        problems: [{ code: 'program_code' }, { code: 'program_name' }, { code: 'program_agency' }],
      });
      const logged = await container.database.accessLog.count({
        where: { action: 'reference.aid_program', subject: 'rumah' },
      });
      expect(logged).toBe(2);
    });

    it('are nothing for anybody else to change', async () => {
      const actor = await staff(container, 'supervisor');
      const input = { code: 'milik', name: 'Milik Uji', agencyId: null, active: true, version: 0 };
      await expect(saveProgram(container, actor, { input, ip: '' })).rejects.toMatchObject({
        code: 'not_found',
      });
    });
  });

  describe('given', () => {
    it('is recorded once: the same again, and the same told by another, are what stands', async () => {
      const first = item();
      const [made] = await record(office, first);
      expect(made).toMatchObject({ status: 'recorded' });
      const id = made?.status === 'recorded' ? made.id : '';
      expect(await record(office, first)).toEqual([{ status: 'same', id }]);
      expect(await record(agency, item({ key: first.key }))).toEqual([{ status: 'already', id }]);
      expect(await record(office, { ...first, goods: 'Beras 5 kg' })).toEqual([
        { status: 'refused', problem: 'key_reused' },
      ]);
      expect(await aidOf(person)).toMatchObject([
        { id, goods: 'Beras 10 kg', amount: null, recordedBy: 'Verifikator Uji Satu', withdrawn: null },
      ]);
    });

    it('of many at once lets a wrong one keep no other back', async () => {
      const other = await newPerson();
      await save({ code: 'selesai', active: false });
      const asked = [
        item({ amount: 600_000, goods: null, programCode: 'tunai' }),
        item({ personId: uuidv7() }),
        item({ personId: other }),
        item({ personId: other, goods: 'Beras 20 kg' }),
        item({ programCode: 'tidak-ada' }),
        item({ programCode: 'selesai' }),
        item({ goods: null }),
        item({ givenOn: '2999-01-01' }),
      ];
      const told = (await record(agency, ...asked)).map((one) =>
        one.status === 'refused' ? one.problem : one.status,
      );
      expect(told).toEqual([
        'recorded',
        'person_unknown',
        'recorded',
        'already',
        'program_unknown',
        'program_inactive',
        'nothing',
        'day_future',
      ]);
      expect(await aidOf(person)).toMatchObject([
        { amount: 600_000, goods: null, programName: 'Bantuan Tunai Uji', recordedBy: 'Dinas Uji perkim' },
      ]);
    });

    it('is recorded once by two who tell it at the same moment', async () => {
      const outcomes = await Promise.all([1, 2, 3, 4].map((n) => record(n % 2 ? office : agency, item())));
      const statuses = outcomes.flat().map(({ status }) => status);
      expect(statuses.filter((status) => status === 'recorded')).toHaveLength(1);
      expect(statuses.filter((status) => status === 'already')).toHaveLength(3);
      expect(await aidOf(person)).toHaveLength(1);
    });

    it('to two who are one is given to one, as long as they are', async () => {
      const other = await newPerson();
      await record(office, item());
      const before = new Date();
      await new Promise((resolve) => setTimeout(resolve, 5));
      await merge(other, person, new Date());
      expect(await record(agency, item({ personId: other }))).toMatchObject([{ status: 'already' }]);
      await record(agency, item({ personId: other, givenOn: '2026-04-01' }));
      expect(await aidOf(other)).toMatchObject([{ givenOn: '2026-04-01' }, { givenOn: '2026-03-01' }]);
      expect(await aidOf(person)).toEqual(await aidOf(other));
      expect(await aidOf(other, before)).toEqual([]);
      expect(await aidOf(person, before)).toHaveLength(1);
    });

    it('by mistake is withdrawn with a reason, and stays on record', async () => {
      const [made] = await record(agency, item());
      const id = made?.status === 'recorded' ? made.id : '';
      const before = new Date();
      await new Promise((resolve) => setTimeout(resolve, 5));
      const withdraw = (by: AidRecorder, reason: 'person' | 'other' = 'person') =>
        container.unitOfWork.run((tx) => withdrawAid(tx, { by, id, reason, note: null, now: new Date() }));
      expect(await withdraw(await agencyOf('dinkes'))).toBe(false);
      expect(await withdraw(office)).toBe(true);
      expect(await withdraw(agency, 'other')).toBe(true);
      expect(await aidOf(person)).toMatchObject([{ id, withdrawn: { reason: 'person' } }]);
      expect(await aidOf(person, before)).toMatchObject([{ id, withdrawn: null }]);
      // Nothing stands in its way any more.
      expect(await record(agency, item())).toMatchObject([{ status: 'recorded' }]);
      await expect(
        container.database.aidGiven.update({ where: { id }, data: { goods: 'Lain' } }),
      ).rejects.toThrow(/append-only/);
      await expect(container.database.aidGiven.deleteMany()).rejects.toThrow(/append-only/);
    });
  });
});
