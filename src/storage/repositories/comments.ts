import { z } from 'zod';
import { grants } from '../../domain/access/scope.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { CommentWork } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';

const cell = (row: string) => ({ table: 'case_comment', column: 'body_enc', row });

export function openComment({ cipher }: StorageContext, id: string, sealed: string): string {
  return cipher.open(sealed, cell(id));
}

export class PrismaCommentWork implements CommentWork {
  constructor(private readonly context: StorageContext) {}

  async add({ text, ...row }: Parameters<CommentWork['add']>[0]): Promise<boolean> {
    const { db, cipher } = this.context;
    const bodyEnc = cipher.seal(text, cell(row.id));
    const { count } = await db.caseComment.createMany({ data: [{ ...row, bodyEnc }], skipDuplicates: true });
    return count === 1;
  }

  async staff(): Promise<readonly StaffActor[]> {
    return findStaff(this.context);
  }

  async mention(commentId: string, userIds: readonly string[], at: Date): Promise<void> {
    await this.context.db.commentMention.createMany({
      data: userIds.map((userId) => ({ commentId, userId, at })),
      skipDuplicates: true,
    });
  }

  async readMentions(userId: string, caseId: string, at: Date): Promise<void> {
    await this.context.db.$executeRaw`
      UPDATE comment_mention m SET read_at = ${at}::timestamptz FROM case_comment t
      WHERE m.user_id = ${userId}::uuid AND m.read_at IS NULL
        AND t.id = m.comment_id AND t.case_id = ${caseId}::uuid`;
  }
}

const Role = z.enum(['reviewer', 'supervisor', 'admin']);
const Given = z.enum(grants);

/** All who are active, by username. */
export async function findStaff({ db }: StorageContext): Promise<readonly StaffActor[]> {
  const rows = await db.consoleUser.findMany({
    where: { active: true },
    include: { scopes: true, grants: true },
    orderBy: { username: 'asc' },
  });
  return rows.map(({ id, username, name, role, scopes, grants }) => ({
    id,
    username,
    name,
    role: Role.parse(role),
    regions: scopes.map(({ regionCode }) => regionCode),
    grants: grants.map(({ grant }) => Given.parse(grant)),
  }));
}
