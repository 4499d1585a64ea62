import { sources } from '../../domain/import/sources.js';
import { AppError } from '../../errors.js';
import { importStates, type ImportHead } from '../../usecases/source-import/ports.js';
import { Prisma } from '../database.js';

/** Of an import `i`, as `headColumns` read it. */
export interface HeadRow {
  readonly id: string;
  readonly source: string;
  readonly as_of: string;
  readonly whole: boolean;
  readonly state: string;
  readonly read_to: number;
  readonly wrong_count: number;
  readonly new_count: number | null;
  readonly changed_count: number | null;
  readonly same_count: number | null;
  readonly gone_count: number | null;
}

export const headColumns = Prisma.sql`i.id, i.source, i.as_of::text AS as_of, i.whole, i.state, i.read_to, i.wrong_count,
  i.new_count, i.changed_count, i.same_count, i.gone_count`;

export function headOf(row: HeadRow | undefined): ImportHead {
  const state = importStates.find((one) => one === row?.state);
  const source = sources.find((one) => one === row?.source);
  if (row === undefined || state === undefined || source === undefined) throw new AppError('internal');
  const { id, as_of: asOf, whole, read_to: readTo, wrong_count: wrong } = row;
  const { new_count: fresh, changed_count: changed, same_count: same, gone_count: gone } = row;
  const counted = fresh !== null && changed !== null && same !== null && gone !== null;
  return {
    id,
    source,
    asOf,
    whole,
    state,
    readTo,
    counts: counted ? { new: fresh, changed, same, gone, wrong } : null,
  };
}
