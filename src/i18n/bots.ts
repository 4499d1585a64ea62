/** What a chat app itself shows of the bot, and what its owner reads on the terminal. */
export const telegramCommands = [
  { command: 'mulai', description: 'Membuat laporan baru' },
  { command: 'status', description: 'Melihat laporan yang sudah dikirim' },
  { command: 'format', description: 'Contoh laporan dalam satu pesan' },
  { command: 'draf', description: 'Laporan yang belum selesai' },
  { command: 'bantuan', description: 'Cara memakai layanan ini' },
  { command: 'batal', description: 'Menghentikan laporan yang sedang diisi' },
] as const;

export const sharePhone = 'Bagikan nomor telepon';
