import type { Fed } from '../../dialogue/types.js';
import { mayAccess } from '../../domain/access/scope.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from './actor.js';

/** As many as one chat message bears. */
const SHOWN = 10;

export async function listReports(tx: Work, actor: ReporterActor): Promise<Fed> {
  const owned = await tx.cases.ofReporter(actor.reporterId, SHOWN);
  // Reports of a desa that one reports for no more wait for a successor.
  const items = owned.filter(({ desaCode }) => mayAccess(actor, desaCode));
  return {
    type: 'reports',
    items: items.map(({ number, kind, state, submittedAt }) => ({ number, kind, state, submittedAt })),
  };
}
