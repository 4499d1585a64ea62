/** Rows of the national registers, made up. */
import { randomUUID } from 'node:crypto';
import type { Container } from '../../src/container.js';
import type { Source } from '../../src/domain/import/sources.js';
import { applyImport, beginImport, readRows } from '../../src/usecases/source-import/import-file.js';
import type { SourceRow } from '../../src/domain/import/row.js';
import type { ReadRow } from '../../src/usecases/source-import/ports.js';
import { syntheticNik } from './reports.js';

export function sourceRow(n: number, more: Partial<SourceRow> = {}): SourceRow {
  return {
    sourceKey: null,
    familyKey: null,
    nik: syntheticNik(n),
    kk: null,
    name: `Uji Sumber ${String(n)}`,
    birthDate: null,
    sex: null,
    desaCode: '64.08.04.1010',
    address: `Jl. Contoh ${String(n)}`,
    relation: null,
    occupation: null,
    status: null,
    desil: 1 + (n % 10),
    rankedOn: null,
    category: null,
    disability: null,
    note: null,
    verification: null,
    motherName: null,
    phone: null,
    ...more,
  };
}

/** What a line of a file says, or as much of it as can be read. */
export type Line = SourceRow | Extract<ReadRow, { readonly faults: unknown }>['of'];

/** As rows of a file, from line 1. */
export async function* sourceLines(of: readonly Line[], after = 0): AsyncGenerator<ReadRow> {
  for (const [at, one] of of.entries()) {
    const n = at + 1;
    if (n <= after) continue;
    yield await Promise.resolve(
      'name' in one
        ? { n, row: one, warnings: [] }
        : { n, faults: [{ column: 'name', code: 'name.one_letter', value: 'U' }], of: one },
    );
  }
}

/** Taken over from a file of that source, whole. */
export async function importedAs(
  container: Container,
  source: Source,
  rows: readonly Line[],
  { asOf = '2026-01-01', whole = true }: { readonly asOf?: string; readonly whole?: boolean } = {},
): Promise<string> {
  const { id } = await beginImport(container, {
    source,
    asOf,
    whole,
    digest: randomUUID(),
    startedById: null,
  });
  await readRows(container, { id, rows: sourceLines(rows) });
  await applyImport(container, { id, by: null });
  return id;
}
