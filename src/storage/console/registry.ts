import { Disability } from '../../domain/report/parts.js';
import { isSensitiveReport } from '../../domain/report/report.js';
import { readNumber } from '../../domain/case/number.js';
import type {
  ConsoleServices,
  EntryRow,
  EntryView,
  Page,
  StaffActor,
} from '../../usecases/console-services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { entryStatus } from '../repositories/registry/entries.js';
import { openVersion } from '../repositories/registry/versions.js';
import { nationalOf } from '../source-import/look-up.js';
import { readCursor } from './cases.js';
import { inScope, likePattern, scopeWhere } from './scope.js';
import { isSensitiveEntry, mayKnowEntry, sensitiveNow } from './sensitive.js';

const PAGE_SIZE = 25;
type EntryFilter = Parameters<ConsoleServices['entries']>[1];

interface ListRow {
  readonly id: string;
  readonly number: string;
  readonly source: string;
  readonly head_name: string;
  readonly sensitive: boolean;
  readonly desa_name: string;
  readonly kecamatan_name: string;
  readonly status: string;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly total: number;
}

interface PersonRecord {
  readonly id: string;
  readonly name: string;
  readonly nikEnc: string | null;
  readonly birthDate: Date | null;
  readonly sex: string | null;
}

/** Newest entries first. */
export async function findEntries(
  context: StorageContext,
  actor: StaffActor,
  filter: EntryFilter,
): Promise<Page<EntryRow>> {
  const where = Prisma.join(conditions(context, actor, filter), ' AND ');
  const after = readCursor(filter.cursor);
  const page =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(e.created_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const rows = await context.db.$queryRaw<ListRow[]>`
    SELECT e.id, e.number, e.source, e.head_name, e.status, e.version, e.created_at, e.updated_at,
      ${isSensitiveEntry} AS sensitive, d.name AS desa_name, k.name AS kecamatan_name,
      (SELECT count(*)::int FROM registry_entry e WHERE ${where}) AS total
    FROM registry_entry e
      JOIN region d ON d.code = e.desa_code JOIN region k ON k.code = e.kecamatan_code
    WHERE ${where} AND ${page}
    ORDER BY e.created_at DESC, e.id DESC LIMIT ${PAGE_SIZE + 1}::int`;
  const items = rows.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      id: row.id,
      number: row.number,
      source: row.source,
      headName: row.head_name,
      sensitive: row.sensitive,
      desaName: row.desa_name,
      kecamatanName: row.kecamatan_name,
      status: entryStatus(row.status),
      version: row.version,
      updatedAt: row.updated_at,
    })),
    next:
      rows.length > PAGE_SIZE && last !== undefined ? `${last.created_at.toISOString()}_${last.id}` : null,
    total: rows[0]?.total ?? 0,
  };
}

export function conditions({ index }: StorageContext, actor: StaffActor, filter: EntryFilter): Prisma.Sql[] {
  const all = [inScope(actor, Prisma.sql`e.desa_code`)];
  if (filter.kecamatan !== undefined) all.push(Prisma.sql`e.kecamatan_code = ${filter.kecamatan}`);
  if (filter.desa !== undefined) all.push(Prisma.sql`e.desa_code = ${filter.desa}`);
  const text = filter.q?.trim() ?? '';
  const digits = text.replace(/[\s.-]/g, '');
  const number = readNumber(text);
  if (number !== null) {
    all.push(Prisma.sql`e.number = ${number}`);
  } else if (/^\d{16}$/.test(digits)) {
    all.push(mayKnowEntry(actor));
    const nikMac = index.mac('nik', digits);
    all.push(Prisma.sql`e.id IN (
      SELECT x.id FROM household h JOIN registry_entry x ON x.household_id = h.id
        WHERE h.kk_mac = ${index.mac('kk', digits)}
      UNION SELECT x.id FROM person p JOIN household_member m ON m.person_id = p.id AND m.valid_to IS NULL
        JOIN registry_entry x ON x.household_id = m.household_id WHERE p.nik_mac = ${nikMac}
      UNION SELECT x.id FROM person p JOIN registry_entry x ON x.person_id = p.id WHERE p.nik_mac = ${nikMac})`);
  } else if (text !== '') {
    const named = Prisma.sql`(e.head_name ILIKE ${likePattern(text)} AND ${mayKnowEntry(actor)})`;
    all.push(Prisma.sql`(${named} OR e.number ILIKE ${likePattern(text)})`);
  }
  return all;
}

export async function findEntry(
  context: StorageContext,
  actor: StaffActor,
  entryId: string,
): Promise<EntryView | null> {
  const { db, cipher } = context;
  const row = await db.registryEntry.findFirst({
    where: { id: entryId, ...scopeWhere(actor) },
    include: {
      household: { include: { members: { where: { validTo: null }, include: { person: true } } } },
      person: { include: { pmks: { orderBy: { categoryCode: 'asc' } } } },
      versions: { orderBy: { version: 'desc' } },
    },
  });
  if (row === null) return null;
  const regions = await db.region.findMany({ where: { code: { in: [row.desaCode, row.kecamatanCode] } } });
  const regionName = (code: string) => regions.find((region) => region.code === code)?.name ?? code;
  const { household, person } = row;
  const sensitive = await sensitiveNow(db);
  const told = await versions(context, row.versions);
  const kk =
    typeof household?.kkEnc === 'string'
      ? cipher.open(household.kkEnc, { table: 'household', column: 'kk_enc', row: household.id })
      : null;
  const members = [
    ...(household?.members ?? []).map((member) => memberView(context, member.person, member.relation)),
    // The entry of a person: they alone, in no relation to anybody.
    ...(person === null ? [] : [memberView(context, person, '')]),
  ];
  const head = members.find(({ relation }) => relation === 'head') ?? members[0];
  const subject = { nik: head?.nik ?? null, kk, name: row.headName, birthDate: head?.birthDate ?? null };
  return {
    id: row.id,
    number: row.number,
    source: row.source,
    headName: row.headName,
    // The category may have ended; the versions that tell it stay.
    sensitive:
      (person?.pmks ?? []).some((one) => sensitive.has(one.categoryCode)) ||
      told.some(({ answers }) => answers !== null && isSensitiveReport(answers, sensitive)),
    desaName: regionName(row.desaCode),
    kecamatanName: regionName(row.kecamatanCode),
    status: entryStatus(row.status),
    version: row.version,
    updatedAt: row.updatedAt,
    kk,
    members,
    national: await nationalOf(context, actor, { ...subject, desaCode: row.desaCode }),
    categories: (person?.pmks ?? [])
      .filter(({ validTo }) => validTo === null)
      .map(({ categoryCode: code, disability }) => ({
        code,
        disability: Disability.nullable().parse(disability),
        sensitive: sensitive.has(code),
      })),
    versions: told,
  };
}

function memberView(
  { cipher }: StorageContext,
  person: PersonRecord,
  relation: string,
): EntryView['members'][number] {
  const { id, name, nikEnc, birthDate, sex } = person;
  return {
    personId: id,
    name,
    nik: nikEnc === null ? null : cipher.open(nikEnc, { table: 'person', column: 'nik_enc', row: id }),
    birthDate: birthDate?.toISOString().slice(0, 10) ?? null,
    sex: sex === 'L' || sex === 'P' ? sex : null,
    relation,
  };
}

async function versions(
  context: StorageContext,
  rows: readonly {
    id: string;
    version: number;
    validFrom: Date;
    recordedAt: Date;
    caseId: string;
    eventId: string;
    dataEnc: string;
  }[],
): Promise<EntryView['versions']> {
  const { db } = context;
  const [cases, approvals] = await Promise.all([
    db.case.findMany({ where: { id: { in: rows.map((row) => row.caseId) } } }),
    db.caseEvent.findMany({ where: { id: { in: rows.map((row) => row.eventId) } } }),
  ]);
  const ids = (list: readonly (string | null)[]) => list.filter((id) => id !== null);
  const [users, reporters] = await Promise.all([
    db.consoleUser.findMany({ where: { id: { in: ids(approvals.map((event) => event.actorId)) } } }),
    db.reporter.findMany({ where: { id: { in: cases.map((row) => row.reporterId) } } }),
  ]);
  return rows.map((row) => {
    const source = cases.find((candidate) => candidate.id === row.caseId);
    const approval = approvals.find((candidate) => candidate.id === row.eventId);
    return {
      version: row.version,
      validFrom: row.validFrom,
      recordedAt: row.recordedAt,
      caseId: row.caseId,
      caseNumber: source?.number ?? '',
      approvedBy: users.find((user) => user.id === approval?.actorId)?.name ?? '',
      reportedBy: reporters.find((reporter) => reporter.id === source?.reporterId)?.name ?? '',
      answers: openVersion(context, row.id, row.dataEnc),
    };
  });
}
