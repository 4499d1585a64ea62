import { ChannelName } from '../../domain/channel/message.js';
import type { StaffAlertContact, StaffAlertStore } from '../../usecases/enrolment/ports.js';
import type { StorageContext } from '../context.js';
import { openAddress } from './contacts.js';

interface AlertRow {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  readonly address_enc: string;
}

export class PrismaStaffAlertStore implements StaffAlertStore {
  constructor(private readonly context: StorageContext) {}

  async onDuty(desaCode: string): Promise<readonly StaffAlertContact[]> {
    const rows = await this.context.db.$queryRaw<AlertRow[]>`
      SELECT c.id, c.channel, c.account, c.address_enc
      FROM console_user u JOIN contact c ON c.user_id = u.id
      WHERE u.active AND u.on_duty AND u.role IN ('reviewer', 'supervisor') AND c.status = 'active'
        AND EXISTS (SELECT 1 FROM console_user_scope s WHERE s.user_id = u.id
          AND (s.region_code = ${desaCode} OR starts_with(${desaCode}, s.region_code || '.')))
      ORDER BY c.id`;
    return rows.map((row) => ({
      contactId: row.id,
      channel: ChannelName.parse(row.channel),
      account: row.account,
      address: openAddress(this.context, row.id, row.address_enc),
    }));
  }

  async setDuty(userId: string, on: boolean): Promise<void> {
    await this.context.db.consoleUser.update({ where: { id: userId }, data: { onDuty: on } });
  }
}
