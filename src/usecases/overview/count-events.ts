import { addSums, changesOf, type Change } from '../../domain/overview/tally.js';
import { dayIn } from '../../domain/time.js';
import type { UnitOfWork } from '../ports.js';
import type { TallyRow } from './ports.js';

export interface CountDeps {
  readonly unitOfWork: UnitOfWork;
  /** IANA name of the office's clock. */
  readonly timeZone: string;
}

/** Counts up to `limit` events into the overview's sums, each once. Returns how many it took. */
export async function countEvents({ unitOfWork, timeZone }: CountDeps, limit: number): Promise<number> {
  return unitOfWork.run(async (tx) => {
    const { eventIds, histories, kecamatan } = await tx.overview.takeUncounted(limit);
    const changes = histories.flatMap(changesOf).filter(({ eventId }) => eventIds.has(eventId));
    await tx.overview.addTally(tallyOf(changes, { timeZone, kecamatan }));
    return eventIds.size;
  });
}

const BATCH = 1000;
/** So that one run ends; the next goes on. */
const BATCHES = 100;

/** What the schedule does: all that is not counted yet. */
export async function countAllEvents(deps: CountDeps): Promise<number> {
  let counted = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const taken = await countEvents(deps, BATCH);
    counted += taken;
    if (taken === 0) break;
  }
  return counted;
}

/** What the sums become more by. `kecamatan`: by desa. */
export function tallyOf(
  changes: readonly Change[],
  { timeZone, kecamatan }: { readonly timeZone: string; readonly kecamatan: ReadonlyMap<string, string> },
): readonly TallyRow[] {
  return summed(
    changes.flatMap((change) =>
      rowsOf(change, dayIn(timeZone, change.at), kecamatan.get(change.desaCode) ?? change.desaCode),
    ),
  );
}

function rowsOf(change: Change, day: string, kecamatan: string): readonly TallyRow[] {
  const { desaCode, kind, categories, userId, eventId: _eventId, at: _at, ...sums } = change;
  const whole = { ...sums, day, kind, area: kecamatan, key: '' };
  return [
    { ...whole, dimension: 'desa', area: desaCode },
    { ...whole, dimension: 'kecamatan' },
    ...categories.map((key) => ({ ...whole, dimension: 'category' as const, key })),
    ...(userId === null ? [] : [{ ...whole, dimension: 'reviewer' as const, key: userId }]),
  ];
}

/** One row for each place in the sums, in one order: two that add at once do not wait in a ring. */
function summed(rows: readonly TallyRow[]): readonly TallyRow[] {
  const byPlace = new Map<string, TallyRow>();
  for (const row of rows) {
    const place = [row.dimension, row.day, row.area, row.kind, row.key].join(' ');
    const known = byPlace.get(place);
    byPlace.set(place, known === undefined ? row : { ...row, ...addSums(known, row) });
  }
  return [...byPlace].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
