/** Keys, and how everything is sealed anew under the newest. */

const many = (count: number) => count.toLocaleString('id-ID');

export const rotationText = {
  title: 'Kunci penyandian',
  active: 'Kunci sekarang',
  others: 'Kunci lama yang masih dikenal',
  none: 'tidak ada',
  hint: 'Sesudah kunci baru dipasang, data lama disandikan ulang di latar belakang. Layanan tetap dapat dipakai.',
  start: 'Sandikan ulang dengan kunci sekarang',
  stop: 'Hentikan',
  resume: 'Lanjutkan',
  progress: 'Kemajuan penyandian ulang',
  progressText: (done: string, total: string) => `${done} dari sekitar ${total} disandikan ulang`,
  states: { running: 'Sedang berjalan', stopped: 'Dihentikan', finished: 'Selesai' },
  key: 'Dengan kunci',
  last: 'Terakhir',
  began: (moment: string, name: string) => `${moment} oleh ${name}`,
  terminal: 'baris perintah',
  whole: (keyId: string) =>
    `Semua data memakai kunci ${keyId}. Kunci yang lebih lama boleh dihapus dari FIELD_KEYS, tetapi simpan selama masih ada cadangan lama.`,
  left: (count: number) =>
    `Masih ada ${many(count)} data dengan kunci lama. Mulai ulang semua proses dengan kunci sekarang, lalu ulangi.`,
  unreadable: (count: number) => `${many(count)} data tidak dapat dibuka dengan kunci mana pun.`,
  failures: {
    'crypto.unknown_key':
      'Ada data dengan kunci yang tidak ada di FIELD_KEYS. Tambahkan kunci itu, lalu lanjutkan.',
  },
} as const;

export const rotationFlash = {
  rotation_started: () => 'Penyandian ulang dimulai.',
  rotation_stopped: () => 'Penyandian ulang dihentikan. Yang sudah selesai tetap.',
} as const;

export const rotationActions: Readonly<Record<string, string>> = {
  'keys.rotated': 'Menyandikan ulang data',
  'keys.rotation_stopped': 'Menghentikan penyandian ulang',
};

export const rotationFault =
  'Penyandian ulang dengan kunci lain belum selesai. Mulai ulang proses ini dengan kunci itu, atau selesaikan dulu.';

/** In the terminal, of `npm run rotate-keys`. */
export const rotationProgramText = {
  usage: 'Cara pakai: npm run rotate-keys. Bila terputus, jalankan lagi untuk melanjutkan.',
  begun: (keyId: string, total: number) =>
    `Menyandikan ulang dengan kunci ${keyId}: sekitar ${many(total)} data.`,
  progress: (done: number) => `${many(done)} selesai.`,
  stopping: 'Berhenti sesudah bagian ini. Mohon tunggu.',
  stopped: 'Dihentikan. Jalankan perintah yang sama untuk melanjutkan.',
  ended: (done: number) => `Selesai: ${many(done)} data disandikan ulang.`,
} as const;
