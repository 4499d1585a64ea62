/** A file of a source, from its first byte to the register, as `npm run import -- --apply` does it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { guessMapping } from '../../src/domain/import/mapping.js';
import { Places } from '../../src/domain/import/places.js';
import type { Source } from '../../src/domain/import/sources.js';
import { categoriesOf } from '../../src/domain/reference/reference.js';
import { SPARING } from '../../src/run.js';
import { openTable } from '../../src/storage/tables/open-table.js';
import { fileSource } from '../../src/storage/tables/source.js';
import { rowsOfFile } from '../../src/usecases/source-import/file-rows.js';
import { applyImport, beginImport, readRows } from '../../src/usecases/source-import/import-file.js';
import type { ImportMeasured } from './imports.js';
import { openMeasured } from './open.js';

const source = process.env['BENCH_SOURCE'] as Source;
const file = process.env['BENCH_FILE'] ?? '';
const asOf = process.env['BENCH_AS_OF'] ?? '';

const container = await openMeasured({}, SPARING);
const began = performance.now();
const hash = createHash('sha256');
for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
const head = await beginImport(container, {
  source,
  asOf,
  whole: true,
  digest: hash.digest('hex'),
  startedById: null,
});
const table = await openTable(await fileSource(file));
const context = {
  today: '2026-11-01',
  places: new Places([...container.storage.regions.desa.values()]),
  categories: categoriesOf(await container.reference.current(container.storage.db)),
};
const rows = rowsOfFile(source, table, { mapping: guessMapping(source, table.headers), context, after: 0 });
const counts = await readRows(container, { id: head.id, rows });
const readMs = performance.now() - began;
await applyImport(container, { id: head.id, by: null });
const measured: ImportMeasured = {
  id: head.id,
  counts,
  readMs,
  totalMs: performance.now() - began,
  residentBytes: process.resourceUsage().maxRSS * 1024,
};
await container.close();
process.send?.(measured);
process.disconnect();
