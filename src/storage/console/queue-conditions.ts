/** Which cases a filter of the queue means, for those who may see them. Lists, exports and take-next ask here. */
import { caseStates } from '../../domain/case/events.js';
import { isWaiting } from '../../domain/case/fold.js';
import { mayBePartOfNumber, readNumber } from '../../domain/case/number.js';
import { countLimit, type QueueFilter, type StaffActor } from '../../usecases/console-services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { hasDuplicates } from './duplicates.js';
import { caseInScope, likePattern } from './scope.js';
import { mayKnowCase } from './sensitive.js';
import { isEscalated, isWaitingCase } from './waiting.js';

const DAY_MS = 86_400_000;

/** Literal, as in its index. */
const decisionTypes = Prisma.sql`('approved', 'rejected', 'duplicate_confirmed')`;

/** `today`: the office's day, as ISO date. */
export interface Moment {
  readonly now: Date;
  readonly today: string;
  /** IANA name of the office's clock. */
  readonly timeZone: string;
}

/** Of `"case" c`, to be joined by AND: what lies in the actor's scope and fits the filter. */
export async function queueConditions(
  context: StorageContext,
  actor: StaffActor,
  filter: QueueFilter,
  moment: Moment,
): Promise<readonly Prisma.Sql[]> {
  const conditions = [caseInScope(actor), ...unworded(actor, filter, moment)];
  const words = await ofWords(context, actor, filter.q);
  if (words === null) return conditions;
  if (!words.partial) return [...conditions, words.fits];
  const found = await context.sql.asked<{ id: string }>(Prisma.sql`
    SELECT c.id FROM "case" c WHERE ${caseInScope(actor)} AND ${words.fits} LIMIT ${FEW + 1}::int`);
  const few = Prisma.sql`c.id = ANY(${found.map(({ id }) => id)}::uuid[])`;
  return [...conditions, found.length > FEW ? words.fits : few];
}

/** All that a filter means but its words. */
export function unworded(actor: StaffActor, filter: QueueFilter, moment: Moment): readonly Prisma.Sql[] {
  const { now, today, timeZone } = moment;
  return [
    ...ofState(filter.state),
    ...ofPlaceAndKind(filter),
    ...ofContent(actor, filter),
    ...ofUrgency(actor, filter),
    ...ofAge(filter, { now, today }),
    ...ofDays(filter, timeZone),
    ...ofHolder(actor, filter.holder, now),
    ...(filter.escalated === true ? [isEscalated(actor)] : []),
    ...ofFieldCheck(actor, filter.fieldCheck, today),
  ];
}

function ofState(state: QueueFilter['state']): Prisma.Sql[] {
  if (state === 'all') return [];
  if (state === 'objected') return [Prisma.sql`c.objection = 'open'`];
  return [state === undefined ? isWaitingCase : Prisma.sql`c.state = ${state}`];
}

function ofPlaceAndKind({ kind, kecamatan, desa }: QueueFilter): Prisma.Sql[] {
  return [
    ...(kind === undefined ? [] : [Prisma.sql`c.kind = ${kind}`]),
    ...(kecamatan === undefined ? [] : [Prisma.sql`c.kecamatan_code = ${kecamatan}`]),
    ...(desa === undefined ? [] : [Prisma.sql`c.desa_code = ${desa}`]),
  ];
}

/** What a sensitive case holds is nothing that a filter tells to those who may not see it. */
function ofContent(actor: StaffActor, { category, photos, duplicates }: QueueFilter): Prisma.Sql[] {
  const all: Prisma.Sql[] = [];
  // As its index says it, too.
  if (category !== undefined) {
    all.push(
      Prisma.sql`c.categories @> ARRAY[${category}] AND c.categories <> '{}'`,
      // At once when it becomes sensitive, before its cases were all gone through.
      Prisma.sql`NOT EXISTS (SELECT 1 FROM pmks_category g WHERE g.code = ${category} AND g.sensitive)`,
    );
  }
  if (photos === true) all.push(Prisma.sql`c.photo_count > 0`, mayKnowCase(actor));
  if (duplicates === true) {
    all.push(mayKnowCase(actor), hasDuplicates(actor));
  }
  return all;
}

function ofUrgency(actor: StaffActor, { urgent, second }: QueueFilter): Prisma.Sql[] {
  return [
    ...(urgent === true ? [Prisma.sql`c.urgent`] : []),
    ...(second === true ? [Prisma.sql`c.proposed`, mayKnowCase(actor), isWaitingCase] : []),
  ];
}

function ofAge({ age, state }: QueueFilter, { now, today }: Omit<Moment, 'timeZone'>): Prisma.Sql[] {
  if (age === undefined) return [];
  if (age !== 'late') {
    return [Prisma.sql`c.submitted_at <= ${new Date(now.getTime() - age * DAY_MS)}::timestamptz`];
  }
  // Said outright: the planner would look through all that waits.
  const closed = caseStates.some((one) => one === state && !isWaiting(one));
  return closed ? [Prisma.sql`false`] : [isWaitingCase, Prisma.sql`c.due_on < ${today}::date`];
}

/** Who decided is told to nobody by it; that and when a case was decided, its list tells anyway. */
function ofDays(
  { receivedFrom, receivedTo, decidedFrom, decidedTo, decision }: QueueFilter,
  timeZone: string,
): Prisma.Sql[] {
  const within = (column: Prisma.Sql, from: string | undefined, to: string | undefined) => {
    const begins = (day: string, later: number) =>
      Prisma.sql`((${day}::date + ${later}::int)::timestamp AT TIME ZONE ${timeZone})`;
    return [
      ...(from === undefined ? [] : [Prisma.sql`${column} >= ${begins(from, 0)}`]),
      ...(to === undefined ? [] : [Prisma.sql`${column} < ${begins(to, 1)}`]),
    ];
  };
  const decided = [...within(Prisma.sql`v.at`, decidedFrom, decidedTo), ...ofDecision(decision)];
  return [
    ...within(Prisma.sql`c.submitted_at`, receivedFrom, receivedTo),
    ...(decided.length === 0
      ? []
      : [
          Prisma.sql`c.id IN (SELECT v.case_id FROM case_event v WHERE v.type IN ${decisionTypes}
            AND ${Prisma.join(decided, ' AND ')})`,
        ]),
  ];
}

/** Of a decision `v`. That a case was sent back is seen in every list while it is so. */
function ofDecision(wanted: QueueFilter['decision']): Prisma.Sql[] {
  if (wanted === undefined) return [];
  if (wanted === 'approved') return [Prisma.sql`v.type = 'approved'`];
  return [
    Prisma.sql`EXISTS (SELECT 1 FROM case_event b
      WHERE b.case_id = v.case_id AND b.seq < v.seq AND b.type = 'correction_requested')`,
  ];
}

function ofHolder(actor: StaffActor, holder: QueueFilter['holder'], now: Date): Prisma.Sql[] {
  if (holder === undefined) return [];
  // Who works on a sensitive case is part of what is concealed.
  const known = mayKnowCase(actor);
  // Few are held: who they are is read once, and the rest of the queue needs not be fetched to be asked.
  if (holder === 'nobody') {
    return [Prisma.sql`c.id NOT IN (SELECT h.id FROM "case" h WHERE ${isHeld(Prisma.sql`h`, now)})`, known];
  }
  const own = Prisma.sql`c.claimed_by_id = ${actor.id}::uuid`;
  return [isHeld(Prisma.sql`c`, now), holder === 'me' ? own : Prisma.sql`NOT ${own}`, known];
}

function isHeld(table: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`(${table}.claimed_by_id IS NOT NULL AND ${table}.claimed_until > ${now}::timestamptz)`;
}

/** That somebody is asked to look is part of what is concealed of a sensitive case. */
function ofFieldCheck(actor: StaffActor, wanted: QueueFilter['fieldCheck'], today: string): Prisma.Sql[] {
  if (wanted === undefined) return [];
  const fits = {
    open: Prisma.sql`f.state = 'open'`,
    late: Prisma.sql`f.state = 'open' AND f.due_on < ${today}::date`,
    reported: Prisma.sql`f.state = 'reported'`,
    mine: Prisma.sql`f.state = 'open' AND f.checker_user_id = ${actor.id}::uuid`,
  }[wanted];
  return [
    mayKnowCase(actor),
    Prisma.sql`EXISTS (SELECT 1 FROM field_check f WHERE f.case_id = c.id AND ${fits})`,
  ];
}

/**
 * So many are looked up one by one; of more, each page has some. Of a part of a name or number it is found out
 * first which it is: the planner guesses, and a rare word that it takes for a common one costs reading all cases.
 */
export const FEW = countLimit;

/** What is searched for. `partial`: a part of a name or number, and not a number, NIK or No. KK as a whole. */
export interface Words {
  readonly fits: Prisma.Sql;
  readonly partial: boolean;
}

/** null: nothing is. */
export async function ofWords(
  context: StorageContext,
  actor: StaffActor,
  typed: string | undefined,
): Promise<Words | null> {
  const text = typed?.trim() ?? '';
  if (text === '') return null;
  const number = readNumber(text);
  if (number !== null) return { fits: Prisma.sql`c.number = ${number}`, partial: false };
  const digits = text.replace(/[\s.-]/g, '');
  if (/^\d{16}$/.test(digits)) {
    const { index } = context;
    const nik = Prisma.sql`c.nik_mac = ${index.mac('nik', digits)}`;
    const fits = Prisma.sql`(${mayKnowCase(actor)} AND (${nik} OR c.kk_mac = ${index.mac('kk', digits)}))`;
    return { fits, partial: false };
  }
  return { fits: await byPart(context, actor, text), partial: true };
}

async function byPart({ sql }: StorageContext, actor: StaffActor, text: string): Promise<Prisma.Sql> {
  const like = likePattern(text);
  const numbered = ofNumber(text.toUpperCase());
  // A dash between digits stands in no name.
  if (/\d-\d/.test(text) && mayBePartOfNumber(text)) return numbered;
  const reporters = await sql.asked<{ id: string }>(
    Prisma.sql`SELECT id FROM reporter WHERE name ILIKE ${like}`,
  );
  const names = [
    Prisma.sql`c.name_key LIKE lower(${like})`,
    ...(reporters.length === 0
      ? []
      : [Prisma.sql`c.reporter_id = ANY(${reporters.map(({ id }) => id)}::uuid[])`]),
  ];
  const named = Prisma.sql`((${Prisma.join(names, ' OR ')}) AND ${mayKnowCase(actor)})`;
  return mayBePartOfNumber(text) ? Prisma.sql`(${named} OR ${numbered})` : named;
}

function ofNumber(part: string): Prisma.Sql {
  const like = likePattern(part);
  // The year stands in the numbers of all the year's cases: by its index the serial alone is looked for.
  const [, serial] = /\d(-\d\d.*)$/.exec(part) ?? [];
  return serial === undefined
    ? Prisma.sql`c.number LIKE ${like}`
    : Prisma.sql`(c.number LIKE ${likePattern(serial)} AND c.number || '' LIKE ${like})`;
}
