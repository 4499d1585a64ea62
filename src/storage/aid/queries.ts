import { AidComposition, rankedStores, stores } from '../../domain/aid/criteria.js';
import type { AidListRow, AidListSummary, AidListView, AidQueries } from '../../usecases/aid/ports.js';
import type { StaffActor } from '../../usecases/console-services.js';
import { inScope } from '../console/scope.js';
import { seesSensitive, sensitiveNow } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { shaped } from '../sql.js';
import { programOf } from './aid-work.js';
import { composeRows } from './composition.js';
import { entriesWith } from './indicators.js';
import { headColumns, headOf, isSensitiveList, rowCell, SealedRow, type HeadRow } from './list-work.js';
import { fits, known, toldDesil } from './matching.js';

const SHOWN = 200;

/** Of `aid_list l`: a draft is its author's; any other list of whoever answers for all its areas, with the grant if it takes one. */
function visible(actor: StaffActor): Prisma.Sql {
  const grant = seesSensitive(actor) ? Prisma.sql`true` : Prisma.sql`NOT ${isSensitiveList}`;
  return Prisma.sql`(l.state <> 'draft' OR l.author_id = ${actor.id}::uuid) AND ${grant}
    AND NOT EXISTS (SELECT FROM unnest(l.areas) AS a(code) WHERE NOT ${inScope(actor, Prisma.sql`a.code`)})`;
}

const given = Prisma.sql`(SELECT count(DISTINCT a.person_id)::int FROM aid_given a
  WHERE a.list_id = l.id AND a.withdrawn_at IS NULL)`;

export function aidQueries(context: StorageContext): AidQueries {
  const { db, sql } = context;
  return {
    programs: async () => {
      const rows = await db.$queryRaw<Awaited<ReturnType<AidQueries['programs']>>>`
        SELECT p.code, p.name, p.agency_id AS "agencyId", p.active, p.version, a.name AS "agencyName"
        FROM aid_program p LEFT JOIN agency a ON a.id = p.agency_id ORDER BY p.active DESC, p.name, p.code`;
      return rows.map((row) => ({ ...programOf(row), agencyName: row.agencyName }));
    },
    compose: async (criteria, { today, sensitive }) => {
      const entryIds = await entriesWith(context, criteria);
      return composeRows(db, {
        ctes: Prisma.sql`${known({ sensitive })}, own AS (
          SELECT k.desa_code, ${toldDesil} AS desil, k.birth_date, k.sex
          FROM known k WHERE ${fits({ criteria, today, entryIds })})`,
        from: Prisma.sql`own`,
        today,
      });
    },
    lists: async (actor) => db.$queryRaw<AidListSummary[]>`
      SELECT l.id, l.name, l.program_code AS "programCode", p.name AS "programName", l.state, ${isSensitiveList} AS sensitive, u.name AS "authorName",
        l.created_at AS "createdAt", l.frozen_at AS "frozenAt", l.row_count AS count, ${given} AS given
      FROM aid_list l JOIN aid_program p ON p.code = l.program_code JOIN console_user u ON u.id = l.author_id
      WHERE ${visible(actor)} ORDER BY l.created_at DESC, l.id DESC LIMIT ${SHOWN}::int`,
    list: async (actor, id) => findList(context, actor, id),
    rows: (list, page) => readRows(context, list, page),
    people: async (actor, ids) => {
      const only = Prisma.sql`ARRAY(SELECT root_id FROM asked)`;
      const people = Prisma.sql`
        WITH asked AS MATERIALIZED (
          SELECT id, COALESCE(same_as_id, id) AS root_id FROM person WHERE id = ANY(${[...ids]}::uuid[])),
        ${known({ sensitive: seesSensitive(actor), only })}
        SELECT a.id, k.id AS "rootId", k.name, d.name AS "desaName"
        FROM asked a JOIN known k ON k.id = a.root_id JOIN region d ON d.code = k.desa_code
        WHERE ${inScope(actor, Prisma.sql`k.desa_code`)}`;
      const found = await sql.rows<PersonFound>(...shaped('aid_people', people));
      return new Map(found.map(({ id, ...told }) => [id, told]));
    },
    personByNik: async (niks) => {
      const macs = new Map(niks.map((nik) => [context.index.mac('nik', nik), nik]));
      const rows = await db.person.findMany({
        where: { nikMac: { in: [...macs.keys()] } },
        select: { id: true, nikMac: true },
      });
      return new Map(rows.map(({ id, nikMac }) => [macs.get(nikMac ?? '') ?? '', id]));
    },
  };
}

interface PersonFound {
  readonly id: string;
  readonly rootId: string;
  readonly name: string;
  readonly desaName: string;
}

interface ListRow extends HeadRow {
  readonly programName: string;
  readonly programActive: boolean;
  readonly authorName: string;
  readonly createdAt: Date;
  readonly composition: unknown;
  readonly deciderName: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
  readonly given: number;
}

async function findList({ db }: StorageContext, actor: StaffActor, id: string): Promise<AidListView | null> {
  const [row] = await db.$queryRaw<ListRow[]>`
    SELECT ${headColumns}, p.name AS "programName", p.active AS "programActive", u.name AS "authorName",
      l.created_at AS "createdAt", l.composition, w.name AS "deciderName", l.decided_at AS "decidedAt",
      l.decision_note AS "decisionNote", ${given} AS given
    FROM aid_list l JOIN aid_program p ON p.code = l.program_code JOIN console_user u ON u.id = l.author_id
      LEFT JOIN console_user w ON w.id = l.decided_by_id
    WHERE l.id = ${id}::uuid AND ${visible(actor)}`;
  if (row === undefined) return null;
  const { programName, programActive, authorName, createdAt, decidedAt, deciderName, decisionNote } = row;
  return {
    ...headOf(row),
    programName,
    programActive,
    authorName,
    createdAt,
    composition: row.composition === null ? null : AidComposition.parse(row.composition),
    decision: decidedAt === null ? null : { byName: deciderName ?? '', at: decidedAt, note: decisionNote },
    given: row.given,
  };
}

interface PersonRow {
  readonly id: string;
  readonly n: number;
  readonly personId: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly desaCode: string;
  readonly desaName: string;
  readonly kecamatanName: string;
  readonly desil: number | null;
  readonly desilStore: string | null;
  readonly stores: readonly string[];
  readonly categories: readonly string[];
  readonly verified: boolean;
  readonly sealed: string | null;
  readonly givenOn: string | null;
}

async function readRows(
  { db, cipher }: StorageContext,
  list: AidListView,
  { after, limit, missing = false }: Parameters<AidQueries['rows']>[1],
): Promise<readonly AidListRow[]> {
  const hidden = list.sensitive ? new Set<string>() : await sensitiveNow(db);
  const last = Prisma.sql`(SELECT max(a.given_on)::text FROM aid_given a
    WHERE a.list_id = r.list_id AND a.person_id = r.person_id AND a.withdrawn_at IS NULL)`;
  const rows = await db.$queryRaw<PersonRow[]>`
    SELECT r.id, r.n, r.person_id AS "personId", r.name, r.birth_date::text AS "birthDate", r.sex,
      r.desa_code AS "desaCode", d.name AS "desaName", k.name AS "kecamatanName", r.desil,
      r.desil_source AS "desilStore", r.sources AS stores, r.categories, r.verified, r.data_enc AS sealed,
      ${last} AS "givenOn"
    FROM aid_list_row r JOIN region d ON d.code = r.desa_code JOIN region k ON k.code = d.parent_code
    WHERE r.list_id = ${list.id}::uuid AND r.n > ${after}::int
      AND ${missing ? Prisma.sql`${last} IS NULL` : Prisma.sql`true`}
    ORDER BY r.n LIMIT ${limit}::int`;
  return rows.map(({ id, sealed, sex, desilStore, ...row }) => ({
    ...row,
    sex: sex === 'L' || sex === 'P' ? sex : null,
    desilStore: rankedStores.find((one) => one === desilStore) ?? null,
    stores: stores.filter((one) => row.stores.includes(one)),
    categories: row.categories.filter((code) => !hidden.has(code)),
    told: sealed === null ? null : SealedRow.parse(cipher.openJson(sealed, rowCell(id))),
  }));
}
