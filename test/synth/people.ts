/**
 * A made-up population of a kabupaten, of any size, without holding it: household n follows from the seed
 * and n. Nobody in it exists. Its words are those of real names, for a matcher must meet them, but every
 * street is a "Contoh" (example), every phone number begins with 08120, and as a set the people are chance.
 */
import { nameOf, originOf, surnameOf, twinNames, type Origin } from './names.js';
import { elsewhere, kkOf, nikOf, slotOf, two, type Slot } from './numbers.js';
import { type Desa, type Region } from './places.js';
import { at, oneOf, randomOf, weighted, whole, type Random } from './random.js';

export interface World {
  readonly seed: number;
  readonly region: Region;
}

export type Relation =
  'KEPALA KELUARGA' | 'ISTRI' | 'ANAK' | 'MENANTU' | 'CUCU' | 'ORANG TUA' | 'MERTUA' | 'FAMILI LAIN';

export interface Person {
  /** "12-3": the fourth of household 12. */
  readonly id: string;
  readonly nik: string;
  /** In the usual case of letters, without titles. */
  readonly name: string;
  /** "H.", "S.Pd" or what else is written with the name; or null. */
  readonly title: string | null;
  readonly birthDate: string;
  readonly sex: 'L' | 'P';
  readonly relation: Relation;
  readonly motherName: string;
  readonly fatherName: string;
  /** E.164, or null: most have none, or one of the family. */
  readonly phone: string | null;
  readonly occupation: string;
}

export interface Address {
  /** "Jl. Contoh Melati No. 12" */
  readonly street: string;
  /** "003" */
  readonly rt: string;
  readonly rw: string;
}

export interface Household {
  readonly n: number;
  readonly desa: Desa;
  readonly kk: string;
  /** What it had before a marriage or a split, and what it gets when it moves. */
  readonly otherKk: string;
  readonly address: Address;
  /** 1 to 10 */
  readonly desil: number;
  readonly members: readonly Person[];
}

/** The day on which the world is as it is. Everybody in it was born before. */
export const WORLD_DAY = '2026-11-01';
const THIS_YEAR = 2026;
const DAY_MS = 86_400_000;

/** What a draw is for, so that more of one thing changes nothing about another. */
const FOR_HOUSEHOLD = 1;

/** `n` from 0. */
export function householdOf(world: World, n: number): Household {
  const random = randomOf(world.seed, FOR_HOUSEHOLD, n);
  const { region } = world;
  const desa = at(region.desa, n % region.desa.length);
  const slot = slotOf(region, desa, n);
  const family = new Family(random, n, slot);
  const members = family.made();
  const kkIssued = slot.home ?? elsewhere(random, slot);
  return {
    n,
    desa,
    kk: kkOf(kkIssued, issueDate(random, 2012, 2025), slot, 0),
    otherKk: kkOf(kkIssued, issueDate(random, 2008, 2025), slot, 1),
    address: addressOf(random, Math.floor(n / region.desa.length)),
    desil: weighted(random, desilShares),
    members,
  };
}

/** Poor households are recorded more often than others. */
const desilShares: readonly (readonly [number, number])[] = [
  [1, 16],
  [2, 15],
  [3, 14],
  [4, 13],
  [5, 11],
  [6, 9],
  [7, 8],
  [8, 6],
  [9, 5],
  [10, 3],
];

function issueDate(random: Random, from: number, to: number): string {
  return `${String(whole(random, from, to))}-${two(whole(random, 1, 12))}-${two(whole(random, 1, 28))}`;
}

const streets =
  'Melati Mawar Kenanga Poros Pelabuhan Pendidikan Masjid Gereja Pasar Sungai Kebun Sawit Ulin Meranti Kelapa Bakti Damai Makmur Karya Mulawarman'.split(
    ' ',
  );

/** `place`: the household's among those of its desa; thirty make an RT. */
export function addressOf(random: Random, place: number): Address {
  const rt = 1 + (Math.floor(place / 30) % 60);
  const street =
    random() < 0.25
      ? `Dusun Contoh ${oneOf(random, streets)}`
      : `${oneOf(random, ['Jl.', 'Jl.', 'Gang'])} Contoh ${oneOf(random, streets)}${random() < 0.7 ? ` No. ${String(whole(random, 1, 180))}` : ''}`;
  return { street, rt: String(rt).padStart(3, '0'), rw: String(1 + Math.floor(rt / 6)).padStart(3, '0') };
}

export function addressLine({ street, rt, rw }: Address): string {
  return `${street} RT ${rt} RW ${rw}`;
}

interface Draft {
  readonly name: string;
  readonly sex: 'L' | 'P';
  readonly birthDate: string;
  readonly relation: Relation;
  readonly mother: string;
  readonly father: string;
}

const jobs = {
  L: [
    ['PETANI/PEKEBUN', 30],
    ['BURUH HARIAN LEPAS', 20],
    ['KARYAWAN SWASTA', 16],
    ['NELAYAN', 8],
    ['WIRASWASTA', 12],
    ['BELUM/TIDAK BEKERJA', 9],
    ['PEGAWAI NEGERI SIPIL', 3],
    ['GURU', 2],
  ],
  P: [
    ['MENGURUS RUMAH TANGGA', 66],
    ['PETANI/PEKEBUN', 12],
    ['BURUH HARIAN LEPAS', 6],
    ['KARYAWAN SWASTA', 6],
    ['PEDAGANG', 5],
    ['GURU', 3],
    ['BELUM/TIDAK BEKERJA', 2],
  ],
} as const;

class Family {
  readonly #drafts: Draft[] = [];

  constructor(
    private readonly random: Random,
    private readonly n: number,
    private readonly slot: Slot,
  ) {}

  made(): Person[] {
    const { random } = this;
    const origin = originOf(random);
    const headSex = random() < 0.86 ? 'L' : 'P';
    const age = 21 + Math.floor(((random() + random()) / 2) ** 1.2 * 68);
    const head = this.adult(origin, headSex, age, 'KEPALA KELUARGA');
    const wifeOrigin = random() < 0.15 ? originOf(random) : origin;
    const married = headSex === 'L' && random() < 0.88;
    const wifeAge = Math.max(17, age - whole(random, -2, 9));
    const wife = married ? this.adult(wifeOrigin, 'P', wifeAge, 'ISTRI') : null;
    const mother = wife ?? (headSex === 'P' ? head : null);
    const mothersAge = wife === null ? age : wifeAge;
    if (mother !== null || random() < 0.4) this.children(origin, head, mother, mothersAge);
    if (age < 60 && random() < 0.09) {
      // The head's own mother or father, or the wife's, lives with them.
      const sex = random() < 0.7 ? 'P' : 'L';
      const elder = wife !== null && random() < 0.3 ? wife : head;
      const name = sex === 'P' ? elder.mother : elder.father;
      const relation = elder === wife ? 'MERTUA' : 'ORANG TUA';
      const elderAge = (elder === wife ? wifeAge : age) + whole(random, 18, 34);
      this.adult(origin, sex, elderAge, relation, name);
    }
    if (random() < 0.07) this.adult(origin, random() < 0.5 ? 'L' : 'P', whole(random, 17, 60), 'FAMILI LAIN');
    return this.#drafts.map((draft, index) => this.person(draft, index));
  }

  private adult(origin: Origin, sex: 'L' | 'P', age: number, relation: Relation, name?: string): Draft {
    const { random } = this;
    const born = THIS_YEAR - age;
    const father = nameOf(random, origin, 'L', born - 28, null);
    return this.add({
      name: name ?? nameOf(random, origin, sex, born, surnameOf(father)),
      sex,
      birthDate: this.born(born),
      relation,
      mother: nameOf(random, origin, 'P', born - 25, null),
      father,
    });
  }

  private children(origin: Origin, head: Draft, mother: Draft | null, mothersAge: number): void {
    const { random } = this;
    const father =
      head.sex === 'L' ? head.name : nameOf(random, origin, 'L', THIS_YEAR - mothersAge - 3, null);
    const mothersName = mother?.name ?? nameOf(random, origin, 'P', THIS_YEAR - mothersAge, null);
    let age = mothersAge - whole(random, 17, 27);
    let left = Math.floor(random() ** 1.4 * 6);
    // Many families begin the names of their children alike.
    const shared = random() < 0.25;
    const first: Partial<Record<'L' | 'P', string>> = {};
    for (; left > 0 && age >= 0; left -= 1) {
      const sex = random() < 0.51 ? 'L' : 'P';
      const child = {
        sex,
        birthDate: this.born(THIS_YEAR - 1 - age),
        relation: 'ANAK',
        mother: mothersName,
        father,
      } as const;
      const drawn = this.childsName(origin, sex, age, father);
      const like = shared && first[sex] !== undefined ? alike(first[sex], drawn) : drawn;
      const name = this.#drafts.some((one) => one.name === like) ? drawn : like;
      first[sex] ??= name;
      const twins = random() < 0.012;
      const [one, two] = oneOf(random, twinNames[sex]);
      const rest = name.includes(' ') ? name.slice(name.indexOf(' ')) : '';
      // Grown-up children have mostly left; of those who stay some have married.
      if (age < 24 || random() < 0.3) {
        this.add({ ...child, name: twins ? one + rest : name });
        if (twins) this.add({ ...child, name: two + rest });
        if (age >= 24 && random() < 0.35) this.sonOrDaughtersOwn(origin, sex, age, name);
      }
      age -= whole(random, 2, 5);
    }
  }

  private childsName(origin: Origin, sex: 'L' | 'P', age: number, father: string): string {
    const { random } = this;
    // A son bears his father's whole name now and then.
    if (sex === 'L' && random() < 0.012) return father;
    const taken = this.#drafts.map((one) => one.name);
    let name: string;
    do name = nameOf(random, origin, sex, THIS_YEAR - age, surnameOf(father));
    while (taken.includes(name));
    return name;
  }

  private sonOrDaughtersOwn(origin: Origin, sex: 'L' | 'P', age: number, name: string): void {
    const { random } = this;
    const other = this.adult(
      origin,
      sex === 'L' ? 'P' : 'L',
      Math.max(18, age + whole(random, -4, 4)),
      'MENANTU',
    );
    if (random() > 0.6) return;
    const [father, mother] = sex === 'L' ? [name, other.name] : [other.name, name];
    const born = THIS_YEAR - whole(random, 1, Math.max(1, age - 20));
    const childSex = random() < 0.51 ? 'L' : 'P';
    this.add({
      name: nameOf(random, origin, childSex, born, surnameOf(father)),
      sex: childSex,
      birthDate: this.born(born),
      relation: 'CUCU',
      mother,
      father,
    });
  }

  /** A household has numbers for two of one sex and date: a third is born a day later. */
  private add(draft: Draft): Draft {
    let { birthDate } = draft;
    const taken = () => this.#drafts.filter((one) => one.sex === draft.sex && one.birthDate === birthDate);
    while (taken().length > 1)
      birthDate = new Date(Date.parse(birthDate) + DAY_MS).toISOString().slice(0, 10);
    const added = { ...draft, birthDate };
    this.#drafts.push(added);
    return added;
  }

  /** Who was never registered at birth got a date from an office: the first or the last day of a year, or July. */
  private born(year: number): string {
    const { random } = this;
    const heaped = year < 1975 ? 0.25 : year < 1995 ? 0.08 : 0.006;
    if (random() < heaped) {
      const day = weighted(random, heaps);
      return `${String(year)}-${day}`;
    }
    const latest = year === THIS_YEAR ? 300 : 365;
    return dayOfYear(year, whole(random, 1, latest));
  }

  private person(draft: Draft, index: number): Person {
    const { random } = this;
    const { birthDate, sex, name, relation, mother, father } = draft;
    const issued = this.issued(relation);
    const nth = this.#drafts.slice(0, index).some((one) => one.birthDate === birthDate && one.sex === sex)
      ? 1
      : 0;
    const age = THIS_YEAR - Number(birthDate.slice(0, 4));
    const job =
      age < 7 ? 'BELUM/TIDAK BEKERJA' : age < 18 ? 'PELAJAR/MAHASISWA' : weighted(random, jobs[sex]);
    return {
      id: `${String(this.n)}-${String(index)}`,
      nik: nikOf(issued, birthDate, sex, this.slot, nth),
      name,
      title: age < 24 ? null : titleOf(random, sex, age, job),
      birthDate,
      sex,
      relation,
      motherName: mother,
      fatherName: father,
      phone: age >= 15 && random() < 0.35 ? `+628120${String(this.n % 10_000_000).padStart(7, '0')}` : null,
      occupation: job,
    };
  }

  /** Children were mostly born here; of the grown-ups, four in ten came from elsewhere. */
  private issued(relation: Relation): string {
    const { random, slot } = this;
    const away = random() < (relation === 'ANAK' || relation === 'CUCU' ? 0.08 : 0.35);
    return slot.home === null || away ? elsewhere(random, slot) : slot.home;
  }
}

const heaps: readonly (readonly [string, number])[] = [
  ['01-01', 5],
  ['12-31', 3],
  ['07-01', 2],
];

function dayOfYear(year: number, day: number): string {
  return new Date(Date.UTC(year, 0, day)).toISOString().slice(0, 10);
}

function titleOf(random: Random, sex: 'L' | 'P', age: number, job: string): string | null {
  if (age > 45 && random() < 0.08) return sex === 'L' ? 'H.' : 'Hj.';
  if (job === 'GURU' && random() < 0.6) return 'S.Pd';
  if (random() < 0.015) return oneOf(random, ['S.E', 'S.Sos', 'Drs.', 'A.Md']);
  return null;
}

/** "Muhammad Rizky" and "Fajar Pratama" become "Muhammad Pratama". */
function alike(first: string, name: string): string {
  const beginning = first.split(' ')[0] ?? first;
  const rest = name.split(' ').at(-1) ?? name;
  return rest === beginning || `${beginning} ${rest}` === first ? name : `${beginning} ${rest}`;
}

/** The titles before a name, and those after it. */
export function titled(name: string, title: string | null): string {
  if (title === null) return name;
  return /^(H|Hj|Drs)\.$/.test(title) ? `${title} ${name}` : `${name}, ${title}`;
}
