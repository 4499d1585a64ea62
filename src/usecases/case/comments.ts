/** What the office says to itself about a case: for all who may read what the case says, and for nobody else. */
import { mentionsIn } from '../../domain/case/mention.js';
import { AppError } from '../../errors.js';
import { colleaguesOn, mayReadContents } from '../casework/mentions.js';
import type { StaffActor } from '../console-services.js';
import type { CaseHead, Clock, UnitOfWork, Work } from '../ports.js';
import type { CaseActionServices } from './services.js';

/** Characters. */
export const COMMENT_LIMIT = 2000;

type CommentInput = Parameters<CaseActionServices['comment']>[1];

/** The same id again is the same comment. Whom it mentions in vain is told; it is kept all the same. */
export async function addComment(
  { unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  actor: StaffActor,
  { id, caseId, text, ip }: CommentInput,
): Promise<{ readonly unknown: readonly string[] }> {
  const said = text.trim();
  return unitOfWork.run(async (tx) => {
    const head = await tx.cases.lock(caseId);
    if (head === null || !mayReadContents(actor, head)) throw new AppError('not_found');
    if (said === '' || said.length > COMMENT_LIMIT) throw new AppError('input.invalid');
    const at = clock.now();
    const { known, unknown } = await mentioned(tx, head, said);
    const added = await tx.comments.add({ id, caseId, authorId: actor.id, at, text: said });
    if (!added) return { unknown };
    await tx.comments.mention(
      id,
      known.filter((userId) => userId !== actor.id),
      at,
    );
    await tx.access.record({ userId: actor.id, action: 'case.commented', subject: caseId, ip });
    return { unknown };
  });
}

async function mentioned(
  tx: Work,
  head: CaseHead,
  text: string,
): Promise<{ readonly known: readonly string[]; readonly unknown: readonly string[] }> {
  const names = mentionsIn(text);
  if (names.length === 0) return { known: [], unknown: [] };
  const colleagues = colleaguesOn(await tx.comments.staff(), head);
  return {
    known: names.flatMap((name) => colleagues.get(name)?.id ?? []),
    unknown: names.filter((name) => !colleagues.has(name)),
  };
}
