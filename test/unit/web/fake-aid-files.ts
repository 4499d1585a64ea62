import { AppError } from '../../../src/errors.js';
import type { AidFileServices } from '../../../src/usecases/aid/file-services.js';

const gone = () => Promise.reject(new AppError('not_found'));

/** An office that has never recorded aid from a file. */
export function fakeAidFiles(): AidFileServices {
  return {
    home: () => Promise.resolve({ files: [], programs: [], lists: [] }),
    store: () => Promise.resolve({ id: '', bytes: 0, digest: '' }),
    forgetFile: () => Promise.resolve(),
    upload: gone,
    mapping: gone,
    begin: gone,
    view: gone,
    progress: gone,
    record: gone,
    withdraw: gone,
    drop: gone,
    faults: gone,
  };
}
