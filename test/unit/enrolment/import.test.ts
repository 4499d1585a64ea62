import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.js';
import { DesaDirectory } from '../../../src/usecases/enrolment/import/desa-directory.js';
import { judgeRows } from '../../../src/usecases/enrolment/import/judge-rows.js';
import { columnOf, readRows } from '../../../src/usecases/enrolment/import/read-rows.js';
import { readTable } from '../../../src/usecases/enrolment/import/read-table.js';
import { csvTemplate, xlsxTemplate } from '../../../src/usecases/enrolment/import/template.js';
import type { ReporterRecord } from '../../../src/usecases/enrolment/model.js';
import { anyText } from '../../support/any-text.js';
import { workbook } from '../../support/workbook.js';

const read = (bytes: Uint8Array | string) => readRows(readTable(Buffer.from(bytes)));
const problem = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof AppError ? error.details['field'] : error;
  }
};
const header = 'nama,jabatan,no hp,desa,kecamatan';
const person = { name: 'Uji Contoh', role: 'PSM', phone: '0812', desa: 'Uji Satu', kecamatan: '' };

describe('a list of reporters', () => {
  it.each([
    ['commas', 'Nama,Jabatan,No HP,Desa\nUji Contoh,PSM,0812,Uji Satu'],
    ['semicolons', 'NAMA LENGKAP;Peran;Telepon;Nama Desa\r\nUji Contoh;PSM;0812;Uji Satu\r\n'],
    ['tabs', 'desa\twa\tnama\tjabatan\nUji Satu\t0812\tUji Contoh\tPSM'],
    ['a BOM', '\ufeffNama;Jabatan;No. HP/WA;Desa/Kelurahan\nUji Contoh;PSM;0812;Uji Satu'],
    ['quotes', '"Nama","Jabatan","No HP","Desa"\n"Uji Contoh","PSM","0812","Uji Satu"'],
    ['a title above', 'Daftar pelapor;;;\n;;;\nnama;jabatan;hp;desa\nUji Contoh;PSM;0812;Uji Satu'],
    ['Excel’s own first line', 'sep=;\nnama;jabatan;hp;desa\nUji Contoh;PSM;0812;Uji Satu'],
    ['columns that are not ours', 'no,nama,alamat,jabatan,hp,desa\n1,Uji Contoh,x,PSM,0812,Uji Satu'],
  ])('is read with %s', (_what, text) => {
    expect(read(text)).toEqual([{ ...person, line: expect.any(Number) as number }]);
  });

  it('is read in Windows-1252 and UTF-16, as Excel saves it', () => {
    const text = 'nama;jabatan;hp;desa\nUji Contoh é’;PSM;0812;Uji Satu';
    const ansi = Buffer.from(text.replace('’', '\u0092'), 'latin1');
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [ansi, wide]) expect(read(bytes)[0]?.name).toBe('Uji Contoh é’');
  });

  it('knows the line of each row, blank ones and line breaks in cells counted', () => {
    const rows = read(`${header}\n\nUji A,psm,1,"Satu,\nDua",\n,,,,\nUji B,psm,2,Satu,`);
    expect(rows.map(({ name, desa }) => [name, desa])).toEqual([
      ['Uji A', 'Satu,\nDua'],
      ['Uji B', 'Satu'],
    ]);
  });

  it('is read from the first sheet of a workbook, numbers and gaps included', () => {
    const bytes = workbook([
      ['nama', 'jabatan', 'no hp', null, 'desa'],
      ['Uji <Contoh> & Co', 'psm', 81234567890, null, 'Uji Satu'],
      [null, null, null, null, null],
      ['Uji Dua', 'psm', '081234567891', null, 'Uji Satu'],
    ]);
    expect(read(bytes)).toEqual([
      {
        line: 2,
        name: 'Uji <Contoh> & Co',
        role: 'psm',
        phone: '81234567890',
        desa: 'Uji Satu',
        kecamatan: '',
      },
      { line: 4, name: 'Uji Dua', role: 'psm', phone: '081234567891', desa: 'Uji Satu', kecamatan: '' },
    ]);
  });

  it('has templates that it reads itself', () => {
    expect(read(csvTemplate())).toEqual(read(xlsxTemplate()));
    expect(read(csvTemplate())).toHaveLength(1);
  });

  it.each([
    ['none', ''],
    ['no_header', 'a;b;c\n1;2;3'],
    ['no_rows', header],
    ['no_rows', '\n \n'],
    ['header_twice', 'nama,nama lengkap,jabatan,hp,desa\nA,B,psm,1,x'],
    ['unreadable', 'nama,jabatan\u0000,hp,desa\nA,B,psm,1,x'],
    ['unreadable', `${header}\n"Uji`],
    ['old_excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])],
    ['unreadable', Buffer.from([0x50, 0x4b, 3, 4, 9, 9, 9])],
    ['unreadable', zipSync({ 'halo.txt': strToU8('halo') })],
    ['too_large', Buffer.alloc(2 * 1024 * 1024 + 1, 'a')],
    ['too_many_rows', [header, ...Array.from({ length: 2_001 }, () => 'a,b,c,d,e')].join('\n')],
  ])('is refused as %s', (field, content) => {
    expect(problem(() => read(content))).toBe(field);
  });

  it('may have 2,000 rows', () => {
    expect(read([header, ...Array.from({ length: 2_000 }, () => 'a,b,c,d,e')].join('\n'))).toHaveLength(
      2_000,
    );
  });

  it('is not unpacked when it says that it is huge, and cut off when it lies about it', () => {
    const row = '<row><c t="inlineStr"><is><t>nama</t></is></c></row>';
    const bomb = strToU8(`<worksheet><sheetData>${row.repeat(500_000)}</sheetData></worksheet>`);
    const honest = workbook([['nama']], { 'xl/worksheets/sheet9.xml': bomb });
    expect(honest.length).toBeLessThan(2 * 1024 * 1024);
    expect(problem(() => read(honest))).toBe('too_large');
    const lying = Buffer.from(honest);
    for (let at = 0; at < lying.length - 46; at += 1) {
      if (lying.readUInt32LE(at) === 0x02014b50 && lying.readUInt32LE(at + 24) === bomb.length) {
        lying.writeUInt32LE(1_000, at + 24);
      }
    }
    expect(problem(() => read(lying))).toBe('unreadable');
  });

  it('expands no entity', () => {
    const dtd = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
    const sheet = `${dtd}<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`;
    const bytes = workbook([['nama']], { 'xl/worksheets/sheet9.xml': strToU8(sheet) });
    expect(problem(() => read(bytes))).toBe('unreadable');
  });

  it('is read or refused in words, whatever the file holds', () => {
    const fields = [
      'none',
      'too_large',
      'too_many_rows',
      'old_excel',
      'unreadable',
      'no_rows',
      'no_header',
      'header_twice',
    ];
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(anyText).map((lines) => Buffer.from([header, ...lines].join('\n'))),
      fc.uint8Array({ maxLength: 300 }).map((rest) => Buffer.from([0x50, 0x4b, 3, 4, ...rest])),
    );
    fc.assert(
      fc.property(bytes, (file) => {
        const field = problem(() => read(file));
        if (field !== null) expect(fields).toContain(field);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['No. HP', 'phone'],
    ['NO HP / WA', 'phone'],
    ['Nomor WhatsApp', 'phone'],
    [' Telepon ', 'phone'],
    ['Desa / Kelurahan', 'desa'],
    ['KECAMATAN', 'kecamatan'],
    ['Jabatan/Peran', 'role'],
    ['Nama Pelapor', 'name'],
    ['Alamat', null],
    ['', null],
  ])('has a column %s', (title, column) => {
    expect(columnOf(title)).toBe(column);
  });

  it('has a column or none, whatever its title', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        expect(['name', 'role', 'phone', 'desa', 'kecamatan', null]).toContain(columnOf(title));
      }),
    );
  });
});

describe('the rows of a list', () => {
  const desa = [
    { code: '64.08.04.2001', name: 'Uji Satu', kecamatan: 'Contoh Utara' },
    { code: '64.08.04.2002', name: 'Kembar', kecamatan: 'Contoh Utara' },
    { code: '64.08.05.2001', name: 'Kembar', kecamatan: 'Contoh Selatan' },
  ];
  const known = (changes: Partial<ReporterRecord> = {}): ReporterRecord => ({
    id: 'r1',
    name: 'Uji Contoh',
    role: 'psm',
    phone: '+6281234567890',
    status: 'active',
    desaCodes: ['64.08.04.2001'],
    ...changes,
  });
  const judge = (rows: readonly Partial<typeof person>[], existing: readonly ReporterRecord[] = []) =>
    judgeRows(
      rows.map((row, n) => ({ ...person, phone: '081234567890', ...row, line: n + 2 })),
      {
        desa: new DesaDirectory(desa),
        known: new Map(existing.map((reporter) => [reporter.phone, reporter])),
        mayAccess: (code) => code.startsWith('64.08.'),
      },
    );
  const faults = (row: Partial<typeof person>, existing: readonly ReporterRecord[] = []) => {
    const [verdict] = judge([row], existing);
    return verdict?.result === 'wrong' ? verdict.faults.map(({ column, type }) => `${column} ${type}`) : [];
  };

  it.each([
    ['Uji Satu', '', ['64.08.04.2001']],
    ['desa uji-satu', '', ['64.08.04.2001']],
    ['64.08.04.2001', '', ['64.08.04.2001']],
    ['6408042001', '', ['64.08.04.2001']],
    ['Kembar', 'Kec. Contoh Selatan', ['64.08.05.2001']],
    ['Kembar, Uji Satu', 'contoh utara', ['64.08.04.2002', '64.08.04.2001']],
    ['Uji Satu; 6408052001; Uji Satu', '', ['64.08.04.2001', '64.08.05.2001']],
  ])('find %s (%s)', (typed, kecamatan, codes) => {
    const [verdict] = judge([{ desa: typed, kecamatan }]);
    expect(verdict).toMatchObject({ result: 'new', person: { desaCodes: codes } });
  });

  it.each([
    [{ desa: 'Kembar' }, ['desa ambiguous_desa']],
    [{ desa: 'Tidak Ada' }, ['desa unknown_desa']],
    [{ desa: '64.08.99.2001' }, ['desa unknown_desa']],
    [{ desa: 'Uji Satu', kecamatan: 'Contoh Selatan' }, ['desa unknown_desa']],
    [{ kecamatan: 'Tidak Ada' }, ['kecamatan unknown_kecamatan']],
    [{ desa: ' , ' }, ['desa missing']],
    [{ name: 'A' }, ['name too_short']],
    [{ name: 'a'.repeat(101) }, ['name too_long']],
    [{ role: 'camat' }, ['role unknown_role']],
    [{ phone: '0812' }, ['phone bad_phone']],
    [{ phone: '6,28123E+12' }, ['phone digits_lost']],
    [
      { name: '', role: '', phone: '', desa: '' },
      ['name missing', 'role missing', 'phone missing', 'desa missing'],
    ],
  ])('say what is wrong with %j', (row, expected) => {
    expect(faults(row)).toEqual(expected);
  });

  it('say which earlier line has the number, and take that one', () => {
    const verdicts = judge([{}, { phone: '+62 812-3456-7890' }]);
    expect(verdicts.map(({ result }) => result)).toEqual(['new', 'wrong']);
    expect(verdicts[1]).toMatchObject({ faults: [{ type: 'phone_twice', line: 2 }] });
  });

  it('tell who is as before, who has changed, and who is not to be touched', () => {
    expect(judge([{ role: 'P.S.M.' }], [known()])[0]).toMatchObject({ result: 'same' });
    expect(
      judge([{ name: 'Uji Baru', desa: 'Kembar', kecamatan: 'Contoh Utara' }], [known()])[0],
    ).toMatchObject({
      result: 'changed',
      changes: [
        { field: 'name', from: ['Uji Contoh'], to: ['Uji Baru'] },
        { field: 'desa', from: ['64.08.04.2001'], to: ['64.08.04.2002'] },
      ],
    });
    expect(faults({}, [known({ status: 'suspended' })])).toEqual(['phone not_active']);
    expect(faults({}, [known({ desaCodes: ['64.01.01.2001'] })])).toEqual(['phone not_yours']);
    // A desa beyond the actor's regions is left alone.
    expect(judge([{}], [known({ desaCodes: ['64.08.04.2001', '64.01.01.2001'] })])[0]).toMatchObject({
      result: 'same',
    });
  });
});
