/** The console's pages of imports of DTKS, DTSEN, P3KE and PMKS. */
import type { BeginProblem, ImportFailure } from '../domain/import/problem.js';
import type { SourceRow } from '../domain/import/row.js';
import type { Column, Source } from '../domain/import/sources.js';
import {
  fileFaultSentence,
  importColumnLabels,
  missingColumnsSentence,
  monthFirstColumnSentence,
  roundedColumnSentence,
} from './import.js';
import { sourceImportText, sourceLabels } from './source-import.js';

const many = (count: number) => count.toLocaleString('id-ID');

export const importPageText = {
  title: 'Impor',
  lead: 'Data DTKS, DTSEN, P3KE, dan daftar PMKS dimasukkan dari berkas. Berkas diperiksa dulu. Tidak ada yang masuk sebelum Anda menyetujuinya.',
  uploadTitle: 'Unggah berkas',
  problems: 'Belum dapat diunggah',
  source: 'Sumber',
  chooseSource: 'Pilih sumber',
  asOf: 'Data per tanggal',
  asOfHint: 'Tanggal yang tertulis pada data, bukan tanggal unggah.',
  scope: 'Isi berkas',
  whole: 'Seluruh data sumber ini',
  wholeHint: 'Orang yang tidak ada di berkas dianggap sudah tidak tercatat.',
  part: 'Sebagian saja',
  partHint: 'Orang yang tidak ada di berkas tetap seperti sebelumnya.',
  file: 'Berkas CSV atau Excel (.xlsx)',
  fileHint: (limit: string) =>
    `Paling besar ${limit}. Berkas disimpan tersandi, dan dihapus begitu impornya selesai.`,
  upload: 'Unggah dan periksa',
  sourceMissing: 'Pilih sumber datanya.',
  asOfMissing: 'Isi tanggal datanya.',
  asOfFuture: 'Tanggal data belum terjadi. Periksa tanggalnya.',
  scopeMissing: 'Pilih apakah berkas berisi seluruh data atau sebagian saja.',
  fileMissing: 'Pilih berkasnya.',
  fileTooLarge: (limit: string) =>
    `Berkas lebih besar dari ${limit}. Bagi menjadi beberapa berkas, lalu unggah satu per satu.`,
  waitingTitle: 'Belum dimulai',
  waitingHint: 'Berkas yang tidak dimulai dihapus sesudah sehari.',
  choose: 'Pilih kolom',
  discard: 'Buang berkas ini',
  historyTitle: 'Riwayat impor',
  empty: 'Belum ada impor.',
  emptyHint: 'Unggah berkas pertama di atas.',
  by: 'Oleh',
  started: 'Dimulai',
  state: 'Keadaan',
  counts: 'Hasil',
  terminal: 'baris perintah',
  asOfDay: (day: string) => `per ${day}`,
  kind: (whole: boolean) => (whole ? 'seluruh data' : 'sebagian'),
  pageOf: (from: number, to: number, total: number) => `${many(from)}–${many(to)} dari ${many(total)}`,
  back: 'Semua impor',
} as const;

export const importStateLabels = {
  reading: 'Sedang diperiksa',
  read: 'Menunggu persetujuan',
  applying: 'Sedang dimasukkan',
  applied: 'Sudah masuk',
  reverting: 'Sedang dibatalkan',
  reverted: 'Dibatalkan',
  dropped: 'Dibuang',
} as const;

export const importHaltLabels = { stopped: 'Dihentikan', failed: 'Terhenti' } as const;

export const mappingText = {
  title: (source: Source) => `Kolom berkas ${sourceLabels[source]}`,
  lead: 'Periksa apakah setiap kolom dibaca dengan benar. Ubah yang salah.',
  saved: 'Diisi seperti pilihan terakhir untuk sumber ini.',
  guessed: 'Diisi menurut judul kolomnya.',
  problems: 'Belum dapat dimulai',
  header: 'Judul di berkas',
  examples: 'Contoh isi',
  column: 'Dibaca sebagai',
  unused: '— tidak dipakai —',
  noTitle: (nth: number) => `Kolom ke-${String(nth)}, tanpa judul`,
  noExamples: 'Kosong di baris awal',
  needed: 'wajib',
  unsure: 'Mohon diperiksa: judulnya hanya mirip.',
  begin: 'Mulai memeriksa',
  beginHint: 'Belum ada yang masuk. Hasil pemeriksaan ditunjukkan dulu.',
  file: 'Berkas',
  day: 'Data per',
  holds: 'Isi',
  twice: (column: Column) =>
    `Dua judul dibaca sebagai ${importColumnLabels[column]}. Pilih satu saja, dan ubah yang lain.`,
  seeOpen: 'Lihat impor yang sedang berjalan',
} as const;

/** A sentence, of what keeps an import from beginning. */
export function beginProblemSentence(source: Source, problem: BeginProblem): string {
  switch (problem.code) {
    case 'missing':
      return missingColumnsSentence(source, problem.columns);
    case 'twice':
      return mappingText.twice(problem.column);
    case 'damaged':
      return problem.damaged.fault === 'rounded'
        ? roundedColumnSentence(problem.damaged.column)
        : monthFirstColumnSentence(problem.damaged.column);
    case 'open':
    case 'older':
      return sourceImportText.faults[problem.code];
  }
}

/** A sentence, of why an import halted by itself. */
export function importFailureSentence(failure: ImportFailure): string {
  return failure === 'file.gone'
    ? 'Berkasnya tidak ada lagi. Buang impor ini, lalu unggah berkasnya lagi.'
    : fileFaultSentence({ code: failure, line: null });
}

export const importRunText = {
  title: (source: Source, day: string) => `Impor ${sourceLabels[source]} per ${day}`,
  progress: 'Kemajuan',
  reading: (settled: string, total: string) => `Baris ${settled} dari ${total} dibaca`,
  applying: (settled: string, total: string) => `Baris ${settled} dari ${total} dimasukkan`,
  reverting: (settled: string, total: string) => `${settled} dari ${total} dikembalikan`,
  counting: 'Menghitung baris…',
  comparing: 'Semua baris sudah dibaca. Sekarang dibandingkan dengan data yang ada.',
  ending: 'Semua baris sudah dimasukkan. Sekarang menandai yang tidak ada lagi.',
  stop: 'Hentikan',
  stopHint: 'Yang sudah dikerjakan tidak hilang. Anda dapat melanjutkannya kapan saja.',
  resume: 'Lanjutkan',
  stoppedBy: (name: string | null) =>
    `Dihentikan${name === null ? '' : ` oleh ${name}`}. Tekan Lanjutkan untuk meneruskan dari tempat berhenti.`,
  halfWay: 'Sebagian sudah masuk. Lanjutkan sampai selesai. Sesudah itu seluruhnya dapat dibatalkan.',
  atTerminal:
    'Impor ini dimulai dari baris perintah. Lanjutkan dengan perintah yang sama di sana, atau buang di sini.',
  facts: {
    file: 'Berkas',
    holds: 'Isi',
    started: 'Dimulai',
    applied: 'Dimasukkan',
    reverted: 'Dibatalkan',
    dropped: 'Dibuang',
    reason: 'Alasan',
  },
  by: (moment: string, name: string) => `${moment} oleh ${name}`,
  countsTitle: { read: 'Yang akan terjadi', applied: 'Yang terjadi', reverted: 'Yang pernah terjadi' },
  counts: {
    new: { label: 'Baru', hint: 'belum tercatat dari sumber ini' },
    changed: { label: 'Berubah', hint: 'isinya lain dari sebelumnya' },
    same: { label: 'Sama', hint: 'tidak ada yang berubah' },
    gone: { label: 'Tidak ada lagi', hint: 'tercatat sebelumnya, tidak ada di berkas' },
    wrong: { label: 'Salah', hint: 'barisnya tidak dipakai' },
  },
  nothing: 'Tidak ada yang akan berubah.',
  apply: 'Masukkan ke data…',
  drop: 'Buang impor ini',
  dropHint: 'Tidak ada yang masuk. Hasil pemeriksaan dan berkasnya dihapus.',
  revert: 'Batalkan impor ini…',
  notNewest: sourceImportText.faults.not_newest,
  busy: 'Impor lain dari sumber ini sedang berjalan. Selesaikan atau buang dulu, baru impor ini dapat dibatalkan.',
  sampleTitle: 'Contoh perubahan',
  sampleLead: (shown: number, total: number) =>
    shown < total
      ? `${many(shown)} dari ${many(total)} baris yang berubah.`
      : `Semua ${many(total)} baris yang berubah.`,
  line: 'Baris',
  person: 'Orang',
  field: 'Data',
  before: 'Sebelum',
  after: 'Sesudah',
  empty: 'kosong',
  back: 'Tercatat kembali',
  concealed: 'Kategori sensitif. Isinya tidak ditampilkan.',
  noNik: 'tanpa NIK',
  faultsTitle: 'Kesalahan dan peringatan',
  faultsLead: (left: number, warned: number) =>
    `${many(left)} kesalahan membuat barisnya tidak dipakai. ${many(warned)} peringatan: barisnya dipakai, tanpa isian yang salah.`,
  faultsNone: 'Tidak ada kesalahan.',
  faultsNoneHint: 'Semua baris di berkas dapat dibaca.',
  what: 'Yang perlu diperbaiki',
  kept: 'Peringatan',
  left: 'Tidak dipakai',
  download: 'Unduh semua sebagai CSV',
  fileName: 'kesalahan-impor',
} as const;

export const confirmText = {
  applyTitle: (source: Source, day: string) => `Masukkan ${sourceLabels[source]} per ${day}?`,
  applyLead: 'Sesudah ini data berikut menjadi data yang berlaku.',
  goneWarning: (gone: number) =>
    `${many(gone)} orang akan ditandai tidak tercatat lagi, karena tidak ada di berkas. Pastikan berkasnya memang seluruh data.`,
  apply: 'Ya, masukkan',
  undoHint: 'Seluruhnya dapat dibatalkan lagi selama belum ada impor berikutnya dari sumber ini.',
  revertTitle: (source: Source, day: string) => `Batalkan impor ${sourceLabels[source]} per ${day}?`,
  revertLead: 'Data kembali seperti sebelum impor ini. Riwayatnya tetap tersimpan.',
  reason: 'Alasan',
  reasonMissing: 'Tulis alasannya.',
  problems: 'Belum dapat dibatalkan',
  revert: 'Ya, batalkan seluruhnya',
  cancel: 'Tidak jadi',
} as const;

export const sourceImportFlash = {
  source_known: () => 'Berkas ini sudah pernah diimpor. Tidak ada yang berubah. Ini impornya.',
  source_discarded: () => 'Berkas sudah dibuang.',
  source_dropped: () => 'Impor ini sudah dibuang. Tidak ada yang masuk.',
} as const;

/** What the access log says, by its code. */
export const sourceImportActions: Readonly<Record<string, string>> = {
  'source.uploaded': 'Mengunggah berkas impor',
  'source.discarded': 'Membuang berkas impor',
  'source.begun': 'Memulai impor data nasional',
  'source.stopped': 'Menghentikan impor data nasional',
  'source.resumed': 'Melanjutkan impor data nasional',
  'source.dropped': 'Membuang impor data nasional',
  'source.looked': 'Melihat baris impor data nasional',
  'source.faults_exported': 'Mengunduh kesalahan impor data nasional',
};

export const importFieldLabels: Readonly<Record<keyof SourceRow, string>> = {
  ...importColumnLabels,
  verification: 'Verifikasi lapangan',
};
