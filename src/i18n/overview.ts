/** What the overview page says. */
import type { Preset } from '../domain/overview/period.js';
import { waitClasses } from '../domain/overview/tally.js';

const number = new Intl.NumberFormat('id-ID');
export const count = (value: number) => number.format(value);

const presetLabels: Readonly<Record<Preset, string>> = {
  this_month: 'Bulan ini',
  last_month: 'Bulan lalu',
  three_months: '3 bulan',
  year: '12 bulan',
};

/** A class of days to the decision. */
export function waitLabel(at: number): string {
  const [first = 0, next] = [waitClasses[at], waitClasses[at + 1]];
  if (first === 0) return 'kurang dari 1 hari';
  if (next === undefined) return `lebih dari ${count(first - 1)} hari`;
  return next === first + 1 ? `${count(first)} hari` : `${count(first)}–${count(next - 1)} hari`;
}

export const overviewText = {
  title: 'Ringkasan',
  lead: (from: string, to: string) => `Keadaan ${from} sampai ${to}.`,
  compared: (from: string, to: string) => `Dibandingkan dengan ${from} sampai ${to}.`,
  uncounted: 'Angka sedang dihitung: sebagian kejadian belum masuk. Muat ulang sebentar lagi.',
  fault: {
    title: 'Rentang tanggal belum dapat dipakai',
    not_days: 'Isi kedua tanggal, misalnya 01/11/2026 sampai 25/11/2026.',
    too_long: 'Paling lama tiga tahun. Pilih rentang yang lebih pendek.',
  },
  presets: 'Periode',
  presetLabels,
  from: 'Dari tanggal',
  to: 'Sampai tanggal',
  kind: 'Jenis laporan',
  allKinds: 'Semua jenis',
  allKecamatan: 'Semua kecamatan',
  apply: 'Terapkan',
  reset: 'Hapus saringan',
  empty: 'Belum ada laporan dalam periode ini',
  emptyHint: 'Pilih periode lain, atau hapus saringannya.',
  figures: 'Angka utama',
  waitingNow: 'Menunggu sekarang',
  lateNow: 'Terlambat sekarang',
  lateHint: 'lewat batas waktu putusan',
  received: 'Laporan masuk',
  decided: 'Diputuskan',
  median: 'Median sampai putusan',
  p90: '90% diputuskan dalam',
  approvalRate: 'Disetujui',
  approvalHint: 'dari yang diputuskan',
  correctionRate: 'Pernah diperbaiki',
  correctionHint: 'dari yang diputuskan',
  /** In the queue: the cases behind the rates. */
  decisionFilter: {
    label: 'Putusan',
    options: { approved: 'Disetujui', corrected: 'Pernah diminta perbaikan' },
  },
  change: {
    up: (before: string) => `naik dari ${before}`,
    down: (before: string) => `turun dari ${before}`,
    same: 'sama seperti sebelumnya',
    was: (before: string) => `sebelumnya ${before}`,
    none: 'belum ada pembanding',
  },
  map: 'Peta kecamatan',
  mapHint: 'Letak petak mendekati letak kecamatan. Pilih petak untuk melihat laporannya.',
  mapHintPlain: 'Pilih petak untuk melihat laporannya.',
  mapBy: { waiting: 'Menunggu sekarang', received: 'Masuk dalam periode' },
  mapSwitch: 'Warna menurut',
  legend: 'Arti warna',
  tileLabel: { waiting: 'menunggu', received: 'masuk' },
  trend: 'Antrean dari waktu ke waktu',
  trendHint: { day: 'Yang menunggu pada akhir tiap hari.', week: 'Yang menunggu pada akhir tiap minggu.' },
  flow: 'Masuk dan diputuskan',
  flowHint: { day: 'Jumlah tiap hari.', week: 'Jumlah tiap minggu.' },
  series: { waiting: 'Menunggu', received: 'Masuk', decided: 'Diputuskan' },
  asTable: 'Lihat sebagai tabel',
  day: { day: 'Tanggal', week: 'Sampai tanggal' },
  byKecamatan: 'Menurut kecamatan',
  byKind: 'Menurut jenis laporan',
  byCategory: 'Menurut kategori PMKS',
  byDesa: 'Menurut desa/kelurahan',
  byReviewer: 'Menurut pemutus',
  desaHint: 'Sepuluh dengan antrean terpanjang. Pilih kecamatan untuk melihat desa lainnya.',
  categoryHint: 'Satu laporan dapat memiliki beberapa kategori.',
  sensitive: 'Kategori khusus',
  sensitiveHint: 'Kategori khusus dihitung bersama; angka di bawah 5 tidak ditampilkan.',
  noCategories: 'Tidak ada laporan PMKS dalam periode ini.',
  noReviewers: 'Belum ada putusan dalam periode ini.',
  rest: (places: number) => `${count(places)} lainnya`,
  few: '< 5',
  columns: {
    kecamatan: 'Kecamatan',
    desa: 'Desa/kelurahan',
    kind: 'Jenis',
    category: 'Kategori',
    reviewer: 'Nama',
    waiting: 'Menunggu',
    late: 'Terlambat',
    received: 'Masuk',
    decided: 'Diputuskan',
    approved: 'Disetujui',
    sentBack: 'Diperbaiki',
    median: 'Median',
    p90: '90%',
  },
  none: '–',
  percent: (value: number) => `${count(Math.round(value * 100))}%`,
} as const;
