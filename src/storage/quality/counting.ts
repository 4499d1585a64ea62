import type { CountingState, QualityWork } from '../../usecases/quality/work.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { found } from './facts.js';

/** Any number that nothing else locks by: one process counts at a time. */
const LOCK = 64_080_031;

/** Persons of whom something sensitive is recorded, by the ids that they are read as. */
const withSecrets = Prisma.sql`
  SELECT DISTINCT COALESCE(p.same_as_id, p.id) AS id FROM person p WHERE p.id IN (
    SELECT s.person_id FROM source_record s JOIN source_record_version v ON v.id = s.version_id
      JOIN pmks_category g ON g.code = v.category_code AND g.sensitive
    UNION ALL SELECT x.person_id FROM person_pmks x JOIN pmks_category g ON g.code = x.category_code AND g.sensitive)`;

export class PgQualityWork implements QualityWork {
  constructor(private readonly context: StorageContext) {}

  async lock(): Promise<CountingState | null> {
    const { db } = this.context;
    const [lock] = await db.$queryRaw<
      { got: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(${LOCK}::bigint) AS got`;
    if (lock?.got !== true) return null;
    const [row] = await db.$queryRaw<CountingState[]>`
      SELECT c.counted_at AS "countedAt", c.asked_at AS "askedAt",
        EXISTS (SELECT FROM person_change WHERE tx > COALESCE(c.seen_change, 0)) AS changed
      FROM (SELECT) one LEFT JOIN quality_counting c ON true`;
    return row ?? null;
  }

  async ask(at: Date): Promise<void> {
    await this.context.db.$executeRaw`
      INSERT INTO quality_counting (asked_at) VALUES (${at}::timestamptz)
      ON CONFLICT (one) DO UPDATE SET asked_at = EXCLUDED.asked_at`;
  }

  async count(at: Date): Promise<number> {
    const { db } = this.context;
    // What is under way now may be counted or not: it counts as changed since.
    const [seen] = await db.$queryRaw<{ tx: bigint }[]>`
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 AS tx`;
    // Everybody there is, joined to all that is known of them: what the planner takes for one row may be many, and one
    // loop through a table for each row of another never ends.
    await db.$executeRaw`
      SELECT set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true)`;
    await db.$executeRaw`
      CREATE TEMP TABLE quality_now (subject_id uuid, audience text, desa_code text, checks text[]) ON COMMIT DROP`;
    const secrets = (await db.$queryRaw<{ id: string }[]>(withSecrets)).map(({ id }) => id);
    await this.find('granted', secrets);
    if (secrets.length > 0) await this.find('open', secrets);
    await this.findAlone();
    // Whoever reads meanwhile sees what was counted before; and what stays as it was is not written again.
    await db.$executeRaw`CREATE UNIQUE INDEX ON quality_now (subject_id, audience)`;
    await db.$executeRaw`ANALYZE quality_now (subject_id, audience)`;
    await db.$executeRaw`
      DELETE FROM quality_finding f WHERE NOT EXISTS (
        SELECT FROM quality_now n WHERE n.subject_id = f.subject_id AND n.audience = f.audience)`;
    await db.$executeRaw`
      INSERT INTO quality_finding AS f (subject_id, audience, desa_code, checks)
      SELECT subject_id, audience, desa_code, checks FROM quality_now
      ON CONFLICT (subject_id, audience) DO UPDATE SET desa_code = EXCLUDED.desa_code, checks = EXCLUDED.checks
      WHERE (f.desa_code, f.checks) IS DISTINCT FROM (EXCLUDED.desa_code, EXCLUDED.checks)`;
    await db.$executeRaw`DELETE FROM quality_count`;
    await db.$executeRaw`
      INSERT INTO quality_count (sensitive, desa_code, "check", count)
      SELECT g.sensitive, n.desa_code, c, count(*) FROM quality_now n
        JOIN (VALUES (true, 'all'), (true, 'granted'), (false, 'all'), (false, 'open')) AS g (sensitive, audience)
          ON g.audience = n.audience
        CROSS JOIN LATERAL (
          SELECT unnest(n.checks) AS c UNION SELECT split_part(unnest(n.checks), '.', 1)) AS checked
      GROUP BY 1, 2, 3`;
    await db.$executeRaw`
      INSERT INTO quality_counting (counted_at, seen_change) VALUES (${at}::timestamptz, ${seen?.tx ?? 0n}::bigint)
      ON CONFLICT (one) DO UPDATE SET counted_at = EXCLUDED.counted_at, seen_change = EXCLUDED.seen_change`;
    const [all] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM quality_now`;
    return all?.count ?? 0;
  }

  /** `secrets`: who is told of differently with the grant and without. */
  private async find(audience: 'granted' | 'open', secrets: readonly string[]): Promise<void> {
    const whole = audience === 'granted';
    const asked = found(
      whole ? { sensitive: true } : { sensitive: false, only: Prisma.sql`${[...secrets]}::uuid[]` },
    );
    const told = whole
      ? Prisma.sql`CASE WHEN f.id = ANY(${[...secrets]}::uuid[]) THEN 'granted' ELSE 'all' END`
      : Prisma.sql`'open'`;
    await this.context.db.$executeRaw`
      INSERT INTO quality_now (subject_id, audience, desa_code, checks)
      WITH ${asked} SELECT f.id, ${told}, f.desa_code, f.checks FROM found f WHERE cardinality(f.checks) > 0`;
  }

  /** Records that hang on no person. */
  private async findAlone(): Promise<void> {
    await this.context.db.$executeRaw`
      INSERT INTO quality_now (subject_id, audience, desa_code, checks)
      SELECT s.id, CASE WHEN g.sensitive THEN 'granted' ELSE 'all' END, COALESCE(v.desa_code, ''), ARRAY['nik.alone']
      FROM source_record s JOIN source_record_version v ON v.id = s.version_id
        LEFT JOIN pmks_category g ON g.code = v.category_code
      WHERE s.person_id IS NULL AND s.present`;
  }
}
