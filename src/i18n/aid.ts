/** Sentences about aid: programmes, lists, and what was given. */
import type { AgeGroup, CriteriaProblem, ListState, Store } from '../domain/aid/criteria.js';
import type { AidOutcome, AidProblem, WithdrawReason } from '../domain/aid/given.js';

const number = (count: number) => count.toLocaleString('id-ID');

export const storeLabels: Readonly<Record<Store, string>> = {
  PEMDA: 'Data Pemda',
  DTSEN: 'DTSEN',
  DTKS: 'DTKS',
  P3KE: 'P3KE',
  PMKS: 'PMKS',
};

export const ageGroupLabels: Readonly<Record<AgeGroup, string>> = {
  '0-5': '0–5 tahun',
  '6-17': '6–17 tahun',
  '18-59': '18–59 tahun',
  '60': '60 tahun ke atas',
};

export const listStateLabels: Readonly<Record<ListState, string>> = {
  draft: 'Draf',
  freezing: 'Sedang dibekukan',
  frozen: 'Menunggu persetujuan',
  approved: 'Disetujui',
  returned: 'Dikembalikan',
};

export const programText = {
  title: 'Program bantuan',
  hint: 'Program yang dipakai untuk menyusun daftar penerima dan mencatat bantuan. Kode tidak berubah sesudah dibuat.',
  none: 'Belum ada program. Tambahkan yang pertama, misalnya Bantuan Beras.',
  addTitle: 'Tambah program',
  code: 'Kode',
  codeHint: '2 sampai 20 huruf kecil, angka, atau garis: beras, bedah-rumah.',
  name: 'Nama',
  agency: 'Milik',
  own: 'Dinas Sosial',
} as const;

export const aidText = {
  title: 'Bantuan',
  lead: 'Daftar penerima per program, dan bantuan yang sudah disalurkan.',
  newList: 'Susun daftar baru',
  noPrograms: 'Belum ada program bantuan',
  noProgramsHint: 'Admin menambahkannya di Data acuan, bagian Program bantuan.',
  empty: 'Belum ada daftar',
  emptyHint: 'Susun daftar dengan memilih kriterianya. Jumlah orangnya terlihat sebelum disimpan.',
  caption: 'Daftar penerima bantuan',
  list: 'Daftar',
  program: 'Program',
  state: 'Keadaan',
  author: 'Penyusun',
  people: 'Orang',
  given: 'Sudah diberi',
  made: 'Dibuat',
  sensitive: 'Sensitif',
  back: 'Semua daftar',
  findTitle: 'Catat bantuan untuk satu orang',
  findNik: 'NIK',
  findHint: '16 angka, seperti di KTP.',
  find: 'Cari',
  notFound: 'Tidak ada warga dengan NIK itu di wilayah Anda. Periksa angkanya.',

  buildTitle: 'Susun daftar penerima',
  editTitle: 'Ubah draf',
  buildLead: 'Pilih kriterianya, lalu hitung. Yang tersimpan adalah draf; hanya Anda yang melihatnya.',
  problems: 'Belum bisa',
  unread: 'Ada angka atau tanggal yang tidak terbaca. Desil 1 sampai 10, umur 0 sampai 120.',
  name: 'Nama daftar',
  choose: 'Pilih',
  place: 'Tempat tinggal',
  allPlaces: 'Tanpa pilihan: semua wilayah Anda.',
  choosePlaces: 'Pilih kecamatan atau desa',
  whole: (kecamatan: string) => `Seluruh ${kecamatan}`,
  who: 'Orang',
  present: 'Ada di',
  absent: 'Tidak ada di',
  desil: 'Desil',
  desilStore: 'Menurut',
  desilAny: 'Tidak disaring',
  from: 'Dari',
  to: 'Sampai',
  ageTitle: 'Umur (tahun)',
  sex: 'Jenis kelamin',
  anySex: 'Semua',
  categories: 'Kategori PMKS (salah satu)',
  categoriesHint: 'Daftar dengan kategori sensitif hanya terlihat oleh petugas yang diberi izin.',
  indicators: 'Keadaan rumah tangga (semuanya)',
  status: 'Status',
  verified: 'Hanya yang sudah diverifikasi',
  verifiedHint: 'Aktif di Data Pemda, atau bertanda verifikasi lapangan.',
  active: 'Tanpa yang pindah, meninggal, atau tidak layak lagi',
  activeHint: 'Menurut Data Pemda.',
  receivedTitle: 'Bantuan sebelumnya',
  received: 'Sudah menerima',
  notReceived: 'Belum menerima',
  since: 'sejak',
  noProgram: 'Tidak disaring',
  count: 'Hitung',
  save: 'Simpan draf',
  saveHint: 'Draf bisa diubah sampai dibekukan.',

  composition: 'Isi daftar',
  total: (count: number) => `${number(count)} orang`,
  nobody: 'Tidak ada yang memenuhi kriteria ini',
  nobodyHint: 'Longgarkan kriterianya, lalu hitung lagi.',
  liveNote: 'Dihitung dari data sekarang.',
  byDesa: 'Desa',
  byDesil: 'Desil',
  byAge: 'Umur',
  bySex: 'Jenis kelamin',
  unknown: 'Tidak diketahui',
  unranked: 'Tanpa desil',

  criteria: 'Kriteria',
  edit: 'Ubah draf',
  drop: 'Hapus draf',
  freeze: 'Bekukan daftar',
  freezeHint: 'Daftar dipotret sekarang dan tidak berubah lagi, juga bila datanya berubah kemudian.',
  freezing: 'Daftar sedang dibekukan. Halaman ini memuat ulang sendiri.',
  sealed: (done: number, all: number) => `${number(done)} dari ${number(all)} orang`,
  frozenAt: 'Dibekukan',
  waiting: 'Menunggu persetujuan supervisor lain.',
  own: 'Anda yang menyusunnya: supervisor lain yang menyetujui.',
  decideTitle: 'Keputusan',
  note: 'Catatan',
  noteHint: 'Wajib bila dikembalikan. Tanpa nama orang, NIK, atau No. KK.',
  approve: 'Setujui daftar',
  giveBack: 'Kembalikan',
  approvedBy: (name: string, at: string) => `Disetujui ${name}, ${at}.`,
  returnedBy: (name: string, at: string) => `Dikembalikan ${name}, ${at}.`,
  again: 'Susun lagi dari kriteria ini',
  download: 'Unduh daftar ini',
  downloadTitle: 'Unduh daftar penerima',
  downloadLead: 'Setiap unduhan dicatat: siapa, kapan, tujuannya, dan berapa baris.',
  backToList: 'Kembali ke daftar',

  rowsTitle: 'Penerima',
  rowsCaption: 'Orang dalam daftar',
  no: 'No',
  person: 'Nama',
  age: 'Umur',
  where: 'Desa',
  stores: 'Sumber',
  verifiedMark: 'Terverifikasi',
  unverified: 'Belum diverifikasi',
  givenOn: 'Diberi',
  notYet: 'belum',
  pick: (name: string) => `Pilih ${name}`,
  rowsOf: (first: number, last: number, all: number) =>
    `${number(first)}–${number(last)} dari ${number(all)} orang`,

  giveTitle: 'Catat penyaluran',
  giveLead: 'Untuk yang dicentang di halaman ini, atau untuk semua orang dalam daftar.',
  scope: 'Untuk siapa',
  ticked: 'Yang dicentang',
  everybody: (count: number) => `Semua (${number(count)} orang)`,
  day: 'Tanggal diberikan',
  amount: 'Jumlah uang (rupiah)',
  amountHint: 'Per orang, misalnya 600.000. Boleh kosong bila berupa barang.',
  goods: 'Barang',
  goodsHint: 'Per orang, misalnya Beras 10 kg. Boleh kosong bila berupa uang.',
  give: 'Catat',
  noneTicked: 'Centang paling sedikit satu orang.',
  programInactive: 'Programnya tidak dipakai lagi, jadi tidak ada yang bisa dicatat.',
  notGiven: 'Belum dicatat',

  personTitle: (name: string) => `Bantuan untuk ${name}`,
  receivedList: 'Bantuan yang diterima',
  nothingYet: 'Belum ada bantuan yang tercatat',
  nothingYetHint: 'Catat yang pertama dengan formulir di bawah.',
  what: 'Bantuan',
  recordedBy: 'Dicatat oleh',
  withdraw: 'Tarik catatan ini',
  withdrawn: (reason: string) => `Ditarik: ${reason}`,
  withdrawReason: 'Alasan',
  withdrawHint: 'Catatan tetap terlihat, dengan tanda bahwa ditarik.',
  withdrawWrong: 'Tulis alasannya, tanpa NIK atau No. KK.',
} as const;

export const withdrawLabels: Readonly<Record<WithdrawReason, string>> = {
  person: 'Orangnya keliru',
  content: 'Tanggal atau isinya keliru',
  not_given: 'Ternyata tidak diberikan',
  other: 'Lainnya',
};

export const aidProblemLabels: Readonly<Record<AidProblem, string>> = {
  key: 'Formulirnya tidak lengkap. Muat ulang halaman.',
  key_reused: 'Formulir ini sudah dipakai untuk isian lain. Muat ulang halaman.',
  person_unknown: 'Orangnya tidak ditemukan.',
  program_unknown: 'Pilih programnya.',
  program_inactive: 'Program itu tidak dipakai lagi.',
  day: 'Tanggal tidak terbaca.',
  day_future: 'Tanggalnya belum tiba.',
  amount: 'Jumlah uang: angka 1 sampai 1.000.000.000, tanpa koma.',
  goods: 'Barang: 2 sampai 200 huruf.',
  goods_identity: 'Jangan menulis NIK, No. KK, atau nomor panjang lain.',
  nothing: 'Isi jumlah uang atau barangnya.',
};

export const listProblemLabels: Readonly<
  Record<CriteriaProblem | 'name' | 'program' | 'sensitive' | 'empty' | 'note', string>
> = {
  name: 'Nama daftar: 3 sampai 100 huruf.',
  program: 'Pilih program yang masih dipakai.',
  sensitive: 'Kategori itu hanya untuk petugas yang diberi izin.',
  empty: 'Tidak ada yang memenuhi kriteria ini.',
  note: 'Tulis catatannya, paling banyak 300 huruf, tanpa NIK atau No. KK.',
  areas: 'Pilih desa atau kecamatan di wilayah Anda.',
  desil_order: 'Desil: angka pertama tidak boleh lebih besar dari yang kedua.',
  age_order: 'Umur: angka pertama tidak boleh lebih besar dari yang kedua.',
  store_twice: 'Satu sumber tidak bisa sekaligus ada dan tidak ada.',
};

export const outcomeText: Readonly<Record<Exclude<AidOutcome['status'], 'refused'>, string>> = {
  recorded: 'Bantuan dicatat.',
  same: 'Bantuan ini sudah dicatat.',
  already: 'Program ini sudah tercatat memberi orang itu sesuatu pada tanggal itu. Tidak dicatat dua kali.',
};

export const aidFlash = {
  aid_list_saved: () => 'Draf disimpan.',
  aid_list_dropped: () => 'Draf dihapus.',
  aid_list_approved: () => 'Daftar disetujui.',
  aid_list_returned: () => 'Daftar dikembalikan.',
  aid_recorded: () => outcomeText.recorded,
  aid_same: () => outcomeText.same,
  aid_already: () => outcomeText.already,
  aid_withdrawn: () => 'Catatan ditarik.',
  /** "12-3": recorded, and stood before. */
  aid_given: (counts: string) => {
    const [recorded = 0, standing = 0] = counts.split('-').map(Number);
    const before = standing === 0 ? '' : ` ${number(standing)} orang sudah tercatat sebelumnya.`;
    return `Bantuan dicatat untuk ${number(recorded)} orang.${before}`;
  },
} as const;

export const aidColumns = {
  no: 'No',
  name: 'Nama',
  nik: 'NIK',
  kk: 'No KK',
  address: 'Alamat',
  rt: 'RT',
  rw: 'RW',
  birthDate: 'Tanggal lahir',
  sex: 'Jenis kelamin',
  desa: 'Desa/Kelurahan',
  kecamatan: 'Kecamatan',
  desil: 'Desil',
  stores: 'Sumber',
  categories: 'Kategori PMKS',
  verified: 'Terverifikasi',
  givenOn: 'Tanggal diberi',
} as const;

export const aidAccessLabels: Readonly<Record<string, string>> = {
  'reference.aid_program': 'Mengubah program bantuan',
  'aid.list_saved': 'Menyimpan draf daftar bantuan',
  'aid.list_frozen': 'Membekukan daftar bantuan',
  'aid.list_approved': 'Menyetujui daftar bantuan',
  'aid.list_returned': 'Mengembalikan daftar bantuan',
  'aid.sensitive_list_viewed': 'Melihat daftar bantuan sensitif',
  'aid.recorded': 'Mencatat bantuan',
  'aid.withdrawn': 'Menarik catatan bantuan',
  'export.aid_list': 'Mengunduh daftar bantuan',
  'export.sensitive_aid_list': 'Mengunduh daftar bantuan sensitif',
};
