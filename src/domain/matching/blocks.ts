/** Keys under which a record is found: two records of one person share at least one of them. */
import { WORDS_IN_KEYS, type Field, type MatchConfig, type Take } from './config.js';
import type { IdentityNumber } from './numbers.js';
import { isTelling, skeletonOf, type Name } from './names.js';
import type { DateValue, TextValue, Value } from './values.js';

/** Birth date and serial: a NIK's end, which does not change with where it was issued. */
const TAIL = 10;

interface Part {
  readonly index: number;
  readonly field: Field;
  readonly take: Take;
}

/** Reads prepared records of `config`. A block one of whose parts is missing gives no key; the others do. */
export function keyMaker(config: MatchConfig) {
  const blocks = config.blocks.map((parts) =>
    parts.flatMap(({ field: name, take }): Part[] => {
      const index = config.fields.findIndex((field) => field.name === name);
      const field = config.fields[index];
      return field === undefined ? [] : [{ index, field, take }];
    }),
  );
  return (record: { value(index: number): Value | null }): readonly string[] => {
    const keys = new Set<string>();
    for (const [number, parts] of blocks.entries()) {
      let made: readonly string[] = [number.toString(36)];
      for (const { index, field, take } of parts) {
        const value = record.value(index);
        const pieces = value === null ? [] : piecesOf(field, take, value);
        const [only] = pieces;
        // Nearly always, and millions of times.
        if (pieces.length === 1 && made.length === 1) made = [`${made[0] ?? ''}|${only ?? ''}`];
        else made = made.flatMap((start) => pieces.map((piece) => `${start}|${piece}`));
        if (made.length === 0) break;
      }
      for (const key of made) keys.add(key);
    }
    return [...keys];
  };
}

function piecesOf(field: Field, take: Take, value: Value): readonly string[] {
  switch (field.kind) {
    case 'name':
      return take === 'all' ? wholeOf(value as Name) : wordsOf(value as Name);
    case 'date':
      return dateOf(value as DateValue, take);
    case 'nik': {
      const { canonical } = value as IdentityNumber;
      return [take === 'tail' ? canonical.slice(-TAIL) : canonical];
    }
    case 'text':
      return [(value as TextValue).text];
    case 'kk':
    case 'code':
    case 'sex':
    case 'phone':
      return [value as string];
  }
}

/** The telling words, the longest first; of a name without one, its longest word. */
function tellingOf({ words }: Name): readonly string[] {
  const longest = words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const telling = longest.filter(isTelling);
  return (telling.length > 0 ? telling : longest.slice(0, 1)).map(skeletonOf);
}

const wordsOf = (name: Name): readonly string[] => tellingOf(name).slice(0, WORDS_IN_KEYS);
const wholeOf = (name: Name): readonly string[] => [tellingOf(name).toSorted().join(' ')];

/** Too many share 1 January: no day of those whose day nobody knows. */
function dateOf({ date }: DateValue, take: Take): readonly string[] {
  if (take === 'year') return [String(date.year)];
  return date.isDefault ? [] : [`${String(date.year)}-${String(date.month)}-${String(date.day)}`];
}
