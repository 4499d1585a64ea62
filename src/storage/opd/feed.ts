import type { Database } from '../database.js';

/**
 * Positions in the feed of changes are numbers of transactions, which each server counts by itself. Where the tables
 * came from another one (a backup, a dump), what stands there is of no use: everybody is told anew, and positions
 * from before are not taken any more. Also at first. Once, by however many processes that start at the same moment.
 */
export async function mendFeed(database: Database): Promise<void> {
  await database.$executeRaw`
    WITH moved AS (
      INSERT INTO change_feed AS f (system) SELECT system_identifier::text FROM pg_control_system()
      ON CONFLICT (one) DO UPDATE SET system = EXCLUDED.system WHERE f.system <> EXCLUDED.system RETURNING f.system),
    forgotten AS (DELETE FROM person_change WHERE EXISTS (SELECT FROM moved))
    INSERT INTO person_change (person_id) SELECT id FROM person WHERE EXISTS (SELECT FROM moved)`;
}
