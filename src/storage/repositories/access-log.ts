import type { AccessEntry, AccessWork } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import type { Statement } from '../sql.js';

const write: Statement = {
  name: 'access_log_write',
  text: `
    INSERT INTO access_log (user_id, action, subject, ip, purpose, purpose_note, row_count, agency_id, api_key_id)
    VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::int, $8::uuid, $9::uuid)`,
};

/** Whoever sees a case or a person waits for it. */
export async function recordAccess({ sql }: StorageContext, entry: AccessEntry): Promise<void> {
  const { userId, action, subject, ip, purpose, purposeNote, rowCount, agencyId, apiKeyId } = entry;
  const told = [purpose, purposeNote, rowCount, agencyId, apiKeyId].map((one) => one ?? null);
  await sql.run(write, [userId, action, subject, ip, ...told]);
}

export class PgAccessWork implements AccessWork {
  constructor(private readonly context: StorageContext) {}

  record(entry: AccessEntry): Promise<void> {
    return recordAccess(this.context, entry);
  }
}
