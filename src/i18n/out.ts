/** What the pages say of the access log, of verified histories, and of what leaves the service as a file. */
import type { ExportPurpose } from '../domain/access/export-purpose.js';
import { checkAccess } from './field-check.js';
import type { HistoryFault } from '../domain/case/verify.js';
import { moreAccessActions } from './escalation.js';
import { caseworkAccess } from './casework.js';
import { bulkAccessLabels } from './bulk.js';
import { opdAccessLabels } from './opd.js';
import { aidAccessLabels } from './aid.js';

export const outNav = { accessLog: 'Catatan akses', bnba: 'BNBA' } as const;

/** By the code that the access log keeps. */
export const accessActionLabels: Readonly<Record<string, string>> = {
  'case.viewed': 'Melihat laporan',
  'case.sensitive_viewed': 'Melihat kasus sensitif',
  'case.approved': 'Menyetujui laporan',
  'case.rejected': 'Menolak laporan',
  'case.correction_requested': 'Meminta perbaikan',
  ...checkAccess,
  ...caseworkAccess,
  'entry.viewed': 'Melihat entri Data Pemda',
  'entry.sensitive_viewed': 'Melihat entri sensitif',
  'session.opened': 'Masuk',
  'session.refused': 'Gagal masuk',
  'session.locked': 'Ditolak, akun terkunci',
  'reporter.enrolled': 'Mendaftarkan pelapor',
  'reporter.viewed': 'Melihat pelapor',
  'reporter.changed': 'Mengubah pelapor',
  'reporter.suspended': 'Menghentikan sementara pelapor',
  'reporter.active': 'Mengaktifkan lagi pelapor',
  'reporter.left': 'Mencatat pelapor berhenti',
  'reporter.invited': 'Membuat kode undangan',
  'reporter.invite_revoked': 'Mencabut kode undangan',
  'reporter.disconnected': 'Memutus chat pelapor',
  'reporter.handed_over': 'Menyerahterimakan desa',
  'reporter.imported': 'Mengimpor daftar pelapor',
  'case.sensitive_exported': 'Mengunduh kasus sensitif',
  'entry.sensitive_exported': 'Mengunduh entri sensitif',
  'export.cases': 'Mengunduh daftar laporan',
  'export.entries': 'Mengunduh Data Pemda',
  'export.bnba': 'Mengunduh BNBA',
  'case.printed': 'Mencetak laporan',
  'case.printed_whole': 'Mencetak laporan dengan NIK',
  'case.sensitive_printed': 'Mencetak kasus sensitif',
  'map.replaced': 'Mengganti peta wilayah',
  'map.dropped': 'Menghapus peta wilayah',
  'history.checked': 'Memeriksa keutuhan riwayat',
  ...moreAccessActions,
  'reference.office_time': 'Mengubah hari kerja atau batas waktu',
  'reference.holiday': 'Mengubah hari libur',
  'reference.reject_reason': 'Mengubah alasan menolak',
  'reference.correction_reason': 'Mengubah alasan minta perbaikan',
  'reference.reopen_reason': 'Mengubah alasan membuka kembali',
  'reference.question': 'Mengubah contoh pertanyaan',
  'reference.pmks_category': 'Mengubah kategori PMKS',
  'reference.agency': 'Mengubah OPD',
  ...bulkAccessLabels,
  ...opdAccessLabels,
  ...aidAccessLabels,
};

export const accessText = {
  title: 'Catatan akses',
  lead: 'Siapa melihat, mengambil, atau memutuskan apa. Catatan ini tidak dapat diubah atau dihapus, dan tidak memuat nama warga.',
  caption: 'Catatan akses, yang terbaru di atas',
  number: 'Nomor',
  numberHint: 'LP-… atau DP-…',
  user: 'Petugas',
  action: 'Tindakan',
  from: 'Dari tanggal',
  until: 'Sampai tanggal',
  all: 'Semua',
  at: 'Waktu',
  subject: 'Tentang',
  purpose: 'Tujuan',
  ip: 'Alamat IP',
  unknownUser: 'Nama pengguna tidak dikenal',
  apiKey: (prefix: string) => `kunci API ${prefix}`,
  reporter: 'Pelapor',
  none: '—',
  rows: (count: number) => `${count.toLocaleString('id-ID')} baris`,
  shown: (count: number) => `${String(count)} catatan di halaman ini`,
  empty: 'Belum ada catatan',
  emptyHint: 'Setiap kali petugas masuk, membuka laporan, atau memutuskan, catatannya muncul di sini.',
  emptyFiltered: 'Tidak ada catatan yang cocok',
  emptyFilteredHint: 'Periksa nomor dan tanggalnya, atau hapus saringan.',
} as const;

export const historyText = {
  title: 'Keutuhan riwayat',
  lead: 'Setiap langkah sebuah laporan terkunci pada langkah sebelumnya. Pemeriksaan ini menemukan riwayat yang diubah atau dihapus. Berjalan sendiri setiap malam.',
  never: 'Belum pernah diperiksa.',
  holds: 'Semua riwayat utuh.',
  broken: (count: number) => `${String(count)} laporan riwayatnya tidak utuh.`,
  running: 'Sedang diperiksa.',
  progress: (done: number, total: number) => `${String(done)} dari ${String(total)} laporan`,
  counts: 'Diperiksa',
  countsOf: (cases: number, events: number) =>
    `${cases.toLocaleString('id-ID')} laporan, ${events.toLocaleString('id-ID')} langkah`,
  when: 'Selesai',
  started: 'Mulai',
  by: 'Diminta oleh',
  nightly: 'Jadwal malam',
  first: 'Temuan pertama',
  elsewhere: 'laporan di luar wilayah Anda',
  step: (seq: number) => `langkah ke-${String(seq)}`,
  faults: {
    chain: 'rantai riwayat terputus',
    content: 'isi langkah tidak seperti saat ditulis',
    story: 'urutan langkah tidak mungkin terjadi',
    state: 'keadaan laporan tidak sesuai riwayatnya',
  } satisfies Record<HistoryFault, string>,
  advice: 'Jangan ubah apa pun. Hubungi pengelola sistem dan simpan salinan cadangan terakhir.',
  check: 'Periksa sekarang',
  asked: 'Pemeriksaan riwayat dimulai.',
} as const;

/** In the terminal, after `npm run verify-history`. */
export const verifyText = {
  counts: (cases: number, events: number) =>
    `Diperiksa: ${String(cases)} laporan, ${String(events)} langkah riwayat.`,
  holds: 'Semua riwayat utuh.',
  broken: (count: number) => `Tidak utuh: ${String(count)} laporan.`,
  first: (number: string, fault: HistoryFault, seq: number | null) =>
    `Temuan pertama: ${number}, ${historyText.faults[fault]}${seq === null ? '' : ` (${historyText.step(seq)})`}.`,
} as const;

/** Heads of the columns in files. */
export const exportColumns = {
  no: 'No',
  number: 'Nomor laporan',
  entryNumber: 'Nomor entri',
  kind: 'Jenis laporan',
  state: 'Keadaan',
  status: 'Status',
  urgent: 'Darurat',
  sensitive: 'Kasus sensitif',
  kecamatan: 'Kecamatan',
  desa: 'Desa/Kelurahan',
  submitted: 'Tanggal masuk',
  updated: 'Tanggal diperbarui',
  source: 'Sumber',
  version: 'Versi',
  name: 'Nama',
  sex: 'Jenis kelamin',
  birthDate: 'Tanggal lahir',
  categories: 'Kategori PMKS',
  reporter: 'Pelapor',
  nik: 'NIK',
  kk: 'No KK',
  address: 'Alamat',
  rt: 'RT',
  rw: 'RW',
  remark: 'Keterangan',
} as const;

export const purposeLabels: Readonly<Record<ExportPurpose, string>> = {
  aid: 'Penyaluran bantuan',
  field_check: 'Verifikasi lapangan',
  reporting: 'Pelaporan',
  other: 'Lainnya',
};

export const exportText = {
  yes: 'Ya',
  statuses: { active: 'Aktif', ineligible: 'Tidak layak lagi', moved: 'Pindah', deceased: 'Meninggal' },
  link: 'Unduh daftar ini',
  titles: { cases: 'Unduh daftar laporan', entries: 'Unduh Data Pemda' },
  lead: 'Berkas memuat daftar menurut saringan yang sedang dipakai. Setiap unduhan dicatat: siapa, kapan, tujuannya, dan berapa baris.',
  rows: (count: number) => `${count.toLocaleString('id-ID')} baris akan diunduh.`,
  none: 'Tidak ada yang cocok dengan saringan ini. Kembali, lalu ubah saringannya.',
  back: 'Kembali ke daftar',
  format: 'Bentuk berkas',
  formats: {
    xlsx: 'Excel (XLSX), disarankan',
    csv: 'CSV, dengan titik koma',
  },
  identities: 'Sertakan NIK, No. KK, dan alamat',
  identitiesHint:
    'Hanya bila perlu. Simpan berkasnya di tempat yang aman dan hapus bila sudah selesai dipakai.',
  concealed: 'Dari kasus sensitif hanya nomor, wilayah, keadaan, dan tanggal yang ikut.',
  purpose: 'Untuk apa',
  choose: 'Pilih tujuan',
  note: 'Penjelasan, bila tujuannya lainnya',
  noteHint: 'Tanpa nama warga dan tanpa NIK.',
  submit: 'Unduh',
  problemsTitle: 'Belum bisa diunduh',
  purposeMissing: 'Pilih tujuannya.',
  noteMissing: 'Tulis penjelasan tujuan, 3 sampai 200 huruf, tanpa NIK atau nomor panjang.',
  tooMany: 'Terlalu banyak baris untuk satu lembar Excel. Pilih CSV, atau persempit saringan.',
} as const;

export const bnbaText = {
  title: 'BNBA per desa dan bulan',
  lead: 'Rumah tangga miskin baru dan kasus PMKS yang disetujui pada bulan itu, satu orang satu baris, dengan urutan kolom untuk entri SIKS-NG.',
  desa: 'Desa/kelurahan',
  chooseDesa: 'Pilih desa/kelurahan',
  month: 'Bulan',
  show: 'Tampilkan',
  none: 'Tidak ada laporan yang disetujui',
  noneHint: 'Pilih bulan atau desa yang lain. Laporan masuk BNBA pada bulan saat disetujui.',
  ask: 'Pilih desa dan bulan',
  askHint: 'Jumlah laporan dan berita acaranya muncul di sini sebelum diunduh.',
  count: (count: number) => `${String(count)} laporan disetujui`,
  minutes: 'Berita acara',
  minutesNone: 'Tidak ada berita acara yang dilampirkan pada laporan-laporan ini.',
  minutesOf: (number: string) => `Berita acara pada ${number}`,
  page: (page: number) => `halaman ${String(page)}`,
} as const;
