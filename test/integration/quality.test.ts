/** Who the checks of the registry find, and who is told of them. */
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import {
  markedStores,
  poorStores,
  qualityParts,
  topicOf,
  topics,
  type PoorStore,
  type QualityCheck,
} from '../../src/domain/quality/checks.js';
import { stores, type Store } from '../../src/domain/aid/criteria.js';
import { qualityOf } from '../../src/parts.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { countQuality } from '../../src/usecases/quality/count-quality.js';
import { unknownDesa, type QualityServices } from '../../src/usecases/quality/services.js';
import { aPerson, personsOf, type MadePerson } from '../support/aid-people.js';
import { openTestContainer } from '../support/container.js';
import {
  staff,
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticNik,
} from '../support/reports.js';

describe('the quality of the data', { timeout: 120_000 }, () => {
  let container: Container;
  let services: QualityServices;
  let granted: StaffActor;
  let open: StaffActor;
  let desa: readonly string[];
  let caseId: string;
  let eventId: string;
  let used = 0;
  let events = 0;
  let numbers = 0;

  const freshDesa = (count: number) => desa.slice(used, (used += count));
  const count = async () => {
    await services.recount(granted);
    await countQuality(container);
  };

  beforeAll(async () => {
    container = await openTestContainer();
    services = qualityOf(container);
    const supervisor = await staff(container, 'supervisor');
    granted = { ...supervisor, regions: ['64.08'], grants: ['sensitive'] };
    open = { ...supervisor, regions: ['64.08'], grants: [] };
    const regions = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    desa = regions.map(({ code }) => code);
    const by = await syntheticContact(container);
    caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 1));
    ({ id: eventId } = await container.database.caseEvent.findFirstOrThrow({ where: { caseId } }));
  });

  /** Somebody has looked at who this entry is about. */
  const lookAt = async (entryId: string) => {
    const { database: db, storage } = container;
    const [id, event, at] = [uuidv7(), uuidv7(), new Date()];
    const seq = 1_000 + (events += 1);
    await db.caseEvent.create({
      data: {
        ...{ id: event, caseId, seq, type: 'field_check_reported', actorKind: 'system', at },
        ...{ dataEnc: '', dataMac: '', prevHash: String(seq), hash: event },
      },
    });
    const cell = { table: 'registry_entry_version', column: 'data_enc', row: id };
    const dataEnc = storage.cipher.sealJson(await syntheticAnswers(container, 1), cell);
    await db.registryEntryVersion.create({
      data: { id, entryId, version: 1, validFrom: at, recordedAt: at, caseId, eventId: event, dataEnc },
    });
  };

  const numberOf = (n: number) => syntheticNik(1_000 + n);
  /** Whose number a record has: none, the person's own, that of the one after, or one that nobody has. */
  const aNumber = fc.constantFrom('none', 'own', 'next', 'stray');
  const aNumbered = (places: readonly string[]) =>
    fc.record({
      person: aPerson(places),
      has: fc.boolean(),
      said: fc.array(aNumber, { minLength: 3, maxLength: 3 }),
      looked: fc.boolean(),
      /** Data Pemda knows nothing of them. */
      bare: fc.boolean(),
    });
  type Numbered = ReturnType<typeof aNumbered> extends fc.Arbitrary<infer T> ? T : never;

  const write = async (people: readonly Numbered[]) => {
    const first = (numbers += people.length * 2) - people.length * 2;
    const own = (n: number) => numberOf(first + n);
    const given = people.map(({ person, has, said, bare }, n) => {
      const nikOf = {
        none: null,
        own: own(n),
        next: own((n + 1) % people.length),
        stray: own(people.length + n),
      };
      return {
        ...person,
        gifts: [],
        ...(bare ? { entry: null, home: null } : {}),
        nik: has ? own(n) : null,
        said: person.said.map((one, at) => ({ ...one, nik: nikOf[said[at] ?? 'none'] })),
      };
    });
    const groups = await personsOf(container, given, eventId);
    const written = groups.flatMap(({ members }) => members);
    const looked = new Set<string>();
    for (const [n, { entry, home }] of written.entries()) {
      if (people[n]?.looked !== true) continue;
      for (const id of [entry?.id, home?.held.id]) {
        if (id === undefined) continue;
        await lookAt(id);
        looked.add(id);
      }
    }
    const nikOf = new Map(written.map(({ id }, n) => [id, given[n]?.nik ?? null]));
    const saidNik = new Map(written.map(({ id }, n) => [id, given[n]?.said.map(({ nik }) => nik) ?? []]));
    const rootOf = new Map(groups.flatMap(({ rootId, members }) => members.map(({ id }) => [id, rootId])));
    const owner = new Map([...nikOf].flatMap(([id, nik]) => (nik === null ? [] : [[nik, rootOf.get(id)]])));
    return groups.map((group) => ({ group, looked, nikOf, saidNik, owner }));
  };
  type Made = Awaited<ReturnType<typeof write>>[number];

  /** Plainly, from what was written. null: nothing is told of them. */
  const findings = ({ group, looked, nikOf, saidNik, owner }: Made, sensitive: boolean) => {
    const { members, rootId } = group;
    const counts = (category: string | null) => category === null || sensitive || category !== '16';
    const said = members
      .flatMap(({ id, said: all }) => all.map((one, at) => ({ ...one, nik: saidNik.get(id)?.[at] ?? null })))
      .filter((one) => one.present && counts(one.category));
    const held = members.flatMap(({ own, entry, home }) => [
      ...(entry === null ? [] : [{ ...entry, hidden: own.some(({ code }) => code === '16') }]),
      ...(home === null || home.left ? [] : [{ ...home.held, hidden: false }]),
    ]);
    const shown = held
      .filter(({ hidden }) => sensitive || !hidden)
      .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
    const [registered] = shown;
    const order = { DTSEN: 4, DTKS: 3, P3KE: 2, PMKS: 1 };
    const place = (one: (typeof said)[number]) => `${one.day}${String(order[one.source])}${one.versionId}`;
    const [newest] = said
      .filter((one) => one.desa !== null)
      .toSorted((a, b) => (place(a) < place(b) ? 1 : -1));
    const desaCode = registered?.desa ?? newest?.desa ?? '';
    const isIn = (store: Store) =>
      store === 'PEMDA' ? registered !== undefined : said.some(({ source }) => source === store);
    const desilOf = (store: Store) =>
      said
        .flatMap(({ source, day, desil }) => (source === store && desil !== null ? [{ day, desil }] : []))
        .toSorted((a, b) => (a.day === b.day ? b.desil - a.desil : a.day < b.day ? 1 : -1))[0]?.desil;
    const isPoor: Readonly<Record<PoorStore, boolean>> = {
      DTKS: isIn('DTKS') && (desilOf('DTKS') ?? 1) <= 4,
      DTSEN: (desilOf('DTSEN') ?? 10) <= 4,
      P3KE: isIn('P3KE') && (desilOf('P3KE') ?? 1) <= 4,
      PEMDA: registered?.status === 'active',
    };
    const left = held.length === 0 && members.some(({ home }) => home?.left === true);
    const last = registered === undefined ? left : ['moved', 'deceased'].includes(registered.status);
    const ended = last || shown.some(({ status }) => status === 'deceased');
    const seen = said.some(({ verified }) => verified) || shown.some(({ id }) => looked.has(id));
    const found = new Set<QualityCheck>();
    const note = (check: QualityCheck, holds: boolean) => {
      if (holds) found.add(check).add(topicOf(check));
    };
    for (const of of poorStores) {
      for (const absent of poorStores) {
        if (of !== absent) note(`missing.${of}.${absent}`, isPoor[of] && !isIn(absent) && !ended);
      }
      if (of !== 'PEMDA') note(`ineligible.${of}`, isPoor[of] && registered?.status === 'ineligible');
    }
    for (const store of stores) {
      const still = store === 'PEMDA' ? shown.some(({ status }) => status === 'active') : isIn(store);
      note(`ended.${store}`, still && ended);
    }
    for (const store of markedStores) {
      note(`unverified.${store}`, (store === 'PEMDA' ? isPoor.PEMDA : isIn(store)) && !seen && !ended);
    }
    const niks = said.flatMap(({ nik }) => (nik === null ? [] : [nik]));
    const known = said.length > 0 || registered !== undefined;
    note('nik.none', known && nikOf.get(rootId) === null && niks.length === 0);
    note(
      'nik.other',
      niks.some((nik) => owner.has(nik) && owner.get(nik) !== rootId),
    );
    note(
      'nik.shared',
      niks.some((nik) => !owner.has(nik)),
    );
    return { desaCode, found };
  };

  /** All pages. */
  const listed = async (actor: StaffActor, check: QualityCheck, place: string) => {
    const ids: string[] = [];
    const [, first, second] = check.split('.');
    const topic = topicOf(check);
    for (let cursor: string | undefined; ;) {
      const asked = { topic, first, second, kecamatan: undefined, desa: place, cursor, ip: '' };
      const { people, next, total } = await services.list(actor, asked);
      ids.push(...people.map(({ id }) => id));
      if (next === null) {
        expect(total).toBe(ids.length);
        return ids;
      }
      cursor = next;
    }
  };

  it('is found by each check of exactly those whom it means, each once, with the grant and without', async () => {
    const places = fc.constant(null).map(() => freshDesa(2));
    const run = places.chain((own) =>
      fc.record({
        own: fc.constant(own),
        people: fc.array(aNumbered(own), { minLength: 12, maxLength: 18 }),
      }),
    );
    const met = new Set<QualityCheck>();
    await fc.assert(
      fc.asyncProperty(run, async ({ own, people }) => {
        const made = await write(people);
        await count();
        for (const actor of [granted, open]) {
          const expected = made.map((one) => ({
            id: one.group.rootId,
            ...findings(one, actor === granted),
          }));
          for (const place of own) {
            const { totals } = await services.overview(actor, { kecamatan: undefined, desa: place });
            for (const check of [...topics, ...qualityParts]) {
              const ids = expected
                .filter(({ desaCode, found }) => desaCode === place && found.has(check))
                .map(({ id }) => id);
              if (ids.length > 0) met.add(check);
              expect([check, totals.get(check) ?? 0]).toEqual([check, ids.length]);
              if (ids.length > 0)
                expect((await listed(actor, check, place)).toSorted()).toEqual(ids.toSorted());
            }
          }
        }
      }),
      // Shrinking would ask for more villages than there are.
      { numRuns: 14, endOnFailure: true },
    );
    expect(met.size).toBeGreaterThan(qualityParts.length);
  });

  describe('of a few', () => {
    const plain: MadePerson = {
      ...{ sex: 'P', birthDate: '1950-06-30', own: [], said: [], entry: null, home: null },
      ...{ gifts: [], same: false, told: false },
    };
    const inP3ke = (place: string | null, more: Partial<MadePerson['said'][number]> = {}): MadePerson => ({
      ...plain,
      said: [
        {
          ...{ source: 'P3KE', day: '2026-03-01', desa: place, desil: 1, category: null },
          ...{ verified: false, present: true, ...more },
        },
      ],
    });
    const asked = {
      topic: 'unverified',
      first: 'P3KE',
      second: undefined,
      kecamatan: undefined,
      desa: undefined,
      cursor: undefined,
      ip: '',
    } as const;
    const village = () => freshDesa(1)[0] ?? '';

    it('is for those who read the registry, each within their area, and each look is noted by codes alone', async () => {
      const place = village();
      const [made] = await personsOf(container, [inP3ke(place)], eventId);
      await count();
      const admin = { ...(await staff(container, 'admin')), regions: ['64.08'] };
      await expect(services.overview(admin, asked)).rejects.toMatchObject({ code: 'not_found' });
      await expect(services.list(admin, asked)).rejects.toMatchObject({ code: 'not_found' });
      await expect(services.recount(admin)).rejects.toMatchObject({ code: 'not_found' });
      await expect(services.fileSize(admin, asked)).rejects.toMatchObject({ code: 'not_found' });
      const seenBy = async (regions: readonly string[], desa: string | undefined) => {
        const { people, total } = await services.list({ ...open, regions }, { ...asked, desa });
        expect(people.length).toBe(total);
        return people.map(({ id }) => id);
      };
      expect(await seenBy([place], undefined)).toEqual([made?.rootId]);
      expect(await seenBy([place.slice(0, 8)], place)).toEqual([made?.rootId]);
      for (const [regions, desa] of [
        [['64.08.99'], undefined],
        [['64.08.99'], place],
        [[], undefined],
        [[place], unknownDesa],
        [[place], "' OR true --"],
      ] as const) {
        expect(await seenBy(regions, desa)).toEqual([]);
      }
      const seen = await container.database.accessLog.findMany({
        where: { action: 'quality.list_viewed', userId: open.id },
        orderBy: { id: 'desc' },
        take: 6,
      });
      expect(seen.map(({ subject }) => subject)).toEqual([
        'unverified.P3KE',
        `unverified.P3KE ${unknownDesa}`,
        'unverified.P3KE',
        `unverified.P3KE ${place}`,
        'unverified.P3KE',
        `unverified.P3KE ${place}`,
      ]);
    });

    it('is told of those of whom no desa is known to who answers for all of it alone', async () => {
      const [made] = await personsOf(container, [inP3ke(null)], eventId);
      await count();
      const there = { ...asked, desa: unknownDesa };
      const { people } = await services.list(granted, there);
      expect(people.map(({ id }) => id)).toContain(made?.rootId);
      const some = { ...granted, regions: [...desa.slice(0, 5), '64.08.01'] };
      expect(await services.list(some, there)).toMatchObject({ people: [], total: 0 });
      const { places } = await services.overview(granted, { kecamatan: undefined, desa: undefined });
      expect(places.at(-1)?.code).toBe('');
    });

    it('tells nothing of who is known by a sensitive list alone, without the grant, and never in a file', async () => {
      const place = village();
      const [secret] = await personsOf(
        container,
        [inP3ke(place, { source: 'PMKS', desil: null, category: '16' })],
        eventId,
      );
      await count();
      const there = { ...asked, first: 'PMKS', desa: place };
      const { people } = await services.list(granted, there);
      expect(people.map(({ id }) => id)).toEqual([secret?.rootId]);
      expect(await services.list(open, there)).toMatchObject({ people: [], total: 0 });
      expect((await services.overview(open, { kecamatan: undefined, desa: place })).totals.size).toBe(0);
      expect(await services.fileSize(granted, there)).toBe(0);
      await services.file(granted, { ...there, format: 'csv', purpose: 'reporting', note: '' });
      const [noted] = await container.database.accessLog.findMany({
        where: { action: 'export.quality', subject: `unverified.PMKS ${place} csv` },
      });
      expect(noted?.rowCount).toBe(0);
      // Nobody was counted since the category became a sensitive one.
      await container.database.pmksCategory.update({ where: { code: '11' }, data: { sensitive: false } });
      const [later] = await personsOf(
        container,
        [inP3ke(place, { source: 'PMKS', desil: null, category: '11' })],
        eventId,
      );
      await count();
      expect((await services.list(open, there)).people.map(({ id }) => id)).toEqual([later?.rootId]);
      await container.database.pmksCategory.update({ where: { code: '11' }, data: { sensitive: true } });
      expect((await services.list(open, there)).people).toEqual([]);
      await container.database.pmksCategory.update({ where: { code: '11' }, data: { sensitive: false } });
    });

    it('finds records that hang on no person, and tells them by what they say', async () => {
      const place = village();
      const [made] = await personsOf(
        container,
        [inP3ke(place), inP3ke(place, { source: 'PMKS', category: '16' })],
        eventId,
      );
      await container.database.$executeRaw`
        UPDATE source_record s SET person_id = NULL FROM source_record_version v
        WHERE v.id = s.version_id AND v.desa_code = ${place}`;
      await count();
      const there = { ...asked, topic: 'nik', first: 'alone', desa: place } as const;
      const told = await services.list(open, there);
      expect(told).toMatchObject({ people: [], total: 1, records: [{ source: 'P3KE', desaCode: place }] });
      expect((await services.list(granted, there)).records).toHaveLength(2);
      expect(made).toBeDefined();
    });

    it('begins at the begin where a page is asked for that cannot be, and lists nobody for what is no check', async () => {
      const place = village();
      await personsOf(container, [inP3ke(place)], eventId);
      await count();
      for (const cursor of ['', 'x', `${place}_`, `'_${uuidv7()}`]) {
        expect((await services.list(granted, { ...asked, desa: place, cursor })).total).toBe(1);
        expect((await services.list(granted, { ...asked, desa: place, cursor })).people).toHaveLength(1);
      }
      for (const first of ['DTSEN', 'x', "'"]) {
        expect((await services.list(granted, { ...asked, desa: place, first })).total).toBe(0);
      }
    });

    it('leaves as a file without identity numbers, in the scope, and is noted with its purpose', async () => {
      const place = village();
      await personsOf(container, [inP3ke(place), inP3ke(place)], eventId);
      await count();
      const input = { ...asked, desa: place, format: 'csv', purpose: 'field_check', note: '' } as const;
      const file = await services.file(granted, input);
      expect(file.name).toMatch(/^mutu-unverified-\d{4}-\d\d-\d\d\.csv$/);
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.chunks) chunks.push(chunk);
      const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n');
      expect(lines).toHaveLength(3);
      expect(lines[1]).toMatch(/^Uji Warga [\da-f]{4};30-06-1950;Perempuan;[^;]+;[^;]+;P3KE \(1\)$/);
      const [entry] = await container.database.accessLog.findMany({
        where: { action: 'export.quality', subject: `unverified.P3KE ${place} csv` },
      });
      expect(entry).toMatchObject({ purpose: 'field_check', purposeNote: null, rowCount: 2 });
      const wrong = services.file(granted, { ...input, purpose: 'other', note: 'x' });
      await expect(wrong).rejects.toMatchObject({ code: 'input.invalid', details: { field: 'note' } });
    });
  });

  describe('is counted', () => {
    const stateOf = () => container.database.$queryRaw<{ at: Date | null }[]>`
      SELECT counted_at AS at FROM quality_counting`;
    const at = async (time: Date) => countQuality({ ...container, clock: { now: () => time } });
    const later = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);
    const counted = async () => (await stateOf())[0]?.at ?? new Date(0);

    it('once for whoever asks, however often, and by one process at a time', async () => {
      await Promise.all([services.recount(granted), services.recount(open)]);
      await Promise.all([countQuality(container), countQuality(container)]);
      const first = await counted();
      expect((await services.overview(granted, { kecamatan: undefined, desa: undefined })).counted).toEqual({
        at: first,
        waiting: false,
      });
      const rows = () => container.database.$queryRaw`SELECT * FROM quality_finding ORDER BY 1, 2`;
      const before = await rows();
      await countQuality(container);
      expect(await counted()).toEqual(first);
      await count();
      expect(await rows()).toEqual(before);
      expect((await counted()).getTime()).toBeGreaterThan(first.getTime());
    });

    /** What was recorded counts as told of once nothing that began before it is under way, in whatever database. */
    const settled = () =>
      expect
        .poll(
          () => container.database.$queryRaw`
            SELECT COALESCE(max(tx), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS it
            FROM person_change`,
          { timeout: 20_000 },
        )
        .toEqual([{ it: true }]);

    it('an hour after the last time where something was recorded since, and else once a day', async () => {
      await settled();
      await count();
      const first = await counted();
      expect(await at(later(first, 61))).toBe(0);
      await container.database.person.updateMany({
        where: { name: { startsWith: 'Uji Warga' } },
        data: { sex: null },
      });
      expect(await at(later(first, 59))).toBe(0);
      await settled();
      expect(await at(later(first, 61))).toBeGreaterThan(0);
      const second = await counted();
      expect(second).toEqual(later(first, 61));
      expect(await at(later(second, 23 * 60))).toBe(0);
      expect(await at(later(second, 24 * 60))).toBeGreaterThan(0);
    });
  });
});
