import type { AsOf, PersonFile } from '../../domain/people/person-file.js';

/**
 * Reads of the registry by person, of no scope: whoever shows what is read conceals what its reader may not see.
 * 'now': all that is recorded, whatever a clock says.
 */
export interface PeopleReader {
  /**
   * In the order of the ids; two of one person give that person once, where the first stands. Who had not been
   * recorded at that moment is left out. A few statements, however many ids.
   */
  peopleAsOf(ids: readonly string[], asOf: AsOf | 'now'): Promise<readonly PersonFile[]>;
}
