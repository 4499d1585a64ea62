/** What the office sets by itself: working days, reasons, questions, categories, OPD. */
import type { ReferenceProblemCode } from '../domain/reference/problems.js';
import type { QuestionTopic } from '../domain/reference/values.js';
import { fieldLabels } from './labels.js';

export const builtInHoliday = 'Hari libur';

/** Questions to begin with when a correction is asked for. */
export const builtInQuestions: Readonly<
  Record<string, { readonly about: QuestionTopic; readonly text: string }>
> = {
  address_unclear: {
    about: 'address',
    text: 'Alamatnya kurang jelas. Mohon sebut dusun, RT/RW, dan patokan yang mudah dicari.',
  },
  nik_contradicts: {
    about: 'nik',
    text: 'Nomor dan tanggal lahirnya tidak cocok. Mohon dicek lagi dengan KTP.',
  },
  members_missing: {
    about: 'memberCount',
    text: 'Anggota rumah tangga belum disebut semua. Mohon dilengkapi sesuai KK.',
  },
  members_contradict: {
    about: 'memberCount',
    text: 'Jumlah anggota tidak cocok dengan anggota yang disebut. Mohon dicek lagi dengan KK.',
  },
  photos_house: { about: 'photos', text: 'Mohon kirim foto rumah dari depan dan dari dalam.' },
  photos_dark: {
    about: 'photos',
    text: 'Fotonya gelap atau buram. Mohon kirim ulang di tempat yang terang.',
  },
  writing_unclear: {
    about: 'whole',
    text: 'Tulisannya kurang jelas. Mohon ditulis ulang dengan lengkap.',
  },
  something_empty: {
    about: 'whole',
    text: 'Masih ada yang kosong. Mohon dilengkapi sesuai KTP dan KK.',
  },
  ask_again: { about: 'whole', text: 'Mohon dicek lagi ke orangnya, lalu perbaiki yang perlu.' },
};

export const questionTopicLabels: Readonly<Record<QuestionTopic, string>> = {
  whole: 'Seluruh laporan',
  ...fieldLabels,
};

export const referenceText = {
  title: 'Data acuan',
  lead: 'Yang diatur sendiri oleh kantor. Setiap perubahan dicatat: siapa, kapan, dari apa menjadi apa.',
  tabs: {
    time: 'Hari kerja dan batas waktu',
    reasons: 'Alasan',
    questions: 'Contoh pertanyaan',
    categories: 'Kategori PMKS',
    agencies: 'OPD',
    programs: 'Program bantuan',
  },
  tabsLabel: 'Bagian data acuan',
  readOnly: 'Anda dapat melihat semuanya. Yang mengubah adalah admin.',
  open: 'Buka data acuan',
  save: 'Simpan',
  add: 'Tambahkan',
  notSaved: 'Belum tersimpan',
  order: 'Urutan',
  orderHint: 'Angka 0 sampai 999; yang kecil di atas.',
  active: 'Dipakai',
  inactive: 'tidak dipakai',
  overtakenTitle: 'Sudah diubah orang lain',
  overtaken: (by: string, at: string) =>
    `${by} mengubahnya pada ${at}, sebelum Anda menyimpan. Isian Anda masih ada di sini, dan yang tersimpan sekarang ada di riwayat. Periksa, lalu simpan lagi bila tetap perlu.`,
  history: 'Riwayat perubahan',
  noHistory: 'Belum ada yang diubah.',
  by: (name: string) => `oleh ${name}`,
  arrow: (before: string, after: string) => `${before} → ${after}`,
  nothing: '—',
} as const;

export const referenceFlash = {
  reference_saved: () => 'Perubahan disimpan.',
  reference_time_saved: () =>
    'Disimpan. Batas waktu laporan yang masih terbuka dihitung ulang di belakang layar.',
  reference_same: () => 'Tidak ada yang berubah: semuanya sudah tersimpan seperti itu.',
} as const;

export const weekdayLabels: Readonly<Record<number, string>> = {
  1: 'Senin',
  2: 'Selasa',
  3: 'Rabu',
  4: 'Kamis',
  5: 'Jumat',
  6: 'Sabtu',
  7: 'Minggu',
};

export const officeTimeText = {
  title: 'Batas waktu dan hari kerja',
  hint: 'Laporan diputuskan dalam sekian hari kerja sejak masuk atau diperbaiki. Antrean menampilkan sisanya.',
  days: 'Hari kerja sampai putusan',
  urgent: 'Laporan darurat, jenis apa pun',
  unit: 'hari kerja',
  weekdays: 'Kantor bekerja pada hari',
  recountDone: (at: string, cases: number, moved: number) =>
    cases === 0
      ? `Dihitung ulang ${at}: tidak ada laporan yang terbuka.`
      : moved === 0
        ? `Dihitung ulang ${at}: ${String(cases)} laporan terbuka, tidak ada batas waktu yang berubah.`
        : `Dihitung ulang ${at}: ${String(cases)} laporan terbuka, batas waktu ${String(moved)} di antaranya berubah.`,
  recountRunning: (cases: number) =>
    cases === 0
      ? 'Batas waktu laporan yang masih terbuka sedang dihitung ulang.'
      : `Batas waktu laporan yang masih terbuka sedang dihitung ulang. Sejauh ini ${String(cases)} laporan.`,
} as const;

export const holidayText = {
  title: 'Hari libur',
  fixed: 'Libur setiap tahun tanpa dicatat di sini: 1 Januari, 1 Mei, 1 Juni, 17 Agustus, 25 Desember.',
  none: 'Belum ada hari libur yang dicatat. Tempelkan daftar dari SKB atau surat edaran.',
  past: (count: number) => `${String(count)} yang sudah lewat`,
  remove: 'Hapus',
  removeNamed: (day: string) => `Hapus hari libur ${day}`,
  overtaken: (by: string, at: string) => `${by} mengubahnya pada ${at}, sebelum Anda menghapusnya.`,
  removeAgain: (day: string) => `${day} belum dihapus. Hapus sekali lagi bila tetap perlu:`,
  goneAlready: (day: string) =>
    `${day} sudah tidak tercatat sebagai hari libur. Tidak ada yang perlu dihapus.`,
  addTitle: 'Tambah hari libur',
  list: 'Tanggal dan namanya, satu baris satu libur',
  listHint:
    'Tempel saja dari surat: “10–11 Maret 2027 Idulfitri”, “2027-05-06 Waisak”, “9 dan 12 Maret Cuti bersama”. Yang sudah ada tidak tercatat dua kali.',
  year: 'Tahun, untuk baris yang tidak menyebutnya',
  added: 'ditambahkan',
  removed: 'dihapus',
  renamed: (before: string, after: string) => `nama: ${before} → ${after}`,
} as const;

export const reasonText = {
  titles: {
    reject_reason: 'Alasan menolak',
    correction_reason: 'Alasan minta perbaikan',
    reopen_reason: 'Alasan membuka kembali',
  },
  hints: {
    reject_reason: 'Dibaca pelapor di chat. Laporan lama tetap menyebut alasan dengan kata-kata saat itu.',
    correction_reason: 'Hanya dibaca petugas; pelapor membaca pertanyaannya.',
    reopen_reason: 'Hanya dibaca petugas; pelapor hanya diberi tahu bahwa laporannya dibuka kembali.',
  },
  addTitle: 'Tambah alasan',
  label: 'Bunyi alasan',
  labelHint: 'Lanjutan dari “Alasan: …”, 2 sampai 60 huruf, tanpa titik.',
  kinds: 'Untuk jenis laporan',
  preview: 'Begini pelapor membacanya',
  previewNote: 'Catatan pemeriksa menyusul di sini.',
} as const;

export const questionText = {
  title: 'Contoh pertanyaan untuk meminta perbaikan',
  hint: 'Pemeriksa memilih contoh, lalu boleh mengubah kata-katanya. Contoh hanya ditawarkan bila isiannya ada pada jenis laporan itu.',
  addTitle: 'Tambah pertanyaan',
  about: 'Tentang',
  text: 'Pertanyaan',
  textHint: 'Sopan dan pendek, 5 sampai 300 huruf. Tanpa nama, NIK, atau nama kategori sensitif.',
} as const;

export const limitText = {
  minAge: 'Umur paling rendah (tahun)',
  maxAge: 'Umur paling tinggi (tahun)',
  ageHint: 'Kosongkan bila tanpa batas.',
  sex: 'Jenis kelamin',
  anySex: 'Semua',
  none: 'tanpa batas',
  between: (min: number, max: number) => `${String(min)}–${String(max)} tahun`,
  from: (min: number) => `${String(min)} tahun ke atas`,
  upTo: (max: number) => `sampai ${String(max)} tahun`,
  openCases: (count: number) =>
    `${String(count)} laporan terbuka memakai kategori ini. Peringatannya tidak muncul ulang pada laporan yang sudah dikirim.`,
  warns: 'Peringatan di chat',
} as const;

export const agencyText = {
  title: 'Organisasi perangkat daerah (OPD)',
  hint: 'Kantor lain yang bekerja dengan data terverifikasi. Kode tidak berubah sesudah dibuat, karena hak akses bergantung padanya.',
  none: 'Belum ada OPD. Tambahkan yang pertama, misalnya Dinas Kesehatan.',
  addTitle: 'Tambah OPD',
  code: 'Kode',
  codeHint: '2 sampai 20 huruf kecil, angka, atau garis: dinkes, disdikbud.',
  name: 'Nama lengkap',
  person: 'Narahubung',
  reach: 'Telepon atau surel narahubung',
  contactHint: 'Disimpan tersandi, dan boleh dikosongkan keduanya.',
  changes: {
    added: 'ditambahkan',
    contact: 'kontak diganti',
    active: 'dipakai lagi',
    inactive: 'tidak dipakai lagi',
  },
} as const;

export const referenceProblems: Readonly<Record<ReferenceProblemCode, string>> = {
  days: 'Batas waktu: angka 1 sampai 60 hari kerja.',
  weekdays: 'Pilih paling sedikit satu hari kerja.',
  holiday_none: 'Tulis paling sedikit satu tanggal.',
  holiday_unread: 'tanggalnya tidak terbaca. Contoh: 10 Maret 2027 Idulfitri.',
  holiday_far: 'tahunnya terlalu jauh. Periksa angkanya.',
  holiday_many: 'Paling banyak 60 baris sekaligus.',
  label: 'Bunyi alasan: 2 sampai 60 huruf.',
  label_taken: 'Sudah ada alasan dengan bunyi itu.',
  order: 'Urutan: angka 0 sampai 999.',
  kinds: 'Pilih paling sedikit satu jenis laporan.',
  last_active: 'Ini alasan terakhir yang dipakai. Aktifkan yang lain dulu.',
  kind_left: 'Satu jenis laporan akan tanpa alasan sama sekali. Aktifkan alasan lain untuknya dulu.',
  identity_number: 'Jangan menulis NIK, No. KK, atau nomor panjang lain.',
  sensitive_word: 'Jangan menyebut nama kategori sensitif: ini dapat dibaca di chat.',
  question: 'Pilih isiannya, dan tulis pertanyaan 5 sampai 300 huruf.',
  question_taken: 'Pertanyaan itu sudah ada.',
  category_name: 'Nama: 3 sampai 70 huruf.',
  category_name_taken: 'Kategori lain sudah bernama begitu, juga menurut Permensos.',
  category_name_part: 'Nama kategori sensitif tidak boleh menjadi bagian dari nama kategori lain.',
  last_category: 'Ini kategori terakhir yang dipakai. Aktifkan yang lain dulu.',
  age: 'Umur: angka 0 sampai 120, atau kosong.',
  age_order: 'Umur paling rendah tidak boleh di atas yang paling tinggi.',
  agency_code: 'Kode: 2 sampai 20 huruf kecil, angka, atau garis.',
  agency_code_taken: 'Kode itu sudah dipakai OPD lain.',
  agency_name: 'Nama: 3 sampai 100 huruf.',
  agency_contact:
    'Isi narahubung dan cara menghubunginya, masing-masing paling banyak 80 huruf, atau kosongkan keduanya.',
  program_code: 'Kode: 2 sampai 20 huruf kecil, angka, atau garis.',
  program_code_taken: 'Kode itu sudah dipakai program lain.',
  program_name: 'Nama: 3 sampai 100 huruf.',
  program_agency: 'Pilih OPD dari daftar.',
};

export function problemAt(line: number, text: string, problem: string): string {
  return `Baris ${String(line)} (“${text}”): ${problem}`;
}
