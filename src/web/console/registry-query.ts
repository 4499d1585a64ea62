/** The filter of Data Pemda as addresses and forms carry it. What was searched for goes sealed. */
import { z } from 'zod';
import type { ConsoleServices, StaffActor } from '../../usecases/console-services.js';
import type { SearchSeal } from '../../usecases/console/ports.js';
import { numberAlone, optionalText } from './context.js';

const Query = z.object({
  kecamatan: optionalText,
  desa: optionalText,
  /** Sealed words. */
  cari: optionalText,
  /** An entry's number, as links carry it. */
  q: numberAlone,
  cursor: optionalText,
});
export type RegistryQuery = z.infer<typeof Query>;

export function readRegistryQuery(given: unknown): RegistryQuery {
  return Query.parse(given ?? {});
}

export function registryFilterOf(
  { cari, q, ...rest }: RegistryQuery,
  actor: StaffActor,
  search: SearchSeal,
): Parameters<ConsoleServices['entries']>[1] {
  return { ...rest, q: q ?? (cari === undefined ? undefined : search.open(cari, actor)) };
}
