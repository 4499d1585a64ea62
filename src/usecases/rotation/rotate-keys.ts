/** Seals anew what is under another key than the one that seals from now on. Killed, it goes on where it was. */
import { AppError } from '../../errors.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { KnownKeys, ResealedFiles, RotationHead, RotationQueries } from './ports.js';

export interface RotateDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly rotation: RotationQueries;
  /** Of each kind of sealed files, always in this order. */
  readonly resealed: readonly ResealedFiles[];
  readonly keys: KnownKeys;
}

const ROWS_AT_ONCE = 500;
const FILES_AT_ONCE = 20;
/** What others held locked, or wrote with another key, is done with in a further round. */
const ROUNDS = 5;

/** The open one, or a new one. Without a person it was asked for at the terminal. */
export async function beginRotation(
  { unitOfWork, clock, rotation, resealed, keys }: RotateDeps,
  startedById: string | null,
): Promise<RotationHead> {
  const rows = await rotation.countOld(keys.active);
  const files = await Promise.all(resealed.map((one) => one.countOld()));
  const total = files.reduce((sum, count) => sum + count, rows);
  return unitOfWork.run(async (tx) => {
    const open = await tx.rotation.lockOpen();
    const start = { keyId: keys.active, startedById, at: clock.now(), total };
    const head = open ?? (await tx.rotation.begin(start));
    if (head.keyId !== keys.active) throw new AppError('rotation.other_key', { key: head.keyId });
    if (head.state === 'stopped') await tx.rotation.move(head.id, 'running', null);
    return head;
  });
}

/** Works until there is no more, or `stopped` says so between two parts. true: there is no more to do. */
export async function rotateKeys(
  deps: RotateDeps,
  stopped: () => boolean | Promise<boolean>,
): Promise<boolean> {
  for (;;) {
    if ((await nextPart(deps)) === 'none') return true;
    if (await stopped()) return false;
  }
}

async function nextPart(deps: RotateDeps): Promise<'more' | 'none'> {
  const { unitOfWork, keys } = deps;
  const work = { id: '' };
  try {
    const rows = await unitOfWork.run(async ({ rotation }) => {
      const head = await rotation.lockOpen();
      if (head?.state !== 'running') return null;
      // Of a process that was not started anew with the keys as they are now.
      if (head.keyId !== keys.active) throw new AppError('rotation.other_key', { key: head.keyId });
      work.id = head.id;
      return rotation.resealRows(head.id, ROWS_AT_ONCE);
    });
    if (rows === null) return 'none';
    return rows ? 'more' : await nextFiles(deps, work.id);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'crypto.unknown_key')) throw error;
    await unitOfWork.run(({ rotation }) => rotation.move(work.id, 'stopped', 'crypto.unknown_key'));
    return 'none';
  }
}

/** Outside of a transaction: a file that is sealed anew twice says the same. */
async function nextFiles(deps: RotateDeps, id: string): Promise<'more' | 'none'> {
  const { unitOfWork, resealed } = deps;
  const place = await unitOfWork.run(({ rotation }) => rotation.filesPlace(id));
  const files = resealed[place.kind];
  if (files === undefined) return endRound(deps);
  const part = await files.resealNext(place.after, FILES_AT_ONCE);
  const next = part === null ? { kind: place.kind + 1, after: null } : { ...place, after: part.last };
  await unitOfWork.run(({ rotation }) => rotation.noteFiles(id, next, part ?? { done: 0, unreadable: 0 }));
  return 'more';
}

async function endRound({
  unitOfWork,
  clock,
  rotation,
  resealed,
  keys,
}: RotateDeps): Promise<'more' | 'none'> {
  const files = await Promise.all(resealed.map((one) => one.countOld()));
  const left = files.reduce((sum, count) => sum + count, await rotation.countOld(keys.active));
  return unitOfWork.run(async (tx) => {
    const head = await tx.rotation.lockOpen();
    if (head?.state !== 'running') return 'none';
    if (left > head.unreadable && head.round < ROUNDS) {
      await tx.rotation.nextRound(head.id);
      return 'more';
    }
    await tx.rotation.finish(head.id, { at: clock.now(), left });
    return 'none';
  });
}

/** A job ends after so long, and the next one goes on. */
const SLICE_MS = 5_000;

export async function runRotation(
  deps: RotateDeps,
  { rotationId }: { readonly rotationId: string },
): Promise<void> {
  const until = Date.now() + SLICE_MS;
  if (await rotateKeys(deps, () => Date.now() >= until)) return;
  await deps.unitOfWork.run(async ({ rotation, outbox }) => {
    const head = await rotation.lockOpen();
    if (head?.id === rotationId && head.state === 'running') await outbox.add('keys.rotate', { rotationId });
  });
}
