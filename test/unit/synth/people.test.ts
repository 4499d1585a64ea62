import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readKk, readNik } from '../../../src/domain/identity/nik.js';
import { householdOf, WORLD_DAY, type Household } from '../../synth/people.js';
import { regionOf, type Region } from '../../synth/places.js';

const region = await regionOf('64.08');
const anyHousehold = fc.record({ seed: fc.integer(), n: fc.integer({ min: 0, max: 2_000_000 }) });

function* households(of: Region, count: number): Generator<Household> {
  for (let n = 0; n < count; n += 1) yield householdOf({ seed: 5, region: of }, n);
}

it('knows the desa of the region, and refuses one that does not exist', async () => {
  expect(region).toMatchObject({ code: '64.08', kecamatan: 18 });
  expect(region.desa).toHaveLength(141);
  expect(new Set(region.desa.map((desa) => desa.code)).size).toBe(141);
  await expect(regionOf('64.99')).rejects.toThrow('64.99');
});

it('makes each household from the seed and its number alone', () => {
  fc.assert(
    fc.property(anyHousehold, ({ seed, n }) => {
      const once = householdOf({ seed, region }, n);
      expect(householdOf({ seed, region }, n)).toEqual(once);
      expect(once.desa).toBe(region.desa[n % 141]);
      expect(householdOf({ seed: seed + 1, region }, n)).not.toEqual(once);
    }),
  );
});

it('gives everybody a NIK that says their birth date and sex, and the family a No. KK', () => {
  fc.assert(
    fc.property(anyHousehold, ({ seed, n }) => {
      const { members, kk, otherKk } = householdOf({ seed, region }, n);
      expect(members.length).toBeGreaterThan(0);
      for (const { nik, birthDate, sex } of members) {
        expect(readNik(nik, WORLD_DAY)).toMatchObject({ ok: true, nik: { birthDate, sex } });
      }
      expect([readKk(kk), readKk(otherKk)]).toMatchObject([{ ok: true }, { ok: true }]);
    }),
    { numRuns: 500 },
  );
});

it('gives no number twice, also where the serials of a kecamatan have run out', () => {
  // One kecamatan of two desa, so that 16,000 households take four rounds of its serials.
  const two = region.desa.slice(0, 2).map((desa, index) => ({ ...desa, index, siblings: 2 }));
  for (const small of [region, { ...region, kecamatan: 1, desa: two }]) {
    const niks: string[] = [];
    const kks: string[] = [];
    for (const household of households(small, 16_000)) {
      niks.push(...household.members.map((member) => member.nik));
      kks.push(household.kk, household.otherKk);
    }
    expect(new Set(niks).size).toBe(niks.length);
    expect(new Set(kks).size).toBe(kks.length);
  }
});

it('is a population as offices know it', () => {
  const people = [...households(region, 20_000)].flatMap((household) =>
    household.members.map((member) => ({ ...member, household })),
  );
  const share = (which: (person: (typeof people)[number]) => boolean) =>
    people.filter(which).length / people.length;
  expect(people.length / 20_000).toBeGreaterThan(2.8);
  expect(share((person) => person.nik.startsWith('6408'))).toBeGreaterThan(0.6);
  expect(share((person) => !person.name.includes(' '))).toBeGreaterThan(0.1);
  const heaped = share((person) => /-(?:01-01|07-01|12-31)$/.test(person.birthDate));
  expect(heaped).toBeGreaterThan(0.05);
  expect(heaped).toBeLessThan(0.2);
  // Twins, and neighbours of one name in one desa.
  const keys = people.map((person) => [person.household.n, person.birthDate, person.motherName].join());
  const twins = 1 - new Set(keys).size / people.length;
  expect(twins).toBeGreaterThan(0.002);
  expect(twins).toBeLessThan(0.02);
  const named = people.map((person) => [person.household.desa.code, person.name].join());
  expect(1 - new Set(named).size / people.length).toBeGreaterThan(0.01);
  // Parents are older than their children.
  for (const { household, relation, birthDate } of people) {
    const mother = household.members.find((member) => member.relation === 'ISTRI');
    if (relation === 'ANAK' && mother !== undefined) {
      expect(Number(birthDate.slice(0, 4)) - Number(mother.birthDate.slice(0, 4))).toBeGreaterThan(14);
    }
  }
});

it('calls nobody by a word that is no name by itself', () => {
  for (const { members } of households(region, 3_000)) {
    for (const { name } of members) expect(['Muhammad', 'Siti', 'Abdul', 'Nur', 'Ahmad']).not.toContain(name);
  }
});

it('looks made up: every street and every phone number', () => {
  for (const { address, members } of households(region, 500)) {
    expect(address.street).toContain('Contoh');
    for (const { phone } of members) expect(phone ?? '+628120').toMatch(/^\+628120/);
  }
});
