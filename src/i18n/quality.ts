/** What the pages about the quality of the data say. */
import { poorDesil, type QualityTopic } from '../domain/quality/checks.js';
import { pairText } from './pairs.js';
import { peopleText, storeLabels } from './people.js';

const number = new Intl.NumberFormat('id-ID');

interface TopicText {
  /** On the pages. */
  readonly title: string;
  /** Over a column of numbers. */
  readonly short: string;
  /** What it is. */
  readonly about: string;
  /** What to do about it. */
  readonly todo: string;
}

export const qualityTopicText: Readonly<Record<QualityTopic, TopicText>> = {
  missing: {
    title: 'Miskin di satu sumber, tidak ada di sumber lain',
    short: 'Tidak ada di sumber lain',
    about: `Miskin berarti desil 1 sampai ${String(poorDesil)} di DTKS, DTSEN, atau P3KE (di DTKS dan P3KE tanpa desil ikut dihitung), atau aktif di Data Pemda.`,
    todo: 'Minta desa memastikan keadaannya, lalu laporkan atau usulkan ke sumber yang belum memuatnya.',
  },
  ended: {
    title: 'Meninggal atau pindah, masih tercatat',
    short: 'Meninggal atau pindah',
    about: 'Menurut Data Pemda orangnya meninggal atau pindah, tetapi namanya masih ada di suatu daftar.',
    todo: 'Usulkan penghapusan di sumbernya. Kalau catatan Data Pemda keliru, minta desa mengirim pemutakhiran.',
  },
  ineligible: {
    title: 'Tidak layak lagi, masih tercatat miskin',
    short: 'Tidak layak lagi',
    about:
      'Laporan yang disetujui menyatakan keluarga ini sudah mampu, tetapi suatu sumber masih menyebutnya miskin.',
    todo: 'Usulkan perbaikan di sumbernya, agar bantuan sampai kepada yang berhak.',
  },
  unverified: {
    title: 'Belum pernah diverifikasi lapangan',
    short: 'Belum diverifikasi',
    about:
      'Tidak ada sumber yang memberi tanda verifikasi, dan tidak ada cek lapangan untuk data ini di Data Pemda.',
    todo: 'Jadwalkan cek lapangan, mulai dari desa dengan jumlah terbanyak.',
  },
  nik: {
    title: 'NIK belum cocok',
    short: 'NIK belum cocok',
    about: 'Tanpa NIK yang sah, data seseorang dari beberapa sumber tidak dapat disatukan dengan pasti.',
    todo: `Minta desa mencocokkan dengan KTP atau KK, lalu perbaiki di sumbernya. Kalau ternyata orang yang sama, satukan di menu ${pairText.nav}`,
  },
};

/** Of the parts of nik; of all others the store. */
export const qualityPartLabels: Readonly<Record<string, string>> = {
  ...storeLabels,
  none: 'NIK kosong atau tidak sah',
  other: 'NIK milik orang lain',
  shared: 'NIK dipakai dua orang dalam satu berkas',
  alone: 'Catatan tanpa orang',
};

export const qualityText = {
  title: 'Mutu data',
  lead: 'Yang perlu dibenahi pada data warga, dalam wilayah tugas Anda. Setiap orang dihitung satu kali.',
  counted: (at: string) => `Dihitung ${at}.`,
  uncounted: 'Belum pernah dihitung.',
  waiting: 'Penghitungan sedang disiapkan. Muat ulang halaman ini sebentar lagi.',
  recount: 'Hitung ulang',
  empty: 'Tidak ada yang perlu dibenahi di wilayah ini.',
  emptyHint: 'Angka ini berubah setelah data nasional diimpor atau laporan dicatat, lalu dihitung lagi.',
  notYet: 'Hasil belum ada.',
  notYetHint: 'Penghitungan pertama berjalan sendiri setelah layanan dimulai, biasanya dalam satu menit.',
  people: (count: number) => `${number.format(count)} orang`,
  seeList: (title: string) => `Lihat daftar: ${title}`,
  todo: 'Yang dapat dilakukan:',
  byPlace: { kecamatan: 'Menurut kecamatan', desa: 'Menurut desa/kelurahan' },
  placeColumn: { kecamatan: 'Kecamatan', desa: 'Desa/kelurahan' },
  unknownPlace: peopleText.unknownDesa,
  onlyUnknown: 'Hanya yang desanya belum diketahui.',
  pairs: 'Jumlah orang miskin menurut satu sumber yang tidak ada di sumber lain',
  of: 'Miskin menurut',
  absentFrom: 'Tidak ada di',
  stillIn: 'Masih tercatat di',
  inStore: 'Tercatat di',
  wrong: 'Masalah NIK',
  any: 'Semua',
  back: 'Kembali ke Mutu data',
  caption: 'Orang yang ditemukan pemeriksaan ini',
  stale: 'Yang dibenahi sesudahnya tetap tampil sampai dihitung lagi.',
  listEmpty: 'Tidak ada yang ditemukan.',
  listEmptyHint: 'Pilih sumber atau wilayah lain, atau kembali ke Mutu data.',
  sameStore: 'Pilih dua sumber yang berbeda.',
  records: 'Catatan sumber yang tidak terhubung dengan siapa pun',
  source: 'Sumber',
  storesColumn: peopleText.stores,
  download: 'Unduh daftar mutu data',
  openOnly: 'NIK, No. KK, dan kategori khusus tidak ikut dalam berkas.',
} as const;

export const qualityFlash = {
  quality_asked: () => 'Penghitungan ulang diminta. Muat ulang halaman ini sekitar satu menit lagi.',
} as const;

export const qualityAccessActions: Readonly<Record<string, string>> = {
  'quality.list_viewed': 'Melihat daftar mutu data',
  'export.quality': 'Mengunduh daftar mutu data',
};
