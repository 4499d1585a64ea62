import type { Fed } from '../../dialogue/types.js';
import { mayUseReport } from '../../domain/access/report-rules.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from './actor.js';

/** As many as one chat message bears. */
const SHOWN = 10;

export async function listReports(tx: Work, actor: ReporterActor): Promise<Fed> {
  const items = (await tx.cases.ofReporter(actor, SHOWN)).filter((head) => mayUseReport(actor, head, 'list'));
  return {
    type: 'reports',
    items: items.map(({ number, kind, state, submittedAt }) => ({ number, kind, state, submittedAt })),
  };
}
