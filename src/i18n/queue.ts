/** What the queue's pages say: working on it together, what comes first, what is searched for. */
import type { PriorityReason } from '../domain/case/priority.js';

export const claimText = {
  title: 'Pemegang',
  free: 'Belum ada yang memegang laporan ini.',
  freeHint: 'Ambil dulu supaya tidak diperiksa dua orang.',
  take: 'Ambil',
  takeNext: 'Ambil berikutnya',
  takeNextHint: 'Membuka laporan teratas yang belum dipegang.',
  mine: (time: string) => `Anda memegang laporan ini sampai ${time}.`,
  mineHint: 'Waktunya diperpanjang selama halaman ini terbuka.',
  release: 'Lepaskan',
  held: (name: string, time: string) => `Sedang dipegang ${name} sampai ${time}.`,
  heldHint: 'Putusan baru dapat disimpan setelah dilepaskan atau waktunya habis.',
  takeOver: 'Ambil alih',
  takenTitle: 'Laporan ini diambil alih',
  taken: (name: string) => `${name} mengambil alih laporan ini dari Anda.`,
  changedTitle: 'Pemegang laporan ini berubah',
  changed: 'Muat ulang untuk melihat keadaannya. Salin dulu tulisan Anda bila ada.',
  reload: 'Muat ulang',
  lookers: (names: string) => `Juga sedang membuka: ${names}`,
  refusedTitle: 'Sedang dipegang orang lain',
  refused: (name: string, time: string) => `Laporan ini dipegang ${name} sampai ${time}.`,
  rowMine: 'Anda pegang',
  rowHeld: (name: string) => `Dipegang ${name}`,
} as const;

export const priorityLabels: Readonly<Record<PriorityReason, string>> = {
  urgent: 'Darurat',
  no_home: 'Tanpa tempat tinggal tetap',
  small_child: 'Ada balita',
  elderly_alone: 'Lansia sendiri',
  long_wait: 'Menunggu lama',
};

export const dueText = {
  title: 'Batas waktu',
  late: (days: number) => `Terlambat ${String(days)} hari kerja`,
  today: 'Batas hari ini',
  left: (days: number) => `Sisa ${String(days)} hari kerja`,
  until: (day: string) => `Diputuskan paling lambat ${day}`,
} as const;

export const filterText = {
  more: 'Saringan lain',
  category: 'Kategori PMKS',
  holder: 'Pemegang',
  holders: { me: 'Saya', nobody: 'Belum ada', others: 'Orang lain' },
  age: 'Lama menunggu',
  ages: {
    3: '3 hari atau lebih',
    7: '7 hari atau lebih',
    14: '14 hari atau lebih',
    late: 'Lewat batas waktu',
  },
  photos: 'Ada foto',
  duplicates: 'Ada kemungkinan ganda',
  sort: 'Urutkan',
  sorts: {
    priority: 'Prioritas',
    due: 'Batas waktu',
    oldest: 'Paling lama',
    newest: 'Paling baru',
  },
  searchHint: 'Nomor, nama, NIK, atau No. KK',
  searchNote: 'NIK dan No. KK ditulis lengkap 16 angka. Yang Anda cari tidak tampil di alamat halaman.',
  how: 'Bagaimana urutannya?',
  howUrgent: 'Laporan darurat selalu di atas. Sesudahnya yang paling lama menunggu.',
  howWeight: (label: string, days: number) =>
    `${label}: didahulukan seperti sudah menunggu ${String(days)} hari lebih lama.`,
  over: (count: string) => `Lebih dari ${count} laporan`,
  overCount: (count: string) => `${count}+`,
} as const;

export const liveText = {
  /** Filled in by the page's script. */
  changed: '{count} laporan baru atau berubah.',
  load: 'Muat',
} as const;

export const queueFlash = {
  nothing_next: () => 'Tidak ada laporan yang dapat diambil dengan saringan ini.',
} as const;
