import type { CaseActionQueries } from '../../usecases/case/case-actions.js';
import type { StorageContext } from '../context.js';
import { openComment } from '../repositories/comments.js';
import { scopeWhere } from './scope.js';
import { seesSensitive } from './sensitive.js';

export function caseActionQueries(context: StorageContext): CaseActionQueries {
  const { db } = context;
  return {
    comments: async (actor, caseId) => {
      const owner = await db.case.findFirst({
        where: { id: caseId, ...scopeWhere(actor) },
        select: { sensitive: true },
      });
      if (owner === null || (owner.sensitive && !seesSensitive(actor))) return null;
      const rows = await db.caseComment.findMany({
        where: { caseId },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      });
      const authors = await db.consoleUser.findMany({
        where: { id: { in: rows.map(({ authorId }) => authorId) } },
        select: { id: true, name: true },
      });
      return rows.map(({ id, authorId, at, bodyEnc }) => ({
        id,
        at,
        authorName: authors.find((author) => author.id === authorId)?.name ?? '',
        text: openComment(context, id, bodyEnc),
      }));
    },
  };
}
