/** The search for persons as addresses carry it. What was searched for goes sealed. */
import { z } from 'zod';
import type { StaffActor } from '../../usecases/console-services.js';
import type { SearchSeal } from '../../usecases/console/ports.js';
import type { PastDays, PeopleFilter } from '../../usecases/people/services.js';
import { optionalText } from './context.js';

const Query = z.object({
  kecamatan: optionalText,
  desa: optionalText,
  /** Sealed words. */
  cari: optionalText,
  /** A person's id. */
  cursor: z.guid().optional().catch(undefined),
});
export type PeopleQuery = z.infer<typeof Query>;

export function readPeopleQuery(given: unknown): PeopleQuery {
  return Query.parse(given ?? {});
}

export function peopleFilterOf(
  { cari, ...rest }: PeopleQuery,
  actor: StaffActor,
  search: SearchSeal,
): PeopleFilter {
  return { ...rest, q: cari === undefined ? undefined : search.open(cari, actor) };
}

const day = z.preprocess((value) => (value === '' ? undefined : value), z.iso.date().optional());
const Past = z.object({ per: day, tahu: day });

/** Which past is asked for. bad: what stands there is no date. */
export function readPast(given: unknown): PastDays | 'bad' | undefined {
  const read = Past.safeParse(given ?? {});
  if (!read.success) return 'bad';
  const { per, tahu } = read.data;
  const on = per ?? tahu;
  return on === undefined ? undefined : { on, knownOn: tahu };
}
