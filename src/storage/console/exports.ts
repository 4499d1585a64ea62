/** Lists as they leave the service: in the order of ids, a batch at a time. */
import { CaseState } from '../../domain/case/events.js';
import { officeDay } from '../../domain/working-days.js';
import { ReportKind } from '../../domain/report/report.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { ExportedCase, ExportedEntry, ExportQueries } from '../../usecases/export/ports.js';
import type { BnbaFilter, BnbaMinutes, EntryFilter, Selection } from '../../usecases/export/services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import type { Statement } from '../sql.js';
import { openAnswers } from '../repositories/answers.js';
import { entryStatus } from '../repositories/registry/entries.js';
import { openVersion } from '../repositories/registry/versions.js';
import type { QueueRules } from './cases.js';
import { queueConditions } from './queue-conditions.js';
import { conditions as entryConditions } from './registry.js';
import { inScope } from './scope.js';
import { isSensitiveEntry, mayKnowCase, seesSensitive } from './sensitive.js';

interface Page {
  readonly after: string | null;
  readonly limit: number;
}

export function exportQueries(
  context: StorageContext,
  { clock }: QueueRules,
  timeZone: string,
): ExportQueries {
  const { db } = context;
  const moment = () => {
    const now = clock.now();
    return { now, today: officeDay({ timeZone }, now), timeZone };
  };
  const whereCases = async (actor: StaffActor, selection: Exclude<Selection, { list: 'entries' }>) =>
    selection.list === 'cases'
      ? Prisma.join([...(await queueConditions(context, actor, selection.filter, moment()))], ' AND ')
      : inBnba(actor, selection.filter, timeZone);
  return {
    count: async (actor, selection) => {
      const where =
        selection.list === 'entries'
          ? Prisma.join(entryConditions(context, actor, selection.filter), ' AND ')
          : await whereCases(actor, selection);
      const from = selection.list === 'entries' ? Prisma.sql`registry_entry e` : Prisma.sql`"case" c`;
      const [row] = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM ${from} WHERE ${where}`;
      return row?.count ?? 0;
    },
    cases: async (actor, selection, page) =>
      readCases(context, actor, { where: await whereCases(actor, selection), page }),
    entries: (actor, filter, page) => readEntries(context, actor, { filter, page }),
    minutes: (actor, filter) => findMinutes(context, inBnba(actor, filter, timeZone)),
    record: async (entries) => {
      if (entries.length > 0) await db.accessLog.createMany({ data: [...entries] });
    },
  };
}

/**
 * People to be entered: of reports approved in that month by the office's clock. Whom the actor may not know
 * is left out.
 */
function inBnba(actor: StaffActor, { desa, month }: BnbaFilter, timeZone: string): Prisma.Sql {
  const first = Prisma.sql`${`${month}-01`}::date`;
  return Prisma.sql`c.desa_code = ${desa} AND ${inScope(actor, Prisma.sql`c.desa_code`)}
    AND c.state IN ('approved', 'registered') AND c.kind IN ('new_poor_household', 'pmks_case') AND ${mayKnowCase(actor)}
    AND (SELECT max(v.at) FROM case_event v WHERE v.case_id = c.id AND v.type = 'approved')
      BETWEEN (${first}::timestamp AT TIME ZONE ${timeZone})
      AND ((${first} + interval '1 month')::timestamp AT TIME ZONE ${timeZone}) - interval '1 millisecond'`;
}

interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly urgent: boolean;
  readonly sensitive: boolean;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
  readonly answersEnc: string | null;
  readonly reporterName: string;
}

const behind = (id: Prisma.Sql, { after }: Page) =>
  after === null ? Prisma.sql`true` : Prisma.sql`${id} > ${after}::uuid`;

async function readCases(
  context: StorageContext,
  actor: StaffActor,
  { where, page }: { readonly where: Prisma.Sql; readonly page: Page },
): Promise<readonly ExportedCase[]> {
  const found = await context.db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM "case" c WHERE ${where} AND ${behind(Prisma.sql`c.id`, page)}
    ORDER BY c.id LIMIT ${page.limit}::int`;
  const ids = found.map(({ id }) => id);
  const rows = await context.sql.rows<CaseRow>(exportedCases, [ids, seesSensitive(actor)]);
  return rows.map(({ answersEnc, reporterName, ...row }) => ({
    ...row,
    kind: ReportKind.parse(row.kind),
    state: CaseState.parse(row.state),
    told:
      answersEnc === null
        ? null
        : () => ({ answers: openAnswers(context, row.id, answersEnc), reporterName }),
  }));
}

const exportedCases: Statement = {
  name: 'exported_cases',
  // What is concealed is not even read.
  text: `
    SELECT c.id, c.number, c.kind, c.state, c.urgent, c.sensitive, d.name AS "desaName",
      k.name AS "kecamatanName", c.submitted_at AS "submittedAt", c.updated_at AS "updatedAt",
      CASE WHEN $2::boolean OR NOT c.sensitive THEN c.answers_enc END AS "answersEnc", r.name AS "reporterName"
    FROM "case" c
      JOIN region d ON d.code = c.desa_code JOIN region k ON k.code = c.kecamatan_code
      JOIN reporter r ON r.id = c.reporter_id
    WHERE c.id = ANY($1::uuid[]) ORDER BY c.id`,
};

interface EntryRow {
  readonly id: string;
  readonly number: string;
  readonly source: string;
  readonly status: string;
  readonly version: number;
  readonly sensitive: boolean;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly updatedAt: Date;
  readonly headName: string;
  readonly householdId: string | null;
  readonly kkEnc: string | null;
  readonly personId: string | null;
  readonly nikEnc: string | null;
}

async function readEntries(
  context: StorageContext,
  actor: StaffActor,
  { filter, page }: { readonly filter: EntryFilter; readonly page: Page },
): Promise<readonly ExportedEntry[]> {
  const where = Prisma.join(entryConditions(context, actor, filter), ' AND ');
  const rows = await context.db.$queryRaw<EntryRow[]>`
    SELECT e.id, e.number, e.source, e.status, e.version, ${isSensitiveEntry} AS sensitive,
      d.name AS "desaName", k.name AS "kecamatanName", e.updated_at AS "updatedAt", e.head_name AS "headName",
      h.id AS "householdId", h.kk_enc AS "kkEnc", p.id AS "personId", p.nik_enc AS "nikEnc"
    FROM registry_entry e
      JOIN region d ON d.code = e.desa_code JOIN region k ON k.code = e.kecamatan_code
      LEFT JOIN household h ON h.id = e.household_id
      LEFT JOIN LATERAL (
        SELECT m.person_id FROM household_member m
        WHERE m.household_id = e.household_id AND m.relation = 'head' AND m.valid_to IS NULL LIMIT 1) m ON true
      LEFT JOIN person p ON p.id = COALESCE(e.person_id, m.person_id)
    WHERE ${where} AND ${behind(Prisma.sql`e.id`, page)} ORDER BY e.id LIMIT ${page.limit}::int`;
  const shown = rows.filter(({ sensitive }) => !sensitive || seesSensitive(actor));
  const addresses = await addressesOf(context, shown);
  return rows.map(({ headName, householdId, kkEnc, personId, nikEnc, ...row }) => ({
    ...row,
    status: entryStatus(row.status),
    told: shown.some(({ id }) => id === row.id)
      ? {
          name: headName,
          nik: open(context, nikEnc, { table: 'person', column: 'nik_enc', row: personId }),
          kk: open(context, kkEnc, { table: 'household', column: 'kk_enc', row: householdId }),
          address: addresses.get(row.id) ?? null,
        }
      : null,
  }));
}

function open(
  { cipher }: StorageContext,
  sealed: string | null,
  { row, ...column }: { readonly table: string; readonly column: string; readonly row: string | null },
): string | null {
  return sealed === null || row === null ? null : cipher.open(sealed, { ...column, row });
}

/** Where a household or person lives: as the last version that says so has it. */
async function addressesOf(
  context: StorageContext,
  entries: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, ExportedAddress>> {
  const versions = await context.db.registryEntryVersion.findMany({
    where: { entryId: { in: entries.map(({ id }) => id) } },
    orderBy: { version: 'asc' },
    select: { id: true, entryId: true, dataEnc: true },
  });
  return new Map(
    versions.flatMap(({ id, entryId, dataEnc }) => {
      const { address } = openVersion(context, id, dataEnc);
      return address === null ? [] : [[entryId, address] as const];
    }),
  );
}

type ExportedAddress = NonNullable<NonNullable<ExportedEntry['told']>['address']>;

async function findMinutes(context: StorageContext, where: Prisma.Sql): Promise<readonly BnbaMinutes[]> {
  const rows = await context.db.$queryRaw<{ id: string; number: string; answersEnc: string }[]>`
    SELECT c.id, c.number, c.answers_enc AS "answersEnc" FROM "case" c
    WHERE ${where} AND c.photo_count > 0 ORDER BY c.number`;
  const named = rows.flatMap(({ id: caseId, number: caseNumber, answersEnc }) =>
    openAnswers(context, caseId, answersEnc)
      .photos.filter(({ role }) => role === 'minutes')
      .map(({ id: photoId }) => ({ caseId, caseNumber, photoId })),
  );
  const stored = await context.db.attachment.findMany({
    where: { id: { in: named.map(({ photoId }) => photoId) }, state: 'stored' },
    select: { id: true, pages: true },
  });
  const pages = new Map(stored.map(({ id, pages: count }) => [id, count]));
  return named.flatMap((one) => {
    const count = pages.get(one.photoId);
    return count === undefined ? [] : [{ ...one, pages: count }];
  });
}
