import { hash, verify } from '@node-rs/argon2';
import type {
  Account,
  AccountStore,
  KnownSession,
  NewSession,
  Passwords,
} from '../../usecases/accounts/ports.js';
import type { StorageContext } from '../context.js';
import type { Statement } from '../sql.js';
import { grantsOf, openSession, staffRole } from '../repositories/accounts.js';

/** How often it is noted that a session was seen. */
const SEEN_MS = 60_000;

interface SessionRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly regions: readonly string[];
  readonly grants: readonly string[];
  readonly password_hash: string | null;
  readonly has_second_factor: boolean;
  readonly second_factor: boolean;
  readonly must_change_password: boolean;
  readonly last_seen_at: Date;
}

const theSession: Statement = {
  name: 'console_session',
  text: `
    SELECT u.id, u.username, u.name, u.role, u.password_hash, u.totp_set_at IS NOT NULL AS has_second_factor,
      u.must_change_password, s.second_factor, s.last_seen_at,
      ARRAY(SELECT region_code FROM console_user_scope WHERE user_id = u.id ORDER BY region_code) AS regions,
      ARRAY(SELECT "grant" FROM console_user_grant WHERE user_id = u.id) AS grants
    FROM console_session s JOIN console_user u ON u.id = s.user_id
    WHERE s.token_hash = $1 AND s.expires_at > $2 AND u.active`,
};

const newcomer: Statement = {
  name: 'console_newcomer',
  text: 'SELECT FROM console_user WHERE id = $1 AND introduced_at IS NULL',
};

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
    // Of every request the first thing, so it is one statement.
    const [row] = await this.context.sql.rows<SessionRow>(theSession, [tokenHash, now]);
    if (row === undefined) return null;
    if (now.getTime() - row.last_seen_at.getTime() > SEEN_MS) {
      await this.context.db.consoleSession.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
    }
    const { id, username, name, role, regions, grants } = row;
    return {
      tokenHash,
      actor: {
        id,
        username,
        name,
        role: staffRole(role),
        regions,
        grants: grantsOf(grants.map((grant) => ({ grant }))),
      },
      passwordHash: row.password_hash,
      hasSecondFactor: row.has_second_factor,
      gaveSecondFactor: row.second_factor,
      mustChangePassword: row.must_change_password,
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

  async isNew(userId: string): Promise<boolean> {
    return (await this.context.sql.rows(newcomer, [userId])).length > 0;
  }

  async introduce(userId: string, at: Date): Promise<void> {
    await this.context.db.consoleUser.updateMany({
      where: { id: userId, introducedAt: null },
      data: { introducedAt: at },
    });
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
