/** The overview's numbers. None is read from the events: sums by month and day, and what waits now. */
import type { Sums } from '../../domain/overview/tally.js';
import { ReportKind } from '../../domain/report/report.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { Dimension, OverviewQueries, Slice } from '../../usecases/overview/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { sumColumns, waitColumns } from '../repositories/overview.js';
import { caseInScope, inScope } from './scope.js';
import { sensitiveNow } from './sensitive.js';
import { isWaitingCase } from './waiting.js';

const sums = Prisma.raw(sumColumns.map((name) => `COALESCE(sum(${name}), 0)::int AS ${name}`).join(', '));

type SumRow = Readonly<Record<(typeof sumColumns)[number], number>>;

function sumsOf(row: SumRow): Sums {
  const { received = 0, decided = 0, approved = 0, sent_back: sentBack = 0, delta = 0 } = row;
  return { received, decided, approved, sentBack, delta, waits: waitColumns.map((name) => row[name] ?? 0) };
}

export function overviewQueries({ db }: StorageContext): OverviewQueries {
  return {
    places: async (actor, slice) => {
      const rows = await db.$queryRaw<(SumRow & { area: string; parent_code: string; kind: string })[]>`
        SELECT t.area, r.parent_code, t.kind, ${sums}
        FROM overview_tally t JOIN region r ON r.code = t.area
        WHERE ${within('desa', slice)} AND ${seen(actor, slice, Prisma.sql`r.parent_code`)}
        GROUP BY t.area, r.parent_code, t.kind`;
      return rows.map((row) => ({
        desa: row.area,
        kecamatan: row.parent_code,
        kind: ReportKind.parse(row.kind),
        ...sumsOf(row),
      }));
    },
    totals: async (actor, slice) => {
      const [row] = await db.$queryRaw<SumRow[]>`
        SELECT ${sums} FROM overview_tally t
        WHERE ${within('kecamatan', slice)} AND ${seen(actor, slice, Prisma.sql`t.area`)}`;
      return sumsOf(row ?? {});
    },
    keyed: async (actor, dimension, slice) => {
      const rows = await db.$queryRaw<(SumRow & { key: string })[]>`
        SELECT t.key, ${sums} FROM overview_tally t
        WHERE ${within(dimension, slice)} AND ${seen(actor, slice, Prisma.sql`t.area`)} GROUP BY t.key`;
      return rows.map((row) => ({ key: row.key, ...sumsOf(row) }));
    },
    waiting: async (actor, { kecamatan, kind }, today) => {
      const rows = await db.$queryRaw<
        { desa_code: string; parent_code: string; kind: string; waiting: number; late: number }[]
      >`
        SELECT c.desa_code, r.parent_code, c.kind, c.waiting, c.late
        FROM (
          SELECT desa_code, kind, count(*)::int AS waiting, count(*) FILTER (WHERE due_on < ${today}::date)::int AS late
          FROM "case" c
          WHERE ${isWaitingCase} AND ${caseInScope(actor)}
          GROUP BY desa_code, kind
        ) c JOIN region r ON r.code = c.desa_code
        WHERE ${ofKecamatan(kecamatan, Prisma.sql`r.parent_code`)} AND ${ofKind(kind, Prisma.sql`c.kind`)}`;
      return rows.map((row) => ({
        desa: row.desa_code,
        kecamatan: row.parent_code,
        kind: ReportKind.parse(row.kind),
        waiting: row.waiting,
        late: row.late,
      }));
    },
    daysFrom: (actor, { kecamatan, kind }, from) => db.$queryRaw`
      SELECT t.start::text AS day, sum(t.received)::int AS received, sum(t.decided)::int AS decided,
        sum(t.delta)::int AS delta
      FROM overview_tally t
      WHERE t.dimension = 'kecamatan' AND t.grain = 'd' AND t.start >= ${from}::date
        AND ${seen(actor, { kecamatan, kind }, Prisma.sql`t.area`)}
      GROUP BY t.start ORDER BY t.start`,
    sensitive: () => sensitiveNow(db),
    staffNames: async (ids) => {
      const rows = await db.consoleUser.findMany({
        where: { id: { in: [...ids] } },
        select: { id: true, name: true },
      });
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    uncounted: () => db.overviewUncounted.count({ take: 1000 }),
  };
}

function within(dimension: Dimension, { months, days }: Slice): Prisma.Sql {
  const spans = [
    ...months.map((span) => ({ grain: 'm', ...span })),
    ...days.map((span) => ({ grain: 'd', ...span })),
  ].map(
    ({ grain, from, until }) =>
      Prisma.sql`(t.grain = ${grain} AND t.start >= ${from}::date AND t.start < ${until}::date)`,
  );
  return Prisma.sql`t.dimension = ${dimension} AND (${Prisma.join(spans, ' OR ')})`;
}

function seen(
  actor: StaffActor,
  { kecamatan, kind }: Pick<Slice, 'kecamatan' | 'kind'>,
  column: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`${inScope(actor, Prisma.sql`t.area`)} AND ${ofKecamatan(kecamatan, column)}
    AND ${ofKind(kind, Prisma.sql`t.kind`)}`;
}

function ofKecamatan(kecamatan: string | undefined, column: Prisma.Sql): Prisma.Sql {
  return kecamatan === undefined ? Prisma.sql`true` : Prisma.sql`${column} = ${kecamatan}`;
}

function ofKind(kind: string | undefined, column: Prisma.Sql): Prisma.Sql {
  return kind === undefined ? Prisma.sql`true` : Prisma.sql`${column} = ${kind}`;
}
