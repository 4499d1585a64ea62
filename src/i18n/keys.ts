/** Keys of the console, as the page that `?` opens tells them. */

export const keysText = {
  title: 'Tombol pintas',
  open: 'Tombol pintas',
  close: 'Tutup',
  use: 'Pakai tombol pintas di peramban ini',
  hint: 'Tombol pintas tidak berlaku saat Anda sedang mengetik.',
  key: 'Tombol',
  does: 'Kegunaan',
  /** Between two keys of which either will do. */
  or: 'atau',
} as const;

/** What each key does. The page marks what it acts on with `data-key`; the others are built into keys.js. */
export const keyList = [
  { keys: ['?'], does: 'Membuka daftar ini' },
  { keys: ['1', '9'], range: true, does: 'Membuka menu ke-1 sampai ke-9' },
  { keys: ['/'], does: 'Mengetik di kotak pencarian' },
  {
    keys: ['j', 'k'],
    does: 'Di antrean: baris berikutnya, sebelumnya; di laporan: laporan berikutnya, sebelumnya',
  },
  { keys: ['Enter'], does: 'Membuka baris, atau menekan tombol yang disorot' },
  { keys: ['s'], does: 'Di laporan: menyorot tombol Setujui; tekan Enter untuk menyetujui' },
  { keys: ['p'], does: 'Di laporan: meminta perbaikan' },
  { keys: ['t'], does: 'Di laporan: menolak' },
  { keys: ['e'], does: 'Di laporan: mengubah isian' },
  { keys: ['d'], does: 'Di laporan: menyatakan duplikat' },
  { keys: ['b'], does: 'Di laporan yang sudah diputus: membuka kembali' },
  { keys: ['g'], does: 'Di laporan yang disanggah: menjawab sanggah' },
  { keys: ['u'], does: 'Kembali ke daftar' },
  { keys: ['Esc'], does: 'Menutup daftar ini, atau keluar dari kotak isian' },
] as const satisfies readonly {
  readonly keys: readonly string[];
  readonly range?: true;
  readonly does: string;
}[];
