/**
 * Matches two registers: `npm run match -- --left a.csv --right b.csv [--config c.json] [--all]`. Prints the
 * pairs that are the same or to be asked about, and two persons under one number, as CSV; with `--all` the
 * different ones that blocking brought together, too. The left register is held in memory, the right one is read row by row.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import { matchConfig, type MatchConfig } from './domain/matching/config.js';
import { defaultMatchConfig } from './domain/matching/default-config.js';
import {
  createMatcher,
  type Comparison,
  type Matcher,
  type Prepared,
  type Row,
  type Side,
} from './domain/matching/score.js';
import { matchText } from './i18n/matching.js';

/** Is said in one line; the program ends with 1. */
class Refusal extends Error {}

interface Options {
  readonly left: string;
  readonly right: string;
  readonly config: string | undefined;
  readonly all: boolean;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: { left: text, right: text, config: text, all: { type: 'boolean', default: false } },
    });
    const { left, right, config, all } = values;
    if (left !== undefined && right !== undefined) return { left, right, config, all };
  } catch {
    // An option that there is none of.
  }
  throw new Refusal(matchText.usage);
}

async function readMatchConfig(file: string | undefined): Promise<MatchConfig> {
  if (file === undefined) return defaultMatchConfig;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal(matchText.unreadable(file));
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refusal(matchText.notJson(file));
  }
  const { data, error } = matchConfig.safeParse(json);
  if (data !== undefined) return data;
  const { path = [], message = '' } = error.issues[0] ?? {};
  throw new Refusal(matchText.badConfig(file, path.join('.'), message));
}

interface Entry {
  readonly id: string;
  readonly record: Prepared;
}

/** The rows of a register in order, prepared. */
async function* entries(
  file: string,
  side: Side,
  config: MatchConfig,
  matcher: Matcher,
): AsyncGenerator<Entry> {
  const columnOf = (named: { column: string; rightColumn?: string | undefined }) =>
    side === 'left' ? named.column : (named.rightColumn ?? named.column);
  const id = columnOf(config.id);
  let header: readonly string[] | null = null;
  for await (const { record, info } of lines(file)) {
    if (header === null) {
      header = record.map((cell) => cell.trim());
      checkHeader(file, header, id, config.fields.map(columnOf));
      continue;
    }
    const row: Row = Object.fromEntries(header.map((column, place) => [column, record[place]]));
    const own = row[id]?.trim() ?? '';
    if (own === '') throw new Refusal(matchText.noId(file, info.lines));
    yield { id: own, record: matcher.prepare(row, side) };
  }
  if (header === null) throw new Refusal(matchText.noColumn(file, id));
}

interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* lines(file: string): AsyncGenerator<Line> {
  const text = textOf(file);
  const { value: first = '' } = await text.next();
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(first),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // What goes wrong on the way is thrown where the parser is read.
  pipeline(Readable.from(joined(first, text)), parser).catch(() => undefined);
  try {
    yield* parser as AsyncIterable<Line>;
  } catch (error) {
    if (error instanceof CsvError) throw new Refusal(matchText.notCsv(file, parser.info.lines));
    throw error;
  }
}

async function* joined(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function* textOf(file: string): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) {
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    // The decoder's own kind of error; others are the file system's.
    throw new Refusal(error instanceof TypeError ? matchText.notUtf8(file) : matchText.unreadable(file));
  }
  return undefined;
}

/** The one that the first line holds most of. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return [';', ',', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

function checkHeader(file: string, header: readonly string[], id: string, wanted: readonly string[]): void {
  if (!header.includes(id)) throw new Refusal(matchText.noColumn(file, id));
  const missing = wanted.filter((column) => !header.includes(column));
  if (missing.length === wanted.length) throw new Refusal(matchText.noKnownColumn(file, wanted));
  if (missing.length > 0) process.stderr.write(`${matchText.takenAsEmpty(file, missing)}\n`);
}

/** Key → entries that have it. */
type Index = Map<string, Entry[]>;

async function indexOf(register: AsyncIterable<Entry>, matcher: Matcher): Promise<Index> {
  const index: Index = new Map();
  for await (const entry of register) {
    for (const key of matcher.keys(entry.record)) {
      const sharing = index.get(key);
      if (sharing === undefined) index.set(key, [entry]);
      else sharing.push(entry);
    }
  }
  return index;
}

async function* pairLines({ left, right, config: configFile, all }: Options): AsyncGenerator<string> {
  const config = await readMatchConfig(configFile);
  const matcher = createMatcher(config, new Date().toISOString().slice(0, 10));
  const index = await indexOf(entries(left, 'left', config, matcher), matcher);
  yield 'left_id,right_id,verdict,weight,fields\n';
  for await (const { id, record } of entries(right, 'right', config, matcher)) {
    const candidates = new Set(matcher.keys(record).flatMap((key) => index.get(key) ?? []));
    const pairs = Array.from(candidates, (entry) => ({
      leftId: entry.id,
      ...matcher.compare(entry.record, record),
    }));
    for (const pair of pairs.toSorted((a, b) => b.weight - a.weight)) {
      if (all || pair.verdict !== 'different') yield pairLine(pair.leftId, id, pair);
    }
  }
}

/** Fields with a value on both sides: "nik=exact(+16.5) address=different(-1.9)". */
function pairLine(leftId: string, rightId: string, { verdict, weight, fields }: Comparison): string {
  const signed = (bits: number) => `${bits < 0 ? '' : '+'}${bits.toFixed(1)}`;
  const told = fields
    .filter(({ level }) => level !== 'missing')
    .map(({ field, level, weight: bits }) => `${field}=${level}(${signed(bits)})`);
  return `${quoted(leftId)},${quoted(rightId)},${verdict},${weight.toFixed(1)},${told.join(' ')}\n`;
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Exit code. */
async function main(): Promise<number> {
  try {
    await pipeline(Readable.from(pairLines(readOptions())), process.stdout, { end: false });
    return 0;
  } catch (error) {
    // Whoever read has seen enough, as `head` has.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main();
