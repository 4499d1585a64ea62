/** A search finds the same whether few or many bear a word, and a scope the same by whatever column. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { consoleOf } from '../../src/parts.js';
import { Prisma } from '../../src/storage/database.js';
import { caseInScope, inScope, likePattern } from '../../src/storage/console/scope.js';
import { countLimit, type QueueFilter, type StaffActor } from '../../src/usecases/console-services.js';
import { openTestContainer } from '../support/container.js';
import { staff, submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';

/** More than are looked up one by one. */
const MANY = 1_100;

describe('a search among many', () => {
  let container: Container;
  let supervisor: StaffActor;
  let reviewer: StaffActor;

  beforeAll(async () => {
    container = await openTestContainer();
    const by = await syntheticContact(container);
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 1));
    supervisor = await staff(container, 'supervisor');
    reviewer = { ...(await staff(container, 'verifikator')), regions: ['64.08.04', '64.08.05'] };
    // Copies of one row: a search opens nothing. Every third bears another name, every seventh is sensitive.
    await container.database.$executeRaw`
      INSERT INTO "case" (id, number, draft_id, kind, state, version, reporter_id, owner_id, contact_id, urgent,
        sensitive, desa_code, kecamatan_code, subject_name, answers_enc, submitted_at, updated_at, queue_at, due_on)
      SELECT gen_random_uuid(), 'LP-2026-' || lpad((10000 + n)::text, 5, '0') || '-X', gen_random_uuid(), c.kind,
        CASE n % 2 WHEN 0 THEN 'registered' ELSE 'in_review' END, 1, c.reporter_id, c.owner_id, c.contact_id, false,
        n % 7 = 0, d.code, d.parent_code,
        CASE WHEN n % 3 = 0 THEN 'Uji Jarang ' || n ELSE 'Uji Sering ' || n END,
        c.answers_enc, c.submitted_at + n * interval '1 second', c.updated_at, c.queue_at, c.due_on
      FROM "case" c CROSS JOIN generate_series(1, ${MANY * 2}) n
        JOIN LATERAL (SELECT code, parent_code FROM region WHERE level = 'desa'
          ORDER BY code OFFSET n % 141 LIMIT 1) d ON true
      WHERE c.id = ${caseId}::uuid`;
    await container.database.$executeRaw`ANALYZE "case"`;
  }, 120_000);

  /** All pages. */
  const found = async (actor: StaffActor, filter: QueueFilter) => {
    const list = (cursor?: string) =>
      consoleOf(container).queue(actor, { ...filter, sort: 'oldest', cursor });
    const { items, next, total } = await list();
    const ids = items.map(({ id }) => id);
    for (let cursor = next; cursor !== null;) {
      const page = await list(cursor);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    return { ids: ids.toSorted(), total };
  };

  /** What it means, with no regard to how long it takes. */
  const meant = async (actor: StaffActor, { q = '', state }: { q?: string; state: string }) => {
    const known = actor.grants.includes('sensitive') ? Prisma.sql`true` : Prisma.sql`NOT c.sensitive`;
    const rows = await container.database.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "case" c JOIN reporter r ON r.id = c.reporter_id
      WHERE ${inScope(actor, Prisma.sql`c.desa_code`)} AND (${state} = 'all' OR c.state = ${state})
        AND (((c.subject_name ILIKE ${likePattern(q)} OR r.name ILIKE ${likePattern(q)}) AND ${known})
          OR c.number ILIKE ${likePattern(q)})`;
    return rows.map(({ id }) => id).toSorted();
  };

  const words = [
    'Sering',
    'jarang',
    'sering 11',
    'Uji Sering 7',
    '2026-1',
    '0123',
    'x',
    'Pelapor',
    'zz',
    '%',
  ];

  it.each(words)('finds all that hold "%s", within the scope, and nothing else', async (q) => {
    for (const actor of [supervisor, reviewer]) {
      for (const state of ['registered', 'all'] as const) {
        const { ids, total } = await found(actor, { q, state });
        expect(ids).toEqual(await meant(actor, { q, state }));
        expect(total).toBe(Math.min(ids.length, countLimit + 1));
      }
    }
  });

  it('looks into the same cases by kecamatan as by desa', async () => {
    const all = ['64.08', '64.08.04', '64.08.05', '64.08.04.1010', '64.08.12', '64.09'];
    for (let choice = 0; choice < 2 ** all.length; choice += 1) {
      const actor = { regions: all.filter((_, at) => (choice >> at) % 2 === 1) };
      const [row] = await container.database.$queryRaw<{ inside: number; apart: number }[]>`
        SELECT count(*) FILTER (WHERE ${caseInScope(actor)})::int AS inside,
          count(*) FILTER (WHERE ${caseInScope(actor)} <> ${inScope(actor, Prisma.sql`c.desa_code`)})::int AS apart
        FROM "case" c`;
      expect(row?.apart).toBe(0);
      if (actor.regions.includes('64.08')) expect(row?.inside).toBeGreaterThan(MANY);
    }
  });

  it('cannot lie in another kecamatan than its desa', async () => {
    await expect(
      container.database
        .$executeRaw`UPDATE "case" SET kecamatan_code = '64.08.01' WHERE desa_code LIKE '64.08.04.%'`,
    ).rejects.toThrow(/case_place/);
  });
});
