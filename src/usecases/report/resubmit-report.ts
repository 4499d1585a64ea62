import type { Effect, Fed } from '../../dialogue/types.js';
import { mayAccess } from '../../domain/access/scope.js';
import { mayFollow } from '../../domain/case/fold.js';
import { photoIds, Report } from '../../domain/report/report.js';
import { AppError } from '../../errors.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from './actor.js';

type Resubmission = Extract<Effect, { type: 'resubmit_report' }>;

/** Answers a request for correction. Throws not_found for a report that is not the actor's own. */
export async function resubmitReport(tx: Work, actor: ReporterActor, submission: Resubmission): Promise<Fed> {
  const answers = Report.parse(submission.answers);
  const head = await tx.cases.lock(submission.caseId);
  if (head?.ownerId !== actor.reporterId || !mayAccess(actor, answers.desaCode))
    throw new AppError('not_found');
  if (!mayFollow('resubmitted', head.state)) {
    return { type: 'resubmit_refused', number: head.number, state: head.state };
  }
  const { eventId } = await tx.cases.append(head, {
    actor: { kind: 'reporter', id: actor.reporterId },
    at: actor.now,
    data: { type: 'resubmitted', answers },
  });
  await tx.attachments.assign(head.id, actor.reporterId, photoIds(answers));
  await tx.outbox.add('case.screen', { caseId: head.id, eventId });
  return { type: 'resubmitted', number: head.number };
}
