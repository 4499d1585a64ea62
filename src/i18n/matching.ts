/** What the program says that matches two registers. */
export const matchText = {
  usage: 'Cara pakai: npm run match -- --left a.csv --right b.csv [--config c.json] [--all]',
  unreadable: (file: string) => `File ${file} tidak dapat dibaca.`,
  notUtf8: (file: string) => `File ${file} bukan teks UTF-8. Simpan lagi sebagai CSV UTF-8.`,
  notCsv: (file: string, line: number) => `File ${file} bukan CSV yang benar (baris ${line}).`,
  notJson: (file: string) => `File ${file} bukan JSON yang benar.`,
  badConfig: (file: string, where: string, why: string) =>
    `Konfigurasi ${file} salah${where === '' ? '' : ` di ${where}`}: ${why}.`,
  noColumn: (file: string, column: string) => `File ${file} tidak punya kolom "${column}".`,
  noKnownColumn: (file: string, columns: readonly string[]) =>
    `File ${file} tidak punya satu pun kolom yang dicocokkan: ${columns.join(', ')}.`,
  takenAsEmpty: (file: string, columns: readonly string[]) =>
    `Tidak ada di ${file}, dianggap kosong: ${columns.join(', ')}.`,
  noId: (file: string, line: number) => `File ${file}, baris ${line}: kolom pengenal kosong.`,
} as const;
