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
}
