/** What is said of imports of DTKS, DTSEN, P3KE and PMKS, in the console and in the terminal. */
import type { Source } from '../domain/import/sources.js';

export const sourceLabels: Readonly<Record<Source, string>> = {
  DTKS: 'DTKS',
  DTSEN: 'DTSEN',
  P3KE: 'P3KE',
  PMKS: 'Daftar PMKS',
};

/** Beside a report: what the national data say of the same person. */
export const nationalText = {
  title: 'Di data nasional',
  empty: 'Data DTKS, DTSEN, P3KE, dan PMKS belum dimasukkan.',
  unnumbered: 'Tanpa NIK dan No. KK, jadi tidak dapat dicari di data nasional.',
  none: 'Belum ada datanya',
  asOf: (day: string) => `Data per ${day}`,
  notFound: 'Tidak ditemukan dengan NIK ini',
  noNik: 'Tidak dicari: tanpa NIK',
  listed: 'Tercatat',
  desil: (desil: number) => `Desil ${String(desil)}`,
  since: (day: string) => `sejak data ${day}`,
  unverified: 'Belum diverifikasi lapangan',
  elsewhere: 'Di luar wilayah tugas Anda',
  differs: 'Berbeda dari yang tercatat di sini',
  fields: { name: 'Nama', birthDate: 'Tanggal lahir', desa: 'Desa/kelurahan' },
  family: (count: number) => `${String(count)} orang lain dengan No. KK ini`,
} as const;

/** In the terminal, of `npm run import`. */
export const importProgramText = {
  usage: [
    'Cara pakai:',
    '  npm run import -- --source DTSEN --as-of 2026-09-30 --file BERKAS [--part] [--faults KESALAHAN.csv] [--at-once JUMLAH] [--apply]',
    '  npm run import -- --revert ID',
    '  npm run import -- --drop ID',
    'Sumber: DTKS, DTSEN, P3KE, atau PMKS. --as-of: tanggal data. --part: berkas hanya sebagian data, jadi yang tidak ada di dalamnya tidak dianggap keluar.',
    'Tanpa --apply hanya diperiksa. Bila terputus, jalankan perintah yang sama untuk melanjutkan.',
  ].join('\n'),
  mapped: (column: string, header: string) => `Kolom ${column}: "${header}"`,
  counts: ({ new: fresh, changed, same, gone, wrong }: ImportTally) =>
    [
      `Baru: ${many(fresh)}`,
      `Berubah: ${many(changed)}`,
      `Sama: ${many(same)}`,
      `Tidak ada lagi: ${many(gone)}`,
      `Salah: ${many(wrong)}`,
    ].join('\n'),
  fault: (count: number, label: string) => `${many(count)} baris: ${label}`,
  faultsIn: (file: string) => `Semua kesalahan ditulis di ${file}.`,
  next: (id: string) =>
    `Belum ada yang dimasukkan. Tambahkan --apply untuk memasukkan, atau jalankan --drop ${id} untuk membatalkan.`,
  applied: (id: string) => `Selesai dimasukkan. Untuk membatalkan seluruhnya: --revert ${id}`,
  known: (id: string) => `Berkas ini sudah dimasukkan (${id}). Tidak ada yang berubah.`,
  stopping: 'Berhenti sesudah bagian ini. Mohon tunggu.',
  stopped: 'Dihentikan. Jalankan perintah yang sama untuk melanjutkan.',
  reverted: 'Impor ini sudah dibatalkan. Data kembali seperti sebelumnya.',
  dropped: 'Impor ini sudah dibuang.',
  unknown: 'Impor dengan ID itu tidak ada.',
  unreadable: 'Berkas itu tidak ada, atau tidak dapat dibaca atau ditulis. Periksa nama dan letaknya.',
} as const;

interface ImportTally {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly gone: number;
  readonly wrong: number;
}

function many(count: number): string {
  return count.toLocaleString('id-ID');
}

export const sourceImportText = {
  faults: {
    open: 'Masih ada impor sumber ini yang belum selesai. Selesaikan atau batalkan dulu.',
    older: 'Data dalam berkas ini lebih lama daripada data yang sudah masuk. Pakai berkas yang terbaru.',
    not_newest: 'Hanya impor terakhir dari sumber ini yang dapat dibatalkan. Batalkan dulu yang sesudahnya.',
    wrong_state: 'Impor ini sudah berubah. Muat ulang halamannya, lalu periksa keadaannya.',
  },
} as const;
