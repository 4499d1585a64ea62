/** What agencies read of a person is what the console shows of them: one registry, told in two ways. */
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import {
  fieldGroups,
  liesInAreas,
  mayKnowCategory,
  type AgencyGrant,
} from '../../src/domain/access/agency.js';
import type { Source } from '../../src/domain/import/sources.js';
import type { PersonTold } from '../../src/domain/opd/person.js';
import { concealed } from '../../src/domain/people/conceal.js';
import type { EntryFact, PersonFile } from '../../src/domain/people/person-file.js';
import { opdReadOf } from '../../src/parts.js';
import { aidReader } from '../../src/storage/aid/aid-of.js';
import { mergePeople, undoMerge } from '../../src/storage/matching/pairs.js';
import { PgPeopleReader } from '../../src/storage/people/reader.js';
import type { AidReceived } from '../../src/usecases/aid/ports.js';
import type { Asking, OpdReadServices } from '../../src/usecases/opd/services.js';
import { revertImport } from '../../src/usecases/source-import/import-file.js';
import { agencyWithKey } from '../support/agencies.js';
import { openTestContainer } from '../support/container.js';
import { household, ineligible, member, pmks, registered, update, type Sender } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { sourceRow } from '../support/source-rows.js';
import { takeSource } from '../support/take-source.js';

const desas = ['64.08.01.2001', '64.08.04.1010', '64.08.10.2001'] as const;
const programs = ['beras', 'sembako'] as const;
/** Where the office is it is past midnight already. */
const START = Date.parse('2026-03-10T17:30:00Z');
const HOUR = 3_600_000;

describe('an agency and the console', () => {
  let container: Container;
  let read: OpdReadServices;
  let reader: PgPeopleReader;
  let by: Sender;
  let supervisorId: string;
  let asked: Pick<Asking, 'ip' | 'purpose' | 'purposeNote'> & {
    readonly keyId: string;
    readonly agencyId: string;
  };
  let now = START;
  const tick = (hours = 24) => new Date((now += hours * HOUR));

  beforeAll(async () => {
    container = await openTestContainer({ clock: { now: () => new Date(now) } });
    read = opdReadOf(container);
    reader = new PgPeopleReader(container.storage, container.config.timeZone);
    by = await syntheticContact(container);
    ({ id: supervisorId } = await staff(container, 'supervisor'));
    const { agencyId, keyId } = await agencyWithKey(container);
    asked = { keyId, agencyId, ip: '127.0.0.1', purpose: 'aid', purposeNote: null };
    const program = { agencyId: null, active: true, version: 1, createdAt: new Date() };
    await container.database.aidProgram.createMany({
      data: programs.map((code) => ({ ...program, code, name: `Bantuan ${code}` })),
    });
  });

  const askingBy = (grant: AgencyGrant): Asking => {
    const { keyId, agencyId, ...more } = asked;
    const agency = { id: agencyId, code: 'uji', name: 'Uji', active: true };
    const key = { id: keyId, secretHash: '', expiresAt: new Date(8.64e15), revokedAt: null, perMinute: 1 };
    return { key: { ...key, agency, grant, grantVersion: 1 }, ...more };
  };

  const person = fc.integer({ min: 0, max: 3 });
  const source = fc.constantFrom<Source[]>('DTKS', 'DTSEN', 'P3KE', 'PMKS');
  const desa = fc.constantFrom(...desas);
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('take' as const),
        source,
        rows: fc.uniqueArray(
          fc.record({
            of: person,
            desa: fc.option(desa, { freq: 8 }),
            desil: fc.option(fc.integer({ min: 1, max: 10 })),
            ranked: fc.boolean(),
            category: fc.constantFrom('08', '11', '16'),
            verified: fc.boolean(),
            said: fc.boolean(),
          }),
          { minLength: 1, selector: ({ of }) => of },
        ),
        whole: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('revert' as const), source }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'household' as const,
          'pmks' as const,
          'ineligible' as const,
          'died' as const,
          'moved' as const,
        ),
        of: person,
        with: person,
        desa,
        category: fc.constantFrom('08', '11', '16'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('merge' as const),
        of: person,
        with: person,
        told: fc.option(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('aid' as const),
        of: person,
        program: fc.constantFrom(...programs),
        withdrawn: fc.boolean(),
      }),
    },
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
  const anyGrant: fc.Arbitrary<AgencyGrant> = fc.record({
    areas: fc.oneof(fc.subarray(['64.08.01', '64.08.04', '64.08.10']), fc.constant(['64.08'])),
    groups: fc.oneof(fc.subarray([...fieldGroups]), fc.constant([...fieldGroups])),
    actions: fc.constant(['read' as const]),
    programs: fc.subarray([...programs]),
  });
  const whole: AgencyGrant = {
    areas: ['64.08'],
    groups: [...fieldGroups],
    actions: ['read'],
    programs: [...programs],
  };
  const row = { desa: desas[0], desil: 2, ranked: true, category: '08', verified: true, said: true } as const;
  /** What seldom comes by chance. */
  const stories: [Step[], AgencyGrant[]][] = [
    [
      [
        { do: 'take', source: 'PMKS', rows: [{ ...row, of: 0 }], whole: true },
        { do: 'take', source: 'PMKS', rows: [{ ...row, of: 0, desa: desas[1] }], whole: true },
        { do: 'pmks', of: 1, with: 1, desa: desas[1], category: '16' },
        { do: 'ineligible', of: 1, with: 1, desa: desas[1], category: '16' },
        { do: 'merge', of: 0, with: 1, told: [true, false, false, true] },
        { do: 'aid', of: 0, program: 'beras', withdrawn: false },
        { do: 'aid', of: 1, program: 'sembako', withdrawn: false },
      ],
      [whole, { ...whole, areas: ['64.08.01'], groups: ['pmks', 'aid'] }],
    ],
    [
      [
        { do: 'household', of: 0, with: 1, desa: desas[0], category: '08' },
        { do: 'died', of: 1, with: 1, desa: desas[0], category: '08' },
        { do: 'take', source: 'DTSEN', rows: [{ ...row, of: 1, desil: null }], whole: false },
      ],
      [whole],
    ],
  ];

  let first = 0;
  it('tell the same of the same person under the same grant', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 9 }),
        fc.array(anyGrant, { minLength: 4, maxLength: 4 }),
        async (steps, grants) => {
          first += 10;
          const imports = new Map<Source, string[]>();
          for (const one of steps) {
            tick();
            await perform(one, imports);
          }
          const niks = [0, 1, 2, 3].map((of) => container.storage.index.mac('nik', syntheticNik(first + of)));
          const ids = (await container.database.person.findMany({ where: { nikMac: { in: niks } } })).map(
            ({ id }) => id,
          );
          const files = await reader.peopleAsOf(ids, 'now');
          const homes = homesOf(await reader.peopleAsOf(await everybody(), 'now'));
          const aid = await aidReader(container.storage).aidOf(
            files.map(({ id }) => id),
            'now',
          );
          for (const grant of grants) {
            for (const file of files) {
              const told = await read.person(askingBy(grant), file.id).catch(() => null);
              const shown = shownUnder(grant, { file, homes, aid: aid.get(file.id) ?? [] });
              expect(told === null ? null : inOneOrder(told)).toEqual(
                shown === null ? null : inOneOrder(shown),
              );
            }
          }
        },
      ),
      { numRuns: Number(process.env['GRANT_RUNS'] ?? 12), examples: stories },
    );
  });

  const everybody = async () => (await container.database.person.findMany()).map(({ id }) => id);

  async function perform(one: Step, imports: Map<Source, string[]>): Promise<void> {
    const n = (of: number) => first + of;
    const idOf = async (of: number) => {
      const nikMac = container.storage.index.mac('nik', syntheticNik(n(of)));
      return (await container.database.person.findFirst({ where: { nikMac } }))?.id;
    };
    const today = new Date(now).toISOString().slice(0, 10);
    switch (one.do) {
      case 'take': {
        const rows = one.rows.map(({ of, desa: desaCode, desil, ranked, category, verified, said }) =>
          sourceRow(n(of), {
            desaCode,
            desil,
            rankedOn: ranked ? '2025-12-01' : null,
            kk: said ? syntheticKk(n(of)) : null,
            relation: said ? 'Anak' : null,
            phone: said ? '+628120000001' : null,
            category: one.source === 'PMKS' ? category : null,
            verification: verified ? { on: '2026-01-01', by: 'Uji Petugas', result: 'sesuai' } : null,
          }),
        );
        const id = await takeSource(container, { source: one.source, asOf: today, whole: one.whole }, rows);
        imports.set(one.source, [...(imports.get(one.source) ?? []), id]);
        return;
      }
      case 'revert': {
        const id = imports.get(one.source)?.pop();
        if (id !== undefined) await revertImport(container, { id, by: null });
        return;
      }
      case 'merge': {
        const [a, b] = [await idOf(one.of), await idOf(one.with)];
        if (a === undefined || b === undefined || a === b) return;
        const of = (ofOther: boolean) => (ofOther ? b : a);
        const told =
          one.told === null
            ? null
            : {
                name: of(one.told[0]),
                birthDate: of(one.told[1]),
                sex: of(one.told[2]),
                nik: of(one.told[3]),
              };
        await container.database.$transaction((db) =>
          mergePeople(
            { ...container.storage, db },
            { one: a, other: b, told, by: null, pairId: null, at: new Date(now) },
          ),
        );
        return;
      }
      case 'undo': {
        const last = await container.database.personMerge.findFirst({
          where: { undoneAt: null },
          orderBy: { mergedAt: 'desc' },
        });
        if (last === null) return;
        await container.database.$transaction((db) =>
          undoMerge({ ...container.storage, db }, { mergeId: last.id, by: supervisorId, at: new Date(now) }),
        );
        return;
      }
      case 'aid': {
        const personId = await idOf(one.of);
        if (personId === undefined) return;
        const withdrawn = one.withdrawn
          ? { withdrawnAt: new Date(now), withdrawnById: supervisorId, withdrawnReason: 'content' }
          : {};
        await container.database.aidGiven.create({
          data: {
            ...{
              id: uuidv7(),
              personId,
              programCode: one.program,
              givenOn: new Date(today),
              amount: 300_000n,
            },
            ...{
              batchId: uuidv7(),
              userId: supervisorId,
              key: uuidv7(),
              recordedAt: new Date(now),
              ...withdrawn,
            },
          },
        });
        return;
      }
      case 'household':
      case 'pmks':
      case 'ineligible':
      case 'died':
      case 'moved': {
        const nik = syntheticNik(n(one.of));
        const name = `Uji Warga ${String(n(one.of))}`;
        await registered(container, by, reportOf(one, { nik, name, today, n }));
      }
    }
  }

  function reportOf(
    one: Extract<Step, { desa: string }>,
    { nik, name, today, n }: { nik: string; name: string; today: string; n: (of: number) => number },
  ) {
    const kk = syntheticKk(n(one.of));
    switch (one.do) {
      case 'household': {
        const other = { nik: syntheticNik(n(one.with)) };
        const members = one.of === one.with ? [] : [member(`Uji Anggota ${String(n(one.with))}`, other)];
        return household(one.desa, { kk, nik, name, members });
      }
      case 'pmks':
        return pmks(one.desa, { nik, name, categories: [one.category], note: null });
      case 'ineligible':
        return ineligible(one.desa, { nik, name, since: '2026-02-01' });
      case 'died':
      case 'moved':
        return update(one.desa, one.do, {
          nik,
          name,
          since: today,
          place: one.do === 'moved' ? 'Uji Kota' : null,
        });
    }
  }
});

type Homes = readonly { readonly householdId: string; readonly id: string; readonly relation: string }[];

/** Who lives where now. */
function homesOf(files: readonly PersonFile[]): Homes {
  return files.flatMap(({ id, households }) =>
    households
      .filter(({ to }) => to === null)
      .map(({ householdId, relation }) => ({ householdId, id, relation })),
  );
}

/** What the console's file of a person has under an agency's grant, in the agency's words. null: no such person. */
function shownUnder(
  grant: AgencyGrant,
  {
    file,
    homes,
    aid,
  }: { readonly file: PersonFile; readonly homes: Homes; readonly aid: readonly AidReceived[] },
): PersonTold | null {
  const { groups } = grant;
  const seen = concealed(file, {
    answersFor: (desaCode) => liesInAreas(grant, desaCode),
    sensitive: groups.includes('pmks_sensitive'),
  });
  if (seen === null) return null;
  // Of a place outside of the grant an agency learns nothing, where the office reads desil and category.
  const records = seen.sources.filter(
    ({ recordId, present, source, verified, sensitive }) =>
      present &&
      !seen.elsewhere.has(recordId) &&
      (source !== 'P3KE' || verified) &&
      (source !== 'PMKS' || mayKnowCategory(grant, sensitive)),
  );
  if (records.length + seen.entries.length === 0) return null;
  const listed = new Set(records.map(({ recordId }) => recordId));
  const ownEntry = seen.entries.some(({ personId }) => personId !== null);
  const categories = seen.categories.filter(
    ({ id, of, to, sensitive }) =>
      to === null && mayKnowCategory(grant, sensitive) && (of === 'PMKS' ? listed.has(id) : ownEntry),
  );
  const told = <T>(group: (typeof groups)[number], value: T) => (groups.includes(group) ? value : undefined);
  const identity = { nik: file.nik, name: file.name, birthDate: file.birthDate, sex: file.sex };
  const desil = records.flatMap(({ source, desil: value, said, validFrom }) =>
    value === null ? [] : [{ source, value, on: said?.rankedOn ?? validFrom }],
  );
  const homesHere = seen.households.filter(
    ({ householdId, to }) => to === null && seen.entries.some((entry) => entry.householdId === householdId),
  );
  const answer: PersonTold = {
    id: file.id,
    sources: [
      ...records.map(({ source, validFrom: since, desaCode }) => ({
        source,
        since,
        desa: desaCode,
        number: null,
        status: null,
      })),
      ...seen.entries.map(({ since, desaCode, number, status }) => ({
        source: 'PEMDA' as const,
        since: localDay(since),
        desa: desaCode,
        number,
        status,
      })),
    ],
    identity: told('identity', identity),
    contact: told('contact', {
      addresses: [
        ...records.flatMap(({ source, said, desaCode }) =>
          known(said?.address).map((text) => ({ source, text, desa: desaCode })),
        ),
        ...seen.entries.flatMap((entry) => {
          const text = addressOf(entry);
          return text === null ? [] : [{ source: 'PEMDA' as const, text, desa: entry.desaCode }];
        }),
      ],
      phones: records.flatMap(({ source, said }) => known(said?.phone).map((number) => ({ source, number }))),
    }),
    socioEconomic: told('socio_economic', { desil }),
    pmks:
      told('pmks', []) === undefined && told('pmks_sensitive', []) === undefined
        ? undefined
        : categories.map(({ category: code, sensitive, of: source, from: since }) => ({
            code,
            sensitive,
            source,
            since,
          })),
    households: told('household', [
      ...records.flatMap(({ source, said }) => {
        const [kk = null, relation = null] = [said?.kk, said?.relation];
        return kk === null && relation === null ? [] : [{ source, kk, relation, members: [] }];
      }),
      // Two who are one may each have been written as a member.
      ...[...new Set(homesHere.map(({ householdId }) => householdId))].map((householdId) => {
        const all = homesHere.filter((one) => one.householdId === householdId);
        return {
          source: 'PEMDA' as const,
          kk: all[0]?.kk ?? null,
          relation: all.at(-1)?.relation ?? null,
          members: homes
            .filter((one) => one.householdId === householdId && one.id !== file.id)
            .map(({ id, relation }) => ({ id, relation })),
        };
      }),
    ]),
    aid: told(
      'aid',
      aid
        .filter(({ withdrawn, programCode }) => withdrawn === null && grant.programs.includes(programCode))
        .map(({ programCode: program, givenOn, amount, goods }) => ({ program, givenOn, amount, goods })),
    ),
  };
  return JSON.parse(JSON.stringify(answer)) as PersonTold;
}

function known<T>(value: T | null | undefined): readonly T[] {
  return value === null || value === undefined ? [] : [value];
}

function localDay(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(at);
}

/** As last reported of that entry. */
function addressOf({ versions }: EntryFact): string | null {
  for (const { report } of versions) {
    if (!('address' in report) || report.address === null) continue;
    const { line, rt, rw } = report.address;
    return `${line}${rt === null ? '' : ` RT ${rt}`}${rw === null ? '' : ` RW ${rw}`}`;
  }
  return null;
}

/** The order of what is told of several stores says nothing; that of aid does. */
function inOneOrder({ sources, contact, socioEconomic, pmks, households, ...more }: PersonTold): unknown {
  const sorted = (list: readonly unknown[] | undefined) => list?.map((one) => JSON.stringify(one)).toSorted();
  return {
    ...more,
    sources: sorted(sources.map((one) => Object.entries(one).toSorted())),
    addresses: sorted(contact?.addresses),
    phones: sorted(contact?.phones),
    desil: sorted(socioEconomic?.desil),
    pmks: sorted(pmks?.map((one) => Object.entries(one).toSorted())),
    households: sorted(
      households?.map(({ members, ...home }) => [home, members.map((one) => JSON.stringify(one)).toSorted()]),
    ),
  };
}
