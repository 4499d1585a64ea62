import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock } from '../ports.js';
import type { AccountStore, Passwords } from './ports.js';

export interface SessionDeps {
  readonly accounts: AccountStore;
  readonly passwords: Passwords;
  readonly clock: Clock;
}

const MINUTE = 60_000;
/** A working day; the next one begins with a new sign-in. */
const SESSION_MS = 12 * 60 * MINUTE;
const FAILURES_BEFORE_LOCK = 5;
const LOCK_MS = 15 * MINUTE;
/** Verified when the user name is unknown, so that the time taken tells nothing. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c2lwbWFzLWxhcG9yLW5v$7kSpQ4aaRbXFXUhRyNQBvR7zN4N0mVJ9b7G1xwXh0Xo';

export async function signIn(
  { accounts, passwords, clock }: SessionDeps,
  { username, password }: { username: string; password: string },
): Promise<{ token: string; expiresAt: Date }> {
  const now = clock.now();
  const account = await accounts.byUsername(username.trim().toLowerCase());
  const until = account?.lockedUntil ?? null;
  if (until !== null && until > now) throw locked(until, now);
  const correct = await passwords.verify(account?.passwordHash ?? NOBODY, password);
  if (account === null || !correct || !account.active) {
    if (account !== null) await recordFailure(accounts, account, now);
    throw new AppError('auth.invalid_credentials');
  }
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  await accounts.openSession(account.id, { tokenHash: hashToken(token), expiresAt });
  return { token, expiresAt };
}

async function recordFailure(
  accounts: AccountStore,
  account: { id: string; failedAttempts: number },
  now: Date,
): Promise<void> {
  const lock = (account.failedAttempts + 1) % FAILURES_BEFORE_LOCK === 0;
  await accounts.recordFailure(account.id, lock ? new Date(now.getTime() + LOCK_MS) : null);
}

function locked(until: Date, now: Date): AppError {
  return new AppError('auth.locked', { minutes: Math.ceil((until.getTime() - now.getTime()) / MINUTE) });
}

export async function signOut({ accounts }: SessionDeps, token: string): Promise<void> {
  await accounts.closeSession(hashToken(token));
}

export async function authenticate(
  { accounts, clock }: SessionDeps,
  token: string,
): Promise<StaffActor | null> {
  return accounts.bySession(hashToken(token), clock.now());
}

/** The database holds no token that would open a session. 256 random bits need no slow hash. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
