import { referenceTopics } from '../../domain/reference/values.js';
import type { ReferenceQueries } from '../../usecases/reference/ports.js';
import type { ReferenceChangeView } from '../../usecases/reference/services.js';
import type { StorageContext } from '../context.js';
import { openAgency } from './agencies.js';
import type { ReferenceCache } from './reference-store.js';

const SHOWN = 30;

export function referenceQueries(context: StorageContext, cache: ReferenceCache): ReferenceQueries {
  const { db } = context;
  return {
    current: () => cache.current(db),
    changes: async (topics) => {
      const rows = await db.referenceChange.findMany({
        where: { topic: { in: [...topics] } },
        orderBy: { id: 'desc' },
        take: SHOWN,
        include: { by: { select: { name: true } } },
      });
      return rows.map(({ id, topic, code, before, after, by, at }) => ({
        id: id.toString(),
        topic: topicOf(topic),
        code,
        before,
        after,
        byName: by.name,
        at,
      }));
    },
    lastRecount: async () => {
      const row = await db.dueRecount.findFirst({ orderBy: { askedAt: 'desc' } });
      if (row === null) return null;
      const { askedAt, finishedAt, caseCount, movedCount } = row;
      return { askedAt, finishedAt, cases: caseCount, moved: movedCount };
    },
    lastSensitivity: async () => {
      const row = await db.sensitivityRecount.findFirst({ orderBy: { askedAt: 'desc' } });
      if (row === null) return null;
      const { categoryCode: code, sensitive, askedAt, finishedAt, caseCount, movedCount } = row;
      return { code, sensitive, askedAt, finishedAt, cases: caseCount, moved: movedCount };
    },
    openByCategory: async () => {
      const rows = await db.$queryRaw<{ code: string; count: number }[]>`
        SELECT g.code, count(*)::int AS count FROM "case" c, unnest(c.categories) AS g(code)
        WHERE c.state IN ('submitted', 'in_review', 'needs_correction', 'resubmitted') GROUP BY g.code`;
      return new Map(rows.map(({ code, count }) => [code, count]));
    },
    agencies: async () => {
      const rows = await db.agency.findMany({ orderBy: [{ active: 'desc' }, { name: 'asc' }] });
      return rows.map((row) => openAgency(context, row));
    },
  };
}

function topicOf(stored: string): ReferenceChangeView['topic'] {
  return ([...referenceTopics, 'aid_program'] as const).find((topic) => topic === stored) ?? 'agency';
}
