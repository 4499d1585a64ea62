import { setImmediate as aTurn } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Source } from '../../domain/import/sources.js';
import { AppError } from '../../errors.js';
import { heard } from '../../usecases/heard.js';
import {
  type ImportCounts,
  type ImportHead,
  type ImportState,
  type NewImport,
  type Part,
  type SourceImportWork,
} from '../../usecases/source-import/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { notePairs, type FoundPair } from '../matching/pairs.js';
import { comparisonsOf, doubtNiks, inBatch, type Batch } from './linking.js';
import { headColumns, headOf, type HeadRow } from './heads.js';
import { ROW } from './staging.js';

/** Lines of a file. */
const PAIRED_AT_ONCE = 500;
const OPEN = ['reading', 'read', 'applying', 'reverting'];

export class PgSourceImportWork implements SourceImportWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async ofFile(source: Source, digest: string): Promise<ImportHead | null> {
    const [row] = await this.db.$queryRaw<HeadRow[]>`
      SELECT ${headColumns} FROM source_import i
      WHERE i.source = ${source} AND i.file_mac = ${this.fileMac(digest)} AND i.state NOT IN ('reverted', 'dropped')
      ORDER BY i.started_at DESC LIMIT 1`;
    return row === undefined ? null : headOf(row);
  }

  async newestDay(source: Source): Promise<string | null> {
    const [row] = await this.db.$queryRaw<{ day: string | null }[]>`
      SELECT max(as_of)::text AS day FROM source_import WHERE source = ${source} AND state = 'applied'`;
    return row?.day ?? null;
  }

  async begin({ source, asOf, whole, digest, startedById, at }: NewImport): Promise<ImportHead> {
    const [row] = await this.db.$queryRaw<HeadRow[]>`
      INSERT INTO source_import AS i (id, source, as_of, whole, file_mac, state, started_by_id, started_at)
      VALUES (${uuidv7()}::uuid, ${source}, ${asOf}::date, ${whole}, ${this.fileMac(digest)}, 'reading',
        ${startedById}::uuid, ${at})
      ON CONFLICT (source) WHERE state IN ('reading', 'read', 'applying', 'reverting') DO NOTHING
      RETURNING ${headColumns}`;
    if (row === undefined) throw new AppError('import.open', { source });
    return headOf(row);
  }

  async lock(id: string): Promise<ImportHead | null> {
    const [row] = await this.db.$queryRaw<HeadRow[]>`
      SELECT ${headColumns} FROM source_import i WHERE i.id = ${id}::uuid FOR NO KEY UPDATE`;
    return row === undefined ? null : headOf(row);
  }

  async compare(head: ImportHead): Promise<ImportCounts> {
    // Else it would be taken for as many rows as the file before had.
    await this.db
      .$executeRaw`ANALYZE source_import_row (import_id, n, key_mac, nik_mac), source_record (source, key_mac)`;
    await this.tellApart(head);
    const twice = await this.db.$executeRaw`
      WITH later AS (
        SELECT n, key_mac FROM (
          SELECT n, key_mac, row_number() OVER (PARTITION BY key_mac ORDER BY n) AS nth
          FROM source_import_row WHERE import_id = ${head.id}::uuid) r WHERE nth > 1),
        told AS (
          INSERT INTO source_import_fault (import_id, n, field, code, taken, key_mac)
          SELECT ${head.id}::uuid, n, ${ROW}, 'row.twice', false, key_mac FROM later
          ON CONFLICT DO NOTHING)
      DELETE FROM source_import_row r USING later l WHERE r.import_id = ${head.id}::uuid AND r.n = l.n`;
    const [row] = await this.db.$queryRaw<HeadRow[]>`
      UPDATE source_import i SET wrong_count = i.wrong_count + ${twice}::int,
        new_count = c.new, changed_count = c.changed, same_count = c.same, gone_count = ${this.goneCount(head)}
      FROM (
        -- What was withdrawn as a whole was never there.
        SELECT count(*) FILTER (WHERE s.version_id IS NULL)::int AS new,
          count(*) FILTER (WHERE s.version_id IS NOT NULL AND ${differs})::int AS changed,
          count(*) FILTER (WHERE s.version_id IS NOT NULL AND NOT ${differs})::int AS same
        FROM source_import_row r LEFT JOIN source_record s ON s.source = ${head.source} AND s.key_mac = r.key_mac
        WHERE r.import_id = ${head.id}::uuid) c
      WHERE i.id = ${head.id}::uuid RETURNING ${headColumns}`;
    const { counts } = headOf(row);
    if (counts === null) throw new AppError('internal');
    return counts;
  }

  /**
   * Two people under one NIK in the file are told of, and neither is taken for the other; nor are two under one id, as
   * of a family, in whatever order they come.
   */
  private async tellApart({ id }: ImportHead): Promise<void> {
    await this.db.$executeRaw`
      WITH shared AS (
        SELECT nik_mac FROM source_import_row WHERE import_id = ${id}::uuid AND nik_mac IS NOT NULL
        GROUP BY nik_mac HAVING count(DISTINCT self_mac) > 1),
      told AS (
        INSERT INTO source_import_fault (import_id, n, field, code, taken)
        SELECT r.import_id, r.n, 'nik', 'nik.shared', true FROM source_import_row r JOIN shared USING (nik_mac)
        WHERE r.import_id = ${id}::uuid ON CONFLICT DO NOTHING)
      UPDATE source_import_row r SET nik_shared = true FROM shared s
      WHERE r.import_id = ${id}::uuid AND r.nik_mac = s.nik_mac`;
    await this.db.$executeRaw`
      WITH shared AS (
        SELECT key_mac FROM source_import_row WHERE import_id = ${id}::uuid
        GROUP BY key_mac HAVING count(DISTINCT narrow_key_mac) > 1)
      UPDATE source_import_row r SET key_mac = r.narrow_key_mac FROM shared s
      WHERE r.import_id = ${id}::uuid AND r.key_mac = s.key_mac`;
  }

  private goneCount(head: ImportHead): Prisma.Sql {
    if (!head.whole) return Prisma.sql`0`;
    return Prisma.sql`(SELECT count(*)::int FROM source_record s WHERE ${isGone(head)})`;
  }

  async move(head: ImportHead, state: ImportState, at: Date): Promise<void> {
    const applied = state === 'applied' ? at : null;
    const ended = OPEN.includes(state) ? null : at;
    await this.db.$executeRaw`
      UPDATE source_import SET state = ${state}, applied_at = COALESCE(${applied}::timestamptz, applied_at),
        ended_at = ${ended}::timestamptz
      WHERE id = ${head.id}::uuid`;
  }

  async applyNext(head: ImportHead, { at, limit }: Part): Promise<boolean> {
    const [range] = await this.db.$queryRaw<{ from: number; to: number | null }[]>`
      SELECT i.applied_to AS from, (
        SELECT max(n) FROM (SELECT n FROM source_import_row r WHERE r.import_id = i.id AND r.n > i.applied_to
          ORDER BY n LIMIT ${limit}::int) next) AS to
      FROM source_import i WHERE i.id = ${head.id}::uuid`;
    if (range === undefined) throw new AppError('internal');
    const { from, to } = range;
    if (to === null) return head.whole ? this.endGone(head, { at, limit }) : true;
    await this.countAnew(from, limit);
    await this.goByKeys();
    const batch = { importId: head.id, source: head.source, from, to };
    await doubtNiks(this.context, batch, at);
    await this.writePeople(batch, at);
    await this.writeVersions(batch, { head, at });
    // Whoever compares them would take the source for one of no records, and go through all of them for each.
    if (from === 0) await this.countAnew(from, limit);
    await this.db.$executeRaw`
      UPDATE source_import SET applied_to = ${to}::int WHERE id = ${head.id}::uuid`;
    return false;
  }

  async pairNext(id: string, { at, limit }: Part): Promise<boolean> {
    await this.goByKeys();
    await this.db.$executeRaw`
      INSERT INTO source_import_pairing (import_id) VALUES (${id}::uuid) ON CONFLICT DO NOTHING`;
    const [range] = await this.db.$queryRaw<{ source: string; from: number; to: number }[]>`
      SELECT i.source, p.paired_to AS from, i.applied_to AS to
      FROM source_import_pairing p JOIN source_import i ON i.id = p.import_id
      WHERE p.import_id = ${id}::uuid FOR UPDATE OF p`;
    if (range === undefined) throw new AppError('internal');
    const { source, from, to } = range;
    if (to <= from) return true;
    const [next] = await this.db.$queryRaw<{ to: number | null }[]>`
      SELECT max(n) AS to FROM (
        SELECT n FROM source_import_row r WHERE r.import_id = ${id}::uuid AND r.n > ${from}::int AND r.n <= ${to}::int
        ORDER BY n LIMIT ${limit}::int) next`;
    const upto = next?.to ?? to;
    // Of whom a row may be there are many, and what is known of each comes with them: some rows at a time. The server
    // looks for those of the next while these are compared.
    const read = (start: number) => {
      if (start >= upto) return null;
      const end = Math.min(upto, start + PAIRED_AT_ONCE);
      const reading = comparisonsOf(this.context, { importId: id, source, from: start, to: end }, at);
      return { end, reading: heard(reading) };
    };
    const pairs: FoundPair[] = [];
    for (let now = read(from); now !== null;) {
      const compare = await now.reading;
      now = read(now.end);
      // Until the server has been asked: to compare takes all of this thread.
      await aTurn();
      pairs.push(...compare());
    }
    await notePairs(this.context, pairs, { at, importId: id, caseId: null });
    await this.db.$executeRaw`
      UPDATE source_import_pairing SET paired_to = ${upto}::int WHERE import_id = ${id}::uuid`;
    return false;
  }

  /**
   * What was just filled is not what its statistics say, and one statement that goes through a table for each row of
   * another never ends: they are counted anew as they grow, and all that is asked of a batch goes by keys.
   */
  private async countAnew(from: number, limit: number): Promise<void> {
    const batches = Math.floor(from / limit);
    if ((batches & (batches - 1)) !== 0) return;
    // A few thousand rows of each tell enough; whoever holds a table is counting it, too.
    await this.db.$executeRaw`SELECT set_config('default_statistics_target', '10', true)`;
    await this.db.$executeRaw`
      ANALYZE (SKIP_LOCKED) source_import_row (import_id, n), source_record (id, source, key_mac, person_id),
        person (id, nik_mac), match_key (key)`;
  }

  private async goByKeys(): Promise<void> {
    await this.db.$executeRaw`
      SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
        set_config('enable_mergejoin', 'off', true), set_config('join_collapse_limit', '1', true),
        set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '16MB', true)`;
  }

  /** Whoever has a NIK is one person, whichever source names them first. */
  private async writePeople(batch: Batch, at: Date): Promise<void> {
    await this.db.$executeRaw`
      INSERT INTO person (id, nik_enc, nik_mac, name, birth_date, sex, created_at)
      SELECT DISTINCT ON (r.nik_mac) r.person_id, r.sealed_nik, r.nik_mac, r.name, r.birth_date, r.sex, ${at}
      FROM source_import_row r
      WHERE ${inBatch(batch)} AND r.nik_mac IS NOT NULL AND NOT r.nik_shared AND NOT r.doubted
      ORDER BY r.nik_mac, r.n
      ON CONFLICT (nik_mac) DO NOTHING`;
  }

  /**
   * Who has no NIK, or one that two in the file have or that must be somebody else's, is a person of their own, until
   * they are called the same as another.
   */
  private async writeVersions(
    batch: Batch,
    { head, at }: { readonly head: ImportHead; readonly at: Date },
  ): Promise<void> {
    await this.db.$executeRaw`
      WITH w AS (
        SELECT r.*, s.id IS NULL AS fresh, COALESCE(s.id, r.record_id) AS own_id,
          COALESCE(s.version, 0) + 1 AS next_version, COALESCE(p.id, s.person_id, r.person_id) AS linked,
          p.id IS NULL AND s.person_id IS NULL AS alone
        FROM source_import_row r
          LEFT JOIN source_record s ON s.source = ${head.source} AND s.key_mac = r.key_mac
          LEFT JOIN person p ON p.nik_mac = r.nik_mac AND NOT r.nik_shared AND NOT r.doubted
        WHERE ${inBatch(batch)} AND (s.id IS NULL OR ${differs})),
      people AS (
        INSERT INTO person (id, name, birth_date, sex, created_at)
        SELECT person_id, name, birth_date, sex, ${at} FROM w WHERE alone),
      versions AS (
        INSERT INTO source_record_version (id, record_id, version, import_id, valid_from, recorded_at, present,
          content_mac, name, birth_date, sex, nik_mac, kk_mac, desa_code, desil, category_code, verified, data_enc)
        SELECT version_id, own_id, next_version, ${head.id}::uuid, ${head.asOf}::date, ${at}, true,
          content_mac, name, birth_date, sex, nik_mac, kk_mac, desa_code, desil, category_code, verified, sealed_data
        FROM w),
      -- What is new conflicts with nothing, and to look for that first takes half as long again.
      keys AS (
        INSERT INTO match_key (key, face, birth_date)
        SELECT key, own_id, birth_date FROM w CROSS JOIN LATERAL unnest(match_keys) AS k(key) WHERE fresh
        ORDER BY 1, 2),
      more_keys AS (
        INSERT INTO match_key (key, face, birth_date)
        SELECT key, own_id, birth_date FROM w CROSS JOIN LATERAL unnest(match_keys) AS k(key) WHERE NOT fresh
        ON CONFLICT (key, face) DO UPDATE SET birth_date = EXCLUDED.birth_date
        WHERE match_key.birth_date IS DISTINCT FROM EXCLUDED.birth_date),
      changed AS (
        UPDATE source_record o SET person_id = w.linked, version = w.next_version, version_id = w.version_id,
          content_mac = w.content_mac, present = true
        FROM w WHERE o.id = w.own_id AND NOT w.fresh)
      INSERT INTO source_record (id, source, key_mac, person_id, version, version_id, content_mac, present)
      SELECT own_id, ${head.source}, key_mac, linked, next_version, version_id, content_mac, true FROM w
      WHERE fresh`;
  }

  private async endGone(head: ImportHead, { at, limit }: Part): Promise<boolean> {
    await this.db.$executeRaw`SELECT set_config('work_mem', '64MB', true)`;
    // They are few among many: looked for one by one until there are enough, nearly all of the register would be.
    const ended = await this.db.$executeRaw`
      WITH gone AS MATERIALIZED (
        SELECT s.id, s.version, s.version_id FROM source_record s WHERE ${isGone(head)}),
      g AS (
        SELECT id, version + 1 AS version, gen_random_uuid() AS version_id, version_id AS before
        FROM gone ORDER BY id LIMIT ${limit}::int),
      versions AS (
        INSERT INTO source_record_version (id, record_id, version, import_id, valid_from, recorded_at, present,
          content_mac, name, birth_date, sex, nik_mac, kk_mac, desa_code, desil, category_code, verified)
        SELECT g.version_id, g.id, g.version, ${head.id}::uuid, ${head.asOf}::date, ${at}, false,
          v.content_mac, v.name, v.birth_date, v.sex, v.nik_mac, v.kk_mac, v.desa_code, v.desil, v.category_code,
          v.verified
        FROM g JOIN source_record_version v ON v.id = g.before)
      UPDATE source_record s SET version = g.version, version_id = g.version_id, present = false
      FROM g WHERE s.id = g.id`;
    return ended < limit;
  }

  async isNewest(head: ImportHead): Promise<boolean> {
    const [row] = await this.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM source_import WHERE source = ${head.source} AND state = 'applied'
      ORDER BY applied_at DESC, id DESC LIMIT 1`;
    return row?.id === head.id;
  }

  async revertNext(head: ImportHead, { at, limit }: Part): Promise<boolean> {
    const reverted = await this.db.$executeRaw`
      WITH w AS (
        SELECT v.id, v.record_id, v.version FROM source_record_version v
        WHERE v.import_id = ${head.id}::uuid AND v.withdrawn_at IS NULL ORDER BY v.id LIMIT ${limit}::int),
      withdrawn AS (
        UPDATE source_record_version v SET withdrawn_at = ${at}::timestamptz FROM w WHERE v.id = w.id)
      UPDATE source_record s SET version_id = b.id, content_mac = b.content_mac, present = COALESCE(b.present, false),
        person_id = CASE WHEN l.record_id IS NULL THEN s.person_id ELSE l.person_id END
      FROM w LEFT JOIN LATERAL (
        SELECT v.id, v.version, v.content_mac, v.present FROM source_record_version v
        WHERE v.record_id = w.record_id AND v.version < w.version AND v.withdrawn_at IS NULL
        ORDER BY v.version DESC LIMIT 1) b ON true
        LEFT JOIN LATERAL (
        -- Whose it was, until a version made it another's.
        SELECT l.record_id, l.person_id FROM source_record_link l
        WHERE l.record_id = w.record_id AND l.by_version AND l.upto_version >= b.version
        ORDER BY l.upto_version, l.seq LIMIT 1) l ON true
      WHERE s.id = w.record_id`;
    return reverted < limit;
  }

  async forgetRows(head: ImportHead, limit: number): Promise<boolean> {
    const deleted = await this.db.$executeRaw`
      DELETE FROM source_import_row r WHERE r.import_id = ${head.id}::uuid AND r.n IN (
        SELECT n FROM source_import_row WHERE import_id = ${head.id}::uuid ORDER BY n LIMIT ${limit}::int)`;
    return deleted < limit;
  }

  private fileMac(digest: string): string {
    return this.context.index.mac('source-file', digest);
  }
}

/** That row `r` says something else than record `s`, or that `s` is back. */
const differs = Prisma.sql`(s.content_mac IS DISTINCT FROM r.content_mac OR NOT s.present)`;

/** That record `s` is in the register and not in the file, not even in a row that cannot be taken over. */
function isGone({ id, source }: ImportHead): Prisma.Sql {
  return Prisma.sql`(s.source = ${source} AND s.present
    AND NOT EXISTS (SELECT FROM source_import_row r WHERE r.import_id = ${id}::uuid AND r.key_mac = s.key_mac)
    AND NOT EXISTS (SELECT FROM source_import_fault f WHERE f.import_id = ${id}::uuid AND f.key_mac = s.key_mac))`;
}
