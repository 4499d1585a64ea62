import { clear, type RunImportDeps } from './run-import.js';

const HOUR_MS = 3_600_000;
/** An upload whose import nobody began. */
const WAITS_MS = 24 * HOUR_MS;
/** A file of which the database knows nothing: its upload broke off. */
const UNKNOWN_MS = HOUR_MS;

/** Removes files that nobody needs any more; how many. Twice is once. */
export async function forgetUploads(
  deps: Pick<RunImportDeps, 'unitOfWork' | 'clock' | 'files'>,
): Promise<number> {
  const { unitOfWork, clock, files } = deps;
  const now = clock.now().getTime();
  const left = await unitOfWork.run(({ importRuns }) => importRuns.leftUploads(new Date(now - WAITS_MS)));
  for (const upload of left) {
    if (upload.importId !== null) {
      await clear(deps, upload);
      continue;
    }
    const ended = await unitOfWork.run(async ({ importRuns }) => {
      // Begun at this very moment it stays.
      const still = await importRuns.lockUpload(upload.id);
      if (still?.importId !== null) return false;
      await importRuns.forgetUpload(upload.id);
      return true;
    });
    if (ended) await files.remove(upload.id);
  }
  let forgotten = left.length;
  for (const { id, begun } of await unitOfWork.run(({ aidFiles }) =>
    aidFiles.left(new Date(now - WAITS_MS)),
  )) {
    const ended = await unitOfWork.run(async ({ aidFiles }) => {
      // Begun at this very moment it stays.
      const state = (await aidFiles.lock(id))?.state;
      if (state === 'checking') return false;
      if (!begun && state === 'uploaded') await aidFiles.move(id, 'dropped', clock.now());
      await aidFiles.removed(id, clock.now());
      return true;
    });
    if (ended) await files.remove(id);
    if (ended) forgotten += 1;
  }
  for await (const id of files.writtenBefore(new Date(now - UNKNOWN_MS))) {
    const known = await unitOfWork.run(
      async ({ importRuns, aidFiles }) =>
        (await importRuns.lockUpload(id)) !== null || (await aidFiles.holds(id)),
    );
    if (known) continue;
    await files.remove(id);
    forgotten += 1;
  }
  return forgotten;
}
