import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { From, OpenedSession } from './services.js';
import { countTry, hashToken, newSession, stepOf, type SessionDeps } from './session.js';

/** Verified when the user name is unknown, so that the time taken tells nothing. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c2lwbWFzLWxhcG9yLW5v$7kSpQ4aaRbXFXUhRyNQBvR7zN4N0mVJ9b7G1xwXh0Xo';

/** The first step; what is due after it stands between the session and the console. */
export async function signIn(
  deps: SessionDeps,
  { username, password, from }: { username: string; password: string; from: From },
): Promise<OpenedSession> {
  const { accounts, passwords, clock } = deps;
  const account = await accounts.byUsername(username.trim().toLowerCase());
  if (account !== null) await countTry(deps, account.id);
  const hash = account?.active === true ? account.passwordHash : null;
  const correct = await passwords.verify(hash ?? NOBODY, password);
  if (account === null || hash === null || !correct) throw new AppError('auth.invalid_credentials');
  const { opened, session } = newSession(clock.now(), { userId: account.id, secondFactor: false, from });
  await accounts.openSession(session);
  // Where a code is to follow the tries go on: who knows the password gets no new ones by it.
  if (!account.hasSecondFactor) await accounts.forgetTries(account.id);
  return opened;
}

/** Whose session it was; null: nobody's, or it had ended. */
export async function signOut({ accounts, clock }: SessionDeps, token: string): Promise<string | null> {
  const hash = hashToken(token);
  const session = await accounts.session(hash, clock.now());
  await accounts.closeSession(hash);
  return session?.actor.id ?? null;
}

/** null also while something stands between the session and the console: no use case sees such an actor. */
export async function authenticate(deps: SessionDeps, token: string): Promise<StaffActor | null> {
  const session = await deps.accounts.session(hashToken(token), deps.clock.now());
  return session !== null && stepOf(deps, session) === 'none' ? session.actor : null;
}
