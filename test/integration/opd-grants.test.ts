/** What agencies see: of people made at random, by grants made at random, judged by what was written of them. */
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { agencyActions, fieldGroups, type AgencyGrant } from '../../src/domain/access/agency.js';
import type { PersonTold } from '../../src/domain/opd/person.js';
import type { Source } from '../../src/domain/import/sources.js';
import { opdReadOf } from '../../src/parts.js';
import type { Asking, Change, OpdReadServices } from '../../src/usecases/opd/services.js';
import { agencyWithKey, wholeGrant } from '../support/agencies.js';
import { openTestContainer } from '../support/container.js';
import { household, pmks, registered } from '../support/kinds.js';
import { syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { importedAs, sourceRow } from '../support/source-rows.js';

const kecamatan = ['64.08.01', '64.08.04', '64.08.10'] as const;
const desa = ['64.08.01.2001', '64.08.01.2002', '64.08.04.2001', '64.08.04.1010', '64.08.10.2001'] as const;
const sensitive = ['16', '19'];

/** What one store says of a person, with marks that stand nowhere else. */
interface Written {
  readonly store: Source | 'PEMDA';
  readonly desa: string | null;
  /** P3KE: verified. */
  readonly verified: boolean;
  readonly category: '08' | '11' | '16' | '19' | null;
  readonly kk: string | null;
  readonly address: string;
  readonly desil: number | null;
}

interface Made {
  readonly n: number;
  readonly nik: string;
  readonly facts: readonly Written[];
}

const store = fc.constantFrom<Written['store'][]>('DTKS', 'DTSEN', 'P3KE', 'PMKS', 'PEMDA');
const anyFact = fc.record({
  store,
  desa: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...desa) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  verified: fc.boolean(),
  category: fc.constantFrom<('08' | '11' | '16' | '19')[]>('08', '11', '16', '19'),
  desil: fc.integer({ min: 1, max: 10 }),
  household: fc.boolean(),
});

function peopleMade(count: number): readonly Made[] {
  const lists = fc.sample(
    fc.uniqueArray(anyFact, { minLength: 1, maxLength: 4, selector: ({ store: of }) => of }),
    {
      numRuns: count,
      seed: 7,
    },
  );
  return lists.map((facts, at) => {
    const n = at + 1;
    return {
      n,
      nik: syntheticNik(n),
      facts: facts.map(
        ({ store: of, desa: code, verified, category, desil, household: home }, nth): Written => {
          const ofHousehold = of === 'PEMDA' && home;
          return {
            store: of,
            // The office always knows where.
            desa: of === 'PEMDA' ? (code ?? desa[0]) : code,
            verified,
            category: of === 'PMKS' || (of === 'PEMDA' && !home) ? category : null,
            kk: ofHousehold || (of !== 'PEMDA' && of !== 'PMKS') ? syntheticKk(n * 10 + nth) : null,
            address: `Gang Tanda${String(n)}x${String(nth)}z`,
            desil: of === 'DTSEN' || of === 'DTKS' ? desil : null,
          };
        },
      ),
    };
  });
}

/** As the documents say it, and not as the code does it. */
function mayKnow(grant: AgencyGrant, { store: of, desa: code, verified, category }: Written): boolean {
  if (!grant.actions.includes('read')) return false;
  const whole = grant.areas.includes('64.08');
  if (!whole && (code === null || !grant.areas.includes(code.split('.').slice(0, 3).join('.')))) return false;
  const secret = category !== null && sensitive.includes(category);
  if (of === 'P3KE') return verified;
  if (of === 'PMKS') return grant.groups.includes(secret ? 'pmks_sensitive' : 'pmks');
  return of !== 'PEMDA' || !secret || grant.groups.includes('pmks_sensitive');
}

describe('an agency', () => {
  let container: Container;
  let read: OpdReadServices;
  let agencyId: string;
  let keyId: string;
  let made: readonly Made[];
  const idOf = new Map<number, string>();
  const askingBy = (grant: AgencyGrant): Asking => ({
    key: {
      id: keyId,
      secretHash: '',
      expiresAt: new Date(8.64e15),
      revokedAt: null,
      agency: { id: agencyId, code: 'uji', name: 'Uji', active: true },
      grant,
      grantVersion: 1,
      perMinute: 1,
    },
    ip: '127.0.0.1',
    purpose: 'aid',
    purposeNote: null,
  });

  beforeAll(async () => {
    container = await openTestContainer();
    read = opdReadOf(container);
    ({ agencyId, keyId } = await agencyWithKey(container));
    made = peopleMade(24);
    for (const of of ['DTKS', 'DTSEN', 'P3KE', 'PMKS'] as const) {
      const rows = made.flatMap(({ n, nik, facts }) =>
        facts
          .filter(({ store: its }) => its === of)
          .map(({ desa: desaCode, verified, category, kk, address, desil }) =>
            sourceRow(n, {
              nik,
              kk,
              name: nameOf(n),
              desaCode,
              address,
              desil,
              category,
              verification: verified ? { on: '2026-01-01', by: 'Uji Petugas', result: 'sesuai' } : null,
            }),
          ),
      );
      await importedAs(container, of, rows);
    }
    const by = await syntheticContact(container);
    for (const { n, nik, facts } of made) {
      for (const { store: its, desa: code, category, kk, address: line } of facts) {
        if (its !== 'PEMDA' || code === null) continue;
        const address = { line, rt: null, rw: null };
        const who = { nik, name: nameOf(n), address };
        await registered(
          container,
          by,
          category === null
            ? household(code, { ...who, kk: kk ?? '', members: [] })
            : pmks(code, { ...who, categories: [category], note: null }),
        );
      }
    }
    const rows = await container.database.person.findMany();
    for (const { n, nik } of made) {
      const mac = container.storage.index.mac('nik', nik);
      idOf.set(n, rows.find(({ nikMac }) => nikMac === mac)?.id ?? '');
    }
    expect(new Set(idOf.values()).size).toBe(24);
  }, 180_000);

  const nameOf = (n: number) => `Uji ${'abcdefghijklmnopqrstuvwx'.charAt(n - 1).repeat(6)}`;
  const anyGrant: fc.Arbitrary<AgencyGrant> = fc.record({
    areas: fc.oneof(fc.subarray([...kecamatan]), fc.constant(['64.08'])),
    groups: fc.subarray([...fieldGroups]),
    actions: fc.oneof(
      { weight: 9, arbitrary: fc.constant([...agencyActions]) },
      { weight: 1, arbitrary: fc.subarray([...agencyActions]) },
    ),
    programs: fc.constant([]),
  });
  const all = async (asking: Asking, filter: Parameters<OpdReadServices['people']>[1], limit: number) => {
    const items: PersonTold[] = [];
    let cursor: string | null = null;
    do {
      const page = await read.people(asking, filter, { cursor, limit });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return items;
  };
  const feed = async (asking: Asking, limit: number, from: string | null = null) => {
    const items: Change[] = [];
    let cursor = from;
    for (;;) {
      const page = await read.changes(asking, { cursor, limit });
      items.push(...page.items);
      cursor = page.next;
      if (!page.more) return { items, next: page.next };
    }
  };
  /** Until nothing older is under way: other tests write to the same server. */
  const settled = async () => {
    const [mark] = await container.database.$queryRaw<
      { tx: string }[]
    >`SELECT pg_current_xact_id()::text AS tx`;
    await expect
      .poll(async () => {
        const [now] = await container.database.$queryRaw<{ past: boolean }[]>`
          SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > ${mark?.tx ?? '0'}::bigint AS past`;
        return now?.past;
      })
      .toBe(true);
  };

  it(
    'sees whom its grant covers, by whatever way it asks, and of them what it covers',
    { timeout: 180_000 },
    async () => {
      await settled();
      await fc.assert(
        fc.asyncProperty(anyGrant, fc.integer({ min: 1, max: 30 }), async (grant, limit) => {
          const asking = askingBy(grant);
          const inSight = made.filter(({ facts }) => facts.some((fact) => mayKnow(grant, fact)));
          const expected = inSight.map(({ n }) => idOf.get(n) ?? '').toSorted();
          const listed = await all(asking, {}, limit);
          expect(listed.map(({ id }) => id).toSorted()).toEqual(expected);
          const { items } = await feed(asking, limit);
          const fed = new Map(
            items.flatMap((item) => ('person' in item ? [[item.id, item.person] as const] : [])),
          );
          expect([...fed.keys()].toSorted()).toEqual(expected);
          for (const { n, nik, facts } of made) {
            const id = idOf.get(n) ?? '';
            const told = listed.find((person) => person.id === id);
            const [byNik, ...more] = await read.lookUp(asking, { nik });
            const byId = await read.person(asking, id).catch(() => undefined);
            expect([byNik, more, byId]).toEqual([told, [], told]);
            if (told !== undefined) expect(fed.get(id)).toEqual(told);
            for (const fact of facts) {
              if (fact.kk === null) continue;
              const byKk = await read.lookUp(asking, { kk: fact.kk });
              expect(byKk).toEqual(mayKnow(grant, fact) ? [told] : []);
            }
            if (told !== undefined) judge(told, grant, { nik, n, facts });
          }
        }),
        { numRuns: Number(process.env['GRANT_RUNS'] ?? 40) },
      );
    },
  );

  /** What stands in the answer, mark by mark. */
  const judge = (told: PersonTold, { groups, ...grant }: AgencyGrant, { nik, n, facts }: Made) => {
    const text = JSON.stringify(told);
    const has = (group: (typeof fieldGroups)[number]) => groups.includes(group);
    const known = facts.filter((fact) => mayKnow({ groups, ...grant }, fact));
    expect(told.sources.map(({ source }) => source).toSorted()).toEqual(
      known.map(({ store: of }) => of).toSorted(),
    );
    expect(text.includes(nik)).toBe(has('identity'));
    expect(text.includes(nameOf(n))).toBe(has('identity'));
    for (const fact of facts) {
      expect(text.includes(fact.address)).toBe(has('contact') && known.includes(fact));
      if (fact.kk !== null) expect(text.includes(fact.kk)).toBe(has('household') && known.includes(fact));
      const { category } = fact;
      if (category === null) continue;
      const mayName = has(sensitive.includes(category) ? 'pmks_sensitive' : 'pmks');
      const named = known.some((one) => one.category === category) && mayName;
      expect((told.pmks ?? []).some(({ code }) => code === category)).toBe(named);
    }
    const desil = known.flatMap(({ desil: value }) => value ?? []).toSorted();
    expect(told.socioEconomic?.desil.map(({ value }) => value).toSorted()).toEqual(
      has('socio_economic') ? desil : undefined,
    );
  };

  it('is listed whom it asks for, by facts that it may see', { timeout: 120_000 }, async () => {
    const filter = fc.record(
      {
        desa: fc.constantFrom(...desa),
        kecamatan: fc.constantFrom(...kecamatan),
        source: store,
        desilMax: fc.integer({ min: 1, max: 10 }),
        category: fc.constantFrom('08', '11', '16', '19'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(anyGrant, filter, fc.integer({ min: 1, max: 30 }), async (grant, wanted, limit) => {
        const fits = (fact: Written) =>
          mayKnow(grant, fact) &&
          (wanted.desa === undefined || fact.desa === wanted.desa) &&
          (wanted.kecamatan === undefined || fact.desa?.startsWith(`${wanted.kecamatan}.`) === true) &&
          (wanted.source === undefined || fact.store === wanted.source) &&
          (wanted.desilMax === undefined || (fact.desil !== null && fact.desil <= wanted.desilMax)) &&
          (wanted.category === undefined ||
            (fact.category === wanted.category &&
              grant.groups.includes(sensitive.includes(fact.category) ? 'pmks_sensitive' : 'pmks')));
        const expected = made.filter(({ facts }) => facts.some(fits)).map(({ n }) => idOf.get(n));
        const listed = await all(askingBy(grant), wanted, limit);
        expect(listed.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: Number(process.env['GRANT_RUNS'] ?? 60) },
    );
  });

  it(
    'misses no change, in whatever order what is written at once is committed',
    { timeout: 60_000 },
    async () => {
      const asking = askingBy(wholeGrant);
      await settled();
      let { next } = await feed(asking, 7);
      const ids = [...idOf.values()];
      const seen = new Map<string, number>();
      const end = new AbortController();
      const readers = (async () => {
        while (!end.signal.aborted) {
          const page = await feed(asking, 3, next);
          for (const { id } of page.items) seen.set(id, (seen.get(id) ?? 0) + 1);
          ({ next } = page);
          await delay(2);
        }
      })();
      const touch = (id: string, ms: number) =>
        container.database.$transaction(async (tx) => {
          await tx.$executeRaw`UPDATE person SET name = name || 'x' WHERE id = ${id}::uuid`;
          await delay(ms);
        });
      for (let round = 0; round < 4; round += 1) {
        const some = ids.slice(round * 6, round * 6 + 4);
        await Promise.all(some.map((id, at) => touch(id, (at * 37) % 90)));
      }
      end.abort();
      await readers;
      await settled();
      for (const { id } of (await feed(asking, 5, next)).items) seen.set(id, (seen.get(id) ?? 0) + 1);
      const touched = [0, 1, 2, 3].flatMap((round) => ids.slice(round * 6, round * 6 + 4));
      expect([...seen.keys()].toSorted()).toEqual(touched.toSorted());
    },
  );

  it(
    'is told who is gone, and into whom they were merged, if it has known them',
    { timeout: 60_000 },
    async () => {
      const grants = [wholeGrant, { ...wholeGrant, areas: ['64.08.01'] }, { ...wholeGrant, areas: [] }];
      await importedAs(
        container,
        'DTSEN',
        [sourceRow(901, { desaCode: '64.08.01.2001' }), sourceRow(902, { desaCode: '64.08.04.2001' })],
        { whole: false, asOf: '2026-02-01' },
      );
      const [first, second] = await Promise.all(
        [901, 902].map(
          async (n) => (await read.lookUp(askingBy(wholeGrant), { nik: syntheticNik(n) }))[0]?.id ?? '',
        ),
      );
      if (first === undefined || second === undefined) throw new Error('nobody');
      await settled();
      const starts = await Promise.all(grants.map(async (grant) => (await feed(askingBy(grant), 100)).next));
      await container.database.$transaction([
        container.database
          .$executeRaw`UPDATE person SET same_as_id = ${first}::uuid WHERE id = ${second}::uuid`,
        container.database.$executeRaw`
        INSERT INTO person_merge (id, person_id, into_id, name_of, birth_date_of, sex_of, nik_of, merged_at)
        VALUES (${uuidv7()}::uuid, ${second}::uuid, ${first}::uuid, ${first}::uuid, ${first}::uuid, ${first}::uuid,
          ${first}::uuid, now())`,
      ]);
      await settled();
      const told = async (at: number) =>
        (await feed(askingBy(grants[at] ?? wholeGrant), 100, starts[at])).items;
      expect(await told(0)).toEqual(
        expect.arrayContaining([
          { id: second, gone: true, mergedInto: first },
          { id: first, person: expect.objectContaining({ id: first }) as unknown },
        ]),
      );
      // The second was never in sight of who sees another kecamatan alone.
      expect((await told(1)).map(({ id }) => id)).toEqual([first]);
      expect(await told(2)).toEqual([]);
      // By the id and the NIK of either, the one that they are read as.
      for (const n of [901, 902]) {
        expect(
          (await read.lookUp(askingBy(wholeGrant), { nik: syntheticNik(n) })).map(({ id }) => id),
        ).toEqual([first]);
      }
      expect((await read.person(askingBy(wholeGrant), second)).id).toBe(first);
    },
  );
});
