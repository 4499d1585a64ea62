/** Who may do what with a case that lies in their scope. */
import { staffMay, type Staff } from '../../domain/access/scope.js';
import { isReopenable, type ObjectionState } from '../../domain/case/fold.js';
import type { CaseState } from '../../domain/case/events.js';

interface Sensitive {
  readonly sensitive: boolean;
}

interface Standing extends Sensitive {
  readonly state: CaseState;
  readonly objection: ObjectionState | null;
}

/** A sensitive case is decided by those who see it. */
export function mayDecide(actor: Staff, { sensitive }: Sensitive): boolean {
  return staffMay(actor, 'decide_cases') && (!sensitive || staffMay(actor, 'decide_sensitive'));
}

/** Not while somebody objects: then the answer is what takes the decision back. */
export function mayReopen(actor: Staff, standing: Standing): boolean {
  const { state, objection } = standing;
  const may = mayDecide(actor, standing) && staffMay(actor, 'reopen_cases');
  return may && isReopenable(state) && objection !== 'open';
}

export function mayAnswerObjection(actor: Staff, standing: Standing): boolean {
  const may = mayDecide(actor, standing) && staffMay(actor, 'answer_objections');
  return may && standing.objection === 'open';
}
