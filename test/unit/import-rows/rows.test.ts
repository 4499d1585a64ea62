import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellsOf,
  fitsMapping,
  guessMapping,
  missingColumns,
  savedMapping,
  type CellsByColumn,
} from '../../../src/domain/import/mapping.js';
import { looksMonthFirst } from '../../../src/domain/import/dates.js';
import { Places } from '../../../src/domain/import/places.js';
import { looksRounded, readRow } from '../../../src/domain/import/read-row.js';
import { sourceRowSchema, type SourceRow } from '../../../src/domain/import/row.js';
import { columns, sources, type Column, type Source } from '../../../src/domain/import/sources.js';
import { pmksCategories } from '../../../src/domain/pmks/categories.js';
import {
  fileFaultSentence,
  missingColumnsSentence,
  monthFirstColumnSentence,
  roundedColumnSentence,
  rowFaultCells,
  rowFaultHead,
  rowFaultSentence,
} from '../../../src/i18n/import.js';
import { csvLine } from '../../../src/usecases/export/cells.js';
import { anyText } from '../../support/any-text.js';

const places = new Places([
  { code: '11.99.01.2001', name: 'Contoh Satu', kecamatan: 'Uji Utara' },
  { code: '11.99.01.2002', name: 'Contoh Dua', kecamatan: 'Uji Utara' },
  { code: '11.99.01.2003', name: 'Suka Uji I', kecamatan: 'Uji Utara' },
  { code: '11.99.01.2004', name: 'Suka Uji II', kecamatan: 'Uji Utara' },
  { code: '11.99.02.2001', name: 'Contoh Satu', kecamatan: 'Uji Selatan' },
  { code: '11.99.02.1002', name: 'Lubuk Percobaan', kecamatan: 'Uji Selatan' },
]);
const today = '2026-11-26';
const context = { today, places };
const person = {
  nik: '1199015203800001',
  name: 'UJI CONTOH',
  kecamatan: 'Uji Utara',
  desa: 'Contoh Satu',
} as const;

const read = (cells: CellsByColumn, source: Source = 'DTKS') => readRow(source, cells, context);
const taken = (cells: CellsByColumn, source: Source = 'DTKS') => {
  const reading = read(cells, source);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading;
};
const row = (cells: CellsByColumn, source: Source = 'DTKS') => taken({ ...person, ...cells }, source).row;
const codes = (cells: CellsByColumn, source: Source = 'DTKS') => {
  const reading = read({ ...person, ...cells }, source);
  return (reading.ok ? reading.warnings : reading.faults).map(({ code }) => code);
};

describe('a row of a source', () => {
  it('says who it is about', () => {
    const cells = {
      ...person,
      kk: '1199010101120003',
      birthDate: '12/03/1980',
      sex: 'Perempuan',
      address: 'Jl. Uji 1',
      rt: '003',
      rw: 'RW 01',
      relation: 'Istri',
      occupation: 'Petani',
      status: 'Aktif',
      desil: 'Desil 2',
      rankedOn: 'TW III 2025',
      sourceKey: 'D-1',
      phone: '0812-3456-7890',
    };
    expect(taken(cells)).toEqual({
      ok: true,
      warnings: [],
      row: {
        sourceKey: 'D-1',
        familyKey: null,
        nik: '1199015203800001',
        kk: '1199010101120003',
        name: 'UJI CONTOH',
        birthDate: '1980-03-12',
        sex: 'P',
        desaCode: '11.99.01.2001',
        address: 'Jl. Uji 1 RT 003 RW 01',
        relation: 'Istri',
        occupation: 'Petani',
        status: 'Aktif',
        desil: 2,
        rankedOn: '2025-07-01',
        category: null,
        disability: null,
        note: null,
        verification: null,
        motherName: null,
        phone: '+6281234567890',
      },
    });
  });

  it('takes birth date and sex from the NIK where nothing is written, and says where they differ', () => {
    expect(row({})).toMatchObject({ birthDate: '1980-03-12', sex: 'P' });
    expect(codes({ birthDate: '13-03-1980', sex: 'L' })).toEqual(['birth_date.not_as_nik', 'sex.not_as_nik']);
    // A NIK has no century.
    expect(codes({ nik: '1199011203250001', birthDate: '12/03/1925', sex: 'L' })).toEqual([]);
  });

  it.each([
    ['6,40804E+15', 'nik.scientific'],
    ['6.40804120380001E+15', 'nik.scientific'],
    ['0', 'nik.placeholder'],
    ['9999999999999999', 'nik.placeholder'],
    ['119901520380001', 'nik.not_16_digits'],
    ['0099015203800001', 'nik.unknown_region'],
    ['1199013502800001', 'nik.impossible_date'],
    ['1199015203800000', 'nik.no_serial'],
  ])('with the NIK %s is kept without it, and kept out when nothing else tells the person', (nik, code) => {
    expect(codes({ nik })).toContain(code);
    expect(row({ nik }).nik).toBeNull();
    const alone = read({ name: 'UJI CONTOH', nik });
    expect(alone.ok).toBe(false);
    expect(codes({ nik, desa: '', kecamatan: '' })).toEqual(
      expect.arrayContaining(['row.no_identity', code]),
    );
  });

  it.each([
    ["'1199015203800001"],
    ['1199 0152 0380 0001'],
    ['1199015203800001.0'],
    ['NIK: 1199015203800001'],
  ])('reads the NIK %s', (nik) => {
    expect(row({ nik }).nik).toBe('1199015203800001');
  });

  it.each([
    ['1980-03-12', '1980-03-12'],
    ['12-3-80', '1980-03-12'],
    ['12.03.1980', '1980-03-12'],
    ['12 Maret 1980', '1980-03-12'],
    ['12-Mar-80', '1980-03-12'],
    ['12 Pebruari 1980', '1980-02-12'],
    ['29292', '1980-03-12'],
    ['19800312', '1980-03-12'],
    ['12031980', '1980-03-12'],
    ['1980-03-12 00:00:00', '1980-03-12'],
    ['12/03/1980 0:00', '1980-03-12'],
    ['1-1-26', '2026-01-01'],
    ['1-1-27', '1927-01-01'],
    ['Uji Satu, 12 Maret 1980', '1980-03-12'],
    ['0000-00-00', '1980-03-12'],
  ])('reads the date %s', (birthDate, date) => {
    expect(row({ birthDate }).birthDate).toBe(date);
  });

  it.each([
    ['03/25/1980', 'date.month_first'],
    ['31/02/1980', 'date.impossible'],
    ['12/03/2080', 'date.future'],
    ['12/03/1880', 'date.too_old'],
    ['pagi', 'date.unreadable'],
    ['20/10/20/10', 'date.unreadable'],
  ])('takes no date from %s', (birthDate, code) => {
    expect(codes({ birthDate })).toEqual([code]);
    expect(row({ birthDate }).birthDate).toBe('1980-03-12');
    expect(row({ birthDate, nik: '' }).birthDate).toBeNull();
  });

  it.each([
    [{ desa: 'DESA CONTOH-SATU', kecamatan: 'Kec. Uji Utara' }, '11.99.01.2001', []],
    [{ desa: 'Kel. Lubuk Percobaan', kecamatan: '' }, '11.99.02.1002', []],
    [{ desa: '11.99.01.2002', kecamatan: '' }, '11.99.01.2002', []],
    [{ desa: '1199012002', kecamatan: '' }, '11.99.01.2002', []],
    [{ desa: '1199012002 - Contoh Dua', kecamatan: '' }, '11.99.01.2002', []],
    [{ desa: 'Contoh Dua', desaCode: '1199012002', kecamatan: '' }, '11.99.01.2002', []],
    // A code of another list: the name counts.
    [{ desa: 'Contoh Dua', desaCode: '1101010001' }, '11.99.01.2002', []],
    [{ desa: 'Contoh Satu', kecamatan: '', kecamatanCode: '119902' }, '11.99.02.2001', []],
    [{ desa: 'Lubok Percobaan', kecamatan: 'Uji Selatan' }, '11.99.02.1002', ['desa.near']],
    [{ desa: 'Lubok Percobaan', kecamatan: '' }, null, ['desa.unknown']],
    [{ desa: 'Contoh Satu', kecamatan: '' }, null, ['desa.several']],
    [{ desa: 'Suka Uji III' }, null, ['desa.unknown']],
    [{ desa: 'Sukka Uji II' }, '11.99.01.2004', ['desa.near']],
    [{ desa: 'Lubuk Percobaan', desaCode: '1199012001' }, null, ['desa.code_not_name']],
    [{ desa: '', kecamatan: '' }, null, ['desa.missing']],
    [{ kecamatan: 'Tidak Dikenal' }, null, ['kecamatan.unknown']],
  ] as const)('finds the desa in %j', (cells, code, warned) => {
    expect(row(cells).desaCode).toBe(code);
    expect(codes(cells)).toEqual(warned);
  });

  it.each([
    ['1', '01'],
    ['PMKS-09', '09'],
    ['24 - Fakir Miskin', '24'],
    ['FAKIR MISKIN', '24'],
    ['Anak Balita Terlantar', '01'],
    ['Lanjut Usia Telantar (LUT)', '08'],
    ['ODHA', '16'],
  ])('of PMKS reads the category %s', (category, code) => {
    expect(row({ category }, 'PMKS').category).toBe(code);
  });

  it.each(pmksCategories.map(({ name, code }) => [name, code]))('of PMKS knows %s', (name, code) => {
    expect(row({ category: name.toUpperCase() }, 'PMKS').category).toBe(code);
  });

  it.each([
    ['', 'category.missing'],
    ['27', 'category.unknown'],
    ['pemulung dan pengemis', 'category.unknown'],
    ['01 - Fakir Miskin', 'category.unknown'],
    ['12, 13', 'category.several'],
  ])('of PMKS is kept out with the category "%s"', (category, code) => {
    expect(read({ ...person, category }, 'PMKS')).toMatchObject({ ok: false, faults: [{ code }] });
  });

  it('of PMKS warns of unusual age, sex, and of a disability that is missing', () => {
    expect(codes({ category: '01' }, 'PMKS')).toEqual(['category.age']);
    expect(codes({ category: '09' }, 'PMKS')).toEqual(['category.no_disability']);
    expect(codes({ category: '09', disability: 'Netra' }, 'PMKS')).toEqual([]);
    expect(codes({ category: '23', nik: '1199011203800001' }, 'PMKS')).toEqual(['category.sex']);
  });

  it.each([
    [{}, null, []],
    [{ verifiedResult: 'Belum diverifikasi' }, null, []],
    [{ verifiedResult: 'Tidak' }, null, []],
    [{ verifiedBy: 'Petugas Uji' }, null, ['verification.incomplete']],
    [{ verifiedResult: 'belum', verifiedOn: '1/2/2026' }, null, ['verification.incomplete']],
    [
      { verifiedResult: 'Tidak layak', verifiedOn: '1/2/2026', verifiedBy: 'Petugas Uji' },
      { on: '2026-02-01', by: 'Petugas Uji', result: 'Tidak layak' },
      [],
    ],
    [{ verifiedOn: '1/2/2026' }, { on: '2026-02-01', by: null, result: null }, ['verification.incomplete']],
  ])('of P3KE is verified only where it says so: %j', (cells, verification, warned) => {
    expect(row(cells, 'P3KE').verification).toEqual(verification);
    expect(codes(cells, 'P3KE')).toEqual(warned);
  });

  it.each([
    [{ name: '' }, 'name.missing'],
    [{ name: ' - ' }, 'name.missing'],
    [{ name: '1199015203800001' }, 'name.unreadable'],
    [{ name: 'A'.repeat(101) }, 'name.too_long'],
    [{ name: 'E' }, 'name.one_letter'],
    [{ kk: '1199015203800001' }, 'kk.same_as_nik'],
    [{ sourceKey: '1,23E+14' }, 'key.scientific'],
    [{ sourceKey: 'x'.repeat(101) }, 'key.too_long'],
    [{ desil: '11' }, 'desil.unreadable'],
    [{ sex: 'X' }, 'sex.unreadable'],
    [{ phone: '123' }, 'phone.unreadable'],
    [{ note: 'x'.repeat(1_001) }, 'text.cut'],
    [{ note: `${'x'.repeat(999)}😀` }, 'text.cut'],
  ] as const)('says what is wrong in %j', (cells, code) => {
    expect(codes(cells)).toEqual([code]);
  });

  it('is kept out when its cells are not where they belong', () => {
    expect(readRow('DTKS', person, context, 'row.quotes')).toEqual({
      ok: false,
      faults: [{ column: null, code: 'row.quotes' }],
    });
  });
});

describe('a column of dates', () => {
  it.each([
    [['03/04/1980', '03/25/1980 0:00', '', 'x'], true],
    [['03/04/1980', '12/03/1980'], false],
    [['03/25/1980', '25/03/1980'], false],
    [['1980-03-25', '25 Maret 1980'], false],
  ])('%j is month first: %j', (cells, monthFirst) => {
    expect(looksMonthFirst(cells)).toBe(monthFirst);
  });
});

describe('a column of numbers', () => {
  it('that all end in 0 has lost its last digit, if there are enough of them', () => {
    const ending = (step: number) =>
      Array.from({ length: 30 }, (_, n) => `11990152038${String(10_000 + n * step)}`);
    expect(looksRounded(ending(10))).toBe(true);
    expect(looksRounded(ending(1))).toBe(false);
    expect(looksRounded(ending(10).slice(0, 5))).toBe(false);
  });
});

const likely: Readonly<Partial<Record<Column, fc.Arbitrary<string>>>> = {
  nik: fc.constantFrom('1199015203800001', '1199011203250002', '6,4E+15', "'1199015203800001", '1199'),
  birthDate: fc.constantFrom('12/03/1980', '29292', '31/31/31', '1980-03-12'),
  sex: fc.constantFrom('L', 'p', '2', 'wanita', '?'),
  name: fc.constantFrom('UJI CONTOH', 'Uji', '-', 'E'),
  desa: fc.constantFrom('Contoh Satu', 'Contoh Duo', '1199012002', 'x'),
  kecamatan: fc.constantFrom('Uji Utara', 'Uji Selatam', ''),
  desil: fc.constantFrom('1', '10', '11'),
  category: fc.constantFrom('1', '09', 'Pemulung', '1;2'),
  phone: fc.constantFrom('081234567890', '+62812', ''),
  verifiedOn: fc.constantFrom('1/2/2026', 'x'),
};
const anyCells: fc.Arbitrary<CellsByColumn> = fc.record(
  Object.fromEntries(
    columns.map((column) => [
      column,
      fc.oneof(anyText, likely[column] ?? anyText, likely[column] ?? anyText),
    ]),
  ) as Record<Column, fc.Arbitrary<string>>,
  { requiredKeys: [] },
);

describe('whatever the cells hold', () => {
  it('a row is what its schema says, or a fault in words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sources), anyCells, (source, cells) => {
        const reading = read(cells, source);
        const faults = reading.ok ? reading.warnings : reading.faults;
        for (const fault of faults) expect(rowFaultSentence(fault)).toMatch(/^[^]{10,}[.]$/);
        expect(reading.ok || faults.length > 0).toBe(true);
        if (!reading.ok) return;
        expect(sourceRowSchema.parse(reading.row)).toEqual(reading.row);
        const { nik, birthDate, desaCode } = reading.row;
        expect(nik ?? birthDate ?? desaCode).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('what was read, written and read again is the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sources), anyCells, (source, cells) => {
        const reading = read(cells, source);
        if (!reading.ok) return;
        expect(taken(written(reading.row), source).row).toEqual(reading.row);
      }),
      { numRuns: 2_000 },
    );
  });
});

function written(said: SourceRow): CellsByColumn {
  const { verification, desil, ...texts } = said;
  const cells = Object.entries({
    ...texts,
    desil: desil === null ? null : String(desil),
    verifiedOn: verification?.on,
    verifiedBy: verification?.by,
    verifiedResult: verification?.result,
  }).filter((cell): cell is [string, string] => typeof cell[1] === 'string');
  return Object.fromEntries(cells);
}

describe('columns of a file', () => {
  const guess = (source: Source, headers: readonly string[]) =>
    Object.fromEntries(
      Object.entries(guessMapping(source, headers).columns).map(([column, { index }]) => [
        column,
        headers[index],
      ]),
    );

  it('are known by their titles, however written', () => {
    for (const title of ['No. KK', 'NOKK', 'no_kk', 'Nomor Kartu Keluarga', 'NOMOR KK', 'nkk']) {
      expect(guess('DTKS', [title])).toEqual({ kk: title });
    }
    expect(
      guess('PMKS', [
        'nik',
        'nama',
        'tgl_lahir',
        'jenis_kelamin',
        'kode_kategori',
        'catatan',
        'jenis_disabilitas',
      ]),
    ).toEqual({
      nik: 'nik',
      name: 'nama',
      birthDate: 'tgl_lahir',
      sex: 'jenis_kelamin',
      category: 'kode_kategori',
      note: 'catatan',
      disability: 'jenis_disabilitas',
    });
  });

  it('of other people are not taken for the person’s', () => {
    const headers = [
      'No',
      'NIK Kepala Keluarga',
      'Nama Kepala Keluarga',
      'Nama Lengkap',
      'Nama Ibu Kandung',
      'NIK',
    ];
    expect(guess('DTSEN', headers)).toEqual({
      name: 'Nama Lengkap',
      motherName: 'Nama Ibu Kandung',
      nik: 'NIK',
    });
    expect(guessMapping('DTSEN', headers).unmapped).toEqual([0, 1, 2]);
    // One letter from NAMA ART.
    expect(guess('DTKS', ['NIP', 'No NIP', 'NAMA KRT'])).toEqual({});
    expect(guess('DTKS', ['NAMA ARTT'])).toEqual({ name: 'NAMA ARTT' });
  });

  it('with code and name apart are two', () => {
    expect(guess('DTKS', ['Kode Desa', 'Desa/Kelurahan', 'KDKEC', 'Kecamatan'])).toEqual({
      desaCode: 'Kode Desa',
      desa: 'Desa/Kelurahan',
      kecamatanCode: 'KDKEC',
      kecamatan: 'Kecamatan',
    });
  });

  it('are known in a file of SIKS-NG', () => {
    const headers =
      'IDSEMESTA,NOKK,NIK,NAMA,TEMPAT LAHIR,TGLLAHIR,JNSKEL,PEKERJAAN,NMIBU,HUBKEL,ALAMAT,RT,RW,KDKAB,KDKEC,KDKEL,NMKAB,NMKEC,NMKEL';
    const found = guess('DTKS', headers.split(','));
    expect(found).toEqual({
      sourceKey: 'IDSEMESTA',
      kk: 'NOKK',
      nik: 'NIK',
      name: 'NAMA',
      birthDate: 'TGLLAHIR',
      sex: 'JNSKEL',
      occupation: 'PEKERJAAN',
      motherName: 'NMIBU',
      relation: 'HUBKEL',
      address: 'ALAMAT',
      rt: 'RT',
      rw: 'RW',
      kecamatanCode: 'KDKEC',
      desaCode: 'KDKEL',
      kecamatan: 'NMKEC',
      desa: 'NMKEL',
    });
  });

  it('that were saved fit a file with the same headers in another order, and no other file', () => {
    const headers = ['NIK', 'Nama', 'Kategori', 'Lain'];
    const saved = savedMapping(guessMapping('PMKS', headers), headers);
    expect(saved).toEqual({ nik: 'NIK', name: 'NAMA', category: 'KATEGORI' });
    expect(fitsMapping(saved, ['kategori', 'x', 'nama', 'N I K'])).toEqual({
      columns: {
        nik: { index: 3, confidence: 1 },
        name: { index: 2, confidence: 1 },
        category: { index: 0, confidence: 1 },
      },
      unmapped: [1],
    });
    expect(fitsMapping(saved, ['nik', 'nama'])).toBeNull();
    expect(fitsMapping(saved, ['nik', 'nama', 'kategori', 'nama'])).toBeNull();
  });

  it('that are missing are said', () => {
    const missing = missingColumns('PMKS', guessMapping('PMKS', ['NIK', 'Nama']));
    expect(missing).toEqual(['category']);
    expect(missingColumnsSentence('PMKS', missing)).toBe(
      'Kolom Kategori PMKS belum dipilih. Tanpa kolom itu berkas PMKS tidak dapat diimpor.',
    );
  });

  it('are each one header at most, whatever the headers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(fc.oneof(anyText, fc.constantFrom('NIK', 'Nama', 'KK', 'Desa')), { maxLength: 12 }),
        (source, headers) => {
          const mapping = guessMapping(source, headers);
          const used = Object.values(mapping.columns).map(({ index }) => index);
          expect([...used, ...mapping.unmapped].toSorted((a, b) => a - b)).toEqual(
            headers.map((_, at) => at),
          );
          cellsOf(mapping)(headers);
        },
      ),
    );
  });
});

describe('what is said of a file', () => {
  it('is a list of what to put right, which calculates nothing and names no sensitive category', () => {
    const reading = readRow(
      'PMKS',
      { name: '=UJI()', category: 'HIV dan NAPZA', nik: '6,40804E+15' },
      context,
    );
    const faults = reading.ok ? [] : reading.faults;
    const lines = [rowFaultHead, ...rowFaultCells(7, faults, reading.ok)].map(csvLine);
    expect(lines).toEqual([
      'Baris;Kolom;Tingkat;Yang perlu diperbaiki\r\n',
      '7;Kategori PMKS;Tidak diimpor;"Kategori PMKS tertulis 16 dan 17. Isi nomornya, 01 sampai 26."\r\n',
      '7;Seluruh baris;Tidak diimpor;"Orang ini tidak dapat dikenali. Isi NIK yang benar, atau tanggal lahir, atau desa."\r\n',
      '7;NIK;Tidak diimpor;"NIK tertulis 6,40804E+15. Ubah format kolom NIK di Excel menjadi Teks, lalu isi ulang."\r\n',
      '7;Desa/kelurahan;Tidak diimpor;Desa kosong. Isi nama desa dan kecamatannya.\r\n',
    ]);
  });

  it('is where it breaks off, and whether its numbers are whole', () => {
    expect(fileFaultSentence({ code: 'file.damaged', line: 9 })).toMatch(/^Baris 9: Berkas ini rusak/);
    expect(fileFaultSentence({ code: 'file.encrypted', line: null })).toMatch(/kata sandi/);
    expect(monthFirstColumnSentence('birthDate')).toMatch(/^Tanggal lahir di berkas ini/);
    expect(roundedColumnSentence('kk')).toMatch(/^Semua No\. KK/);
  });
});
