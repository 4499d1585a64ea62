import { hash, verify } from '@node-rs/argon2';
import type {
  Account,
  AccountStore,
  KnownSession,
  NewSession,
  Passwords,
} from '../../usecases/accounts/ports.js';
import type { StorageContext } from '../context.js';
import { grantsOf, openSession, staffRole } from '../repositories/accounts.js';

/** How often it is noted that a session was seen. */
const SEEN_MS = 60_000;

export class PrismaAccountStore implements AccountStore {
  constructor(private readonly context: StorageContext) {}

  async byUsername(username: string): Promise<Account | null> {
    const user = await this.context.db.consoleUser.findUnique({
      where: { username },
      select: { id: true, passwordHash: true, active: true, totpSetAt: true },
    });
    if (user === null) return null;
    const { totpSetAt, ...account } = user;
    return { ...account, hasSecondFactor: totpSetAt !== null };
  }

  async countTry(id: string, rule: Parameters<AccountStore['countTry']>[1]): Promise<Date | null> {
    const { at, lockEvery, lockUntil } = rule;
    const { db } = this.context;
    const counted = await db.$executeRaw`
      UPDATE console_user SET failed_attempts = failed_attempts + 1,
        locked_until = CASE WHEN (failed_attempts + 1) % ${lockEvery}::int = 0 THEN ${lockUntil}::timestamptz ELSE locked_until END
      WHERE id = ${id}::uuid AND (locked_until IS NULL OR locked_until <= ${at})`;
    if (counted > 0) return null;
    const user = await db.consoleUser.findUnique({ where: { id }, select: { lockedUntil: true } });
    return user?.lockedUntil ?? at;
  }

  async forgetTries(id: string): Promise<void> {
    await this.context.db.consoleUser.update({
      where: { id },
      data: { failedAttempts: 0, lockedUntil: null },
    });
  }

  async openSession(session: NewSession): Promise<void> {
    await openSession(this.context.db, session);
    await this.context.db.consoleSession.deleteMany({ where: { expiresAt: { lt: session.createdAt } } });
  }

  async closeSession(tokenHash: string): Promise<void> {
    await this.context.db.consoleSession.deleteMany({ where: { tokenHash } });
  }

  async session(tokenHash: string, now: Date): Promise<KnownSession | null> {
    const { db } = this.context;
    const session = await db.consoleSession.findUnique({
      where: { tokenHash },
      include: { user: { include: { scopes: true, grants: true } } },
    });
    if (session === null || session.expiresAt <= now || !session.user.active) return null;
    if (now.getTime() - session.lastSeenAt.getTime() > SEEN_MS) {
      await db.consoleSession.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
    }
    const { id, username, name, role, scopes, grants, ...user } = session.user;
    return {
      tokenHash,
      actor: {
        id,
        username,
        name,
        role: staffRole(role),
        regions: scopes.map((scope) => scope.regionCode),
        grants: grantsOf(grants),
      },
      passwordHash: user.passwordHash,
      hasSecondFactor: user.totpSetAt !== null,
      gaveSecondFactor: session.secondFactor,
      mustChangePassword: user.mustChangePassword,
    };
  }

  async sessionsOf(userId: string, now: Date): ReturnType<AccountStore['sessionsOf']> {
    return this.context.db.consoleSession.findMany({
      where: { userId, expiresAt: { gt: now } },
      orderBy: [{ lastSeenAt: 'desc' }, { createdAt: 'desc' }],
      select: { id: true, tokenHash: true, createdAt: true, lastSeenAt: true, browser: true, ip: true },
    });
  }

  async secondFactorSince(userId: string): Promise<Date | null> {
    const user = await this.context.db.consoleUser.findUniqueOrThrow({
      where: { id: userId },
      select: { totpSetAt: true },
    });
    return user.totpSetAt;
  }

  async recoveryLeft(userId: string): Promise<number> {
    return this.context.db.consoleRecoveryCode.count({ where: { userId, usedAt: null } });
  }

  async invitation(tokenHash: string, now: Date): Promise<{ username: string; name: string } | null> {
    const found = await this.context.db.consoleInvitation.findFirst({
      where: { tokenHash, usedAt: null, revokedAt: null, expiresAt: { gt: now }, user: { active: true } },
      select: { user: { select: { username: true, name: true } } },
    });
    return found?.user ?? null;
  }
}

/** argon2id with the library's defaults: m = 19 MiB, t = 2, p = 1 (OWASP's first choice). */
export const argon2Passwords: Passwords = {
  hash: (password) => hash(password),
  verify: (hashed, password) => verify(hashed, password),
};
