/** One case as its page shows it. */
import { CaseEventData, CaseState, type CaseEvent } from '../../domain/case/events.js';
import { DifferenceReason } from '../../domain/case/duplicate.js';
import { foldCase } from '../../domain/case/fold.js';
import type { SensitiveCodes } from '../../domain/pmks/categories.js';
import { objectionDeadline } from '../../domain/case/objection.js';
import { ChannelName } from '../../domain/channel/message.js';
import { slaOf } from '../../domain/reference/reference.js';
import type { PhotoRole } from '../../domain/report/parts.js';
import { officeDay } from '../../domain/working-days.js';
import { isSensitiveReport, ReportKind, type Report } from '../../domain/report/report.js';
import type { FoundCase } from '../../usecases/console/ports.js';
import type {
  CaseEventView,
  CasePerson,
  CaseView,
  DuplicateLink,
  EntryLink,
  StaffActor,
} from '../../usecases/console-services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { openAnswers } from '../repositories/answers.js';
import { openEvent } from '../repositories/cases.js';
import { openVerdictNote, verdicts } from '../repositories/verdicts.js';
import { liveCheck, objectionState, standing, type QueueRules } from './cases.js';
import { notificationsOf } from './notifications.js';
import { subjectOf } from '../repositories/registry/people.js';
import { alikeTo } from '../matching/alike.js';
import { nationalOf } from '../source-import/look-up.js';
import { inScope, scopeWhere } from './scope.js';
import {
  isSensitiveEntry,
  mayKnowCase,
  mayKnowDuplicate,
  mayKnowEntry,
  seesSensitive,
  sensitiveNow,
} from './sensitive.js';
import { isEscalated } from './waiting.js';

type Standing = Pick<CaseView, 'priority' | 'due' | 'holder' | 'fieldCheck' | 'escalated' | 'assigned'>;
type Told = Omit<FoundCase, keyof Standing>;
type CaseRecord = NonNullable<Awaited<ReturnType<typeof recordOf>>>;

/** null when there is none in the actor's scope. */
export async function findCase(
  context: StorageContext,
  rules: QueueRules,
  actor: StaffActor,
  caseId: string,
): Promise<FoundCase | null> {
  const row = await recordOf(context, actor, caseId);
  if (row === null) return null;
  const hidden = row.sensitive && !seesSensitive(actor);
  const place = {
    ...(await standingOf(context, rules, { row, concealed: hidden })),
    ...(await oversightOf(context, actor, row)),
  };
  return hidden
    ? { ...(await concealed(context, row)), ...place }
    : { ...(await whole(context, actor, row)), ...place };
}

/** Who works on it, the page asks by itself: it may change while the page is open. */
async function standingOf(
  context: StorageContext,
  { clock, reference }: QueueRules,
  { row, concealed }: { readonly row: CaseRecord; readonly concealed: boolean },
): Promise<Omit<Standing, 'escalated' | 'assigned'>> {
  const sla = slaOf(await reference.current(context.db), reference.timeZone);
  const today = officeDay(sla.calendar, clock.now());
  const fieldCheck = concealed ? null : await checkOf(context, row.id, today);
  const { urgent, submittedAt } = row;
  const told = {
    state: CaseState.parse(row.state),
    urgent,
    concealed,
    priority_reasons: row.priorityReasons,
    submittedAt,
    due_on: row.dueOn.toISOString().slice(0, 10),
  };
  return { ...standing(told, { now: clock.now(), sla }), holder: null, fieldCheck };
}

async function checkOf(
  { db }: StorageContext,
  caseId: string,
  today: string,
): Promise<Standing['fieldCheck']> {
  const live = await db.fieldCheck.findFirst({ where: { caseId, state: { in: ['open', 'reported'] } } });
  if (live === null) return null;
  return liveCheck(live.state, live.dueOn.toISOString().slice(0, 10) < today);
}

/** Whether supervisors look after it, and to whom they gave it. */
async function oversightOf(
  { db }: StorageContext,
  actor: StaffActor,
  { id, sensitive }: CaseRecord,
): Promise<Pick<Standing, 'escalated' | 'assigned'>> {
  const [row] = await db.$queryRaw<{ escalated: boolean; user_id: string | null; name: string | null }[]>`
    SELECT ${isEscalated(actor)} AS escalated, a.id AS user_id, a.name
    FROM "case" c LEFT JOIN console_user a ON a.id = c.assigned_to_id WHERE c.id = ${id}::uuid`;
  const { escalated = false, user_id: userId = null, name = null } = row ?? {};
  const hidden = userId === null || (sensitive && !seesSensitive(actor));
  return { escalated, assigned: hidden ? null : { name: name ?? '', me: userId === actor.id } };
}

function recordOf({ db }: StorageContext, actor: StaffActor, caseId: string) {
  return db.case.findFirst({
    where: { id: caseId, ...scopeWhere(actor) },
    include: { events: { orderBy: { seq: 'asc' } } },
  });
}

/** What everybody in whose scope it lies may see: number, place, state, dates. Nothing is opened for it. */
async function concealed(context: StorageContext, row: CaseRecord): Promise<Told> {
  return {
    ...(await headOf(context, row)),
    subjectName: null,
    reporterName: null,
    photoCount: 0,
    duplicateCount: 0,
    answers: null,
    reporter: null,
    owner: null,
    photos: [],
    about: null,
    objected: null,
    duplicates: [],
    national: [],
    alike: [],
    events: row.events.map(({ id, seq, at, type, caseId }) => ({
      id,
      seq,
      at,
      caseId,
      type: eventType(type),
      data: null,
      // Who did it is not told either.
      actor: { kind: 'system', id: null },
      actorName: '',
      handover: null,
      duplicateOf: null,
    })),
    notifications: [],
    entry: null,
    proposal: null,
    edits: [],
  };
}

function eventType(type: string): CaseEventView['type'] {
  const known = CaseEventData.options.map((option) => option.shape.type.value);
  const found = known.find((one) => one === type);
  if (found === undefined) throw new Error('an event of no known type');
  return found;
}

async function headOf({ db, regions }: StorageContext, row: CaseRecord) {
  const contact = await db.contact.findUniqueOrThrow({
    where: { id: row.contactId },
    select: { channel: true },
  });
  const regionName = (code: string) => regions.names.get(code) ?? code;
  return {
    id: row.id,
    number: row.number,
    kind: ReportKind.parse(row.kind),
    state: CaseState.parse(row.state),
    version: row.version,
    urgent: row.urgent,
    sensitive: row.sensitive,
    objection: objectionState(row.objection),
    desaName: regionName(row.desaCode),
    kecamatanName: regionName(row.kecamatanCode),
    submittedAt: row.submittedAt,
    updatedAt: row.updatedAt,
    channel: ChannelName.parse(contact.channel),
  };
}

async function whole(context: StorageContext, actor: StaffActor, row: CaseRecord): Promise<Told> {
  const { db } = context;
  const events = row.events.map((event) => openEvent(context, event));
  const answers = openAnswers(context, row.id, row.answersEnc);
  const [head, people, names, others, photos, about, duplicates, national, alike, notifications, entry] =
    await Promise.all([
      headOf(context, row),
      peopleOf(context, row),
      namesIn(context, events),
      othersIn(context, actor, events),
      photosOf(context, row.id, events),
      entryOf(context, actor, answers),
      duplicatesOf(context, actor, row.id),
      nationalOf(context, actor, {
        ...subjectOf(answers, row.submittedAt),
        kk: answers.kk,
        desaCode: row.desaCode,
      }),
      alikeTo(context, actor, {
        ...subjectOf(answers, row.submittedAt),
        kk: answers.kk,
        desaCode: row.desaCode,
        caseId: row.id,
      }),
      notificationsOf(context, row.id),
      db.registryEntryVersion.findFirst({
        where: { caseId: row.id },
        include: { entry: true },
        orderBy: { recordedAt: 'desc' },
      }),
    ]);
  return {
    ...head,
    ...people,
    subjectName: row.subjectName,
    reporterName: people.reporter.name,
    photoCount: row.photoCount,
    // By NIK and by KK alike, it is one.
    duplicateCount: new Set(
      duplicates.flatMap(({ verdict, caseId, entryId }) => (verdict === null ? [caseId ?? entryId] : [])),
    ).size,
    answers,
    photos,
    about,
    objected: objectedOf(events),
    duplicates,
    national,
    alike,
    events: eventViews(events, {
      names,
      others,
      tellsAll: seesSensitive(actor),
      codes: await sensitiveNow(db),
    }),
    proposal: proposalOf(actor, events, names),
    edits: editsOf(actor, events, names),
    notifications,
    entry: entry === null ? null : { id: entry.entryId, number: entry.entry.number },
  };
}

function proposalOf(
  actor: StaffActor,
  events: readonly CaseEvent[],
  names: ReadonlyMap<string, string>,
): CaseView['proposal'] {
  const { proposal } = foldCase(events);
  if (proposal === null) return null;
  const { by, at, note } = proposal;
  return { byName: names.get(by) ?? '', own: by === actor.id, at, note };
}

function editsOf(
  actor: StaffActor,
  events: readonly CaseEvent[],
  names: ReadonlyMap<string, string>,
): CaseView['edits'] {
  const sent = events.findLastIndex(({ data }) => data.type === 'submitted' || data.type === 'resubmitted');
  return events
    .slice(sent)
    .flatMap(({ actor: { id }, at, data }) =>
      data.type === 'edited' ? [{ byName: names.get(id ?? '') ?? '', own: id === actor.id, at }] : [],
    );
}

/** What this case was found to be a duplicate of, as far as the actor may know it; by id. */
async function othersIn(
  { db }: StorageContext,
  actor: StaffActor,
  events: readonly CaseEvent[],
): Promise<ReadonlyMap<string, DuplicateLink>> {
  const confirmed = events.flatMap(({ data }) => (data.type === 'duplicate_confirmed' ? [data] : []));
  if (confirmed.length === 0) return new Map();
  const cases = confirmed.flatMap(({ otherCaseId }) => otherCaseId ?? []);
  const entries = confirmed.flatMap(({ otherEntryId }) => otherEntryId ?? []);
  const rows = await db.$queryRaw<(DuplicateLink & { readonly id: string })[]>`
    SELECT c.id, c.number, CASE WHEN ${inScope(actor, Prisma.sql`c.desa_code`)} THEN c.id END AS "caseId",
      NULL::uuid AS "entryId"
    FROM "case" c WHERE c.id = ANY(${cases}::uuid[]) AND ${mayKnowCase(actor)}
    UNION ALL
    SELECT e.id, e.number, NULL, CASE WHEN ${inScope(actor, Prisma.sql`e.desa_code`)} THEN e.id END
    FROM registry_entry e WHERE e.id = ANY(${entries}::uuid[]) AND ${mayKnowEntry(actor)}`;
  return new Map(rows.map(({ id, ...link }) => [id, link]));
}

function objectedOf(events: readonly CaseEvent[]): CaseView['objected'] {
  const { objection } = foldCase(events);
  return objection === null ? null : { ...objection, until: objectionDeadline(objection.at) };
}

/** Of a case that was sensitive once: what was said then stays with those who may see such cases. */
function eventViews(
  events: readonly CaseEvent[],
  {
    names,
    others,
    tellsAll,
    codes,
  }: {
    readonly names: ReadonlyMap<string, string>;
    readonly others: ReadonlyMap<string, DuplicateLink>;
    readonly tellsAll: boolean;
    readonly codes: SensitiveCodes;
  },
): readonly CaseEventView[] {
  let sensitive = false;
  return events.map((event) => {
    const { data } = event;
    const before = sensitive;
    if ('answers' in data) sensitive = isSensitiveReport(data.answers, codes);
    // Why an answer is another now tells what it was.
    const told = tellsAll || !(sensitive || (data.type === 'edited' && before));
    const name = (id: string | null) => names.get(id ?? '') ?? '';
    const duplicateOf =
      data.type === 'duplicate_confirmed'
        ? (others.get(data.otherCaseId ?? data.otherEntryId ?? '') ?? null)
        : null;
    return {
      ...event,
      type: data.type,
      data: told ? toldOf(data, duplicateOf) : null,
      actorName: name(event.actor.id),
      handover:
        data.type === 'handed_over' ? { from: name(data.fromReporterId), to: name(data.toReporterId) } : null,
      duplicateOf: told ? duplicateOf : null,
    };
  });
}

/** Of a sensitive case that this one is the same as, those who may not see it do not even know the number. */
function toldOf(data: CaseEventData, duplicateOf: DuplicateLink | null): CaseEventData {
  if (data.type !== 'duplicate_confirmed' || duplicateOf !== null) return data;
  return { ...data, number: '', otherCaseId: null, otherEntryId: null };
}

async function namesIn(
  { db }: StorageContext,
  events: readonly CaseEvent[],
): Promise<ReadonlyMap<string, string>> {
  const reporterIds = events.flatMap(({ actor, data }) => [
    ...(actor.kind === 'reporter' ? [actor.id] : []),
    ...(data.type === 'handed_over' ? [data.fromReporterId, data.toReporterId] : []),
  ]);
  const userIds = events.flatMap(({ actor }) => (actor.kind === 'user' ? [actor.id] : []));
  const select = { id: true, name: true } as const;
  const [users, reporters] = await Promise.all([
    db.consoleUser.findMany({ where: { id: { in: userIds } }, select }),
    db.reporter.findMany({ where: { id: { in: reporterIds } }, select }),
  ]);
  return new Map([...users, ...reporters].map(({ id, name }) => [id, name]));
}

async function peopleOf(
  { db, cipher }: StorageContext,
  { reporterId, ownerId }: CaseRecord,
): Promise<{ reporter: CasePerson; owner: CasePerson | null }> {
  const person = async (id: string): Promise<CasePerson> => {
    const { name, role, phoneEnc } = await db.reporter.findUniqueOrThrow({ where: { id } });
    const phone = cipher.open(phoneEnc, { table: 'reporter', column: 'phone_enc', row: id });
    return { id, name, role, phone };
  };
  return {
    reporter: await person(reporterId),
    owner: ownerId === reporterId ? null : await person(ownerId),
  };
}

/** In the order in which they came; what each shows is what the reporter last said of it. */
async function photosOf(
  { db }: StorageContext,
  caseId: string,
  events: readonly CaseEvent[],
): Promise<CaseView['photos']> {
  const rows = await db.attachment.findMany({ where: { caseId }, orderBy: { createdAt: 'asc' } });
  const roles = new Map<string, PhotoRole>(
    events.flatMap(({ data }) => photosTold(data).map(({ id, role }) => [id, role] as const)),
  );
  return rows.map(({ id, state, pages, width, height }) => ({
    id,
    role: roles.get(id) ?? 'other',
    state: state === 'stored' || state === 'failed' ? state : 'pending',
    pages,
    width,
    height,
  }));
}

function photosTold(data: CaseEvent['data']): Report['photos'] {
  if ('answers' in data) return data.answers.photos;
  return data.type === 'field_check_reported' ? data.result.photos : [];
}

/** The entry that a correction of Data Pemda is about. */
async function entryOf(
  { db }: StorageContext,
  actor: StaffActor,
  answers: Report,
): Promise<EntryLink | null> {
  if (answers.kind !== 'no_longer_eligible' && answers.kind !== 'data_update') return null;
  if (answers.entryId === null) return null;
  const known = seesSensitive(actor) ? Prisma.sql`true` : Prisma.sql`NOT ${isSensitiveEntry}`;
  const [entry] = await db.$queryRaw<EntryLink[]>`
    SELECT e.id, e.number, CASE WHEN ${inScope(actor, Prisma.sql`e.desa_code`)} AND ${known} THEN e.head_name END AS name
    FROM registry_entry e WHERE e.id = ${answers.entryId}::uuid`;
  return entry ?? null;
}

interface DuplicateRow extends Omit<CaseView['duplicates'][number], 'verdict'> {
  readonly verdict_id: string | null;
  readonly reason: string | null;
  readonly note_enc: string | null;
  readonly by_name: string | null;
  readonly decided_at: Date | null;
}

async function duplicatesOf(
  context: StorageContext,
  actor: StaffActor,
  caseId: string,
): Promise<CaseView['duplicates']> {
  const visible = inScope(actor, Prisma.sql`COALESCE(o.desa_code, e.desa_code)`);
  const rows = await context.db.$queryRaw<DuplicateRow[]>`
    SELECT x.rule, x.other_case_id AS "caseId", x.other_entry_id AS "entryId",
      COALESCE(o.number, e.number) AS number,
      CASE WHEN ${visible} THEN COALESCE(o.subject_name, e.head_name) END AS name,
      v.id AS verdict_id, v.reason, v.note_enc, u.name AS by_name, v.decided_at
    FROM case_duplicate x
      LEFT JOIN "case" o ON o.id = x.other_case_id LEFT JOIN registry_entry e ON e.id = x.other_entry_id
      LEFT JOIN LATERAL (${verdicts} LIMIT 1) v ON true LEFT JOIN console_user u ON u.id = v.decided_by_id
    WHERE x.case_id = ${caseId}::uuid AND ${mayKnowDuplicate(actor)} ORDER BY number, x.rule`;
  return rows.map((row) => {
    const { rule, caseId: otherCase, entryId, number, name } = row;
    return { rule, caseId: otherCase, entryId, number, name, verdict: verdictOf(context, row) };
  });
}

function verdictOf(
  context: StorageContext,
  { verdict_id: id, reason, note_enc: note, by_name: byName, decided_at: at }: DuplicateRow,
): CaseView['duplicates'][number]['verdict'] {
  if (id === null || note === null || at === null) return null;
  const opened = openVerdictNote(context, id, note);
  return { reason: DifferenceReason.parse(reason), note: opened, byName: byName ?? '', at };
}
