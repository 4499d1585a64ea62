import { parse } from 'csv-parse/sync';
import { RowCollector, unfit, type TableRow } from './table.js';

const delimiters = [';', ',', '\t'] as const;

/** CSV as spreadsheets save it here: `,` `;` or tab, UTF-8 with or without BOM, UTF-16, Windows-1252. */
export function readCsv(bytes: Uint8Array): readonly TableRow[] {
  const text = decode(bytes);
  // Tabs and line ends aside, no list of people has control characters: this is some other file.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw unfit('unreadable');
  // Excel's own first line, which names the delimiter.
  const named = /^sep=(.)\r?\n/.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const collected = new RowCollector();
  const skipped = named === null ? 0 : 1;
  for (const { record, info } of records(body, named?.[1] ?? delimiterOf(body))) {
    collected.add(info.lines + skipped, record);
  }
  return collected.rows;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function records(body: string, delimiter: string): readonly Parsed[] {
  try {
    return parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as readonly Parsed[];
  } catch {
    throw unfit('unreadable');
  }
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** From 0x80 to 0x9f it is not Latin-1, which is what Node's own decoder of that name takes it for. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => upper.charAt(character.charCodeAt(0) - 0x80));
}

/** The one that the first line holds most of, outside its quotes. */
function delimiterOf(text: string): string {
  const first = (/^[\s]*([^\r\n]*)/.exec(text)?.[1] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => first.split(delimiter).length;
  return delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
