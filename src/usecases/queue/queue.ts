import { mayAccess, staffMay, type StaffAction } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { CaseChanges, ClaimStore, Lease } from './ports.js';
import type { QueueServices } from './services.js';

/** A page that is open asks to keep its claim several times in this time. */
export const leaseMinutes = 10;

export interface QueueServiceDeps {
  readonly unitOfWork: UnitOfWork;
  readonly claims: ClaimStore;
  readonly changes: CaseChanges;
  readonly clock: Clock;
}

export function queueServices({ unitOfWork, claims, changes, clock }: QueueServiceDeps): QueueServices {
  const lease = (): Lease => {
    const now = clock.now();
    return { now, until: new Date(now.getTime() + leaseMinutes * 60_000) };
  };
  return {
    take: async (actor, caseId) => {
      allow(actor, 'decide_cases');
      const wanted = lease();
      if (await claims.take(actor, caseId, wanted)) return;
      const view = await claims.view(actor, caseId, wanted.now);
      if (view === null) throw new AppError('not_found');
      const { name = '', until = wanted.now } = view.holder ?? {};
      throw new AppError('case.claimed', { by: name, until: until.toISOString() });
    },
    takeNext: async (actor, filter) => {
      allow(actor, 'decide_cases');
      return claims.takeNext(actor, filter, lease());
    },
    takeOver: async (actor, caseId, ip) => {
      allow(actor, 'take_over_claims');
      await unitOfWork.run(async (tx) => {
        const taken = await tx.claims.takeOver(actor, caseId, lease());
        if (taken === null) throw new AppError('not_found');
        if (taken.from === null) return;
        const action = 'case.claim_taken_over';
        await tx.access.record({ userId: actor.id, action, subject: caseId, ip });
      });
    },
    release: async (actor, caseId) => {
      allow(actor, 'decide_cases');
      await claims.release(actor, caseId);
    },
    look: async (actor, caseId) => {
      if (!staffMay(actor, 'decide_cases')) return null;
      const renewed = lease();
      await claims.look(actor, caseId, renewed);
      return claims.view(actor, caseId, renewed.now);
    },
    watch: (actor, told) => {
      allow(actor, 'read_cases');
      return changes.on(({ caseId, desaCode }) => {
        if (mayAccess(actor, desaCode)) told(caseId);
      });
    },
  };
}

function allow(actor: StaffActor, action: StaffAction): void {
  if (!staffMay(actor, action)) throw new AppError('not_found');
}
