import { z } from 'zod';
import { AidComposition, AidCriteria, listStates } from '../../domain/aid/criteria.js';
import type { SourceRow } from '../../domain/import/row.js';
import { AppError } from '../../errors.js';
import type { AidDraft, AidListHead, AidListWork } from '../../usecases/aid/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { openVersion } from '../repositories/registry/versions.js';
import { composeRows } from './composition.js';
import { entriesWith } from './indicators.js';
import { fits, known, toldCategories, toldDesil, toldDesilStore, toldStores } from './matching.js';

export interface HeadRow {
  readonly id: string;
  readonly name: string;
  readonly programCode: string;
  readonly criteria: unknown;
  readonly sensitive: boolean;
  readonly state: string;
  readonly version: number;
  readonly authorId: string;
  readonly frozenAt: Date | null;
  readonly rowCount: number | null;
  readonly sealedTo: number;
  readonly decidedById: string | null;
}

/** Of `aid_list l`: it is for those with the grant alone. */
export const isSensitiveList = Prisma.sql`(l.sensitive OR EXISTS (
  SELECT FROM pmks_category g WHERE g.sensitive AND g.code = ANY(l.categories)))`;

export const headColumns = Prisma.sql`l.id, l.name, l.program_code AS "programCode", l.criteria,
  ${isSensitiveList} AS sensitive, l.state, l.version, l.author_id AS "authorId", l.frozen_at AS "frozenAt",
  l.row_count AS "rowCount", l.sealed_to AS "sealedTo", l.decided_by_id AS "decidedById"`;

export function headOf(row: HeadRow): AidListHead {
  const state = listStates.find((one) => one === row.state);
  if (state === undefined) throw new AppError('internal');
  const { id, name, programCode, sensitive, version, authorId, frozenAt, rowCount, sealedTo, decidedById } =
    row;
  const own = {
    id,
    name,
    programCode,
    sensitive,
    version,
    authorId,
    frozenAt,
    rowCount,
    sealedTo,
    decidedById,
  };
  return { ...own, state, criteria: AidCriteria.parse(row.criteria) };
}

/** What is sealed of a person of a list. */
export const SealedRow = z.object({
  nik: z.string().nullable(),
  kk: z.string().nullable(),
  address: z.object({ line: z.string(), rt: z.string().nullable(), rw: z.string().nullable() }).nullable(),
});
export type SealedRow = z.infer<typeof SealedRow>;

export const rowCell = (row: string) => ({ table: 'aid_list_row', column: 'data_enc', row });

interface UnsealedRow {
  readonly id: string;
  readonly n: number;
  readonly nikRow: string | null;
  readonly nikEnc: string | null;
  readonly versionId: string | null;
  readonly versionEnc: string | null;
  readonly entryId: string | null;
  readonly householdId: string | null;
  readonly kkEnc: string | null;
}

export class PgAidListWork implements AidListWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async lock(id: string): Promise<AidListHead | null> {
    await this.db.$queryRaw`SELECT id FROM aid_list WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const [row] = await this.db.$queryRaw<HeadRow[]>`
      SELECT ${headColumns} FROM aid_list l WHERE l.id = ${id}::uuid`;
    return row === undefined ? null : headOf(row);
  }

  async add(
    { id, name, programCode, criteria, sensitive, version, authorId }: AidDraft,
    at: Date,
  ): Promise<void> {
    await this.db.$executeRaw`
      INSERT INTO aid_list (id, name, program_code, criteria, areas, categories, sensitive, state, version, author_id,
        created_at)
      VALUES (${id}::uuid, ${name}, ${programCode}, ${JSON.stringify(criteria)}::jsonb, ${criteria.areas}::text[],
        ${criteria.categories}::text[], ${sensitive}, 'draft', ${version}::int, ${authorId}::uuid, ${at}::timestamptz)`;
  }

  async change({ id, name, programCode, criteria, sensitive, version }: AidDraft): Promise<void> {
    await this.db.$executeRaw`
      UPDATE aid_list SET name = ${name}, program_code = ${programCode}, criteria = ${JSON.stringify(criteria)}::jsonb,
        areas = ${criteria.areas}::text[], categories = ${criteria.categories}::text[], sensitive = ${sensitive},
        version = ${version}::int
      WHERE id = ${id}::uuid`;
  }

  async drop(id: string): Promise<void> {
    await this.db.$executeRaw`DELETE FROM aid_list WHERE id = ${id}::uuid`;
  }

  async beginFreezing(id: string): Promise<void> {
    await this.db.$executeRaw`UPDATE aid_list SET state = 'freezing' WHERE id = ${id}::uuid`;
  }

  async snapshot(
    { id, criteria, sensitive }: AidListHead,
    { at, today }: { readonly at: Date; readonly today: string },
  ): Promise<number> {
    const entryIds = await entriesWith(this.context, criteria);
    // Hundreds of thousands of people are compared at once.
    await this.db.$executeRaw`SET LOCAL work_mem = '64MB'`;
    const count = await this.db.$executeRaw`
      WITH ${known({ sensitive })}
      INSERT INTO aid_list_row (list_id, n, person_id, name, birth_date, sex, desa_code, desil, desil_source, sources,
        categories, verified, nik_row, version_id, entry_id)
      SELECT ${id}::uuid, row_number() OVER (ORDER BY k.desa_code, k.name, k.id), k.id, k.name, k.birth_date, k.sex,
        k.desa_code, ${toldDesil}, ${toldDesilStore}, ${toldStores}, ${toldCategories}, k.verified, k.nik_row,
        k.version_id, k.entry_id
      FROM known k WHERE ${fits({ criteria, today, entryIds })}`;
    if (count === 0) {
      await this.db.$executeRaw`UPDATE aid_list SET state = 'draft' WHERE id = ${id}::uuid`;
      return 0;
    }
    const composition = await composeRows(this.db, {
      ctes: Prisma.sql`own AS (SELECT * FROM aid_list_row WHERE list_id = ${id}::uuid)`,
      from: Prisma.sql`own`,
      today,
    });
    await this.db.$executeRaw`
      UPDATE aid_list SET frozen_at = ${at}::timestamptz, row_count = ${count}::int,
        composition = ${JSON.stringify(AidComposition.parse(composition))}::jsonb
      WHERE id = ${id}::uuid`;
    return count;
  }

  async sealNext({ id, sealedTo, rowCount, frozenAt }: AidListHead, limit: number): Promise<boolean> {
    if (rowCount === null || frozenAt === null) throw new AppError('internal');
    const rows = await this.db.$queryRaw<UnsealedRow[]>`
      SELECT r.id, r.n, r.nik_row AS "nikRow", p.nik_enc AS "nikEnc", r.version_id AS "versionId",
        v.data_enc AS "versionEnc", r.entry_id AS "entryId", h.id AS "householdId", h.kk_enc AS "kkEnc"
      FROM aid_list_row r LEFT JOIN person p ON p.id = r.nik_row
        LEFT JOIN source_record_version v ON v.id = r.version_id
        LEFT JOIN registry_entry e ON e.id = r.entry_id LEFT JOIN household h ON h.id = e.household_id
      WHERE r.list_id = ${id}::uuid AND r.n > ${sealedTo}::int ORDER BY r.n LIMIT ${limit}::int`;
    const addresses = await this.addressesOf(
      rows.flatMap(({ entryId }) => entryId ?? []),
      frozenAt,
    );
    const sealed = rows.map((row) =>
      this.context.cipher.sealJson(this.told(row, addresses), rowCell(row.id)),
    );
    await this.db.$executeRaw`
      UPDATE aid_list_row r SET data_enc = s.sealed
      FROM unnest(${rows.map((row) => row.id)}::uuid[], ${sealed}::text[]) AS s(id, sealed) WHERE r.id = s.id`;
    const reached = rows.at(-1)?.n ?? rowCount;
    const more = reached < rowCount;
    await this.db.$executeRaw`
      UPDATE aid_list SET sealed_to = ${reached}::int, state = ${more ? 'freezing' : 'frozen'} WHERE id = ${id}::uuid`;
    return more;
  }

  private told(row: UnsealedRow, addresses: ReadonlyMap<string, SealedRow['address']>): SealedRow {
    const { cipher } = this.context;
    const open = (sealed: string | null, table: string, column: string, id: string | null) =>
      sealed === null || id === null ? null : cipher.open(sealed, { table, column, row: id });
    const said =
      row.versionEnc === null || row.versionId === null
        ? {}
        : (cipher.openJson(row.versionEnc, {
            table: 'source_record_version',
            column: 'data_enc',
            row: row.versionId,
          }) as Partial<SourceRow>);
    const stated =
      said.address === undefined || said.address === null ? null : { line: said.address, rt: null, rw: null };
    return {
      nik: open(row.nikEnc, 'person', 'nik_enc', row.nikRow),
      kk: open(row.kkEnc, 'household', 'kk_enc', row.householdId) ?? said.kk ?? null,
      address: addresses.get(row.entryId ?? '') ?? stated,
    };
  }

  /** As the last report that named one had it then. */
  private async addressesOf(
    entryIds: readonly string[],
    at: Date,
  ): Promise<ReadonlyMap<string, NonNullable<SealedRow['address']>>> {
    const versions = await this.db.registryEntryVersion.findMany({
      where: { entryId: { in: [...new Set(entryIds)] }, recordedAt: { lte: at } },
      orderBy: { version: 'asc' },
      select: { id: true, entryId: true, dataEnc: true },
    });
    return new Map(
      versions.flatMap(({ id, entryId, dataEnc }) => {
        const { address } = openVersion(this.context, id, dataEnc);
        return address === null ? [] : [[entryId, address] as const];
      }),
    );
  }

  async decide(id: string, { state, by, note, at }: Parameters<AidListWork['decide']>[1]): Promise<void> {
    await this.db.$executeRaw`
      UPDATE aid_list SET state = ${state}, decided_by_id = ${by}::uuid, decided_at = ${at}::timestamptz,
        decision_note = ${note}
      WHERE id = ${id}::uuid`;
  }

  async peopleOf(
    id: string,
    which: Parameters<AidListWork['peopleOf']>[1],
  ): ReturnType<AidListWork['peopleOf']> {
    const [condition, limit] =
      'rows' in which
        ? [Prisma.sql`n = ANY(${[...which.rows]}::int[])`, which.rows.length]
        : [Prisma.sql`n > ${which.after}::int`, which.limit];
    return this.db.$queryRaw<{ n: number; personId: string }[]>`
      SELECT n, person_id AS "personId" FROM aid_list_row
      WHERE list_id = ${id}::uuid AND ${condition} ORDER BY n LIMIT ${limit}::int`;
  }

  async among(id: string, personIds: readonly string[]): ReturnType<AidListWork['among']> {
    // Merged since the list was frozen, they may be on it by another of their ids.
    const rows = await this.db.$queryRaw<{ asked: string; rootId: string; name: string; desaCode: string }[]>`
      WITH asked AS (
        SELECT id, COALESCE(same_as_id, id) AS root FROM person WHERE id = ANY(${[...personIds]}::uuid[])),
      one AS (
        SELECT a.id AS asked, a.root, a.root AS id FROM asked a
        UNION ALL SELECT a.id, a.root, p.id FROM asked a JOIN person p ON p.same_as_id = a.root)
      SELECT DISTINCT ON (o.asked) o.asked, o.root AS "rootId", r.name, r.desa_code AS "desaCode"
      FROM one o JOIN aid_list_row r ON r.list_id = ${id}::uuid AND r.person_id = o.id ORDER BY o.asked, r.n`;
    return new Map(rows.map(({ asked, ...person }) => [asked, person]));
  }
}
