/** What the pages say of the access log, of verified histories, and of what leaves the service as a file. */
import type { HistoryFault } from '../domain/case/verify.js';

export const outNav = { accessLog: 'Catatan akses' } as const;

/** By the code that the access log keeps. */
export const accessActionLabels: Readonly<Record<string, string>> = {
  'case.viewed': 'Melihat laporan',
  'case.sensitive_viewed': 'Melihat kasus sensitif',
  'case.approved': 'Menyetujui laporan',
  'case.rejected': 'Menolak laporan',
  'case.correction_requested': 'Meminta perbaikan',
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
  'history.checked': 'Memeriksa keutuhan riwayat',
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
