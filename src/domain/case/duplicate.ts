/** Why two that share a number are not the same. */
import { z } from 'zod';

export const differenceReasons = ['other_person', 'typing', 'other_matter', 'other'] as const;
export const DifferenceReason = z.enum(differenceReasons);
export type DifferenceReason = z.infer<typeof DifferenceReason>;
