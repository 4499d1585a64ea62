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
  unnumbered: 'Laporan ini tanpa NIK dan No. KK, jadi tidak dapat dicari di data nasional.',
  none: 'Belum ada datanya',
  asOf: (day: string) => `Data per ${day}`,
  notFound: 'Tidak ditemukan dengan NIK ini',
  noNik: 'Tidak dicari: laporan tanpa NIK',
  listed: 'Tercatat',
  desil: (desil: number) => `Desil ${String(desil)}`,
  since: (day: string) => `sejak data ${day}`,
  unverified: 'Belum diverifikasi lapangan',
  elsewhere: 'Di luar wilayah tugas Anda',
  differs: 'Berbeda dari laporan',
  fields: { name: 'Nama', birthDate: 'Tanggal lahir', desa: 'Desa/kelurahan' },
  family: (count: number) => `${String(count)} orang lain dengan No. KK ini`,
} as const;

export const sourceImportText = {
  faults: {
    open: 'Masih ada impor sumber ini yang belum selesai. Selesaikan atau batalkan dulu.',
    older: 'Data dalam berkas ini lebih lama daripada data yang sudah masuk. Pakai berkas yang terbaru.',
    not_newest: 'Hanya impor terakhir dari sumber ini yang dapat dibatalkan. Batalkan dulu yang sesudahnya.',
    wrong_state: 'Impor ini sudah berubah. Muat ulang halamannya, lalu periksa keadaannya.',
  },
} as const;
