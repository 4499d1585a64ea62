import { editView, saveEdit, type EditDeps } from './edit-case.js';
import type { CaseworkServices } from './services.js';

export type CaseworkDeps = EditDeps;

export function caseworkServices(deps: CaseworkDeps): CaseworkServices {
  return {
    editView: (actor, input) => editView(deps, actor, input),
    saveEdit: (actor, input) => saveEdit(deps, actor, input),
  };
}
