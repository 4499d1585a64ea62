import { SaxesParser } from 'saxes';
import { TableFault } from '../../domain/import/table.js';

export interface XmlEvents {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Longest text between two pieces of markup: a sheet's cell holds no more than 32,767 characters. */
const MAX_TEXT = 1024 * 1024;

/**
 * Walks XML that comes in pieces, prefixes left off (`x:row` is `row`). Entities of a DTD are not known,
 * so none expands. `write` throws TableFault for what is no XML.
 */
export function xmlWalker(on: XmlEvents): { write(bytes: Uint8Array): void; end(): void } {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const decoder = new TextDecoder();
  let sinceMarkup = 0;
  parser.on('error', (error) => {
    throw new TableFault('file.damaged', null, { cause: error });
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceMarkup = 0;
    on.open?.(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sinceMarkup = 0;
    on.close?.(local(name));
  });
  if (on.text !== undefined) {
    parser.on('text', on.text);
    parser.on('cdata', on.text);
  }
  return {
    write(bytes) {
      const text = decoder.decode(bytes, { stream: true });
      // The parser keeps a text until its end, however long: more than any cell has is no workbook.
      sinceMarkup += text.length;
      parser.write(text);
      if (sinceMarkup > MAX_TEXT) throw new TableFault('file.damaged');
    },
    end() {
      parser.write(decoder.decode()).close();
    },
  };
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** The attribute by its name without a prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  return attributes[wanted] ?? Object.entries(attributes).find(([name]) => local(name) === wanted)?.[1];
}
