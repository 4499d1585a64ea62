import type { CaseworkQueries } from '../../usecases/casework/ports.js';
import type { StorageContext } from '../context.js';
import { findNeighbours, type QueueRules } from './cases.js';

export function caseworkQueries(context: StorageContext, rules: QueueRules): CaseworkQueries {
  return {
    neighbours: (actor, caseId, filter) => findNeighbours(context, rules, actor, { caseId, filter }),
  };
}
