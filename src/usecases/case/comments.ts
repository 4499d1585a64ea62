/** What the office says to itself about a case: for all who may read what the case says, and for nobody else. */
import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { CaseActionServices } from './services.js';

/** Characters. */
export const COMMENT_LIMIT = 2000;

type CommentInput = Parameters<CaseActionServices['comment']>[1];

/** The same id again is the same comment. */
export async function addComment(
  { unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  actor: StaffActor,
  { id, caseId, text, ip }: CommentInput,
): Promise<void> {
  const said = text.trim();
  await unitOfWork.run(async (tx) => {
    const head = staffMay(actor, 'read_cases') ? await tx.cases.lock(caseId) : null;
    if (head === null || !mayAccess(actor, head.desaCode)) throw new AppError('not_found');
    if (head.sensitive && !staffMay(actor, 'read_sensitive')) throw new AppError('not_found');
    if (said === '' || said.length > COMMENT_LIMIT) throw new AppError('input.invalid');
    const added = await tx.comments.add({ id, caseId, authorId: actor.id, at: clock.now(), text: said });
    if (added) await tx.access.record({ userId: actor.id, action: 'case.commented', subject: caseId, ip });
  });
}
