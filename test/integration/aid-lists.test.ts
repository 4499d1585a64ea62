/** Lists of people for aid: who is on them, who sees them, and that a frozen one stays as it was. */
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import {
  rankedStores,
  stores,
  type AidCriteria,
  type RankedStore,
  type Store,
} from '../../src/domain/aid/criteria.js';
import { dayIn } from '../../src/domain/time.js';
import type { IndicatorId } from '../../src/domain/report/indicators.js';
import { aidOf, consoleOf } from '../../src/parts.js';
import { notifyOfAid } from '../../src/usecases/aid/notify-of-aid.js';
import { recordAid } from '../../src/usecases/aid/record-aid.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import type { NewPoorHousehold } from '../../src/domain/report/new-poor-household.js';
import { freezeList } from '../../src/usecases/aid/freeze-list.js';
import type { AidServices } from '../../src/usecases/aid/services.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { openTestContainer } from '../support/container.js';
import { aDay, aPerson, categories, personsOf, type MadePerson } from '../support/aid-people.js';
import { member } from '../support/kinds.js';
import {
  staff,
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticKk,
  syntheticNik,
} from '../support/reports.js';

describe('a list for aid', () => {
  let container: Container;
  let services: AidServices;
  let supervisor: StaffActor;
  let desa: readonly string[];
  let eventId: string;
  let used = 0;

  /** Of the kabupaten's villages some that no other test uses. */
  const freshDesa = (count: number) => desa.slice(used, (used += count));
  const criteriaOf = (more: Partial<AidCriteria>): AidCriteria => ({
    areas: [],
    present: [],
    absent: [],
    desil: null,
    categories: [],
    ageFrom: null,
    ageTo: null,
    sex: null,
    indicators: [],
    verified: false,
    active: false,
    received: null,
    notReceived: null,
    ...more,
  });
  const draft = async (criteria: AidCriteria, actor = supervisor, id = uuidv7()) => {
    const input = { id, version: 0, name: 'Daftar Uji', programCode: 'beras', criteria };
    expect(await services.saveList(actor, input, '')).toEqual({ ok: true });
    return id;
  };
  const freeze = async (id: string, actor = supervisor) => {
    expect(await services.freeze(actor, { id, version: 1, ip: '' })).toEqual({ ok: true });
    await freezeList(container, { listId: id });
  };
  const rowsOf = async (id: string, actor = supervisor) => {
    const list = await services.list(actor, id, '');
    return services.rows(actor, list, 0);
  };

  beforeAll(async () => {
    container = await openTestContainer();
    services = aidOf(container);
    supervisor = await staff(container, 'supervisor');
    const admin = await staff(container, 'admin');
    for (const code of ['beras', 'tunai']) {
      const input = { code, name: `Bantuan Uji ${code}`, agencyId: null, active: true, version: 0 };
      await services.saveProgram(admin, input, '');
    }
    const regions = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    desa = regions.map(({ code }) => code);
    const by = await syntheticContact(container);
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 1));
    ({ id: eventId } = await container.database.caseEvent.findFirstOrThrow({ where: { caseId } }));
  });

  /** Of many criteria at once nobody would fit. */
  const seldom = <T>(one: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: one });
  const listed = <T>(one: fc.Arbitrary<T>) => seldom(one).map((value) => (value === null ? [] : [value]));
  const rarely = seldom(fc.constant(true)).map((value) => value ?? false);
  const received = seldom(fc.record({ program: fc.constantFrom('beras', 'tunai'), since: aDay }));
  const someCriteria = (places: readonly string[]): fc.Arbitrary<AidCriteria> =>
    fc.record({
      areas: fc.uniqueArray(fc.constantFrom(...places), { minLength: 1 }),
      present: listed(fc.constantFrom(...stores)),
      absent: listed(fc.constantFrom(...stores)),
      desil: seldom(
        fc.record({
          store: fc.constantFrom(...rankedStores),
          from: fc.integer({ min: 1, max: 5 }),
          to: fc.integer({ min: 5, max: 10 }),
        }),
      ),
      categories: listed(fc.constantFrom(...categories)),
      ageFrom: seldom(fc.constantFrom(1, 14, 26)),
      ageTo: seldom(fc.constantFrom(26, 76)),
      sex: seldom(fc.constantFrom('L', 'P')),
      indicators: fc.constant([]),
      verified: rarely,
      active: rarely,
      received,
      notReceived: received,
    });

  it('holds exactly those who fit, each once, whatever is known of them', async () => {
    const places = fc.constant(null).map(() => freshDesa(2));
    // The villages are the run's own: nobody else lives there.
    const run = places.chain((own) =>
      fc.record({
        people: fc.array(aPerson(own), { minLength: 4, maxLength: 10 }),
        criteria: fc.array(someCriteria(own), { minLength: 8, maxLength: 8 }),
      }),
    );
    const today = dayIn(container.config.timeZone, new Date());
    let found = 0;
    await fc.assert(
      fc.asyncProperty(run, async ({ people, criteria }) => {
        const made = await personsOf(container, people, eventId);
        for (const [nth, one] of criteria.entries()) {
          const sensitive = one.categories.includes('16');
          const expected = made
            .filter((group) => fitsPlainly(group, one, { sensitive, today }))
            .map(({ rootId }) => rootId)
            .toSorted();
          const told = await services.preview(supervisor, one);
          const valid = !one.present.some((store) => one.absent.includes(store));
          expect(told?.ok).toBe(valid);
          if (told?.ok !== true) continue;
          expect(told.composition.total).toBe(expected.length);
          expect(told.sensitive).toBe(sensitive);
          found += expected.length;
          if (nth > 1) continue;
          const id = await draft(one);
          await freeze(id);
          const list = await services.list(supervisor, id, '');
          expect(list.state).toBe(expected.length === 0 ? 'draft' : 'frozen');
          const ids = (await services.rows(supervisor, list, 0)).map(({ personId }) => personId);
          expect(ids.toSorted()).toEqual(expected);
          if (list.composition !== null) expect(list.composition).toEqual(told.composition);
        }
      }),
      // Shrinking would ask for more villages than there are.
      { numRuns: 25, endOnFailure: true },
    );
    expect(found).toBeGreaterThan(100);
  }, 120_000);

  describe('once it is frozen', () => {
    const plain: MadePerson = {
      sex: 'P',
      birthDate: '1950-06-30',
      own: [],
      said: [],
      entry: null,
      home: null,
      gifts: [],
      same: false,
      told: false,
    };
    const inDtsen = (place: string, more: Partial<MadePerson['said'][number]> = {}): MadePerson => ({
      ...plain,
      said: [
        {
          source: 'DTSEN',
          day: '2026-03-01',
          desa: place,
          desil: 1,
          category: null,
          verified: false,
          present: true,
          ...more,
        },
      ],
    });
    let other: StaffActor;
    beforeAll(async () => {
      other = await staff(container, 'supervisor2');
    });
    const village = () => freshDesa(1)[0] ?? '';
    /** A household of a report, with its members; returns the report's id. */
    const register = async (
      place: string,
      n: number,
      indicators: readonly IndicatorId[] = [],
      members: NewPoorHousehold['members'] = [],
    ) => {
      const by = await syntheticContact(container);
      const told = { desaCode: place, indicators: [...indicators], members };
      const answers = { ...(await syntheticAnswers(container, n)), ...told };
      const caseId = await submitSynthetic(container, by, answers);
      await screenCase(container, { caseId, eventId: caseId });
      const decision = { type: 'approve', note: '' } as const;
      const reviewer = await staff(container, 'verifikator');
      await consoleOf(container).decide(reviewer, { caseId, version: 2, decision, ip: '' });
      const { id: event } = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId, type: 'approved' },
      });
      await registerCase(container, { caseId, eventId: event });
      return caseId;
    };
    const frozen = async (count: number, place = village()) => {
      const people = await personsOf(
        container,
        Array.from({ length: count }, () => inDtsen(place)),
        eventId,
      );
      const id = await draft(criteriaOf({ areas: [place], present: ['DTSEN'] }));
      await freeze(id);
      return { id, place, people };
    };
    const approved = async (count: number) => {
      const made = await frozen(count);
      await services.decide(other, { id: made.id, approve: true, note: '', ip: '' });
      return made;
    };
    const gift = { givenOn: '2026-05-01', amount: null, goods: 'Beras 10 kg' };

    it('stays as it was, whatever becomes of its people', async () => {
      const { id, place, people } = await frozen(3);
      const before = await rowsOf(id);
      const list = await services.list(supervisor, id, '');
      expect(before.map(({ told }) => told)).toEqual(
        before.map(() => ({ nik: null, kk: '6408010101200001', address: expect.anything() as unknown })),
      );
      const [first, second] = people;
      const { database } = container;
      await database.person.update({ where: { id: first?.rootId ?? '' }, data: { name: 'Uji Lain' } });
      await database.sourceRecord.updateMany({
        where: { personId: second?.rootId ?? '' },
        data: { present: false },
      });
      await personsOf(container, [inDtsen(place)], eventId);
      await freezeList(container, { listId: id });
      expect(await rowsOf(id)).toEqual(before);
      expect(await services.list(supervisor, id, '')).toEqual(list);
      for (const change of [
        database.$executeRaw`UPDATE aid_list_row SET name = 'Lain' WHERE list_id = ${id}::uuid`,
        database.$executeRaw`DELETE FROM aid_list_row WHERE list_id = ${id}::uuid`,
        database.$executeRaw`UPDATE aid_list SET criteria = '{}' WHERE id = ${id}::uuid`,
        database.$executeRaw`DELETE FROM aid_list WHERE id = ${id}::uuid`,
      ]) {
        await expect(change).rejects.toThrow(/append-only/);
      }
    });

    it('is one snapshot, of two who press at once and a job that comes twice', async () => {
      const place = village();
      await personsOf(container, [inDtsen(place), inDtsen(place)], eventId);
      const id = await draft(criteriaOf({ areas: [place] }));
      const press = () => services.freeze(supervisor, { id, version: 1, ip: '' });
      expect(await Promise.all([press(), press(), press()])).toEqual([
        { ok: true },
        { ok: true },
        { ok: true },
      ]);
      const jobs = await container.database.outbox.count({
        where: { job: 'aid.freeze', payload: { path: ['listId'], equals: id } },
      });
      expect(jobs).toBe(1);
      await Promise.all([1, 2, 3].map(() => freezeList(container, { listId: id })));
      expect((await rowsOf(id)).map(({ n }) => n)).toEqual([1, 2]);
    });

    it('goes on where a job was killed, between any two of its steps', async () => {
      const place = village();
      const many = Array.from({ length: 5 }, () => inDtsen(place));
      await personsOf(container, many, eventId);
      const id = await draft(criteriaOf({ areas: [place] }));
      await services.freeze(supervisor, { id, version: 1, ip: '' });
      const { unitOfWork } = container;
      await unitOfWork.run(async (tx) => {
        const head = await tx.aidLists.lock(id);
        if (head !== null) await tx.aidLists.snapshot(head, { at: new Date(), today: '2026-06-01' });
      });
      await unitOfWork.run(async (tx) => {
        const head = await tx.aidLists.lock(id);
        if (head !== null) expect(await tx.aidLists.sealNext(head, 2)).toBe(true);
      });
      // Killed before its commit.
      const killed = unitOfWork.run(async (tx) => {
        const head = await tx.aidLists.lock(id);
        if (head !== null) await tx.aidLists.sealNext(head, 2);
        throw new Error('killed');
      });
      await expect(killed).rejects.toThrow('killed');
      await personsOf(container, [inDtsen(place)], eventId);
      expect(await services.list(supervisor, id, '')).toMatchObject({ state: 'freezing', sealedTo: 2 });
      await freezeList(container, { listId: id });
      expect(await services.list(supervisor, id, '')).toMatchObject({ state: 'frozen', rowCount: 5 });
      expect((await rowsOf(id)).every(({ told }) => told !== null)).toBe(true);
    });

    it('is decided by another supervisor than its author, once', async () => {
      const { id } = await frozen(1);
      const decide = (actor: StaffActor, approve = true, note = '') =>
        services.decide(actor, { id, approve, note, ip: '' });
      await expect(decide(supervisor)).rejects.toMatchObject({ code: 'not_found' });
      await expect(decide(await staff(container, 'verifikator'))).rejects.toMatchObject({
        code: 'not_found',
      });
      expect(await decide(other, false)).toEqual({ ok: false, problems: ['note'] });
      expect(await decide(other, false, 'Salah 6408010101800001')).toEqual({ ok: false, problems: ['note'] });
      expect(await decide(other)).toEqual({ ok: true });
      expect(await decide(other)).toEqual({ ok: true });
      await expect(decide(other, false, 'Salah desa')).rejects.toMatchObject({ code: 'aid.list_changed' });
      expect(await services.list(supervisor, id, '')).toMatchObject({
        state: 'approved',
        decision: { byName: 'Supervisor Uji Dua', note: null },
      });
    });

    it('is seen by who answers for all its areas, and of a draft by its author alone', async () => {
      const { id, place } = await frozen(1);
      const own = await draft(criteriaOf({ areas: [place] }));
      const reviewer = await staff(container, 'verifikator');
      const elsewhere = { ...reviewer, regions: ['64.08.02'] };
      const there = { ...reviewer, regions: [place.slice(0, 8)] };
      const sees = async (actor: StaffActor, listId: string) =>
        (await services.lists(actor)).some((one) => one.id === listId);
      expect([await sees(there, id), await sees(elsewhere, id), await sees(reviewer, own)]).toEqual([
        place.startsWith('64.08.') && !place.startsWith('64.08.02'),
        place.startsWith('64.08.02'),
        false,
      ]);
      await expect(services.list(reviewer, own, '')).rejects.toMatchObject({ code: 'not_found' });
      const admin = await staff(container, 'admin');
      await expect(services.lists(admin)).rejects.toMatchObject({ code: 'not_found' });
      // Also where there is nothing to count.
      await expect(services.preview(admin, null)).rejects.toMatchObject({ code: 'not_found' });
      expect(await services.preview(supervisor, null)).toBe(null);
      expect(await services.preview(elsewhere, criteriaOf({ areas: ['64.08.01'] }))).toEqual({
        ok: false,
        problems: ['areas'],
      });
    });

    it('of a sensitive category is for those alone who have the grant, and each look is noted', async () => {
      const place = village();
      await personsOf(container, [inDtsen(place, { source: 'PMKS', category: '16' })], eventId);
      const criteria = criteriaOf({ areas: [place], categories: ['16'] });
      const id = await draft(criteria);
      await freeze(id);
      const reviewer = await staff(container, 'verifikator');
      expect((await services.lists(reviewer)).some((one) => one.id === id)).toBe(false);
      await expect(services.list(reviewer, id, '')).rejects.toMatchObject({ code: 'not_found' });
      expect(await services.preview(reviewer, criteria)).toEqual({ ok: false, problems: ['sensitive'] });
      const saved = { id: uuidv7(), version: 0, name: 'Daftar Uji', programCode: 'beras', criteria };
      expect(await services.saveList(reviewer, saved, '')).toEqual({ ok: false, problems: ['sensitive'] });
      // Without it nobody is known there, whoever asks.
      const asked = await services.preview(supervisor, criteriaOf({ areas: [place] }));
      expect(asked).toMatchObject({ ok: true, composition: { total: 0 } });
      await services.list(other, id, '');
      const looks = await container.database.accessLog.count({
        where: { action: 'aid.sensitive_list_viewed', subject: id, userId: other.id },
      });
      expect(looks).toBe(1);
    });

    it('is changed by its author as long as it is a draft, by one page after the other', async () => {
      const place = village();
      const criteria = criteriaOf({ areas: [place] });
      const id = await draft(criteria);
      const save = (version: number, name: string, actor = supervisor) =>
        services.saveList(actor, { id, version, name, programCode: 'beras', criteria }, '');
      expect(await save(0, 'Daftar Uji')).toEqual({ ok: true });
      expect(await save(1, 'Daftar Uji B')).toEqual({ ok: true });
      await expect(save(1, 'Daftar Uji C')).rejects.toMatchObject({ code: 'aid.list_changed' });
      await expect(save(2, 'Daftar Uji C', other)).rejects.toMatchObject({ code: 'not_found' });
      await expect(services.freeze(supervisor, { id, version: 1, ip: '' })).rejects.toMatchObject({
        code: 'aid.list_changed',
      });
      await services.dropList(other, id);
      expect((await services.list(supervisor, id, '')).name).toBe('Daftar Uji B');
      await services.dropList(supervisor, id);
      await services.dropList(supervisor, id);
      await expect(services.list(supervisor, id, '')).rejects.toMatchObject({ code: 'not_found' });
    });

    it('tells numbers and address by what Data Pemda has, and finds households by what was reported of them', async () => {
      const place = village();
      await register(place, 801, ['no_latrine', 'few_meals']);
      await register(place, 802, ['no_latrine']);
      const asked = criteriaOf({
        areas: [place],
        present: ['PEMDA'],
        indicators: ['no_latrine', 'few_meals'],
      });
      const id = await draft(asked);
      await freeze(id);
      expect(await rowsOf(id)).toMatchObject([
        {
          name: 'Uji Contoh 801',
          stores: ['PEMDA'],
          verified: true,
          told: {
            nik: syntheticNik(801),
            kk: syntheticKk(801),
            address: { line: 'Jalan Percobaan 801', rt: '001', rw: '002' },
          },
        },
      ]);
      const all = await services.preview(supervisor, { ...asked, indicators: ['no_latrine'] });
      expect(all).toMatchObject({ composition: { total: 2 } });
    });

    describe('is told to who reported its people', () => {
      const personOf = async (n: number) =>
        (await services.findPerson(supervisor, syntheticNik(n))) ?? 'nobody';
      const give = async (personIds: readonly string[], programCode = 'beras') => {
        const outcome = await container.unitOfWork.run((tx) =>
          recordAid(tx, {
            recorder: { type: 'user', userId: supervisor.id },
            items: personIds.map((personId) => ({
              ...gift,
              key: uuidv7(),
              personId,
              programCode,
              listId: null,
            })),
            now: new Date(),
            timeZone: container.config.timeZone,
          }),
        );
        expect(outcome.every(({ status }) => status === 'recorded')).toBe(true);
        const { payload } = await container.database.outbox.findFirstOrThrow({
          where: { job: 'aid.notify' },
          orderBy: { id: 'desc' },
        });
        return payload as { batchId: string };
      };
      const news = (caseIds: readonly string[]) =>
        container.database.outboundMessage.findMany({
          where: { caseId: { in: [...caseIds] }, dedupeKey: { startsWith: 'aid:' } },
        });
      it('once a report and day, by its number alone', async () => {
        const caseId = await register(
          village(),
          811,
          [],
          [member('Uji Anggota', { nik: syntheticNik(812) })],
        );
        const people = [await personOf(811), await personOf(812)];
        const job = await give(people);
        await notifyOfAid(container, job);
        await notifyOfAid(container, job);
        await notifyOfAid(container, await give(people, 'tunai'));
        const told = await news([caseId]);
        expect(told).toHaveLength(1);
        const { number } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
        const body = told.map(({ id, bodyEnc }) => openOutboundBody(container.storage, id, bodyEnc));
        expect(body).toEqual([{ text: `Laporan ${number}: bantuan tercatat.` }]);
      });

      it('not for what was withdrawn meanwhile, nor of whom nobody reported', async () => {
        const caseId = await register(village(), 821);
        const person = await personOf(821);
        const job = await give([person]);
        const [aid] = (await services.person(supervisor, person)).received;
        await services.withdraw(supervisor, {
          ...{ personId: person, aidId: aid?.id ?? '', reason: 'person', note: '', ip: '' },
        });
        await notifyOfAid(container, job);
        expect(await news([caseId])).toEqual([]);
        const [stranger] = await personsOf(container, [inDtsen(village())], eventId);
        await notifyOfAid(container, await give([stranger?.rootId ?? '']));
      });

      it('of many at once as one message', async () => {
        const place = village();
        const caseIds: string[] = [];
        for (const n of [831, 832, 833, 834]) caseIds.push(await register(place, n));
        const people = await Promise.all([831, 832, 833, 834].map(personOf));
        await notifyOfAid(container, await give(people));
        const told = await news(caseIds);
        expect(told.map(({ state }) => state)).toEqual(['held', 'held', 'held', 'held']);
        expect(told.every(({ notBefore }) => notBefore > new Date())).toBe(true);
      });
    });

    it('of nobody is a draft again', async () => {
      const id = await draft(criteriaOf({ areas: [village()] }));
      await freeze(id);
      expect(await services.list(supervisor, id, '')).toMatchObject({ state: 'draft', rowCount: null });
    });

    it('tells what was given by it, once each, to some or all', async () => {
      const { id, people } = await approved(4);
      const give = (rows: readonly number[] | 'all', form = uuidv7(), more: Partial<typeof gift> = {}) =>
        services.giveByList(other, { id, rows, gift: { ...gift, ...more }, form, ip: '' });
      const form = uuidv7();
      expect(await give([2, 99], form)).toEqual({ recorded: 1, standing: 0, refused: {} });
      expect(await give([2, 99], form)).toEqual({ recorded: 0, standing: 1, refused: {} });
      expect(await give('all')).toEqual({ recorded: 3, standing: 1, refused: {} });
      expect(await give([1], uuidv7(), { givenOn: '2999-01-01' })).toEqual({
        recorded: 0,
        standing: 0,
        refused: { day_future: 1 },
      });
      const list = await services.list(supervisor, id, '');
      expect(list.given).toBe(4);
      expect((await services.rows(supervisor, list, 0)).map(({ givenOn }) => givenOn)).toEqual(
        people.map(() => '2026-05-01'),
      );
      const { id: unapproved } = await frozen(1);
      const early = services.giveByList(other, { id: unapproved, rows: 'all', gift, form, ip: '' });
      await expect(early).rejects.toMatchObject({ code: 'not_found' });
    });

    it('leaves the service once it is approved, and the log knows before the first byte', async () => {
      const { id } = await approved(2);
      const input = { id, format: 'csv', identities: false, purpose: 'aid', note: '', ip: '' } as const;
      const text = async (actor: StaffActor, identities: boolean) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of (await services.file(actor, { ...input, identities })).chunks)
          chunks.push(chunk);
        return Buffer.concat(chunks).toString('utf8');
      };
      const plainFile = await text(await staff(container, 'verifikator'), false);
      expect(plainFile.split('\r\n')).toHaveLength(1 + 2 + 1);
      expect(plainFile).not.toContain('6408010101200001');
      expect(await text(supervisor, true)).toContain("'6408010101200001");
      await expect(text(await staff(container, 'verifikator'), true)).rejects.toMatchObject({
        code: 'not_found',
      });
      await services.file(supervisor, input);
      expect(
        await container.database.accessLog.count({
          where: { action: 'export.aid_list', subject: { startsWith: id }, purpose: 'aid', rowCount: 2 },
        }),
      ).toBe(3);
      const { id: waiting } = await frozen(1);
      await expect(services.file(supervisor, { ...input, id: waiting })).rejects.toMatchObject({
        code: 'not_found',
      });
    });

    it('is no help in finding a person of elsewhere, or of a sensitive category', async () => {
      const place = village();
      const [one, hidden] = await personsOf(
        container,
        [inDtsen(place), inDtsen(place, { source: 'PMKS', category: '16' })],
        eventId,
      );
      const reviewer = await staff(container, 'verifikator');
      const ids = [one?.rootId ?? '', hidden?.rootId ?? ''];
      expect((await services.person(reviewer, ids[0] ?? '')).id).toBe(ids[0]);
      await expect(services.person(reviewer, ids[1] ?? '')).rejects.toMatchObject({ code: 'not_found' });
      expect((await services.person(supervisor, ids[1] ?? '')).id).toBe(ids[1]);
      const elsewhere = { ...reviewer, regions: ['64.09'] };
      const given = { personId: ids[0] ?? '', programCode: 'beras', gift, form: uuidv7(), ip: '' };
      await expect(services.giveToPerson(elsewhere, given)).rejects.toMatchObject({ code: 'not_found' });
      const outcome = await services.giveToPerson(reviewer, given);
      expect(outcome).toMatchObject({ status: 'recorded' });
      expect(await services.giveToPerson(reviewer, given)).toMatchObject({ status: 'same' });
      const aidId = 'id' in outcome ? outcome.id : '';
      const withdraw = (note: string) =>
        services.withdraw(reviewer, { personId: ids[0] ?? '', aidId, reason: 'other', note, ip: '' });
      expect(await withdraw('')).toBe(false);
      expect(await withdraw('Salah catat')).toBe(true);
      expect(await withdraw('Salah catat')).toBe(true);
      const { received } = await services.person(supervisor, ids[0] ?? '');
      expect(received).toMatchObject([{ id: aidId, withdrawn: { reason: 'other' } }]);
    });
  });
});

type Group = Awaited<ReturnType<typeof personsOf>>[number];

/** The same in plain words, over what was made. */
function fitsPlainly(
  { members, birthDate, sex }: Group,
  criteria: AidCriteria,
  { sensitive, today }: { readonly sensitive: boolean; readonly today: string },
): boolean {
  const counts = (category: string | null) => category === null || sensitive || category !== '16';
  const said = members.flatMap(({ said: all }) => all).filter((one) => one.present && counts(one.category));
  const held = members.flatMap(({ own, entry, home }) => [
    ...(entry === null ? [] : [{ ...entry, hidden: own.some(({ code }) => code === '16') }]),
    ...(home === null || home.left ? [] : [{ ...home.held, hidden: false }]),
  ]);
  const latest = <T extends { at: number; id: string }>(all: readonly T[]) =>
    all.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))[0];
  const registered = latest(held.filter(({ hidden }) => sensitive || !hidden));
  const last = latest(held);
  const gone =
    last === undefined
      ? members.some(({ home }) => home?.left === true)
      : last.status === 'moved' || last.status === 'deceased';
  const order = { DTSEN: 4, DTKS: 3, P3KE: 2, PMKS: 1 };
  const newest = said
    .filter((one) => one.desa !== null)
    .map((one) => ({ ...one, sort: `${one.day}${String(order[one.source])}${one.versionId}` }))
    .toSorted((a, b) => (a.sort < b.sort ? 1 : -1))[0];
  const place = registered?.desa ?? newest?.desa ?? null;
  const own = members.flatMap((one) => one.own).filter(({ code, ended }) => !ended && counts(code));
  const isIn = (store: Store) =>
    store === 'PEMDA' ? registered !== undefined : said.some(({ source }) => source === store);
  const desilOf = (store: RankedStore) =>
    said
      .flatMap((one) =>
        one.source === store && one.desil !== null ? [{ day: one.day, desil: one.desil }] : [],
      )
      .toSorted((a, b) => (a.day === b.day ? b.desil - a.desil : a.day < b.day ? 1 : -1))[0]?.desil ?? null;
  const has = [...said.map(({ category }) => category), ...own.map(({ code }) => code)];
  const age = birthDate === null ? null : yearsBetween(birthDate, today);
  const gifts = members.flatMap((one) => one.gifts).filter(({ withdrawn }) => !withdrawn);
  const got = (asked: AidCriteria['received']) =>
    asked !== null && gifts.some(({ program, day }) => program === asked.program && day >= asked.since);
  const known = said.length > 0 || registered !== undefined || own.length > 0;
  const { desil, ageFrom, ageTo } = criteria;
  const ranked = desil === null ? null : desilOf(desil.store);
  return (
    known &&
    place !== null &&
    criteria.areas.includes(place) &&
    criteria.present.every(isIn) &&
    !criteria.absent.some(isIn) &&
    (desil === null || (ranked !== null && ranked >= desil.from && ranked <= desil.to)) &&
    (criteria.categories.length === 0 || criteria.categories.some((code) => has.includes(code))) &&
    (ageFrom === null || (age !== null && age >= ageFrom)) &&
    (ageTo === null || (age !== null && age <= ageTo)) &&
    (criteria.sex === null || criteria.sex === sex) &&
    (!criteria.verified || registered?.status === 'active' || said.some(({ verified }) => verified)) &&
    (!criteria.active || (!gone && (registered === undefined || registered.status === 'active'))) &&
    (criteria.received === null || got(criteria.received)) &&
    (criteria.notReceived === null || !got(criteria.notReceived))
  );
}

function yearsBetween(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}
