/** The steps of the way in, and what people do with their own accounts. */
import { randomBytes } from 'node:crypto';
import { passwordProblem } from '../../domain/access/password.js';
import { makeRecoveryCodes, readRecoveryCode, showRecoveryCode } from '../../domain/access/recovery-code.js';
import { needsSecondFactor } from '../../domain/access/scope.js';
import { makeSecret, secretUri, stepOf as timeStepOf } from '../../domain/access/totp.js';
import { AppError } from '../../errors.js';
import type { Work } from '../ports.js';
import type { KnownSession } from './ports.js';
import type { AccountServices, From, OpenedSession } from './services.js';
import {
  checkPassword,
  countTry,
  hashToken,
  newSession,
  refusalOf,
  sessionAt,
  stepOf,
  type AccountDeps,
} from './session.js';

export function accountServices(deps: AccountDeps): AccountServices {
  const { accounts, clock } = deps;
  const whole = (token: string) => sessionAt(deps, token, ['none']);
  return {
    step: async (token) => {
      const session = await accounts.session(hashToken(token), clock.now());
      return session === null ? null : { step: stepOf(deps, session), username: session.actor.username };
    },
    giveCode: (token, code, from) => giveCode(deps, { token, code, from }),
    renewPassword: (token, password, from) => renewPassword(deps, { token, password, from }),
    offerSecondFactor: async (token) => {
      const { actor, hasSecondFactor } = await sessionAt(deps, token, ['second_factor', 'none']);
      const fresh = makeSecret(randomBytes);
      const secret = await deps.unitOfWork.run((tx) => tx.accounts.offerSecret(actor.id, fresh));
      const uri = secretUri({ issuer: deps.issuer, account: actor.username, secret });
      return { secret, uri, renews: hasSecondFactor };
    },
    confirmSecondFactor: (token, input, from) => confirmSecondFactor(deps, { token, ...input, from }),
    invitation: (link) => accounts.invitation(hashToken(link), clock.now()),
    acceptInvitation: (link, password, from) => acceptInvitation(deps, { link, password, from }),
    own: async (token) => {
      const { actor, tokenHash } = await whole(token);
      const [sessions, secondFactorSince, recoveryLeft] = await Promise.all([
        accounts.sessionsOf(actor.id, clock.now()),
        accounts.secondFactorSince(actor.id),
        accounts.recoveryLeft(actor.id),
      ]);
      return {
        username: actor.username,
        sessions: sessions.map(({ tokenHash: hash, ...rest }) => ({ ...rest, current: hash === tokenHash })),
        secondFactorSince,
        secondFactorNeeded: deps.secondFactorRequired && needsSecondFactor(actor),
        recoveryLeft,
      };
    },
    isNew: ({ id }) => accounts.isNew(id),
    introduce: ({ id }) => accounts.introduce(id, clock.now()),
    endSession: async (token, id, from) => {
      const session = await whole(token);
      await deps.unitOfWork.run(async (tx) => {
        const which = { id, except: session.tokenHash };
        if ((await tx.accounts.endSessions(session.actor.id, which)) === 0) return;
        await logOwn(tx, session, 'account.session_ended', from);
      });
    },
    endOtherSessions: async (token, from) => {
      const session = await whole(token);
      await deps.unitOfWork.run(async (tx) => {
        await tx.accounts.endSessions(session.actor.id, { except: session.tokenHash });
        await logOwn(tx, session, 'account.other_sessions_ended', from);
      });
    },
    changePassword: async (token, { current, password }, from) => {
      const session = await whole(token);
      await checkPassword(deps, session, current);
      const hash = await newHash(deps, session, password);
      await deps.unitOfWork.run(async (tx) => {
        await tx.accounts.setPassword(session.actor.id, hash);
        await tx.accounts.endSessions(session.actor.id, { except: session.tokenHash });
        await logOwn(tx, session, 'account.password_changed', from);
      });
    },
    renewRecoveryCodes: async (token, password, from) => {
      const session = await whole(token);
      if (!session.hasSecondFactor) throw new AppError('not_found');
      await checkPassword(deps, session, password);
      return deps.unitOfWork.run(async (tx) => {
        await logOwn(tx, session, 'account.recovery_codes_renewed', from);
        return freshCodes(tx, session.actor.id);
      });
    },
  };
}

/** Throws auth.invalid_credentials for a code that is wrong or was used. */
async function giveCode(
  deps: AccountDeps,
  { token, code: typed, from }: { token: string; code: string; from: From },
): Promise<OpenedSession> {
  const known = await sessionAt(deps, token, ['code']);
  const { id: userId } = known.actor;
  const at = deps.clock.now();
  const { opened, session } = newSession(at, { userId, secondFactor: true, from });
  try {
    await countTry(deps, userId);
    await deps.unitOfWork.run(async (tx) => {
      const used = await takeCode(tx, { userId, typed, at });
      if (used === null) throw new AppError('auth.invalid_credentials');
      if (used === 'recovery') await logOwn(tx, known, 'account.recovery_code_used', from);
      await replaceSession(tx, known, session);
      await tx.access.record({ userId, action: 'session.opened', subject: null, ip: from.ip });
    });
  } catch (error) {
    const action = refusalOf(error);
    if (action !== null) {
      await deps.unitOfWork.run((tx) => tx.access.record({ userId, action, subject: null, ip: from.ip }));
    }
    throw error;
  }
  await deps.accounts.forgetTries(userId);
  return opened;
}

/** Which kind of code it was; null: it is none, or was used. */
async function takeCode(
  tx: Work,
  { userId, typed, at }: { userId: string; typed: string; at: Date },
): Promise<'app' | 'recovery' | null> {
  const secret = await tx.accounts.secret(userId);
  const step = secret === null ? null : timeStepOf(secret, typed.replace(/\s/g, ''), at);
  if (step !== null) return (await tx.accounts.takeStep(userId, step)) ? 'app' : null;
  const recovery = readRecoveryCode(typed);
  if (recovery === null) return null;
  return (await tx.accounts.takeRecoveryCode(userId, recovery, at)) ? 'recovery' : null;
}

async function renewPassword(
  deps: AccountDeps,
  { token, password, from }: { token: string; password: string; from: From },
): Promise<OpenedSession> {
  const known = await sessionAt(deps, token, ['password']);
  const hash = await newHash(deps, known, password);
  const { id: userId } = known.actor;
  const secondFactor = known.gaveSecondFactor;
  const { opened, session } = newSession(deps.clock.now(), { userId, secondFactor, from });
  await deps.unitOfWork.run(async (tx) => {
    await tx.accounts.setPassword(userId, hash);
    await tx.accounts.endSessions(userId);
    await tx.accounts.openSession(session);
    await logOwn(tx, known, 'account.password_changed', from);
  });
  return opened;
}

async function confirmSecondFactor(
  deps: AccountDeps,
  input: { token: string; code: string; password: string; from: From },
): Promise<OpenedSession & { readonly codes: readonly string[] }> {
  const known = await sessionAt(deps, input.token, ['second_factor', 'none']);
  const { id: userId } = known.actor;
  // In a session left open on a desk nobody binds a phone of theirs. Right after signing in it was just given.
  if (known.step === 'none') await checkPassword(deps, known, input.password);
  await countTry(deps, userId);
  const at = deps.clock.now();
  const { opened, session } = newSession(at, { userId, secondFactor: true, from: input.from });
  const codes = await deps.unitOfWork.run(async (tx) => {
    await tx.accounts.lock([userId]);
    const secret = await tx.accounts.offeredSecret(userId);
    const step = secret === null ? null : timeStepOf(secret, input.code.replace(/\s/g, ''), at);
    if (secret === null || step === null) throw new AppError('auth.invalid_credentials', { what: 'code' });
    await tx.accounts.activateSecret(userId, secret, { step, at });
    // Also the one that it was set up in: whoever knew its token would be within by it.
    await replaceSession(tx, known, session);
    await tx.accounts.endSessions(userId, { except: session.tokenHash });
    await logOwn(tx, known, 'account.second_factor_set', input.from);
    return freshCodes(tx, userId);
  });
  await deps.accounts.forgetTries(userId);
  return { ...opened, codes };
}

async function acceptInvitation(
  deps: AccountDeps,
  { link, password, from }: { link: string; password: string; from: From },
): Promise<OpenedSession> {
  const at = deps.clock.now();
  const tokenHash = hashToken(link);
  const invited = await deps.accounts.invitation(tokenHash, at);
  if (invited === null) throw new AppError('not_found');
  const hash = await hashOf(deps, password, invited.username);
  return deps.unitOfWork.run(async (tx) => {
    const taken = await tx.accounts.takeInvitation(tokenHash, at);
    if (taken === null) throw new AppError('not_found');
    const { userId } = taken;
    await tx.accounts.setPassword(userId, hash);
    await tx.accounts.endSessions(userId);
    const { opened, session } = newSession(at, { userId, secondFactor: false, from });
    await tx.accounts.openSession(session);
    await tx.access.record({ userId, action: 'account.invitation_used', subject: userId, ip: from.ip });
    return opened;
  });
}

async function replaceSession(
  tx: Work,
  { actor, tokenHash }: KnownSession,
  session: Parameters<Work['accounts']['openSession']>[0],
): Promise<void> {
  await tx.accounts.openSession(session);
  const rest = await tx.accounts.endSessions(actor.id, { tokenHash });
  // Of two who give a code in the same session, one goes on.
  if (rest === 0) throw new AppError('auth.required');
}

async function freshCodes(tx: Work, userId: string): Promise<readonly string[]> {
  const codes = makeRecoveryCodes(randomBytes);
  await tx.accounts.replaceRecoveryCodes(userId, codes);
  return codes.map(showRecoveryCode);
}

/** Of a password that is not the one they have. */
async function newHash(deps: AccountDeps, session: KnownSession, password: string): Promise<string> {
  const hash = await hashOf(deps, password, session.actor.username);
  const { passwordHash } = session;
  if (passwordHash !== null && (await deps.passwords.verify(passwordHash, password))) {
    throw new AppError('input.invalid', { field: 'password_same' });
  }
  return hash;
}

async function hashOf({ passwords }: AccountDeps, password: string, username: string): Promise<string> {
  const field = passwordProblem(password, username);
  if (field !== null) throw new AppError('input.invalid', { field });
  return passwords.hash(password);
}

async function logOwn(tx: Work, { actor }: KnownSession, action: string, { ip }: From): Promise<void> {
  await tx.access.record({ userId: actor.id, action, subject: actor.id, ip });
}
