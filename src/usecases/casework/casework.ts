import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import { dismissDuplicate, restoreDuplicate } from './duplicates.js';
import { editView, saveEdit, type EditDeps } from './edit-case.js';
import { mentionServices } from './mentions.js';
import type { CaseworkQueries } from './ports.js';
import type { CaseworkServices } from './services.js';

export interface CaseworkDeps extends EditDeps {
  readonly queries: CaseworkQueries;
}

export function caseworkServices(deps: CaseworkDeps): CaseworkServices {
  const { unitOfWork, queries } = deps;
  const { clock } = deps.office;
  return {
    editView: (actor, input) => editView(deps, actor, input),
    saveEdit: (actor, input) => saveEdit(deps, actor, input),
    dismissDuplicate: (actor, input) => dismissDuplicate({ unitOfWork, clock }, actor, input),
    restoreDuplicate: (actor, input) => restoreDuplicate({ unitOfWork, clock }, actor, input),
    ...mentionServices({ unitOfWork, clock, queries }),
    neighbours: async (actor, caseId, filter) => {
      const may = staffMay(actor, 'read_cases');
      const found = may ? await queries.neighbours(actor, caseId, filter) : null;
      if (found === null) throw new AppError('not_found');
      return found;
    },
  };
}
