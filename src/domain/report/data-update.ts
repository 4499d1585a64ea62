/** `data_update`: moved, died, another address, other members, or a resident nobody recorded yet. */
import { z } from 'zod';
import { Address, common, Digits16, Member, Sex } from './parts.js';

export const dataChanges = ['moved', 'died', 'address', 'members', 'new_arrival'] as const;
export const DataChange = z.enum(dataChanges);
export type DataChange = z.infer<typeof DataChange>;

export const DataUpdate = z.object({
  kind: z.literal('data_update'),
  ...common,
  change: DataChange,
  /** The entry of Data Pemda it is about; null: none was found, or a new arrival. */
  entryId: z.uuid().nullable(),
  kk: Digits16.nullable(),
  nik: Digits16.nullable(),
  name: z.string().min(2).max(100),
  /** Of a new arrival; else null. */
  birthDate: z.iso.date().nullable(),
  birthEstimated: z.boolean(),
  sex: Sex.nullable(),
  /** ISO date: moved, died, arrived when. null where it does not arise. */
  since: z.iso.date().nullable(),
  /** Moved where to, or arrived where from. */
  place: z.string().min(2).max(200).nullable(),
  /** The new one. */
  address: Address.nullable(),
  /** Who is new in the household. */
  members: z.array(Member).max(29),
  /** Who is no longer in it, by name and why: free text. */
  gone: z.string().min(2).max(300).nullable(),
});
export type DataUpdate = z.infer<typeof DataUpdate>;
