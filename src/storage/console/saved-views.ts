import { officeDay } from '../../domain/working-days.js';
import { countLimit } from '../../usecases/console-services.js';
import type { SavedViewQueries } from '../../usecases/views/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { savedViewsOf } from '../repositories/saved-views.js';
import type { QueueRules } from './cases.js';
import { queueConditions } from './queue-conditions.js';

export function savedViewQueries(
  context: StorageContext,
  { clock, reference }: QueueRules,
): SavedViewQueries {
  return {
    list: ({ id }) => savedViewsOf(context, id),
    counts: async (actor, filters) => {
      if (filters.length === 0) return [];
      const now = clock.now();
      const { timeZone } = reference;
      const moment = { now, today: officeDay({ timeZone }, now), timeZone };
      const each = await Promise.all(
        filters.map(async (filter, nth) => {
          const where = Prisma.join([...(await queueConditions(context, actor, filter, moment))], ' AND ');
          return Prisma.sql`SELECT ${nth}::int AS nth, count(*)::int AS count FROM (
            SELECT FROM "case" c WHERE ${where} LIMIT ${countLimit + 1}::int) l`;
        }),
      );
      const rows = await context.sql.asked<{ nth: number; count: number }>(Prisma.join(each, ' UNION ALL '));
      const counts = new Map(rows.map(({ nth, count }) => [nth, count]));
      return filters.map((_, nth) => counts.get(nth) ?? 0);
    },
  };
}
