/** What a chat app itself shows of the bot, and what its owner reads on the terminal. */
export const telegramCommands = [
  { command: 'mulai', description: 'Melapor rumah tangga miskin baru' },
  { command: 'status', description: 'Melihat laporan yang sudah dikirim' },
  { command: 'lanjut', description: 'Mengulang pertanyaan terakhir' },
  { command: 'kembali', description: 'Ke pertanyaan sebelumnya' },
  { command: 'batal', description: 'Menghentikan laporan ini' },
  { command: 'bantuan', description: 'Cara memakai layanan ini' },
] as const;

export const sharePhone = 'Bagikan nomor telepon';
