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
import type { QualityServices } from '../../src/usecases/quality/services.js';
import { aPerson, personsOf } from '../support/aid-people.js';
import { openTestContainer } from '../support/container.js';
import { staff, submitSynthetic, syntheticAnswers, syntheticContact, syntheticNik } from '../support/reports.js';

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
      const nikOf = { none: null, own: own(n), next: own((n + 1) % people.length), stray: own(people.length + n) };
      return {
        ...person,
        gifts: [],
        ...(bare ? { entry: null, home: null } : {}),
        nik: has ? own(n) : null,
        said: person.said.map((one, at) => ({ ...one, nik: nikOf[said[at] as keyof typeof nikOf] })),
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
      DTKS: isIn('DTKS'),
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
    note('nik.other', niks.some((nik) => owner.has(nik) && owner.get(nik) !== rootId));
    note('nik.shared', niks.some((nik) => !owner.has(nik)));
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
              if (ids.length > 0) expect((await listed(actor, check, place)).toSorted()).toEqual(ids.toSorted());
            }
          }
        }
      }),
      // Shrinking would ask for more villages than there are.
      { numRuns: 20, endOnFailure: true },
    );
    expect(met.size).toBeGreaterThan(qualityParts.length);
  });
});
