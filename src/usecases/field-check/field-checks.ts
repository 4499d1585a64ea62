import { staffMay } from '../../domain/access/scope.js';
import type { CaseEvent } from '../../domain/case/events.js';
import { CaseState } from '../../domain/case/events.js';
import { checkDays, mayCheck, type FieldCheck } from '../../domain/case/field-check.js';
import { applyEvent, mayFollow, type CaseSnapshot } from '../../domain/case/fold.js';
import { slaOf } from '../../domain/reference/reference.js';
import { officeDay, workingDayAfter } from '../../domain/working-days.js';
import { AppError } from '../../errors.js';
import { mayDecide } from '../case/may.js';
import type { ConsoleQueries } from '../console/ports.js';
import type { StaffActor } from '../console-services.js';
import type { ReferenceQueries } from '../reference/ports.js';
import { cancelCheck, orderCheck, reassignCheck, writeResult, type ChangeDeps } from './change-check.js';
import type { CheckedCase, FieldCheckQueries } from './ports.js';
import type { CaseChecks, CheckerOption, CheckView, FieldCheckServices } from './services.js';

export interface FieldCheckDeps extends ChangeDeps {
  readonly queries: FieldCheckQueries;
  readonly reference: Pick<ReferenceQueries, 'current'>;
  readonly views: Pick<ConsoleQueries, 'recordView'>;
}

export function fieldCheckServices(deps: FieldCheckDeps): FieldCheckServices {
  const { queries, clock, timeZone } = deps;
  const today = () => officeDay({ timeZone }, clock.now());
  const find = async (actor: StaffActor, caseId: string) =>
    staffMay(actor, 'read_cases') ? queries.checkedCase(actor, caseId) : null;
  const viewed = async (actor: StaffActor, caseId: string, ip: string): Promise<CheckedCase> => {
    const found = await find(actor, caseId);
    if (found === null) throw new AppError('not_found');
    const action = found.sensitive ? 'case.sensitive_viewed' : 'case.viewed';
    await deps.views.recordView({ userId: actor.id, action, subject: caseId, ip });
    return found;
  };
  return {
    ofCase: async (actor, caseId) => {
      const found = await find(actor, caseId);
      return found === null ? null : checksOf(actor, found, today());
    },
    page: async (actor, caseId, ip) => {
      const found = await viewed(actor, caseId, ip);
      const { kind, sensitive, desaName } = found;
      const { calendar } = slaOf(await deps.reference.current(), timeZone);
      return {
        ...checksOf(actor, found, today()),
        kind,
        sensitive,
        desaName,
        checkers: await checkersOf(queries, found),
        dueDays: checkDays.map((days) => ({ days, day: workingDayAfter(calendar, today(), days) })),
      };
    },
    sheet: async (actor, caseId, ip) => {
      const found = await find(actor, caseId);
      const check = found === null ? undefined : openOf(checksOf(actor, found, today()));
      if (found === null || check === undefined) throw new AppError('not_found');
      await deps.views.recordView({ userId: actor.id, action: 'case.task_sheet', subject: caseId, ip });
      const { number, answers, desaName, kecamatanName } = found;
      return { number, caseId, check, answers, desaName, kecamatanName };
    },
    order: (actor, input) => orderCheck(deps, actor, input),
    reassign: (actor, input) => reassignCheck(deps, actor, input),
    cancel: (actor, input) => cancelCheck(deps, actor, input),
    write: (actor, input) => writeResult(deps, actor, input),
  };
}

function openOf({ checks }: CaseChecks): CheckView | undefined {
  return checks.find(({ state }) => state === 'open');
}

function checksOf(actor: StaffActor, found: CheckedCase, today: string): CaseChecks {
  const checks = historyOf(found).map((told) => viewOf(found, told, today));
  const state = CaseState.parse(found.state);
  const free = !checks.some((check) => check.state === 'open');
  return {
    caseId: found.id,
    number: found.number,
    version: found.version,
    checks: checks.toReversed(),
    orderable: free && mayDecide(actor, found) && mayFollow('field_check_ordered', state),
  };
}

interface Told {
  readonly check: FieldCheck;
  /** What ended it, if anything has. */
  readonly reported: CaseEvent | null;
  readonly cancelled: CaseEvent | null;
}

/** Every check that there was, oldest first, as it stands now. */
function historyOf({ events }: CheckedCase): readonly Told[] {
  const all = new Map<string, Told>();
  let snapshot: CaseSnapshot | null = null;
  for (const event of events) {
    snapshot = applyEvent(snapshot, event);
    const { fieldCheck: check } = snapshot;
    if (check === null) continue;
    const before = all.get(check.id);
    all.set(check.id, {
      check,
      reported: event.data.type === 'field_check_reported' ? event : (before?.reported ?? null),
      cancelled: event.data.type === 'field_check_cancelled' ? event : (before?.cancelled ?? null),
    });
  }
  return [...all.values()];
}

function viewOf(
  { names, photos, deliveries }: CheckedCase,
  { check, reported, cancelled }: Told,
  today: string,
): CheckView {
  const name = (id: string | null) => names.get(id ?? '') ?? '';
  const { result, checker, dueOn, state } = check;
  const reason = cancelled?.data.type === 'field_check_cancelled' ? cancelled.data.note : null;
  return {
    id: check.id,
    state,
    checker,
    checkerName: name(checker.id),
    orderedByName: name(check.orderedBy),
    orderedAt: check.orderedAt,
    dueOn,
    overdue: state === 'open' && dueOn < today,
    questions: check.questions,
    note: check.note,
    delivery: deliveries.get(check.id) ?? null,
    reason,
    result:
      result === null || reported === null
        ? null
        : {
            ...result,
            at: reported.at,
            byName: name(reported.actor.id),
            written: reported.actor.id !== checker.id,
            photos: result.photos.flatMap(({ id }) => photos.find((photo) => photo.id === id) ?? []),
          },
  };
}

async function checkersOf(queries: FieldCheckQueries, found: CheckedCase): Promise<readonly CheckerOption[]> {
  const { reporters, staff } = await queries.possibleCheckers(found.desaCode);
  const options: readonly CheckerOption[] = [
    ...reporters.map((reporter) => ({ kind: 'reporter' as const, ...reporter })),
    ...staff
      .filter((person) => mayDecide(person, found))
      .map(({ id, name, role }) => ({ kind: 'user' as const, id, name, role, reachable: true })),
  ];
  return options.filter((option) => mayCheck(option, found));
}
