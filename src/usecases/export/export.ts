import { purposeNote } from '../../domain/access/export-purpose.js';
import { staffMay } from '../../domain/access/scope.js';
import type { PmksCategory } from '../../domain/pmks/categories.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock } from '../ports.js';
import { csvFile, type Batches, type Row } from './cells.js';
import {
  bnbaCells,
  bnbaHead,
  caseCells,
  caseHead,
  entryCells,
  entryHead,
  type ColumnOptions,
} from './columns.js';
import type { ExportQueries } from './ports.js';
import type { ExportInput, ExportServices, Selection } from './services.js';

export interface ExportDeps {
  readonly queries: ExportQueries;
  readonly clock: Clock;
  /** IANA name. */
  readonly timeZone: string;
  /** As they are now. */
  readonly categories: () => Promise<readonly PmksCategory[]>;
  /** Rows read at a time. */
  readonly atOnce?: number;
}

const AT_ONCE = 200;
/** Rows of a sheet that Excel opens. */
const MAX_SHEET_ROWS = 1_048_576;
export const formats = {
  csv: { mime: 'text/csv; charset=utf-8', write: csvFile },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: laterXlsx },
} as const;
const fileNames = { cases: 'laporan', entries: 'data-pemda', bnba: 'bnba' } as const;

/** The packer is loaded when the first file is made. */
async function* laterXlsx(head: Row, batches: Batches): AsyncGenerator<Uint8Array> {
  const { xlsxFile } = await import('./xlsx-file.js');
  yield* xlsxFile(head, batches);
}

export function exportServices(deps: ExportDeps): ExportServices {
  const { queries } = deps;
  return {
    count: async (actor, selection) => {
      allow(actor, selection, false);
      return queries.count(actor, selection);
    },
    minutes: async (actor, filter) => {
      allow(actor, { list: 'bnba', filter }, false);
      return queries.minutes(actor, filter);
    },
    file: (actor, input) => makeFile(deps, actor, input),
  };
}

function allow(actor: StaffActor, { list }: Selection, identities: boolean): void {
  const may =
    staffMay(actor, 'export_lists') && staffMay(actor, list === 'entries' ? 'read_registry' : 'read_cases');
  const needsMore = identities || list === 'bnba';
  if (!may || (needsMore && !staffMay(actor, 'export_identities'))) throw new AppError('not_found');
}

async function makeFile(
  { queries, clock, timeZone, categories, atOnce = AT_ONCE }: ExportDeps,
  actor: StaffActor,
  input: ExportInput,
): ReturnType<ExportServices['file']> {
  const { selection, format, identities, purpose, ip } = input;
  allow(actor, selection, identities);
  const purposeNote = noteOf(input);
  const rowCount = await queries.count(actor, selection);
  if (format === 'xlsx' && rowCount >= MAX_SHEET_ROWS)
    throw new AppError('input.invalid', { field: 'format' });
  const action = `export.${selection.list}`;
  // Before the first byte: an export that broke off was one, too.
  await queries.record([
    { userId: actor.id, action, subject: codesOf(input), ip, purpose, purposeNote, rowCount },
  ]);
  const { mime, write } = formats[format];
  const options = { identities, timeZone, categories: await categories() };
  const { head, batches } = tableOf(queries, { actor, selection, ip, rowCount, atOnce }, options);
  const name = `${nameOf(selection)}-${dayIn(timeZone, clock.now())}.${format}`;
  return { name, mime, chunks: write(head, batches) };
}

function nameOf(selection: Selection): string {
  const name = fileNames[selection.list];
  return selection.list === 'bnba' ? `${name}-${selection.filter.desa}-${selection.filter.month}` : name;
}

function noteOf({ purpose, note }: ExportInput): string | null {
  const told = purposeNote(purpose, note);
  if (told === 'wrong') throw new AppError('input.invalid', { field: 'note' });
  return told.text;
}

const CODE = /^[a-z_]{1,40}$|^\d{1,2}(\.\d{2,4}){0,3}$|^\d{4}-\d{2}(-\d{2})?$/;

/** What was selected, by codes. The words of a search are names and numbers: only that there were any. */
function codesOf({ selection, format, identities }: ExportInput): string {
  const { q, ...filter } = { q: undefined, ...selection.filter };
  const codes = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, String(value)])
    .filter(([, value]) => CODE.test(value));
  const more = {
    format,
    ...(identities ? { identities: 'yes' } : {}),
    ...(q === undefined ? {} : { q: 'yes' }),
  };
  return new URLSearchParams([...codes, ...Object.entries(more)]).toString();
}

interface Asked {
  readonly actor: StaffActor;
  readonly selection: Selection;
  readonly ip: string;
  readonly rowCount: number;
  readonly atOnce: number;
}

interface Found {
  readonly id: string;
  readonly sensitive: boolean;
  readonly told: object | null;
}

function tableOf(
  queries: ExportQueries,
  asked: Asked,
  options: ColumnOptions,
): { head: Row; batches: Batches } {
  const { actor, selection } = asked;
  switch (selection.list) {
    case 'cases': {
      const found = read(queries, asked, 'case', (page) => queries.cases(actor, selection, page));
      return { head: caseHead(options), batches: mapped(found, (row) => [caseCells(row, options)]) };
    }
    case 'entries': {
      const found = read(queries, asked, 'entry', (page) => queries.entries(actor, selection.filter, page));
      return { head: entryHead(options), batches: mapped(found, (row) => [entryCells(row, options)]) };
    }
    case 'bnba': {
      const found = read(queries, asked, 'case', (page) => queries.cases(actor, selection, page));
      let no = 0;
      const numbered = (rows: readonly Row[]) => rows.map((row) => [String((no += 1)), ...row]);
      return { head: bnbaHead, batches: mapped(found, (row) => numbered(bnbaCells(row, options))) };
    }
  }
}

/** As many as were counted for the log: what comes in meanwhile is not in this file. */
async function* read<T extends Found>(
  queries: ExportQueries,
  { actor, ip, rowCount, atOnce }: Asked,
  topic: 'case' | 'entry',
  next: (page: { after: string | null; limit: number }) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let after: string | null = null;
  for (let left = rowCount; left > 0;) {
    const rows = await next({ after, limit: Math.min(atOnce, left) });
    if (rows.length === 0) return;
    const seen = rows.filter(({ sensitive, told }) => sensitive && told !== null);
    const action = `${topic}.sensitive_exported`;
    await queries.record(seen.map(({ id }) => ({ userId: actor.id, action, subject: id, ip })));
    yield rows;
    left -= rows.length;
    after = rows.at(-1)?.id ?? null;
  }
}

async function* mapped<T>(batches: AsyncIterable<readonly T[]>, cells: (row: T) => readonly Row[]): Batches {
  for await (const rows of batches) yield each(rows, cells);
}

function* each<T>(rows: readonly T[], cells: (row: T) => readonly Row[]): Generator<Row> {
  for (const row of rows) yield* cells(row);
}
