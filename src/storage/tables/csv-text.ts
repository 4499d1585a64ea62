import { TableFault, type Table, type TableSource } from '../../domain/import/table.js';
import { bytesOf } from './source.js';

export type Encoding = NonNullable<Table['encoding']>;

/** From the marks at its begin; without them UTF-8, if the whole file is. */
export async function encodingOf(source: TableSource): Promise<Encoding> {
  const head = await bytesOf(source, 0, 2);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of source.read(0, source.size)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

/** From 0x80 to 0x9f it is not Latin-1, which is what Node's own decoder of that name takes it for. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => upper.charAt(character.charCodeAt(0) - 0x80));
}

/** The text in pieces, its line ends made `\n`. */
export async function* textOf(
  source: TableSource,
  encoding: Encoding,
  to = source.size,
): AsyncGenerator<string> {
  const decoder = encoding === 'windows-1252' ? null : new TextDecoder(encoding);
  const ends = new LineEnds();
  for await (const bytes of source.read(0, to)) {
    yield ends.of(decoder === null ? windows1252(bytes) : decoder.decode(bytes, { stream: true }));
  }
  // What is left of a character that the file breaks off in.
  yield ends.of(decoder?.decode() ?? '') + ends.rest();
}

/** `\r\n` becomes `\n`; in a file that has no `\n` where it begins, `\r` does. */
class LineEnds {
  private held = '';
  private old: boolean | null = null;

  of(text: string): string {
    const whole = this.held + text;
    this.old ??= whole === '' ? null : /\r(?!\n)./s.test(whole) && !whole.includes('\n');
    if (this.old === true) return whole.replaceAll('\r', '\n');
    this.held = whole.endsWith('\r') ? '\r' : '';
    const ready = this.held === '' ? whole : whole.slice(0, -1);
    return ready.includes('\r') ? ready.replaceAll('\r\n', '\n') : ready;
  }

  rest(): string {
    const rest = this.held === '' ? '' : '\n';
    this.held = '';
    return rest;
  }
}

/** Tabs and line ends aside, no list of people has control characters: it is some other file. */
export function checkIsText(head: string): void {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001f]/.test(head)) throw new TableFault('file.not_a_table');
  if (/^\s*<(?:!doctype|html|table|\?xml|head|meta|style)/i.test(head)) throw new TableFault('file.web_page');
}
