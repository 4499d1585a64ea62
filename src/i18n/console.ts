/** What the pages in the browser say. */
import { escalationFlash } from './escalation.js';
import { pairFlash } from './pairs.js';
import type { ChannelName } from '../domain/channel/message.js';
import type { ChannelState } from '../domain/channel/ports.js';
import type { StaffRole } from '../domain/access/scope.js';
import { caseActionEvents, caseActionFlash } from './case-actions.js';
import { accountFlash } from './accounts.js';
import { checkEvents, checkFlash } from './field-check.js';
import { differentText, editedText, mentionText } from './casework.js';
import { aidFlash } from './aid.js';
import { bulkFlash } from './bulk.js';
import { enrolmentFlash } from './enrolment.js';
import { historyText } from './out.js';
import { placeFlash } from './place.js';
import { rotationFlash } from './rotation.js';
import { sourceImportFlash } from './source-import-console.js';
import { qualityFlash } from './quality.js';
import { queueFlash } from './queue.js';
import { referenceFlash } from './reference.js';

export const siteText = {
  product: 'SIPMAS Lapor',
  tagline: 'Laporan warga miskin dari desa, diperiksa Dinas Sosial, tercatat di Data Pemda.',
  guideLink: 'Panduan pelapor',
  guideHint: 'Untuk kepala desa, operator desa, TKSK, dan PSM: cara melapor lewat chat.',
  skip: 'Langsung ke isi',
  trial: 'Mode coba',
  trialBanner: 'Mode coba – data sintetis. Tidak ada data warga sungguhan di sini.',
  consoleLink: 'Konsol Dinas Sosial',
  consoleHint: 'Untuk petugas: memeriksa dan memutuskan laporan.',
  simulatorLink: 'Simulator chat',
  simulatorHint: 'Mencoba melapor lewat chat tanpa telepon.',
  home: 'Halaman depan',
} as const;

export const navText = {
  label: 'Menu utama',
  queue: 'Antrean',
  registry: 'Data Pemda',
  reporters: 'Pelapor',
  alerts: 'Peringatan',
  channels: 'Kanal',
  system: 'Sistem',
  signOut: 'Keluar',
  help: 'Panduan peninjau',
} as const;

export const roleLabels: Readonly<Record<StaffRole, string>> = {
  reviewer: 'Verifikator',
  supervisor: 'Supervisor',
  admin: 'Admin',
};

export const signInText = {
  title: 'Masuk',
  lead: 'Konsol untuk petugas Dinas Sosial.',
  username: 'Nama pengguna',
  password: 'Kata sandi',
  submit: 'Masuk',
  invalid: 'Nama pengguna atau kata sandi salah. Periksa lagi, lalu coba masuk.',
  locked: (minutes: number) =>
    `Terlalu banyak percobaan gagal. Akun ini dikunci. Coba lagi ${String(minutes)} menit lagi.`,
  trialTitle: 'Akun coba',
  trialLead: 'Klik salah satu untuk mengisi formulir, atau ketik sendiri.',
  trialRole: 'Peran',
} as const;

export const listText = {
  filter: 'Saring',
  apply: 'Terapkan',
  reset: 'Hapus saringan',
  search: 'Cari',
  kecamatan: 'Kecamatan',
  desa: 'Desa/kelurahan',
  all: 'Semua',
  next: 'Berikutnya',
  first: 'Kembali ke awal',
  yes: 'Ya',
  none: '—',
} as const;

export const queueText = {
  title: 'Antrean laporan',
  tabs: 'Saring menurut keadaan',
  waiting: 'Menunggu putusan',
  allStates: 'Semua',
  searchHint: 'Nomor laporan, nama, NIK, atau No. KK',
  caption: 'Laporan dalam wilayah Anda',
  number: 'Nomor',
  subject: 'Tentang',
  place: 'Desa/kelurahan',
  reporter: 'Pelapor',
  kind: 'Jenis laporan',
  allKinds: 'Semua jenis',
  objected: 'Sanggah',
  submitted: 'Masuk',
  state: 'Keadaan',
  photos: (count: number) => `${String(count)} foto`,
  duplicates: (count: number) => `${String(count)} kemungkinan ganda`,
  count: (total: number) => `${total.toLocaleString('id-ID')} laporan`,
  emptyWaiting: 'Tidak ada laporan yang menunggu putusan.',
  emptyWaitingHint: 'Laporan baru muncul di sini begitu dikirim pelapor.',
  emptyObjected: 'Tidak ada sanggah yang menunggu jawaban.',
  emptyObjectedHint: 'Sanggah pelapor terhadap putusan muncul di sini.',
  emptyFiltered: 'Tidak ada laporan yang cocok.',
  emptyFilteredHint: 'Ubah atau hapus saringan untuk melihat laporan lain.',
} as const;

/** Marks that stand on a report wherever it is shown. */
export const markText = {
  urgent: 'Darurat',
  sensitive: 'Kasus sensitif',
  objection: { open: 'Ada sanggah', lapsed: 'Sanggah lewat waktu' },
} as const;

export const caseText = {
  back: 'Kembali ke antrean',
  title: (number: string) => `Laporan ${number}`,
  reported: 'Yang dilaporkan',
  reportedBy: 'Pelapor',
  /** In place of who reported it, where that is concealed. */
  when: 'Tanggal',
  phone: 'Telepon',
  channel: 'Lewat',
  submitted: 'Masuk',
  updated: 'Terakhir berubah',
  desa: 'Desa/kelurahan',
  rt: (rt: string) => `RT ${rt}`,
  rw: (rw: string) => `RW ${rw}`,
  // None, or none that anybody knows: nothing more is claimed.
  noKk: 'Tanpa No. KK',
  noNik: 'Tanpa NIK',
  notSaid: 'Tidak disebut',
  about: (year: string) => `sekitar ${year}`,
  sexName: 'Jenis kelamin',
  kind: 'Jenis laporan',
  change: 'Perubahan',
  map: 'Lihat di peta',
  places: {
    shared: 'lokasi yang dikirim dari telepon',
    typed: 'koordinat yang ditulis',
    link: 'tautan peta',
    photo: 'lokasi dari foto',
  },
  entryAbout: 'Data yang dimaksud',
  entryUnknown: 'Tidak ditemukan di Data Pemda. Cocokkan dengan nama dan nomor di bawah.',
  dates: { moved: 'Pindah sejak', died: 'Tanggal meninggal', new_arrival: 'Datang sejak' },
  placeOf: { moved: 'Pindah ke', new_arrival: 'Datang dari' },
  newAddress: 'Alamat baru',
  newMembers: 'Anggota baru',
  members: 'Anggota rumah tangga',
  membersTold: (told: number, count: number) =>
    `${String(told)} dari ${String(count)} anggota disebut satu per satu, di luar kepala rumah tangga.`,
  member: 'Nama dan hubungan',
  identity: 'NIK dan tanggal lahir',
  livelihood: 'Sekolah dan pekerjaan',
  urgentTitle: 'Laporan darurat',
  urgentHint: 'Pelapor menandai laporan ini darurat. Mohon diperiksa lebih dulu.',
  duplicateReasonTitle: 'Dikirim walau sudah ada data yang sama',
  duplicateReason: (reason: string) => `Alasan pelapor: ${reason}`,
  objectionTitle: 'Pelapor menyanggah putusan ini',
  objectionUntil: (day: string) => `Mohon dijawab paling lambat ${day}.`,
  objectionLapsedTitle: 'Sanggah tidak dijawab sampai batas waktu',
  objectionLapsed: (day: string) => `Batas waktunya ${day}. Sanggah ini tetap tercatat.`,
  sensitiveTitle: 'Kasus sensitif',
  sensitiveConcealed:
    'Isi laporan ini hanya untuk petugas yang diberi izin. Anda melihat nomor, desa, keadaan, dan tanggalnya saja.',
  sensitiveShown:
    'Jangan menyebut kategorinya di luar halaman ini. Setiap kali halaman ini dibuka, pembukanya dicatat.',
  owner: 'Diteruskan oleh',
  minutes: 'Berita acara',
  minutesPage: (page: number, pages: number) =>
    pages === 1 ? 'Berita acara' : `Berita acara, halaman ${String(page)} dari ${String(pages)}`,
  people: (count: number) => `${String(count)} orang`,
  indicators: 'Keadaan rumah tangga',
  advice: (result: string) => `Saran sistem: ${result}`,
  adviceReasons: (met: number, needed: number) =>
    `${String(met)} dari 14 kriteria BPS sesuai; disebut miskin mulai ${String(needed)}. Keputusan tetap pada pemeriksa.`,
  noIndicators: 'Tidak ada yang dipilih. Artinya tidak ditanyakan, bukan "tidak".',
  photos: 'Foto',
  noPhotos: 'Tidak ada foto.',
  photo: (index: number, role: string) => `Foto ${String(index)}: ${role}`,
  photoFull: (name: string) => `Lihat ukuran penuh: ${name}`,
  photoPending: 'Foto sedang diambil dari kanal chat.',
  photoFailed: 'Foto tidak dapat diambil. Minta pelapor mengirim ulang bila perlu.',
  duplicates: 'Kemungkinan ganda',
  notScreened: 'Masih diperiksa.',
  noDuplicates: 'Tidak ditemukan NIK atau No. KK yang sama.',
  duplicateRule: { nik: 'NIK sama', kk: 'No. KK sama' },
  duplicateCase: (number: string) => `Laporan ${number}`,
  duplicateEntry: (number: string) => `Data Pemda ${number}`,
  outsideScope: 'di luar wilayah Anda',
  entry: (number: string) => `Tercatat di Data Pemda sebagai ${number}`,
  history: 'Riwayat',
  system: 'Sistem',
  notifications: 'Pemberitahuan ke pelapor',
  noNotifications: 'Belum ada pemberitahuan.',
  failure: (code: string) => `Sebab: ${code}`,
  inDigest: 'dalam ringkasan harian',
  byFallback: 'dikirim ulang lewat kanal lain',
} as const;

export const eventText = {
  submitted: 'Laporan diterima dari pelapor',
  screened: 'Pemeriksaan ganda selesai',
  correction_requested: 'Perbaikan diminta',
  resubmitted: 'Perbaikan diterima dari pelapor',
  edited: editedText.event,
  approved: 'Disetujui',
  rejected: 'Ditolak',
  withdrawn: 'Laporan ditarik oleh pelapor',
  objected: 'Sanggah dari pelapor',
  objection_lapsed: 'Sanggah tidak dijawab sampai batas waktu',
  handed_over: 'Laporan diteruskan oleh pelapor pengganti',
  handover: (from: string, to: string) => `Dari ${from} kepada ${to}`,
  ...caseActionEvents,
  ...checkEvents,
  registered: 'Tercatat di Data Pemda',
  registeredAs: (number: string, version: number) =>
    `Tercatat di Data Pemda ${number}, versi ${String(version)}`,
  reason: 'Alasan',
  note: 'Catatan',
  question: 'Pertanyaan',
  fields: 'Yang diminta diperbaiki',
  changed: 'Yang berubah',
  nothingChanged: 'Tidak ada jawaban yang berubah.',
} as const;

export const decisionText = {
  title: 'Putusan',
  approveOpen: 'Laporan ini benar',
  approve: 'Setujui',
  approveHint: {
    new_poor_household: 'Setelah disetujui, rumah tangga ini dicatat di Data Pemda dan pelapor diberi tahu.',
    pmks_case:
      'Setelah disetujui, orang ini dicatat di Data Pemda dengan kategorinya dan pelapor diberi tahu.',
    no_longer_eligible:
      'Setelah disetujui, data yang dimaksud ditandai tidak layak lagi. Tidak ada yang dihapus. Pelapor diberi tahu.',
    data_update:
      'Setelah disetujui, perubahan ini dicatat sebagai versi baru di Data Pemda dan pelapor diberi tahu.',
  },
  approveNote: 'Catatan (boleh kosong)',
  correctOpen: 'Ada yang perlu diperbaiki',
  correct: 'Minta perbaikan',
  correctHint: 'Pelapor menerima pertanyaan Anda di chat dan menjawab di sana.',
  correctFields: 'Yang perlu diperbaiki',
  correctFieldsHint: 'Kosongkan bila semua jawaban boleh diubah.',
  question: 'Pertanyaan untuk pelapor',
  rejectOpen: 'Laporan ini tidak dapat diterima',
  reject: 'Tolak',
  rejectHint: 'Pelapor menerima alasan dan penjelasan Anda.',
  rejectNote: 'Penjelasan untuk pelapor',
  privacy: 'Jangan menulis NIK, No. KK, atau nama warga: tulisan ini dikirim lewat chat.',
  reason: 'Alasan',
  chooseReason: 'Pilih alasan',
  problems: 'Putusan belum tersimpan',
  reasonMissing: 'Pilih alasannya.',
  noteMissing: 'Tulis penjelasannya.',
  questionMissing: 'Tulis pertanyaannya.',
  noteTooLong: (max: number) => `Terlalu panjang. Paling banyak ${String(max)} huruf.`,
  personalNumber: 'Ada nomor 16 digit. Hapus NIK atau No. KK dari tulisan ini.',
  sensitiveWord: 'Ada sebutan kategori sensitif. Tulis tanpa menyebut kategorinya.',
  closed: 'Laporan ini sudah diputuskan.',
  withdrawn: 'Pelapor menarik laporan ini. Tidak ada yang perlu diputuskan.',
  supervisorOnly: 'Kasus sensitif hanya diputuskan oleh petugas yang diberi izin.',
  awaitsReporter: 'Menunggu perbaikan dari pelapor.',
  screening: 'Pemeriksaan ganda masih berjalan. Halaman ini dimuat ulang sendiri.',
  alreadyTitle: 'Sudah diputuskan',
  already: (by: string, at: string, state: string) =>
    by === ''
      ? `Sudah diputuskan pada ${at}: ${state}.`
      : `Sudah diputuskan oleh ${by} pada ${at}: ${state}.`,
  alreadyHint: 'Putusan Anda tidak disimpan. Tulisan Anda tetap ada di bawah.',
  typed: 'Yang tadi Anda tulis',
  typedDecision: 'Putusan Anda',
  withdrawnTitle: 'Laporan ini ditarik pelapor',
  withdrawnMeanwhile:
    'Pelapor menarik laporan ini sebelum putusan Anda masuk. Tidak ada yang perlu diputuskan lagi.',
  staleTitle: 'Laporan ini sudah berubah',
  stale: (state: string) =>
    `Laporan berubah sejak Anda membuka halaman ini (sekarang: ${state}). Periksa lagi sebelum memutuskan.`,
} as const;

export const registryText = {
  title: 'Data Pemda',
  caption: 'Rumah tangga dan orang yang tercatat dalam wilayah Anda',
  searchHint: 'Nomor, nama, NIK, atau No. KK',
  number: 'Nomor',
  head: 'Nama',
  place: 'Desa/kelurahan',
  source: 'Sumber',
  status: 'Status',
  version: 'Versi',
  updated: 'Diperbarui',
  statuses: {
    active: 'Berlaku',
    ineligible: 'Tidak layak lagi',
    moved: 'Pindah',
    deceased: 'Meninggal',
  },
  count: (total: number) => `${total.toLocaleString('id-ID')} data`,
  empty: 'Belum ada yang tercatat.',
  emptyHint: 'Laporan yang disetujui tercatat di sini.',
  emptyFiltered: 'Tidak ada yang cocok.',
  emptyFilteredHint: 'Ubah atau hapus saringan untuk melihat yang lain.',
  back: 'Kembali ke Data Pemda',
  entryTitle: (number: string) => `Data Pemda ${number}`,
  current: 'Data yang berlaku',
  currentOf: (version: number) => `Data lengkap terakhir (versi ${String(version)})`,
  later: (what: string) => `Sesudah itu tercatat: ${what}. Lihat riwayat versi.`,
  members: 'Anggota yang diketahui',
  person: 'Orangnya',
  categories: 'Kategori PMKS',
  concealed:
    'Isi data ini hanya untuk petugas yang diberi izin. Anda melihat nomor, desa, dan tanggalnya saja.',
  versionContents: 'Isi versi ini',
  versions: 'Riwayat versi',
  versionTitle: (version: number) => `Versi ${String(version)}`,
  validFrom: 'Berlaku sejak',
  recorded: 'Dicatat',
  origin: 'Asal',
  originCase: (number: string) => `Laporan ${number}`,
  reportedBy: 'Dilaporkan oleh',
  approvedBy: 'Disetujui oleh',
} as const;

export const channelText = {
  title: 'Kanal chat',
  lead: 'Tempat pelapor menulis. Halaman ini diperbarui sendiri selama menunggu sambungan.',
  empty: 'Belum ada kanal yang menyala.',
  emptyHint: 'Kanal muncul di sini setelah proses bot berjalan.',
  account: 'Akun',
  updated: 'Diperbarui',
  detail: 'Keterangan',
  qrTitle: 'Pindai kode ini',
  qrAlt: 'Kode QR untuk menyambungkan WhatsApp',
  qrHint: 'Di telepon: WhatsApp, Perangkat tertaut, Tautkan perangkat.',
  codeTitle: 'Ketik kode ini di telepon',
  codeHint: 'Di telepon: WhatsApp, Perangkat tertaut, Tautkan dengan nomor telepon.',
  adminPairs: 'Hanya admin yang dapat menyambungkan kanal ini.',
} as const;

export const channelStates: Readonly<Record<ChannelState, string>> = {
  off: 'Mati',
  connecting: 'Menyambung',
  pairing: 'Menunggu disambungkan',
  online: 'Tersambung',
  logged_out: 'Keluar, perlu disambungkan lagi',
  replaced: 'Dipakai di tempat lain',
  error: 'Bermasalah',
};

/** What to do about it; nothing where all is well or a code to scan says enough. */
export const channelHints: Partial<Readonly<Record<ChannelState, string>>> = {
  connecting: 'Layanan sedang mencoba menyambung, dan akan mencoba lagi sendiri.',
  logged_out: 'Nomor ini dikeluarkan dari telepon. Kode untuk menyambungkan lagi segera muncul di sini.',
  replaced: 'Sambungan ini dipakai proses lain. Hentikan proses itu, lalu mulai ulang layanan bot.',
  error: 'Lihat keterangan. Bila tidak pulih sendiri, mulai ulang layanan bot.',
};

export const systemText = {
  title: 'Kesehatan sistem',
  ready: 'Semua bagian siap.',
  notReady: 'Ada bagian yang belum siap.',
  parts: 'Bagian',
  partNames: {
    database: 'Basis data',
    queue: 'Antrean pekerjaan',
    relay: 'Penerus pekerjaan',
    workers: 'Pekerja',
    web: 'Halaman web',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    simulator: 'Simulator',
    bots: 'Bot chat',
  } as Readonly<Record<string, string>>,
  partStates: { ok: 'Siap', off: 'Mati', failing: 'Bermasalah' },
  work: 'Pekerjaan',
  outboxWaiting: 'Pekerjaan menunggu',
  outboxOldest: 'Menunggu paling lama',
  outboxFailing: 'Pekerjaan gagal',
  inboxWaiting: 'Pesan masuk belum diolah',
  queueBackend: 'Antrean berjalan di',
  backends: { postgres: 'PostgreSQL', redis: 'Redis' },
  outbound: 'Pesan ke pelapor',
  noOutbound: 'Belum ada pesan.',
  seconds: (seconds: number) =>
    seconds < 120 ? `${String(Math.round(seconds))} detik` : `${String(Math.round(seconds / 60))} menit`,
} as const;

/** Sent after a form did its work; `subject` is a case number or nothing. */
export const flashText = {
  api_key_revoked: () => 'Kunci API dicabut.',
  webhook_changed: () => 'Webhook diubah.',
  webhook_sent: () => 'Pemberitahuan akan segera dikirim.',
  approved: (subject: string) => `Laporan ${subject} disetujui. Pelapor diberi tahu.`,
  rejected: (subject: string) => `Laporan ${subject} ditolak. Pelapor diberi tahu alasannya.`,
  correction_requested: (subject: string) => `Permintaan perbaikan untuk ${subject} dikirim ke pelapor.`,
  ...caseActionFlash,
  ...checkFlash,
  edited: editedText.flash,
  not_duplicate: differentText.flash,
  commented_unknown: mentionText.unknown,
  duplicate_again: differentText.undone,
  ...enrolmentFlash,
  ...accountFlash,
  history_check: () => historyText.asked,
  ...queueFlash,
  ...placeFlash,
  ...escalationFlash,
  ...pairFlash,
  ...qualityFlash,
  ...referenceFlash,
  ...sourceImportFlash,
  ...rotationFlash,
  ...bulkFlash,
  ...aidFlash,
  signed_out: () => 'Anda sudah keluar.',
} as const;

export const simulatorText = {
  title: 'Simulator chat',
  lead: 'Pilih siapa yang menulis. Semua orang di sini rekaan.',
  guide: 'Belum tahu caranya? Baca panduan pelapor.',
  people: 'Orang',
  switch: 'Ganti orang',
  log: (name: string) => `Percakapan sebagai ${name}`,
  empty: 'Belum ada pesan. Tulis apa saja untuk mulai.',
  write: 'Tulis pesan',
  send: 'Kirim',
  photo: 'Foto/PDF',
  fileSent: 'Berkas',
  others: 'Kirim yang lain',
  place: 'Lokasi (lintang, bujur)',
  placeExample: '0.53, 117.60',
  sendPlace: 'Kirim lokasi',
  /** What a person sent, where it was no words. */
  sent: {
    photo: 'Foto',
    pdf: 'Berkas PDF',
    location: 'Lokasi',
    contact: 'Kartu kontak',
    voice: 'Pesan suara',
    sticker: 'Stiker',
    video: 'Video',
    document: 'Berkas',
    poll: 'Jajak pendapat',
    edited: 'Pesan diubah',
    unreadable: 'Pesan tidak terbaca',
    unknown: 'Pesan lain',
  },
  reload: 'Muat pesan baru',
  from: { person: 'Anda', bot: 'SIPMAS Lapor' },
  choices: 'Pilihan jawaban',
  sending: 'mengirim…',
  retrying: 'sinyal putus, mencoba lagi…',
} as const;

export const errorText = {
  title: 'Maaf, ada kendala',
  notFoundTitle: 'Halaman tidak ditemukan',
  notFound: 'Halaman ini tidak ada, atau bukan untuk Anda.',
  csrf: 'Formulir ini sudah kedaluwarsa. Kembali, muat ulang halamannya, lalu kirim lagi.',
  tooMany: 'Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi.',
  signInNeeded: 'Silakan masuk dulu.',
  conflict: 'Keadaannya sudah berubah. Muat ulang halaman, lalu periksa lagi.',
  invalid: 'Isian tidak dapat dibaca. Kembali, periksa, lalu kirim lagi.',
  tooLarge: 'Berkas terlalu besar. Paling besar 10 MB.',
  notAnImage: 'Berkas ini bukan foto yang dapat dibaca.',
  unavailable: 'Layanan sedang tidak dapat dihubungi. Coba lagi sebentar lagi.',
  internal: 'Terjadi kesalahan di sisi kami. Coba lagi sebentar lagi.',
  back: 'Kembali ke halaman depan',
} as const;

export const channelLabels: Readonly<Record<ChannelName, string>> = {
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  simulator: 'Simulator',
};

/** Delivery states of outbound_message. */
export const deliveryLabels: Readonly<Record<string, string>> = {
  held: 'Menunggu ringkasan harian',
  digested: 'Masuk ringkasan harian',
  queued: 'Menunggu dikirim',
  sending: 'Sedang dikirim',
  sent: 'Terkirim',
  delivered: 'Sampai di telepon',
  read: 'Sudah dibaca',
  failed: 'Gagal terkirim',
  blocked: 'Pelapor memblokir bot',
  unknown: 'Tidak pasti terkirim',
};
