import { v7 as uuidv7 } from 'uuid';
import type { ReporterReach } from '../../domain/access/report-rules.js';
import { chainHash, GENESIS } from '../../domain/case/chain.js';
import {
  Actor,
  CaseEventData,
  CaseState,
  type CaseEvent,
  type CaseEventType,
} from '../../domain/case/events.js';
import { dueDay, queueTime, reasonsOf } from '../../domain/case/priority.js';
import {
  applyEvent,
  foldCase,
  isWaiting,
  ObjectionState,
  type CaseSnapshot,
} from '../../domain/case/fold.js';
import { formatNumber } from '../../domain/case/number.js';
import { isSensitiveReport, memberNiks, type Report, ReportKind } from '../../domain/report/report.js';
import { sensitiveCodes } from '../../domain/pmks/categories.js';
import { categoriesOf, slaOf } from '../../domain/reference/reference.js';
import { officeDay } from '../../domain/working-days.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type {
  AppendEvent,
  CaseHead,
  CaseWork,
  DuplicateFound,
  DuplicateTarget,
  NewCase,
} from '../../usecases/ports.js';
import { scopeWhere } from '../console/scope.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import type { ReferenceCache } from '../reference/reference-store.js';
import { shownCategories } from './answers.js';
import { findDuplicateTarget } from './duplicate-target.js';
import { findDuplicates } from './duplicates.js';
import { projectFieldCheck } from './field-checks.js';
import { yearIn } from './number-year.js';

export interface CaseFormat extends NumberFormat {
  readonly reference: ReferenceCache;
}

export interface NumberFormat {
  readonly prefix: string;
  /** IANA name: the year of a number is the office's year. */
  readonly timeZone: string;
}

/** The rows whose columns make a CaseHead. */
export interface CaseRecord {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly reporterId: string;
  readonly ownerId: string;
  readonly urgent: boolean;
  readonly sensitive: boolean;
  readonly objection: string | null;
  readonly contactId: string;
  readonly desaCode: string;
  readonly kecamatanCode: string;
  readonly submittedAt: Date;
}

function headOf(row: CaseRecord): CaseHead {
  return {
    ...row,
    kind: ReportKind.parse(row.kind),
    state: CaseState.parse(row.state),
    objection: row.objection === null ? null : ObjectionState.parse(row.objection),
  };
}

/** Whoever hands a case over, or is the first of two to approve it, has decided nothing yet. */
const decisions: readonly CaseEventType[] = [
  'approved',
  'rejected',
  'duplicate_confirmed',
  'correction_requested',
  'objection_answered',
  'reopened',
];

const headColumns = {
  id: true,
  number: true,
  kind: true,
  state: true,
  version: true,
  reporterId: true,
  ownerId: true,
  urgent: true,
  sensitive: true,
  objection: true,
  contactId: true,
  desaCode: true,
  kecamatanCode: true,
  submittedAt: true,
} as const;

/** The same for hand-written SQL. */
const headSql = Prisma.raw(
  Object.keys(headColumns)
    .map((name) => `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} AS "${name}"`)
    .join(', '),
);

export interface EventRecord {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly at: Date;
  readonly dataEnc: string;
}

export function openEvent({ cipher }: StorageContext, row: EventRecord): CaseEvent {
  return {
    id: row.id,
    caseId: row.caseId,
    seq: row.seq,
    actor: Actor.parse({ kind: row.actorKind, id: row.actorId }),
    at: row.at,
    data: CaseEventData.parse(
      cipher.openJson(row.dataEnc, { table: 'case_event', column: 'data_enc', row: row.id }),
    ),
  };
}

const released = { claimedById: null, claimedUntil: null, claimTakenFromId: null };
const unclaimed = { ...released, assignedToId: null };

function ownedBy(reporter: ReporterReach) {
  return { ownerId: reporter.reporterId, ...scopeWhere(reporter) };
}

export class PrismaCaseWork implements CaseWork {
  constructor(
    private readonly context: StorageContext,
    private readonly format: CaseFormat,
  ) {}

  private get db() {
    return this.context.db;
  }

  async byDraft(draftId: string): Promise<CaseHead | null> {
    const row = await this.db.case.findUnique({ where: { draftId }, select: headColumns });
    return row === null ? null : headOf(row);
  }

  async create(input: NewCase): Promise<{ head: CaseHead; eventId: string }> {
    const { draftId, kind, reporterId, contactId, answers, at } = input;
    const id = uuidv7();
    const row = await this.db.case.create({
      data: {
        id,
        number: await this.nextNumber(at),
        draftId,
        kind,
        // As its first event, which follows, leaves it.
        state: 'submitted',
        version: 1,
        reporterId,
        ownerId: reporterId,
        contactId,
        submittedAt: at,
        updatedAt: at,
        ...(await this.projection(id, answers, { submittedAt: at, at })),
      },
      select: headColumns,
    });
    const actor: Actor = { kind: 'reporter', id: reporterId };
    const data: CaseEventData = { type: 'submitted', answers };
    const event: CaseEvent = { id: uuidv7(), caseId: id, seq: 1, actor, at, data };
    await this.insertEvent(event, GENESIS);
    return { head: headOf(row), eventId: event.id };
  }

  async lock(caseId: string): Promise<CaseHead | null> {
    // NO KEY: cases that are screened at once, and note each other as duplicates, do not wait in a ring.
    const [row] = await this.db.$queryRaw<CaseRecord[]>`
      SELECT ${headSql} FROM "case" WHERE id = ${caseId}::uuid FOR NO KEY UPDATE`;
    return row === undefined ? null : headOf(row);
  }

  async append(head: CaseHead, event: AppendEvent): Promise<{ head: CaseHead; eventId: string }> {
    const rows = await this.eventRows(head.id);
    const { actor, at, data } = event;
    const next: CaseEvent = { id: uuidv7(), caseId: head.id, seq: head.version + 1, actor, at, data };
    const before = foldCase(rows.map((row) => openEvent(this.context, row)));
    const after = applyEvent(before, next);
    await this.insertEvent(next, rows.at(-1)?.hash ?? GENESIS);
    return { head: await this.follow(head, { before, after }, next), eventId: next.id };
  }

  async events(caseId: string): Promise<readonly CaseEvent[]> {
    return (await this.eventRows(caseId)).map((row) => openEvent(this.context, row));
  }

  private eventRows(caseId: string) {
    return this.db.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
  }

  async event(eventId: string): Promise<CaseEvent | null> {
    const row = await this.db.caseEvent.findUnique({ where: { id: eventId } });
    return row === null ? null : openEvent(this.context, row);
  }

  async snapshot(caseId: string): Promise<CaseSnapshot> {
    return foldCase(await this.events(caseId));
  }

  async byNumber(number: string): Promise<CaseHead | null> {
    const row = await this.db.case.findUnique({ where: { number }, select: headColumns });
    return row === null ? null : headOf(row);
  }

  async ofReporter(reporter: ReporterReach, limit: number): Promise<readonly CaseHead[]> {
    const rows = await this.db.case.findMany({
      where: ownedBy(reporter),
      orderBy: { submittedAt: 'desc' },
      take: limit,
      select: headColumns,
    });
    return rows.map(headOf);
  }

  async awaitingCorrection(reporter: ReporterReach, number: string | null): Promise<CaseHead | null> {
    const row = await this.db.case.findFirst({
      where: { ...ownedBy(reporter), state: 'needs_correction', ...(number === null ? {} : { number }) },
      orderBy: { submittedAt: 'asc' },
      select: headColumns,
    });
    return row === null ? null : headOf(row);
  }

  async lockOverdueObjections(before: Date, limit: number): Promise<readonly CaseHead[]> {
    const locked = await this.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM "case" WHERE objection = 'open' AND objected_at < ${before}::timestamptz
      ORDER BY objected_at LIMIT ${limit}::int FOR NO KEY UPDATE SKIP LOCKED`;
    const rows = await this.db.case.findMany({
      where: { id: { in: locked.map(({ id }) => id) } },
      select: headColumns,
    });
    return rows.map(headOf);
  }

  async findDuplicates(head: CaseHead): Promise<readonly DuplicateFound[]> {
    return findDuplicates(this.context, head, (await this.snapshot(head.id)).answers);
  }

  async saveDuplicates(caseId: string, found: readonly DuplicateFound[]): Promise<void> {
    await this.db.caseDuplicate.deleteMany({ where: { caseId } });
    await this.db.caseDuplicate.createMany({
      data: found.map((duplicate) => ({ id: uuidv7(), caseId, ...duplicate })),
      skipDuplicates: true,
    });
  }

  async duplicateTarget(actor: StaffActor, caseId: string, number: string): Promise<DuplicateTarget | null> {
    return findDuplicateTarget(this.context, actor, { caseId, number });
  }

  async staffName(userId: string): Promise<string> {
    const user = await this.db.consoleUser.findUniqueOrThrow({
      where: { id: userId },
      select: { name: true },
    });
    return user.name;
  }

  async kecamatanName(head: CaseHead): Promise<string> {
    const region = await this.db.region.findUniqueOrThrow({ where: { code: head.kecamatanCode } });
    return region.name;
  }

  private async nextNumber(at: Date): Promise<string> {
    const [row] = await this.db.$queryRaw<{ value: bigint }[]>`SELECT nextval('case_number') AS value`;
    if (row === undefined) throw new AppError('internal');
    return formatNumber(this.format.prefix, yearIn(this.format.timeZone, at), Number(row.value));
  }

  /** The columns of `case` that follow from its answers. */
  private async projection(
    caseId: string,
    answers: Report,
    { submittedAt, at }: { readonly submittedAt: Date; readonly at: Date },
  ) {
    const { cipher, index } = this.context;
    const { reference, timeZone } = this.format;
    const rules = await reference.held(this.db);
    const sla = slaOf(rules, timeZone);
    const reasons = reasonsOf(answers, officeDay(sla.calendar, at));
    const sensitive = isSensitiveReport(answers, sensitiveCodes(categoriesOf(rules)));
    const desa = await this.db.region.findUniqueOrThrow({ where: { code: answers.desaCode } });
    return {
      // A correction may tell another of the reporter's desa.
      desaCode: desa.code,
      kecamatanCode: desa.parentCode ?? desa.code,
      subjectName: answers.name,
      nikMac: answers.nik === null ? null : index.mac('nik', answers.nik),
      kkMac: answers.kk === null ? null : index.mac('kk', answers.kk),
      memberMacs: memberNiks(answers).map((nik) => index.mac('nik', nik)),
      urgent: answers.urgent,
      sensitive,
      categories: shownCategories(answers, sensitive),
      priorityReasons: [...reasons],
      // Who corrects an answer keeps the place in the queue; the office has its time anew.
      queueAt: queueTime(submittedAt, reasons),
      dueOn: new Date(`${dueDay(sla, answers, at)}T00:00:00Z`),
      photoCount: answers.photos.length,
      answersEnc: cipher.sealJson(answers, { table: 'case', column: 'answers_enc', row: caseId }),
    };
  }

  private async projectionAfter(head: CaseHead, data: CaseEventData, at: Date) {
    if (!('answers' in data)) return {};
    const { dueOn, ...rest } = await this.projection(head.id, data.answers, { ...head, at });
    // What the office puts right itself gives it no more time.
    return data.type === 'edited' ? rest : { ...rest, dueOn };
  }

  /** `prevHash`: of the event before it. */
  private async insertEvent(event: CaseEvent, prevHash: string): Promise<void> {
    const { cipher, index } = this.context;
    const { actor, data } = event;
    const sealed = JSON.stringify(data);
    const reasonCode = 'reason' in data ? (data.reason ?? null) : null;
    const link = { dataMac: index.mac('event', `${event.id}:${sealed}`), prevHash };
    await this.db.caseEvent.create({
      data: {
        id: event.id,
        caseId: event.caseId,
        seq: event.seq,
        type: data.type,
        actorKind: actor.kind,
        actorId: actor.id,
        at: event.at,
        reasonCode,
        dataEnc: cipher.seal(sealed, { table: 'case_event', column: 'data_enc', row: event.id }),
        ...link,
        hash: chainHash({ event: { ...event, type: data.type, reasonCode }, ...link }),
      },
      select: { id: true },
    });
  }

  /** Brings the row of a case to where an event has left it. */
  private async follow(
    head: CaseHead,
    { before, after }: { readonly before: CaseSnapshot; readonly after: CaseSnapshot },
    { actor, at, data }: CaseEvent,
  ): Promise<CaseHead> {
    const row = await this.db.case.update({
      where: { id: head.id, version: head.version },
      data: {
        state: after.state,
        version: after.version,
        updatedAt: at,
        proposed: after.proposal !== null,
        ...(await this.projectionAfter(head, data, at)),
        // What waits no longer is nobody's to work on; what waits for a second person is another's.
        ...(isWaiting(after.state) && data.type !== 'approval_proposed' ? {} : unclaimed),
        // While a checker is on the way nobody need hold it; to whom it was given it comes back.
        ...(data.type === 'field_check_ordered' ? released : {}),
        ...(data.type === 'handed_over' ? { ownerId: data.toReporterId } : {}),
        ...(data.type === 'objected' ? { objectedAt: at } : {}),
        objection: after.objection?.state ?? null,
        ...(actor.kind === 'user' && decisions.includes(data.type) ? { decidedById: actor.id } : {}),
      },
      select: headColumns,
    });
    // Nobody need look after what waits no longer.
    if (!isWaiting(after.state)) {
      await this.db.caseEscalation.updateMany({
        where: { caseId: head.id, handledAt: null, endedAt: null },
        data: { endedAt: at },
      });
    }
    await projectFieldCheck(this.context, head.id, {
      before: before.fieldCheck,
      after: after.fieldCheck,
    });
    return headOf(row);
  }
}
