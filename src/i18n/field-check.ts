/** Cek lapangan: what the chat, the console and the task sheet say of it. */
import type { CheckFinding, CheckQuestion, CheckState } from '../domain/case/field-check.js';
import { longDate } from './form.js';

/** Things to look at, as a checker and a reviewer read them. */
export const checkQuestionLabels: Readonly<Record<CheckQuestion, string>> = {
  lives_there: 'Tinggal di alamat yang dilaporkan',
  members: 'Jumlah anggota rumah tangga',
  house: 'Keadaan rumah (lantai, dinding, atap)',
  utilities: 'Listrik, air minum, dan jamban',
  work: 'Pekerjaan dan penghasilan',
  assets: 'Harta (kendaraan, tanah, ternak)',
  condition: 'Keadaan orangnya',
  change: 'Perubahan yang dilaporkan',
  papers: 'KTP dan KK',
  aid: 'Bantuan yang diterima',
};

export const checkFindingLabels: Readonly<Record<CheckFinding, string>> = {
  matches: 'Sesuai',
  differs: 'Tidak sesuai',
  unknown: 'Tidak tahu',
};

export const checkStateLabels: Readonly<Record<CheckState, string>> = {
  open: 'Menunggu hasil',
  reported: 'Hasil masuk',
  settled: 'Selesai',
  cancelled: 'Dibatalkan',
  dropped: 'Ditutup tanpa hasil',
};

export const foundLabels = { yes: 'Ditemukan', no: 'Tidak ditemukan' } as const;

const numbered = (lines: readonly string[]) =>
  lines.map((line, place) => `${String(place + 1)}. ${line}`).join('\n');

const labelsOf = (questions: readonly CheckQuestion[]) => questions.map((one) => checkQuestionLabels[one]);

interface Task {
  readonly number: string;
  /** ISO date. */
  readonly dueOn: string;
  readonly questions: readonly CheckQuestion[];
  readonly note: string;
}

const noteLine = (note: string) => (note === '' ? [] : [`Catatan Dinas Sosial: ${note}`]);

/** Said to the checker unasked. Number, questions and the reviewer's note: no more. */
export const checkNotices = {
  ordered: ({ number, dueOn, questions, note }: Task) =>
    [
      `Tugas cek lapangan untuk laporan ${number}, paling lambat ${longDate(dueOn)}.`,
      'Yang dilihat:',
      numbered(labelsOf(questions)),
      ...noteLine(note),
      'Nama dan alamatnya ada di surat tugas dari Dinas Sosial.',
      `Balas TUGAS ${number} untuk mengisi hasilnya.`,
    ].join('\n'),
  fill: 'Isi hasil',
  ended: (number: string) =>
    `Cek lapangan untuk laporan ${number} tidak perlu dikerjakan lagi. Terima kasih, Bapak/Ibu.`,
  overdue: (number: string, dueOn: string) =>
    `Cek lapangan untuk laporan ${number} belum ada hasilnya. Batasnya ${longDate(dueOn)}. Balas TUGAS ${number} untuk mengisinya.`,
} as const;

/** The chat's own words about it. */
export const checkChat = {
  none: 'Tidak ada tugas cek lapangan.',
  noSuch: (number: string) =>
    `Tidak ada tugas cek lapangan untuk laporan ${number}. Balas TUGAS untuk melihat tugas.`,
  badNumber: 'Nomor itu tidak benar. Contoh: TUGAS LP-2026-00012-K. Balas TUGAS untuk melihat tugas.',
  pick: 'Tugas cek lapangan mana yang mau diisi?',
  line: (number: string, dueOn: string, overdue: boolean) =>
    `${number}, paling lambat ${longDate(dueOn)}${overdue ? ' (lewat)' : ''}`,
  begin: ({ number, dueOn, note }: Task) =>
    [
      `Cek lapangan laporan ${number}, paling lambat ${longDate(dueOn)}. Cocokkan dengan surat tugas.`,
      ...noteLine(note),
    ].join('\n'),
  goOn: (number: string) => `Meneruskan cek lapangan laporan ${number}.`,
  draft: (number: string) => `Cek lapangan ${number}`,
  putAside: 'Laporan yang sedang diisi disimpan dulu. Balas DRAF untuk meneruskannya.',
  full: 'Selesaikan atau hentikan dulu salah satu laporan yang belum dikirim.',
  confirmCancel: 'Hentikan pengisian ini? Jawabannya akan dihapus, tugasnya tetap ada. Balas YA atau TIDAK.',
  cancelled: (number: string) => `Pengisian dihentikan. Balas TUGAS ${number} untuk mengisi lagi.`,
  summary: (number: string, lines: readonly string[]) =>
    [
      `Hasil cek lapangan laporan ${number}. Mohon periksa:`,
      numbered(lines),
      'Balas KIRIM bila sudah benar, atau nomor yang mau diubah. Bisa juga: BATAL.',
    ].join('\n'),
  sent: (number: string) => `Hasil cek lapangan laporan ${number} diterima. Terima kasih, Bapak/Ibu.`,
  refused: (number: string) =>
    `Cek lapangan laporan ${number} sudah ditutup atau bukan tugas Bapak/Ibu lagi. Hasilnya tidak perlu dikirim.`,
  found: {
    label: 'Orang atau rumahnya',
    ask: 'Apakah orang atau rumahnya ditemukan?',
    wrong: 'Mohon balas 1 bila ditemukan, atau 2 bila tidak ditemukan.',
  },
  question: {
    ask: (question: CheckQuestion) => `${checkQuestionLabels[question]}: sesuai laporan?`,
    wrong: 'Mohon balas 1 bila sesuai, 2 bila tidak sesuai, atau 3 bila tidak tahu.',
  },
  note: {
    ask: (needed: boolean) =>
      needed
        ? 'Apa yang berbeda, atau mengapa tidak ditemukan? Tulis singkat, tanpa NIK.'
        : 'Ada catatan? Tulis singkat, atau balas LEWATI.',
    skip: 'Lewati',
    wrong: 'Tulis catatannya, paling banyak 500 huruf.',
    personalNumber: 'Mohon tulis tanpa NIK atau No. KK.',
  },
} as const;

/** Everything the console says of it. */
export const checkText = {
  card: 'Cek lapangan',
  none: 'Belum pernah diminta.',
  order: 'Minta cek lapangan',
  open: 'Kelola cek lapangan',
  all: 'Lihat cek lapangan',
  sheet: 'Surat tugas',
  by: (name: string, dueOn: string) => `${name}, paling lambat ${dueOn}`,
  overdue: 'Lewat tenggat',
  mark: { open: 'Cek lapangan', reported: 'Hasil cek lapangan masuk' },
  delivery: (state: string) => `Pesan tugas: ${state}`,
  noDelivery: 'Tugas belum terkirim: orang ini belum terhubung ke chat. Serahkan surat tugasnya.',
  markLate: 'Cek lapangan lewat tenggat',
  pageTitle: (number: string) => `Cek lapangan ${number}`,
  back: (number: string) => `Kembali ke laporan ${number}`,
  orderTitle: 'Minta cek lapangan',
  orderHint:
    'Pelapor desa menerima nomor laporan, yang dilihat, dan catatan Anda lewat chat. Nama dan alamat hanya ada di surat tugas, yang Anda cetak atau serahkan sendiri.',
  staffOnly:
    'Kasus sensitif hanya dicek oleh petugas kantor yang diberi izin. Tidak ada yang dikirim lewat chat.',
  checker: 'Siapa yang mengecek',
  chooseChecker: 'Pilih orangnya',
  reporters: 'Pelapor desa ini',
  staff: 'Petugas kantor',
  noChat: (name: string, role: string) => `${name}, ${role} (belum terhubung ke chat)`,
  person: (name: string, role: string) => `${name}, ${role}`,
  notOwn: 'Yang melaporkan tidak mengecek laporannya sendiri.',
  due: 'Tenggat',
  dueOption: (days: number, day: string) => `${String(days)} hari kerja (${day})`,
  questions: 'Yang dilihat',
  note: 'Catatan untuk yang mengecek (boleh kosong)',
  privacy: 'Jangan menulis NIK, No. KK, atau nama warga: tulisan ini dikirim lewat chat.',
  send: 'Kirim tugas',
  currentTitle: 'Yang sedang berjalan',
  closedTitle: 'Cek lapangan sebelumnya',
  resultTitle: 'Hasil cek lapangan',
  writeTitle: 'Tulis hasilnya di sini',
  writeHint:
    'Bila hasilnya diterima lewat telepon atau di kertas. Yang tercatat sebagai penulis adalah Anda. Foto hanya dari chat.',
  found: 'Orang atau rumahnya',
  resultNote: 'Catatan (boleh kosong)',
  write: 'Simpan hasil',
  reassignTitle: 'Ganti yang mengecek',
  reassignHint: 'Yang sebelumnya diberi tahu bahwa tugasnya tidak perlu dikerjakan lagi.',
  reassign: 'Ganti',
  cancelTitle: 'Batalkan',
  cancelHint: 'Yang mengecek diberi tahu bahwa tugasnya tidak perlu dikerjakan lagi.',
  cancel: 'Batalkan cek lapangan',
  reason: 'Alasan (untuk catatan kantor)',
  cannot: 'Cek lapangan diminta selama laporan sedang diverifikasi.',
  nobody: 'Belum ada orang lain yang dapat mengecek di desa ini.',
  problems: 'Belum tersimpan',
  missing: {
    checker: 'Pilih siapa yang mengecek.',
    questions: 'Pilih paling sedikit satu yang dilihat.',
    reason: 'Tulis alasannya.',
    found: 'Pilih ditemukan atau tidak ditemukan.',
    findings: 'Isi setiap yang dilihat: sesuai, tidak sesuai, atau tidak tahu.',
  },
  tooLong: (max: number) => `Catatan terlalu panjang. Paling banyak ${String(max)} huruf.`,
  personalNumber: 'Ada nomor 16 digit. Hapus NIK atau No. KK dari tulisan ini.',
  /** Read by the office alone. */
  becameSensitive: 'Kategorinya menjadi sensitif: cek lapangan oleh pelapor dihentikan.',
  sensitiveWord: 'Ada sebutan kategori sensitif. Tulis tanpa menyebut kategorinya.',
  checkerGone: 'Orang itu tidak dapat mengecek laporan ini. Pilih yang lain.',
  changed: 'Keadaannya sudah berubah sejak halaman ini dibuka. Periksa lagi; yang Anda tulis masih ada.',
  typed: 'Yang tadi Anda tulis',
  claimed: (by: string, until: string) =>
    `${by} sedang memegang laporan ini sampai ${until}. Yang Anda tulis masih ada.`,
  orderedBy: (name: string, at: string) => `Diminta ${name}, ${at}`,
  reportedBy: (name: string, at: string) => `${name}, ${at}`,
  writtenBy: (name: string, at: string) => `Ditulis di kantor oleh ${name}, ${at}`,
  differs: (count: number) =>
    count === 0 ? 'Tidak ada yang berbeda dari laporan.' : `${String(count)} hal berbeda dari laporan.`,
  reasonOf: (reason: string) => `Alasan: ${reason}`,
  noteOf: (note: string) => `Catatan: ${note}`,
  location: 'Lokasi',
  map: 'Lihat di peta',
  photo: (place: number) => `Foto cek lapangan ${String(place)}`,
  photoPending: 'Foto sedang diambil dari kanal chat.',
  photoFailed: 'Foto tidak dapat diambil.',
  warningTitle: 'Cek lapangan masih berjalan',
  warning: (name: string, dueOn: string) =>
    `Menunggu hasil dari ${name}, paling lambat ${dueOn}. Bila laporan diputuskan sekarang, cek ini ditutup dan yang mengecek diberi tahu.`,
  resultIn: 'Hasil cek lapangan masuk',
  resultInHint: 'Baca hasilnya sebelum memutuskan.',
  resultLink: 'Lihat hasil',
  filter: 'Cek lapangan',
  filters: {
    open: 'Menunggu hasil',
    late: 'Lewat tenggat',
    reported: 'Hasil masuk',
    mine: 'Tugas saya',
  },
} as const;

export const sheetText = {
  title: (number: string) => `Surat tugas ${number}`,
  heading: 'Surat tugas cek lapangan',
  office: (region: string) => `Dinas Sosial ${region}`,
  number: 'Nomor laporan',
  checker: 'Yang bertugas',
  dueOn: 'Paling lambat',
  who: 'Yang didatangi',
  address: 'Alamat',
  noAddress: 'Tidak disebut dalam laporan',
  place: 'Desa/kelurahan',
  location: 'Lokasi',
  members: 'Jumlah anggota menurut laporan',
  look: 'Yang dilihat',
  note: 'Catatan',
  caution:
    'Surat ini memuat data pribadi. Hanya untuk yang bertugas, tidak untuk difoto atau diteruskan, dan dikembalikan ke Dinas Sosial sesudah selesai.',
  answer: (number: string) => `Hasilnya diisi lewat chat: balas TUGAS ${number}.`,
  ordered: 'Pemberi tugas',
  signed: 'Tanda tangan',
  found: 'Ditemukan / tidak ditemukan',
  remark: 'Keterangan',
  print: 'Cetak halaman ini dengan Ctrl+P, atau menu Cetak di peramban.',
  back: 'Kembali',
} as const;

/** In the history of a case. */
export const checkEvents = {
  field_check_ordered: 'Cek lapangan diminta',
  field_check_cancelled: 'Cek lapangan dibatalkan',
  field_check_reported: 'Hasil cek lapangan masuk',
} as const;

export const checkEventLines = {
  due: 'Paling lambat',
  look: 'Yang dilihat',
  found: 'Orang atau rumahnya',
  differs: 'Yang berbeda',
} as const;

/** As the reporter of the case reads of it in `status`. */
export const checkHappened = {
  field_check_ordered: 'dicek di lapangan',
  field_check_cancelled: 'cek lapangan dibatalkan',
  field_check_reported: 'hasil cek lapangan diterima',
} as const;

/** By the code that the access log keeps. */
export const checkAccess = {
  'case.field_check_ordered': 'Meminta cek lapangan',
  'case.field_check_cancelled': 'Membatalkan cek lapangan',
  'case.field_check_reported': 'Menulis hasil cek lapangan',
  'case.task_sheet': 'Membuka surat tugas',
} as const;

export const checkFlash = {
  check_ordered: (subject: string) => `Tugas cek lapangan untuk ${subject} sudah tersimpan.`,
  check_reassigned: (subject: string) => `Yang mengecek ${subject} sudah diganti.`,
  check_cancelled: (subject: string) => `Cek lapangan ${subject} dibatalkan.`,
  check_reported: (subject: string) => `Hasil cek lapangan ${subject} tersimpan.`,
} as const;
