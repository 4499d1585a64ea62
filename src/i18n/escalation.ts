/** What is said of reports that waited too long, of the system's health, and of backups. */
import { rotationActions } from './rotation.js';
import { sourceImportActions } from './source-import-console.js';
import type { EscalationCause } from '../domain/case/escalation.js';
import { qualityAccessActions } from './quality.js';
import { pairAccessActions } from './pairs.js';

/** To supervisors and reviewers in chat: counts and numbers, nothing of the people. */
export const escalationMessages = {
  emergency: (number: string, kecamatan: string, hours: number) =>
    `Laporan darurat ${number}, Kecamatan ${kecamatan}, belum ditangani siapa pun selama ${String(hours)} jam kerja. Mohon segera dibuka di konsol.`,
  assigned: (number: string) => `Laporan ${number} ditugaskan kepada Anda. Mohon dibuka di konsol.`,
  digest: ({
    shown,
    left,
    sensitive,
  }: {
    readonly shown: readonly string[];
    readonly left: number;
    readonly sensitive: number;
  }): string => {
    const total = shown.length + left + sensitive;
    const more = left === 0 ? [] : [`dan ${String(left)} laporan lain`];
    const concealed = sensitive === 0 ? [] : [`Kasus sensitif: ${String(sensitive)}`];
    return [
      `${String(total)} laporan menunggu terlalu lama dan perlu perhatian Anda.`,
      ...shown.map((number) => `• ${number}`),
      ...more,
      ...concealed,
      'Buka Eskalasi di konsol.',
    ].join('\n');
  },
} as const;

export const escalationText = {
  title: 'Eskalasi',
  lead: 'Laporan yang lewat batas waktu, dan laporan darurat yang belum dipegang siapa pun. Laporan hilang dari daftar ini setelah Anda menanganinya atau setelah diputuskan.',
  mark: 'Eskalasi',
  tab: 'Eskalasi',
  navCount: (count: number) => `${String(count)} eskalasi`,
  waiting: (count: number) => `${String(count)} laporan menunggu terlalu lama.`,
  open: 'Buka daftar eskalasi',
  empty: 'Tidak ada yang menunggu terlalu lama',
  emptyHint: 'Laporan yang lewat batas waktu muncul di sini dengan sendirinya.',
  more: (shown: number, total: number) =>
    `Ditampilkan ${String(shown)} dari ${String(total)}. Yang lain muncul setelah yang di atas ditangani.`,
  causes: {
    overdue: 'Lewat batas waktu',
    emergency: 'Darurat belum dipegang',
  } satisfies Record<EscalationCause, string>,
  subject: 'Tentang',
  place: 'Tempat',
  came: 'Dikirim',
  raised: 'Dieskalasi',
  holder: 'Dipegang',
  nobody: 'Belum ada',
  assigned: 'Ditugaskan kepada',
  handle: 'Tangani',
  note: 'Catatan (boleh kosong)',
  noteHint: 'Untuk kantor saja. Pelapor tidak melihatnya.',
  assign: 'Tugaskan kepada',
  assignKeep: 'Tidak diubah',
  assignHint: 'Yang ditugaskan diberi tahu di obrolannya. Klaim orang lain berakhir.',
  done: 'Ditangani',
  faultTitle: 'Belum tersimpan',
  faults: {
    note: 'Catatan terlalu panjang. Paling banyak 500 huruf.',
    assignee: 'Orang ini tidak dapat mengerjakan laporan itu. Pilih yang lain.',
  },
  handledTitle: 'Sudah ditangani',
  handledCaption: 'Eskalasi yang ditangani dalam dua minggu terakhir',
  noneHandled: 'Belum ada dalam dua minggu terakhir.',
  number: 'Nomor',
  cause: 'Sebab',
  by: 'Oleh',
  noteColumn: 'Catatan',
  reachTitle: 'Kabar ke obrolan supervisor',
  reachLead: 'Satu ringkasan setiap pagi kerja, dan darurat saat itu juga.',
  noChat: 'Belum menghubungkan obrolan',
  connect: 'Hubungkan obrolan saya',
  undelivered: {
    failed: 'Tidak sampai',
    blocked: 'Tidak sampai, bot diblokir',
    unknown: 'Tidak pasti sampai',
  } as Readonly<Record<string, string>>,
  neverTold: 'Belum ada kabar yang dikirim',
  you: 'Anda',
  rowMine: 'Ditugaskan kepada Anda',
  rowAssigned: (name: string) => `Ditugaskan: ${name}`,
  filter: 'Dieskalasi',
} as const;

export const escalationFlash = {
  escalation_handled: (subject: string) => `Eskalasi ${subject} ditandai sudah ditangani.`,
  escalation_already: (subject: string) => `Eskalasi ${subject} sudah ditangani sebelumnya.`,
} as const;

/** The chain of the access log, on its page and in the terminal. */
export const accessChainText = {
  title: 'Catatan akses',
  counts: (rows: number) => `Diperiksa: ${rows.toLocaleString('id-ID')} catatan akses.`,
  holds: 'Catatan akses utuh.',
  holdsOf: (rows: number) => `Utuh, ${rows.toLocaleString('id-ID')} catatan`,
  broken: (from: string | null, until: string | null) =>
    from === null
      ? 'Catatan akses tidak utuh: ada catatan yang hilang.'
      : `Catatan akses tidak utuh: ada yang diubah, ditambah, atau hilang di antara ${from} dan ${until ?? from}.`,
} as const;

/** What the access log says besides, by its code. */
export const moreAccessActions: Readonly<Record<string, string>> = {
  'person.viewed': 'Melihat data warga',
  'person.sensitive_viewed': 'Melihat data warga yang sensitif',
  'family.viewed': 'Melihat data keluarga',
  ...pairAccessActions,
  ...qualityAccessActions,
  'source.applied': 'Memasukkan data nasional',
  'source.reverted': 'Membatalkan impor data nasional',
  ...sourceImportActions,
  ...rotationActions,
  'session.closed': 'Keluar',
  'case.escalation_handled': 'Menangani eskalasi',
  'case.assigned': 'Menugaskan laporan',
};

const amount = (count: number): string => count.toLocaleString('id-ID');

export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return `${value.toLocaleString('id-ID', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[step] ?? ''}`;
}

/** In the terminal, after `npm run backup` and `npm run restore`. */
export const backupText = {
  made: (
    folder: string,
    { bytes, rows, photos }: { readonly bytes: number; readonly rows: number; readonly photos: number },
  ) =>
    [
      `Cadangan ditulis dan sudah dibaca ulang: ${folder}`,
      `${amount(rows)} baris, ${amount(photos)} berkas foto, ${bytesText(bytes)}.`,
      'Kunci tidak ada di dalamnya. Simpan kunci di tempat lain: tanpa kunci, cadangan tidak dapat dibuka.',
    ].join('\n'),
  restored: (madeAt: string) => `Dipulihkan dari cadangan ${madeAt}. Layanan dapat dijalankan.`,
  restoreUsage: 'Cara pakai: npm run restore -- FOLDER_CADANGAN',
  noKeys:
    'Kunci tidak ditemukan. Isi FIELD_KEYS dan INDEX_KEY, atau letakkan keys.json di folder data, lalu ulangi.',
  faults: {
    unreadable: 'Cadangan ini tidak dapat dibaca: rusak, tidak lengkap, atau dibuat dengan kunci lain.',
    other_version:
      'Cadangan ini dibuat oleh versi lain. Pulihkan dengan versi itu, lalu perbarui layanannya.',
    not_empty: 'Di tujuan sudah ada data. Pulihkan ke basis data dan folder data yang masih kosong.',
    dangling:
      'Sebagian isi cadangan ini menunjuk ke data yang tidak ada di dalamnya. Tidak ada yang dipulihkan. Gunakan cadangan lain.',
  },
} as const;

/** The page of the system's health. */
export const healthText = {
  attention: 'Perlu diperhatikan',
  warnings: {
    process_missing: 'Ada bagian layanan yang tidak memberi tanda hidup. Jalankan kembali bagian itu.',
    queue_unknown: 'Antrean pekerjaan tidak menjawab.',
    queue_long: 'Pekerjaan menumpuk. Periksa apakah pekerja berjalan, atau tambah pekerja.',
    backup_missing: 'Belum ada cadangan. Jalankan npm run backup dan jadwalkan setiap malam.',
    backup_old: 'Cadangan terakhir sudah terlalu lama. Periksa jadwal pencadangan.',
    disk_low: 'Ruang simpan hampir habis. Kosongkan atau tambah ruang sebelum layanan berhenti.',
  },
  processes: 'Proses',
  parts: { web: 'Halaman web', bots: 'Bot chat', workers: 'Pekerja' },
  running: (count: number) => `${String(count)} berjalan`,
  silent: 'Tidak ada tanda hidup',
  lastSeen: 'terakhir',
  queues: 'Antrean',
  queueNames: {
    case: 'Laporan',
    notify: 'Pemberitahuan',
    media: 'Foto dan pemeriksaan',
    import: 'Impor data',
    webhook: 'Kabar ke OPD',
  } as Readonly<Record<string, string>>,
  waiting: (count: number) => `${amount(count)} menunggu`,
  noAnswer: 'Tidak menjawab',
  backup: 'Cadangan',
  noBackup: 'Belum ada.',
  made: 'Terakhir',
  verified: 'Dibaca ulang',
  size: 'Ukuran',
  contents: 'Isi',
  contentsOf: (rows: number, photos: number) => `${amount(rows)} baris, ${amount(photos)} berkas foto`,
  disk: 'Ruang simpan',
  free: (free: string, total: string) => `${free} kosong dari ${total}`,
  rules: 'Kapan diperingatkan',
  rule: (days: number, queue: number, percent: number) =>
    `Cadangan lebih tua dari ${String(days)} hari, lebih dari ${amount(queue)} pekerjaan menunggu di satu antrean, ruang kosong kurang dari ${String(percent)}%, atau suatu bagian diam lebih dari 45 detik.`,
} as const;
