import { z } from 'zod';
import { optionalText } from './context.js';

/** Of the page Data Pemda, as its address carries it. */
export const RegistryFilter = z.object({
  q: optionalText,
  kecamatan: optionalText,
  desa: optionalText,
  cursor: optionalText,
});
export type RegistryFilter = z.infer<typeof RegistryFilter>;
