/** What is said to people unasked: number, state, and the reviewer's question or reason. No more. */
export const notifications = {
  needs_correction: (number: string, question: string) =>
    `Laporan ${number} perlu perbaikan.\nPertanyaan pemeriksa: ${question}\nBalas PERBAIKI ${number} untuk menjawab.`,
  correctLabel: 'Perbaiki',
  approved: (number: string) => `Laporan ${number} disetujui. Terima kasih.`,
  rejected: (number: string, reason: string, note: string) =>
    `Laporan ${number} ditolak.\nAlasan: ${reason}. ${note}`,
  registered: (number: string) => `Laporan ${number} sudah tercatat di Data Pemda.`,
  objectionLapsed: (number: string) =>
    `Sanggahan untuk laporan ${number} tidak dijawab sampai batas waktunya. Untuk bertanya, silakan hubungi Dinas Sosial.`,
  urgentWaiting: (number: string, kecamatan: string) =>
    `Laporan darurat menunggu: ${number}, Kecamatan ${kecamatan}. Mohon segera dibuka di konsol.`,
} as const;

/** One message for the news of a day. `left`: how many more reports there are than are shown. */
export function digest(news: readonly string[], left: number): string {
  const lines = news.map((text) => `• ${text.replaceAll('\n', ' ')}`);
  const more = left === 0 ? [] : [`Masih ada kabar tentang ${String(left)} laporan lain.`];
  return ['Kabar laporan Bapak/Ibu:', ...lines, ...more, 'Balas STATUS untuk melihat daftar laporan.'].join(
    '\n',
  );
}
