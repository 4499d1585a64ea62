import Papa from 'papaparse';
import { TableFault, type TableRow, type TableSource } from '../../domain/import/table.js';
import { checkIsText, encodingOf, textOf, type Encoding } from './csv-text.js';

/** A row of a CSV is never this long: a quote was opened and not closed. */
const MAX_PENDING = 256 * 1024;
/** Lines that one quoted cell may have where quotes are wrong. */
const MAX_JOINED = 20;
const HEAD_BYTES = 64 * 1024;
const delimiters = [';', ',', '\t', '|'] as const;

export interface Csv {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly source: TableSource;
}

/** The library reads a text that breaks off anywhere, and tells where the last whole row ended. */
interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

function parse(text: string, delimiter: string, { partly = false, rows = 0 } = {}): Parsed {
  const Parser = Papa.Parser as unknown as new (config: object) => {
    parse(text: string, from: number, partly: boolean): Parsed;
  };
  return new Parser({ delimiter, newline: '\n', ...(rows === 0 ? {} : { preview: rows }) }).parse(
    text,
    0,
    partly,
  );
}

export async function openCsv(source: TableSource): Promise<Csv> {
  const encoding = await encodingOf(source);
  let head = '';
  for await (const text of textOf(source, encoding, Math.min(source.size, HEAD_BYTES))) head += text;
  checkIsText(head);
  const named = namedDelimiter(head);
  return { source, encoding, delimiter: named?.delimiter ?? guessDelimiter(head) };
}

/** Excel's own first line, `sep=;`. */
function namedDelimiter(text: string): { delimiter: string; length: number } | null {
  const found = /^\ufeff?"?sep=([^\n"])"?\n/.exec(text);
  return found?.[1] === undefined ? null : { delimiter: found[1], length: found[0].length };
}

/** The one by which most of the first rows have one width, wider before narrower. */
function guessDelimiter(head: string): string {
  const text = head.slice(
    0,
    Math.max(head.lastIndexOf('\n') + 1, head.length < HEAD_BYTES ? head.length : 0),
  );
  const score = (delimiter: string) => {
    const widths = parse(text, delimiter, { rows: 60 })
      .data.filter((row) => row.some((cell) => cell.trim() !== ''))
      .map((row) => row.length);
    const counts = new Map<number, number>();
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [width = 1, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    return widths.length === 0 ? 0 : (count / widths.length) * (1 + Math.min(width, 30) / 10);
  };
  const scores = delimiters.map((delimiter) => ({ delimiter, score: score(delimiter) }));
  return scores.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ',';
}

/** All rows, blank ones too, in batches as they come. */
export async function* csvRows({ source, encoding, delimiter }: Csv): AsyncGenerator<TableRow[]> {
  const reader = new CsvReader(delimiter);
  for await (const text of textOf(source, encoding)) yield reader.read(text, false);
  yield reader.read('', true);
}

class CsvReader {
  private pending = '';
  private begun = false;
  private line = 1;

  constructor(private readonly delimiter: string) {}

  read(text: string, last: boolean): TableRow[] {
    this.pending += text;
    if (!this.begun) this.begin();
    if (this.pending === '') return [];
    const { data, errors, meta } = parse(this.pending, this.delimiter, { partly: !last });
    const wrong = Math.min(...errors.map(({ row }) => row ?? 0));
    const quoted = this.pending.includes('"');
    if (wrong < data.length) return this.mixed(data.slice(0, wrong), last);
    this.pending = this.pending.slice(meta.cursor);
    const rows = data.map((cells) => this.row(cells, quoted));
    if (this.pending.length <= MAX_PENDING) return rows;
    return [...rows, ...this.lineByLine(last)];
  }

  private begin(): void {
    if (this.pending === '') return;
    this.begun = true;
    // The mark of UTF-8 before what is none.
    this.pending = this.pending.replace(/^ï»¿/, '');
    const named = namedDelimiter(this.pending);
    if (named !== null) this.line += 1;
    this.pending = this.pending.slice(named?.length ?? 0);
  }

  private row(cells: string[], quoted: boolean, fault: TableRow['fault'] = null): TableRow {
    const n = this.line;
    this.line += 1;
    if (quoted) {
      for (const cell of cells) {
        for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) this.line += 1;
      }
    }
    return { n, cells, fault };
  }

  /** Some row has quotes that do not fit: the library would go on to the next quote, over other people's rows. */
  private mixed(good: string[][], last: boolean): TableRow[] {
    const rows = good.map((cells) => this.row(cells, true));
    if (good.length > 0) {
      const { meta } = parse(this.pending, this.delimiter, { rows: good.length, partly: true });
      this.pending = this.pending.slice(meta.cursor);
    }
    return [...rows, ...this.lineByLine(last)];
  }

  /** Each line for itself, or with those after it that close its quotes; a line that nothing closes is wrong alone. */
  private lineByLine(last: boolean): TableRow[] {
    const rows: TableRow[] = [];
    const lines = this.pending.split('\n');
    // What the text breaks off in is no line yet.
    const broken = last ? '' : (lines.pop() ?? '');
    if (last && lines.at(-1) === '') lines.pop();
    if (broken.length > MAX_PENDING) throw new TableFault('file.damaged', this.line + lines.length);
    let at = 0;
    while (at < lines.length) {
      const whole = this.wholeRow(lines, at);
      if (whole === 'more' && !last) break;
      if (whole === 'more' || whole === null) {
        rows.push(this.row((lines[at] ?? '').split(this.delimiter), false, 'row.quotes'));
        at += 1;
      } else {
        rows.push(this.row(whole.cells, true));
        at += whole.lines;
      }
    }
    this.pending = [...lines.slice(at), broken].join('\n');
    if (last) this.pending = '';
    return rows;
  }

  private wholeRow(lines: readonly string[], at: number): { cells: string[]; lines: number } | 'more' | null {
    let text = lines[at] ?? '';
    if (text === '') return { cells: [''], lines: 1 };
    for (let count = 1; count <= MAX_JOINED && text.length <= MAX_PENDING; count += 1) {
      const { data, errors } = parse(text, this.delimiter);
      const [cells] = data;
      if (errors.length === 0 && cells !== undefined) return { cells, lines: count };
      // What stands behind a closing quote is wrong already: no other line makes it right.
      if (errors.some(({ code }) => code === 'InvalidQuotes')) return null;
      const next = lines[at + count];
      if (next === undefined) return 'more';
      text += `\n${next}`;
    }
    return null;
  }
}
