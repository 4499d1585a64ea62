/** The answers of a `new_poor_household` report, as the dialogue collects and the case stores them. */
import { z } from 'zod';

export const reportKinds = ['new_poor_household'] as const;
export const ReportKind = z.enum(reportKinds);
export type ReportKind = z.infer<typeof ReportKind>;

const digits16 = z.string().regex(/^\d{16}$/);

export const Address = z.object({
  /** Street, gang, house: free text, one line. */
  line: z.string().min(1).max(200),
  /** Three digits, zero-padded; null when the place has none. */
  rt: z
    .string()
    .regex(/^\d{3}$/)
    .nullable(),
  rw: z
    .string()
    .regex(/^\d{3}$/)
    .nullable(),
});
export type Address = z.infer<typeof Address>;

export const NewPoorHousehold = z.object({
  desaCode: z.string(),
  /** null: the household has no family card. */
  kk: digits16.nullable(),
  /** null: the person has no NIK. */
  nik: digits16.nullable(),
  name: z.string().min(2).max(100),
  /** ISO date. */
  birthDate: z.iso.date(),
  /** Known only from the NIK. */
  sex: z.enum(['L', 'P']).nullable(),
  address: Address,
  memberCount: z.number().int().min(1).max(30),
  /** Ids from domain/report/indicators; "not chosen" means "not asked", never "no". */
  indicators: z.array(z.string()),
  /** Attachment ids. */
  photos: z.array(z.uuid()).max(6),
});
export type NewPoorHousehold = z.infer<typeof NewPoorHousehold>;

/** Fields that a reviewer can ask to have corrected, in the order of the form. */
export const correctableFields = [
  'kk',
  'nik',
  'name',
  'birthDate',
  'address',
  'memberCount',
  'indicators',
  'photos',
] as const;
export const CorrectableField = z.enum(correctableFields);
export type CorrectableField = z.infer<typeof CorrectableField>;
