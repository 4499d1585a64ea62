import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { AidDeps } from './deps.js';
import { listFile } from './export-list.js';
import { giveServices } from './give.js';
import { listServices } from './lists.js';
import { saveProgram } from './programs.js';
import type { AidServices } from './services.js';

export function aidServices(deps: AidDeps): AidServices {
  return {
    programs: async (actor) => {
      if (!staffMay(actor, 'read_reference')) throw new AppError('not_found');
      const [programs, agencies, changes] = await Promise.all([
        deps.queries.programs(),
        deps.reference.agencies(),
        deps.reference.changes(['aid_program']),
      ]);
      return { programs, agencies, changes, mayChange: staffMay(actor, 'manage_aid_programs') };
    },
    saveProgram: (actor, input, ip) => saveProgram(deps, actor, { input, ip }),
    ...listServices(deps),
    ...giveServices(deps),
    file: (actor, input) => listFile(deps, actor, input),
  };
}
