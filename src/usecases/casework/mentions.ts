/** Who may be mentioned in a comment: those who may read what the case says, and nobody else. */
import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { CaseRights, CaseworkQueries } from './ports.js';
import type { CaseworkServices } from './services.js';

export function mayReadContents(actor: StaffActor, { desaCode, sensitive }: CaseRights): boolean {
  return (
    staffMay(actor, 'read_cases') &&
    mayAccess(actor, desaCode) &&
    (!sensitive || staffMay(actor, 'read_sensitive'))
  );
}

/** By username. Who is not there is told alike of nobody and of those who may not see the case. */
export function colleaguesOn(
  staff: readonly StaffActor[],
  rights: CaseRights,
): ReadonlyMap<string, StaffActor> {
  return new Map(staff.filter((one) => mayReadContents(one, rights)).map((one) => [one.username, one]));
}

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly queries: CaseworkQueries;
}

type MentionServices = Pick<CaseworkServices, 'mentions' | 'unreadMentions' | 'readMentions' | 'mentionable'>;

export function mentionServices({ unitOfWork, clock, queries }: Deps): MentionServices {
  const allow = (actor: StaffActor) => {
    if (!staffMay(actor, 'read_cases')) throw new AppError('not_found');
  };
  return {
    mentions: async (actor) => {
      allow(actor);
      return queries.mentions(actor);
    },
    unreadMentions: async (actor) => (staffMay(actor, 'read_cases') ? queries.unreadMentions(actor) : 0),
    readMentions: async (actor, caseId) => {
      allow(actor);
      await unitOfWork.run((tx) => tx.comments.readMentions(actor.id, caseId, clock.now()));
    },
    mentionable: async (actor, caseId) => {
      allow(actor);
      const rights = await queries.rights(caseId);
      if (rights === null || !mayReadContents(actor, rights)) throw new AppError('not_found');
      const people = [...colleaguesOn(await queries.staff(), rights).values()];
      return people.filter(({ id }) => id !== actor.id).map(({ username, name }) => ({ username, name }));
    },
  };
}
