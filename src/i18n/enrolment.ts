/** What is said of being enrolled: in the chat, and on the console's pages of reporters and alerts. */
import type { ChannelName, OutboundBody } from '../domain/channel/message.js';

/** To whoever is not enrolled: how to be, and nothing else. */
export function strangerReply({
  channel,
  chat,
}: {
  channel: ChannelName;
  chat: 'private' | 'group';
}): OutboundBody {
  if (chat === 'group')
    return { text: 'Layanan ini hanya untuk obrolan pribadi. Silakan kirim pesan langsung ke nomor ini.' };
  const ask =
    'Nomor ini belum terdaftar sebagai pelapor. Untuk didaftarkan, silakan hubungi Dinas Sosial dengan menyebut nama, jabatan, desa, dan nomor telepon.';
  if (channel !== 'telegram') return { text: ask };
  return {
    text: `${ask}\nBila sudah didaftarkan, tekan tombol di bawah untuk membagikan nomor telepon.`,
    askPhone: true,
  };
}

export const enrolmentReplies = {
  inactive:
    'Mohon maaf, Bapak/Ibu saat ini tidak aktif sebagai pelapor. Bila ini keliru, silakan hubungi Dinas Sosial.',
  codeRefused:
    'Kode itu tidak dapat dipakai. Mohon periksa lagi, atau minta kode baru kepada Dinas Sosial. Contoh: DAFTAR K7M4-2XQ9.',
  staffConnected:
    'Obrolan ini sekarang menerima peringatan laporan darurat, selama Bapak/Ibu bertugas. Pengaturannya ada di konsol, halaman Peringatan darurat.',
  staff:
    'Obrolan ini menerima peringatan laporan darurat. Laporan diperiksa di konsol. Pesan di sini tidak dibaca.',
} as const;

/** About reports: how many, and their numbers. */
export const handoverNotices = {
  predecessor: (desa: string) =>
    `Terima kasih atas laporan-laporan Bapak/Ibu. Pelapor untuk ${desa} sekarang sudah berganti. Laporan yang masih terbuka diteruskan oleh pelapor baru. Bila ini keliru, silakan hubungi Dinas Sosial.`,
  successor: (desa: string, count: number, numbers: readonly string[]) =>
    [
      `Bapak/Ibu sekarang melapor untuk ${desa}.`,
      count === 0
        ? 'Tidak ada laporan terbuka yang perlu diteruskan.'
        : `${String(count)} laporan terbuka diteruskan oleh Bapak/Ibu: ${numbers.join(', ')}${count > numbers.length ? ', dan lainnya' : ''}.`,
      'Balas STATUS untuk melihat laporan.',
    ].join('\n'),
} as const;

export const enrolmentFlash = {
  enrolled: () => 'Pelapor terdaftar. Ia dapat mulai melapor dari nomor teleponnya.',
  reporter_changed: () => 'Perubahan disimpan.',
  reporter_suspended: () => 'Pelapor dihentikan sementara. Ia tidak dapat melapor sampai diaktifkan lagi.',
  reporter_left: () => 'Pelapor dicatat sudah berhenti.',
  reporter_active: () => 'Pelapor aktif lagi.',
  invite_revoked: () => 'Kode undangan dicabut.',
  chat_disconnected: () => 'Obrolan diputus.',
  handed_over: (subject: string) =>
    subject === '0'
      ? 'Desa diserahkan. Tidak ada laporan terbuka yang perlu diteruskan.'
      : `Desa diserahkan. ${subject} laporan terbuka diteruskan pelapor baru.`,
  imported: (subject: string) => {
    const [added = '0', changed = '0'] = subject.split('-');
    return `Impor selesai: ${added} pelapor baru, ${changed} diperbarui.`;
  },
  duty_on: () => 'Anda sekarang bertugas. Laporan darurat diberitahukan ke obrolan Anda.',
  duty_off: () => 'Anda sekarang tidak bertugas.',
} as const;

export const reporterText = {
  title: 'Pelapor',
  back: 'Kembali ke daftar pelapor',
  caption: 'Pelapor yang terdaftar',
  name: 'Nama',
  role: 'Jabatan',
  phone: 'Telepon',
  desa: 'Desa/kelurahan',
  noDesa: 'Tanpa desa',
  status: 'Status',
  channels: 'Obrolan',
  allStatuses: 'Semua status',
  statuses: { active: 'Aktif', suspended: 'Dihentikan sementara', left: 'Sudah berhenti' },
  notConnected: 'Belum terhubung',
  contactStates: { active: 'terhubung', blocked: 'memblokir bot', gone: 'tidak terjangkau' },
  searchHint: 'Bagian dari nama',
  count: (total: number) => `${total.toLocaleString('id-ID')} pelapor`,
  empty: 'Belum ada pelapor.',
  emptyHint: 'Daftarkan pelapor pertama dengan formulir di halaman ini, atau impor dari berkas.',
  emptyFiltered: 'Tidak ada pelapor yang cocok.',
  emptyFilteredHint: 'Ubah atau hapus saringan untuk melihat yang lain.',
  orphans: 'Laporan terbuka tanpa pelapor',
  orphansHint: 'Pelapornya sudah tidak melapor untuk desa ini. Tunjuk siapa yang meneruskan.',
  orphan: (desa: string, kecamatan: string, count: number) =>
    `${desa}, ${kecamatan}: ${String(count)} laporan terbuka`,
  appoint: (desa: string) => `Tunjuk pelapor ${desa}`,
  enrolTitle: 'Daftarkan pelapor',
  import: 'Impor dari CSV atau Excel',
  phoneHint: 'Contoh: 0812xxxxxxxx. Nomor ini dipakai untuk mengenali pelapor di chat.',
  desaHint: 'Boleh lebih dari satu.',
  desaFilter: 'Cari desa',
  chooseRole: 'Pilih jabatan',
  submit: 'Daftarkan',
  problems: 'Pelapor belum terdaftar',
  problem: {
    name: 'Tulis nama, 2 sampai 100 huruf.',
    role: 'Pilih jabatannya.',
    phone: 'Nomor telepon ini tidak dikenali. Tulis seperti 081234567890.',
    phone_taken: 'Nomor telepon ini sudah dipakai pelapor lain.',
    desa: 'Pilih paling sedikit satu desa.',
    status: 'Pelapor ini tidak aktif. Aktifkan dulu.',
    successor: 'Pilih pelapor lain yang aktif.',
  },
  editTitle: 'Ubah data',
  save: 'Simpan',
  notSaved: 'Perubahan belum tersimpan',
  statusTitle: 'Status',
  statusHint: {
    active: 'Pelapor ini dapat melapor.',
    suspended: 'Pelapor ini tidak dapat melapor sampai diaktifkan lagi.',
    left: 'Pelapor ini sudah berhenti dan tidak dapat melapor.',
  },
  suspend: 'Hentikan sementara',
  reactivate: 'Aktifkan lagi',
  leave: 'Catat sudah berhenti',
  chatTitle: 'Obrolan yang terhubung',
  since: (moment: string) => `sejak ${moment}`,
  disconnect: (channel: string) => `Putuskan ${channel}`,
  inviteTitle: 'Kode undangan',
  inviteHint:
    'Dengan kode ini pelapor terhubung dari obrolan mana pun, satu kali. Berlaku 7 hari. Kode lama tidak berlaku lagi.',
  inviteOpen: (moment: string) => `Ada kode yang masih berlaku sampai ${moment}.`,
  inviteInactive: 'Kode hanya dapat dibuat untuk pelapor yang aktif.',
  makeInvite: 'Buat kode',
  revokeInvite: 'Cabut kode',
  inviteMade: 'Kode undangan, hanya ditampilkan sekali',
  inviteUntil: (moment: string) => `Berlaku sampai ${moment}. Catat atau kirim sekarang.`,
  inviteTelegram: 'Di Telegram, kirim ke bot:',
  inviteWhatsApp: 'Di WhatsApp, kirim ke nomor layanan:',
  telegramText: (code: string) => `/start ${code}`,
  whatsAppText: (code: string) => `DAFTAR ${code}`,
  desaTitle: 'Desa dan laporan terbuka',
  openCases: (count: number) =>
    count === 0 ? 'tidak ada laporan terbuka' : `${String(count)} laporan terbuka`,
  stray: (count: number) =>
    `${String(count)} laporan terbuka dari desa yang tidak lagi ditangani pelapor ini.`,
  handOver: (desa: string) => `Serahkan ${desa}`,
  history: 'Riwayat',
  noHistory: 'Belum ada riwayat.',
  service: 'Pelapor sendiri atau sistem',
  fields: { name: 'nama', role: 'jabatan', phone: 'telepon', chat: 'obrolan diputus' } as Readonly<
    Record<string, string>
  >,
  events: {
    enrolled: (desa: string) => `Didaftarkan untuk ${desa}`,
    changed: (fields: string) => `Data diubah: ${fields}`,
    suspended: 'Dihentikan sementara',
    left: 'Dicatat sudah berhenti',
    reactivated: 'Diaktifkan lagi',
    added: (desa: string) => `ditambah ${desa}`,
    removed: (desa: string) => `dilepas ${desa}`,
    desaChanged: (changes: string) => `Desa: ${changes}`,
    handedOver: (desa: string, to: string) => `${desa} diserahkan kepada ${to}`,
    tookOver: (desa: string, count: number, from: string) =>
      `${desa} diterima${from === '' ? '' : ` dari ${from}`}, ${String(count)} laporan terbuka`,
    inviteMade: 'Kode undangan dibuat',
    inviteRevoked: 'Kode undangan dicabut',
    connected: (channel: string) => `Terhubung lewat ${channel}`,
  },
} as const;

export const handoverText = {
  title: (desa: string) => `Serahkan ${desa}`,
  lead: 'Pelapor baru menerima desa ini dan meneruskan laporan yang masih terbuka. Keduanya diberi tahu lewat obrolan.',
  from: 'Pelapor sekarang',
  nobody: 'Tidak ada',
  successor: 'Pelapor baru',
  existing: 'Pelapor yang sudah terdaftar',
  choose: 'Pilih pelapor',
  existingHint: 'Kosongkan bila pelapor baru belum terdaftar, lalu isi di bawah.',
  fresh: 'Atau daftarkan orang baru',
  submit: 'Serahkan desa',
  problems: 'Desa belum diserahkan',
} as const;

export const importText = {
  title: 'Impor pelapor',
  lead: 'Unggah daftar pelapor. Hasilnya ditunjukkan dulu; tidak ada yang tersimpan sebelum dikonfirmasi.',
  columns: 'Kolom: nama, jabatan, no hp, desa, kecamatan. Urutannya bebas.',
  template: 'Unduh contoh:',
  templateName: 'contoh-pelapor',
  templateHeader: ['nama', 'jabatan', 'no hp', 'desa', 'kecamatan'],
  templateRow: ['Contoh Nama Lengkap', 'kepala desa', '08xxxxxxxxxx', 'Nama Desa', 'Nama Kecamatan'],
  file: 'Berkas CSV atau Excel (.xlsx)',
  limits: 'Paling besar 2 MB dan 2.000 baris.',
  upload: 'Unggah dan periksa',
  problems: 'Berkas belum dapat dibaca',
  problem: {
    none: 'Pilih berkasnya dulu.',
    too_large: 'Berkas terlalu besar. Paling besar 2 MB.',
    too_many_rows: 'Barisnya terlalu banyak. Paling banyak 2.000; bagi menjadi beberapa berkas.',
    old_excel: 'Ini berkas Excel lama (.xls). Simpan sebagai .xlsx atau CSV, lalu unggah lagi.',
    unreadable: 'Isi berkas tidak terbaca. Simpan sebagai CSV atau .xlsx, lalu unggah lagi.',
    no_rows: 'Berkas ini tidak berisi pelapor.',
    no_header: 'Baris judul tidak ditemukan. Perlu kolom nama, jabatan, no hp, dan desa.',
    header_twice: 'Ada judul kolom yang muncul dua kali. Hapus salah satu.',
  },
  previewTitle: 'Periksa daftar pelapor',
  results: { new: 'Baru', changed: 'Berubah', same: 'Sudah ada', wrong: 'Salah' },
  all: 'Semua',
  tabs: 'Saring menurut hasil',
  caption: 'Hasil pemeriksaan per baris',
  line: 'Baris',
  result: 'Hasil',
  confirm: (added: number, changed: number) =>
    `Simpan ${String(added)} pelapor baru dan ${String(changed)} perubahan`,
  confirmHint:
    'Baris yang salah dilewati. Perbaiki di berkas, lalu unggah lagi; yang sudah ada tidak berubah.',
  nothing: 'Tidak ada yang perlu disimpan.',
  confirmed: 'Daftar ini sudah disimpan. Di bawah ini keadaannya sekarang.',
  again: 'Unggah berkas lain',
  emptyResult: 'Tidak ada baris dengan hasil ini.',
  emptyResultHint: 'Pilih hasil lain di atas.',
  page: (from: number, to: number, total: number) =>
    `Baris ${String(from)}–${String(to)} dari ${total.toLocaleString('id-ID')}`,
  columnNames: { name: 'Nama', role: 'Jabatan', phone: 'No. HP', desa: 'Desa', kecamatan: 'Kecamatan' },
  fault: {
    missing: 'belum diisi',
    too_short: 'terlalu pendek, paling sedikit 2 huruf',
    too_long: 'terlalu panjang, paling banyak 100 huruf',
    unknown_role: 'tidak dikenal; pakai kepala desa, lurah, operator desa, TKSK, atau PSM',
    bad_phone: 'bukan nomor telepon yang benar',
    digits_lost: 'angkanya terpotong oleh Excel; ubah format kolom menjadi teks, lalu ketik ulang',
    phone_twice: (line: number) => `sama dengan baris ${String(line)}`,
    not_active: 'milik pelapor yang tidak aktif; aktifkan dulu di halamannya',
    not_yours: 'milik pelapor di luar wilayah Anda',
    unknown_desa: (typed: string) => `"${typed}" tidak ditemukan`,
    ambiguous_desa: (typed: string, kecamatan: readonly string[]) =>
      `"${typed}" ada di beberapa kecamatan (${kecamatan.join(', ')}); isi kolom kecamatan`,
    unknown_kecamatan: (typed: string) => `"${typed}" tidak ditemukan`,
  },
  change: (field: string, from: string, to: string) => `${field}: ${from === '' ? '—' : from} → ${to}`,
} as const;

export const alertText = {
  title: 'Peringatan darurat',
  lead: 'Laporan darurat diberitahukan lewat obrolan kepada pemeriksa yang bertugas di wilayahnya.',
  dutyTitle: 'Tugas',
  onDuty: 'Anda sedang bertugas.',
  offDuty: 'Anda sedang tidak bertugas.',
  turnOn: 'Mulai bertugas',
  turnOff: 'Selesai bertugas',
  noChat: 'Belum ada obrolan yang terhubung, jadi peringatan belum dapat sampai.',
  chatsTitle: 'Obrolan yang terhubung',
  noChats: 'Belum ada.',
  codeTitle: 'Hubungkan obrolan',
  codeHint: 'Buat kode, lalu kirim ke bot dari Telegram atau WhatsApp Anda. Berlaku 7 hari, satu kali pakai.',
} as const;
