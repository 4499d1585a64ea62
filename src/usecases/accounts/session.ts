/** Sessions and tries: what the way in and one's own account have in common. */
import { createHash, randomBytes } from 'node:crypto';
import { needsSecondFactor } from '../../domain/access/scope.js';
import { signInStep, type SignInStep } from '../../domain/access/sign-in.js';
import { AppError } from '../../errors.js';
import type { Clock, UnitOfWork } from '../ports.js';
import { browserOf } from './browser.js';
import type { AccountStore, KnownSession, NewSession, Passwords } from './ports.js';
import type { From, OpenedSession } from './services.js';

export interface SessionDeps {
  readonly accounts: AccountStore;
  readonly passwords: Passwords;
  readonly clock: Clock;
  /** Whether those who need one must have a second factor; else it is offered to everybody. */
  readonly secondFactorRequired: boolean;
}

export interface AccountDeps extends SessionDeps {
  readonly unitOfWork: UnitOfWork;
  /** Names the service in the app that makes the codes. */
  readonly issuer: string;
}

const MINUTE = 60_000;
/** A working day; the next one begins with a new sign-in. */
const SESSION_MS = 12 * 60 * MINUTE;
const TRIES_BEFORE_LOCK = 5;
const LOCK_MS = 15 * MINUTE;

/** The database holds no token that would open a session. 256 random bits need no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the access log says of a way in. */
export type SignInAction = 'session.opened' | 'session.refused' | 'session.locked';

/** null: a fault of another kind. */
export function refusalOf(error: unknown): SignInAction | null {
  const code = error instanceof AppError ? error.code : null;
  if (code === 'auth.invalid_credentials') return 'session.refused';
  return code === 'auth.locked' ? 'session.locked' : null;
}

/** A session with a token that nobody had before: none that a browser brought along is ever adopted. */
export function newSession(
  at: Date,
  { userId, secondFactor, from }: { userId: string; secondFactor: boolean; from: From },
): { opened: OpenedSession; session: NewSession } {
  const token = makeToken();
  const expiresAt = new Date(at.getTime() + SESSION_MS);
  const session = {
    userId,
    tokenHash: hashToken(token),
    createdAt: at,
    expiresAt,
    secondFactor,
    ip: from.ip,
    browser: browserOf(from.userAgent),
  };
  return { opened: { token, expiresAt }, session };
}

/** Throws auth.locked {minutes}. Passwords and codes count alike: neither gives more tries at the other. */
export async function countTry({ accounts, clock }: SessionDeps, userId: string): Promise<void> {
  const at = clock.now();
  const lockUntil = new Date(at.getTime() + LOCK_MS);
  const until = await accounts.countTry(userId, { at, lockEvery: TRIES_BEFORE_LOCK, lockUntil });
  if (until === null) return;
  throw new AppError('auth.locked', { minutes: Math.ceil((until.getTime() - at.getTime()) / MINUTE) });
}

export function stepOf(deps: Pick<SessionDeps, 'secondFactorRequired'>, session: KnownSession): SignInStep {
  return signInStep({
    ...session,
    needsSecondFactor: deps.secondFactorRequired && needsSecondFactor(session.actor),
  });
}

/** Throws auth.required unless the session is at one of these steps. */
export async function sessionAt(
  deps: SessionDeps,
  token: string,
  steps: readonly SignInStep[],
): Promise<KnownSession & { readonly step: SignInStep }> {
  const session = await deps.accounts.session(hashToken(token), deps.clock.now());
  const step = session === null ? null : stepOf(deps, session);
  if (session === null || step === null || !steps.includes(step)) throw new AppError('auth.required');
  return { ...session, step };
}

/** Throws auth.invalid_credentials; a session that is open does not spare anybody the tries. */
export async function checkPassword(
  deps: SessionDeps,
  { actor, passwordHash }: KnownSession,
  password: string,
): Promise<void> {
  await countTry(deps, actor.id);
  if (passwordHash === null || !(await deps.passwords.verify(passwordHash, password))) {
    throw new AppError('auth.invalid_credentials');
  }
  await deps.accounts.forgetTries(actor.id);
}
