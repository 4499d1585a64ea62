import type { CaseworkQueries } from '../../usecases/casework/ports.js';
import type { MentionView } from '../../usecases/casework/services.js';
import { countLimit, type StaffActor } from '../../usecases/console-services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { findStaff } from '../repositories/comments.js';
import { findNeighbours, type QueueRules } from './cases.js';
import { inScope } from './scope.js';
import { mayKnowCase } from './sensitive.js';

/** As many as anybody looks through. */
const MENTIONS = 50;

export function caseworkQueries(context: StorageContext, rules: QueueRules): CaseworkQueries {
  const { db, sql } = context;
  return {
    neighbours: (actor, caseId, filter) => findNeighbours(context, rules, actor, { caseId, filter }),
    rights: (caseId) =>
      db.case.findUnique({ where: { id: caseId }, select: { desaCode: true, sensitive: true } }),
    staff: () => findStaff(context),
    mentions: (actor) => db.$queryRaw<MentionView[]>`
      SELECT t.id AS "commentId", c.id AS "caseId", c.number, c.subject_name AS "subjectName",
        d.name AS "desaName", u.name AS "authorName", m.at, m.read_at IS NOT NULL AS read
      FROM comment_mention m JOIN case_comment t ON t.id = m.comment_id
        JOIN "case" c ON c.id = t.case_id JOIN region d ON d.code = c.desa_code
        JOIN console_user u ON u.id = t.author_id
      WHERE m.user_id = ${actor.id}::uuid AND ${readable(actor)}
      ORDER BY m.at DESC, t.id DESC LIMIT ${MENTIONS}::int`,
    unreadMentions: async (actor) => {
      const [row] = await sql.asked<{ count: number }>(Prisma.sql`
        SELECT count(*)::int AS count FROM (
          SELECT FROM comment_mention m JOIN case_comment t ON t.id = m.comment_id
            JOIN "case" c ON c.id = t.case_id
          WHERE m.user_id = ${actor.id}::uuid AND m.read_at IS NULL AND ${readable(actor)}
          LIMIT ${countLimit + 1}::int) n`);
      return row?.count ?? 0;
    },
  };
}

/** Rights may have gone since somebody was mentioned. */
function readable(actor: StaffActor): Prisma.Sql {
  return Prisma.sql`${inScope(actor, Prisma.sql`c.desa_code`)} AND ${mayKnowCase(actor)}`;
}
