import type { Effect, Fed } from '../../dialogue/types.js';
import { mayUseReport } from '../../domain/access/report-rules.js';
import { mayAccess } from '../../domain/access/scope.js';
import { mayFollow } from '../../domain/case/fold.js';
import { sensitiveCodes } from '../../domain/pmks/categories.js';
import { categoriesOf } from '../../domain/reference/reference.js';
import { fitToKeep, photoIds, Report } from '../../domain/report/report.js';
import { AppError } from '../../errors.js';
import { endReporterCheck } from '../field-check/end-reporter-check.js';
import { tellingChecker } from '../field-check/tell-checker.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from './actor.js';

type Resubmission = Extract<Effect, { type: 'resubmit_report' }>;

/**
 * Answers a request for correction. A report that is not, or no longer, the actor's own waits for none
 * of theirs. Throws not_found for a desa not one's own, which no dialogue of theirs has offered.
 */
export async function resubmitReport(tx: Work, actor: ReporterActor, submission: Resubmission): Promise<Fed> {
  const sensitive = sensitiveCodes(categoriesOf(await tx.reference.current()));
  const answers = fitToKeep(Report.parse(submission.answers), sensitive);
  if (!mayAccess(actor, answers.desaCode)) throw new AppError('not_found');
  const head = await tx.cases.lock(submission.caseId);
  if (head === null || !mayUseReport(actor, head, 'correct') || head.kind !== answers.kind) {
    return { type: 'no_correction', number: submission.number };
  }
  if (!mayFollow('resubmitted', head.state)) {
    return { type: 'resubmit_refused', number: head.number, state: head.state };
  }
  const { head: sent, eventId } = await tellingChecker(tx, head.id, () =>
    tx.cases.append(head, {
      actor: { kind: 'reporter', id: actor.reporterId },
      at: actor.now,
      data: { type: 'resubmitted', answers },
    }),
  );
  await tx.attachments.assign(head.id, actor.reporterId, photoIds(answers));
  await endReporterCheck(tx, { before: head, now: sent, at: actor.now });
  await tx.outbox.add('case.screen', { caseId: head.id, eventId });
  return { type: 'resubmitted', number: head.number };
}
