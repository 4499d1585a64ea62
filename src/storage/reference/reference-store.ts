import { v7 as uuidv7 } from 'uuid';
import { dueDay } from '../../domain/case/priority.js';
import { sensitiveCodes, type PmksCategory } from '../../domain/pmks/categories.js';
import { categoriesOf, slaOf, type Reference } from '../../domain/reference/reference.js';
import { isSensitiveReport, ReportKind } from '../../domain/report/report.js';
import { assemble, type StoredChange } from '../../usecases/reference/assemble.js';
import type { BuiltIn } from '../../usecases/reference/built-in.js';
import type { LastChange, NewChange, ReferenceWork } from '../../usecases/reference/ports.js';
import type { Agency } from '../../usecases/reference/services.js';
import { openAnswers, shownCategories } from '../repositories/answers.js';
import { openAgency, sealContact } from './agencies.js';
import type { StorageContext } from '../context.js';
import { Prisma, type Tx } from '../database.js';

/** Of PostgreSQL's advisory locks: the one that a change of reference data takes, and who reckons by it shares. */
const LOCK = 7_308_012;

const RECENT_MS = 3_000;

/**
 * Reference data as this process last read it. Each look asks for the newest change, one row of an index;
 * so all processes know of a change as soon as it is committed, and read the rest only then.
 */
export class ReferenceCache {
  private kept: Reference | null = null;
  private readAt = 0;

  constructor(
    private readonly builtIn: BuiltIn,
    readonly timeZone: string,
  ) {}

  async current(db: Tx): Promise<Reference> {
    const [row] = await db.$queryRaw<{ version: number }[]>`
      SELECT COALESCE(max(id), 0)::int AS version FROM reference_change`;
    const version = row?.version ?? 0;
    this.readAt = Date.now();
    if (this.kept?.version === version) return this.kept;
    // One committed in between is not in `version` yet, and so is read again by the next look.
    const changes = await db.$queryRaw<StoredChange[]>`
      SELECT topic, code, version, before, after, at FROM reference_change
      WHERE topic NOT IN ('agency', 'aid_program') AND id <= ${version}::bigint ORDER BY id`;
    this.kept = assemble(this.builtIn, version, changes);
    return this.kept;
  }

  /** Some seconds old at most: for those who ask with every message. */
  async soon(db: Tx): Promise<Reference> {
    return this.kept === null || Date.now() - this.readAt > RECENT_MS ? this.current(db) : this.kept;
  }

  /** Without waiting, and so some seconds old at most while somebody asks: for what is shown and decides nothing. */
  recent(db: Tx): Reference {
    if (Date.now() - this.readAt > RECENT_MS) {
      this.readAt = Date.now();
      void this.current(db).catch(() => undefined);
    }
    return this.kept ?? assemble(this.builtIn, 0, []);
  }

  /** What a report's due day, and who may see it, follows from. Until the transaction ends nobody changes it. */
  async held(db: Tx): Promise<Reference> {
    await db.$executeRaw`SELECT pg_advisory_xact_lock_shared(${LOCK}::bigint)`;
    return this.current(db);
  }
}

export class PgReferenceWork implements ReferenceWork {
  constructor(
    private readonly context: StorageContext,
    private readonly cache: ReferenceCache,
  ) {}

  private get db() {
    return this.context.db;
  }

  current(): Promise<Reference> {
    return this.cache.current(this.db);
  }

  async lock(): Promise<void> {
    await this.db.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;
  }

  async write({ topic, code, version, before, after, byId, at }: NewChange): Promise<{ id: bigint }> {
    const [row] = await this.db.$queryRaw<{ id: bigint }[]>`
      INSERT INTO reference_change (topic, code, version, before, after, by_id, at)
      VALUES (${topic}, ${code}, ${version}::int, ${json(before)}::jsonb, ${json(after)}::jsonb,
        ${byId}::uuid, ${at}::timestamptz) RETURNING id`;
    return { id: row?.id ?? 0n };
  }

  async last(topic: string, code: string): Promise<LastChange | null> {
    const row = await this.db.referenceChange.findFirst({
      where: { topic, code },
      orderBy: { version: 'desc' },
      select: { byId: true, at: true, by: { select: { name: true } } },
    });
    return row === null ? null : { byId: row.byId, byName: row.by.name, at: row.at };
  }

  async beginRecount(changeId: bigint, askedAt: Date): Promise<{ id: string }> {
    const id = uuidv7();
    await this.db.dueRecount.create({ data: { id, changeId, askedAt } });
    return { id };
  }

  /** Locked from here to the commit, in one order: two that go on at once count nothing twice. */
  async recount(id: string, { limit, at }: { readonly limit: number; readonly at: Date }): Promise<boolean> {
    const [begun] = await this.db.$queryRaw<{ after: string | null }[]>`
      SELECT after_case_id AS after FROM due_recount
      WHERE id = ${id}::uuid AND finished_at IS NULL FOR UPDATE`;
    if (begun === undefined) return false;
    const cases = await this.openCases(begun.after, limit);
    // After the locks: a report that changes its due day meanwhile waits, and follows the same rules.
    const sla = slaOf(await this.current(), this.cache.timeZone);
    const moved = cases
      .map(({ id: caseId, kind, urgent, came, due }) => {
        const on = dueDay(sla, { kind: ReportKind.parse(kind), urgent }, came);
        return { caseId, on, isMoved: on !== due };
      })
      .filter(({ isMoved }) => isMoved);
    await this.db.$executeRaw`
      UPDATE "case" c SET due_on = m.due_on
      FROM unnest(${moved.map(({ caseId }) => caseId)}::uuid[], ${moved.map(({ on }) => on)}::date[])
        AS m(id, due_on) WHERE c.id = m.id`;
    const last = cases.at(-1)?.id ?? begun.after;
    await this.db.$executeRaw`
      UPDATE due_recount SET after_case_id = ${last}::uuid, case_count = case_count + ${cases.length}::int,
        moved_count = moved_count + ${moved.length}::int,
        finished_at = ${cases.length < limit ? at : null}::timestamptz
      WHERE id = ${id}::uuid`;
    return cases.length === limit;
  }

  private async openCases(after: string | null, limit: number) {
    const behind = after === null ? Prisma.sql`true` : Prisma.sql`c.id > ${after}::uuid`;
    const locked = await this.db.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "case" c
      WHERE c.state IN ('submitted', 'in_review', 'needs_correction', 'resubmitted') AND ${behind}
      ORDER BY c.id LIMIT ${limit}::int FOR NO KEY UPDATE`;
    const ids = locked.map(({ id }) => id);
    return this.db.$queryRaw<{ id: string; kind: string; urgent: boolean; due: string; came: Date }[]>`
      SELECT c.id, c.kind, c.urgent, c.due_on::text AS due, (SELECT max(e.at) FROM case_event e
        WHERE e.case_id = c.id AND e.type IN ('submitted', 'resubmitted')) AS came
      FROM "case" c WHERE c.id = ANY(${ids}::uuid[]) ORDER BY c.id`;
  }

  async keepCategory({ active: _, ...row }: PmksCategory): Promise<void> {
    await this.db.pmksCategory.update({ where: { code: row.code }, data: row });
  }

  async beginSensitivity(
    { id: changeId, code: categoryCode, sensitive }: Parameters<ReferenceWork['beginSensitivity']>[0],
    askedAt: Date,
  ): Promise<{ id: string }> {
    const id = uuidv7();
    await this.db.sensitivityRecount.create({ data: { id, changeId, categoryCode, sensitive, askedAt } });
    return { id };
  }

  /** Locked from here to the commit, in one order: two that go on at once count nothing twice. */
  async recountSensitivity(
    id: string,
    { limit, at }: { readonly limit: number; readonly at: Date },
  ): Promise<{ readonly more: boolean; readonly concealed: readonly string[] }> {
    const [begun] = await this.db.$queryRaw<{ after: string | null; code: string }[]>`
      SELECT after_case_id AS after, category_code AS code FROM sensitivity_recount
      WHERE id = ${id}::uuid AND finished_at IS NULL FOR UPDATE`;
    if (begun === undefined) return { more: false, concealed: [] };
    const cases = await this.casesOf(begun.code, begun.after, limit);
    // After the locks: a report whose answers change meanwhile waits, and follows the same rules.
    const codes = sensitiveCodes(categoriesOf(await this.current()));
    const moved = cases.flatMap(({ id: caseId, answers_enc: sealed, sensitive: was }) => {
      const answers = openAnswers(this.context, caseId, sealed);
      const sensitive = isSensitiveReport(answers, codes);
      const categories = shownCategories(answers, sensitive);
      return sensitive === was ? [] : [{ id: caseId, sensitive, categories }];
    });
    await this.db.$executeRaw`
      UPDATE "case" c SET sensitive = m.sensitive, categories = m.categories,
        claimed_by_id = CASE WHEN ${knows(Prisma.sql`c.claimed_by_id`)} THEN c.claimed_by_id END,
        claimed_until = CASE WHEN ${knows(Prisma.sql`c.claimed_by_id`)} THEN c.claimed_until END,
        claim_taken_from_id = CASE WHEN ${knows(Prisma.sql`c.claimed_by_id`)} THEN c.claim_taken_from_id END,
        assigned_to_id = CASE WHEN ${knows(Prisma.sql`c.assigned_to_id`)} THEN c.assigned_to_id END
      FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb)
        AS m(id uuid, sensitive boolean, categories text[])
      WHERE c.id = m.id`;
    const last = cases.at(-1)?.id ?? begun.after;
    await this.db.$executeRaw`
      UPDATE sensitivity_recount SET after_case_id = ${last}::uuid,
        case_count = case_count + ${cases.length}::int, moved_count = moved_count + ${moved.length}::int,
        finished_at = ${cases.length < limit ? at : null}::timestamptz
      WHERE id = ${id}::uuid`;
    const concealed = moved.filter(({ sensitive }) => sensitive).map(({ id: caseId }) => caseId);
    return { more: cases.length === limit, concealed };
  }

  /** Those that tell that category; and the sensitive ones, of which only their answers tell. */
  private async casesOf(code: string, after: string | null, limit: number) {
    const behind = after === null ? Prisma.sql`true` : Prisma.sql`c.id > ${after}::uuid`;
    return this.db.$queryRaw<{ id: string; answers_enc: string; sensitive: boolean }[]>`
      SELECT c.id, c.answers_enc, c.sensitive FROM "case" c
      WHERE c.kind = 'pmks_case' AND ${behind}
        AND (c.sensitive OR (c.categories @> ARRAY[${code}] AND c.categories <> '{}'))
      ORDER BY c.id LIMIT ${limit}::int FOR NO KEY UPDATE`;
  }

  async agency(id: string): Promise<Agency | null> {
    const row = await this.db.agency.findUnique({ where: { id } });
    return row === null ? null : openAgency(this.context, row);
  }

  async addAgency({ id, code, name, active, version, contact }: Agency, at: Date): Promise<boolean> {
    // Not by Prisma: a taken code would end the transaction.
    const made = await this.db.$executeRaw`
      INSERT INTO agency (id, code, name, contact_enc, active, version, created_at)
      VALUES (${id}::uuid, ${code}, ${name}, ${sealContact(this.context, id, contact)}, ${active},
        ${version}::int, ${at}::timestamptz)
      ON CONFLICT (code) DO NOTHING`;
    return made > 0;
  }

  async changeAgency({ id, name, active, version, contact }: Agency): Promise<void> {
    const contactEnc = sealContact(this.context, id, contact);
    await this.db.agency.update({ where: { id }, data: { name, active, version, contactEnc } });
  }
}

/** Of a case that is told again everybody knows; of one that is concealed, who has the grant. */
function knows(user: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(NOT m.sensitive OR EXISTS (
    SELECT 1 FROM console_user_grant g WHERE g.user_id = ${user} AND g."grant" = 'sensitive'))`;
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
