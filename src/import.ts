/**
 * Takes a file of DTKS, DTSEN, P3KE or PMKS over: `npm run import -- --source DTSEN --as-of 2026-09-30 --file FILE`.
 * Says what it would do; with --apply it does it. Interrupted, the same command goes on.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { readConfig } from './config.js';
import type { Container } from './container.js';
import { missingColumns, type Mapping } from './domain/import/mapping.js';
import { sources } from './domain/import/sources.js';
import { TableFault, type Table } from './domain/import/table.js';
import { AppError } from './errors.js';
import {
  fileFaultSentence,
  importColumnLabels,
  missingColumnsSentence,
  monthFirstColumnSentence,
  roundedColumnSentence,
  rowFaultCells,
  rowFaultHead,
  rowFaultSentence,
} from './i18n/import.js';
import { importProgramText as text, sourceImportText } from './i18n/source-import.js';
import { boundMemory, refuse, SPARING, withContainer } from './run.js';
import { faultsOf, type FileFault } from './storage/source-import/faults.js';
import { savedMappingOf } from './storage/source-import/import-runs.js';
import { rowContextOf } from './storage/source-import/row-context.js';
import { openTable } from './storage/tables/open-table.js';
import { fileSource } from './storage/tables/source.js';
import { csvLine } from './usecases/export/cells.js';
import { damagedColumn, rowsOfFile } from './usecases/source-import/file-rows.js';
import {
  applyImport,
  beginImport,
  dropImport,
  readRows,
  revertImport,
  type SourceImportDeps,
} from './usecases/source-import/import-file.js';
import { mappingBy, mappingOf } from './usecases/source-import/mapping-of.js';
import type { ImportHead } from './usecases/source-import/ports.js';

const File = z.object({ source: z.enum(sources), 'as-of': z.iso.date(), file: z.string().min(1) });

/** Rows in one transaction: fewer take less memory, and more time. */
const AtOnce = z.coerce.number().int().min(1).max(10_000).optional();

function readOptions() {
  const { values } = parseArgs({
    options: {
      source: { type: 'string' },
      'as-of': { type: 'string' },
      file: { type: 'string' },
      part: { type: 'boolean', default: false },
      apply: { type: 'boolean', default: false },
      faults: { type: 'string' },
      revert: { type: 'string' },
      drop: { type: 'string' },
      'at-once': { type: 'string' },
    },
  });
  return { ...values, rowsAtOnce: AtOnce.parse(values['at-once']) };
}
type Options = ReturnType<typeof readOptions>;

function depsOf(container: Container, { rowsAtOnce }: Options): SourceImportDeps {
  return { ...container, ...(rowsAtOnce === undefined ? {} : { rowsAtOnce }) };
}

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
let asked = false;
const stopped = () => asked;
process.once('SIGINT', () => {
  asked = true;
  say(text.stopping);
});

/** Exit code. */
async function run(container: Container, options: Options): Promise<number> {
  if (options.revert !== undefined) return revert(container, options, z.uuid().parse(options.revert));
  if (options.drop !== undefined) {
    await dropImport(container, z.uuid().parse(options.drop));
    say(text.dropped);
    return 0;
  }
  return take(container, options, File.parse(options));
}

/** What is wrong with what was asked for, in a sentence; null: it is another kind of fault. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof z.ZodError || isCode(error, /^ERR_PARSE_ARGS/)) return text.usage;
  if (error instanceof TableFault) return fileFaultSentence(error);
  if (isCode(error, /^(ENOENT|EACCES|EISDIR)$/)) return text.unreadable;
  if (!(error instanceof AppError)) return null;
  if (error.code === 'not_found') return text.unknown;
  const fault = error.code.replace(/^import\./, '');
  return fault in sourceImportText.faults
    ? sourceImportText.faults[fault as keyof typeof sourceImportText.faults]
    : null;
}

function isCode(error: unknown, codes: RegExp): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.test(error.code)
  );
}

async function revert(container: Container, options: Options, id: string): Promise<number> {
  const done = await revertImport(depsOf(container, options), { id, by: null, stopped });
  say(done ? text.reverted : text.stopped);
  return done ? 0 : 1;
}

async function take(
  container: Container,
  options: Options,
  { source, 'as-of': asOf, file }: z.infer<typeof File>,
): Promise<number> {
  const table = await openTable(await fileSource(file));
  const { mapping } = mappingOf(source, table.headers, await savedMappingOf(container.storage, source));
  const missing = missingColumns(source, mapping);
  if (missing.length > 0) return refuse(missingColumnsSentence(source, missing));
  const damaged = await damagedColumn(table, mapping);
  if (damaged?.fault === 'rounded') return refuse(roundedColumnSentence(damaged.column));
  if (damaged?.fault === 'month_first') return refuse(monthFirstColumnSentence(damaged.column));
  const digest = await digestOf(file);
  const begun = { source, asOf, whole: !options.part, digest, startedById: null };
  const head = await beginImport(container, begun);
  if (head.state === 'applied') {
    say(text.known(head.id));
    return 0;
  }
  if (head.state === 'reading' && !(await read(container, options, { head, table, mapping }))) return 1;
  const { counts } = await beginImport(container, begun);
  if (counts !== null) say(text.counts(counts));
  await tellFaults(container, head.id, options.faults);
  if (!options.apply) {
    say(text.next(head.id));
    return 0;
  }
  const done = await applyImport(depsOf(container, options), { id: head.id, by: null, stopped });
  say(done ? text.applied(head.id) : text.stopped);
  return done ? 0 : 1;
}

/** false: not all of it. */
async function read(
  container: Container,
  options: Options,
  {
    head,
    table,
    mapping: guessed,
  }: { readonly head: ImportHead; readonly table: Table; readonly mapping: Mapping },
): Promise<boolean> {
  const { source, id, readTo } = head;
  const upload = await container.unitOfWork.run(({ importRuns }) => importRuns.uploadOf(id));
  const chosen = upload?.columns ?? null;
  // Begun in the console, with columns that were chosen there, it goes on with these.
  const mapping = chosen === null ? guessed : mappingBy(chosen, table.headers);
  for (const [column, { index }] of Object.entries(mapping.columns)) {
    say(text.mapped(importColumnLabels[column as keyof typeof mapping.columns], table.headers[index] ?? ''));
  }
  const context = await rowContextOf(container);
  const rows = rowsOfFile(source, table, { mapping, context, after: readTo });
  const counts = await readRows(depsOf(container, options), { id, rows, stopped });
  if (counts === null) say(text.stopped);
  return counts !== null;
}

async function tellFaults(container: Container, id: string, file: string | undefined): Promise<void> {
  const faults = await faultsOf(container.storage, id);
  const counts = new Map<string, { count: number; sentence: string }>();
  for (const { column, code } of faults) {
    // What is written there is for the file of faults, not for a terminal's history.
    const sentence = rowFaultSentence({ column, code, value: '…', meant: '…' });
    counts.set(sentence, { sentence, count: (counts.get(sentence)?.count ?? 0) + 1 });
  }
  for (const { count, sentence } of counts.values()) say(text.fault(count, sentence));
  if (file === undefined) return;
  await writeFile(file, csvOf(faults), { mode: 0o600 });
  say(text.faultsIn(file));
}

function csvOf(faults: readonly FileFault[]): string {
  const rows = faults.flatMap((fault) => rowFaultCells(fault.n, [fault], fault.taken));
  return `\ufeff${[rowFaultHead, ...rows].map(csvLine).join('')}`;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

boundMemory(SPARING);
try {
  const options = readOptions();
  process.exitCode = await withContainer(readConfig(), (container) => run(container, options));
} catch (error) {
  const sentence = sentenceOf(error);
  if (sentence === null) throw error;
  process.exitCode = refuse(sentence);
}
