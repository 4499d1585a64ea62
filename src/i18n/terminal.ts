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
