/**
 * What the matcher compares, and how much it makes of it, as data: another register's columns are matched by
 * another configuration.
 *
 * Weights are those of Fellegi and Sunter (1969): log2(m / u), where m is how often a field agrees so far
 * between two records of one person, and u between records of two persons.
 */
import { z } from 'zod';
import { dateLevels } from './dates.js';
import { nameLevels } from './names.js';
import { codeLevels, kkLevels, nikLevels, phoneLevels } from './numbers.js';
import { defaultLevels } from './probabilities.js';

const probability = z.number().gt(0).max(1);
const agreement = z.strictObject({ m: probability, u: probability });

/** From the most agreement to the least. A value that is missing on a side has the level `missing`. */
export const levelsOf = {
  name: nameLevels,
  date: dateLevels,
  nik: nikLevels,
  kk: kkLevels,
  code: codeLevels,
  sex: ['same', 'different'],
  phone: phoneLevels,
  text: ['exact', 'similar', 'different'],
} as const;
export type FieldKind = keyof typeof levelsOf;

const common = {
  /** By which rules, blocks and results call it. */
  name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*$/),
  /** Column of the left register, and of the right one where it is called otherwise. */
  column: z.string().min(1),
  rightColumn: z.string().min(1).optional(),
  /** Fields of a group tell the same thing several times: their sum is bounded. */
  group: z.string().optional(),
};

const field = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('name'),
    levels: z.record(z.enum(levelsOf.name), agreement).default(defaultLevels.name),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('date'),
    /** A field of kind `nik` that tells the date where none is written, and a second one where one is. */
    nik: z.string().optional(),
    levels: z.record(z.enum(levelsOf.date), agreement).default(defaultLevels.date),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('nik'),
    levels: z.record(z.enum(levelsOf.nik), agreement).default(defaultLevels.nik),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('kk'),
    levels: z.record(z.enum(levelsOf.kk), agreement).default(defaultLevels.kk),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('code'),
    /** How many of the code's letters and digits name the area above: 6 of 6408042001. 0: there is none. */
    parentLength: z.int().min(0).default(0),
    levels: z.record(z.enum(levelsOf.code), agreement).default(defaultLevels.code),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('sex'),
    /** A field of kind `nik` that tells a woman's where none is written. */
    nik: z.string().optional(),
    levels: z.record(z.enum(levelsOf.sex), agreement).default(defaultLevels.sex),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('phone'),
    levels: z.record(z.enum(levelsOf.phone), agreement).default(defaultLevels.phone),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('text'),
    levels: z.record(z.enum(levelsOf.text), agreement).default(defaultLevels.text),
  }),
]);

/** What of a field goes into a key. Of a name, `word` gives a key for each of its first two telling words. */
export const takesOf = {
  name: ['word', 'all'],
  date: ['year', 'day'],
  nik: ['all', 'tail'],
  kk: ['all'],
  code: ['all'],
  sex: ['all'],
  phone: ['all'],
  text: ['all'],
} as const satisfies Readonly<Record<FieldKind, readonly string[]>>;
export type Take = (typeof takesOf)[FieldKind][number];

/** A name's telling words, at most. */
export const WORDS_IN_KEYS = 2;
const MOST_KEYS = 8;

const block = z.array(
  z.strictObject({ field: z.string(), take: z.enum(['all', 'word', 'year', 'day', 'tail']) }),
);

/** Field → levels, one of which it has. Holds when all its fields do. */
const condition = z.record(z.string(), z.array(z.string()).min(1));

const shape = z.strictObject({
  /** Column of the record's own id. */
  id: z.strictObject({ column: z.string().min(1), rightColumn: z.string().min(1).optional() }),
  fields: z.array(field).min(1).max(20),
  /** Bounds of a group's sum, in bits. */
  groups: z.record(z.string(), z.strictObject({ least: z.number().max(0), most: z.number().min(0) })),
  /** Two records are compared when they share a key of any block. */
  blocks: z.array(block.min(1)).min(1),
  /** Bits. From `ask` on a person is asked; from `same` on it is one person, where `same` allows it. */
  thresholds: z.strictObject({ ask: z.number(), same: z.number() }),
  rules: z.strictObject({
    /** `same` takes one of these, whatever the weight. */
    same: z.array(condition),
    /** Of two: they bear one number, and somebody has to find out whose it is. */
    conflict: z.array(condition),
    /** They are two, whatever the weight: what speaks for one person speaks for brothers and sisters as well. */
    different: z.array(condition),
  }),
});

export type MatchConfig = z.output<typeof shape>;
export type MatchConfigInput = z.input<typeof shape>;
export type Field = MatchConfig['fields'][number];
export type Condition = z.output<typeof condition>;

export const matchConfig = shape.superRefine((config, context) => {
  const kinds = new Map(config.fields.map(({ name, kind }) => [name, kind]));
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  if (kinds.size < config.fields.length) fault(['fields'], 'two fields of one name');
  for (const [at, { group, ...rest }] of config.fields.entries()) {
    if (group !== undefined && !(group in config.groups)) fault(['fields', at, 'group'], 'no such group');
    if ('nik' in rest && rest.nik !== undefined && kinds.get(rest.nik) !== 'nik') {
      fault(['fields', at, 'nik'], 'no field of kind nik');
    }
  }
  let keys = 0;
  for (const [at, parts] of config.blocks.entries()) {
    let each = 1;
    for (const part of parts) {
      const kind = kinds.get(part.field);
      if (kind === undefined || !(takesOf[kind] as readonly string[]).includes(part.take)) {
        fault(['blocks', at], `nothing to take: ${part.field} ${part.take}`);
      }
      if (part.take === 'word') each *= WORDS_IN_KEYS;
    }
    keys += each;
  }
  if (keys > MOST_KEYS) fault(['blocks'], `more than ${String(MOST_KEYS)} keys a record`);
  for (const [rule, conditions] of Object.entries(config.rules)) {
    for (const [at, each] of conditions.entries()) {
      for (const [name, levels] of Object.entries(each)) {
        const kind = kinds.get(name);
        const known = kind === undefined ? [] : [...levelsOf[kind], 'missing'];
        for (const level of levels) {
          if (!known.includes(level)) fault(['rules', rule, at], `no such level: ${name} ${level}`);
        }
      }
    }
  }
});
