/** `new_poor_household`: rumah tangga miskin baru. */
import { z } from 'zod';
import { Address, common, Digits16, Member, Sex } from './parts.js';

export const NewPoorHousehold = z.object({
  kind: z.literal('new_poor_household'),
  ...common,
  /** null: the household has no family card. */
  kk: Digits16.nullable(),
  /** Of the head; null: no NIK. */
  nik: Digits16.nullable(),
  name: z.string().min(2).max(100),
  /** ISO date; of an estimated age the first of January of that year. */
  birthDate: z.iso.date(),
  birthEstimated: z.boolean().default(false),
  /** Known from the NIK, or said. */
  sex: Sex.nullable(),
  address: Address,
  /** With the head. Members may be fewer when not all were told. */
  memberCount: z.number().int().min(1).max(30),
  members: z.array(Member).max(29).default([]),
  /** Ids from domain/report/indicators; "not chosen" means "not asked", never "no". */
  indicators: z.array(z.string()),
});
export type NewPoorHousehold = z.infer<typeof NewPoorHousehold>;
