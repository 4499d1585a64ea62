/** Claims: a lease on a case, kept in its row, so that a lock on the row decides who of two has it. */
import { staffMay } from '../../domain/access/scope.js';
import { officeDay } from '../../domain/working-days.js';
import type { QueueFilter, StaffActor } from '../../usecases/console-services.js';
import type { ClaimStore, Lease } from '../../usecases/queue/ports.js';
import type { ClaimView } from '../../usecases/queue/services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { queueConditions } from './queue-conditions.js';
import { isForActor, isWaitingCase } from './waiting.js';

/** A page says every minute that it is open. */
const LOOKING_MS = 150_000;

/** Case `c` waits for a decision that is the actor's to take. */
function isTheirs(actor: StaffActor): Prisma.Sql {
  return Prisma.sql`(${isWaitingCase} AND ${isForActor(actor)})`;
}

/** What a supervisor gave to somebody is not taken from the queue by another: only by opening it. */
function isMeantFor({ id }: StaffActor): Prisma.Sql {
  return Prisma.sql`(c.assigned_to_id IS NULL OR c.assigned_to_id = ${id}::uuid)`;
}

function isFree({ id }: StaffActor, now: Date): Prisma.Sql {
  return Prisma.sql`(c.claimed_by_id IS NULL OR c.claimed_by_id = ${id}::uuid OR c.claimed_until <= ${now}::timestamptz)`;
}

export class PgClaimStore implements ClaimStore {
  constructor(
    private readonly context: StorageContext,
    /** IANA name. */
    private readonly timeZone: string,
  ) {}

  private get db() {
    return this.context.db;
  }

  async take(actor: StaffActor, caseId: string, { now, until }: Lease): Promise<boolean> {
    const taken = await this.db.$executeRaw`
      UPDATE "case" c SET claimed_by_id = ${actor.id}::uuid,
        claimed_until = CASE WHEN c.claimed_by_id = ${actor.id}::uuid
          THEN GREATEST(c.claimed_until, ${until}::timestamptz) ELSE ${until}::timestamptz END,
        claim_taken_from_id = CASE WHEN c.claimed_by_id = ${actor.id}::uuid THEN c.claim_taken_from_id END
      WHERE c.id = ${caseId}::uuid AND ${isTheirs(actor)} AND ${isFree(actor, now)}`;
    return taken > 0;
  }

  async takeNext(actor: StaffActor, filter: QueueFilter, { now, until }: Lease): Promise<string | null> {
    // Only what has been looked through for duplicates can be decided.
    const wanted = { ...filter, state: 'in_review', holder: undefined } as const;
    const { timeZone } = this;
    const moment = { now, today: officeDay({ timeZone }, now), timeZone };
    const conditions = await queueConditions(this.context, actor, wanted, moment);
    const where = Prisma.join([...conditions], ' AND ');
    // What comes back to the actor with the result of a field check goes first; what waits for one, not yet.
    const back = Prisma.sql`EXISTS (SELECT 1 FROM field_check f
      WHERE f.case_id = c.id AND f.state = 'reported' AND f.ordered_by_id = ${actor.id}::uuid)`;
    const out = Prisma.sql`EXISTS (SELECT 1 FROM field_check f WHERE f.case_id = c.id AND f.state = 'open')`;
    const order = { now, until, free: Prisma.sql`${where} AND ${isTheirs(actor)} AND ${isMeantFor(actor)}` };
    return (
      (await this.takeFirst(actor, { ...order, free: Prisma.sql`${order.free} AND ${back}` })) ??
      (await this.takeFirst(actor, { ...order, free: Prisma.sql`${order.free} AND NOT ${out}` }))
    );
  }

  private async takeFirst(
    actor: StaffActor,
    { now, until, free }: Lease & { readonly free: Prisma.Sql },
  ): Promise<string | null> {
    const [row] = await this.db.$queryRaw<{ id: string }[]>`
      WITH next AS (
        SELECT c.id FROM "case" c
        WHERE ${free} AND (c.claimed_by_id IS NULL OR c.claimed_until <= ${now}::timestamptz)
        ORDER BY c.queue_at, c.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
      UPDATE "case" c SET claimed_by_id = ${actor.id}::uuid, claimed_until = ${until}::timestamptz,
        claim_taken_from_id = NULL
      FROM next WHERE c.id = next.id RETURNING c.id`;
    return row?.id ?? null;
  }

  async takeOver(
    actor: StaffActor,
    caseId: string,
    { now, until }: Lease,
  ): Promise<{ readonly from: string | null } | null> {
    const [row] = await this.db.$queryRaw<{ from: string | null }[]>`
      WITH held AS (
        SELECT c.id, CASE WHEN NOT ${isFree(actor, now)} THEN c.claimed_by_id END AS by FROM "case" c
        WHERE c.id = ${caseId}::uuid AND ${isTheirs(actor)} FOR NO KEY UPDATE)
      UPDATE "case" c SET claimed_by_id = ${actor.id}::uuid, claimed_until = ${until}::timestamptz,
        -- Pressed twice, it is still told from whom.
        claim_taken_from_id = CASE WHEN c.claimed_by_id = ${actor.id}::uuid THEN c.claim_taken_from_id ELSE held.by END
      FROM held WHERE c.id = held.id RETURNING held.by AS from`;
    return row ?? null;
  }

  async release({ id }: StaffActor, caseId: string): Promise<void> {
    await this.db.$executeRaw`
      UPDATE "case" SET claimed_by_id = NULL, claimed_until = NULL, claim_taken_from_id = NULL
      WHERE id = ${caseId}::uuid AND claimed_by_id = ${id}::uuid`;
  }

  async free(actor: StaffActor, caseId: string, now: Date): Promise<string | null> {
    const own = Prisma.sql`c.claimed_by_id = ${actor.id}::uuid`;
    const whose = staffMay(actor, 'take_over_claims') ? Prisma.sql`true` : own;
    const [row] = await this.db.$queryRaw<{ from: string }[]>`
      WITH held AS (
        SELECT c.id, c.claimed_by_id AS by FROM "case" c
        WHERE c.id = ${caseId}::uuid AND c.claimed_until > ${now}::timestamptz AND ${whose} AND ${isTheirs(actor)}
        FOR NO KEY UPDATE)
      UPDATE "case" c SET claimed_by_id = NULL, claimed_until = NULL, claim_taken_from_id = NULL
      FROM held WHERE c.id = held.id RETURNING held.by AS from`;
    return row?.from ?? null;
  }

  async assign(actor: StaffActor, to: StaffActor, caseId: string, { now, until }: Lease): Promise<boolean> {
    const given = await this.db.$executeRaw`
      WITH held AS (
        SELECT c.id, CASE WHEN NOT ${isFree(to, now)} THEN c.claimed_by_id END AS by FROM "case" c
        WHERE c.id = ${caseId}::uuid AND ${isTheirs(actor)} AND ${isTheirs(to)} FOR NO KEY UPDATE)
      UPDATE "case" c SET claimed_by_id = ${to.id}::uuid, claimed_until = ${until}::timestamptz,
        claim_taken_from_id = held.by
      FROM held WHERE c.id = held.id`;
    return given > 0;
  }

  async look(actor: StaffActor, caseId: string, { now, until }: Lease): Promise<void> {
    await this.db.$executeRaw`
      INSERT INTO case_look (user_id, case_id, seen_at)
      SELECT ${actor.id}::uuid, c.id, ${now}::timestamptz FROM "case" c
      WHERE c.id = ${caseId}::uuid AND ${isTheirs(actor)}
      ON CONFLICT (user_id, case_id) DO UPDATE SET seen_at = excluded.seen_at`;
    await this.db.$executeRaw`
      UPDATE "case" c SET claimed_until = GREATEST(c.claimed_until, ${until}::timestamptz)
      WHERE c.id = ${caseId}::uuid AND c.claimed_by_id = ${actor.id}::uuid AND c.claimed_until > ${now}::timestamptz
        AND ${isTheirs(actor)}`;
  }

  async view(actor: StaffActor, caseId: string, now: Date): Promise<ClaimView | null> {
    const since = new Date(now.getTime() - LOOKING_MS);
    const [row] = await this.db.$queryRaw<
      { holder: string | null; name: string | null; until: Date; taken: boolean; lookers: string[] }[]
    >`
      SELECT u.id AS holder, u.name, c.claimed_until AS until,
        COALESCE(u.id IS NOT NULL AND c.claim_taken_from_id = ${actor.id}::uuid, false) AS taken,
        ARRAY(SELECT o.name FROM case_look l JOIN console_user o ON o.id = l.user_id
          WHERE l.case_id = c.id AND l.user_id <> ${actor.id}::uuid AND l.seen_at > ${since}::timestamptz
          ORDER BY o.name) AS lookers
      FROM "case" c LEFT JOIN console_user u ON u.id = c.claimed_by_id AND c.claimed_until > ${now}::timestamptz
      WHERE c.id = ${caseId}::uuid AND ${isTheirs(actor)}`;
    if (row === undefined) return null;
    const { holder, name, until, taken, lookers } = row;
    const me = holder === actor.id;
    return {
      holder: holder === null ? null : { name: name ?? '', me, until },
      takenFromMe: taken,
      lookers,
      mayTakeOver: holder !== null && !me && staffMay(actor, 'take_over_claims'),
    };
  }

  async holder(caseId: string, now: Date) {
    const [row] = await this.db.$queryRaw<{ id: string; name: string; until: Date }[]>`
      SELECT u.id, u.name, c.claimed_until AS until FROM "case" c JOIN console_user u ON u.id = c.claimed_by_id
      WHERE c.id = ${caseId}::uuid AND c.claimed_until > ${now}::timestamptz`;
    return row ?? null;
  }
}
