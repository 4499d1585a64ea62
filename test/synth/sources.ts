/**
 * Deliveries of the four sources about one made-up population (people.ts), with the errors of data entry,
 * rows that are plainly wrong, rows that come twice, and what is true about each delivery.
 *
 * Which households and people a source knows is drawn for each by itself. A source knows a household with the
 * chance `overlap`; so, of two deliveries of one size, that share of the one's people is in the other as well.
 */
import { readNik } from '../../src/domain/identity/nik.js';
import { pmksCategories, type PmksCategory } from '../../src/domain/pmks/categories.js';
import { disabilities } from '../../src/domain/report/parts.js';
import { columns, type Row, type Source, type Subject, type Verification } from './columns.js';
import { phonetic } from './errors-of-names.js';
import { entryOf, errorKinds, withError, type Entry, type ErrorKind, type Scene } from './errors.js';
import {
  addressLine,
  addressOf,
  householdOf,
  WORLD_DAY,
  type Household,
  type Person,
  type World,
} from './people.js';
import { type Desa, type Region } from './places.js';
import { at, oneOf, randomOf, whole, type Random } from './random.js';
import { madeWrong, type WrongKind } from './wrong-rows.js';

export interface DeliveryOptions {
  readonly source: Source;
  /** Of the first delivery, all rows counted; later ones have about as many. */
  readonly rows: number;
  readonly seed: number;
  readonly region: Region;
  /** From 1: which delivery of the source it is. */
  readonly revision?: number;
  /** Share of rows that are plainly wrong, from 0 to 1. */
  readonly wrong?: number;
  /** Share of good rows with one to three errors of data entry. */
  readonly errors?: number;
  /** Share of rows that come a second time, letter for letter. */
  readonly twice?: number;
  /** Share of households that the source knows. */
  readonly overlap?: number;
}

/**
 * Counted against the delivery before. `new`, `changed`, `same` and `gone` are of good rows, each counted once;
 * wrong rows are the same ones, of the same people, in each delivery.
 */
export interface Truth {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  /** In the delivery before, and no longer in this. */
  readonly gone: number;
  readonly wrong: number;
  /** Second ones, which say nothing more. */
  readonly twice: number;
  /** Among the good ones: rows with the NIK of somebody else. */
  readonly nikOfAnother: number;
  readonly wrongKinds: Readonly<Partial<Record<WrongKind, number>>>;
}

export interface Delivery {
  readonly head: Row;
  /** Gone through anew each time. */
  readonly rows: Iterable<Row>;
  /** Of the rows that were gone through last; throws before. */
  readonly truth: () => Truth;
}

export function makeDelivery(options: DeliveryOptions): Delivery {
  let truth: Truth | null = null;
  return {
    head: columns[options.source].map((column) => column.name),
    rows: {
      *[Symbol.iterator]() {
        truth = yield* new Maker(options).rows();
      },
    },
    truth: () => {
      if (truth === null) throw new Error('the rows were not gone through');
      return truth;
    },
  };
}

/** What a draw is for. */
const FOR_SOURCE: Readonly<Record<Source, number>> = { DTKS: 11, DTSEN: 12, P3KE: 13, PMKS: 14 };
const FOR_LIFE = 20;
const FOR_JOINING = 40;
const FOR_MOVING = 60;

const moves = errorKinds.filter((kind) => kind.startsWith('moved_'));
const typing = errorKinds.filter((kind) => !moves.includes(kind));
/** Families that a source has where another source says that they live no more. */
const MOVED = 0.03;

/** In a PMKS file a person is known by NIK alone. */
const notInPmks: readonly ErrorKind[] = [
  'nik_missing',
  'nik_of_spouse',
  'nik_of_neighbour',
  'nik_of_officer',
];

/** From one delivery to the next: of a delivery's rows, and of the households that it did not have. */
const GONE = 0.04;
const CHANGED = 0.07;
const JOINED = 0.05;

/** How far behind the first the second one of a row stands. */
const TWICE_AFTER = 20;

interface Tally extends Truth {
  rows: number;
  new: number;
  changed: number;
  same: number;
  gone: number;
  wrong: number;
  twice: number;
  nikOfAnother: number;
  wrongKinds: Partial<Record<WrongKind, number>>;
}

/** One row of a source in two deliveries, null where it is not in one. */
interface Item {
  readonly before: Row | null;
  readonly now: Row | null;
  readonly wrong: WrongKind | null;
  readonly twice: boolean;
  readonly nikOfAnother: boolean;
}

class Maker {
  readonly #options: Required<DeliveryOptions>;
  readonly #world: World;
  readonly #desaOf: ReadonlyMap<string, Desa>;
  readonly #tally: Tally = {
    rows: 0,
    new: 0,
    changed: 0,
    same: 0,
    gone: 0,
    wrong: 0,
    twice: 0,
    nikOfAnother: 0,
    wrongKinds: {},
  };

  constructor(options: DeliveryOptions) {
    this.#options = { revision: 1, wrong: 0.01, errors: 0.15, twice: 0.003, overlap: 0.6, ...options };
    const { seed, region } = options;
    this.#world = { seed, region };
    this.#desaOf = new Map(region.desa.map((desa) => [desa.code, desa]));
  }

  *rows(): Generator<Row, Truth> {
    const { rows } = this.#options;
    const second: Row[] = [];
    // Rows of the first delivery, whichever is asked for: where it ends, the population does.
    let first = 0;
    for (let n = 0; first < rows; n += 1) {
      const household = householdOf(this.#world, n);
      const joined = this.joined(household);
      if (joined === null) continue;
      for (const item of this.items(household, joined)) {
        if (first >= rows) break;
        if (joined === 1) first += 1;
        // The last row that there is room for does not come again.
        const twice = item.twice && (joined > 1 || first < rows);
        if (joined === 1 && twice) first += 1;
        this.count(item, twice);
        if (item.now === null) continue;
        yield item.now;
        if (twice) second.push(item.now);
        if (second.length > TWICE_AFTER) yield* second.splice(0, 1);
      }
    }
    yield* second;
    return this.#tally;
  }

  private count({ before, now, wrong, nikOfAnother }: Item, twice: boolean): void {
    const tally = this.#tally;
    if (now === null) {
      if (before !== null) tally.gone += 1;
      return;
    }
    tally.rows += twice ? 2 : 1;
    if (twice) tally.twice += 1;
    if (wrong !== null) {
      tally.wrong += 1;
      tally.wrongKinds[wrong] = (tally.wrongKinds[wrong] ?? 0) + 1;
      return;
    }
    if (nikOfAnother) tally.nikOfAnother += 1;
    if (before === null) tally.new += 1;
    else if (JSON.stringify(before) === JSON.stringify(now)) tally.same += 1;
    else tally.changed += 1;
  }

  /** The delivery since which the source knows the household; null: not up to the one asked for. */
  private joined({ n }: Household): number | null {
    const { source, seed, revision, overlap } = this.#options;
    const random = randomOf(seed, FOR_SOURCE[source] + FOR_JOINING, n);
    if (random() < overlap) return 1;
    for (let delivery = 2; delivery <= revision; delivery += 1) if (random() < JOINED) return delivery;
    return null;
  }

  private *items(household: Household, joined: number): Generator<Item> {
    const { source, seed, wrong, twice } = this.#options;
    const random = randomOf(seed, FOR_SOURCE[source], household.n);
    let row = 0;
    for (const subject of this.subjects(household, random)) {
      row += 1;
      const { nik, birthDate } = subject.entry;
      const isWrong = random() < wrong && nik !== null && birthDate !== null;
      const made = isWrong ? madeWrong(source, this.cells(subject), random) : null;
      const comesTwice = random() < twice;
      if (made === null) {
        const life = randomOf(seed, FOR_SOURCE[source] + FOR_LIFE, row, household.n);
        const nikOfAnother = nik !== null && nik !== subject.person.nik && isOfAnother(subject);
        yield { ...this.between(subject, life, joined), wrong: null, twice: comesTwice, nikOfAnother };
      } else if (joined === 1) {
        // Who joins later joins with good rows: the wrong ones are those of the first delivery.
        yield { before: made.row, now: made.row, wrong: made.kind, twice: false, nikOfAnother: false };
      }
    }
  }

  /** The row in the delivery before and in this, after what happened since it joined. */
  private between(subject: Subject, random: Random, joined: number): Pick<Item, 'before' | 'now'> {
    const { revision, source } = this.#options;
    let before: Subject | null = null;
    let now: Subject | null = subject;
    for (let delivery = joined + 1; delivery <= revision; delivery += 1) {
      before = now;
      const fate = random();
      if (now === null) continue;
      if (fate < GONE) now = null;
      else if (fate < GONE + CHANGED) now = changed(source, now, random);
    }
    return {
      before: before === null ? null : this.cells(before),
      now: now === null ? null : this.cells(now),
    };
  }

  private cells(subject: Subject): Row {
    return columns[this.#options.source].map((column) => column.cell(subject));
  }

  private *subjects(household: Household, random: Random): Generator<Subject> {
    const { source } = this.#options;
    if (source === 'P3KE' && household.desil > 4) return;
    for (const [index, person] of household.members.entries()) {
      if (source === 'P3KE' && index > 0) return;
      const age = THIS_YEAR - Number(person.birthDate.slice(0, 4));
      const categories = source === 'PMKS' ? categoriesOf(random, age, person.sex) : [null];
      for (const category of categories) {
        const entry = this.typed(household, index, random);
        const desa = this.#desaOf.get(entry.desaCode ?? '') ?? household.desa;
        yield {
          entry,
          household,
          person,
          index,
          desa,
          desaByName: random() < 0.02,
          desil: household.desil,
          ranked: oneOf(random, rankings),
          status: random() < 0.93 ? 'AKTIF' : 'NON AKTIF',
          padan: random() < 0.9,
          verification: random() < 0.85 ? verified(random) : null,
          category: category?.code ?? '',
          note: oneOf(random, notes),
          disability: category?.needsDisability === true ? oneOf(random, disabilities) : null,
        };
      }
    }
  }

  /** A family moves with all its members to one place. */
  private moved(household: Household, entry: Entry): Entry {
    const { source, seed, errors } = this.#options;
    const random = randomOf(seed, FOR_SOURCE[source] + FOR_MOVING, household.n);
    if (errors === 0 || random() > MOVED) return entry;
    const scene = this.scene(household, at(household.members, 0), random);
    return withError(oneOf(random, moves), entry, scene) ?? entry;
  }

  private scene(household: Household, person: Person, random: Random): Scene {
    const world = this.#world;
    return {
      random,
      world,
      household,
      person,
      get neighbour() {
        return householdOf(world, household.n + world.region.desa.length);
      },
    };
  }

  /** As somebody typed it: mostly right. */
  private typed(household: Household, index: number, random: Random): Entry {
    const { source, errors } = this.#options;
    const person = at(household.members, index);
    let entry = this.moved(household, entryOf(household, person));
    if (random() < 0.02) entry = { ...entry, address: `${entry.address ?? ''} – Blok B` };
    const scene = this.scene(household, person, random);
    const count = random() < errors ? whole(random, 1, 3) : 0;
    for (let made = 0; made < count; made += 1) {
      const kind = oneOf(random, typing);
      const next = source === 'PMKS' && notInPmks.includes(kind) ? null : withError(kind, entry, scene);
      if (next !== null && isGood(next)) entry = next;
    }
    return random() < 0.8 && entry.name !== null ? { ...entry, name: entry.name.toUpperCase() } : entry;
  }
}

const THIS_YEAR = Number(WORLD_DAY.slice(0, 4));

/** What an importer has to take, perhaps with a warning. */
function isGood({ nik, birthDate }: Entry): boolean {
  return nik === null ? birthDate !== null : readNik(nik, WORLD_DAY).ok;
}

/** Not only mistyped: a mistyped NIK differs in two digits at most. */
function isOfAnother({ entry, person }: Subject): boolean {
  const digits = Array.from(person.nik);
  return digits.filter((digit, place) => digit !== entry.nik?.charAt(place)).length > 2;
}

const rankings = ['2026-01-15', '2026-04-15', '2026-07-15'];
const notes = [
  '',
  'Tinggal sendiri',
  'Rumah tidak layak huni',
  'Perlu alat bantu – sudah diusulkan',
  'Menumpang di rumah saudara',
  'Data contoh; bukan orang sebenarnya',
];

function verified(random: Random): Verification {
  return {
    day: `2025-${oneOf(random, ['03', '04', '05'])}-${String(whole(random, 10, 28))}`,
    officer: `Petugas Contoh ${oneOf(random, ['Satu', 'Dua', 'Tiga', 'Nu’man'])}`,
    result: oneOf(random, [
      'Miskin ekstrem',
      'Miskin ekstrem',
      'Tidak miskin',
      'Tidak ditemukan',
      'Meninggal',
    ]),
  };
}

/** Of one person in eight one or two, such as age and sex allow. */
function categoriesOf(random: Random, age: number, sex: 'L' | 'P'): readonly PmksCategory[] {
  if (random() > 0.125) return [];
  const fit = pmksCategories.filter(
    (category) =>
      age >= (category.minAge ?? 0) && age <= (category.maxAge ?? 200) && sex === (category.sex ?? sex),
  );
  const first = oneOf(random, fit);
  if (random() < 0.8) return [first];
  return [first, ...fit.filter((category) => category !== first).slice(-1)];
}

/** One thing of it is otherwise in the next delivery. */
function changed(source: Source, subject: Subject, random: Random): Subject {
  const { entry } = subject;
  const moved = (): Subject => ({
    ...subject,
    entry: { ...entry, address: addressLine(addressOf(random, whole(random, 0, 900))) },
  });
  const reranked = (): Subject => ({
    ...subject,
    desil: subject.desil === 10 ? 9 : subject.desil + (subject.desil > 1 && random() < 0.5 ? -1 : 1),
    ranked: WORLD_DAY,
  });
  const renamed = (): Subject => {
    const name = phonetic(entry.name ?? '', random);
    if (name === null) return moved();
    const written = entry.name === entry.name?.toUpperCase() ? name.toUpperCase() : name;
    return { ...subject, entry: { ...entry, name: written } };
  };
  const note = `Dikunjungi ${String(whole(random, 2, 9))} kali – ${subject.note}`;
  const ways: Readonly<Record<Source, readonly (() => Subject)[]>> = {
    DTKS: [
      moved,
      renamed,
      () => ({ ...subject, status: subject.status === 'AKTIF' ? 'NON AKTIF' : 'AKTIF' }),
    ],
    DTSEN: [reranked, reranked, moved, renamed],
    P3KE: [reranked, moved, () => ({ ...subject, verification: verified(random) })],
    PMKS: [() => ({ ...subject, note })],
  };
  return oneOf(random, ways[source])();
}
