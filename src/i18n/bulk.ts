/** What is said of acting on many reports at once, and of saved views of the queue. */
import type { BulkAction, SkipCode } from '../domain/case/bulk.js';

const number = (count: number) => count.toLocaleString('id-ID');

export const bulkActionLabels: Readonly<Record<BulkAction, string>> = {
  take: 'Ambil untuk saya',
  release: 'Lepaskan',
  assign: 'Tugaskan kepada petugas',
  ask_correction: 'Minta perbaikan',
  reject: 'Tolak',
  approve: 'Setujui',
};

/** Of a run, as it is listed. */
export const bulkRunTitles: Readonly<Record<BulkAction, string>> = {
  take: 'Mengambil laporan',
  release: 'Melepaskan laporan',
  assign: 'Menugaskan laporan',
  ask_correction: 'Meminta perbaikan',
  reject: 'Menolak laporan',
  approve: 'Menyetujui laporan',
};

export const skipLabels: Readonly<Record<SkipCode, string>> = {
  gone: 'Tidak ada lagi, atau bukan wilayah Anda',
  sensitive: 'Kasus sensitif: hanya satu per satu, oleh petugas yang diberi izin',
  state: 'Tidak sedang menunggu putusan',
  changed: 'Berubah sejak dipilih: periksa lagi',
  claimed: 'Sedang dipegang orang lain',
  not_held: 'Tidak ada yang memegang',
  duplicates: 'Ada kemungkinan ganda: bandingkan dulu',
  field_check: 'Sedang dicek di lapangan, atau hasil ceknya perlu dibaca dulu',
  second_person: 'Isiannya Anda perbaiki sendiri: orang lain yang menyetujui',
  not_theirs: 'Di luar wilayah atau wewenang petugas yang ditugasi',
  reason: 'Alasannya tidak berlaku untuk jenis laporan ini',
  failed: 'Gagal karena kesalahan sistem',
};

export const bulkText = {
  open: 'Kerjakan banyak laporan sekaligus',
  hint: 'Centang laporan di daftar, atau pilih semuanya. Sebelum ada yang berubah, Anda melihat pratinjaunya.',
  pick: (caseNumber: string) => `Pilih ${caseNumber}`,
  pickColumn: 'Pilih',
  pickPage: 'Pilih semua di halaman ini',
  which: 'Laporan yang mana',
  ticked: 'Yang dicentang',
  /** Filled in by the page's script. */
  tickedCount: 'Yang dicentang ({count})',
  page: (count: number) => `Semua di halaman ini (${number(count)})`,
  all: (count: string) => `Semua yang cocok dengan saringan ini (${count})`,
  what: 'Tindakan',
  choose: 'Pilih tindakan',
  next: 'Lihat pratinjau',
  earlier: 'Aksi massal sebelumnya',
  none: 'Belum ada yang dipilih. Centang laporannya, pilih tindakannya, lalu lihat pratinjau.',

  previewTitle: (action: BulkAction) => `Pratinjau: ${bulkActionLabels[action]}`,
  back: 'Kembali ke antrean',
  doable: (doable: number, total: number) =>
    doable === total
      ? `Semua ${number(total)} laporan yang dipilih dapat dikerjakan.`
      : `${number(doable)} dari ${number(total)} laporan yang dipilih dapat dikerjakan.`,
  frozen: 'Hanya laporan ini yang dikerjakan. Yang masuk atau berubah sesudahnya tidak ikut.',
  more: (limit: number) =>
    `Sekali jalan paling banyak ${number(limit)} laporan, yang teratas dulu. Sisanya dapat dikerjakan sesudah ini.`,
  willDo: 'Akan dikerjakan',
  others: (count: number) => `dan ${number(count)} lainnya`,
  passedOver: 'Dilewati',
  passedOverHint: 'Laporan ini tidak berubah. Pada saat dikerjakan, tiap laporan diperiksa lagi.',
  why: 'Sebab',
  count: 'Jumlah',
  examples: 'Contoh',
  nothing: 'Tidak ada yang dapat dikerjakan',
  nothingHint: 'Semua laporan yang dipilih akan dilewati. Sebabnya ada di bawah.',
  problems: 'Belum dapat dimulai',
  confirm: (action: BulkAction, count: number) => `${bulkActionLabels[action]}: ${number(count)} laporan`,
  confirmTitle: 'Mulai',
  cancel: 'Batal, kembali ke antrean',
  about: {
    take: 'Anda memegangnya selama 12 jam, atau sampai dilepaskan.',
    release: 'Laporan kembali bebas untuk diambil siapa saja.',
    assign: 'Petugas itu memegangnya selama 12 jam. Pemegang sebelumnya diberi tahu di halaman laporannya.',
    ask_correction:
      'Setiap pelapor menerima pertanyaan yang sama di chat, sekali untuk tiap laporan, dan menjawab di sana.',
    reject: 'Setiap pelapor menerima alasan dan penjelasan yang sama di chat.',
    approve:
      'Setiap laporan dicatat di Data Pemda, dan pelapornya diberi tahu. Yang sudah tercatat tidak dapat dibuka kembali.',
  } satisfies Record<BulkAction, string>,
  assignee: 'Petugas',
  chooseAssignee: 'Pilih petugas',
  assigneeMissing: 'Pilih petugasnya.',
  unseen: (count: number) => `${number(count)} di antaranya belum pernah Anda buka.`,
  seen: 'Saya sudah memeriksa laporan itu dengan cara lain, dan bertanggung jawab atas putusannya.',
  seenMissing: 'Buka dulu laporan yang belum pernah Anda buka, atau nyatakan bahwa Anda sudah memeriksanya.',

  listTitle: 'Aksi massal',
  listLead: 'Yang Anda kerjakan untuk banyak laporan sekaligus.',
  listLeadAll: 'Yang dikerjakan untuk banyak laporan sekaligus, oleh Anda dan petugas lain di wilayah Anda.',
  listEmpty: 'Belum ada aksi massal',
  listEmptyHint: 'Centang beberapa laporan di antrean untuk memulai.',
  started: 'Mulai',
  by: 'Oleh',
  action: 'Tindakan',
  result: 'Hasil',
  state: 'Keadaan',
  states: { running: 'Sedang berjalan', stopped: 'Dihentikan', finished: 'Selesai' },
  summary: (done: number, skipped: number) => `${number(done)} dikerjakan, ${number(skipped)} dilewati`,
  runLead: (name: string, at: string) => `Dimulai ${name} pada ${at}.`,
  progress: 'Kemajuan',
  /** Filled in by the page's script, too. */
  progressText: (settled: string, total: string) => `${settled} dari ${total} laporan`,
  stop: 'Hentikan',
  stopHint: 'Yang sudah dikerjakan tetap. Halaman ini diperbarui sendiri, dan boleh ditutup.',
  finished: (done: number, skipped: number) =>
    skipped === 0
      ? `Selesai. ${number(done)} laporan dikerjakan.`
      : `Selesai. ${number(done)} laporan dikerjakan, ${number(skipped)} dilewati.`,
  stoppedBy: (name: string, left: number) =>
    `Dihentikan oleh ${name}. ${number(left)} laporan tidak dikerjakan.`,
  stoppedAlone: (left: number) =>
    `Berhenti sendiri: yang menjalankannya tidak berwenang lagi. ${number(left)} laporan tidak dikerjakan.`,
  commonReasons:
    'Jenis laporannya berbeda-beda: di sini hanya alasan yang berlaku untuk semuanya. Untuk alasan lain, pilih satu jenis saja.',
  reason: 'Alasan',
  note: 'Tulisan',
  noteNone: 'Tanpa catatan',
  rows: 'Hasil tiap laporan',
  rowTabs: 'Hasil tiap laporan menurut hasilnya',
  allRows: 'Semua',
  rowStates: { pending: 'Belum', done: 'Dikerjakan', skipped: 'Dilewati' },
  stoppedRow: 'Tidak dikerjakan',
  number: 'Nomor',
  place: 'Desa/kelurahan',
  at: 'Waktu',
  rowsEmpty: 'Tidak ada laporan di sini',
  rowsEmptyHint: 'Pilih hasil yang lain.',
  pageOf: (from: number, to: number, total: number) =>
    `Laporan ${number(from)} sampai ${number(to)} dari ${number(total)}`,
  download: 'Unduh laporan hasil (CSV)',
  fileName: 'aksi-massal',
} as const;

export const viewText = {
  label: 'Tampilan',
  standard: {
    mine: 'Milik saya',
    free: 'Belum diambil',
    late: 'Terlambat',
    urgent: 'Darurat',
    second: 'Perlu persetujuan kedua',
  },
  save: 'Simpan tampilan ini',
  manage: 'Atur',
  name: 'Nama tampilan',
  nameExample: 'Misal: Lansia di Sangatta',
  submit: 'Simpan',
  problems: 'Tampilan belum tersimpan',
  nameProblem: (max: number) => `Tulis namanya, paling banyak ${String(max)} huruf.`,
  taken: 'Sudah ada tampilan dengan nama itu. Pakai nama lain.',
  full: (max: number) => `Paling banyak ${String(max)} tampilan. Hapus dulu yang tidak dipakai.`,
  title: 'Tampilan tersimpan',
  lead: 'Saringan dan urutan antrean yang Anda simpan. Hanya Anda yang melihatnya.',
  empty: 'Belum ada tampilan tersimpan',
  emptyHint: 'Saring antrean seperti yang sering Anda perlukan, lalu pilih Simpan tampilan ini.',
  open: (name: string) => `Buka ${name}`,
  newName: (name: string) => `Nama baru untuk ${name}`,
  rename: 'Ganti nama',
  remove: 'Hapus',
  removeOf: (name: string) => `Hapus ${name}`,
  urgentTick: 'Darurat',
  secondTick: 'Perlu persetujuan kedua',
} as const;

export const bulkFlash = {
  bulk_nothing: () => bulkText.none,
  view_saved: () => 'Tampilan disimpan.',
  view_renamed: () => 'Nama tampilan diganti.',
  view_removed: () => 'Tampilan dihapus.',
} as const;

/** By the code that the access log keeps. */
export const bulkAccessLabels: Readonly<Record<string, string>> = {
  'bulk.take': 'Aksi massal: mengambil',
  'bulk.release': 'Aksi massal: melepaskan',
  'bulk.assign': 'Aksi massal: menugaskan',
  'bulk.ask_correction': 'Aksi massal: meminta perbaikan',
  'bulk.reject': 'Aksi massal: menolak',
  'bulk.approve': 'Aksi massal: menyetujui',
  'bulk.stopped': 'Menghentikan aksi massal',
  'case.claim_released': 'Melepaskan laporan dari pemegangnya',
  'case.claim_assigned': 'Menugaskan laporan',
};
