import { Places } from '../../domain/import/places.js';
import type { RowContext } from '../../domain/import/read-row.js';
import { categoriesOf } from '../../domain/reference/reference.js';
import { officeDay } from '../../domain/working-days.js';
import type { Clock } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import type { ReferenceCache } from '../reference/reference-store.js';

/** What the rows of a file are read by: the office's today, its places, the categories as they are. */
export async function rowContextOf({
  storage,
  reference,
  clock,
}: {
  readonly storage: StorageContext;
  readonly reference: ReferenceCache;
  readonly clock: Clock;
}): Promise<RowContext> {
  return {
    today: officeDay({ timeZone: reference.timeZone }, clock.now()),
    places: new Places([...storage.regions.desa.values()]),
    categories: categoriesOf(await reference.current(storage.db)),
  };
}
