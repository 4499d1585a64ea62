import type { ContactAddress, StaffWork } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import { contactOf } from './news.js';

export class PrismaStaffWork implements StaffWork {
  constructor(private readonly context: StorageContext) {}

  /** Those who may read cases; a scope is a desa's own code or that of an area it lies in. */
  async onDuty(desaCode: string): Promise<readonly (ContactAddress & { readonly contactId: string })[]> {
    const rows = await this.context.db.$queryRaw<
      { contact_id: string; channel: string; account: string; address_enc: string }[]
    >`
      SELECT c.id AS contact_id, c.channel, c.account, c.address_enc
      FROM contact c JOIN console_user u ON u.id = c.user_id
      WHERE c.status = 'active' AND u.active AND u.on_duty AND u.role IN ('reviewer', 'supervisor')
        AND EXISTS (
          SELECT 1 FROM console_user_scope s
          WHERE s.user_id = u.id AND starts_with(${desaCode} || '.', s.region_code || '.'))
      ORDER BY c.id`;
    return rows.map((row) => contactOf(this.context, row));
  }
}
