import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork } from '../ports.js';
import { answerObjection, reopenCase } from './change-decision.js';
import { addComment } from './comments.js';
import type { CaseActionServices, CommentView } from './services.js';

export interface CaseActionQueries {
  /** Oldest first; null when the actor may not read what the case says. */
  comments(actor: StaffActor, caseId: string): Promise<readonly CommentView[] | null>;
}

export interface CaseActionDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly queries: CaseActionQueries;
}

export function caseActionServices(deps: CaseActionDeps): CaseActionServices {
  return {
    reopen: (actor, input) => reopenCase(deps, actor, input),
    answerObjection: (actor, input) => answerObjection(deps, actor, input),
    comments: async (actor, caseId) => {
      const found = staffMay(actor, 'read_cases') ? await deps.queries.comments(actor, caseId) : null;
      if (found === null) throw new AppError('not_found');
      return found;
    },
    comment: (actor, input) => addComment(deps, actor, input),
  };
}
