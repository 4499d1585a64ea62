/** A record's fields, read once, and two readings compared. */
import { levelsOf, type Field, type FieldKind } from './config.js';
import { compareDates, isSameDay, readBirthDate, type BirthDate } from './dates.js';
import { dice, trigrams } from './distance.js';
import { plainLetters } from './letters.js';
import { compareNames, readName, type Name } from './names.js';
import {
  compareCodes,
  compareKks,
  compareNiks,
  readCode,
  readIdentityNumber,
  readPhone,
  readSixteen,
  type IdentityNumber,
} from './numbers.js';

export interface DateValue {
  readonly date: BirthDate;
  /** What the record's NIK says, where that is another day. */
  readonly other: BirthDate | null;
  /** Nothing is written: the date is the NIK's. */
  readonly isDerived: boolean;
  /** The NIK says the date that is written. */
  readonly isConfirmed: boolean;
}

export interface TextValue {
  readonly text: string;
  readonly trigrams: Int32Array;
}

interface Values {
  readonly name: Name;
  readonly date: DateValue;
  readonly nik: IdentityNumber;
  readonly kk: string;
  readonly code: string;
  readonly sex: 'L' | 'P';
  readonly phone: string;
  readonly text: TextValue;
}
export type Value = Values[FieldKind];

/** A field's value as its kind reads it; null where it is missing or says nothing. */
export function readValue(
  field: Field,
  written: string | null | undefined,
  nik: IdentityNumber | null,
  today: string,
): Value | null {
  const text = written ?? '';
  switch (field.kind) {
    case 'name':
      return readName(text);
    case 'date':
      return readDate(text, nik);
    case 'nik':
      return readIdentityNumber(text, today);
    case 'kk':
      return readSixteen(text);
    case 'code':
      return readCode(text);
    case 'sex':
      return readSex(text) ?? (nik?.isWoman === true ? 'P' : null);
    case 'phone':
      return readPhone(text);
    case 'text':
      return readText(text);
  }
}

function readDate(written: string, nik: IdentityNumber | null): DateValue | null {
  const date = readBirthDate(written);
  const told = nik?.birthDate ?? null;
  if (date === null) {
    return told === null ? null : { date: told, other: null, isDerived: true, isConfirmed: false };
  }
  const isConfirmed = told !== null && isSameDay(date, told);
  return { date, other: isConfirmed ? null : told, isDerived: false, isConfirmed };
}

const sexes: Readonly<Record<string, 'L' | 'P'>> = {
  l: 'L',
  lk: 'L',
  lakilaki: 'L',
  laki: 'L',
  pria: 'L',
  m: 'L',
  male: 'L',
  '1': 'L',
  p: 'P',
  pr: 'P',
  perempuan: 'P',
  wanita: 'P',
  f: 'P',
  female: 'P',
  '2': 'P',
};

function readSex(written: string): 'L' | 'P' | null {
  return sexes[written.toLowerCase().replace(/[^a-z0-9]/g, '')] ?? null;
}

function readText(written: string): TextValue | null {
  const text = plainLetters(written)
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b(?:jl|jln|jalan|rt|rw|no|nomor|gg|gang|dusun|dsn|desa)\b/g, ' ')
    .replace(/\b0+(?=\d)/g, '')
    .replace(/ +/g, ' ')
    .trim();
  return text === '' ? null : { text, trigrams: trigrams(text) };
}

export type Niks = 'one' | 'two' | 'unknown';

/** From here on two texts are one in other words. */
const SIMILAR_TEXT = 0.5;

/**
 * The level's place in `levelsOf[field.kind]`, counted from 1; 0 when the value is missing on a side.
 * `niks`: whether the records have one NIK, two, or not both have one. What a date took from a number says
 * nothing more where the numbers agree, and nothing more against where they do not.
 */
export function compareValues(field: Field, left: Value | null, right: Value | null, niks: Niks): number {
  if (left === null || right === null) return 0;
  switch (field.kind) {
    case 'name':
      return at('name', compareNames(left as Name, right as Name));
    case 'date':
      return compareBirths(left as DateValue, right as DateValue, niks);
    case 'nik':
      return at('nik', compareNiks(left as IdentityNumber, right as IdentityNumber));
    case 'kk':
      return at('kk', compareKks(left as string, right as string));
    case 'code':
      return at('code', compareCodes(left as string, right as string, field.parentLength));
    case 'sex':
    case 'phone':
      return left === right ? 1 : 2;
    case 'text':
      return compareTexts(left as TextValue, right as TextValue);
  }
}

const places: Readonly<Record<FieldKind, Readonly<Record<string, number>>>> = placesOf(levelsOf);

function placesOf<K extends string>(lists: Readonly<Record<K, readonly string[]>>) {
  const entries = Object.entries<readonly string[]>(lists).map(([kind, levels]) => [
    kind,
    Object.fromEntries(levels.map((level, place) => [level, place + 1])),
  ]);
  return Object.fromEntries(entries) as Record<K, Record<string, number>>;
}

const at = <K extends FieldKind>(kind: K, level: (typeof levelsOf)[K][number]): number =>
  places[kind][level] ?? 0;

function compareBirths(left: DateValue, right: DateValue, niks: Niks): number {
  const isDerived = left.isDerived || right.isDerived;
  if (isDerived && niks === 'one') return 0;
  const level = compareDates(left.date, right.date);
  if (isDerived && niks === 'two' && level === 'different') return 0;
  // Neither is a guess: each stands in a number of its own.
  const areOwn = niks === 'two' && left.isConfirmed && right.isConfirmed;
  if (areOwn && (level === 'year' || level === 'around')) return at('date', 'different');
  if (level === 'exact' || level === 'default' || niks === 'one') return at('date', level);
  // Each date as it is written and as the number has it: one slip hides in either.
  const agrees =
    (left.other !== null && isSameDay(left.other, right.date)) ||
    (right.other !== null && isSameDay(right.other, left.date));
  return at('date', agrees ? 'alternative' : level);
}

function compareTexts(left: TextValue, right: TextValue): number {
  if (left.text === right.text) return 1;
  return dice(left.trigrams, right.trigrams) >= SIMILAR_TEXT ? 2 : 3;
}
