/** What every change of reference data has in common. */
import { staffMay, type StaffAction } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Work } from '../ports.js';
import type { LastChange } from './ports.js';

export interface By {
  readonly actor: StaffActor;
  readonly ip: string;
  readonly at: Date;
}

export type Within = <T>(actor: StaffActor, ip: string, work: (tx: Work, by: By) => Promise<T>) => Promise<T>;

export function allow(actor: StaffActor, action: StaffAction): void {
  if (!staffMay(actor, action)) throw new AppError('not_found');
}

/** Told to whoever was too late. */
export function changedBy(last: LastChange | null): AppError {
  return new AppError('reference.changed', {
    by: last?.byName ?? '',
    at: last === null ? '' : last.at.toISOString(),
  });
}

export async function logChange(tx: Work, { actor, ip }: By, topic: string, code: string): Promise<void> {
  await tx.access.record({ userId: actor.id, action: `reference.${topic}`, subject: code, ip });
}
