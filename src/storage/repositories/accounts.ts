import { v7 as uuidv7 } from 'uuid';
import { grants, type Grant, type StaffRole } from '../../domain/access/scope.js';
import type { AccountWork, NewSession, NewUser, UserRecord } from '../../usecases/accounts/ports.js';
import type { StorageContext } from '../context.js';
import type { CellAddress } from '../crypto/field-cipher.js';
import type { Tx } from '../database.js';

/** Secrets are sealed, recovery codes found by a keyed MAC: who reads the tables can sign in by neither. */
export class PrismaAccountWork implements AccountWork {
  constructor(private readonly context: StorageContext) {}

  async lock(ids: readonly string[]): Promise<readonly UserRecord[]> {
    const { db } = this.context;
    await db.$queryRaw`
      SELECT id FROM console_user WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
    const rows = await db.consoleUser.findMany({
      where: { id: { in: [...ids] } },
      include: { scopes: true, grants: true },
    });
    return rows.map(({ id, username, name, role, active, scopes, grants: given }) => ({
      id,
      username,
      name,
      role: staffRole(role),
      active,
      regions: scopes.map(({ regionCode }) => regionCode),
      grants: grantsOf(given),
    }));
  }

  async create(user: NewUser): Promise<{ id: string } | null> {
    const id = uuidv7();
    const { db } = this.context;
    // Not by Prisma: a taken name would end the transaction.
    const made = await db.$executeRaw`
      INSERT INTO console_user (id, username, name, role, created_at)
      VALUES (${id}::uuid, ${user.username}, ${user.name}, ${user.role}, ${user.createdAt})
      ON CONFLICT (username) DO NOTHING`;
    if (made === 0) return null;
    await this.give(id, user);
    return { id };
  }

  async update(id: string, user: Parameters<AccountWork['update']>[1]): Promise<void> {
    const { db } = this.context;
    await db.consoleUser.update({ where: { id }, data: { name: user.name, role: user.role } });
    await db.consoleUserScope.deleteMany({ where: { userId: id } });
    await db.consoleUserGrant.deleteMany({ where: { userId: id } });
    await this.give(id, user);
  }

  private async give(userId: string, user: Pick<UserRecord, 'regions' | 'grants'>): Promise<void> {
    const { db } = this.context;
    await db.consoleUserScope.createMany({
      data: user.regions.map((regionCode) => ({ userId, regionCode })),
    });
    await db.consoleUserGrant.createMany({ data: user.grants.map((grant) => ({ userId, grant })) });
  }

  async setActive(id: string, active: boolean): Promise<void> {
    await this.context.db.consoleUser.update({ where: { id }, data: { active } });
  }

  async requirePasswordChange(id: string): Promise<void> {
    await this.context.db.consoleUser.update({ where: { id }, data: { mustChangePassword: true } });
  }

  async setPassword(id: string, hash: string | null): Promise<void> {
    await this.context.db.consoleUser.update({
      where: { id },
      data: { passwordHash: hash, mustChangePassword: false, failedAttempts: 0, lockedUntil: null },
    });
  }

  async knownAreas(codes: readonly string[]): Promise<readonly string[]> {
    const rows = await this.context.db.region.findMany({
      where: { code: { in: [...codes] }, level: { in: ['kabupaten', 'kecamatan'] } },
      select: { code: true },
    });
    return rows.map(({ code }) => code);
  }

  async openSession(session: NewSession): Promise<void> {
    await openSession(this.context.db, session);
  }

  async endSessions(userId: string, which: Parameters<AccountWork['endSessions']>[1] = {}): Promise<number> {
    const { id, tokenHash, except } = which;
    const { count } = await this.context.db.consoleSession.deleteMany({
      where: {
        userId,
        ...(id === undefined ? {} : { id }),
        AND: [
          ...(tokenHash === undefined ? [] : [{ tokenHash }]),
          ...(except === undefined ? [] : [{ tokenHash: { not: except } }]),
        ],
      },
    });
    return count;
  }

  async offerSecret(userId: string, secret: string): Promise<string> {
    await this.context.db.consoleUser.updateMany({
      where: { id: userId, totpPendingEnc: null },
      data: { totpPendingEnc: this.context.cipher.seal(secret, cell('totp_pending_enc', userId)) },
    });
    return (await this.offeredSecret(userId)) ?? secret;
  }

  async offeredSecret(userId: string): Promise<string | null> {
    const { totpPendingEnc } = await this.row(userId);
    return totpPendingEnc === null
      ? null
      : this.context.cipher.open(totpPendingEnc, cell('totp_pending_enc', userId));
  }

  async activateSecret(
    userId: string,
    secret: string,
    { step, at }: Parameters<AccountWork['activateSecret']>[2],
  ): Promise<void> {
    await this.context.db.consoleUser.update({
      where: { id: userId },
      data: {
        totpEnc: this.context.cipher.seal(secret, cell('totp_enc', userId)),
        totpSetAt: at,
        totpStep: BigInt(step),
        totpPendingEnc: null,
      },
    });
  }

  async secret(userId: string): Promise<string | null> {
    const { totpEnc } = await this.row(userId);
    return totpEnc === null ? null : this.context.cipher.open(totpEnc, cell('totp_enc', userId));
  }

  private async row(id: string) {
    return this.context.db.consoleUser.findUniqueOrThrow({
      where: { id },
      select: { totpEnc: true, totpPendingEnc: true },
    });
  }

  async clearSecondFactor(userId: string): Promise<void> {
    const { db } = this.context;
    const none = { totpEnc: null, totpSetAt: null, totpStep: null, totpPendingEnc: null };
    await db.consoleUser.update({ where: { id: userId }, data: none });
    await db.consoleRecoveryCode.deleteMany({ where: { userId } });
  }

  async takeStep(userId: string, step: number): Promise<boolean> {
    // One statement: of two at once, the second finds it used.
    const taken = await this.context.db.$executeRaw`
      UPDATE console_user SET totp_step = ${step}::bigint
      WHERE id = ${userId}::uuid AND totp_enc IS NOT NULL AND (totp_step IS NULL OR totp_step < ${step}::bigint)`;
    return taken === 1;
  }

  async replaceRecoveryCodes(userId: string, codes: readonly string[]): Promise<void> {
    const { db } = this.context;
    await db.consoleRecoveryCode.deleteMany({ where: { userId } });
    await db.consoleRecoveryCode.createMany({
      data: codes.map((code) => ({ userId, codeMac: this.mac(userId, code) })),
    });
  }

  async takeRecoveryCode(userId: string, code: string, at: Date): Promise<boolean> {
    const taken = await this.context.db.$executeRaw`
      UPDATE console_recovery_code SET used_at = ${at}
      WHERE user_id = ${userId}::uuid AND code_mac = ${this.mac(userId, code)} AND used_at IS NULL`;
    return taken === 1;
  }

  private mac(userId: string, code: string): string {
    return this.context.index.mac('recovery', `${userId}\0${code}`);
  }

  async invite(invitation: Parameters<AccountWork['invite']>[0]): Promise<void> {
    const { userId, tokenHash, createdById, at, expiresAt } = invitation;
    await this.revokeInvitations(userId, at);
    await this.context.db.consoleInvitation.create({
      data: { id: uuidv7(), userId, tokenHash, createdById, createdAt: at, expiresAt },
    });
  }

  async revokeInvitations(userId: string, at: Date): Promise<void> {
    await this.context.db.consoleInvitation.updateMany({
      where: { userId, usedAt: null, revokedAt: null },
      data: { revokedAt: at },
    });
  }

  async takeInvitation(tokenHash: string, at: Date): Promise<{ userId: string } | null> {
    const [taken] = await this.context.db.$queryRaw<{ user_id: string }[]>`
      UPDATE console_invitation i SET used_at = ${at} FROM console_user u
      WHERE i.token_hash = ${tokenHash} AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ${at}
        AND u.id = i.user_id AND u.active
      RETURNING i.user_id`;
    return taken === undefined ? null : { userId: taken.user_id };
  }
}

function cell(column: string, row: string): CellAddress {
  return { table: 'console_user', column, row };
}

export async function openSession(db: Tx, session: NewSession): Promise<void> {
  await db.consoleSession.create({ data: { ...session, lastSeenAt: session.createdAt } });
}

/** The database's own CHECK allows no other. */
export function staffRole(role: string): StaffRole {
  return role === 'admin' || role === 'supervisor' ? role : 'reviewer';
}

export function grantsOf(rows: readonly { readonly grant: string }[]): readonly Grant[] {
  return grants.filter((one) => rows.some(({ grant }) => grant === one));
}
