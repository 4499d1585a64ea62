/** What is said of reports that waited too long, of the system's health, and of backups. */
import type { EscalationCause } from '../domain/case/escalation.js';

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
  'session.closed': 'Keluar',
  'case.escalation_handled': 'Menangani eskalasi',
  'case.assigned': 'Menugaskan laporan',
};
