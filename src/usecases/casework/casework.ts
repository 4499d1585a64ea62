import { dismissDuplicate, restoreDuplicate } from './duplicates.js';
import { editView, saveEdit, type EditDeps } from './edit-case.js';
import type { CaseworkServices } from './services.js';

export type CaseworkDeps = EditDeps;

export function caseworkServices(deps: CaseworkDeps): CaseworkServices {
  const { unitOfWork } = deps;
  const { clock } = deps.office;
  return {
    editView: (actor, input) => editView(deps, actor, input),
    saveEdit: (actor, input) => saveEdit(deps, actor, input),
    dismissDuplicate: (actor, input) => dismissDuplicate({ unitOfWork, clock }, actor, input),
    restoreDuplicate: (actor, input) => restoreDuplicate({ unitOfWork, clock }, actor, input),
  };
}
