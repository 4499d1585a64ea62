import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import { escalationMessages } from '../../i18n/escalation.js';
import { mayDecide } from '../case/may.js';
import type { StaffActor } from '../console-services.js';
import type { CaseHead, Clock, UnitOfWork, Work } from '../ports.js';
import type { Assignable, EscalationQueries } from './ports.js';
import { ESCALATION_NOTE_LIMIT, type EscalationServices, type HandleEscalation } from './services.js';

interface EscalationDeps {
  readonly unitOfWork: UnitOfWork;
  readonly queries: EscalationQueries;
  readonly clock: Clock;
}

const SHOWN = 50;
const HANDLED_SHOWN = 20;
const HANDLED_WITHIN_MS = 14 * 86_400_000;

/** Refusal looks like absence. */
export function escalationServices(deps: EscalationDeps): EscalationServices {
  const { queries, clock } = deps;
  return {
    openCount: async (actor) => (staffMay(actor, 'handle_escalations') ? queries.openCount(actor) : 0),
    page: async (actor) => {
      if (!staffMay(actor, 'handle_escalations')) throw new AppError('not_found');
      const since = new Date(clock.now().getTime() - HANDLED_WITHIN_MS);
      const [open, openCount, handled, supervisors, people] = await Promise.all([
        queries.open(actor, SHOWN),
        queries.openCount(actor),
        queries.handled(actor, since, HANDLED_SHOWN),
        queries.supervisors(actor),
        queries.assignable(),
      ]);
      return {
        open: open.map((one) => ({
          ...one,
          assignees: people.filter((person) => mayWorkOn(person, one)).map(({ id, name }) => ({ id, name })),
        })),
        openCount,
        handled,
        supervisors,
      };
    },
    handle: (actor, input) => handle(deps, actor, input),
  };
}

function mayWorkOn(
  person: Assignable,
  of: { readonly desaCode: string; readonly sensitive: boolean },
): boolean {
  return mayAccess(person, of.desaCode) && mayDecide(person, of);
}

async function handle(deps: EscalationDeps, actor: StaffActor, input: HandleEscalation) {
  const { unitOfWork, queries, clock } = deps;
  const note = input.note.trim();
  const people = input.assignee === null ? [] : await queries.assignable();
  return unitOfWork.run(async (tx) => {
    const head = staffMay(actor, 'handle_escalations') ? await tx.cases.lock(input.caseId) : null;
    if (head === null || !mayAccess(actor, head.desaCode) || !mayDecide(actor, head)) {
      throw new AppError('not_found');
    }
    if (note.length > ESCALATION_NOTE_LIMIT) throw new AppError('input.invalid', { field: 'note' });
    const assignee = people.find(({ id }) => id === input.assignee) ?? null;
    if (input.assignee !== null && (assignee === null || !mayWorkOn(assignee, head))) {
      throw new AppError('input.invalid', { field: 'assignee' });
    }
    const at = clock.now();
    const settled = await tx.escalations.settle(head.id, { userId: actor.id, at, note });
    if (settled === 0) return { number: head.number, done: false };
    const entry = { userId: actor.id, subject: head.id, ip: input.ip };
    await tx.access.record({ ...entry, action: 'case.escalation_handled' });
    if (assignee !== null) {
      await tx.escalations.assign(head.id, assignee.id);
      await tx.access.record({ ...entry, action: 'case.assigned' });
      if (assignee.id !== actor.id) await tellAssignee(tx, head, { userId: assignee.id, at });
    }
    return { number: head.number, done: true };
  });
}

/** The number alone: whose case it is stands in the console. */
async function tellAssignee(tx: Work, head: CaseHead, to: { userId: string; at: Date }): Promise<void> {
  const chat = await tx.escalations.chatOf(to.userId);
  if (chat === null) return;
  await tx.messages.queue({
    ...chat,
    purpose: 'alert',
    dedupeKey: `assigned:${head.id}:${to.userId}:${to.at.toISOString()}`,
    caseId: head.id,
    body: { text: escalationMessages.assigned(head.number) },
  });
}
