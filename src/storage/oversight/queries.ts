import type { OversightQueries } from '../../usecases/oversight/ports.js';
import type { StorageContext } from '../context.js';
import { findAccess, findAccessUsers, type Office } from './access-log.js';
import { findLastCheck } from './history.js';

export function oversightQueries(context: StorageContext, office: Office): OversightQueries {
  return {
    accessLog: (actor, filter) => findAccess(context, actor, { office, filter }),
    accessUsers: (actor) => findAccessUsers(context, actor, office),
    lastCheck: (actor) => findLastCheck(context, actor),
  };
}
