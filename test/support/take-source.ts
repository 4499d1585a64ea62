/** A delivery of a national register, read and taken over. */
import { createHash, randomUUID } from 'node:crypto';
import type { Container } from '../../src/container.js';
import type { Source } from '../../src/domain/import/sources.js';
import { applyImport, beginImport, readRows } from '../../src/usecases/source-import/import-file.js';
import { sourceLines, type Line } from './source-rows.js';

export interface Delivery {
  readonly source: Source;
  /** ISO date. */
  readonly asOf: string;
  readonly whole?: boolean;
}

/** Returns the import's id. */
export async function takeSource(
  container: Container,
  { source, asOf, whole = false }: Delivery,
  rows: readonly Line[],
): Promise<string> {
  const digest = createHash('sha256').update(randomUUID()).digest('hex');
  const { id, readTo } = await beginImport(container, { source, asOf, whole, digest, startedById: null });
  await readRows(container, { id, rows: sourceLines(rows, readTo) });
  await applyImport(container, { id, by: null });
  return id;
}
