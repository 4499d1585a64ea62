import type { Effect, Fed } from '../../dialogue/types.js';
import { mayAccess } from '../../domain/access/scope.js';
import { sensitiveCodes } from '../../domain/pmks/categories.js';
import { categoriesOf } from '../../domain/reference/reference.js';
import { fitToKeep, photoIds, Report } from '../../domain/report/report.js';
import { AppError } from '../../errors.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from './actor.js';

type Submission = Extract<Effect, { type: 'submit_report' }>;

/** A draft becomes one case, however often it is sent. Throws not_found for a desa not one's own. */
export async function submitReport(tx: Work, actor: ReporterActor, submission: Submission): Promise<Fed> {
  const sensitive = sensitiveCodes(categoriesOf(await tx.reference.current()));
  const answers = fitToKeep(Report.parse(submission.answers), sensitive);
  if (!mayAccess(actor, answers.desaCode)) throw new AppError('not_found');
  const existing = await tx.cases.byDraft(submission.draftId);
  if (existing !== null) return { type: 'submitted', number: existing.number };
  const { head, eventId } = await tx.cases.create({
    draftId: submission.draftId,
    kind: answers.kind,
    reporterId: actor.reporterId,
    contactId: actor.contactId,
    answers,
    at: actor.now,
  });
  await tx.attachments.assign(head.id, actor.reporterId, photoIds(answers));
  await tx.outbox.add('case.screen', { caseId: head.id, eventId });
  return { type: 'submitted', number: head.number };
}
