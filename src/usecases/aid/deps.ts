import type { PmksCategory } from '../../domain/pmks/categories.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { ReferenceQueries } from '../reference/ports.js';
import type { AidQueries, AidReader } from './ports.js';

export interface AidDeps {
  readonly unitOfWork: UnitOfWork;
  readonly queries: AidQueries;
  readonly reader: AidReader;
  readonly clock: Clock;
  /** IANA name of the office's clock. */
  readonly timeZone: string;
  /** As they are now. */
  readonly categories: () => Promise<readonly PmksCategory[]>;
  readonly reference: Pick<ReferenceQueries, 'agencies' | 'changes'>;
}
