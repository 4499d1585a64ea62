/**
 * Pairs of rows with what is true about them: half are of one person, with the errors of data entry between
 * them, half of two people who look alike. Hard, but such that somebody with both rows before them can tell.
 */
import {
  entryOf,
  errorKinds,
  errorRules,
  withError,
  type Entry,
  type ErrorKind,
  type Field,
  type Scene,
} from './errors.js';
import { nameOf, originOf, twinNames } from './names.js';
import { nikOf, slotOf } from './numbers.js';
import { householdOf, type Household, type Person, type World } from './people.js';
import { regionOf, type Region } from './places.js';
import { at, oneOf, randomOf, weighted, whole, type Random } from './random.js';

export interface PairRecord extends Entry {
  /** "L17", "R17": each person of a side is on it once. */
  readonly id: string;
}

export type LookAlike =
  | 'twins'
  | 'siblings'
  | 'father_and_son_of_one_name'
  | 'same_name_neighbours'
  | 'husbands_nik_for_wife'
  | 'nik_of_another'
  | 'same_name_and_birth_year_elsewhere'
  | 'same_desa_and_birth_year';

export interface Pair {
  readonly left: PairRecord;
  readonly right: PairRecord;
  /** Whether both are of one person. */
  readonly same: boolean;
  /** "none", error kinds joined by "+", or in what two people look alike. */
  readonly kind: string;
}

export interface PairsOptions {
  readonly seed: number;
  readonly pairs: number;
  /** Kutai Timur unless given. */
  readonly region?: Region;
}

const FOR_PAIRS = 2;

const kutaiTimur = await regionOf('64.08');

/** Nobody is in two pairs: a left and a right row that are no pair here are of different people. */
export function makePairs({ seed, pairs, region = kutaiTimur }: PairsOptions): Iterable<Pair> {
  return { [Symbol.iterator]: () => pairsOf({ seed, region }, pairs) };
}

function* pairsOf(world: World, count: number): Generator<Pair> {
  const drawn = new Cursor(world);
  for (let number = 0; number < count; number += 1) {
    const random = randomOf(world.seed, FOR_PAIRS, number);
    const made = number % 2 === 0 ? onePerson(random, drawn) : twoPeople(random, drawn);
    const [left, right] = random() < 0.5 ? [made.one, made.other] : [made.other, made.one];
    yield {
      left: { id: `L${String(number + 1)}`, ...styled(random, left) },
      right: { id: `R${String(number + 1)}`, ...styled(random, right) },
      same: made.same,
      kind: made.kind,
    };
  }
}

interface Made {
  readonly one: Entry;
  readonly other: Entry;
  readonly same: boolean;
  readonly kind: string;
}

interface Place {
  readonly world: World;
  readonly household: Household;
  /** Of the same desa, some doors on. */
  readonly neighbour: Household;
  /** Of another desa. */
  readonly stranger: Household;
}

/** Gives each household once. Of every three rounds through the desa one is for each part in a pair. */
class Cursor {
  #next = 0;

  constructor(private readonly world: World) {}

  place(): Place {
    const { world } = this;
    const count = world.region.desa.length;
    const desa = this.#next % count;
    const start = Math.floor(this.#next / count) * 3 * count;
    this.#next += 1;
    return {
      world,
      household: householdOf(world, start + desa),
      // Made only where they are looked at.
      get neighbour() {
        return householdOf(world, start + count + desa);
      },
      get stranger() {
        return householdOf(world, start + 2 * count + ((desa + (count >> 1)) % count));
      },
    };
  }
}

function onePerson(random: Random, drawn: Cursor): Made {
  // Each kind as often as the others, whether or not most people can have it.
  const kinds = kindsDrawn(random);
  for (;;) {
    const place = drawn.place();
    const { household } = place;
    const person = oneOf(random, household.members);
    const scene = sceneOf(random, place, person);
    const one = known(random, entryOf(household, person));
    let other: Entry | null = known(random, entryOf(household, person));
    for (const kind of kinds) other = other === null ? null : withError(kind, other, scene);
    if (other !== null && evidence(one, other, kinds) >= ENOUGH) {
      return { one, other, same: true, kind: kinds.length === 0 ? 'none' : kinds.join('+') };
    }
    // Three errors that leave nobody recognisable are not found in anybody.
    if (kinds.length > 1 && random() < 0.05) return onePerson(random, drawn);
  }
}

function sceneOf(random: Random, place: Place, person: Person): Scene {
  const { world, household } = place;
  return {
    random,
    world,
    household,
    person,
    get neighbour() {
      return place.neighbour;
    },
  };
}

function kindsDrawn(random: Random): readonly ErrorKind[] {
  const count = weighted(random, [
    [0, 4],
    [1, 48],
    [2, 32],
    [3, 16],
  ]);
  const kinds: ErrorKind[] = [];
  const touched = new Set<Field>();
  while (kinds.length < count) {
    const kind = oneOf(random, errorKinds);
    const { changes } = errorRules[kind];
    if (changes.some((field) => touched.has(field))) continue;
    for (const field of changes) touched.add(field);
    kinds.push(kind);
  }
  return kinds;
}

/** What a registry does not ask for, or did not hear. */
function known(random: Random, entry: Entry): Entry {
  return {
    ...entry,
    motherName: random() < 0.85 ? entry.motherName : null,
    phone: random() < 0.85 ? entry.phone : null,
  };
}

/** What is left of each field by which somebody is recognised, after an error in it. */
const left: Partial<Record<ErrorKind, number>> = {
  nik_digits_swapped: 0.6,
  nik_digit_wrong: 0.6,
  nik_without_40: 0.8,
  birth_day_month_swapped: 0.6,
  birth_year_off: 0.6,
  birth_year_only: 0.3,
  name_word_dropped: 0.5,
  name_initial: 0.6,
  address_abbreviated: 1,
};
const worth: Partial<Record<Field, number>> = {
  nik: 3,
  birthDate: 1.5,
  kk: 1.5,
  name: 1.5,
  desaCode: 0.8,
  motherName: 1,
  phone: 0.5,
};
/** Such as name, birth date and mother's name; or name, birth date and KK. */
const ENOUGH = 4;

function evidence(one: Entry, other: Entry, kinds: readonly ErrorKind[]): number {
  let sum = 0;
  for (const [field, value] of Object.entries(worth) as [Field, number][]) {
    if (one[field] === null || other[field] === null) continue;
    const error = kinds.find((kind) => errorRules[kind].changes.includes(field));
    const light = field === 'name' ? 0.8 : 0;
    sum += value * (error === undefined ? 1 : (left[error] ?? light));
  }
  return sum;
}

type Maker = (place: Place, random: Random) => readonly [Entry, Entry] | null;

const lookAlikes: readonly (readonly [LookAlike, number])[] = [
  ['twins', 9],
  ['siblings', 14],
  ['father_and_son_of_one_name', 10],
  ['same_name_neighbours', 13],
  ['husbands_nik_for_wife', 12],
  ['nik_of_another', 12],
  ['same_name_and_birth_year_elsewhere', 13],
  ['same_desa_and_birth_year', 17],
];

/** In these the names tell who is who, and are left alone. */
const namesTell: readonly LookAlike[] = ['twins', 'siblings', 'husbands_nik_for_wife', 'nik_of_another'];
const harmless = [
  'address_abbreviated',
  'address_missing',
  'phone_missing',
  'mother_missing',
  'sex_missing',
] as const satisfies readonly ErrorKind[];
const harmlessIfNamesDoNotTell = [
  ...harmless,
  'kk_missing',
  'name_old_spelling',
  'name_phonetic',
  'name_muhammad',
  'name_siti',
  'name_key_beside',
] as const satisfies readonly ErrorKind[];

function twoPeople(random: Random, drawn: Cursor): Made {
  const kind = weighted(random, lookAlikes);
  for (;;) {
    const place = drawn.place();
    const made = makers[kind](place, random);
    if (made === null) continue;
    const one = known(random, made[0]);
    const other = known(random, made[1]);
    const noise = oneOf(random, namesTell.includes(kind) ? harmless : harmlessIfNamesDoNotTell);
    const scene = sceneOf(random, place, at(place.household.members, 0));
    const blurred = random() < 0.4 ? withError(noise, other, scene) : null;
    return { one, other: blurred ?? other, same: false, kind };
  }
}

const adults = (household: Household) =>
  household.members.filter((member) => member.birthDate < '2006' && member.relation !== 'MENANTU');
const yearOf = (person: Person) => Number(person.birthDate.slice(0, 4));

function twins({ household }: Place, random: Random): readonly [Entry, Entry] | null {
  const one = household.members.find((member) => member.relation === 'ANAK');
  if (one === undefined) return null;
  const rest = one.name.split(' ').slice(1).join(' ');
  const sex = random() < 0.6 ? one.sex : one.sex === 'L' ? 'P' : 'L';
  const [first, second] =
    sex === one.sex
      ? oneOf(random, twinNames[sex])
      : [oneOf(random, twinNames[one.sex])[0], oneOf(random, twinNames[sex])[1]];
  const serial = Number(one.nik.slice(12));
  // Registered one after the other.
  const next = String(serial % 2 === 1 ? serial + 1 : serial - 1).padStart(4, '0');
  const day = String(Number(one.birthDate.slice(8)) + (sex === 'P' ? 40 : 0)).padStart(2, '0');
  const nik = one.nik.slice(0, 6) + day + one.nik.slice(8, 12) + next;
  const named = (name: string) => `${name} ${rest}`.trim();
  return [
    entryOf(household, { ...one, name: named(first) }),
    entryOf(household, { ...one, name: named(second), sex, nik, phone: null }),
  ];
}

function siblings({ household }: Place): readonly [Entry, Entry] | null {
  const [one, other] = household.members.filter((member) => member.relation === 'ANAK');
  if (one === undefined || other === undefined || one.birthDate === other.birthDate) return null;
  return [entryOf(household, one), entryOf(household, other)];
}

function fatherAndSon({ household }: Place): readonly [Entry, Entry] | null {
  const father = household.members.find(
    (member) => member.relation === 'KEPALA KELUARGA' && member.sex === 'L',
  );
  const son = household.members.find((member) => member.relation === 'ANAK' && member.sex === 'L');
  if (father === undefined || son === undefined) return null;
  return [entryOf(household, father), entryOf(household, { ...son, name: father.name })];
}

function sameNameNeighbours({ household, neighbour }: Place): readonly [Entry, Entry] | null {
  for (const one of adults(household)) {
    const other = adults(neighbour).find(
      (person) => person.sex === one.sex && Math.abs(yearOf(person) - yearOf(one)) > 1,
    );
    if (other === undefined) continue;
    return [entryOf(household, one), entryOf(neighbour, { ...other, name: one.name })];
  }
  return null;
}

function husbandsNik({ household }: Place): readonly [Entry, Entry] | null {
  const [husband, wife] = household.members;
  if (husband === undefined || wife?.relation !== 'ISTRI' || husband.birthDate === wife.birthDate)
    return null;
  return [entryOf(household, husband), { ...entryOf(household, wife), nik: husband.nik }];
}

function nikOfAnother(
  { household, neighbour, stranger }: Place,
  random: Random,
): readonly [Entry, Entry] | null {
  const from = random() < 0.6 ? neighbour : stranger;
  const one = oneOf(random, household.members);
  const other = oneOf(random, from.members);
  if (shareWord(one.name, other.name) || one.birthDate === other.birthDate) return null;
  return [entryOf(household, one), { ...entryOf(from, other), nik: one.nik }];
}

/** Somebody of `from` as if born on another day of `one`'s year. */
function ofYear(one: Person, from: Household, world: World, random: Random): Person | null {
  const other = from.members.find((person) => person.sex === one.sex);
  const month = String(whole(random, 1, 12)).padStart(2, '0');
  const day = String(whole(random, 13, 28));
  const birthDate = `${one.birthDate.slice(0, 4)}-${month}-${day}`;
  // Neither the same day nor one that could be misread as it.
  if (other === undefined || birthDate >= '2026-10') return null;
  if (one.birthDate.slice(5, 7) === month || one.birthDate.slice(8) === day) return null;
  const slot = slotOf(world.region, from.desa, from.n);
  return { ...other, birthDate, nik: nikOf(other.nik.slice(0, 6), birthDate, other.sex, slot, 0) };
}

function sameNameElsewhere(
  { household, stranger, world }: Place,
  random: Random,
): readonly [Entry, Entry] | null {
  const one = oneOf(random, household.members);
  const other = ofYear(one, stranger, world, random);
  // The first of January stands for a day that is not known.
  if (other === null || one.birthDate.endsWith('01-01')) return null;
  return [entryOf(household, one), entryOf(stranger, { ...other, name: one.name })];
}

function sameBlock({ household, neighbour, world }: Place, random: Random): readonly [Entry, Entry] | null {
  const one = oneOf(random, household.members);
  const other = ofYear(one, neighbour, world, random);
  if (other === null) return null;
  const name = nameOf(random, originOf(random), other.sex, yearOf(other), null);
  if (shareWord(one.name, name)) return null;
  return [entryOf(household, one), entryOf(neighbour, { ...other, name })];
}

const shareWord = (one: string, other: string) =>
  one.split(' ').some((word) => other.split(' ').includes(word));

const makers: Readonly<Record<LookAlike, Maker>> = {
  twins,
  siblings,
  father_and_son_of_one_name: fatherAndSon,
  same_name_neighbours: sameNameNeighbours,
  husbands_nik_for_wife: husbandsNik,
  nik_of_another: nikOfAnother,
  same_name_and_birth_year_elsewhere: sameNameElsewhere,
  same_desa_and_birth_year: sameBlock,
};

/** Some offices write in capitals, some leave out points. */
function styled(random: Random, entry: Entry): Entry {
  const upper = random() < 0.6;
  const written = (text: string | null) => (text !== null && upper ? text.toUpperCase() : text);
  return {
    ...entry,
    name: written(entry.name),
    address: written(entry.address),
    motherName: written(entry.motherName),
  };
}
