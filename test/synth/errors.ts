/**
 * The errors of data entry, each by its name. What an error changes is said in `changes`; errors that change
 * different things can be put one on another.
 */
import * as names from './errors-of-names.js';
import {
  addressLine,
  addressOf,
  titled,
  WORLD_DAY,
  type Household,
  type Person,
  type World,
} from './people.js';
import { at, oneOf, whole, type Random } from './random.js';

/** One row about one person, as a register has it. */
export interface Entry {
  readonly nik: string | null;
  readonly kk: string | null;
  readonly name: string | null;
  /** ISO date */
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
  /** "64.08.01.2001" */
  readonly desaCode: string | null;
  readonly address: string | null;
  /** E.164 */
  readonly phone: string | null;
  readonly motherName: string | null;
}

export type Field = keyof Entry;

/** Whom an entry is about, and who lives next door. */
export interface Scene {
  readonly random: Random;
  readonly world: World;
  readonly household: Household;
  readonly person: Person;
  readonly neighbour: Household;
}

/** null: it cannot happen to this entry. Otherwise something is changed. */
type Apply = (entry: Entry, scene: Scene) => Partial<Entry> | null;

interface ErrorRule {
  readonly changes: readonly Field[];
  readonly apply: Apply;
}

function ofName(error: (scene: Scene) => names.NameError): ErrorRule {
  return {
    changes: ['name'],
    apply: (entry, scene) => {
      const name = entry.name === null ? null : error(scene)(entry.name, scene.random);
      return name === null || name === entry.name ? null : { name };
    },
  };
}

function missing(field: Field): ErrorRule {
  return { changes: [field], apply: (entry) => (entry[field] === null ? null : { [field]: null }) };
}

function ofNik(change: (nik: string, scene: Scene) => string | null): ErrorRule {
  return {
    changes: ['nik'],
    apply: (entry, scene) => {
      if (entry.nik === null) return null;
      const nik = change(entry.nik, scene);
      return nik === null || nik === entry.nik ? null : { nik };
    },
  };
}

function ofDate(change: (date: string, scene: Scene) => string | null): ErrorRule {
  return {
    changes: ['birthDate'],
    apply: (entry, scene) => {
      if (entry.birthDate === null) return null;
      const birthDate = change(entry.birthDate, scene);
      return birthDate === null || birthDate === entry.birthDate ? null : { birthDate };
    },
  };
}

function swapDigits(nik: string, { random }: Scene): string | null {
  const places = Array.from(nik, (_digit, place) => place).filter(
    (place) => place > 0 && nik.charAt(place) !== nik.charAt(place - 1),
  );
  if (places.length === 0) return null;
  const place = oneOf(random, places);
  return nik.slice(0, place - 1) + nik.charAt(place) + nik.charAt(place - 1) + nik.slice(place + 1);
}

function wrongDigit(nik: string, { random }: Scene): string {
  const place = whole(random, 0, 15);
  const digit = (Number(nik.charAt(place)) + whole(random, 1, 9)) % 10;
  return nik.slice(0, place) + String(digit) + nik.slice(place + 1);
}

/** A woman's day of birth as if she were a man. */
function withoutForty(nik: string): string | null {
  const day = Number(nik.slice(6, 8));
  return day > 40 ? nik.slice(0, 6) + String(day - 40).padStart(2, '0') + nik.slice(8) : null;
}

/** Whoever typed the row, or their test: the same NIK in rows of many people of a desa. */
export function officersNik(desaCode: string): string {
  return `${desaCode.slice(0, 8).replaceAll('.', '')}150885${desaCode.slice(-4)}`;
}

function spousesNik(person: Person, household: Household): string | null {
  const others: Partial<Record<Person['relation'], Person['relation']>> = {
    ISTRI: 'KEPALA KELUARGA',
    'KEPALA KELUARGA': 'ISTRI',
  };
  const other = others[person.relation];
  return household.members.find((member) => member.relation === other)?.nik ?? null;
}

function moved(where: 'desa' | 'kecamatan', kk: 'same' | 'new'): ErrorRule {
  return {
    changes: ['desaCode', 'address', ...(kk === 'new' ? (['kk'] as const) : [])],
    apply: (entry, { random, world, household }) => {
      const from = household.desa;
      const inside = (kecamatan: number) => (kecamatan === from.kecamatanIndex) === (where === 'desa');
      const to = world.region.desa.filter((desa) => inside(desa.kecamatanIndex) && desa !== from);
      if (to.length === 0 || entry.desaCode === null || (kk === 'new' && entry.kk === null)) return null;
      const place = {
        desaCode: oneOf(random, to).code,
        address: addressLine(addressOf(random, whole(random, 0, 900))),
      };
      return kk === 'new' ? { ...place, kk: household.otherKk } : place;
    },
  };
}

const shortened: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Jl\. /, ['Jalan ', 'Jln ', 'JL ', '']],
  [/^Gang /, ['Gg. ', 'Gg ']],
  [/^Dusun /, ['Dsn. ', 'Dsn ', '']],
  [/ No\. (?=\d)/, [' No.', ' no ', ' ']],
  [/ RT 0*(\d+) RW 0*(\d+)$/, [' RT $1/$2', ' RT.$1 RW.$2', ' RT $1', '']],
];

/** In every part that can be. Streets keep their names. */
function abbreviated(address: string, { random }: Scene): string {
  let written = address;
  for (const [part, forms] of shortened) {
    if (random() < 0.75) written = written.replace(part, oneOf(random, forms));
  }
  return written;
}

const rules = {
  name_old_spelling: ofName(() => names.untitled(names.oldSpelling)),
  name_phonetic: ofName(() => names.untitled(names.phonetic)),
  name_muhammad: ofName(() => names.untitled(names.muhammadForm)),
  name_abdul: ofName(() => names.untitled(names.abdulForm)),
  name_siti: ofName(() => names.untitled(names.sitiForm)),
  name_title: ofName(({ person }) => names.titles(person.sex)),
  name_bin: ofName(({ person }) => names.untitled(names.bin(person.sex, person.fatherName))),
  name_word_dropped: ofName(() => names.untitled(names.wordDropped)),
  name_initial: ofName(() => names.untitled(names.initial)),
  name_word_order: ofName(() => names.untitled(names.wordOrder)),
  name_words_merged: ofName(() => names.untitled(names.wordsMerged)),
  name_word_split: ofName(() => names.untitled(names.wordSplit)),
  name_key_beside: ofName(() => names.untitled(names.keyBeside)),
  name_letters_swapped: ofName(() => names.untitled(names.lettersSwapped)),
  name_letter_lost: ofName(() => names.untitled(names.letterLost)),
  nik_digits_swapped: ofNik(swapDigits),
  nik_digit_wrong: ofNik(wrongDigit),
  nik_without_40: ofNik(withoutForty),
  nik_missing: missing('nik'),
  nik_of_spouse: ofNik((_nik, { person, household }) => spousesNik(person, household)),
  nik_of_neighbour: ofNik((_nik, { neighbour }) => at(neighbour.members, 0).nik),
  nik_of_officer: ofNik((_nik, { household }) => officersNik(household.desa.code)),
  birth_day_month_swapped: ofDate((date) => {
    const [year = '', month = '', day = ''] = date.split('-');
    const swapped = `${year}-${day}-${month}`;
    return Number(day) <= 12 && swapped <= WORLD_DAY ? swapped : null;
  }),
  birth_year_off: ofDate((date, { random }) => {
    // 29 February is in no year beside its own.
    if (date.endsWith('02-29')) return null;
    const later = String(Number(date.slice(0, 4)) + 1) + date.slice(4);
    if (later <= WORLD_DAY && random() < 0.4) return later;
    return String(Number(date.slice(0, 4)) - 1) + date.slice(4);
  }),
  birth_year_only: ofDate((date) => `${date.slice(0, 4)}-01-01`),
  birth_missing: missing('birthDate'),
  sex_wrong: {
    changes: ['sex'],
    apply: ({ sex }) => (sex === null ? null : { sex: sex === 'L' ? 'P' : 'L' }),
  },
  sex_missing: missing('sex'),
  kk_old: {
    changes: ['kk'],
    apply: ({ kk }, { household }) => (kk === null ? null : { kk: household.otherKk }),
  },
  kk_missing: missing('kk'),
  moved_desa: moved('desa', 'same'),
  moved_desa_new_kk: moved('desa', 'new'),
  moved_kecamatan: moved('kecamatan', 'same'),
  moved_kecamatan_new_kk: moved('kecamatan', 'new'),
  address_abbreviated: {
    changes: ['address'],
    apply: ({ address }, scene) => {
      const written = address === null ? null : abbreviated(address, scene);
      return written === null || written === '' || written === address ? null : { address: written };
    },
  },
  address_missing: missing('address'),
  mother_missing: missing('motherName'),
  phone_missing: missing('phone'),
} satisfies Readonly<Record<string, ErrorRule>>;

export type ErrorKind = keyof typeof rules;

export const errorRules: Readonly<Record<ErrorKind, ErrorRule>> = rules;

export const errorKinds = Object.keys(rules) as readonly ErrorKind[];

/** null: it cannot happen to this entry. */
export function withError(kind: ErrorKind, entry: Entry, scene: Scene): Entry | null {
  const change = errorRules[kind].apply(entry, scene);
  return change === null ? null : { ...entry, ...change };
}

/** All that is known of somebody, without a fault. */
export function entryOf(household: Household, person: Person): Entry {
  return {
    nik: person.nik,
    kk: household.kk,
    name: titled(person.name, person.title),
    birthDate: person.birthDate,
    sex: person.sex,
    desaCode: household.desa.code,
    address: addressLine(household.address),
    phone: person.phone,
    motherName: person.motherName,
  };
}
