import { staffMay, type StaffAction } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { UnitOfWork } from '../ports.js';
import type { OversightQueries } from './ports.js';
import type { OversightServices } from './services.js';

interface OversightDeps {
  readonly queries: OversightQueries;
  readonly unitOfWork: UnitOfWork;
}

export function oversightServices({ queries, unitOfWork }: OversightDeps): OversightServices {
  return {
    accessLog: async (actor, filter) => {
      allow(actor, 'read_access_log');
      return queries.accessLog(actor, filter);
    },
    accessUsers: async (actor) => {
      allow(actor, 'read_access_log');
      return queries.accessUsers(actor);
    },
    lastCheck: async (actor) => {
      allow(actor, 'verify_history');
      return queries.lastCheck(actor);
    },
    requestCheck: async (actor, ip) => {
      allow(actor, 'verify_history');
      await unitOfWork.run(async (tx) => {
        const checkId = await tx.history.begin(actor.id);
        if (checkId === null) return;
        await tx.outbox.add('history.verify', { checkId });
        await tx.access.record({ userId: actor.id, action: 'history.checked', subject: null, ip });
      });
    },
  };
}

function allow(actor: StaffActor, action: StaffAction): void {
  if (!staffMay(actor, action)) throw new AppError('not_found');
}
