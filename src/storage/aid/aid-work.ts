import { aidOnce, type AidContent } from '../../domain/aid/given.js';
import type { AidProgram, AidRecorder, AidWork, NewAid, Withdrawal } from '../../usecases/aid/ports.js';
import type { StorageContext } from '../context.js';
import type { Statement } from '../sql.js';

interface ContentRow {
  readonly id: string;
  readonly root_id: string;
  readonly program_code: string;
  readonly given_on: string;
  readonly amount: number | null;
  readonly goods: string | null;
}

// Rupiah of one person: no further than what a number holds exactly.
const content = `g.id, COALESCE(p.same_as_id, p.id) AS root_id, g.program_code, g.given_on::text AS given_on,
  g.amount::float8 AS amount, g.goods`;

const statements = {
  lockPrograms: {
    name: 'aid_lock_programs',
    text: `SELECT code, active FROM aid_program WHERE code = ANY($1::text[]) ORDER BY code FOR NO KEY UPDATE`,
  },
  roots: {
    name: 'aid_roots',
    text: `SELECT id, COALESCE(same_as_id, id) AS root_id FROM person WHERE id = ANY($1::uuid[])`,
  },
  byKey: {
    name: 'aid_by_key',
    text: `SELECT g.key, ${content} FROM aid_given g JOIN person p ON p.id = g.person_id
      WHERE COALESCE(g.agency_id, g.user_id) = $1::uuid AND g.key = ANY($2::text[])`,
  },
  standing: {
    name: 'aid_standing',
    text: `
      SELECT ${content}
      FROM (SELECT id, id AS root_id FROM person WHERE id = ANY($1::uuid[])
          UNION ALL SELECT id, same_as_id FROM person WHERE same_as_id = ANY($1::uuid[])) one
        JOIN aid_given g ON g.person_id = one.id JOIN person p ON p.id = one.id
      WHERE g.withdrawn_at IS NULL AND g.program_code = ANY($2::text[]) AND g.given_on = ANY($3::date[])`,
  },
  add: {
    name: 'aid_add',
    text: `
      INSERT INTO aid_given (id, person_id, program_code, given_on, amount, goods, list_id, batch_id, user_id,
        agency_id, api_key_id, key, recorded_at)
      SELECT i.id, i.person_id, i.program_code, i.given_on, i.amount, i.goods, i.list_id, $8::uuid, $9::uuid,
        $10::uuid, $11::uuid, i.key, $12::timestamptz
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::bigint[], $6::text[], $7::uuid[], $13::text[])
        AS i(id, person_id, program_code, given_on, amount, goods, list_id, key)`,
  },
} as const satisfies Record<string, Statement>;

export class PgAidWork implements AidWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async program(code: string): Promise<AidProgram | null> {
    const row = await this.db.aidProgram.findUnique({ where: { code } });
    return row === null ? null : programOf(row);
  }

  async addProgram({ code, name, agencyId, active, version }: AidProgram, at: Date): Promise<boolean> {
    // Not by Prisma: a taken code would end the transaction.
    const made = await this.db.$executeRaw`
      INSERT INTO aid_program (code, name, agency_id, active, version, created_at)
      VALUES (${code}, ${name}, ${agencyId}::uuid, ${active}, ${version}::int, ${at}::timestamptz)
      ON CONFLICT (code) DO NOTHING`;
    return made > 0;
  }

  async changeProgram({ code, name, agencyId, active, version }: AidProgram): Promise<void> {
    await this.db.aidProgram.update({ where: { code }, data: { name, agencyId, active, version } });
  }

  async lockPrograms(codes: readonly string[]): Promise<ReadonlyMap<string, { readonly active: boolean }>> {
    const rows = await this.context.sql.rows<{ code: string; active: boolean }>(statements.lockPrograms, [
      codes,
    ]);
    return new Map(rows.map(({ code, active }) => [code, { active }]));
  }

  async rootsOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.context.sql.rows<{ id: string; root_id: string }>(statements.roots, [personIds]);
    return new Map(rows.map(({ id, root_id: rootId }) => [id, rootId]));
  }

  async byKey(
    recorder: AidRecorder,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, AidContent & { readonly id: string }>> {
    const by = recorder.type === 'user' ? recorder.userId : recorder.agencyId;
    const rows = await this.context.sql.rows<ContentRow & { key: string }>(statements.byKey, [by, keys]);
    return new Map(rows.map((row) => [row.key, { ...contentOf(row), id: row.id }]));
  }

  async standing(
    rootIds: readonly string[],
    { programs, days }: { readonly programs: readonly string[]; readonly days: readonly string[] },
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await this.context.sql.rows<ContentRow>(statements.standing, [rootIds, programs, days]);
    return new Map(rows.map((row) => [aidOnce(contentOf(row)), row.id]));
  }

  async add(
    recorder: AidRecorder,
    aid: readonly NewAid[],
    { batchId, at }: { readonly batchId: string; readonly at: Date },
  ): Promise<void> {
    const isUser = recorder.type === 'user';
    await this.context.sql.run(statements.add, [
      aid.map(({ id }) => id),
      aid.map(({ personId }) => personId),
      aid.map(({ programCode }) => programCode),
      aid.map(({ givenOn }) => givenOn),
      aid.map(({ amount }) => amount),
      aid.map(({ goods }) => goods),
      aid.map(({ listId }) => listId),
      batchId,
      isUser ? recorder.userId : null,
      isUser ? null : recorder.agencyId,
      isUser ? null : recorder.apiKeyId,
      at,
      aid.map(({ key }) => key),
    ]);
  }

  async reportsOf(batchId: string): ReturnType<AidWork['reportsOf']> {
    return this.db.$queryRaw<{ caseId: string; ownerId: string; recordedAt: Date }[]>`
      WITH given AS (
        SELECT COALESCE(p.same_as_id, p.id) AS id, min(g.recorded_at) AS recorded_at
        FROM aid_given g JOIN person p ON p.id = g.person_id
        WHERE g.batch_id = ${batchId}::uuid AND g.withdrawn_at IS NULL GROUP BY 1),
      one AS (
        SELECT id AS root, id, recorded_at FROM given
        UNION ALL SELECT g.id, p.id, g.recorded_at FROM given g JOIN person p ON p.same_as_id = g.id),
      held AS (
        SELECT o.root, o.recorded_at, e.id FROM one o JOIN registry_entry e ON e.person_id = o.id
        UNION ALL
        SELECT o.root, o.recorded_at, e.id FROM one o JOIN household_member m ON m.person_id = o.id AND m.valid_to IS NULL
          JOIN registry_entry e ON e.household_id = m.household_id),
      newest AS (
        SELECT DISTINCT ON (h.root) v.case_id, c.owner_id, h.recorded_at
        FROM held h JOIN registry_entry_version v ON v.entry_id = h.id
          JOIN "case" c ON c.id = v.case_id AND c.state = 'registered'
        ORDER BY h.root, v.recorded_at DESC, v.id DESC)
      SELECT case_id AS "caseId", owner_id AS "ownerId", min(recorded_at) AS "recordedAt"
      FROM newest GROUP BY case_id, owner_id ORDER BY case_id`;
  }

  async lockGiven(id: string): ReturnType<AidWork['lockGiven']> {
    const [row] = await this.db.$queryRaw<
      { personId: string; agencyId: string | null; withdrawn: boolean }[]
    >`
      SELECT person_id AS "personId", agency_id AS "agencyId", withdrawn_at IS NOT NULL AS withdrawn
      FROM aid_given WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    return row ?? null;
  }

  async withdraw(id: string, { by, reason, note, at }: Withdrawal): Promise<void> {
    await this.db.$executeRaw`
      UPDATE aid_given SET withdrawn_at = GREATEST(recorded_at, ${at}::timestamptz), withdrawn_by_id = ${by}::uuid,
        withdrawn_reason = ${reason}, withdrawn_note = ${note}
      WHERE id = ${id}::uuid`;
  }
}

export function programOf({ code, name, agencyId, active, version }: AidProgram): AidProgram {
  return { code, name, agencyId, active, version };
}

function contentOf(row: ContentRow): AidContent {
  const { root_id: rootId, program_code: programCode, given_on: givenOn, amount, goods } = row;
  return { rootId, programCode, givenOn, amount, goods };
}
