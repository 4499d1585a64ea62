import type { Work } from '../ports.js';
import { logAccess, lockReporter, type By } from './deps.js';
import { invalid } from './person.js';
import type { ReporterStatus } from './model.js';

/** Suspends, ends or takes up again. Twice is once. */
export async function setStatus(
  tx: Work,
  by: By,
  { id, status, homeRegion }: { id: string; status: ReporterStatus; homeRegion: string },
): Promise<void> {
  const reporter = await lockReporter(tx, by.actor, id, homeRegion);
  if (reporter.status === status) return;
  if (status === 'active' && reporter.desaCodes.length === 0) throw invalid('desa');
  await tx.reporters.update(id, { status });
  await tx.reporters.record([
    {
      reporterId: id,
      type: status === 'active' ? 'reactivated' : 'suspended',
      actorId: by.actor.id,
      at: by.at,
      data: { status },
    },
  ]);
  // Who is gone for good shall not come in by a code that still lies about.
  if (status === 'left') await tx.invites.revoke({ reporterId: id, userId: null }, by.at);
  await logAccess(tx, by, `reporter.${status}`, id);
}
