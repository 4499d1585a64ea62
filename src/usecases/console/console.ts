import { staffMay, type StaffAction } from '../../domain/access/scope.js';
import { mayFollow } from '../../domain/case/fold.js';
import { AppError } from '../../errors.js';
import type { SessionDeps } from '../accounts/session.js';
import { authenticate, signIn, signOut } from '../accounts/sign-in.js';
import { decideCase } from '../case/decide-case.js';
import { mayAnswerObjection, mayDecide, mayReopen } from '../case/may.js';
import type { ConsoleServices, StaffActor } from '../console-services.js';
import type { BlobStore, UnitOfWork } from '../ports.js';
import { concealEntry, concealRow } from './conceal.js';
import type { ConsoleQueries } from './ports.js';
import { recordedSignIn } from './record-sign-in.js';

export interface ConsoleDeps extends SessionDeps {
  readonly unitOfWork: UnitOfWork;
  readonly queries: ConsoleQueries;
  readonly blobs: BlobStore;
  readonly queueBackend: 'postgres' | 'redis';
}

/** What the console may do, each behind the role that may do it. Refusal looks like absence. */
export function consoleServices(deps: ConsoleDeps): ConsoleServices {
  const { queries } = deps;
  return {
    signIn: (input) => {
      const { username, password, ip, userAgent } = input;
      return recordedSignIn(deps, input, () => signIn(deps, { username, password, from: { ip, userAgent } }));
    },
    signOut: async (token, ip) => {
      const userId = await signOut(deps, token);
      if (userId === null) return;
      await queries.recordView({ userId, action: 'session.closed', subject: null, ip });
    },
    authenticate: (token) => authenticate(deps, token),
    regions: (actor) => queries.regions(actor),
    queue: async (actor, filter) => {
      allow(actor, 'read_cases');
      return queries.cases(actor, filter);
    },
    queueCounts: async (actor) => {
      allow(actor, 'read_cases');
      return queries.caseCounts(actor);
    },
    caseById: async (actor, caseId, ip) => {
      allow(actor, 'read_cases');
      const found = present(await queries.caseById(actor, caseId));
      const action = found.sensitive && found.answers !== null ? 'case.sensitive_viewed' : 'case.viewed';
      await queries.recordView({ userId: actor.id, action, subject: caseId, ip });
      return {
        ...found,
        decidable: mayDecide(actor, found) && mayFollow('approved', found.state),
        reopenable: mayReopen(actor, found),
        answerable: mayAnswerObjection(actor, found),
      };
    },
    decide: (actor, input) => decideCase(deps, actor, input),
    photo: async (actor, caseId, photoId, { page = 1, ip = '' } = {}) => {
      allow(actor, 'read_cases');
      const found = present(await queries.photo(actor, caseId, { photoId, page }));
      if (found.sensitive) {
        const action = 'case.sensitive_viewed';
        await queries.recordView({ userId: actor.id, action, subject: caseId, ip });
      }
      return { mime: found.mime, bytes: present(await deps.blobs.get(found.blobId)) };
    },
    entries: async (actor, filter) => {
      allow(actor, 'read_registry');
      const page = await queries.entries(actor, filter);
      return { ...page, items: page.items.map((row) => concealRow(actor, row)) };
    },
    entryById: async (actor, entryId, ip) => {
      allow(actor, 'read_registry');
      const found = present(await queries.entryById(actor, entryId));
      const shown = concealEntry(actor, found);
      const seen = shown.sensitive && shown.headName !== null;
      const action = seen ? 'entry.sensitive_viewed' : 'entry.viewed';
      await queries.recordView({ userId: actor.id, action, subject: entryId, ip });
      return shown;
    },
    channels: async (actor) => {
      allow(actor, 'read_channels');
      const channels = await queries.channels();
      if (staffMay(actor, 'pair_channels')) return channels;
      return channels.map((channel) => ({ ...channel, pairing: null }));
    },
    health: async (actor) => {
      allow(actor, 'read_channels');
      return { ...(await queries.health()), queueBackend: deps.queueBackend };
    },
  };
}

function allow(actor: StaffActor, action: StaffAction): void {
  if (!staffMay(actor, action)) throw new AppError('not_found');
}

function present<T>(found: T | null): T {
  if (found === null) throw new AppError('not_found');
  return found;
}
