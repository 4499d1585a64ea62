import { monthOf } from '../../src/domain/overview/period.js';
import { addSums, type Change } from '../../src/domain/overview/tally.js';
import { sumColumns } from '../../src/storage/repositories/overview.js';
import { tallyOf } from '../../src/usecases/overview/count-events.js';
import type { TallyRow } from '../../src/usecases/overview/ports.js';
import type { Bulk, Cell } from './bulk.js';

const columns = {
  dimension: 'text',
  grain: 'text',
  start: 'date',
  area: 'text',
  kind: 'text',
  key: 'text',
  ...Object.fromEntries(sumColumns.map((name) => [name, 'int'])),
};

/** The overview's sums of a whole register, kept here until they are written at once. */
export class Tally {
  private readonly sums = new Map<string, TallyRow & { readonly grain: string }>();
  private readonly kecamatan: ReadonlyMap<string, string>;

  constructor(
    private readonly timeZone: string,
    desa: readonly { readonly code: string; readonly kecamatan: string }[],
  ) {
    this.kecamatan = new Map(desa.map((one) => [one.code, one.kecamatan]));
  }

  add(changes: readonly Change[]): void {
    const { timeZone, kecamatan } = this;
    for (const row of tallyOf(changes, { timeZone, kecamatan })) {
      this.addTo({ ...row, grain: 'd' });
      this.addTo({ ...row, grain: 'm', day: monthOf(row.day) });
    }
  }

  private addTo(row: TallyRow & { readonly grain: string }): void {
    const place = `${row.grain} ${row.day} ${row.dimension} ${row.area} ${row.kind} ${row.key}`;
    const known = this.sums.get(place);
    this.sums.set(place, known === undefined ? row : { ...row, ...addSums(known, row) });
  }

  async write(bulk: Bulk): Promise<void> {
    await bulk.run('TRUNCATE overview_tally');
    await bulk.insert('overview_tally', columns, [...this.sums.values()].map(cells));
  }
}

function cells(row: TallyRow & { readonly grain: string }): readonly Cell[] {
  const { dimension, grain, day, area, kind, key, waits } = row;
  const sums = [row.received, row.decided, row.approved, row.sentBack, row.delta, ...waits];
  return [dimension, grain, day, area, kind, key, ...sums];
}
