import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { AppError } from '../../../errors.js';
import { MAX_CELL, MAX_CELLS, RowCollector, unfit, type TableRow } from './table.js';

/** Unpacked bytes of one part of the workbook; two thousand rows take a fraction of this. */
const MAX_UNPACKED = 16 * 1024 * 1024;
const MAX_ENTRIES = 2_000;

/** The first sheet of an Excel workbook. Only the parts needed are unpacked, and only if they say they are small. */
export function readXlsx(bytes: Uint8Array): readonly TableRow[] {
  try {
    const sheet = firstSheet(bytes);
    const texts = sharedTexts(unpack(bytes, 'xl/sharedStrings.xml'));
    return readSheet(unpack(bytes, sheet) ?? missing(), texts);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unfit('unreadable');
  }
}

function missing(): never {
  throw unfit('unreadable');
}

/** null: there is no such part. The buffer is as large as the archive says; what is more is cut off. */
function unpack(bytes: Uint8Array, path: string): string | null {
  let entries = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      entries += 1;
      if (entries > MAX_ENTRIES) throw unfit('unreadable');
      if (name !== path) return false;
      if (originalSize > MAX_UNPACKED) throw unfit('too_large');
      return true;
    },
  });
  const file = files[path];
  return file === undefined ? null : strFromU8(file);
}

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Walks the XML with prefixes left off (`x:row` is `row`). Entities of a DTD are not known, so none expands. */
function walk(
  xml: string,
  on: {
    readonly open?: (tag: Tag) => void;
    readonly close?: (name: string) => void;
    readonly text?: (text: string) => void;
  },
): void {
  const parser = new SaxesParser();
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', () => missing());
  parser.on('opentag', ({ name, attributes }) => on.open?.({ name: local(name), attributes }));
  parser.on('closetag', ({ name }) => on.close?.(local(name)));
  parser.on('text', (text) => on.text?.(text));
  parser.on('cdata', (text) => on.text?.(text));
  parser.write(xml).close();
}

function firstSheet(bytes: Uint8Array): string {
  const relations: string[] = [];
  walk(unpack(bytes, 'xl/workbook.xml') ?? missing(), {
    open: ({ name, attributes }) => {
      if (name === 'sheet') relations.push(attributes['r:id'] ?? '');
    },
  });
  const targets = new Map<string, string>();
  walk(unpack(bytes, 'xl/_rels/workbook.xml.rels') ?? missing(), {
    open: ({ name, attributes }) => {
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
    },
  });
  const path = targets.get(relations[0] ?? '') ?? 'worksheets/sheet1.xml';
  return path.startsWith('/') ? path.slice(1) : `xl/${path}`;
}

function sharedTexts(xml: string | null): readonly string[] {
  const texts: string[] = [];
  if (xml === null) return texts;
  let current = '';
  let spoken = 0;
  let reading = false;
  walk(xml, {
    open: ({ name }) => {
      if (name === 'si') current = '';
      // How a word is pronounced (Japanese) is no part of it.
      if (name === 'rPh') spoken += 1;
      reading = name === 't' && spoken === 0;
    },
    close: (name) => {
      if (name === 'si') texts.push(current.slice(0, MAX_CELL));
      if (name === 'rPh') spoken -= 1;
      if (name === 't') reading = false;
    },
    text: (text) => {
      if (reading) current += text;
    },
  });
  return texts;
}

function readSheet(xml: string, texts: readonly string[]): readonly TableRow[] {
  const collected = new RowCollector();
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let type = 'n';
  let value = '';
  let reading = false;
  walk(xml, {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1);
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1;
        type = attributes['t'] ?? 'n';
        value = '';
      }
      reading = name === 'v' || name === 't';
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'c' && column < MAX_CELLS) cells[column] = shown(type, value, texts);
      if (name === 'row')
        collected.add(
          line,
          Array.from(cells, (cell: string | undefined) => cell ?? ''),
        );
    },
    text: (text) => {
      if (reading) value += text;
    },
  });
  return collected.rows;
}

/** 0 for "A7", 27 for "AB7". */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function shown(type: string, value: string, texts: readonly string[]): string {
  if (type === 's') return texts[Number(value)] ?? '';
  if (type === 'e') return '';
  // 8.1234567890000000E10 is how a telephone number may be written that was typed as a number.
  return type === 'n' && value !== '' && Number.isSafeInteger(Number(value)) ? String(Number(value)) : value;
}
