/** What is said of a case's second approval, of sanggah, of reopening, of duplicates, and among the office. */
import type { ObjectionOutcome } from '../domain/case/events.js';

/** Within a sentence, to the reporter and in the history. */
export function objectionResult(outcome: ObjectionOutcome, reopens: boolean): string {
  if (outcome === 'refused') return 'tidak diterima, putusan tetap';
  return reopens ? 'diterima, laporan diperiksa lagi' : 'diterima';
}

/** Lines of the history. */
export const caseActionEvents = {
  approval_proposed: 'Disetujui oleh orang pertama',
  duplicate_confirmed: 'Dinyatakan duplikat',
  reopened: 'Dibuka kembali',
  objection_answered: 'Sanggah dijawab',
} as const;

/** Sent after a form did its work; `subject` is the case's number. */
export const caseActionFlash = {
  approval_proposed: (subject: string) =>
    `Persetujuan pertama untuk ${subject} tercatat. Satu orang lagi harus menyetujuinya.`,
  duplicate_confirmed: (subject: string) => `Laporan ${subject} dinyatakan duplikat. Pelapor diberi tahu.`,
  reopened: (subject: string) => `Laporan ${subject} dibuka kembali. Pelapor diberi tahu.`,
  objection_answered: (subject: string) => `Sanggah untuk ${subject} dijawab. Pelapor menerima jawabannya.`,
  commented: () => 'Komentar disimpan.',
} as const;

export const approvalText = {
  title: 'Sudah disetujui satu orang',
  by: (name: string, at: string) => `${name} menyetujui laporan ini pada ${at}.`,
  needsOther: 'Kasus sensitif perlu dua orang. Orang kedua yang menyetujui menyelesaikan putusannya.',
  own: 'Anda sudah menyetujui laporan ini. Persetujuan kedua harus dari orang lain.',
  note: (note: string) => `Catatannya: ${note}`,
  firstOpen: 'Laporan ini benar (persetujuan pertama dari dua)',
  firstHint:
    'Kasus sensitif disetujui dua orang. Persetujuan Anda tercatat, lalu orang kedua memeriksanya. Pelapor baru diberi tahu sesudah itu.',
  secondOpen: 'Laporan ini benar (persetujuan kedua)',
  second: 'Setujui sebagai orang kedua',
  overtakenTitle: 'Sudah disetujui orang pertama',
  overtaken: (by: string, at: string) =>
    `${by} menyetujui laporan ini pada ${at}, sebelum putusan Anda masuk. Periksa lagi, lalu setujui sebagai orang kedua atau putuskan yang lain.`,
} as const;

export const duplicateText = {
  open: 'Laporan ini sama dengan yang lain',
  button: 'Nyatakan duplikat',
  hint: 'Laporan ini ditutup tanpa dicatat. Pelapor diberi tahu nomor yang sama itu hanya bila dari desanya sendiri.',
  number: 'Nomor laporan atau Data Pemda yang sama',
  numberHint: 'Contoh: LP-2026-00012-K. Pilih dari kemungkinan ganda, atau ketik sendiri.',
  note: 'Catatan untuk kantor (boleh kosong)',
  numberMissing: 'Tulis nomor laporan atau Data Pemda yang sama.',
  noSuch: 'Nomor itu tidak ditemukan, atau di luar wilayah Anda. Periksa lagi nomornya.',
  holdsNobody: (state: string) =>
    `Laporan itu sendiri sudah ditutup (${state}), jadi orangnya akan hilang dari catatan. Pilih yang lain.`,
  of: 'Sama dengan',
  concealed: 'laporan atau data yang tidak dapat Anda lihat',
  compare: 'Bandingkan',
  comparison: (number: string, other: string) => `Bandingkan ${number} dengan ${other}`,
  back: (number: string) => `Kembali ke laporan ${number}`,
  caption: 'Jawaban berdampingan; yang berbeda ditandai',
  field: 'Isian',
  differs: 'beda',
  same: 'sama',
  count: (differing: number, all: number) =>
    differing === 0
      ? `Semua ${String(all)} isian sama.`
      : `${String(differing)} dari ${String(all)} isian berbeda.`,
  decide: 'Putuskan',
  notDecidable: 'Laporan ini tidak sedang menunggu putusan Anda.',
  rows: {
    kind: 'Jenis laporan',
    status: 'Keadaan',
    desa: 'Desa/kelurahan',
    reporter: 'Pelapor',
    submitted: 'Masuk atau dicatat',
    members: 'Anggota yang disebut',
  },
} as const;

export const reopenText = {
  title: 'Buka kembali',
  open: 'Buka kembali laporan ini',
  hint: 'Laporan kembali ke antrean dan diperiksa lagi. Pelapor diberi tahu bahwa laporannya dibuka kembali.',
  note: 'Penjelasan (untuk catatan kantor)',
  noteMissing: 'Tulis penjelasannya.',
  button: 'Buka kembali',
  registered:
    'Yang sudah tercatat di Data Pemda tidak dibuka kembali. Bila ada yang salah, minta pelapor mengirim laporan pemutakhiran atau tidak layak lagi.',
  waitsForAnswer: 'Ada sanggah yang belum dijawab. Jawabannya yang menentukan apakah laporan dibuka kembali.',
} as const;

export const objectionText = {
  open: 'Jawab sanggah pelapor',
  hint: 'Pelapor menerima jawaban Anda di chat, sekali.',
  outcome: 'Jawaban',
  outcomes: {
    refused: 'Sanggah tidak diterima, putusan tetap',
    upheld: 'Sanggah diterima',
  },
  upheldReopens: 'Bila diterima, laporan dibuka kembali dan diperiksa lagi.',
  upheldStays:
    'Bila diterima, Data Pemda tidak berubah sendiri: perubahan dicatat lewat laporan pemutakhiran atau tidak layak lagi. Sebutkan itu dalam jawaban.',
  outcomeMissing: 'Pilih jawabannya.',
  note: 'Penjelasan untuk pelapor',
  button: 'Kirim jawaban',
  answeredTitle: { upheld: 'Sanggah diterima', refused: 'Sanggah tidak diterima' },
  answered: 'Sudah dijawab. Jawabannya ada di riwayat.',
  result: 'Jawaban',
} as const;

export const overtakenText = {
  title: 'Sudah dilakukan orang lain',
  by: { reopened: 'dibuka kembali', objection_answered: 'sanggahnya dijawab' },
  sentence: (what: string, by: string, at: string) => `Laporan ini sudah ${what} oleh ${by} pada ${at}.`,
} as const;

export const templateText = {
  label: 'Contoh untuk memulai',
  none: 'Tulis sendiri',
  hint: 'Contoh yang dipilih dikirim bila pertanyaan di bawah dikosongkan.',
} as const;

export const commentText = {
  title: 'Komentar internal',
  hint: 'Hanya dibaca petugas yang boleh membuka laporan ini. Tidak pernah dikirim ke pelapor.',
  none: 'Belum ada komentar.',
  write: 'Tulis komentar',
  button: 'Simpan komentar',
  problems: 'Komentar belum tersimpan',
  missing: 'Tulis komentarnya.',
  tooLong: (max: number) => `Terlalu panjang. Paling banyak ${String(max)} huruf.`,
} as const;
