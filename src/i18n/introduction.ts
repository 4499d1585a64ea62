/** What somebody new to the console reads first: three things, and then it is gone. */
import type { StaffRole } from '../domain/access/scope.js';

export const introductionText = {
  title: 'Baru memakai konsol ini?',
  more: 'Selengkapnya di',
  done: 'Mengerti, jangan tampilkan lagi',
} as const;

export const firstSteps: Readonly<Record<StaffRole, readonly string[]>> = {
  reviewer: [
    'Tekan "Ambil berikutnya" untuk menerima laporan yang paling mendesak. Selama halamannya terbuka, laporan itu dipegang atas nama Anda.',
    'Baca isi, foto, dan kemungkinan duplikatnya. Lalu putuskan: setujui, minta perbaikan, atau tolak.',
    'Pelapor diberi tahu dengan sendirinya. Tekan ? untuk melihat tombol pintas.',
  ],
  supervisor: [
    'Laporan yang terlalu lama menunggu ditandai "Eskalasi". Beri catatan, atau serahkan kepada verifikator.',
    'Yang sudah diputus satu orang dan perlu orang kedua ada di tampilan "Perlu persetujuan kedua".',
    'Buka "Ringkasan" untuk melihat yang tertunda dan yang terlambat. Angkanya dapat dibuka sampai ke laporannya.',
  ],
  admin: [
    'Daftarkan pelapor di "Pelapor": satu per satu, atau dari berkas daftar.',
    'Undang verifikator dan supervisor di "Pengguna". Mereka menerima tautan untuk membuat kata sandi.',
    'Periksa hari kerja, batas waktu, dan alasan di "Data acuan", dan sambungan bot di "Kanal".',
  ],
};
