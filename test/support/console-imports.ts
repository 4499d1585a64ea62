/** Imports of the console, without a browser: files as text, and the job run here. */
import type { Container } from '../../src/container.js';
import { sourceImportsOf } from '../../src/parts.js';
import type { Source } from '../../src/domain/import/sources.js';
import { rowContextOf } from '../../src/storage/source-import/row-context.js';
import { openTable } from '../../src/storage/tables/open-table.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { runImport, type RunImportDeps } from '../../src/usecases/source-import/run-import.js';

export interface Delivered {
  readonly source?: Source;
  readonly asOf?: string;
  readonly whole?: boolean;
  readonly fileName?: string;
}

export const here = '127.0.0.1';

export function jobDeps(container: Container, more: Partial<RunImportDeps> = {}): RunImportDeps {
  return { ...container, openTable, rowContext: () => rowContextOf(container), ...more };
}

export async function uploaded(
  container: Container,
  actor: StaffActor,
  file: string | Uint8Array,
  { source = 'DTSEN', asOf = '2026-03-01', whole = true, fileName = 'uji.csv' }: Delivered = {},
): Promise<string> {
  const imports = sourceImportsOf(container);
  const stored = await imports.store(actor, chunksOf(Buffer.from(file)));
  const given = { file: stored, fileName, source, asOf, whole, ip: here };
  return (await imports.upload(actor, given)).id;
}

/** With the columns that are guessed. */
export async function begun(container: Container, actor: StaffActor, uploadId: string): Promise<string> {
  const imports = sourceImportsOf(container);
  const view = await imports.mapping(actor, uploadId);
  if ('importId' in view) return view.importId;
  const chosen = view.headers.map(
    (_header, index) => view.columns.find((one) => view.mapping.columns[one]?.index === index) ?? null,
  );
  const result = await imports.begin(actor, { id: uploadId, ip: here, chosen });
  if (!result.ok) throw new Error(`not begun: ${result.problem.code}`);
  return result.importId;
}

/** Runs its jobs here until there is none left; how many there were. */
export async function worked(
  container: Container,
  importId: string,
  deps: RunImportDeps = jobDeps(container),
): Promise<number> {
  for (let count = 0; ; count += 1) {
    const jobs = await container.database.outbox.findMany({
      where: { job: 'import.run', doneAt: null, payload: { equals: { importId } } },
    });
    if (jobs.length === 0) return count;
    await runImport(deps, { importId });
    await container.database.outbox.updateMany({
      where: { id: { in: jobs.map(({ id }) => id) } },
      data: { doneAt: new Date() },
    });
  }
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) {
    yield await Promise.resolve(bytes.subarray(at, at + 10_000));
  }
}
