/** Two that share a NIK or No. KK, called different by somebody who looked: they are not asked about again. */
import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import { mayDecide } from '../case/may.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { DuplicatePair } from './ports.js';
import type { CaseworkServices } from './services.js';

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}

export async function dismissDuplicate(
  { unitOfWork, clock }: Deps,
  actor: StaffActor,
  { caseId, otherId, reason, note: typed, ip }: Parameters<CaseworkServices['dismissDuplicate']>[1],
): Promise<void> {
  const note = typed.trim();
  if (reason === 'other' && note === '') throw new AppError('case.reason_required');
  await unitOfWork.run(async (tx) => {
    const pair = await lockPair(tx, actor, caseId, otherId);
    if (await tx.verdicts.stands(pair)) return;
    await tx.verdicts.add(pair, { reason, note, by: actor.id, at: clock.now() });
    await tx.access.record({ userId: actor.id, action: 'case.duplicate_dismissed', subject: caseId, ip });
  });
}

export async function restoreDuplicate(
  { unitOfWork, clock }: Deps,
  actor: StaffActor,
  { caseId, otherId, ip }: Parameters<CaseworkServices['restoreDuplicate']>[1],
): Promise<void> {
  await unitOfWork.run(async (tx) => {
    const pair = await lockPair(tx, actor, caseId, otherId);
    if (!(await tx.verdicts.stands(pair))) return;
    await tx.verdicts.undo(pair, actor.id, clock.now());
    await tx.access.record({ userId: actor.id, action: 'case.duplicate_restored', subject: caseId, ip });
  });
}

/** Both cases of a pair, in one order: who decides on the other one at the same time waits. */
async function lockPair(
  tx: Work,
  actor: StaffActor,
  caseId: string,
  otherId: string,
): Promise<DuplicatePair> {
  const pair = staffMay(actor, 'decide_cases') ? await tx.verdicts.candidate(actor, caseId, otherId) : null;
  if (pair === null) throw new AppError('not_found');
  const ids = [caseId, ...(pair.otherCaseId === null ? [] : [pair.otherCaseId])].toSorted();
  for (const id of ids) {
    const head = await tx.cases.lock(id);
    const own = head !== null && mayAccess(actor, head.desaCode) && mayDecide(actor, head);
    if (!own) throw new AppError('not_found');
  }
  return pair;
}
