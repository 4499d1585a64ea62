import type { Fed } from '../../dialogue/types.js';
import { mayAccess } from '../../domain/access/scope.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from './actor.js';

/** What a reviewer wants corrected: in the report of that number, or in the oldest that waits. */
export async function loadCorrection(tx: Work, actor: ReporterActor, number: string | null): Promise<Fed> {
  const head = await tx.cases.awaitingCorrection(actor.reporterId, number);
  if (head === null || !mayAccess(actor, head.desaCode)) return { type: 'no_correction', number };
  const events = await tx.cases.events(head.id);
  const request = events.findLast((event) => event.data.type === 'correction_requested');
  if (request?.data.type !== 'correction_requested') return { type: 'no_correction', number };
  const { answers } = await tx.cases.snapshot(head.id);
  return {
    type: 'correction',
    caseId: head.id,
    number: head.number,
    kind: head.kind,
    answers,
    fields: request.data.fields,
    question: request.data.note,
  };
}
