import { strToU8, zipSync } from 'fflate';
import { importText } from '../../../i18n/enrolment.js';

const rows = [importText.templateHeader, importText.templateRow];

/** As Excel in Indonesia reads it: UTF-8 with its mark, and semicolons. */
export function csvTemplate(): string {
  return `\ufeff${rows.map((row) => row.join(';')).join('\r\n')}\r\n`;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const sheetNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A workbook whose cells are all text: as a number, a telephone number loses its zero. */
export function xlsxTemplate(): Uint8Array {
  const cells = (row: readonly string[]) =>
    row.map((cell) => `<c s="1" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('');
  const columns = `<cols><col min="1" max="${String(importText.templateHeader.length)}" width="24" style="1" customWidth="1"/></cols>`;
  const files = {
    '[Content_Types].xml': `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${sheetNamespace}" xmlns:r="${office}/relationships"><sheets><sheet name="Pelapor" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/relationships/styles" Target="styles.xml"/></Relationships>`,
    // 49 is the built-in format "text".
    'xl/styles.xml': `<styleSheet xmlns="${sheetNamespace}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${sheetNamespace}">${columns}<sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(head + xml)])));
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
