import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Batches, Row } from './cells.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Characters of a cell that Excel opens. */
const MAX_CELL = 32_767;

const parts = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  // 0: text as it stands; 1: the same in bold.
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
} as const;

/** One sheet, packed while it is written: what is in memory is one batch. Texts stand inline, typed as texts. */
export async function* xlsxFile(head: Row, batches: Batches): AsyncGenerator<Uint8Array> {
  let packed: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, chunk) => {
    fault = error ?? fault;
    packed.push(chunk);
  });
  const flush = function* (): Generator<Uint8Array> {
    if (fault !== null) throw fault;
    const ready = packed;
    packed = [];
    for (const chunk of ready) if (chunk.length > 0) yield chunk;
  };
  const file = (name: string) => {
    const entry = new ZipDeflate(name, { level: 3 });
    zip.add(entry);
    return entry;
  };
  for (const [name, xml] of Object.entries(parts)) file(name).push(strToU8(HEAD + xml), true);
  const sheet = file('xl/worksheets/sheet1.xml');
  const widths = head.map(
    (_cell, index) =>
      `<col min="${String(index + 1)}" max="${String(index + 1)}" width="20" customWidth="1"/>`,
  );
  sheet.push(
    strToU8(
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${rowXml(head, 1)}`,
    ),
  );
  for await (const rows of batches) {
    let xml = '';
    for (const row of rows) xml += rowXml(row, 0);
    sheet.push(strToU8(xml));
    yield* flush();
  }
  sheet.push(strToU8('</sheetData></worksheet>'), true);
  zip.end();
  yield* flush();
}

function rowXml(row: Row, style: 0 | 1): string {
  const cells = row.map((cell) =>
    cell === null || cell === ''
      ? '<c/>'
      : `<c s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`,
  );
  return `<row>${cells.join('')}</row>`;
}

// What XML 1.0 has no way to write: it would make the file unreadable.
const UNWRITABLE = /[\ufffe\uffff]|(?![\t\n\r])\p{Cc}|\p{Cs}/gu;

function xmlText(text: string): string {
  return (
    text
      .slice(0, MAX_CELL)
      .replace(UNWRITABLE, '')
      // Excel reads _x000D_ as the character of that number.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
  );
}
