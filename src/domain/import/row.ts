import * as z from 'zod';
import type { Column } from './sources.js';
import type { TableRow } from './table.js';

const isoDay = z.iso.date();
const digits16 = z.string().regex(/^\d{16}$/);
const text = (max: number) => z.string().min(1).max(max);

/** Longest text kept of each column; what is longer is cut, names and keys aside. */
export const textLimits = {
  sourceKey: 100,
  familyKey: 100,
  name: 100,
  motherName: 100,
  address: 300,
  relation: 60,
  occupation: 100,
  status: 60,
  disability: 200,
  note: 1_000,
  verifiedBy: 100,
  verifiedResult: 100,
} as const;

/** What a row of a file says of one person. null: nothing, or nothing that can be taken. Dates are ISO. */
export const sourceRowSchema = z.strictObject({
  /** The row's own id in its source. */
  sourceKey: text(textLimits.sourceKey).nullable(),
  /** Of the family in its source. */
  familyKey: text(textLimits.familyKey).nullable(),
  nik: digits16.nullable(),
  kk: digits16.nullable(),
  name: text(textLimits.name),
  /** As written; where no date is, as the NIK has it. So is sex. */
  birthDate: isoDay.nullable(),
  sex: z.enum(['L', 'P']).nullable(),
  /** Kemendagri code of the region given. */
  desaCode: z.string().nullable(),
  /** With RT and RW. */
  address: text(textLimits.address).nullable(),
  relation: text(textLimits.relation).nullable(),
  occupation: text(textLimits.occupation).nullable(),
  /** Of the row in its source, in the source's words. */
  status: text(textLimits.status).nullable(),
  desil: z.int().min(1).max(10).nullable(),
  rankedOn: isoDay.nullable(),
  /** PMKS, "01" … "26" */
  category: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  disability: text(textLimits.disability).nullable(),
  note: text(textLimits.note).nullable(),
  /** null: not verified in the field, or nothing says so. */
  verification: z
    .strictObject({
      on: isoDay.nullable(),
      by: text(textLimits.verifiedBy).nullable(),
      result: text(textLimits.verifiedResult).nullable(),
    })
    .nullable(),
  motherName: text(textLimits.motherName).nullable(),
  /** E.164 */
  phone: z
    .string()
    .regex(/^\+\d+$/)
    .nullable(),
});

export type SourceRow = Readonly<z.infer<typeof sourceRowSchema>>;

export const rowFaultCodes = [
  'row.quotes',
  'row.too_many_cells',
  /** What the row says of this person, and category, another row of the file said before. */
  'row.twice',
  /** Neither a NIK, nor a date of birth, nor a desa. */
  'row.no_identity',
  'name.missing',
  'name.unreadable',
  'name.too_long',
  'name.one_letter',
  'nik.scientific',
  /** Of two who are called or were born differently: each is known by both together. */
  'nik.shared',
  'nik.placeholder',
  'nik.not_16_digits',
  'nik.unknown_region',
  'nik.impossible_date',
  'nik.no_serial',
  'kk.scientific',
  'kk.placeholder',
  'kk.not_16_digits',
  'kk.unknown_region',
  'kk.no_serial',
  'kk.same_as_nik',
  'date.unreadable',
  'date.impossible',
  'date.month_first',
  'date.future',
  'date.too_old',
  'birth_date.not_as_nik',
  'sex.unreadable',
  'sex.not_as_nik',
  'desa.missing',
  'desa.unknown',
  'desa.several',
  'desa.near',
  'desa.code_not_name',
  'kecamatan.unknown',
  'key.scientific',
  'key.too_long',
  'desil.unreadable',
  'category.missing',
  'category.unknown',
  'category.several',
  'category.age',
  'category.sex',
  'category.no_disability',
  'phone.scientific',
  'phone.unreadable',
  'verification.incomplete',
  'text.cut',
] as const;
export type RowFaultCode = (typeof rowFaultCodes)[number];

/** `value` and `meant` are people's data: for who may see the row, never for a log. */
export interface RowFault {
  /** null: the row as a whole. */
  readonly column: Column | null;
  readonly code: RowFaultCode;
  /** As written, at most 40 characters. */
  readonly value?: string;
  /** What was taken instead. */
  readonly meant?: string;
}

export type RowReading =
  | { readonly ok: true; readonly row: SourceRow; readonly warnings: readonly RowFault[] }
  /** What keeps the row out, then whatever else is wrong with it. */
  | { readonly ok: false; readonly faults: readonly RowFault[] };

export type RowShape = TableRow['fault'];
