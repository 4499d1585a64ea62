import type { CaseEvent } from '../../domain/case/events.js';
import { monthOf } from '../../domain/overview/period.js';
import { waitClasses } from '../../domain/overview/tally.js';
import type { OverviewWork, TallyRow } from '../../usecases/overview/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { openEvent } from './cases.js';

/** Any number that nothing else locks by: one process counts at a time. */
const LOCK = 64_080_007;

/** "w0", "w1", … */
export const waitColumns = waitClasses.map((_, at) => `w${String(at)}`);
export const sumColumns = ['received', 'decided', 'approved', 'sent_back', 'delta', ...waitColumns];

export class PrismaOverviewWork implements OverviewWork {
  constructor(private readonly context: StorageContext) {}

  async takeUncounted(limit: number): ReturnType<OverviewWork['takeUncounted']> {
    const { db } = this.context;
    const nothing = { eventIds: new Set<string>(), histories: [], kecamatan: new Map<string, string>() };
    const [lock] = await db.$queryRaw<
      { got: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(${LOCK}::bigint) AS got`;
    if (lock?.got !== true) return nothing;
    const taken = await db.$queryRaw<{ event_id: string; case_id: string }[]>`
      DELETE FROM overview_uncounted WHERE event_id IN (
        SELECT event_id FROM overview_uncounted ORDER BY event_id LIMIT ${limit}::int)
      RETURNING event_id, case_id`;
    if (taken.length === 0) return nothing;
    const [rows, desa] = await Promise.all([
      db.caseEvent.findMany({
        where: { caseId: { in: [...new Set(taken.map((row) => row.case_id))] } },
        orderBy: [{ caseId: 'asc' }, { seq: 'asc' }],
      }),
      db.region.findMany({ where: { level: 'desa' }, select: { code: true, parentCode: true } }),
    ]);
    const histories = new Map<string, CaseEvent[]>();
    for (const row of rows) {
      const event = openEvent(this.context, row);
      const known = histories.get(event.caseId);
      if (known === undefined) histories.set(event.caseId, [event]);
      else known.push(event);
    }
    return {
      eventIds: new Set(taken.map((row) => row.event_id)),
      histories: [...histories.values()],
      kecamatan: new Map(desa.map(({ code, parentCode }) => [code, parentCode ?? code])),
    };
  }

  async addTally(rows: readonly TallyRow[]): Promise<void> {
    if (rows.length === 0) return;
    for (const grain of ['d', 'm'] as const) {
      const sums = rows.map((row): Readonly<Record<string, string | number>> => ({
        dimension: row.dimension,
        grain,
        start: grain === 'd' ? row.day : monthOf(row.day),
        area: row.area,
        kind: row.kind,
        key: row.key,
        received: row.received,
        decided: row.decided,
        approved: row.approved,
        sent_back: row.sentBack,
        delta: row.delta,
        ...Object.fromEntries(row.waits.map((count, at) => [waitColumns[at] ?? '', count] as const)),
      }));
      await this.context.db.$executeRaw`
        INSERT INTO overview_tally (dimension, grain, start, area, kind, key, ${columns})
        SELECT dimension, grain, start, area, kind, key, ${totals}
        FROM jsonb_populate_recordset(NULL::overview_tally, ${JSON.stringify(sums)}::jsonb)
        GROUP BY dimension, grain, start, area, kind, key
        ON CONFLICT (dimension, grain, start, area, kind, key) DO UPDATE SET ${grown}`;
    }
  }
}

const columns = Prisma.raw(sumColumns.join(', '));
const totals = Prisma.raw(sumColumns.map((name) => `sum(${name})`).join(', '));
const grown = Prisma.raw(
  sumColumns.map((name) => `${name} = overview_tally.${name} + EXCLUDED.${name}`).join(', '),
);
