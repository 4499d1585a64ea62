import { hash, verify } from '@node-rs/argon2';
import { grants, type Grant } from '../../domain/access/scope.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { Account, AccountStore, Passwords } from '../../usecases/console/ports.js';
import type { StorageContext } from '../context.js';

export class PrismaAccountStore implements AccountStore {
  constructor(private readonly context: StorageContext) {}

  async byUsername(username: string): Promise<Account | null> {
    return this.context.db.consoleUser.findUnique({
      where: { username },
      select: { id: true, passwordHash: true, active: true, failedAttempts: true, lockedUntil: true },
    });
  }

  async recordFailure(id: string, lockedUntil: Date | null): Promise<void> {
    await this.context.db.consoleUser.update({
      where: { id },
      data: { failedAttempts: { increment: 1 }, lockedUntil },
    });
  }

  async openSession(id: string, session: { tokenHash: string; expiresAt: Date }): Promise<void> {
    await this.context.db.consoleUser.update({
      where: { id },
      data: { failedAttempts: 0, lockedUntil: null, sessions: { create: session } },
    });
    await this.context.db.consoleSession.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  }

  async closeSession(tokenHash: string): Promise<void> {
    await this.context.db.consoleSession.deleteMany({ where: { tokenHash } });
  }

  async bySession(tokenHash: string, now: Date): Promise<StaffActor | null> {
    const session = await this.context.db.consoleSession.findUnique({
      where: { tokenHash },
      include: { user: { include: { scopes: true, grants: true } } },
    });
    if (session === null || session.expiresAt <= now || !session.user.active) return null;
    const { id, username, name, role, scopes, grants: given } = session.user;
    return {
      id,
      username,
      name,
      role: staffRole(role),
      regions: scopes.map((scope) => scope.regionCode),
      grants: given.flatMap(({ grant }) => knownGrant(grant)),
    };
  }
}

/** The database's own CHECK allows no other. */
function staffRole(role: string): StaffActor['role'] {
  return role === 'admin' || role === 'supervisor' ? role : 'reviewer';
}

/** The database's own CHECK allows no other. */
function knownGrant(text: string): readonly Grant[] {
  return grants.filter((one) => one === text);
}

/** argon2id with the library's defaults: m = 19 MiB, t = 2, p = 1 (OWASP's first choice). */
export const argon2Passwords: Passwords & { hash(password: string): Promise<string> } = {
  hash: (password) => hash(password),
  verify: (hashed, password) => verify(hashed, password),
};
