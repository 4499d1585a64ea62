/** What stands on the terminal of whoever starts the service. */
export const terminal = {
  cannotStart: (reason: string) => `SIPMAS Lapor tidak dapat dijalankan: ${reason}`,
  ready: 'SIPMAS Lapor siap.',
  console: (address: string) => `  Konsol Dinsos   : ${address}/console`,
  simulator: (address: string) => `  Simulator obrol : ${address}/simulator`,
  trial: 'Mode coba: semua orang dan akun di bawah ini contoh. Jangan masukkan data warga yang sebenarnya.',
  accounts: '  Akun konsol (nama pengguna / kata sandi):',
  account: (username: string, password: string, name: string) => `    ${username} / ${password}  (${name})`,
  reporters: '  Pelapor contoh (pilih di simulator):',
  reporter: (name: string) => `    ${name}`,
  stop: 'Tekan Ctrl-C untuk berhenti.',
} as const;

/** How to pair the WhatsApp number. */
export const pairingText = {
  qr: 'Sambungkan WhatsApp: di telepon buka Perangkat tertaut, Tautkan perangkat, lalu pindai kode ini.',
  code: (code: string) =>
    `Sambungkan WhatsApp: di telepon buka Perangkat tertaut, Tautkan dengan nomor telepon, lalu ketik kode ${code.slice(0, 4)}-${code.slice(4)}.`,
} as const;

/** The people of the simulator. */
export const simulatorText = {
  reporter: (role: string) => `${role}, terdaftar (contoh)`,
  suspended: (role: string) => `${role}, dihentikan (contoh)`,
  stranger: {
    id: '00000000-0000-7000-8000-000000000199',
    name: 'Orang Tak Dikenal',
    note: 'Belum terdaftar sebagai pelapor (contoh)',
  },
} as const;

export const accountText = {
  usage:
    'Cara pakai: npm run account -- --username nama.pengguna --name "Nama Lengkap" --role reviewer|supervisor|admin [--region 64.08.04] [--grant sensitive]',
  password: 'Kata sandi baru: ',
  unknownRegion: (code: string) => `Wilayah ${code} tidak dikenal.`,
  taken: 'Nama pengguna itu sudah dipakai.',
  made: (username: string) => `Akun ${username} dibuat.`,
} as const;
