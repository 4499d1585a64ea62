/** What the kinds of report are made of. */
import { z } from 'zod';

export const Digits16 = z.string().regex(/^\d{16}$/);

export const Sex = z.enum(['L', 'P']);
export type Sex = z.infer<typeof Sex>;

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

/** In one line, as the registers write it: `Jl. Mawar 3 RT 003 RW 001`. */
export function addressText({ line, rt, rw }: Address): string {
  return [line, ...(rt === null ? [] : [`RT ${rt}`]), ...(rw === null ? [] : [`RW ${rw}`])].join(' ');
}

/** The relations of the family card (Permendagri 109/2019, form F-1.01). */
export const relations = [
  'head',
  'husband',
  'wife',
  'child',
  'child_in_law',
  'grandchild',
  'parent',
  'parent_in_law',
  'relative',
  'servant',
  'other',
] as const;
export const Relation = z.enum(relations);
export type Relation = z.infer<typeof Relation>;

/** Highest school finished. */
export const schoolings = ['none', 'unfinished_sd', 'sd', 'smp', 'sma', 'higher'] as const;
export const Schooling = z.enum(schoolings);
export type Schooling = z.infer<typeof Schooling>;

/** Kinds of disability (UU 8/2016, article 4, the senses told apart). */
export const disabilities = [
  'physical',
  'sight',
  'hearing',
  'speech',
  'intellectual',
  'mental',
  'multiple',
] as const;
export const Disability = z.enum(disabilities);
export type Disability = z.infer<typeof Disability>;

/** Somebody of a household besides its head. null: not asked or not known, never "no". */
export const Member = z.object({
  name: z.string().min(2).max(100),
  nik: Digits16.nullable(),
  relation: Relation,
  sex: Sex.nullable(),
  /** ISO date; of an estimated age the first of January of that year. */
  birthDate: z.iso.date(),
  birthEstimated: z.boolean(),
  schooling: Schooling.nullable(),
  work: z.string().min(1).max(60).nullable(),
  disability: Disability.nullable(),
});
export type Member = z.infer<typeof Member>;

/** WGS 84, degrees. `source`: how it was given. */
export const GeoPoint = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  source: z.enum(['shared', 'typed', 'link', 'photo']),
});
export type GeoPoint = z.infer<typeof GeoPoint>;

/** What a picture shows. `minutes`: the berita acara of a musyawarah desa, as PDF or as photo. */
export const photoRoles = ['house_front', 'house_inside', 'ktp', 'kk', 'person', 'minutes', 'other'] as const;
export const PhotoRole = z.enum(photoRoles);
export type PhotoRole = z.infer<typeof PhotoRole>;

export const maxPhotos = 6;
/** Berita acara, besides the photos. */
export const maxMinutes = 2;

/** Reports sent before roles were asked hold the bare id. */
export const Photo = z.preprocess(
  (value) => (typeof value === 'string' ? { id: value, role: 'other' } : value),
  z.object({
    /** Attachment id. */
    id: z.uuid(),
    role: PhotoRole,
  }),
);
export type Photo = z.infer<typeof Photo>;

/** What every kind of report has. Defaults are for reports sent before the field was asked. */
export const common = {
  desaCode: z.string(),
  photos: z
    .array(Photo)
    .max(maxPhotos + maxMinutes)
    .default([]),
  location: GeoPoint.nullable().default(null),
  /** An emergency: it goes before all others. */
  urgent: z.boolean().default(false),
  /** Free text. Never asked, and never kept, of a case with a sensitive category. */
  note: z.string().min(1).max(500).nullable().default(null),
  /** Why it was sent although somebody with this NIK or KK is known already. */
  duplicateReason: z.string().min(1).max(200).nullable().default(null),
};
