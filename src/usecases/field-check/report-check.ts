/** What a reporter does, in the chat, with the checks that they were asked for. */
import type { Effect, Fed } from '../../dialogue/types.js';
import { mayAccess } from '../../domain/access/scope.js';
import { CheckResult, mayCheck, photoIds, type FieldCheck } from '../../domain/case/field-check.js';
import { readNumber } from '../../domain/case/number.js';
import type { CaseHead, Work } from '../ports.js';
import type { ReporterActor } from '../report/actor.js';

/** As many as one chat message bears. */
const SHOWN = 10;

interface Task {
  readonly head: CaseHead;
  readonly check: FieldCheck;
}

export async function listChecks(tx: Work, actor: ReporterActor): Promise<Fed> {
  const items = [];
  for (const number of await tx.fieldChecks.numbersFor(actor, SHOWN)) {
    const task = await taskOf(tx, actor, await tx.cases.byNumber(number));
    if (task !== null) items.push({ number: task.head.number, dueOn: task.check.dueOn });
  }
  return { type: 'checks', items };
}

/** null in the answer: there is none under that number for this person; nobody can tell why. */
export async function loadCheck(tx: Work, actor: ReporterActor, number: string): Promise<Fed> {
  const read = readNumber(number);
  const task = read === null ? null : await taskOf(tx, actor, await tx.cases.byNumber(read));
  if (task === null) return { type: 'check', number, check: null };
  const { id: checkId, dueOn, questions, note } = task.check;
  return { type: 'check', number: task.head.number, check: { checkId, dueOn, questions, note } };
}

/** The same result of the same person again is that one. What was closed meanwhile is refused. */
export async function reportCheck(
  tx: Work,
  actor: ReporterActor,
  report: Extract<Effect, { type: 'report_check' }>,
): Promise<Fed> {
  const refused = { type: 'check_refused', number: report.number } as const;
  const result = CheckResult.parse(report.result);
  const found = await tx.cases.byNumber(report.number);
  const head = found === null ? null : await tx.cases.lock(found.id);
  if (head === null) return refused;
  const { number } = head;
  if (await isTold(tx, actor, head, report.checkId)) return { type: 'checked', number };
  const task = await taskOf(tx, actor, head);
  if (task?.check.id !== report.checkId) return refused;
  await tx.cases.append(head, {
    actor: { kind: 'reporter', id: actor.reporterId },
    at: actor.now,
    data: { type: 'field_check_reported', checkId: report.checkId, result },
  });
  await tx.attachments.assign(head.id, actor.reporterId, photoIds(result));
  return { type: 'checked', number };
}

async function isTold(tx: Work, actor: ReporterActor, head: CaseHead, checkId: string): Promise<boolean> {
  const events = await tx.cases.events(head.id);
  return events.some(
    ({ actor: by, data }) =>
      data.type === 'field_check_reported' && data.checkId === checkId && by.id === actor.reporterId,
  );
}

/** null: this case is not, or no longer, this person's to check. */
async function taskOf(tx: Work, actor: ReporterActor, head: CaseHead | null): Promise<Task | null> {
  if (head === null || !mayAccess(actor, head.desaCode)) return null;
  const { fieldCheck: check } = await tx.cases.snapshot(head.id);
  if (check?.state !== 'open' || check.checker.id !== actor.reporterId) return null;
  return check.checker.kind === 'reporter' && mayCheck(check.checker, head) ? { head, check } : null;
}
