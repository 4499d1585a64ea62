import { mayAccess, staffMay, type StaffAction } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { ReporterRecord } from './model.js';

export interface EnrolmentDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** Code of the region whose office this is. */
  readonly homeRegion: string;
}

/** Who acts, and from where: for the access log. */
export interface By {
  readonly actor: StaffActor;
  readonly ip: string;
  readonly at: Date;
}

export function allow(actor: StaffActor, action: StaffAction): void {
  if (!staffMay(actor, action)) throw new AppError('not_found');
}

/** A reporter is their desa's; one without any is the whole office's. */
export function mayManage(
  actor: StaffActor,
  { desaCodes }: Pick<ReporterRecord, 'desaCodes'>,
  homeRegion: string,
): boolean {
  if (desaCodes.length === 0) return mayAccess(actor, homeRegion);
  return desaCodes.some((code) => mayAccess(actor, code));
}

/** Throws not_found for one who is not there, or not for this actor. */
export async function lockReporter(
  tx: Work,
  actor: StaffActor,
  id: string,
  homeRegion: string,
): Promise<ReporterRecord> {
  const [reporter] = await tx.reporters.lock([id]);
  if (reporter === undefined || !mayManage(actor, reporter, homeRegion)) throw new AppError('not_found');
  return reporter;
}

/** The desa named, all of them known and the actor's own. Throws input.invalid {field: 'desa'}. */
export async function ownDesa(
  tx: Work,
  actor: StaffActor,
  codes: readonly string[],
): Promise<readonly string[]> {
  const known = await tx.reporters.knownDesa(codes.filter((code) => mayAccess(actor, code)));
  if (known.length === 0 || known.length !== new Set(codes).size) {
    throw new AppError('input.invalid', { field: 'desa' });
  }
  return known;
}

export async function logAccess(tx: Work, by: By, action: string, subject: string): Promise<void> {
  await tx.access.record({ userId: by.actor.id, action, subject, ip: by.ip });
}
