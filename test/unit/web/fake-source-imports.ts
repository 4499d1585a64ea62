import { AppError } from '../../../src/errors.js';
import type { SourceImportServices } from '../../../src/usecases/source-import/services.js';

const gone = () => Promise.reject(new AppError('not_found'));

/** An office that has never imported anything. */
export function fakeSourceImports(): SourceImportServices {
  return {
    home: () => Promise.resolve({ waiting: [], imports: [], total: 0 }),
    store: () => Promise.resolve({ id: '', bytes: 0, digest: '' }),
    upload: gone,
    forgetFile: () => Promise.resolve(),
    mapping: gone,
    begin: gone,
    discard: gone,
    view: gone,
    detail: gone,
    progress: gone,
    stop: gone,
    resume: gone,
    apply: gone,
    revert: gone,
    drop: gone,
    faults: gone,
  };
}
