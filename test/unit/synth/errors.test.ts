import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNik } from '../../../src/domain/identity/nik.js';
import {
  entryOf,
  errorKinds,
  errorRules,
  officersNik,
  withError,
  type Entry,
  type ErrorKind,
  type Scene,
} from '../../synth/errors.js';
import { householdOf, WORLD_DAY } from '../../synth/people.js';
import { regionOf } from '../../synth/places.js';
import { oneOf, randomOf } from '../../synth/random.js';

const region = await regionOf('64.08');

const world = { seed: 3, region };
const many = Array.from({ length: 400 }, (_, n) => ({
  n,
  household: householdOf(world, n),
  neighbour: householdOf(world, n + region.desa.length),
}));

interface Case {
  readonly before: Entry;
  readonly after: Entry;
  readonly scene: Scene;
}

/** Whoever of many people can have the error, with it. */
function cases(kind: ErrorKind, names?: readonly string[]): Case[] {
  const found: Case[] = [];
  for (const { household, neighbour, n } of many) {
    const random = randomOf(11, n);
    const person = oneOf(random, household.members);
    const scene = { random, world, household, neighbour, person };
    const entry = entryOf(household, person);
    const before = names === undefined ? entry : { ...entry, name: oneOf(random, names) };
    const after = withError(kind, before, scene);
    if (after !== null) found.push({ before, after, scene });
  }
  expect(found.length).toBeGreaterThan(3);
  return found;
}

const nameAfter = (kind: ErrorKind, name: string) =>
  new Set(cases(kind, [name]).map(({ after }) => after.name));
const sorted = (text: string | null) =>
  Array.from(text ?? '')
    .sort()
    .join('');
const letters = (name: string | null) => sorted((name ?? '').toLowerCase().replace(/[^a-z]/g, ''));
/** How many places of two numbers of one length differ. */
const differing = (one: string, other: string) =>
  Array.from(one).filter((digit, place) => digit !== other.charAt(place)).length;

describe.each(errorKinds)('%s', (kind) => {
  it('changes what it says, something of it, and nothing else', () => {
    const { changes } = errorRules[kind];
    for (const { before, after } of cases(kind)) {
      const changed = (Object.keys(before) as (keyof Entry)[]).filter(
        (field) => before[field] !== after[field],
      );
      expect(changed.length).toBeGreaterThan(0);
      expect(changes).toEqual(expect.arrayContaining(changed));
    }
  });
});

it.each(errorKinds.filter((kind) => kind.startsWith('name_')))('%s leaves a name', (kind) => {
  for (const { after } of cases(kind)) expect(after.name).toMatch(/^\p{L}[\p{L}.,' ]*[\p{L}.]$/u);
});

it('spells as before 1972', () => {
  expect([...nameAfter('name_old_spelling', 'Sutrisno')]).toEqual(['Soetrisno']);
  expect([...nameAfter('name_old_spelling', 'Joko')]).toEqual(['Djoko']);
  expect([...nameAfter('name_old_spelling', 'Cahyono')].sort()).toEqual(['Cahjono', 'Tjahjono', 'Tjahyono']);
});

it('writes as it sounds', () => {
  const heard = nameAfter('name_phonetic', 'Fatimah');
  for (const name of ['Patimah', 'Fathimah', 'Fatima']) expect(heard).toContain(name);
  for (const name of heard) expect(name).not.toBe('Fatimah');
});

it('shortens Muhammad, Abdul and Siti, and nobody else', () => {
  const forms = nameAfter('name_muhammad', 'Muhammad Contoh');
  for (const form of ['Moh.', 'Muh.', 'Moch.', 'Mhd', 'M.']) expect(forms).toContain(`${form} Contoh`);
  expect(nameAfter('name_abdul', 'Abdul Contoh')).toContain('Abd. Contoh');
  expect(nameAfter('name_siti', 'Siti Contoh')).toContain('St. Contoh');
  const random = randomOf(1);
  const household = householdOf({ seed: 3, region }, 0);
  const person = oneOf(random, household.members);
  const scene = { random, world: { seed: 3, region }, household, neighbour: household, person };
  const entry = { ...entryOf(household, person), name: 'Contoh Uji' };
  for (const kind of ['name_muhammad', 'name_abdul', 'name_siti'] as const) {
    expect(withError(kind, entry, scene)).toBeNull();
  }
});

it('adds and drops titles', () => {
  for (const name of ['H. Contoh Uji', 'Contoh Uji, S.Pd', 'Hj. Contoh Uji, SE']) {
    expect([...nameAfter('name_title', name)]).toEqual(['Contoh Uji']);
  }
  for (const name of nameAfter('name_title', 'Contoh Uji'))
    expect(name).toMatch(/^\S+ Contoh Uji$|^Contoh Uji, /);
});

it('leaves titles alone when the name itself goes wrong', () => {
  for (const kind of errorKinds.filter((one) => /^name_(?!title)/.test(one))) {
    for (const name of nameAfter(kind, 'H. Muhammad Siti Abdul Khairuddin, S.Sos')) {
      expect(name).toMatch(/^H\. .*, S\.Sos$/);
    }
  }
});

it('drops, shortens, turns, joins and splits words', () => {
  expect([...nameAfter('name_word_dropped', 'Budi Contoh')].sort()).toEqual(['Budi', 'Contoh']);
  expect([...nameAfter('name_initial', 'Budi Contoh')].sort()).toEqual(['B. Contoh', 'Budi C.']);
  expect([...nameAfter('name_word_order', 'Budi Contoh Uji')]).toEqual(['Contoh Uji Budi']);
  expect([...nameAfter('name_words_merged', 'Nur Aini')]).toEqual(['Nuraini']);
  expect([...nameAfter('name_word_split', 'Norhayati')]).toEqual(['Nor Hayati']);
  for (const name of nameAfter('name_bin', 'Budi Contoh')) {
    expect(name).toMatch(/^Budi Contoh ([Bb]in|B\.|[Bb]inti|Bt\.) \p{L}/u);
  }
});

it('mistypes one letter', () => {
  for (const { before, after } of cases('name_letters_swapped'))
    expect(letters(after.name)).toBe(letters(before.name));
  for (const { before, after } of cases('name_letter_lost')) {
    expect(after.name).toHaveLength((before.name ?? '').length - 1);
  }
  for (const { before, after } of cases('name_key_beside')) {
    expect(differing(before.name ?? '', after.name ?? '')).toBe(1);
    expect(after.name).toHaveLength((before.name ?? '').length);
  }
});

it('mistypes a NIK', () => {
  for (const { before, after } of cases('nik_digit_wrong')) {
    expect(differing(before.nik ?? '', after.nik ?? '')).toBe(1);
    expect(after.nik).toMatch(/^\d{16}$/);
  }
  for (const { before, after } of cases('nik_digits_swapped')) {
    expect(differing(before.nik ?? '', after.nik ?? '')).toBe(2);
    expect(sorted(after.nik)).toBe(sorted(before.nik));
  }
  for (const { before, after } of cases('nik_without_40')) {
    expect(before.sex).toBe('P');
    expect(readNik(after.nik ?? '', WORLD_DAY)).toMatchObject({
      nik: { sex: 'L', birthDate: before.birthDate },
    });
  }
});

it('types the NIK of somebody else', () => {
  for (const { after, scene } of cases('nik_of_spouse')) {
    const owner = scene.household.members.find((member) => member.nik === after.nik);
    expect(['ISTRI', 'KEPALA KELUARGA']).toContain(owner?.relation);
    expect(owner).not.toBe(scene.person);
  }
  for (const { after, scene } of cases('nik_of_neighbour')) {
    expect(scene.neighbour.members.map((member) => member.nik)).toContain(after.nik);
  }
  for (const { after, scene } of cases('nik_of_officer')) {
    expect(after.nik).toBe(officersNik(scene.household.desa.code));
    expect(readNik(after.nik ?? '', WORLD_DAY)).toMatchObject({ ok: true });
  }
});

it('mistakes dates for dates', () => {
  for (const kind of ['birth_day_month_swapped', 'birth_year_off', 'birth_year_only'] as const) {
    for (const { after } of cases(kind)) {
      const date = after.birthDate ?? '';
      expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      if (kind === 'birth_year_off') expect(date <= WORLD_DAY).toBe(true);
    }
  }
  for (const { before, after } of cases('birth_year_off')) {
    const years = [before, after].map((entry) => Number(entry.birthDate?.slice(0, 4)));
    expect(Math.abs((years[0] ?? 0) - (years[1] ?? 0))).toBe(1);
    expect(after.birthDate?.slice(4)).toBe(before.birthDate?.slice(4));
  }
  for (const { before, after } of cases('birth_year_only')) {
    expect(after.birthDate).toBe(`${String(before.birthDate?.slice(0, 4))}-01-01`);
  }
});

it('moves a family', () => {
  for (const kind of [
    'moved_desa',
    'moved_desa_new_kk',
    'moved_kecamatan',
    'moved_kecamatan_new_kk',
  ] as const) {
    for (const { before, after } of cases(kind)) {
      const kecamatan = [before, after].map((entry) => entry.desaCode?.slice(0, 8));
      expect(after.desaCode).not.toBe(before.desaCode);
      expect(kecamatan[0] === kecamatan[1]).toBe(kind.startsWith('moved_desa'));
      expect(after.kk === before.kk).toBe(!kind.endsWith('new_kk'));
      expect(region.desa.some((desa) => desa.code === after.desaCode)).toBe(true);
    }
  }
});

it('keeps the street of an address that it shortens', () => {
  for (const { before, after } of cases('address_abbreviated')) {
    const street = /Contoh \p{L}+/u.exec(before.address ?? '')?.[0] ?? '?';
    expect(after.address).toContain(street);
  }
});

it('can be had together, of different fields, in any order', () => {
  const some = fc.uniqueArray(fc.constantFrom(...errorKinds), { minLength: 2, maxLength: 3 });
  fc.assert(
    fc.property(some, fc.constantFrom(...many), (kinds, { household, neighbour, n }) => {
      const fields = kinds.flatMap((kind) => errorRules[kind].changes);
      fc.pre(new Set(fields).size === fields.length);
      const random = randomOf(n);
      const scene = { random, world, household, neighbour, person: oneOf(random, household.members) };
      const before = entryOf(household, scene.person);
      const after = kinds.reduce<Entry | null>(
        (entry, kind) => (entry === null ? null : withError(kind, entry, scene)),
        before,
      );
      fc.pre(after !== null);
      for (const kind of kinds) {
        const { changes } = errorRules[kind];
        expect(changes.map((field) => after[field])).not.toEqual(changes.map((field) => before[field]));
      }
    }),
  );
});
