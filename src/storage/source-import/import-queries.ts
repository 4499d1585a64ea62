import { sensitiveCodes, withoutSensitiveNames, type PmksCategory } from '../../domain/pmks/categories.js';
import { differencesBetween } from '../../domain/import/difference.js';
import type { ImportFailure } from '../../domain/import/problem.js';
import type { SourceRow } from '../../domain/import/row.js';
import { maskNumbers } from '../../domain/report/mask.js';
import type {
  ImportDetail,
  ImportProgress,
  ImportSummary,
  ListedFault,
  SampleRow,
  SourceImportQueries,
} from '../../usecases/source-import/console-ports.js';
import { importStates } from '../../usecases/source-import/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { faultOf } from './faults.js';
import { busyWith, ofReason, savedMappingOf, uploadOf } from './import-runs.js';
import { headColumns, headOf, type HeadRow } from './heads.js';
import { ROW } from './staging.js';

interface SummaryRow extends HeadRow {
  readonly stopped: boolean;
  readonly failure: string | null;
  readonly upload_id: string | null;
  readonly started_by: string | null;
  readonly started_at: Date;
  readonly applied_by: string | null;
  readonly applied_at: Date | null;
  readonly reverted_by: string | null;
  readonly dropped_by: string | null;
  readonly ended_at: Date | null;
}

const name = (column: string) =>
  Prisma.sql`(SELECT u.name FROM console_user u WHERE u.id = ${Prisma.raw(`i.${column}`)})`;

const summary = Prisma.sql`SELECT ${headColumns}, i.stopped_at IS NOT NULL AS stopped, i.failure,
  (SELECT f.id FROM source_upload f WHERE f.import_id = i.id) AS upload_id,
  ${name('started_by_id')} AS started_by, i.started_at, ${name('applied_by_id')} AS applied_by, i.applied_at,
  ${name('reverted_by_id')} AS reverted_by, ${name('dropped_by_id')} AS dropped_by, i.ended_at
  FROM source_import i`;

/** `categories`: as they are now, to conceal what is sensitive. */
export function sourceImportQueries(
  context: StorageContext,
  categories: () => Promise<readonly PmksCategory[]>,
): SourceImportQueries {
  const { db } = context;
  return {
    imports: async ({ from, count }) => {
      const rows = await db.$queryRaw<SummaryRow[]>`
        ${summary} ORDER BY i.started_at DESC, i.id DESC LIMIT ${count}::int OFFSET ${from}::int`;
      return summariesOf(context, rows);
    },
    importCount: () => db.sourceImport.count(),
    detail: (id) => detail(context, id),
    progress: (id) => progress(context, id),
    waiting: async (userId) => {
      const rows = await db.sourceUpload.findMany({
        where: { uploadedById: userId, importId: null, removedAt: null },
        orderBy: { uploadedAt: 'desc' },
      });
      return rows.map((row) => uploadOf(context, row));
    },
    upload: async (id) => {
      const row = await db.sourceUpload.findUnique({ where: { id } });
      return row === null ? null : uploadOf(context, row);
    },
    savedMapping: (source) => savedMappingOf(context, source),
    sample: async (id, count) => sample(context, await categories(), { id, count }),
    faultCount: async (importId) => {
      const rows = await db.$queryRaw<{ taken: boolean; count: number }[]>`
        SELECT taken, count(*)::int AS count FROM source_import_fault WHERE import_id = ${importId}::uuid
        GROUP BY taken`;
      const of = (taken: boolean) => rows.find((row) => row.taken === taken)?.count ?? 0;
      return { left: of(false), warned: of(true) };
    },
    faults: async (importId, { from, count }) => {
      const rows = await db.sourceImportFault.findMany({
        where: { importId },
        orderBy: [{ n: 'asc' }, { field: 'asc' }, { code: 'asc' }],
        skip: from,
        take: count,
      });
      return rows.map((row) => faultOf(context, row));
    },
    faultsAfter: (importId, after, count) => faultsAfter(context, importId, after, count),
  };
}

async function faultsAfter(
  context: StorageContext,
  importId: string,
  after: ListedFault | null,
  count: number,
): Promise<readonly ListedFault[]> {
  const n = after?.n ?? -1;
  const field = after === null ? '' : (after.column ?? ROW);
  const rows = await context.db.sourceImportFault.findMany({
    where: {
      importId,
      n: { gte: n },
      OR: [{ n: { gt: n } }, { n, field: { gt: field } }, { n, field, code: { gt: after?.code ?? '' } }],
    },
    orderBy: [{ n: 'asc' }, { field: 'asc' }, { code: 'asc' }],
    take: count,
  });
  return rows.map((row) => faultOf(context, row));
}

async function summariesOf(
  context: StorageContext,
  rows: readonly SummaryRow[],
): Promise<readonly ImportSummary[]> {
  const ids = rows.flatMap(({ upload_id: id }) => id ?? []);
  const uploads = await context.db.sourceUpload.findMany({ where: { id: { in: ids } } });
  const names = new Map(uploads.map((row) => [row.id, uploadOf(context, row).fileName]));
  return rows.map((row) => summaryOf(row, names.get(row.upload_id ?? '') ?? null));
}

function summaryOf(row: SummaryRow, fileName: string | null): ImportSummary {
  return {
    ...headOf(row),
    stopped: row.stopped,
    failure: row.failure as ImportFailure | null,
    fileName,
    startedBy: row.started_by,
    startedAt: row.started_at,
    appliedBy: row.applied_by,
    appliedAt: row.applied_at,
    revertedBy: row.reverted_by,
    droppedBy: row.dropped_by,
    endedAt: row.ended_at,
  };
}

async function detail(context: StorageContext, id: string): Promise<ImportDetail | null> {
  const { db, cipher } = context;
  const rows = await db.$queryRaw<SummaryRow[]>`${summary} WHERE i.id = ${id}::uuid`;
  const [found] = await summariesOf(context, rows);
  if (found === undefined) return null;
  const [more] = await db.$queryRaw<
    { stoppedBy: string | null; reason: string | null; file: boolean; newest: boolean }[]
  >`
    SELECT ${name('stopped_by_id')} AS "stoppedBy", i.revert_reason_enc AS reason,
      EXISTS (SELECT FROM source_upload f WHERE f.import_id = i.id AND f.removed_at IS NULL) AS file,
      i.id = (SELECT id FROM source_import WHERE source = i.source AND state = 'applied'
        ORDER BY applied_at DESC, id DESC LIMIT 1) IS TRUE AS newest
    FROM source_import i WHERE i.id = ${id}::uuid`;
  const [other] = await db.$queryRaw<{ busy: boolean }[]>(busyWith(id, found.source));
  return {
    ...found,
    hasFile: more?.file === true,
    stoppedBy: more?.stoppedBy ?? null,
    revertReason: more?.reason === null || more === undefined ? null : cipher.open(more.reason, ofReason(id)),
    newest: more?.newest === true,
    busy: other?.busy === true,
  };
}

async function progress({ db }: StorageContext, id: string): Promise<ImportProgress | null> {
  const [row] = await db.$queryRaw<
    {
      state: string;
      read: number;
      applied: number;
      last: number | null;
      lines: number | null;
      said: number | null;
    }[]
  >`
    SELECT i.state, i.read_to AS read, i.applied_to AS applied,
      (SELECT u.last_line FROM source_upload u WHERE u.import_id = i.id) AS last,
      CASE WHEN i.state = 'applying' THEN (SELECT max(n) FROM source_import_row r WHERE r.import_id = i.id) END AS lines,
      i.new_count + i.changed_count + i.gone_count AS said
    FROM source_import i WHERE i.id = ${id}::uuid`;
  const state = importStates.find((one) => one === row?.state);
  if (row === undefined || state === undefined) return null;
  switch (state) {
    case 'reading':
      return { state, settled: row.read, total: row.last };
    case 'applying':
      return { state, settled: row.applied, total: row.lines };
    case 'reverting': {
      const [left] = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM source_record_version
        WHERE import_id = ${id}::uuid AND withdrawn_at IS NULL`;
      const total = row.said ?? 0;
      return { state, settled: Math.max(0, total - (left?.count ?? 0)), total };
    }
    case 'read':
    case 'applied':
    case 'reverted':
    case 'dropped':
      return { state, settled: row.read, total: row.read };
  }
}

interface ChangedRow {
  readonly n: number;
  readonly name: string;
  readonly present: boolean;
  readonly version_id: string;
  readonly sealed_data: string;
  readonly before_id: string | null;
  readonly before_enc: string | null;
}

async function sample(
  { db, cipher }: StorageContext,
  categories: readonly PmksCategory[],
  { id, count }: { readonly id: string; readonly count: number },
): Promise<readonly SampleRow[]> {
  const rows = await db.$queryRaw<ChangedRow[]>`
    SELECT r.n, r.name, r.present, r.version_id, r.sealed_data, b.id AS before_id, b.data_enc AS before_enc
    FROM (
      SELECT r.n, r.name, r.version_id, r.sealed_data, s.id AS record_id, s.present
      FROM source_import_row r
        JOIN source_import i ON i.id = r.import_id
        JOIN source_record s ON s.source = i.source AND s.key_mac = r.key_mac
      WHERE r.import_id = ${id}::uuid AND s.version_id IS NOT NULL
        AND (s.content_mac IS DISTINCT FROM r.content_mac OR NOT s.present)
      ORDER BY r.n LIMIT ${count}::int) r
      LEFT JOIN LATERAL (
        SELECT v.id, v.data_enc FROM source_record_version v
        WHERE v.record_id = r.record_id AND v.data_enc IS NOT NULL AND v.withdrawn_at IS NULL
        ORDER BY v.version DESC LIMIT 1) b ON true
    ORDER BY r.n`;
  const sensitive = sensitiveCodes(categories);
  const shown = (text: string | null) =>
    text === null ? null : withoutSensitiveNames(maskNumbers(text), categories);
  const said = (sealed: string, row: string) =>
    cipher.openJson(sealed, {
      table: 'source_record_version',
      column: 'data_enc',
      row,
    }) as Partial<SourceRow>;
  return rows.map((row) => {
    const after = said(row.sealed_data, row.version_id);
    const before =
      row.before_id === null || row.before_enc === null ? {} : said(row.before_enc, row.before_id);
    const back = !row.present;
    if ([before, after].some(({ category }) => sensitive.has(category ?? ''))) {
      return { n: row.n, person: null, back, differences: [] };
    }
    const differences = differencesBetween(before, after).map((one) => ({
      ...one,
      before: shown(one.before),
      after: shown(one.after),
    }));
    return { n: row.n, person: { name: row.name, nik: maskNumbers(after.nik ?? null) }, back, differences };
  });
}
