/** What is said of the API: in the console, to its users, and in its errors. */
import type { AgencyAction, FieldGroup } from '../domain/access/agency.js';
import type { KeyState } from '../domain/opd/api-key.js';
import type { DeliveryOutcome, DeliveryType, PauseReason } from '../domain/opd/webhook.js';

export const opdAccessLabels: Readonly<Record<string, string>> = {
  'agency.granted': 'Mengubah hak akses OPD',
  'webhook.added': 'Menambah webhook',
  'webhook.active': 'Melanjutkan webhook',
  'webhook.paused': 'Menghentikan webhook',
  'webhook.removed': 'Menghapus webhook',
  'api_key.made': 'Membuat kunci API',
  'api_key.rotated': 'Mengganti kunci API',
  'api_key.revoked': 'Mencabut kunci API',
  'api.looked_up': 'API: mencari menurut NIK atau KK',
  'api.person_read': 'API: membaca satu orang',
  'api.sensitive_read': 'API: melihat kategori sensitif',
  'api.listed': 'API: membaca daftar orang',
  'api.aid_lists_read': 'API: melihat daftar penerima',
  'api.aid_list_read': 'API: membaca isi daftar penerima',
  'api.aid_recorded': 'API: mencatat bantuan',
  'api.aid_withdrawn': 'API: menarik catatan bantuan',
  'api.changes_read': 'API: membaca perubahan',
};

export const fieldGroupLabels: Readonly<
  Record<FieldGroup, { readonly name: string; readonly hint: string }>
> = {
  identity: { name: 'Identitas', hint: 'NIK, nama, tanggal lahir, jenis kelamin' },
  contact: { name: 'Alamat dan telepon', hint: 'Alamat menurut tiap sumber, nomor telepon' },
  socio_economic: { name: 'Sosial ekonomi', hint: 'Desil dengan sumber dan tanggalnya' },
  household: { name: 'Keluarga', hint: 'Nomor KK dan anggota keluarga' },
  pmks: { name: 'Kategori PMKS', hint: 'Tanpa kategori sensitif' },
  pmks_sensitive: {
    name: 'Kategori PMKS sensitif',
    hint: 'Hanya bila tugas OPD memerlukannya. Setiap orang yang dilihat dicatat tersendiri.',
  },
  aid: { name: 'Bantuan', hint: 'Bantuan yang pernah diterima' },
};

export const agencyActionLabels: Readonly<Record<AgencyAction, string>> = {
  read: 'Membaca data',
  record_aid: 'Mencatat bantuan',
};

export const keyStateLabels: Readonly<Record<KeyState, string>> = {
  good: 'Berlaku',
  expired: 'Kedaluwarsa',
  revoked: 'Dicabut',
};

export const opdText = {
  link: 'Hak akses dan kunci API',
  title: (agency: string) => `Akses API: ${agency}`,
  back: 'Kembali ke daftar OPD',
  lead: 'OPD ini membaca data lewat API dengan kunci. Yang di luar hak aksesnya tidak tampak sama sekali.',
  docs: 'Panduan API',
  inactive: 'OPD ini tidak aktif. Semua kuncinya ditolak.',

  policyTitle: 'Hak akses',
  areas: 'Wilayah',
  areasHint: 'Hanya data di wilayah ini yang tampak. Data tanpa desa hanya tampak bagi seluruh kabupaten.',
  wholeRegion: (name: string) => `Seluruh ${name}`,
  groups: 'Data yang boleh dilihat',
  groupsHint:
    'Sumber yang mencatat seseorang dan desanya selalu ikut. P3KE yang belum diverifikasi tidak pernah ikut.',
  programs: 'Program bantuan',
  programsHint: 'Daftar penerima yang boleh dibaca, bantuan yang tampak, dan program yang boleh dicatat.',
  noPrograms: 'Belum ada program bantuan.',
  actions: 'Tindakan',
  perMinute: 'Permintaan per menit, tiap kunci',
  perMinuteHint: 'Lebih dari itu ditolak sementara.',
  save: 'Simpan hak akses',
  notSaved: 'Belum disimpan',
  overtaken: (by: string, at: string) =>
    `${by} lebih dulu mengubah hak akses ini (${at}). Periksa yang berlaku sekarang, lalu simpan lagi bila masih perlu.`,
  nothingGranted: 'Belum ada hak. Semua permintaan dijawab seolah datanya tidak ada.',
  problems: {
    areas: 'Pilih paling sedikit satu wilayah.',
    per_minute: 'Isi permintaan per menit dengan angka 1 sampai 1.000.000.',
  },
  history: 'Riwayat hak akses',
  noHistory: 'Belum pernah diubah.',
  by: (name: string) => `oleh ${name}`,
  none: 'tidak ada',

  keysTitle: 'Kunci API',
  keysHint: 'Satu kunci untuk satu aplikasi. Isi kunci hanya ditampilkan sekali, saat dibuat.',
  noKeys: 'Belum ada kunci',
  noKeysHint: 'Buat kunci pertama, lalu serahkan kepada petugas OPD dengan cara yang aman.',
  keyName: 'Nama aplikasi',
  keyNameHint: 'Misalnya: SIM Puskesmas',
  keyDays: 'Berlaku selama',
  days: (count: number) => `${String(count)} hari`,
  make: 'Buat kunci',
  made: 'Kunci baru',
  madeHint: 'Salin sekarang. Kunci ini tidak akan ditampilkan lagi.',
  madeBefore:
    'Kunci ini sudah dibuat dari formulir yang sama dan tidak ditampilkan lagi. Bila belum sempat disalin, cabut kunci itu dan buat yang baru.',
  notMade: 'Kunci belum dibuat',
  keyProblems: {
    name: 'Tulis nama aplikasi, 2 sampai 60 huruf.',
    days: 'Pilih lama berlaku dari daftar.',
    too_many: 'OPD ini sudah punya 20 kunci yang berlaku. Cabut dulu yang tidak dipakai.',
    agency_inactive: 'OPD ini tidak aktif. Aktifkan dulu di daftar OPD.',
    not_good: 'Kunci yang akan diganti sudah tidak berlaku. Buat kunci baru.',
  },
  prefix: 'Awalan',
  state: 'Keadaan',
  until: 'Sampai',
  lastUsed: 'Terakhir dipakai',
  never: 'belum pernah',
  madeBy: (name: string) => `dibuat ${name}`,
  replaced: 'Sudah ada penggantinya',
  rotate: 'Ganti',
  rotateTitle: (name: string) => `Ganti kunci ${name}`,
  rotateHint: 'Kunci baru dan lama berlaku bersama dulu, supaya aplikasi tidak terputus.',
  overlap: 'Kunci lama masih berlaku selama',
  rotateSubmit: 'Buat kunci pengganti',
  revoke: 'Cabut',
  revokeTitle: (name: string) => `Cabut kunci ${name}`,
  revokeHint: 'Aplikasi yang memakai kunci ini langsung ditolak. Tidak dapat dibatalkan.',
  revokeSubmit: 'Cabut sekarang',
} as const;

export const webhookText = {
  title: 'Webhook',
  hint: 'Alamat OPD yang diberi tahu bila ada perubahan dalam hak aksesnya. Isinya hanya pemberitahuan; datanya dibaca lewat API.',
  none: 'Belum ada webhook.',
  url: 'Alamat penerima (https)',
  add: 'Tambah webhook',
  notAdded: 'Webhook belum ditambahkan',
  problems: {
    url: 'Tulis alamat https yang lengkap, tanpa nama pengguna dan sandi.',
    too_many: 'OPD ini sudah punya 5 webhook. Hapus dulu yang tidak dipakai.',
  },
  made: 'Rahasia webhook baru',
  madeHint: 'Salin sekarang untuk memeriksa tanda tangan. Rahasia ini tidak akan ditampilkan lagi.',
  active: 'Aktif',
  paused: {
    by_hand: 'Dihentikan petugas',
    failing: 'Dihentikan: tiga hari tidak ada kiriman yang sampai',
    gone: 'Dihentikan: penerima menjawab 410, alamatnya sudah tidak dipakai',
  } satisfies Record<PauseReason, string>,
  failing: (since: string) => `Gagal sejak ${since}`,
  resume: 'Lanjutkan',
  pause: 'Hentikan',
  remove: 'Hapus',
  ping: 'Kirim percobaan',
  again: 'Kirim ulang',
  againOf: (at: string) => `Kirim ulang pemberitahuan ${at}`,
  sent: 'Pemberitahuan terakhir',
  noneSent: 'Belum ada pemberitahuan.',
  types: {
    'changes.available': 'Ada perubahan',
    'aid_list.approved': 'Daftar penerima disetujui',
    ping: 'Percobaan',
  } satisfies Record<DeliveryType, string>,
  replay: 'kiriman ulang',
  waiting: 'menunggu dikirim',
  attempts: (count: number) => `${String(count)} kali dicoba`,
  next: (at: string) => `dicoba lagi ${at}`,
  outcome: (outcome: DeliveryOutcome, status: number | null) =>
    ({
      delivered: 'sampai',
      status: `penerima menjawab ${String(status ?? '')}`,
      timeout: 'penerima tidak menjawab dalam 10 detik',
      unreachable: 'penerima tidak dapat dihubungi',
      tls: 'sertifikat penerima tidak sah',
      address: 'alamat ini tidak boleh dikirimi',
    })[outcome],
} as const;
