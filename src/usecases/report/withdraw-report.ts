import type { Effect, Fed } from '../../dialogue/types.js';
import { mayFollow } from '../../domain/case/fold.js';
import { tellingChecker } from '../field-check/tell-checker.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from './actor.js';
import { lockReport } from './find-report.js';

type Withdrawal = Extract<Effect, { type: 'withdraw_report' }>;

/** Takes one's own report back while nobody has decided it. Twice is once. */
export async function withdrawReport(tx: Work, actor: ReporterActor, withdrawal: Withdrawal): Promise<Fed> {
  const { number, note } = withdrawal;
  const head = await lockReport(tx, actor, 'withdraw', number);
  if (head === null) return { type: 'withdraw_refused', number, state: null };
  if (head.state === 'withdrawn') return { type: 'withdrawn', number: head.number };
  if (!mayFollow('withdrawn', head.state)) {
    return { type: 'withdraw_refused', number: head.number, state: head.state };
  }
  await tellingChecker(tx, head.id, () =>
    tx.cases.append(head, {
      actor: { kind: 'reporter', id: actor.reporterId },
      at: actor.now,
      data: { type: 'withdrawn', note: note.trim() },
    }),
  );
  return { type: 'withdrawn', number: head.number };
}
