/** What the pages about persons, families and the quality of the data say. */
import type { ComparedField } from '../domain/people/side-by-side.js';
import type { Store } from '../domain/people/person-file.js';
import { sourceLabels } from './source-import.js';

export const storeLabels: Readonly<Record<Store, string>> = { ...sourceLabels, PEMDA: 'Data Pemda' };

export const peopleText = {
  title: 'Warga',
  lead: 'Setiap orang satu kali, dengan semua yang dikatakan Data Pemda, DTSEN, DTKS, P3KE, dan daftar PMKS.',
  searchLabel: 'Cari warga',
  searchHint: 'Nama, NIK, No. KK, atau nomor Data Pemda',
  searchHelp: 'Dari nama cukup awal setiap katanya. NIK dan No. KK ditulis lengkap, 16 angka.',
  caption: 'Warga yang cocok, dalam wilayah Anda',
  name: 'Nama',
  born: 'Lahir',
  place: 'Desa/kelurahan',
  stores: 'Tercatat di',
  start: 'Cari seseorang, atau pilih kecamatan atau desa.',
  startHint: 'Hasilnya hanya warga dalam wilayah tugas Anda.',
  empty: 'Tidak ada yang cocok.',
  emptyHint: 'Periksa ejaan, coba sebagian nama saja, atau kosongkan kecamatan dan desa.',
  more: 'Masih ada yang lain',
  all: 'Semua yang cocok sudah tampil',
  someShown: 'Sebagian yang cocok sudah tampil',
  partial:
    'Terlalu banyak yang cocok, jadi hanya sebagian yang ditampilkan. Tulis nama lebih lengkap, atau pilih kecamatan dan desa.',
  unknownDesa: 'Desa belum diketahui',
  desil: (desil: number) => `desil ${String(desil)}`,
  gone: 'sudah keluar',
  noBirth: 'Tanggal lahir belum diketahui',
} as const;

export const personText = {
  back: 'Kembali ke pencarian',
  titleOf: (name: string) => `Warga: ${name}`,
  toldBy: (store: string) => `menurut ${store}`,
  sides: 'Kata tiap sumber',
  sidesLead: ({ sources, differing }: { readonly sources: number; readonly differing: number }) => {
    if (differing > 0) return `${String(differing)} hal berbeda antarsumber. Yang berbeda ditandai.`;
    return sources === 1
      ? 'Baru satu sumber yang mencatat orang ini.'
      : 'Sumber-sumber ini tidak saling bertentangan.';
  },
  sidesCaption: 'Data orang ini menurut tiap sumber',
  sidesEmpty: 'Tidak ada sumber yang menyebut orang ini pada tanggal itu.',
  field: 'Hal',
  differs: 'Berbeda',
  fields: {
    name: 'Nama',
    birthDate: 'Tanggal lahir',
    sex: 'Jenis kelamin',
    nik: 'NIK',
    kk: 'No. KK',
    desa: 'Desa/kelurahan',
    address: 'Alamat',
    relation: 'Hubungan keluarga',
    motherName: 'Nama ibu',
    occupation: 'Pekerjaan',
    status: 'Status di sumber',
  } satisfies Record<ComparedField, string>,
  desil: 'Desil',
  verification: 'Verifikasi',
  asOfData: 'Data per',
  verified: 'Diverifikasi lapangan',
  verifiedBy: (by: string) => `oleh ${by}`,
  verifiedOn: (day: string) => `tanggal ${day}`,
  unverified: 'Belum diverifikasi lapangan',
  approved: (by: string) => `Disetujui ${by}`,
  checked: (day: string) => `Dicek di lapangan ${day}`,
  notMarked: 'Sumber ini tidak memberi tanda verifikasi',
  goneSince: (store: string, day: string) => `Tidak ada lagi di ${store} sejak data ${day}.`,
  elsewhere: (store: string) => `${store}: tercatat di luar wilayah tugas Anda`,
  categories: 'Kategori PMKS',
  categoriesEmpty: 'Tidak ada kategori PMKS yang tercatat.',
  fromTo: (from: string, to: string | null) => (to === null ? `sejak ${from}` : `${from} sampai ${to}`),
  households: 'Rumah tangga',
  householdsEmpty: 'Belum tercatat dalam rumah tangga mana pun.',
  householdOf: 'Lihat rumah tangga',
  familyOf: 'Lihat semua dengan No. KK ini',
  entries: 'Di Data Pemda',
  entriesEmpty: 'Belum ada di Data Pemda.',
  since: (day: string) => `sejak ${day}`,
  indicators: 'Ciri kemiskinan rumah tangga',
  indicatorsOf: (version: number, source: string) =>
    `Aturan versi ${String(version)} (${source}). Yang tidak disebut berarti tidak ditanyakan.`,
  indicatorsEmpty: 'Belum ada yang dilaporkan.',
  aid: 'Bantuan diterima',
  aidEmpty: 'Belum ada bantuan yang dicatat.',
  aidGive: 'Catat atau tarik bantuan',
  aidBy: (by: string) => `dicatat ${by}`,
  aidWithdrawn: 'Pencatatan ini sudah dibatalkan',
  reports: 'Laporan tentang orang ini',
  reportsEmpty: 'Belum ada laporan dalam wilayah Anda.',
  history: 'Riwayat',
  historyLead: 'Yang dicatat kantor, terbaru di atas. Tidak ada yang ditimpa.',
  historyEmpty: 'Belum ada riwayat.',
  merged: (count: number) => `Digabung dari ${String(count + 1)} catatan`,
  mergedBy: (day: string, by: string | null) =>
    by === null ? `Digabung otomatis ${day}` : `Digabung ${by}, ${day}`,
  past: 'Lihat keadaan pada tanggal lain',
  pastOn: 'Keadaan pada tanggal',
  pastKnown: 'Menurut catatan sampai tanggal (boleh kosong)',
  pastHint: 'Kosongkan yang kedua untuk memakai semua yang diketahui sekarang tentang tanggal itu.',
  pastButton: 'Tampilkan',
  pastNow: 'Kembali ke keadaan sekarang',
  pastShown: (on: string, known: string | null) =>
    known === null
      ? `Keadaan per ${on}, menurut semua yang diketahui sekarang.`
      : `Keadaan per ${on}, menurut catatan sampai ${known}.`,
  pastBad: 'Tanggal itu tidak dapat dibaca. Tulis dengan tahun, bulan, dan tanggal.',
  pastNobody: 'Pada tanggal itu belum ada yang tercatat tentang orang ini.',
  events: {
    said: (store: string) => `${store} menyebut orang ini`,
    gone: (store: string) => `Keluar dari ${store}`,
    withdrawn: (store: string) => `Impor ${store} ini dibatalkan`,
    entry: (number: string, status: string) => `Data Pemda ${number}: ${status}`,
    joined: (relation: string) => `Masuk rumah tangga sebagai ${relation}`,
    left: 'Keluar dari rumah tangga',
    merged: 'Digabung dengan catatan lain',
    parted: 'Penggabungan dibatalkan',
  },
  eventBy: (by: string | null) => (by === null ? 'otomatis' : `oleh ${by}`),
  recorded: (at: string) => `dicatat ${at}`,
} as const;

export const familyText = {
  title: 'Keluarga',
  back: 'Kembali ke Warga',
  lead: 'Anggota menurut Data Pemda dan menurut sumber yang memakai No. KK yang sama.',
  caption: 'Anggota keluarga',
  relation: 'Hubungan',
  when: 'Di Data Pemda',
  stores: 'Sumber dengan No. KK ini',
  noCard: 'Tanpa No. KK',
  entry: (number: string) => `Data Pemda ${number}`,
  notPemda: 'Keluarga ini belum ada di Data Pemda.',
  notPemdaThen: 'Keluarga ini belum ada di Data Pemda pada tanggal itu.',
  emptyThen: 'Tidak ada anggota yang tercatat pada tanggal itu.',
  emptyThenHint: 'Coba tanggal lain, atau lihat keadaan sekarang.',
  others: (count: number) => `${String(count)} orang lain di luar wilayah tugas Anda.`,
  empty: 'Tidak ada anggota yang tercatat.',
  emptyHint: 'Anggota muncul setelah dilaporkan atau ada di data yang diimpor.',
} as const;
