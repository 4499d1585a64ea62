import { TableFault, type TableRow, type TableSource } from '../../domain/import/table.js';
import { SharedTexts } from './shared-texts.js';
import { damaged } from './source.js';
import { isDateFormat, numberText, serialText } from './xlsx-number.js';
import { attribute, xmlWalker, type XmlEvents } from './xml.js';
import { openZip, type Zip } from './zip.js';

const MB = 1024 * 1024;
const MAX_SHEET = 4_096 * MB;
const MAX_TEXTS = 512 * MB;
const MAX_PART = 32 * MB;
const MAX_CELL = 32_767;
const MAX_COLUMNS = 500;
const MAX_ROW = 1_048_576;

export interface Workbook {
  /** Parts of the archive: sheets that are shown, in their order, before hidden ones. */
  readonly sheets: readonly string[];
  /** Rows that have cells. */
  rows(sheet: string): AsyncGenerator<TableRow[]>;
}

interface Inside {
  readonly texts: SharedTexts;
  /** By number of style: its numbers are days. */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

export async function openXlsx(source: TableSource): Promise<Workbook> {
  const zip = await openZip(source);
  if (!zip.has('xl/workbook.xml')) {
    throw new TableFault(zip.has('xl/workbook.bin') ? 'file.old_excel' : 'file.not_a_table');
  }
  const { sheets, from1904 } = await workbookParts(zip);
  const targets = await relations(zip);
  const paths = sheets
    .toSorted((a, b) => Number(a.hidden) - Number(b.hidden))
    .map(({ relation }) => targets.get(relation))
    .filter((target) => target !== undefined && (target.type === '' || target.type.includes('worksheet')))
    .map((target) => target?.path ?? '');
  const inside = { texts: await sharedTexts(zip), dates: await dateStyles(zip), from1904 };
  return {
    sheets: paths.length > 0 ? paths : ['xl/worksheets/sheet1.xml'],
    rows: (sheet) => sheetRows(zip, sheet, inside),
  };
}

async function walk(parts: AsyncIterable<Uint8Array> | null, on: XmlEvents): Promise<void> {
  if (parts === null) return;
  const walker = xmlWalker(on);
  for await (const bytes of parts) walker.write(bytes);
  walker.end();
}

async function workbookParts(zip: Zip) {
  const sheets: { relation: string; hidden: boolean }[] = [];
  let from1904 = false;
  await walk(zip.read('xl/workbook.xml', MAX_PART), {
    open: (name, attributes) => {
      if (name === 'sheet') {
        const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible';
        sheets.push({ relation: attributes['r:id'] ?? attribute(attributes, 'id') ?? '', hidden });
      } else if (name === 'workbookPr') {
        from1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '');
      }
    },
  });
  return { sheets, from1904 };
}

async function relations(zip: Zip): Promise<ReadonlyMap<string, { path: string; type: string }>> {
  const targets = new Map<string, { path: string; type: string }>();
  await walk(zip.read('xl/_rels/workbook.xml.rels', MAX_PART), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const target = attributes['Target'] ?? '';
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      targets.set(attributes['Id'] ?? '', { path, type: attributes['Type'] ?? '' });
    },
  });
  return targets;
}

async function dateStyles(zip: Zip): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const dates: boolean[] = [];
  let inCells = false;
  await walk(zip.read('xl/styles.xml', MAX_PART), {
    open: (name, attributes) => {
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) dates.push(isDateFormat(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

/** Texts of `<si>` and `<is>`: how a word is pronounced (Japanese) is no part of them. */
class RichText {
  value = '';
  private spoken = 0;
  private reading = false;

  open(name: string): void {
    if (name === 'si' || name === 'is') this.value = '';
    else if (name === 'rPh') this.spoken += 1;
    else if (name === 't') this.reading = this.spoken === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.spoken -= 1;
    else if (name === 't') this.reading = false;
  }

  add(text: string): void {
    if (this.reading && this.value.length < MAX_CELL) this.value += text;
  }
}

async function sharedTexts(zip: Zip): Promise<SharedTexts> {
  const texts = new SharedTexts();
  const current = new RichText();
  await walk(zip.read('xl/sharedStrings.xml', MAX_TEXTS), {
    open: (name) => current.open(name),
    close: (name) => {
      current.close(name);
      if (name === 'si') texts.add(unescaped(current.value));
    },
    text: (text) => current.add(text),
  });
  return texts;
}

async function* sheetRows(zip: Zip, sheet: string, inside: Inside): AsyncGenerator<TableRow[]> {
  const parts = zip.read(sheet, MAX_SHEET);
  if (parts === null) throw new TableFault('file.damaged');
  const reader = new SheetReader(inside);
  const walker = xmlWalker(reader);
  try {
    for await (const bytes of parts) {
      walker.write(bytes);
      const rows = reader.take();
      if (rows.length > 0) yield rows;
    }
    walker.end();
  } catch (error) {
    // What was read before the break is whole.
    const rows = reader.take();
    if (rows.length > 0) yield rows;
    const { code } = damaged(error);
    throw new TableFault(code, reader.done + 1, { cause: error });
  }
}

class SheetReader implements XmlEvents {
  /** Of the last row that is whole. */
  done = 0;
  private line = 0;
  private rows: TableRow[] = [];
  private cells: string[] = [];
  private column = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private reading = false;
  private readonly rich = new RichText();

  constructor(private readonly inside: Inside) {}

  take(): TableRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'c') {
      this.column = columnOf(attributes['r']) ?? this.column + 1;
      this.type = attributes['t'] ?? 'n';
      this.style = Number(attributes['s'] ?? 0);
      this.value = '';
      this.rich.open('is');
    } else if (name === 'v') this.reading = true;
    else if (name === 'row') this.beginRow(Number(attributes['r'] ?? 0));
    else this.rich.open(name);
  };

  readonly close = (name: string): void => {
    if (name === 'v') this.reading = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
    else this.rich.close(name);
  };

  readonly text = (text: string): void => {
    if (this.reading) this.value += text;
    else this.rich.add(text);
  };

  private beginRow(said: number): void {
    const next = this.line + 1;
    this.line = Number.isSafeInteger(said) && said > next && said <= MAX_ROW ? said : next;
    if (this.line > MAX_ROW) throw new TableFault('file.too_many_rows');
    this.cells = [];
    this.column = -1;
  }

  private endRow(): void {
    this.rows.push({ n: this.line, cells: this.cells, fault: null });
    this.done = this.line;
  }

  private endCell(): void {
    if (this.column >= MAX_COLUMNS) return;
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = this.shown();
  }

  private shown(): string {
    switch (this.type) {
      case 's':
        return this.value === '' ? '' : this.inside.texts.at(Number(this.value));
      case 'inlineStr':
        return unescaped(this.rich.value);
      case 'e':
        return '';
      case 'b':
        return this.value === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        return this.number();
      default:
        return this.value.slice(0, MAX_CELL);
    }
  }

  private number(): string {
    if (this.value === '') return '';
    const day = this.inside.dates[this.style] === true ? serialText(this.value, this.inside.from1904) : null;
    return day ?? numberText(this.value);
  }
}

/** Excel writes a character that XML cannot hold, or that looks like this, as _x000D_. */
function unescaped(text: string): string {
  const cut = text.slice(0, MAX_CELL);
  return cut.includes('_x')
    ? cut.replace(/_x([\dA-F]{4})_/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : cut;
}

/** 0 for "A7", 27 for "AB7". */
function columnOf(reference: string | undefined): number | null {
  if (reference === undefined) return null;
  let column = 0;
  let at = 0;
  for (; at < 3; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  return at === 0 ? null : column - 1;
}
