/** Several answers in one message, without labels as in a block: a NIK and a name, a KK and a NIK. */
import type { Field } from './forms/field.js';
import { readName } from './forms/shared.js';
import { readChoice } from './parse/choice.js';

export interface Said {
  readonly field: Field;
  readonly text: string;
}

const NUMBER = /(?<!\d)\d(?:[ .-]?\d){15}(?!\d)/g;
const LABELLED_NUMBER =
  /\b(nik|no\.? ?ktp|ktp|no\.? ?kk|kk|kartu keluarga)\b\D{0,12}?(\d(?:[ .-]?\d){15})(?!\d)/gi;
const LABELLED = /^\s*([\p{L}][\p{L}./ ]{1,30}?)\s*[:=]\s*(\S[\s\S]*)$/u;

/** `Nama: Uji Contoh`: an answer to another question than the one that stands. */
export function labelled(text: string, fields: readonly Field[]): Said | null {
  const [, label, said] = LABELLED.exec(text) ?? [];
  if (label === undefined || said === undefined || said.includes('\n')) return null;
  const named = fields.filter((field) => field.label !== '');
  const place = readChoice(
    label,
    named.map((field) => field.label),
  );
  const field = place === null || /^\s*\d/.test(label) ? undefined : named[place];
  return field === undefined ? null : { field, text: said };
}

/** Answers in the order of the form, the first to the question that stands; null: it is but one. */
export function severalIn(text: string, asked: Field, fields: readonly Field[]): readonly Said[] | null {
  const field = (id: string) => fields.find((one) => one.id === id);
  const [nik, kk, name] = [field('nik'), field('kk'), field('name')];
  if (!['nik', 'kk'].includes(asked.id) || nik === undefined) return null;
  const labelledNumbers = [...text.matchAll(LABELLED_NUMBER)];
  if (labelledNumbers.length >= 2) {
    return labelledNumbers.flatMap(([, label = '', digits = '']) => {
      const of = /nik|ktp/i.test(label) ? nik : kk;
      return of === undefined ? [] : [{ field: of, text: digits }];
    });
  }
  const numbers = text.match(NUMBER) ?? [];
  const [digits] = numbers;
  if (asked.id !== 'nik' || numbers.length !== 1 || digits === undefined || name === undefined) return null;
  const rest = text
    .replace(digits, ' ')
    .replace(/\b(?:nik|nama|ktp|nya|no)\b[.:]?/gi, ' ')
    .replace(/^[\s,;:.-]+|[\s,;:.-]+$/g, '')
    .trim();
  const said = rest === '' ? null : readName(rest);
  return said === null
    ? null
    : [
        { field: asked, text: digits },
        { field: name, text: said },
      ];
}
