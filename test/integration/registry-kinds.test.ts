/** What the approval of each kind of report does to Data Pemda, once. */
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { consoleOf } from '../../src/parts.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { describeOnEachQueue } from '../support/backends.js';
import { openTestContainer } from '../support/container.js';
import {
  approval,
  decided,
  entryOfCase,
  household,
  ineligible,
  member,
  pmks,
  registered,
  screened,
  update,
  type Sender,
} from '../support/kinds.js';
import { staff, submitSynthetic, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { startTestService } from '../support/service.js';

describe('Data Pemda', () => {
  let container: Container;
  let by: Sender;
  let desa: string;
  let elsewhere: string;
  let n = 0;

  beforeAll(async () => {
    container = await openTestContainer();
    by = await syntheticContact(container);
    const rows = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    desa = rows[0]?.code ?? '';
    elsewhere = rows.find(({ parentCode }) => parentCode !== rows[0]?.parentCode)?.code ?? '';
  });

  const nik = () => syntheticNik((n += 1));
  const kk = () => syntheticKk((n += 1));
  const register = (report: Report) => registered(container, by, report);
  const membersOf = async (householdId: string | null) => {
    const rows = await container.database.householdMember.findMany({
      where: { householdId: householdId ?? '', validTo: null },
      include: { person: true },
      orderBy: { person: { name: 'asc' } },
    });
    return rows.map(({ relation, person }) => `${relation}: ${person.name}`);
  };
  const statusOf = async (id: string) =>
    (await container.database.registryEntry.findUniqueOrThrow({ where: { id } })).status;
  const categoriesOf = (personId: string | null) =>
    container.database.personPmks.findMany({
      where: { personId: personId ?? '' },
      orderBy: { categoryCode: 'asc' },
      select: { categoryCode: true, disability: true, validTo: true },
    });

  describe('of a newly poor household', () => {
    it('holds the household with its head and its members, each once', async () => {
      const child = nik();
      const report = household(desa, {
        kk: kk(),
        nik: nik(),
        members: [
          member('Uji Contoh Istri', { relation: 'wife' }),
          member('Uji Contoh Anak', { nik: child }),
          member('Uji Contoh Anak', { nik: child }),
        ],
      });
      const first = await register(report);
      expect(first).toMatchObject({ status: 'active', version: 1, written: 1, desaCode: desa });
      const people = ['child: Uji Contoh Anak', 'wife: Uji Contoh Istri', 'head: Uji Contoh Kepala'];
      expect((await membersOf(first.householdId)).toSorted()).toEqual(people.toSorted());
      // Reported again, with the wife's NIK by now: nobody is there twice.
      const wife = member('Uji  contoh istri', { relation: 'wife', nik: nik() });
      const again = await register({ ...report, members: [wife, ...report.members.slice(1)] });
      expect(again).toMatchObject({ id: first.id, version: 2, written: 1 });
      const actor = await staff(container, 'verifikator');
      const { members } = await consoleOf(container).entryById(actor, first.id, '');
      expect(members.find(({ relation }) => relation === 'wife')?.nik).toBe(wife.nik);
      expect((await membersOf(first.householdId)).toSorted()).toEqual(people.toSorted());
    });

    it('knows a household without a card by its head, and gives it the card that it gets', async () => {
      const head = nik();
      const first = await register(household(desa, { nik: head }));
      const card = kk();
      const again = await register(household(desa, { nik: head, kk: card }));
      expect(again).toMatchObject({ id: first.id, version: 2 });
      expect(await register(household(desa, { nik: nik(), kk: card }))).toMatchObject({
        id: first.id,
        version: 3,
      });
    });

    it('tells people without NIK apart: another report, another person', async () => {
      const one = await register(household(desa, {}));
      const other = await register(household(desa, {}));
      expect(other.id).not.toBe(one.id);
    });
  });

  describe('of a PMKS case', () => {
    it('holds the person with their categories, never one twice', async () => {
      const person = nik();
      const first = await register(pmks(desa, { nik: person, categories: ['08', '09'] }));
      expect(first).toMatchObject({ status: 'active', version: 1, householdId: null, written: 1 });
      const again = await register(
        pmks(desa, { nik: person, categories: ['09', '12', '12'], disability: 'sight' }),
      );
      expect(again).toMatchObject({ id: first.id, version: 2, headName: 'Uji Contoh Lansia' });
      expect(await categoriesOf(first.personId)).toEqual([
        { categoryCode: '08', disability: null, validTo: null },
        { categoryCode: '09', disability: 'sight', validTo: null },
        { categoryCode: '12', disability: null, validTo: null },
      ]);
    });

    it('links one who is known as a member of a household', async () => {
      const child = nik();
      await register(
        household(desa, { kk: kk(), nik: nik(), members: [member('Uji Contoh Anak', { nik: child })] }),
      );
      const entry = await register(pmks(desa, { nik: child, name: 'Uji Contoh Anak', categories: ['02'] }));
      expect(entry.householdId).toBeNull();
      const rows = await container.database.householdMember.findMany({
        where: { personId: entry.personId ?? '' },
      });
      expect(rows).toHaveLength(1);
    });

    it('makes a new person of each who has no NIK', async () => {
      const entries = [await register(pmks(desa)), await register(pmks(desa))];
      expect(new Set(entries.map(({ personId }) => personId)).size).toBe(2);
    });
  });

  describe('of one no longer eligible', () => {
    it('marks the named entry, from that day on, and keeps all that was', async () => {
      const present = await register(household(desa, { kk: kk(), nik: nik() }));
      const entry = await register(ineligible(desa, { entryId: present.id, name: 'Uji Nama Lain' }));
      expect(entry).toMatchObject({
        id: present.id,
        status: 'ineligible',
        version: 2,
        headName: 'Uji Contoh Kepala',
        written: 1,
      });
      expect(entry.versions.map(({ validFrom }) => validFrom.toISOString().slice(0, 10)).at(-1)).toBe(
        '2026-03-01',
      );
      expect(await membersOf(entry.householdId)).toEqual(['head: Uji Contoh Kepala']);
    });

    it('finds the entry by NIK or KK: the household first, else the person', async () => {
      const [card, head, lone] = [kk(), nik(), nik()];
      const present = await register(household(desa, { kk: card, nik: head }));
      const person = await register(pmks(desa, { nik: head }));
      const alone = await register(pmks(desa, { nik: lone }));
      expect(await register(ineligible(desa, { nik: head }))).toMatchObject({ id: present.id, version: 2 });
      expect(await register(ineligible(desa, { kk: card }))).toMatchObject({ id: present.id, version: 3 });
      expect(await register(ineligible(desa, { nik: lone }))).toMatchObject({
        id: alone.id,
        status: 'ineligible',
      });
      expect(await statusOf(person.id)).toBe('active');
    });

    it('does not touch an entry of another desa that it only names', async () => {
      const other = await register(household(elsewhere, { kk: kk(), nik: nik() }));
      const entry = await register(ineligible(desa, { entryId: other.id }));
      expect(entry.id).not.toBe(other.id);
      expect(await statusOf(other.id)).toBe('active');
    });

    it('records the correction where nobody is known', async () => {
      const person = nik();
      const entry = await register(ineligible(desa, { nik: person }));
      expect(entry).toMatchObject({
        status: 'ineligible',
        version: 1,
        headName: 'Uji Contoh Mampu',
        written: 1,
      });
      expect(await register(ineligible(desa, { nik: person }))).toMatchObject({ id: entry.id, version: 2 });
      const who = await container.database.person.findUniqueOrThrow({ where: { id: entry.personId ?? '' } });
      expect(who).toMatchObject({ sex: 'L', birthDate: new Date('1980-01-01') });
    });
  });

  describe('of an update', () => {
    const family = async (more: { memberCount?: number } = {}) => {
      const [card, head, child] = [kk(), nik(), nik()];
      const entry = await register(
        household(desa, {
          kk: card,
          nik: head,
          memberCount: 2,
          members: [member('Uji Contoh Anak', { nik: child })],
          ...more,
        }),
      );
      return { entry, card, head, child };
    };

    it('moves a household with its head', async () => {
      const { entry, head } = await family();
      const moved = await register(
        update(desa, 'moved', { nik: head, since: '2026-02-02', place: 'Uji Jauh' }),
      );
      expect(moved).toMatchObject({ id: entry.id, status: 'moved', version: 2, written: 1 });
      const byName = await family();
      expect(
        await register(update(desa, 'moved', { kk: byName.card, name: 'UJI CONTOH  KEPALA' })),
      ).toMatchObject({ id: byName.entry.id, status: 'moved' });
    });

    it('moves a member alone: the membership ends, the household stays', async () => {
      const { entry, child } = await family();
      const own = await register(pmks(desa, { nik: child, categories: ['02'] }));
      const moved = await register(update(desa, 'moved', { nik: child, since: '2026-02-02' }));
      expect(moved).toMatchObject({ id: entry.id, status: 'active', version: 2, written: 1 });
      expect(await membersOf(entry.householdId)).toEqual(['head: Uji Contoh Kepala']);
      expect(await statusOf(own.id)).toBe('moved');
    });

    it('moves nobody along whom it cannot tell from the others', async () => {
      const { entry, card } = await family();
      const moved = await register(update(desa, 'moved', { kk: card, name: 'Uji Entah Siapa' }));
      expect(moved).toMatchObject({ id: entry.id, status: 'active', version: 2 });
      expect(await membersOf(entry.householdId)).toHaveLength(2);
    });

    it('records a death: membership and own entry end, the household only with its last member', async () => {
      const { entry, head, child } = await family();
      const own = await register(pmks(desa, { nik: head, categories: ['24'] }));
      const first = await register(update(desa, 'died', { nik: head, since: '2026-02-02' }));
      expect(first).toMatchObject({ id: entry.id, status: 'active', version: 2, written: 1 });
      expect(await statusOf(own.id)).toBe('deceased');
      expect(await membersOf(entry.householdId)).toEqual(['child: Uji Contoh Anak']);
      const last = await register(update(desa, 'died', { kk: null, nik: child, name: 'Uji Contoh Anak' }));
      expect(last).toMatchObject({ id: entry.id, status: 'deceased', version: 3 });
      const ended = await container.database.householdMember.findMany({
        where: { householdId: entry.householdId ?? '' },
      });
      expect(ended.every(({ validFrom, validTo }) => validTo !== null && validTo >= validFrom)).toBe(true);
    });

    it('knows that members are left who were told but never recorded', async () => {
      const alone = nik();
      const entry = await register(household(desa, { nik: alone, memberCount: 4 }));
      expect(await register(update(desa, 'died', { nik: alone }))).toMatchObject({
        id: entry.id,
        status: 'active',
      });
      const single = nik();
      await register(household(desa, { nik: single, memberCount: 1 }));
      expect(await register(update(desa, 'died', { nik: single }))).toMatchObject({ status: 'deceased' });
    });

    it('finds a member without NIK by name in the named entry', async () => {
      const entry = await register(
        household(desa, {
          kk: kk(),
          nik: nik(),
          members: [member('Uji Contoh Nenek', { relation: 'parent' })],
        }),
      );
      await register(update(desa, 'died', { entryId: entry.id, name: 'uji contoh nenek' }));
      expect(await membersOf(entry.householdId)).toEqual(['head: Uji Contoh Kepala']);
    });

    it('marks a person’s own entry, and makes one for who was not known', async () => {
      const person = nik();
      const own = await register(pmks(desa, { nik: person }));
      expect(await register(update(desa, 'died', { nik: person }))).toMatchObject({
        id: own.id,
        status: 'deceased',
        version: 2,
      });
      for (const [change, status] of [
        ['moved', 'moved'],
        ['died', 'deceased'],
      ] as const) {
        const entry = await register(update(desa, change, { nik: nik() }));
        expect(entry).toMatchObject({ status, version: 1, householdId: null, written: 1 });
      }
    });

    it('takes an address as a new version in the desa that reports it', async () => {
      const head = nik();
      const entry = await register(household(elsewhere, { kk: kk(), nik: head }));
      const moved = await register(
        update(desa, 'address', { nik: head, address: { line: 'Jalan Baru', rt: null, rw: null } }),
      );
      expect(moved).toMatchObject({ id: entry.id, version: 2, status: 'active', desaCode: desa });
      expect(desa.startsWith(moved.kecamatanCode)).toBe(true);
      const house = await container.database.household.findUniqueOrThrow({
        where: { id: entry.householdId ?? '' },
      });
      expect(house.desaCode).toBe(desa);
      const unknown = await register(update(desa, 'address', { nik: nik() }));
      expect(unknown).toMatchObject({ version: 1, status: 'active', householdId: null });
    });

    it('adds members, and leaves who is gone to those who read it', async () => {
      const { entry, card } = await family();
      const changed = await register(
        update(desa, 'members', {
          kk: card,
          members: [member('Uji Contoh Bayi')],
          gone: 'Uji Contoh Anak, menikah',
        }),
      );
      expect(changed).toMatchObject({ id: entry.id, version: 2, written: 1 });
      expect(await membersOf(entry.householdId)).toHaveLength(3);
      const unknown = await register(
        update(desa, 'members', { kk: kk(), nik: nik(), members: [member('Uji Contoh Bayi')] }),
      );
      expect(await membersOf(unknown.householdId)).toEqual([
        'child: Uji Contoh Bayi',
        'head: Uji Contoh Berubah',
      ]);
    });

    it('takes an arrival: alone as a person, with a card or with others as a household', async () => {
      const born = { birthDate: '1990-01-01', sex: 'P' } as const;
      const lone = await register(update(desa, 'new_arrival', { nik: nik(), ...born }));
      expect(lone).toMatchObject({ status: 'active', householdId: null, version: 1 });
      const group = await register(
        update(desa, 'new_arrival', { ...born, members: [member('Uji Contoh Anak')] }),
      );
      expect(await membersOf(group.householdId)).toEqual([
        'child: Uji Contoh Anak',
        'head: Uji Contoh Berubah',
      ]);
      const { entry, card } = await family();
      const joined = await register(update(desa, 'new_arrival', { kk: card, nik: nik(), ...born }));
      expect(joined).toMatchObject({ id: entry.id, version: 2, headName: 'Uji Contoh Kepala' });
      expect(await membersOf(entry.householdId)).toContain('other: Uji Contoh Berubah');
    });

    it('lets who arrives leave where they were, come back from having moved, and not become eligible', async () => {
      const { entry, child } = await family();
      const card = kk();
      await register(update(desa, 'new_arrival', { kk: card, nik: child, name: 'Uji Contoh Anak' }));
      expect(await membersOf(entry.householdId)).toEqual(['head: Uji Contoh Kepala']);
      const person = nik();
      const own = await register(pmks(elsewhere, { nik: person }));
      await register(update(elsewhere, 'moved', { nik: person }));
      expect(await register(update(desa, 'new_arrival', { nik: person }))).toMatchObject({
        id: own.id,
        status: 'active',
        desaCode: desa,
      });
      await register(ineligible(desa, { nik: person }));
      expect(await register(update(desa, 'new_arrival', { nik: person }))).toMatchObject({
        status: 'ineligible',
      });
    });
  });

  describe('written at once', () => {
    it('takes each approval once, however often and at once its job runs', async () => {
      const shared = { kk: kk(), nik: nik() };
      for (const report of [
        household(desa, { ...shared, members: [member('Uji Contoh Anak', { nik: nik() })] }),
        pmks(desa, { nik: shared.nik, categories: ['08', '12'] }),
        ineligible(desa, shared),
        update(desa, 'died', { nik: shared.nik }),
      ]) {
        const { caseId, eventId } = await decided(container, by, { report, decision: approval });
        await Promise.all(Array.from({ length: 4 }, () => registerCase(container, { caseId, eventId })));
        await registerCase(container, { caseId, eventId });
        expect(await entryOfCase(container, caseId)).toMatchObject({ written: 1 });
        const events = await container.database.caseEvent.findMany({ where: { caseId, type: 'registered' } });
        expect(events).toHaveLength(1);
      }
    });

    it('serialises cases of the same people, in whatever order they name them', async () => {
      for (let round = 0; round < 3; round += 1) {
        const [cardA, cardB, a, b, c] = [kk(), kk(), nik(), nik(), nik()];
        const other = (digits: string) => member(`Uji Contoh ${digits.slice(-4)}`, { nik: digits });
        const reports: Report[] = [
          household(desa, { kk: cardA, nik: a, members: [other(b), other(c)] }),
          household(desa, { kk: cardA, nik: c, members: [other(b), other(a)] }),
          household(desa, { kk: cardB, nik: b, members: [other(c), other(a)] }),
          pmks(desa, { nik: c, categories: ['12', '08'] }),
          pmks(desa, { nik: c, categories: ['08', '12'] }),
          ineligible(desa, { nik: a, kk: cardB }),
          update(desa, 'died', { nik: b, kk: cardA }),
          update(desa, 'moved', { nik: a, kk: cardB }),
        ];
        const cases = await Promise.all(
          reports.map((report) => decided(container, by, { report, decision: approval })),
        );
        await Promise.all(cases.map((one) => registerCase(container, one)));
        const persons = await container.database.person.count({
          where: { nikMac: { in: [a, b, c].map((digits) => container.storage.index.mac('nik', digits)) } },
        });
        expect(persons).toBe(3);
        for (const { caseId } of cases) {
          const entry = await entryOfCase(container, caseId);
          expect(entry.written).toBe(1);
          // No version is missing, none is there twice.
          expect(entry.versions.map(({ version }) => version)).toEqual(
            Array.from({ length: entry.version }, (_, place) => place + 1),
          );
        }
      }
    });
  });

  describe('and what is screened', () => {
    const found = async (report: Report) => {
      const caseId = await screened(container, by, report);
      return container.database.caseDuplicate.findMany({ where: { caseId } });
    };

    it('finds members, in reports and in Data Pemda, and persons’ entries', async () => {
      const [child, lansia] = [nik(), nik()];
      const house = await register(
        household(desa, { kk: kk(), nik: nik(), members: [member('Uji Anak', { nik: child })] }),
      );
      const person = await register(pmks(desa, { nik: lansia }));
      const open = await screened(
        container,
        by,
        household(desa, { members: [member('Uji Anak', { nik: child })] }),
      );
      const byMember = await found(
        household(desa, { nik: nik(), members: [member('Uji Anak', { nik: child })] }),
      );
      expect(byMember.map(({ otherEntryId, otherCaseId }) => otherEntryId ?? otherCaseId).toSorted()).toEqual(
        [house.id, house.caseId, open].toSorted(),
      );
      const asSubject = await found(pmks(desa, { nik: child, categories: ['02'] }));
      expect(asSubject.map(({ otherEntryId }) => otherEntryId)).toContain(house.id);
      expect(asSubject.map(({ otherCaseId }) => otherCaseId)).toContain(open);
      const ofPerson = await found(pmks(desa, { nik: lansia }));
      expect(ofPerson.map(({ otherEntryId }) => otherEntryId)).toContain(person.id);
    });

    it('does not count the entry that a correction is about, nor the report it came of', async () => {
      const [card, head] = [kk(), nik()];
      const entry = await register(household(desa, { kk: card, nik: head }));
      expect(await found(ineligible(desa, { entryId: entry.id, kk: card, nik: head }))).toEqual([]);
      const open = await found(update(desa, 'address', { kk: card, nik: head }));
      // The open report before this one is no entry: it counts.
      expect(open.map(({ otherEntryId }) => otherEntryId)).toEqual([null, null]);
      const arrival = await found(update(desa, 'new_arrival', { nik: head }));
      expect(arrival.map(({ otherEntryId }) => otherEntryId)).toContain(entry.id);
      const far = await register(household(elsewhere, { kk: kk(), nik: nik() }));
      const other = await container.database.case.findUniqueOrThrow({ where: { id: far.caseId } });
      expect(other.desaCode).toBe(elsewhere);
    });

    it('shows the entry that stands in another desa', async () => {
      const head = nik();
      const far = await register(household(elsewhere, { nik: head }));
      const rows = await found(ineligible(desa, { nik: head }));
      expect(rows.map(({ otherEntryId }) => otherEntryId)).toContain(far.id);
    });
  });

  it('is shown to the office with persons, states and categories', async () => {
    const services = consoleOf(container);
    const actor: StaffActor = await staff(container, 'supervisor');
    const person = nik();
    const entry = await register(
      pmks(desa, { nik: person, categories: ['09', '16'], disability: 'hearing' }),
    );
    await register(update(desa, 'moved', { nik: person }));
    const { items } = await services.entries(actor, { q: person });
    expect(items.map(({ id, status }) => [id, status])).toEqual([[entry.id, 'moved']]);
    expect(await services.entryById(actor, entry.id, '')).toMatchObject({
      kk: null,
      status: 'moved',
      members: [{ personId: entry.personId, nik: person, relation: '' }],
      categories: [
        { code: '09', disability: 'hearing', sensitive: false },
        { code: '16', disability: null, sensitive: true },
      ],
    });
    const house = await register(household(desa, { kk: kk(), nik: nik() }));
    expect(await services.entryById(actor, house.id, '')).toMatchObject({ categories: [], status: 'active' });
  });

  it('refuses an update of nothing it knows of in another’s name: an unknown id changes no entry', async () => {
    const before = await container.database.registryEntry.count();
    const entry = await register(update(desa, 'address', { entryId: uuidv7() }));
    expect(await container.database.registryEntry.count()).toBe(before + 1);
    expect(entry).toMatchObject({ version: 1, written: 1 });
  });
});

describeOnEachQueue('each kind of report', (backend) => {
  it('goes through the workers into Data Pemda, once', async () => {
    const { container } = await startTestService({ backend });
    const { database } = container;
    const by = await syntheticContact(container);
    const { code: desa } = await database.region.findFirstOrThrow({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    const services = consoleOf(container);
    const actor = await staff(container, 'verifikator');
    const state = async (id: string) => (await database.case.findUniqueOrThrow({ where: { id } })).state;
    const shared = { kk: syntheticKk(900), nik: syntheticNik(900) };
    for (const report of [
      household(desa, { ...shared, members: [member('Uji Contoh Anak')] }),
      pmks(desa, { nik: shared.nik }),
      ineligible(desa, shared),
      update(desa, 'died', shared),
    ]) {
      const caseId = await submitSynthetic(container, by, report);
      await expect.poll(() => state(caseId)).toBe('in_review');
      await services.decide(actor, { caseId, version: 2, decision: approval, ip: '' });
      await expect.poll(() => state(caseId)).toBe('registered');
      expect(await database.registryEntryVersion.count({ where: { caseId } })).toBe(1);
    }
    const entries = await database.registryEntry.findMany({ orderBy: { createdAt: 'asc' } });
    expect(entries.map(({ status, version }) => [status, version])).toEqual([
      ['ineligible', 3],
      ['deceased', 1],
    ]);
  });
});
