/** `no_longer_eligible`: better off by now, and still receiving aid. */
import { z } from 'zod';
import { Address, common, Digits16 } from './parts.js';

export const ineligibleReasons = [
  'income_risen',
  'official',
  'owns_business',
  'owns_assets',
  'supported',
  'other',
] as const;
export const IneligibleReason = z.enum(ineligibleReasons);
export type IneligibleReason = z.infer<typeof IneligibleReason>;

export const NoLongerEligible = z.object({
  kind: z.literal('no_longer_eligible'),
  ...common,
  /** The entry of Data Pemda it is about; null: none was found, the person is known elsewhere. */
  entryId: z.uuid().nullable(),
  kk: Digits16.nullable(),
  nik: Digits16.nullable(),
  name: z.string().min(2).max(100),
  /** Asked only where no entry tells it. */
  address: Address.nullable(),
  reason: IneligibleReason,
  /** ISO date: from when on. */
  since: z.iso.date(),
});
export type NoLongerEligible = z.infer<typeof NoLongerEligible>;
