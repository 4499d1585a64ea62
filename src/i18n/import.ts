/** What is said of files of DTKS, DTSEN, P3KE and PMKS: of the file, of its columns, and row by row. */
import type { RowFault, RowFaultCode } from '../domain/import/row.js';
import type { Column, Source } from '../domain/import/sources.js';
import type { TableFaultCode } from '../domain/import/table.js';
import { withoutSensitiveNames } from '../domain/pmks/categories.js';

export const importColumnLabels: Readonly<Record<Column, string>> = {
  sourceKey: 'ID di sumber',
  familyKey: 'ID keluarga di sumber',
  nik: 'NIK',
  kk: 'No. KK',
  name: 'Nama',
  birthDate: 'Tanggal lahir',
  sex: 'Jenis kelamin',
  relation: 'Hubungan keluarga',
  occupation: 'Pekerjaan',
  status: 'Status di sumber',
  motherName: 'Nama ibu kandung',
  address: 'Alamat',
  rt: 'RT',
  rw: 'RW',
  kecamatanCode: 'Kode kecamatan',
  kecamatan: 'Kecamatan',
  desaCode: 'Kode desa',
  desa: 'Desa/kelurahan',
  phone: 'Nomor telepon',
  desil: 'Desil',
  rankedOn: 'Tanggal desil',
  category: 'Kategori PMKS',
  disability: 'Jenis disabilitas',
  note: 'Catatan',
  verifiedOn: 'Tanggal verifikasi',
  verifiedBy: 'Petugas verifikasi',
  verifiedResult: 'Hasil verifikasi',
};

const again = 'Simpan ulang sebagai Excel (.xlsx) atau CSV, lalu unggah lagi.';

const fileSentences: Readonly<Record<TableFaultCode, string>> = {
  'file.empty': 'Berkas ini kosong. Periksa berkasnya, lalu unggah lagi.',
  'file.not_a_table': `Berkas ini bukan tabel. ${again}`,
  'file.web_page': `Berkas ini halaman web yang diberi nama Excel. Buka di Excel. ${again}`,
  'file.old_excel': `Berkas ini dari Excel jenis lama. Buka di Excel. ${again}`,
  'file.encrypted': 'Berkas ini dikunci dengan kata sandi. Simpan ulang tanpa kata sandi, lalu unggah lagi.',
  'file.damaged': `Berkas ini rusak atau terpotong. ${again}`,
  'file.too_large': 'Berkas ini terlalu besar. Bagi menjadi beberapa berkas, lalu unggah satu per satu.',
  'file.too_many_rows':
    'Baris di berkas ini terlalu banyak. Bagi menjadi beberapa berkas, lalu unggah satu per satu.',
  'file.no_header':
    'Baris judul kolom tidak ditemukan. Tulis judul kolom di baris pertama, lalu unggah lagi.',
  'file.no_rows': 'Tidak ada baris data di berkas ini. Periksa berkasnya, lalu unggah lagi.',
};

/** `line`: where the file breaks off. */
export function fileFaultSentence({ code, line }: { code: TableFaultCode; line: number | null }): string {
  return line === null ? fileSentences[code] : `Baris ${String(line)}: ${fileSentences[code]}`;
}

export function missingColumnsSentence(source: Source, missing: readonly Column[]): string {
  const names = missing.map((column) => importColumnLabels[column]).join(', ');
  return `Kolom ${names} belum dipilih. Tanpa kolom itu berkas ${source} tidak dapat diimpor.`;
}

/** Of a column in which all numbers end in 0. */
export function roundedColumnSentence(column: 'nik' | 'kk'): string {
  return roundedSentence(importColumnLabels[column]);
}

/** `label`: what the column is called. */
export function roundedSentence(label: string): string {
  return `Semua ${label} di berkas ini berakhir dengan angka 0. Sepertinya angka terakhirnya hilang di Excel. Minta berkas aslinya, dengan kolom ${label} berformat Teks.`;
}

/** Of a column whose dates can be read no other way. */
export function monthFirstColumnSentence(column: Column): string {
  return monthFirstSentence(importColumnLabels[column]);
}

export function monthFirstSentence(label: string): string {
  return `${label} di berkas ini sepertinya ditulis dengan bulan di depan. Ubah formatnya menjadi hari/bulan/tahun, seperti 31/12/1980, lalu unggah lagi.`;
}

const asText = (column: string) => `Ubah format kolom ${column} di Excel menjadi Teks, lalu isi ulang.`;
const digits16 = (column: string, written: string) =>
  `${column} tertulis ${written}. Seharusnya 16 angka. Periksa, lalu perbaiki.`;

type Sentence = (told: { column: string; written: string; meant: string }) => string;

const rowSentences: Readonly<Record<RowFaultCode, Sentence>> = {
  'row.quotes': () =>
    'Tanda kutip (") di baris ini tidak berpasangan, sehingga isi kolomnya tercampur. Hapus tanda kutip itu, lalu periksa juga baris sesudahnya.',
  'row.too_many_cells': () =>
    'Baris ini punya lebih banyak kolom daripada judulnya. Periksa tanda pemisah di dalam nama atau alamat.',
  'row.twice': () =>
    'Orang ini sudah ada di baris sebelumnya, jadi baris ini tidak dipakai. Periksa, lalu hapus salah satunya.',
  'row.no_identity': () =>
    'Orang ini tidak dapat dikenali. Isi NIK yang benar, atau tanggal lahir, atau desa.',
  'name.missing': () => 'Nama kosong. Isi nama lengkap.',
  'name.unreadable': ({ written }) =>
    `Nama tertulis ${written}. Itu bukan nama. Periksa apakah kolomnya tertukar.`,
  'name.too_long': ({ written }) => `Nama terlalu panjang (${written}…). Isi paling banyak 100 huruf.`,
  'name.one_letter': ({ written }) =>
    `Nama hanya satu huruf (${written}). Periksa, lalu lengkapi bila perlu.`,
  'nik.shared': () =>
    'NIK ini juga ditulis untuk orang lain di berkas ini. Periksa milik siapa, lalu perbaiki yang salah.',
  'nik.scientific': ({ written }) => `NIK tertulis ${written}. ${asText('NIK')}`,
  'nik.placeholder': ({ written }) => `NIK tertulis ${written}. Bila NIK belum ada, kosongkan saja.`,
  'nik.not_16_digits': ({ written }) => digits16('NIK', written),
  'nik.unknown_region': ({ written }) =>
    `NIK tertulis ${written}. Enam angka pertamanya bukan kode wilayah. Periksa, lalu perbaiki.`,
  'nik.impossible_date': ({ written }) =>
    `NIK tertulis ${written}. Tanggal lahir di dalamnya (angka ke-7 sampai ke-12) tidak ada. Periksa, lalu perbaiki.`,
  'nik.no_serial': ({ written }) =>
    `NIK tertulis ${written}. Empat angka terakhirnya tidak mungkin 0000. ${asText('NIK')}`,
  'kk.scientific': ({ written }) => `No. KK tertulis ${written}. ${asText('No. KK')}`,
  'kk.placeholder': ({ written }) => `No. KK tertulis ${written}. Bila No. KK belum ada, kosongkan saja.`,
  'kk.not_16_digits': ({ written }) => digits16('No. KK', written),
  'kk.unknown_region': ({ written }) =>
    `No. KK tertulis ${written}. Enam angka pertamanya bukan kode wilayah. Periksa, lalu perbaiki.`,
  'kk.no_serial': ({ written }) =>
    `No. KK tertulis ${written}. Empat angka terakhirnya tidak mungkin 0000. ${asText('No. KK')}`,
  'kk.same_as_nik': () => 'No. KK sama dengan NIK, jadi No. KK tidak dipakai. Periksa keduanya.',
  'date.unreadable': ({ column, written }) => `${column} tertulis ${written}. Tulis seperti 31/12/1980.`,
  'date.impossible': ({ column, written }) =>
    `${column} tertulis ${written}. Tanggal itu tidak ada di kalender. Periksa, lalu perbaiki.`,
  'date.month_first': ({ column, written }) =>
    `${column} tertulis ${written}, dengan bulan di depan. Tulis hari dahulu, seperti 31/12/1980.`,
  'date.future': ({ column, written }) =>
    `${column} tertulis ${written}. Tanggal itu belum terjadi. Periksa, lalu perbaiki.`,
  'date.too_old': ({ column, written }) =>
    `${column} tertulis ${written}. Itu lebih dari 120 tahun yang lalu. Periksa, lalu perbaiki.`,
  'birth_date.not_as_nik': ({ written }) =>
    `Tanggal lahir tertulis ${written}, tetapi di NIK lain. Periksa mana yang benar.`,
  'sex.unreadable': ({ written }) => `Jenis kelamin tertulis ${written}. Tulis L atau P.`,
  'sex.not_as_nik': ({ written }) =>
    `Jenis kelamin tertulis ${written}, tetapi menurut NIK sebaliknya. Periksa mana yang benar.`,
  'desa.missing': () => 'Desa kosong. Isi nama desa dan kecamatannya.',
  'desa.unknown': ({ written }) =>
    `Desa ${written} tidak ditemukan. Periksa ejaannya, dan isi juga kecamatannya.`,
  'desa.several': ({ written }) => `Ada beberapa desa bernama ${written}. Isi juga kecamatannya.`,
  'desa.near': ({ written, meant }) =>
    `Desa tertulis ${written} dan dibaca sebagai ${meant}. Periksa apakah benar.`,
  'desa.code_not_name': ({ written }) =>
    `Kode desa tidak cocok dengan nama atau kecamatannya (${written}). Periksa mana yang benar.`,
  'kecamatan.unknown': ({ written }) => `Kecamatan ${written} tidak ditemukan. Periksa ejaannya.`,
  'key.scientific': ({ column, written }) => `${column} tertulis ${written}. ${asText(column)}`,
  'key.too_long': ({ column, written }) => `${column} terlalu panjang (${written}…), jadi tidak dipakai.`,
  'desil.unreadable': ({ written }) => `Desil tertulis ${written}. Tulis angka 1 sampai 10.`,
  'category.missing': () => 'Kategori PMKS kosong. Isi nomornya, 01 sampai 26.',
  'category.unknown': ({ written }) => `Kategori PMKS tertulis ${written}. Isi nomornya, 01 sampai 26.`,
  'category.several': ({ written }) =>
    `Kategori PMKS tertulis ${written}. Isi satu kategori per baris, dan tambahkan baris untuk yang lain.`,
  'category.age': ({ written, meant }) =>
    `Umur ${meant} tahun tidak lazim untuk kategori ${written}. Periksa tanggal lahir dan kategorinya.`,
  'category.sex': ({ written }) =>
    `Jenis kelamin ini tidak lazim untuk kategori ${written}. Periksa jenis kelamin dan kategorinya.`,
  'category.no_disability': ({ written }) => `Kategori ${written} perlu jenis disabilitas. Mohon diisi.`,
  'phone.scientific': ({ written }) => `Nomor telepon tertulis ${written}. ${asText('nomor telepon')}`,
  'phone.unreadable': ({ written }) =>
    `Nomor telepon tertulis ${written}. Tulis seperti 081234567890, atau kosongkan.`,
  'verification.incomplete': () =>
    'Tanda verifikasi belum lengkap. Isi tanggal, petugas, dan hasil verifikasi lapangan.',
  'text.cut': ({ column, written }) =>
    `${column} terlalu panjang (${written}…), jadi hanya bagian awalnya yang disimpan.`,
};

/**
 * One sentence, with what to do. It holds what is written in the row, for who may see it; sensitive
 * categories by number alone.
 */
export function rowFaultSentence({ column, code, value = '', meant = '' }: RowFault): string {
  const label = column === null ? 'Baris' : importColumnLabels[column];
  return sentenceOf(code, { column: label, written: withoutSensitiveNames(value), meant });
}

/** `column`: what it is called. */
export function sentenceOf(code: RowFaultCode, told: Parameters<Sentence>[0]): string {
  return rowSentences[code](told);
}

/** Head and lines of the file of row errors, for the writer of exported CSV. */
export const rowFaultHead = ['Baris', 'Kolom', 'Tingkat', 'Yang perlu diperbaiki'] as const;

/** `n`: line of the row in its file. `kept`: the row was taken nevertheless. */
export function rowFaultCells(
  n: number,
  faults: readonly RowFault[],
  kept: boolean,
): readonly (readonly string[])[] {
  return faults.map((fault) => [
    String(n),
    fault.column === null ? 'Seluruh baris' : importColumnLabels[fault.column],
    kept ? 'Peringatan' : 'Tidak diimpor',
    rowFaultSentence(fault),
  ]);
}
