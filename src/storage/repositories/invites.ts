import { v7 as uuidv7 } from 'uuid';
import type { InviteUse, InviteWork } from '../../usecases/enrolment/ports.js';
import type { InviteFor } from '../../usecases/enrolment/model.js';
import type { StorageContext } from '../context.js';

/** Codes are found by their MAC alone: who reads the table learns none. */
export class PrismaInviteWork implements InviteWork {
  constructor(private readonly context: StorageContext) {}

  private mac(code: string): string {
    return this.context.index.mac('invite', code);
  }

  async create(invite: Parameters<InviteWork['create']>[0]): Promise<void> {
    const { code, for: whom, createdById, at, expiresAt } = invite;
    await this.revoke(whom, at);
    await this.context.db.invite.create({
      data: { id: uuidv7(), codeMac: this.mac(code), ...whom, createdById, createdAt: at, expiresAt },
    });
  }

  async take(code: string, { contactId, at, staffOnly }: InviteUse): Promise<InviteFor | null> {
    // One statement: of two at once, the second finds it used.
    const [taken] = await this.context.db.$queryRaw<InviteRow[]>`
      UPDATE invite SET used_at = ${at}, used_by_contact_id = ${contactId}::uuid
      WHERE code_mac = ${this.mac(code)} AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ${at}
        AND (user_id IS NOT NULL OR NOT ${staffOnly})
      RETURNING reporter_id, user_id`;
    return taken === undefined ? null : inviteFor(taken);
  }

  async usedBy(code: string, contactId: string): Promise<InviteFor | null> {
    const [used] = await this.context.db.$queryRaw<InviteRow[]>`
      SELECT reporter_id, user_id FROM invite
      WHERE code_mac = ${this.mac(code)} AND used_by_contact_id = ${contactId}::uuid`;
    return used === undefined ? null : inviteFor(used);
  }

  async revoke(of: InviteFor, at: Date): Promise<number> {
    const { count } = await this.context.db.invite.updateMany({
      where: { ...of, usedAt: null, revokedAt: null, expiresAt: { gt: at } },
      data: { revokedAt: at },
    });
    return count;
  }
}

interface InviteRow {
  readonly reporter_id: string | null;
  readonly user_id: string | null;
}

function inviteFor({ reporter_id: reporterId, user_id: userId }: InviteRow): InviteFor | null {
  if (reporterId !== null) return { reporterId, userId: null };
  return userId === null ? null : { reporterId: null, userId };
}
