/** What is said of work on a case besides deciding it: putting answers right, and what goes with it. */
import type { DifferenceReason } from '../domain/case/duplicate.js';
import type { EditReason } from '../domain/case/events.js';

export const editReasonLabels: Readonly<Record<EditReason, string>> = {
  documents: 'Sesuai KTP, KK, atau surat',
  told: 'Keterangan pelapor atau warga',
  visited: 'Hasil kunjungan',
  typing: 'Salah ketik',
  other: 'Alasan lain',
};

/** Of the form in which the office puts answers right. */
export const editText = {
  birthConflict: (fromNik: string, typed: string) =>
    `Menurut NIK: ${fromNik}. Yang tertulis: ${typed}. Tulis yang benar, atau biarkan bila memang demikian.`,
  outside: 'Lokasi itu di luar kabupaten. Periksa lagi, atau biarkan bila memang demikian.',
  unfit: 'Isian ini belum dapat dipakai. Periksa lagi.',
  workTooLong: 'Pekerjaan paling banyak 60 huruf.',
  sensitive:
    'Kategori ini termasuk kasus sensitif. Hanya petugas yang boleh membuka kasus sensitif dapat memilihnya.',
  member: {
    relation: 'Hubungan',
    schooling: 'Sekolah',
    work: 'Pekerjaan',
    remove: 'Hapus orang ini dari laporan',
  },
} as const;

/** Two versions of a report beside each other. */
export const versionText = {
  caption: 'Isian yang berbeda, sebelum dan sesudah',
  field: 'Isian',
  before: 'Sebelum',
  after: 'Sesudah',
  about: 'Data Pemda yang dimaksud',
  linked: 'sudah ditautkan',
} as const;

/** The page on which answers are put right. */
export const editPageText = {
  open: 'Ubah isian',
  title: (number: string) => `Ubah isian ${number}`,
  back: (number: string) => `Kembali ke laporan ${number}`,
  lead: 'Perbaiki yang salah. Sebelum disimpan, perubahannya ditampilkan dulu.',
  leadPreview: 'Periksa perubahannya, lalu tulis alasannya.',
  answers: 'Isian laporan',
  members: 'Anggota',
  member: (place: number) => `Anggota ${String(place)}`,
  addMembers: 'Untuk menambah: satu baris satu orang. Contoh: Siti, istri, 12-3-1985, SD, petani.',
  notSaid: 'Belum disebut',
  look: 'Lihat perubahan',
  cancel: 'Batal',
  changes: (count: number) => `Yang berubah: ${String(count)} isian`,
  why: 'Alasan perubahan',
  reason: 'Dasar perubahan',
  reasonMissing: 'Pilih dasar perubahannya.',
  note: 'Catatan untuk kantor',
  noteHint:
    'Isian lama tetap ada di riwayat. Pelapor diberi tahu bahwa isiannya diperbaiki, tanpa isinya. Bila Anda yang menyetujui, orang lain harus ikut menyetujuinya.',
  noteMissing: 'Tulis catatannya.',
  noteTooLong: (max: number) => `Catatan terlalu panjang. Paling banyak ${String(max)} huruf.`,
  save: 'Simpan perbaikan',
  again: 'Ubah lagi',
  problems: 'Belum tersimpan',
  nothingChanged: 'Belum ada yang berubah.',
  meanwhileTitle: 'Laporan ini berubah sementara Anda mengetik',
  closedTitle: 'Laporan ini sudah tidak menunggu putusan',
  meanwhile: (what: string, by: string, at: string) =>
    `Yang terjadi: ${what} (${by === '' ? at : `${by}, ${at}`}).`,
  meanwhileHint: 'Yang Anda ketik tetap ada di bawah. Periksa lagi, lalu lihat perubahannya.',
  closed: (state: string) =>
    `Keadaannya sekarang: ${state}. Yang Anda ketik masih ada di bawah, tetapi tidak dapat disimpan.`,
} as const;

/** What is told of a case whose answers the office put right. */
export const editedText = {
  event: 'Isian diperbaiki oleh kantor',
  flash: (subject: string) => `Isian laporan ${subject} diperbaiki. Pelapor diberi tahu.`,
  noticeTitle: 'Isian diperbaiki oleh kantor',
  notice: (name: string, at: string) => `${name} memperbaiki isian laporan ini pada ${at}.`,
  needsOther: 'Siapa pun yang memperbaiki tidak menyetujuinya sendirian.',
  own: 'Anda boleh menyetujui, lalu orang lain harus ikut menyetujuinya.',
  approvalHint:
    'Anda memperbaiki isian laporan ini, jadi persetujuan Anda tercatat dulu, lalu orang lain memeriksanya. Pelapor baru diberi tahu sesudah itu.',
  proposalNeedsOther:
    'Yang memperbaiki isian tidak menyetujuinya sendirian. Orang kedua yang menyetujui menyelesaikan putusannya.',
  overtakenTitle: 'Isian berubah sementara itu',
  overtaken: (by: string, at: string) =>
    `${by} memperbaiki isian laporan ini pada ${at}, sebelum putusan Anda masuk. Periksa isiannya lagi, lalu putuskan.`,
} as const;

/** By the code that the access log keeps. */
export const caseworkAccess = {
  'case.edited': 'Memperbaiki isian',
  'case.duplicate_dismissed': 'Menyatakan bukan duplikat',
  'case.duplicate_restored': 'Membatalkan bukan duplikat',
} as const;

export const differenceReasonLabels: Readonly<Record<DifferenceReason, string>> = {
  other_person: 'Orangnya berbeda',
  typing: 'Nomornya salah tulis',
  other_matter: 'Orang sama, urusan berbeda',
  other: 'Alasan lain',
};

/** Two that share a number and are not the same. */
export const differentText = {
  open: 'Bukan duplikat',
  hint: 'Pasangan ini tidak ditanyakan lagi, di laporan ini maupun di pasangannya. Dapat dibatalkan.',
  reason: 'Mengapa bukan duplikat',
  note: 'Catatan untuk kantor',
  noteHint: 'Boleh kosong, kecuali untuk alasan lain.',
  button: 'Bukan duplikat',
  reasonMissing: 'Pilih alasannya.',
  noteMissing: 'Tulis catatannya untuk alasan lain.',
  problems: 'Belum tersimpan',
  decided: (count: number) => `Sudah diperiksa, bukan duplikat: ${String(count)}`,
  verdict: (reason: string) => `Bukan duplikat: ${reason}`,
  undo: 'Batalkan',
  flash: () => 'Dicatat: bukan duplikat. Pasangan ini tidak ditanyakan lagi.',
  undone: () => 'Dibatalkan. Pasangan ini kembali sebagai kemungkinan ganda.',
} as const;

/** From case to case in the list that the first one was opened from. */
export const listStepText = {
  label: 'Dalam daftar',
  before: 'Sebelumnya',
  after: 'Berikutnya',
  place: (place: string, total: string) => `${place} dari ${total}`,
  left: (total: string) => `Tinggal ${total} di daftar`,
  over: (limit: string) => `lebih dari ${limit}`,
} as const;

/** Colleagues called upon in a comment. */
export const mentionText = {
  title: 'Anda disebut',
  lead: 'Komentar tempat rekan menyebut Anda. Isinya dibaca di halaman laporannya.',
  link: (count: string) => `Anda disebut: ${count} baru`,
  linkNone: 'Anda disebut',
  over: (limit: string) => `lebih dari ${limit}`,
  empty: 'Belum ada yang menyebut Anda',
  emptyHint: 'Rekan menyebut Anda dengan @ dan nama pengguna Anda di komentar sebuah laporan.',
  number: 'Nomor',
  subject: 'Tentang',
  author: 'Disebut oleh',
  at: 'Waktu',
  unread: 'baru',
  who: 'Sebut rekan dengan @',
  whoHint: 'Yang boleh membuka laporan ini:',
  unknown: (names: string) =>
    `Komentar disimpan. Yang tidak ditemukan, atau tidak boleh membuka laporan ini: ${names}. Mereka tidak diberi tahu.`,
} as const;
