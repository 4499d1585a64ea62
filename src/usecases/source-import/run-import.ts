/** The job of an import that was begun in the console. Killed, or handed over twice, it goes on where it was. */
import type { RowContext } from '../../domain/import/read-row.js';
import type { ImportFailure } from '../../domain/import/problem.js';
import { TableFault } from '../../domain/import/table.js';
import { AppError } from '../../errors.js';
import type { OpenTable, RunMarks, SealedFiles, Upload } from './console-ports.js';
import { lastLineOf, rowsOfFile } from './file-rows.js';
import { applyImport, dropImport, readRows, revertImport, type SourceImportDeps } from './import-file.js';
import { mappingBy } from './mapping-of.js';
import type { ImportHead } from './ports.js';

export interface RunImportDeps extends SourceImportDeps {
  readonly files: SealedFiles;
  readonly openTable: OpenTable;
  /** What a row is read by: today, the places, the categories. */
  readonly rowContext: () => Promise<RowContext>;
  /** A job ends after so long, and the next one goes on: a process that is to end need not wait for the whole file. */
  readonly sliceMs?: number;
}

const SLICE_MS = 5_000;

export async function runImport(
  deps: RunImportDeps,
  { importId }: { readonly importId: string },
): Promise<void> {
  const { unitOfWork, sliceMs = SLICE_MS } = deps;
  const run = await unitOfWork.run(async ({ sourceImports, importRuns }) => {
    const head = await sourceImports.lock(importId);
    if (head === null) return null;
    return { head, marks: await importRuns.marks(importId), upload: await importRuns.uploadOf(importId) };
  });
  if (run === null || isHalted(run.marks)) return;
  const until = Date.now() + sliceMs;
  const stopped = async () =>
    Date.now() >= until || isHalted(await unitOfWork.run(({ importRuns }) => importRuns.marks(importId)));
  let ended: boolean;
  try {
    ended = await goOn(deps, run, stopped);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === 'moved') return;
    if (failure === null) throw error;
    await unitOfWork.run(({ importRuns }) => importRuns.fail(importId, failure));
    return;
  }
  if (ended) return;
  await unitOfWork.run(async ({ sourceImports, importRuns, outbox }) => {
    // Behind its lock: whoever resumes it at this moment adds a job, too, and one more does no harm.
    await sourceImports.lock(importId);
    if (!isHalted(await importRuns.marks(importId))) await outbox.add('import.run', { importId });
  });
}

const isHalted = ({ stopped, failure }: RunMarks) => stopped || failure !== null;

interface Run {
  readonly head: ImportHead;
  readonly upload: Upload | null;
}

/** false: there is more to do. */
async function goOn(
  deps: RunImportDeps,
  { head, upload }: Run,
  stopped: () => Promise<boolean>,
): Promise<boolean> {
  const { id, state } = head;
  switch (state) {
    case 'reading':
      // Without a file it is read from the terminal.
      return upload === null || (await read(deps, head, upload, stopped));
    case 'read':
      return true;
    case 'applying':
      return (await applyImport(deps, { id, by: null, stopped })) && clear(deps, upload);
    case 'reverting':
      return (await revertImport(deps, { id, by: null, stopped })) && clear(deps, upload);
    case 'dropped':
      await dropImport(deps, id);
      return clear(deps, upload);
    case 'applied':
    case 'reverted':
      return clear(deps, upload);
  }
}

async function read(
  deps: RunImportDeps,
  { id, readTo }: ImportHead,
  upload: Upload,
  stopped: () => Promise<boolean>,
): Promise<boolean> {
  const { unitOfWork, files, openTable, rowContext } = deps;
  const file = await files.open(upload.id);
  if (file === null || upload.columns === null) throw new FileGone();
  const table = await openTable(file);
  if (upload.lastLine === null) {
    // A file that breaks off somewhere does so here, before any of it is read in.
    const lastLine = await lastLineOf(table);
    await unitOfWork.run(({ importRuns }) => importRuns.counted(upload.id, lastLine));
  }
  const rows = rowsOfFile(upload.source, table, {
    mapping: mappingBy(upload.columns, table.headers),
    context: await rowContext(),
    after: readTo,
  });
  return (await readRows(deps, { id, rows, stopped })) !== null;
}

/** Nobody needs the file of an import that has ended. */
export async function clear(
  { unitOfWork, clock, files }: Pick<RunImportDeps, 'unitOfWork' | 'clock' | 'files'>,
  upload: Upload | null,
): Promise<true> {
  if (upload === null) return true;
  await files.remove(upload.id);
  await unitOfWork.run(({ importRuns }) => importRuns.removed(upload.id, clock.now()));
  return true;
}

class FileGone extends Error {}

/** null: it may well succeed another time; moved: somebody else has moved it on. */
function failureOf(error: unknown): ImportFailure | 'moved' | null {
  if (error instanceof TableFault) return error.code;
  if (error instanceof FileGone) return 'file.gone';
  if (error instanceof AppError && error.code === 'import.wrong_state') return 'moved';
  return null;
}
