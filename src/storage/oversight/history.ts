import { v7 as uuidv7 } from 'uuid';
import type { CaseEvent, CaseState } from '../../domain/case/events.js';
import { historyFaults, type FoundFault, type StoredHistory } from '../../domain/case/verify.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { HistoryCounts, HistoryStore, HistoryWork } from '../../usecases/oversight/ports.js';
import type { HistoryCheckView } from '../../usecases/oversight/services.js';
import { inScope } from '../console/scope.js';
import { sensitiveNow } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { Prisma, type Database } from '../database.js';
import { openAnswers } from '../repositories/answers.js';
import { openEvent } from '../repositories/cases.js';

export class PrismaHistoryWork implements HistoryWork {
  constructor(private readonly context: StorageContext) {}

  async begin(startedBy: string | null): Promise<string | null> {
    const [begun] = await this.context.db.$queryRaw<{ id: string }[]>`
      INSERT INTO history_check (id, started_by) VALUES (${uuidv7()}::uuid, ${startedBy}::uuid)
      ON CONFLICT DO NOTHING RETURNING id`;
    return begun?.id ?? null;
  }
}

export class PrismaHistoryStore implements HistoryStore {
  constructor(
    private readonly database: Database,
    private readonly context: StorageContext,
  ) {}

  /** In one snapshot: an event that is appended meanwhile must not look like a fault. */
  async batch(after: string | null, limit: number): Promise<readonly StoredHistory[]> {
    const { rows, rules } = await this.database.$transaction(
      async (tx) => ({
        rows: await tx.case.findMany({
          where: after === null ? {} : { id: { gt: after } },
          include: { events: { orderBy: { seq: 'asc' } } },
          orderBy: { id: 'asc' },
          take: limit,
        }),
        rules: {
          sensitive: await sensitiveNow(tx),
          settling: (await tx.sensitivityRecount.count({ where: { finishedAt: null } })) > 0,
        },
      }),
      { isolationLevel: 'RepeatableRead', maxWait: 30_000, timeout: 60_000 },
    );
    return rows.map((row) => storedHistory(this.context, row, rules));
  }

  async numberOf(caseId: string): Promise<string> {
    const row = await this.database.case.findUniqueOrThrow({
      where: { id: caseId },
      select: { number: true },
    });
    return row.number;
  }

  async isRunning(checkId: string): Promise<boolean> {
    return (await this.database.historyCheck.count({ where: { id: checkId, finishedAt: null } })) > 0;
  }

  async progress(checkId: string, counts: HistoryCounts): Promise<void> {
    const { caseCount, eventCount, faultCount } = counts;
    await this.database.historyCheck.updateMany({
      where: { id: checkId, finishedAt: null },
      data: { caseCount, eventCount, faultCount },
    });
  }

  async finish(checkId: string, counts: HistoryCounts, first: FoundFault | null): Promise<void> {
    await this.database.historyCheck.updateMany({
      where: { id: checkId, finishedAt: null },
      data: {
        ...counts,
        finishedAt: new Date(),
        ...(first === null ? {} : { fault: first.fault, faultCaseId: first.caseId, faultSeq: first.seq }),
      },
    });
  }
}

type CaseRecord = Prisma.CaseGetPayload<{ include: { events: true } }>;
type EventRecord = CaseRecord['events'][number];

function storedHistory(
  context: StorageContext,
  row: CaseRecord,
  rules: StoredHistory['rules'],
): StoredHistory {
  const { id: caseId, ownerId, reporterId, desaCode, subjectName, sensitive, urgent, objection } = row;
  return {
    caseId,
    rules,
    chain: row.events.map((event) => ({
      event: {
        id: event.id,
        caseId: event.caseId,
        seq: event.seq,
        type: event.type,
        actor: { kind: event.actorKind, id: event.actorId } as CaseEvent['actor'],
        at: event.at,
        reasonCode: event.reasonCode,
      },
      dataMac: event.dataMac,
      prevHash: event.prevHash,
      hash: event.hash,
    })),
    events: row.events.map((event) => asWritten(context, event)),
    row: {
      state: row.state as CaseState,
      version: row.version,
      ownerId,
      reporterId,
      desaCode,
      subjectName,
      sensitive,
      urgent,
      objection,
      answers: orNull(() => openAnswers(context, caseId, row.answersEnc)),
    },
  };
}

/** null when it does not open, or says something else than what was written. */
function asWritten(context: StorageContext, row: EventRecord): CaseEvent | null {
  const { cipher, index } = context;
  return orNull(() => {
    const sealed = cipher.open(row.dataEnc, { table: 'case_event', column: 'data_enc', row: row.id });
    if (index.mac('event', `${row.id}:${sealed}`) !== row.dataMac) return null;
    const event = openEvent(context, row);
    return event.data.type === row.type ? event : null;
  });
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

interface CheckRow {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly startedBy: string | null;
  readonly caseCount: number;
  readonly eventCount: number;
  readonly faultCount: number;
  readonly caseTotal: number;
  readonly fault: string | null;
  readonly number: string | null;
  readonly seq: number | null;
  readonly accessRows: number | null;
  readonly accessFaultSeq: number | null;
  readonly accessFaultFrom: Date | null;
  readonly accessFaultUntil: Date | null;
}

export async function findLastCheck(
  { db }: StorageContext,
  actor: StaffActor,
): Promise<HistoryCheckView | null> {
  const [row] = await db.$queryRaw<CheckRow[]>`
    SELECT h.started_at AS "startedAt", h.finished_at AS "finishedAt", u.name AS "startedBy",
      h.case_count AS "caseCount", h.event_count AS "eventCount", h.fault_count AS "faultCount",
      (SELECT count(*)::int FROM "case") AS "caseTotal", h.fault, h.fault_seq AS seq,
      h.access_rows AS "accessRows", h.access_fault_seq AS "accessFaultSeq",
      h.access_fault_from AS "accessFaultFrom", h.access_fault_until AS "accessFaultUntil",
      CASE WHEN ${inScope(actor, Prisma.sql`c.desa_code`)} THEN c.number END AS number
    FROM history_check h
      LEFT JOIN console_user u ON u.id = h.started_by LEFT JOIN "case" c ON c.id = h.fault_case_id
    ORDER BY h.started_at DESC, h.id DESC LIMIT 1`;
  if (row === undefined) return null;
  const {
    fault: code,
    number,
    seq,
    accessRows,
    accessFaultSeq,
    accessFaultFrom,
    accessFaultUntil,
    ...check
  } = row;
  const fault = historyFaults.find((one) => one === code);
  const accessFault = accessFaultSeq === null ? null : { from: accessFaultFrom, until: accessFaultUntil };
  return {
    ...check,
    first: fault === undefined ? null : { fault, number, seq },
    access: accessRows === null ? null : { rowCount: accessRows, fault: accessFault },
  };
}
