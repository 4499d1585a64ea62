/** Two records, field by field: how likely they are one person, and why. */
import { keyMaker } from './blocks.js';
import { levelsOf, type Condition, type Field, type MatchConfig } from './config.js';
import type { IdentityNumber } from './numbers.js';
import { compareValues, readValue, type Value } from './values.js';

/** Column → what is written there. */
export type Row = Readonly<Record<string, string | null | undefined>>;
export type Side = 'left' | 'right';

/** A record that can be compared many times. */
export interface Prepared {
  /** By the field's place in the configuration; read when it is first asked for. */
  value(index: number): Value | null;
}

/**
 * `ask`: a person has to tell whether they are one. `conflict`: they are two, and what is to be found out is whose
 * the number is that both have.
 */
export type Verdict = 'same' | 'ask' | 'conflict' | 'different';

export interface FieldResult {
  readonly field: string;
  /** One of the kind's levels, or `missing`. */
  readonly level: string;
  /** Bits. Those of a group are scaled to what the group may weigh. */
  readonly weight: number;
}

export interface Comparison {
  /** Bits: the sum of the fields'. */
  readonly weight: number;
  readonly verdict: Verdict;
  readonly fields: readonly FieldResult[];
}

export interface Matcher {
  /** `side`: whose columns. */
  prepare(row: Row, side?: Side): Prepared;
  compare(left: Prepared, right: Prepared): Comparison;
  /** true: they compare as `different`, and what is in no group tells so: nothing else is read. */
  areSurelyTwo(left: Prepared, right: Prepared): boolean;
  /** Short, each once, at most 8. Two records that share none need not be compared. */
  keys(record: Prepared): readonly string[];
}

/** `today`: ISO date, which tells the century in a NIK. */
export function createMatcher(config: MatchConfig, today: string): Matcher {
  const { fields, thresholds } = config;
  const nikOf = fields.map((field) => ('nik' in field ? indexOf(fields, field.nik) : NONE));
  // What others are read by comes first.
  const order = fields.map((_, index) => index).toSorted((a, b) => rank(nikOf, a) - rank(nikOf, b));
  const weights = fields.map(weightsOf);
  const names = fields.map(({ kind }) => ['missing', ...levelsOf[kind]]);
  const groups = groupsOf(config);
  const rules = {
    same: config.rules.same.map((condition) => compile(condition, fields)),
    conflict: config.rules.conflict.map((condition) => compile(condition, fields)),
    different: config.rules.different.map((condition) => compile(condition, fields)),
  };
  const levels = new Uint8Array(fields.length);
  const bits = new Float64Array(fields.length);
  const holds = (masks: Uint32Array) => {
    for (let i = 0; i < masks.length; i += 1) {
      if (((masks[i] ?? 0) & (1 << (levels[i] ?? 0))) === 0) return false;
    }
    return true;
  };
  // What fields of groups may add, at most; and those in none.
  const mostOfGroups = groups.reduce((sum, { most }) => sum + most, 0);
  const alone = order.filter((index) => fields[index]?.group === undefined);
  const mayHold = (masks: Uint32Array) =>
    alone.every((index) => ((masks[index] ?? 0) & (1 << (levels[index] ?? 0))) !== 0);
  const weigh = (index: number, left: Prepared, right: Prepared) => {
    const field = fields[index];
    if (field === undefined) return;
    const nik = levels[nikOf[index] ?? NONE];
    const niks = nik === 0 || nik === undefined ? 'unknown' : nik <= 2 ? 'one' : 'two';
    levels[index] = compareValues(field, left.value(index), right.value(index), niks);
    bits[index] = weights[index]?.[levels[index]] ?? 0;
  };
  const judge = (weight: number): Verdict => {
    if (weight < thresholds.ask || rules.different.some(holds)) {
      return rules.conflict.some(holds) ? 'conflict' : 'different';
    }
    const isSame = weight >= thresholds.same && rules.same.some(holds);
    return isSame ? 'same' : 'ask';
  };

  return {
    keys: keyMaker(config),
    prepare: (row, side = 'left') => new LazyRecord(row, side, { fields, nikOf, today }),

    areSurelyTwo(left, right) {
      let weight = mostOfGroups;
      for (const index of alone) {
        weigh(index, left, right);
        weight += bits[index] ?? 0;
      }
      return weight < thresholds.ask - ROUNDING && !rules.conflict.some(mayHold);
    },

    compare(left, right) {
      for (const index of order) weigh(index, left, right);
      for (const group of groups) bound(bits, group);
      let weight = 0;
      for (const each of bits) weight += each;
      const results = fields.map(({ name }, index) => ({
        field: name,
        level: names[index]?.[levels[index] ?? 0] ?? 'missing',
        weight: bits[index] ?? 0,
      }));
      return { weight, verdict: judge(weight), fields: results };
    },
  };
}

/** In place of an index: the field is read by no other. */
const NONE = -1;

/** Bits that are added in another order may come to a little less. */
const ROUNDING = 1e-6;

interface Reading {
  readonly fields: readonly Field[];
  /** By field, the place of the one that holds its NIK. */
  readonly nikOf: readonly number[];
  readonly today: string;
}

class LazyRecord implements Prepared {
  private readonly values: (Value | null | undefined)[];

  constructor(
    private readonly row: Row,
    private readonly side: Side,
    private readonly reading: Reading,
  ) {
    this.values = new Array<Value | null | undefined>(reading.fields.length).fill(undefined);
  }

  value(index: number): Value | null {
    const known = this.values[index];
    if (known !== undefined) return known;
    const value = this.read(index);
    this.values[index] = value;
    return value;
  }

  private read(index: number): Value | null {
    const { fields, nikOf, today } = this.reading;
    const field = fields[index];
    if (field === undefined) return null;
    const column = this.side === 'right' ? (field.rightColumn ?? field.column) : field.column;
    const nikAt = nikOf[index] ?? NONE;
    const nik = nikAt === NONE ? null : (this.value(nikAt) as IdentityNumber | null);
    return readValue(field, this.row[column], nik, today);
  }
}

const indexOf = (fields: readonly Field[], name: string | undefined) =>
  fields.findIndex((field) => field.name === name);

const rank = (nikOf: readonly number[], index: number) => (nikOf[index] === NONE ? 0 : 1);

/** Bits by level, the missing one first. */
function weightsOf({ kind, levels }: Field): Float64Array {
  const byLevel: Readonly<Record<string, { m: number; u: number }>> = levels;
  const bits = levelsOf[kind].map((level) => {
    const { m, u } = byLevel[level] ?? { m: 1, u: 1 };
    return Math.log2(m / u);
  });
  return Float64Array.from([0, ...bits]);
}

interface Group {
  readonly members: readonly number[];
  readonly least: number;
  readonly most: number;
}

function groupsOf({ fields, groups }: MatchConfig): readonly Group[] {
  return Object.entries(groups).map(([name, bounds]) => ({
    ...bounds,
    members: fields.flatMap(({ group }, index) => (group === name ? [index] : [])),
  }));
}

/** Scales the members of the sum's own sign, so that what is shown adds up. */
function bound(bits: Float64Array, { members, least, most }: Group): void {
  let up = 0;
  let down = 0;
  for (const index of members) {
    const each = bits[index] ?? 0;
    if (each > 0) up += each;
    else down += each;
  }
  const sum = up + down;
  if (sum <= most && sum >= least) return;
  const over = sum > most;
  const factor = over ? (most - down) / up : (least - up) / down;
  for (const index of members) {
    const each = bits[index] ?? 0;
    if (over === each > 0) bits[index] = each * factor;
  }
}

/** By field: a bit for each level that will do. */
function compile(condition: Condition, fields: readonly Field[]): Uint32Array {
  return Uint32Array.from(fields, ({ name, kind }) => {
    const wanted = condition[name];
    if (wanted === undefined) return 0xffff_ffff;
    const known: readonly string[] = ['missing', ...levelsOf[kind]];
    return wanted.reduce((mask, level) => mask | (1 << known.indexOf(level)), 0);
  });
}
