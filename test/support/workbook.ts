import { strToU8, zipSync } from 'fflate';

export type Cell = string | number | null;

const head = '<?xml version="1.0" encoding="UTF-8"?>';

/** A workbook as Excel writes it: texts in a table of their own, numbers as numbers, empty cells left out. */
export function workbook(
  rows: readonly (readonly Cell[])[],
  extra: Readonly<Record<string, Uint8Array>> = {},
): Buffer {
  const texts = [...new Set(rows.flat().filter((cell) => typeof cell === 'string'))];
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const cell = (value: Cell, row: number, column: number) => {
    const at = `${String.fromCharCode(65 + column)}${String(row + 1)}`;
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${at}"><v>${value.toExponential()}</v></c>`;
    return `<c r="${at}" t="s"><v>${String(texts.indexOf(value))}</v></c>`;
  };
  const sheet = rows
    .map((row, n) => `<row r="${String(n + 1)}">${row.map((value, at) => cell(value, n, at)).join('')}</row>`)
    .join('');
  const shared = texts.map(
    (text) => `<si><r><t>${escaped(text.slice(0, 2))}</t></r><r><t>${escaped(text.slice(2))}</t></r></si>`,
  );
  const files = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="Satu" sheetId="4" r:id="rId7"/><sheet name="Dua" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="/xl/worksheets/sheet9.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst>${shared.join('')}</sst>`,
    'xl/worksheets/sheet9.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/worksheets/sheet1.xml': '<worksheet><sheetData/></worksheet>',
  };
  const packed = Object.entries(files).map(([name, xml]) => [name, strToU8(head + xml)] as const);
  return Buffer.from(zipSync({ ...Object.fromEntries(packed), ...extra }));
}
