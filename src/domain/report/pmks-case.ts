/** `pmks_case`: a person with one or more of the 26 categories. */
import { z } from 'zod';
import { pmksCategories, type SensitiveCodes } from '../pmks/categories.js';
import { Address, common, Digits16, Disability, Sex } from './parts.js';

const PmksCode = z.string().refine((code) => pmksCategories.some((category) => category.code === code));

export const PmksCase = z.object({
  kind: z.literal('pmks_case'),
  ...common,
  /** null: not asked or none. */
  kk: Digits16.nullable(),
  nik: Digits16.nullable(),
  name: z.string().min(2).max(100),
  /** ISO date; of an estimated age the first of January of that year. */
  birthDate: z.iso.date(),
  birthEstimated: z.boolean(),
  sex: Sex.nullable(),
  address: Address,
  /** "01" … "26", each once. */
  categories: z.array(PmksCode).min(1),
  /** Of the categories that need it. */
  disability: Disability.nullable(),
});
export type PmksCase = z.infer<typeof PmksCase>;

export function hasSensitive(categories: readonly string[], sensitive: SensitiveCodes): boolean {
  return categories.some((code) => sensitive.has(code));
}
