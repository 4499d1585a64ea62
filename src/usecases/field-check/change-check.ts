/** A reviewer has a case looked at, gives that to somebody else, takes it back, or writes down its result. */
import { mayAccess, staffMay } from '../../domain/access/scope.js';
import {
  answersAsked,
  checkDays,
  checkQuestionsOf,
  mayCheck,
  type Checker,
  type CheckResult,
} from '../../domain/case/field-check.js';
import type { CaseEvent, CaseEventData } from '../../domain/case/events.js';
import { mayFollow, type CaseSnapshot } from '../../domain/case/fold.js';
import { slaOf } from '../../domain/reference/reference.js';
import { officeDay, workingDayAfter } from '../../domain/working-days.js';
import { AppError } from '../../errors.js';
import { mayDecide } from '../case/may.js';
import type { StaffActor } from '../console-services.js';
import type { CaseHead, Clock, UnitOfWork, Work } from '../ports.js';
import type { CancelInput, OrderInput, ReassignInput, WriteResultInput } from './services.js';

export interface ChangeDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** IANA name of the office's clock. */
  readonly timeZone: string;
}

/** Characters: what a chat message carries beside our own words. */
export const CHECK_NOTE_LIMIT = 500;

type Done = Promise<{ number: string }>;

/** The person's hands are on the case: of the events that follow, `plan` makes them. */
interface Change {
  readonly input: { readonly caseId: string; readonly version: number; readonly ip: string };
  /** Not while somebody else works on the case. */
  readonly claimed: boolean;
  readonly plan: (
    tx: Work,
    on: {
      readonly head: CaseHead;
      readonly snapshot: CaseSnapshot;
      readonly dueIn: (days: number) => string;
    },
  ) => Promise<readonly CaseEventData[]>;
  /** Whether that event, by the same person right after that version, is this very change. */
  readonly isSame: (data: CaseEventData) => boolean;
}

export async function orderCheck(deps: ChangeDeps, actor: StaffActor, input: OrderInput): Done {
  const { checker, days, questions } = input;
  const note = input.note.trim();
  if (!isOffered(days)) throw invalid('days');
  if (note.length > CHECK_NOTE_LIMIT) throw invalid('note');
  return change(deps, actor, {
    input,
    claimed: true,
    isSame: (data) =>
      data.type === 'field_check_ordered' &&
      data.checker.id === checker.id &&
      data.note === note &&
      data.questions.join() === questions.join(),
    plan: async (tx, { head, snapshot, dueIn }) => {
      if (snapshot.fieldCheck?.state === 'open' || !mayFollow('field_check_ordered', head.state)) {
        throw new AppError('case.wrong_state', { state: head.state });
      }
      const known = checkQuestionsOf[head.kind];
      const fits = questions.length > 0 && questions.every((one) => known.includes(one));
      if (!fits || new Set(questions).size !== questions.length) throw invalid('questions');
      await needChecker(tx, head, checker);
      const dueOn = dueIn(days);
      return [{ type: 'field_check_ordered', checker, dueOn, questions: [...questions], note }];
    },
  });
}

/** The same things, by somebody else: the one is taken back, the other ordered, in one step. */
export async function reassignCheck(deps: ChangeDeps, actor: StaffActor, input: ReassignInput): Done {
  const { checker, days } = input;
  const reason = needed(input.reason);
  if (!isOffered(days)) throw invalid('days');
  return change(deps, actor, {
    input,
    claimed: true,
    isSame: (data) => data.type === 'field_check_cancelled' && data.note === reason,
    plan: async (tx, { head, snapshot: { fieldCheck }, dueIn }) => {
      if (fieldCheck?.state !== 'open' || !mayFollow('field_check_ordered', head.state)) {
        throw new AppError('case.wrong_state', { state: head.state });
      }
      if (fieldCheck.checker.id === checker.id) throw invalid('checker');
      await needChecker(tx, head, checker);
      const { note } = fieldCheck;
      const questions = [...fieldCheck.questions];
      const dueOn = dueIn(days);
      return [
        { type: 'field_check_cancelled', note: reason },
        { type: 'field_check_ordered', checker, dueOn, questions, note },
      ];
    },
  });
}

export async function cancelCheck(deps: ChangeDeps, actor: StaffActor, input: CancelInput): Done {
  const reason = needed(input.reason);
  return change(deps, actor, {
    input,
    claimed: true,
    isSame: (data) => data.type === 'field_check_cancelled' && data.note === reason,
    plan: async (_tx, { head, snapshot }) => {
      needOpen(head, snapshot);
      return [{ type: 'field_check_cancelled', note: reason }];
    },
  });
}

export async function writeResult(deps: ChangeDeps, actor: StaffActor, input: WriteResultInput): Done {
  const { checkId } = input;
  const written = input.result.note?.trim() ?? '';
  if (written.length > CHECK_NOTE_LIMIT) throw invalid('note');
  const note = written === '' ? null : written;
  const result: CheckResult = { ...input.result, note, photos: [], location: null };
  return change(deps, actor, {
    input,
    // Whoever has been there is not kept waiting by who sits over the case.
    claimed: false,
    isSame: (data) => data.type === 'field_check_reported' && sameResult(data.result, result),
    plan: async (_tx, { head, snapshot }) => {
      const check = needOpen(head, snapshot);
      if (check.id !== checkId) throw new AppError('case.wrong_state', { state: head.state });
      const whole = !result.found || result.answers.length === check.questions.length;
      if (!whole || !answersAsked(check.questions, result)) throw invalid('answers');
      return [{ type: 'field_check_reported', checkId, result }];
    },
  });
}

function sameResult(a: CheckResult, b: CheckResult): boolean {
  const told = ({ found, note, answers }: CheckResult) =>
    [found, note, ...answers.map(({ question, finding }) => `${question} ${finding}`)].join('\n');
  return told(a) === told(b);
}

/** Of two at once the row lock lets one win. One's own change sent again changes nothing. */
async function change(
  { unitOfWork, clock, timeZone }: ChangeDeps,
  actor: StaffActor,
  { input, claimed, plan, isSame }: Change,
): Done {
  return unitOfWork.run(async (tx) => {
    const head = staffMay(actor, 'decide_cases') ? await tx.cases.lock(input.caseId) : null;
    if (head === null || !mayAccess(actor, head.desaCode) || !mayDecide(actor, head)) {
      throw new AppError('not_found');
    }
    const { number } = head;
    if (head.version !== input.version) {
      const after = (await tx.cases.events(head.id))[input.version];
      if (after !== undefined && isOwn(after, actor) && isSame(after.data)) return { number };
      throw new AppError('case.wrong_state', { state: head.state });
    }
    const now = clock.now();
    if (claimed) await refuseClaimed(tx, actor, head.id, now);
    const snapshot = await tx.cases.snapshot(head.id);
    const { calendar } = slaOf(await tx.reference.current(), timeZone);
    const dueIn = (days: number) => workingDayAfter(calendar, officeDay(calendar, now), days);
    const events = await plan(tx, { head, snapshot, dueIn });
    let at = head;
    for (const data of events) {
      const appended = await tx.cases.append(at, { actor: { kind: 'user', id: actor.id }, at: now, data });
      at = appended.head;
      await tx.outbox.add('check.notify', { caseId: head.id, eventId: appended.eventId });
      await tx.access.record({
        userId: actor.id,
        action: `case.${data.type}`,
        subject: head.id,
        ip: input.ip,
      });
    }
    return { number };
  });
}

function isOwn({ actor }: CaseEvent, { id }: StaffActor): boolean {
  return actor.kind === 'user' && actor.id === id;
}

async function refuseClaimed(tx: Work, actor: StaffActor, caseId: string, now: Date): Promise<void> {
  const holder = await tx.claims.holder(caseId, now);
  if (holder === null || holder.id === actor.id) return;
  throw new AppError('case.claimed', { by: holder.name, until: holder.until.toISOString() });
}

function needOpen({ state }: CaseHead, { fieldCheck }: CaseSnapshot) {
  if (fieldCheck?.state !== 'open') throw new AppError('case.wrong_state', { state });
  return fieldCheck;
}

/** A reporter of the desa who did not report it, or somebody of the office who may decide it. */
async function needChecker(tx: Work, head: CaseHead, checker: Checker): Promise<void> {
  if (!mayCheck(checker, head)) throw invalid('checker');
  if (checker.kind === 'user') {
    const person = await tx.fieldChecks.staff(checker.id);
    if (person === null || !mayAccess(person, head.desaCode) || !mayDecide(person, head)) {
      throw invalid('checker');
    }
    return;
  }
  const [reporter] = await tx.reporters.lock([checker.id]);
  if (reporter?.status !== 'active' || !reporter.desaCodes.includes(head.desaCode)) throw invalid('checker');
}

function needed(reason: string): string {
  const trimmed = reason.trim();
  if (trimmed === '') throw new AppError('case.reason_required');
  if (trimmed.length > CHECK_NOTE_LIMIT) throw invalid('reason');
  return trimmed;
}

function isOffered(days: number): boolean {
  return checkDays.some((offered) => offered === days);
}

function invalid(field: string): AppError {
  return new AppError('input.invalid', { field });
}
